// SPDX-License-Identifier: AGPL-3.0-or-later
// What a registrant has written so far: the fields of a row of import, as text,
// by the names of import, export and API; and the figures of the form.
#pragma once

#include "platform/json/json.hpp"

#include <string>
#include <string_view>

namespace kheo::advice
{

struct Draft {
    std::string year;
    std::string kind;
    std::string entry;
    std::string unit;
    std::string unit_code;
    std::string commune;
    std::string province;
    std::string field;
    std::string title;
    std::string situation;
    std::string aims;
    std::string way_of_working;
    std::string forces;
    std::string resources;
    std::string timetable;
    std::string beneficiaries;
    std::string outputs;
    std::string keep_up;
    std::string measure;
    std::string baseline;
    std::string target;
    friend bool operator==(Draft const&, Draft const&) = default;
};
BOOST_DESCRIBE_STRUCT(Draft, (),
                      (year, kind, entry, unit, unit_code, commune, province, field, title, situation, aims,
                       way_of_working, forces, resources, timetable, beneficiaries, outputs, keep_up, measure,
                       baseline, target))

// The members of another described struct that a draft has too.
template <class Record>
Draft draft_of(Record const& record)
{
    auto draft = Draft();
    json::copy_shared(draft, record);
    return draft;
}

} // namespace kheo::advice
