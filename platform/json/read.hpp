// SPDX-License-Identifier: AGPL-3.0-or-later
// The way back from json.hpp, for what this program wrote itself: the record
// in an act's content. Hostile JSON goes through platform/forms.
#pragma once

#include "platform/json/json.hpp"
#include "platform/problem/problem.hpp"

namespace kheo::json
{

namespace detail
{
inline void take(boost::json::value const& from, std::string& to)
{
    to = from.as_string();
}
inline void take(boost::json::value const& from, bool& to)
{
    to = from.as_bool();
}
template <std::integral Number>
void take(boost::json::value const& from, Number& to)
{
    to = from.to_number<Number>();
}
inline void take(boost::json::value const& from, Date& to)
{
    auto const day = parse_iso_date(std::string_view(from.as_string()));
    ensure(day.has_value(), "an act's content has a broken date");
    to = *day;
}
template <class Tag>
void take(boost::json::value const& from, Id<Tag>& to)
{
    to.value = from.is_null() ? 0 : parse_id(std::string_view(from.as_string())).value_or(0);
}
template <DescribedEnum E>
void take(boost::json::value const& from, E& to)
{
    auto const known = boost::describe::enum_from_string(std::string(from.as_string()).c_str(), to);
    ensure(known, "an act's content has an unknown word");
}
template <class T>
void take(boost::json::value const& from, std::optional<T>& to)
{
    to.reset();
    if (!from.is_null())
        take(from, to.emplace());
}
} // namespace detail

// The record; a member that the object lacks (written by an older program)
// keeps its default, one that T lacks is left out. Another type than ours
// writes is a failure.
template <Described T>
T read(boost::json::object const& object)
{
    auto record = T();
    each_member(record, [&](std::string_view name, auto& member) {
        if (auto const* const value = object.if_contains(name))
            detail::take(*value, member);
    });
    return record;
}

} // namespace kheo::json
