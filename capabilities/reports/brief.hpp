// SPDX-License-Identifier: AGPL-3.0-or-later
// Bản một trang cho lãnh đạo: what needs attention first, then the few figures.
#pragma once

#include "capabilities/heartbeats/heartbeats.hpp"
#include "capabilities/replications/replications.hpp"
#include "capabilities/reports/show.hpp"
#include "capabilities/rounds/rounds.hpp"

#include <string>
#include <vector>

namespace kheo::reports
{

// A unit of whose registrations many came back. From 3 returned, and a fifth of
// what it registered, on: the page says so.
struct Returned {
    std::string name;
    std::int64_t returned = 0;
    std::int64_t total = 0;
    std::string address;
};
std::vector<Returned> many_returned(Summary const& sums); // in name order

struct BriefPage {
    std::string title;
    std::string area;
    std::string as_of;
    std::string missing_heading;
    std::vector<std::string> missing;
    std::vector<Returned> returned;
    std::vector<web::Link> behind;    // rounds of appraisal past their day
    std::vector<web::Link> spreading; // models that many took over in this period
    std::vector<Returned> silent;     // units of whose models many are unconfirmed; of all still to be kept
    std::vector<web::Figure> figures;
    web::Table kinds;  // entry by kind
    web::Table fields; // with last year beside it
    std::vector<std::string> notes;
    std::string back;
};
// `by_field` is the same summary, grouped by field.
BriefPage brief_of(Summary const& sums, Summary const& by_field);

struct BriefView {
    Summary sums;
    Summary by_field;
    std::vector<rounds::Behind> behind;
    std::vector<replications::Spreading> spreading;
    heartbeats::KeptView kept; // as of today: silence has no other day
};
BOOST_DESCRIBE_STRUCT(BriefView, (), ())

Outcome<BriefView> view_brief(acts::Reading& reading, SummaryQuery const& query);
routes::Page show_brief(acts::Reading& reading, BriefView const& view);

} // namespace kheo::reports
