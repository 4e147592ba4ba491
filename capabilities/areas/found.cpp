// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/areas/found.hpp"

#include "capabilities/areas/change.hpp"
#include "platform/jobs/jobs.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <tuple>

namespace kheo::areas
{

namespace
{

constexpr int most_generations = 6;

// One name by which an area is sought, and why it leads here.
struct Former {
    std::string name;
    std::string sentence;
};

std::string paper(AreaChange const& change)
{
    return change.decision.empty() ? "" : ", theo " + change.decision;
}

// What its own earlier periods were called.
void add_own(Atlas const& atlas, Area const& now, std::vector<Former>& list)
{
    for (auto const& period : atlas.periods())
        if (period.area == now.area && period.full_name != now.full_name)
            list.push_back({period.full_name,
                            fmt::format("Trước ngày {} là {}.",
                                        period.valid_to ? shown(*period.valid_to) : "", period.full_name)});
}

// An area on the way from a former one to that of today, and whether all of it
// went that way.
struct Way {
    AreaId area;
    bool whole = true;
};

// "; nay thuộc Phường Mới" where what lay in `into` has gone on since; else "".
std::string since(Area const& now, Way const& way, std::string const& into)
{
    if (into == now.full_name)
        return "";
    auto const* const verb = way.area == now.area ? "nay là" : way.whole ? "nay thuộc" : "một phần nay thuộc";
    return fmt::format("; {} {}", verb, now.full_name);
}

// What became part of an area that is or led to `now`, and what had become part of
// that before. Each sentence tells its own step as that was: into what, when, by
// which paper.
void add_earlier(Atlas const& atlas, Area const& now, Way const& way, int generation, std::set<AreaId>& seen,
                 std::vector<Former>& list)
{
    if (generation == most_generations || !seen.insert(way.area).second)
        return;
    for (auto const& change : atlas.changes_of(way.area)) {
        if (change.to_area != way.area || change.from_area == way.area)
            continue;
        auto const* before = atlas.on(change.from_area, Date{change.day.day - 1});
        if (!before && !(before = atlas.newest(change.from_area)))
            continue;
        auto const* const then = atlas.on(way.area, change.day);
        auto const& into = then ? then->full_name : now.full_name;
        auto const later = since(now, way, into);
        auto const* const verb = later.empty() ? "nay thuộc" : "thuộc";
        list.push_back({before->full_name, fmt::format("{} {}{} {}, từ ngày {}{}{}.", before->full_name,
                                                       change.principal ? "" : "một phần ", verb, into,
                                                       shown(change.day), paper(change), later)});
        add_earlier(atlas, now, {change.from_area, way.whole && change.principal}, generation + 1, seen,
                    list);
    }
}

std::vector<Former> former_names(Atlas const& atlas, Area const& now)
{
    std::vector<Former> list;
    std::set<AreaId> seen;
    add_own(atlas, now, list);
    add_earlier(atlas, now, {now.area}, 0, seen, list);
    return list;
}

} // namespace

search::Entry search_entry(Atlas const& atlas, AreaId area, Date today)
{
    auto entry = search::Entry{.id = area.value, .kind = "area", .kind_name = "Địa bàn"};
    auto const* const now = atlas.on(area, today);
    if (!now) {
        entry.visible = false;
        return entry;
    }
    entry.title = now->full_name;
    entry.url = "/dia-ban/" + shown(area);
    if (now->parent)
        entry.unit = atlas.full_name(now->parent, today);
    for (auto const& former : former_names(atlas, *now)) {
        if (former.name != now->full_name)
            entry.names += former.name + "\n";
        entry.text += former.sentence + "\n";
    }
    entry.text += fmt::format("Mã đơn vị hành chính {}.", now->code);
    if (auto const* const province = atlas.province_of(area, today)) {
        entry.province = province->area.value;
        entry.province_name = province->full_name;
    }
    return entry;
}

namespace
{

// When a day begins in Viet Nam.
Instant beginning_of(Date day)
{
    constexpr std::int64_t hour = 3'600'000;
    return {day.day * 24 * hour - 7 * hour};
}

void put_entries(db::Connection& db, Atlas const& atlas, std::set<AreaId> const& areas, Date today)
{
    for (auto const area : areas)
        search::put(db, search_entry(atlas, area, today));
}

} // namespace

void put_found(acts::Work& work, std::vector<AreaId> const& areas)
{
    put_entries(work.db, *load_atlas(work.db), {areas.begin(), areas.end()}, work.today());
}

void put_found_later(acts::Work& work, std::set<Date> const& days)
{
    constexpr std::int64_t until_all_know = 2'000; // milliseconds
    auto const soon = Instant{work.now.ms + until_all_know};
    for (auto const day : days) {
        auto const ahead = day > work.today();
        if (ahead)
            jobs::put(work.db, work.draws.id(), found_job, day.day, beginning_of(day));
        jobs::put(work.db, work.draws.id(), records_job, day.day, ahead ? beginning_of(day) : soon);
    }
}

std::vector<AreaId> named_anew(Atlas const& atlas, Date day, Date today)
{
    auto const eve = Date{day.day - 1};
    auto const told = [&](AreaId area, Date on) {
        auto const now = atlas.area_today(area, on);
        auto const* const province = atlas.province_of(now, on);
        return std::tuple(now, atlas.full_name(now, on), province ? province->area : AreaId());
    };
    std::set<AreaId> known;
    for (auto const& period : atlas.periods())
        if (period.valid_from < day)
            known.insert(period.area);
    std::vector<AreaId> list;
    std::ranges::copy_if(known, std::back_inserter(list),
                         [&](AreaId area) { return told(area, eve) != told(area, today); });
    return list;
}

void put_found_of(db::Connection& db, Date day, Date today)
{
    auto const atlas = load_atlas(db);
    std::set<AreaId> areas;
    for (auto const& period : atlas->periods())
        if (period.valid_from == day || period.valid_to == day)
            areas.insert(period.area);
    // What goes on beside them, but has taken another's work.
    for (auto const area : std::set(areas))
        for (auto const& change : atlas->changes_of(area))
            if (change.day == day)
                areas.insert(change.to_area);
    put_entries(db, *atlas, areas, today);
}

search::Source search_source(Clock& clock)
{
    return {"area", [&clock](db::Connection& db, std::int64_t after, int most) {
                auto const atlas = load_atlas(db);
                std::set<AreaId> ids;
                for (auto const& period : atlas->periods())
                    if (period.area.value > after)
                        ids.insert(period.area);
                std::vector<search::Entry> page;
                for (auto const id : ids) {
                    if (int(page.size()) == most)
                        break;
                    page.push_back(search_entry(*atlas, id, local_date(clock.now())));
                }
                return page;
            }};
}

} // namespace kheo::areas
