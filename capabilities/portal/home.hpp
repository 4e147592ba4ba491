// SPDX-License-Identifier: AGPL-3.0-or-later
// Home: a citizen understands it in ten seconds and finds what exists.
#pragma once

#include "capabilities/portal/portal.hpp"
#include "web/components.hpp"

#include <string>
#include <vector>

namespace kheo::portal
{

// One model among the newest.
struct NewestLine {
    std::string id;
    std::string title;
    std::string area;
    std::string field;
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(NewestLine, (), (id, title, area, field, demo))

struct HomeView {
    std::string site;
    std::string province;
    std::int64_t public_models = 0; // 0: not counted yet
    std::int64_t ledger_lines = 0;
    std::vector<NewestLine> newest;
};
BOOST_DESCRIBE_STRUCT(HomeView, (), (site, province, public_models, ledger_lines, newest))

// A task a citizen may have, with what it leads to.
struct Task {
    std::string title;
    std::string text;
    std::string address;
};

Outcome<HomeView> view_home(acts::Reading& reading, routes::Nothing const&);
routes::Page show_home(acts::Reading& reading, HomeView const& view);

} // namespace kheo::portal
