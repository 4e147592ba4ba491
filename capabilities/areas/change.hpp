// SPDX-License-Identifier: AGPL-3.0-or-later
// Change areas: merge, split, rename, abolish, by a decision, from a day on.
// Old areas stay what they were; each leads to exactly one principal successor.
#pragma once

#include "capabilities/areas/atlas.hpp"
#include "platform/forms/forms.hpp"

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::areas
{

// Areas are named by their statistical code as used on the eve of the day.
struct ChangeForm {
    ChangeKind kind = ChangeKind::merge;
    Date day; // the first day of the new order
    std::vector<std::string> from;
    std::vector<std::string> to;    // successors that exist already, the principal first
    std::vector<std::string> fresh; // successors that begin: "90005 Xã Suối Mây"
    std::string decision;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(ChangeForm, (), (kind, day, from, to, fresh, decision))

// What a change would do: pure, so that preview and change agree. New areas
// and arrows have ids below zero, to be replaced by real ones.
struct ChangePlan {
    std::vector<Area> ended; // periods that get their last day
    std::vector<Area> begun; // new periods, of new areas or of moved and renamed ones
    std::vector<Area> moved; // periods already written that begin on the day or later, now within another
    std::vector<AreaChange> arrows;
};
BOOST_DESCRIBE_STRUCT(ChangePlan, (), (ended, begun, moved, arrows))

// merge: every `from` but the successor ends, what lay in them moves to it.
// split, abolish: the one `from` ends unless it is among the successors; what
// lay in it moves to the principal. rename: the one `from` goes on as the one
// `fresh`, with its new code, name and kind.
Outcome<ChangePlan> planned(ChangeForm const& form, Atlas const& atlas);
// "Xã A (90001) nay thuộc Xã B (90002)", for each arrow.
std::vector<std::string> sentences(ChangePlan const& plan, ChangeForm const& form, Atlas const& atlas);
// The areas that are no more from the day on.
std::set<AreaId> gone(ChangePlan const& plan);

// What was changed, as an act of its own above those of the periods.
struct AreaReform {
    Id<struct AreaReformTag> id;
    std::int64_t version = 1;
    ChangeKind kind = ChangeKind::merge;
    Date day;
    std::string decision;
    std::int64_t ended = 0;
    std::int64_t begun = 0;
    std::vector<std::string> sentences; // "Xã A (90001) nay thuộc Xã B (90002)"
};
BOOST_DESCRIBE_STRUCT(AreaReform, (), (id, version, kind, day, decision, ended, begun, sentences))

inline std::string_view object_kind(AreaReform const&)
{
    return "area_reform";
}
inline acts::Place place(AreaReform const&)
{
    return {};
}
inline acts::Visibility visibility(AreaReform const&)
{
    return acts::Visibility::open;
}
inline std::string topics(AreaReform const&)
{
    return "areas";
}

// `besides` is what else the change brings, said after its own sentences.
Outcome<acts::Recorded<AreaReform>> change_areas(acts::Work& work, ChangeForm const& form,
                                                 std::vector<std::string> const& besides = {});

// A reform is written down before its day or after it. These are the days on which
// one of the areas begins or ends: from each of them on the areas, and what lies in
// them, are found as they then are called.
void put_found_later(acts::Work& work, std::set<Date> const& days);
// The work of such a day: every area that begins or ends on it, as it is today.
inline constexpr std::string_view found_job = "areas.found";
void put_found_of(db::Connection& db, Date day, Date today);
// And the records that lie in areas which that day gave another name or place, by
// whoever knows them. Of a day that is over, some seconds after its reform: other
// programs on the database may hold the areas of before for a second.
inline constexpr std::string_view records_job = "areas.records";
// Pure: those areas, also where they are long gone and what follows them changed.
std::vector<AreaId> named_anew(Atlas const& atlas, Date day, Date today);

} // namespace kheo::areas
