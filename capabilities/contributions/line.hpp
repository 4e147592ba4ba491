// SPDX-License-Identifier: AGPL-3.0-or-later
// One line with its history: what it said before, and why that was changed.
#pragma once

#include "capabilities/contributions/record.hpp"
#include "web/components.hpp"

#include <string>
#include <vector>

namespace kheo::contributions
{

struct LineQuery {
    ContributionId contribution;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(LineQuery, (), (contribution))

struct LineEvent {
    Date day; // of entry
    std::string act;
    std::string said; // "Đất (m²): 659,88"
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(LineEvent, (), (day, act, said, reason))

struct LineView {
    Contribution line;
    std::string title; // of the model
    std::vector<LineEvent> events;
    bool records = false; // left out of JSON
};
BOOST_DESCRIBE_STRUCT(LineView, (), (line, title, events))

Outcome<LineView> view_line(acts::Reading& reading, LineQuery const& query);
routes::Page show_line(acts::Reading& reading, LineView const& view);

struct LinePage {
    std::string id;
    std::string title;
    std::string model;
    std::vector<std::pair<std::string, std::string>> facts;
    std::string struck; // why it does not count
    bool records = false;
    std::vector<web::Event> events;
};

} // namespace kheo::contributions
