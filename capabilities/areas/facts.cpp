// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/areas/facts.hpp"

#include "capabilities/areas/area.sql.hpp"
#include "capabilities/areas/found.hpp"
#include "capabilities/areas/problems.hpp"
#include "data/data.hpp"
#include "platform/crypto/digest.hpp"
#include "platform/text/csv.hpp"

#include <algorithm>
#include <map>

namespace kheo::areas
{

namespace
{

csv::Records records_of(std::string_view text, std::initializer_list<std::string_view> columns)
{
    auto records = csv::Records::parse(text, columns);
    ensure(records.has_value(), "data/registers is broken");
    return std::move(*records);
}

Date day_of(std::string_view text)
{
    auto const day = parse_iso_date(text);
    ensure(day.has_value(), "data/registers has a broken day");
    return *day;
}

std::vector<Area> periods_of(std::string_view csv)
{
    auto const records =
        records_of(csv, {"code", "name", "full_name", "kind", "valid_from", "valid_to", "decision"});
    std::vector<Area> periods;
    for (std::size_t row = 0; row < records.size(); ++row) {
        auto const cell = [&](std::string_view column) { return std::string(records.at(row, column)); };
        auto& period = periods.emplace_back();
        period.id = {std::int64_t(row) + 1};
        period.code = cell("code");
        period.name = cell("name");
        period.full_name = cell("full_name");
        period.kind = cell("kind") == "city" ? AreaKind::city : AreaKind::province;
        period.valid_from = day_of(cell("valid_from").empty() ? facts_begin : records.at(row, "valid_from"));
        // The table gives the last day, a period the first on which it no longer holds.
        if (auto const last = cell("valid_to"); !last.empty())
            period.valid_to = Date{day_of(last).day + 1};
        period.decision = cell("decision");
    }
    return periods;
}

struct Formed {
    Date day;
    ChangeKind kind = ChangeKind::merge;
    std::vector<std::string> from;
    std::string to;
    std::string decision;
};

std::vector<Formed> changes_of(std::string_view csv)
{
    auto const records = records_of(csv, {"day", "kind", "from_codes", "to_code", "decision"});
    std::vector<Formed> all;
    for (std::size_t row = 0; row < records.size(); ++row) {
        auto& one = all.emplace_back();
        one.day = day_of(records.at(row, "day"));
        one.kind = records.at(row, "kind") == "rename" ? ChangeKind::rename : ChangeKind::merge;
        one.to = records.at(row, "to_code");
        one.decision = records.at(row, "decision");
        auto codes = records.at(row, "from_codes");
        while (!codes.empty()) {
            auto const cut = std::min(codes.find(' '), codes.size());
            one.from.emplace_back(codes.substr(0, cut));
            codes.remove_prefix(std::min(cut + 1, codes.size()));
        }
    }
    std::ranges::sort(all, {}, &Formed::day);
    return all;
}

class Weaver
{
  public:
    explicit Weaver(std::vector<Area> periods) { facts_.periods = std::move(periods); }

    Facts woven(std::vector<Formed> const& changes) &&
    {
        for (auto& period : facts_.periods)
            if (period.valid_from == day_of(facts_begin))
                period.area = {++last_area_};
        for (auto const& change : changes)
            take(change);
        for (auto const& period : facts_.periods)
            ensure(bool(period.area), "data/registers: a province begins by no change");
        return std::move(facts_);
    }

  private:
    // By the code as used on a day: the eve of the change for those before it.
    Area& at(std::string_view code, Date day)
    {
        auto const found = std::ranges::find_if(
            facts_.periods, [&](Area const& period) { return period.code == code && period.holds_on(day); });
        ensure(found != facts_.periods.end(), "data/registers: a change names a code that is unused");
        return *found;
    }

    void take(Formed const& change)
    {
        auto& to = at(change.to, change.day);
        std::vector<AreaId> from;
        for (auto const& code : change.from) {
            auto const& before = at(code, Date{change.day.day - 1});
            from.push_back(before.area);
            if (before.name == to.name || change.kind == ChangeKind::rename)
                to.area = before.area;
        }
        if (!to.area)
            to.area = {++last_area_};
        for (auto const area : from)
            if (area != to.area || change.kind == ChangeKind::rename)
                facts_.changes.push_back({.id = {std::int64_t(facts_.changes.size()) + 1},
                                          .kind = change.kind,
                                          .day = change.day,
                                          .from_area = area,
                                          .to_area = to.area,
                                          .decision = change.decision});
    }

    Facts facts_;
    std::int64_t last_area_ = 0;
};

// Or no province, or one of the demo, which is nowhere.
bool is_of_facts(Area const& there)
{
    return !is_provincial(there.kind) || there.demo ||
           std::ranges::any_of(facts().periods, [&](Area const& fact) {
               return fact.code == there.code && fact.valid_from == there.valid_from;
           });
}

} // namespace

Facts parsed_facts(std::string_view provinces_csv, std::string_view changes_csv)
{
    return Weaver(periods_of(provinces_csv)).woven(changes_of(changes_csv));
}

Facts const& facts()
{
    static auto const read =
        parsed_facts(data::file("registers/provinces.csv"), data::file("registers/province-changes.csv"));
    return read;
}

Outcome<acts::Recorded<AreaImport>> load_facts(acts::Work& work, routes::Nothing const&)
{
    auto const atlas = load_atlas(work.db);
    if (!std::ranges::all_of(atlas->periods(), is_of_facts))
        return refuse(problems::facts_first);
    auto done = AreaImport{.id = {work.draws.id()},
                           .file_name = "provinces.csv",
                           .file_hash = hex(sha256(bytes_of(data::file("registers/provinces.csv")))),
                           .lines = std::int64_t(facts().periods.size())};
    std::map<AreaId, AreaId> own; // by the facts' ids
    for (auto period : facts().periods) {
        if (atlas->by_code(period.code, period.valid_from)) {
            ++done.unchanged;
            continue;
        }
        auto const [place, first] = own.try_emplace(period.area);
        if (first)
            place->second = {work.draws.id()};
        period.id = {work.draws.id()};
        period.area = place->second;
        work.db.run(sql::insert_area, period);
        acts::append(work, "areas.added", period);
        ++done.added;
    }
    for (auto change : facts().changes) {
        if (done.unchanged > 0)
            break;
        change.id = {work.draws.id()};
        change.from_area = own.at(change.from_area);
        change.to_area = own.at(change.to_area);
        work.db.run(sql::insert_area_change, change);
        acts::append(work, "areas.succeeded", change);
    }
    std::vector<AreaId> found;
    for (auto const& [fact, area] : own)
        found.push_back(area);
    put_found(work, found);
    return acts::append(work, "areas.imported", done);
}

} // namespace kheo::areas
