// SPDX-License-Identifier: AGPL-3.0-or-later
// How our plain types look in JSON: ids are decimal strings, days and instants
// ISO 8601, bytes lower-case hex, enums their names. Described structs keep
// the order of their members, so their JSON is canonical.
#pragma once

#include "platform/ids/ids.hpp"
#include "platform/time/time.hpp"

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>

#include <optional>
#include <string>
#include <type_traits>
#include <vector>

namespace kheo::json
{

template <class T>
concept Described = boost::describe::has_describe_members<T>::value;
template <class E>
concept DescribedEnum = boost::describe::has_describe_enumerators<E>::value;

// Calls `visit(name, member)` for each described member in order, those of bases first.
template <class T>
    requires Described<std::remove_const_t<T>>
void each_member(T& record, auto visit)
{
    boost::mp11::mp_for_each<boost::describe::describe_members<
        std::remove_const_t<T>, boost::describe::mod_public | boost::describe::mod_inherited>>(
        [&](auto member) { visit(std::string_view(member.name), record.*member.pointer); });
}

// Calls `visit(name, member of a, member of b)` for each member that both have by
// name and type, in the order of `a`.
template <class A, class B>
void each_shared(A& a, B& b, auto visit)
{
    each_member(a, [&](std::string_view name, auto& mine) {
        each_member(b, [&](std::string_view other, auto& theirs) {
            if constexpr (std::is_same_v<std::remove_cvref_t<decltype(mine)>,
                                         std::remove_cvref_t<decltype(theirs)>>)
                if (name == other)
                    visit(name, mine, theirs);
        });
    });
}

// Copies into `to` every member that `from` has by the same name and type.
void copy_shared(auto& to, auto const& from)
{
    each_shared(to, from, [](std::string_view, auto& member, auto const& value) { member = value; });
}

inline boost::json::value of(std::string const& text)
{
    return boost::json::string(text);
}
inline boost::json::value of(std::string_view text)
{
    return boost::json::string(text);
}
inline boost::json::value of(Date date)
{
    return boost::json::string(iso(date));
}
inline boost::json::value of(Instant instant)
{
    return boost::json::string(iso(instant));
}
inline boost::json::value of(Bytes const& bytes)
{
    return boost::json::string(hex(bytes));
}
inline boost::json::value of(boost::json::value value)
{
    return value;
}
template <class Tag>
boost::json::value of(Id<Tag> id)
{
    return id ? boost::json::value(boost::json::string(shown(id))) : boost::json::value(nullptr);
}
template <class Number>
    requires std::is_arithmetic_v<Number>
boost::json::value of(Number number)
{
    return boost::json::value(number);
}
template <DescribedEnum E>
boost::json::value of(E value)
{
    return boost::json::string(boost::describe::enum_to_string(value, ""));
}
template <Described T>
boost::json::value of(T const& record);
template <class T>
boost::json::value of(std::vector<T> const& list);

template <class T>
boost::json::value of(std::optional<T> const& value)
{
    return value ? of(*value) : boost::json::value(nullptr);
}

template <class T>
boost::json::value of(std::vector<T> const& list)
{
    boost::json::array array;
    array.reserve(list.size());
    for (auto const& item : list)
        array.push_back(of(item));
    return array;
}

template <Described T>
boost::json::value of(T const& record)
{
    boost::json::object object;
    each_member(record, [&](std::string_view name, auto const& member) { object.emplace(name, of(member)); });
    return object;
}

template <class T>
std::string text(T const& value)
{
    return boost::json::serialize(of(value));
}

} // namespace kheo::json
