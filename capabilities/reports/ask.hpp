// SPDX-License-Identifier: AGPL-3.0-or-later
// What a reader may ask of the summary: which year, day, area and grouping;
// what is not said is chosen for them.
#pragma once

#include "capabilities/reports/summary.hpp"
#include "platform/forms/forms.hpp"
#include "platform/routes/row.hpp"

#include <span>
#include <string>
#include <vector>

namespace kheo::reports
{

namespace may
{
inline constexpr acts::Permission see_reports{"reports.see"};
} // namespace may

namespace problems
{
inline constexpr Refusal day_ahead{"reports.day_ahead", 422,
                                   "Số liệu tính đến ngày: ngày này chưa đến nên chưa có số liệu."};
} // namespace problems

struct SummaryQuery {
    int year = 0;              // 0: the year of `as_of`
    std::optional<Date> as_of; // none: today
    AreaId area;               // none: the reader's own, or the province that is here
    std::optional<Group> group;
    MovementId movement; // only models that belong to it
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(SummaryQuery, (), (year, as_of, area, group, movement))

// The same with one cell of the table.
struct CellQuery {
    int year = 0;
    std::optional<Date> as_of;
    AreaId area;
    std::optional<Group> group;
    MovementId movement;
    std::string row;
    std::string column;
    int page = 0; // from 1; 0 is the first
    static std::span<forms::Rule const> rules();
    SummaryQuery table() const { return {year, as_of, area, group, movement}; }
};
BOOST_DESCRIBE_STRUCT(CellQuery, (), (year, as_of, area, group, movement, row, column, page))

enum class Seen { by_officers, by_all };

// Fills in what is not said. Refuses at its field a day to come and an area that
// is not there, and for officers an area beyond their rights.
Outcome<Scope> scope_of(acts::Reading const& reading, SummaryQuery const& query, Seen seen);

std::vector<Entered> entered_until(db::Connection& db, int year, Date as_of);
// The same for a scope: of a movement only its models, from the year in which
// each joined; persons belong to none.
std::vector<Entered> entered_in(db::Connection& db, Scope const& scope);
Summary summary_of(acts::Reading const& reading, Scope const& scope);

// "?year=2026&as_of=2026-11-21&area=…&group=commune", with an area and grouping of its own.
std::string address_query(Scope const& scope);
std::string address_query(Scope scope, AreaId area, Group group);
// "/can-bo/bieu" or, for people outside, "/bieu".
std::string_view base_of(Scope const& scope);
// Of one figure; "" where it counts nothing that could be opened.
std::string address_of_cell(Summary const& sums, SummaryRow const& row, std::string_view column);
// Of the rate of what was registered again; "" where its list would hold other rows.
std::string address_of_kept(Summary const& sums);

} // namespace kheo::reports
