// SPDX-License-Identifier: AGPL-3.0-or-later
// The rows of a summary: which unit, body or field a registration stands under
// today, wherever it was entered.
#pragma once

#include "capabilities/reports/summary.hpp"

#include <functional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace kheo::reports
{

// What one registration means for the day that was asked.
struct Judged {
    Entered const* entered = nullptr;
    std::size_t row = 0;
    bool sent = false;       // this year's, also where it was withdrawn since
    bool this_year = false;  // trong năm
    bool last_year = false;  // on the same day of last year
    bool cumulative = false; // lũy kế: each model once, by its newest registration
    bool could_keep = false; // stood at the end of last year
    bool kept = false;       // its model is registered as duy trì this year
    bool person = false;     // an exemplar of the person kind, of this year: none of the others
    std::optional<periods::Condition> condition; // of the cumulative, once it was received
};

struct Rule {
    Column column;
    std::function<bool(Judged const&)> holds; // none: reckoned from others
};

class Frame
{
  public:
    Frame(bodies::Directory const& directory, areas::Atlas const& atlas, Scope const& scope);

    Scope const& scope() const { return scope_; }
    // Nothing where it stands outside the scope's area. A row is added for what
    // is gone today and left no successor.
    std::optional<std::size_t> row_of(Entered const& entered);
    std::vector<SummaryRow> take_rows() { return std::move(rows_); }
    // Names the scope, counts its units and lists who has sent nothing.
    void tell_missing(Summary& sums, std::vector<Judged> const& judged);

  private:
    std::optional<AreaId> unit_of(AreaId area);
    std::size_t add(SummaryRow row);
    void add_units();
    void add_bodies();
    SummaryRow unit_row(AreaId unit) const;
    SummaryRow body_row(BodyId body);
    std::string area_name(AreaId area) const;
    std::vector<bodies::Body const*> bodies_in_order();

    bodies::Directory const& directory_;
    areas::Atlas const& atlas_;
    Scope scope_;
    std::vector<areas::Area const*> units_; // in name order
    std::vector<SummaryRow> rows_;
    std::unordered_map<std::string, std::size_t> places_;
    std::unordered_map<std::int64_t, std::optional<AreaId>> known_units_;
};

std::vector<Judged> judge(std::vector<Entered> const& entries, Frame& frame);

} // namespace kheo::reports
