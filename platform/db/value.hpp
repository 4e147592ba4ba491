// SPDX-License-Identifier: AGPL-3.0-or-later
// How C++ values become parameters and columns become C++ values. Strict in
// both directions: a wrong type is a Contradiction, never a silent 0.
#pragma once

#include "platform/ids/ids.hpp"
#include "platform/problem/problem.hpp"
#include "platform/time/time.hpp"

#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <initializer_list>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace kheo::db
{

// What both engines store: NULL, BIGINT (also BOOLEAN), DOUBLE PRECISION, TEXT, BYTEA.
using Value = std::variant<std::monostate, std::int64_t, double, std::string, Bytes>;
// A column of the current row; the views live until the next row.
using Cell =
    std::variant<std::monostate, std::int64_t, double, std::string_view, std::span<std::uint8_t const>>;

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_id = false;
template <class Tag>
inline constexpr bool is_id<Id<Tag>> = true;

// A struct that told its members to Boost.Describe.
template <class T>
concept Described = std::is_class_v<T> && boost::describe::has_describe_members<T>::value;
template <class T>
concept DescribedEnum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;

template <class T>
using Members =
    boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;

// Dates become 'YYYY-MM-DD', instants milliseconds, enums their name, an empty
// optional NULL.
template <class T>
Value to_value(T const& from)
{
    if constexpr (std::is_same_v<T, Value>)
        return from;
    else if constexpr (is_optional<T>)
        return from ? to_value(*from) : Value();
    else if constexpr (std::is_same_v<T, std::nullopt_t>)
        return {};
    else if constexpr (std::is_same_v<T, bool>)
        return std::int64_t(from);
    else if constexpr (std::is_integral_v<T>) {
        ensure(std::in_range<std::int64_t>(from), "number beyond 64 bits with sign");
        return std::int64_t(from);
    } else if constexpr (std::is_floating_point_v<T>)
        return double(from);
    else if constexpr (std::is_convertible_v<T const&, std::string_view>)
        return std::string(std::string_view(from));
    else if constexpr (std::is_same_v<T, Bytes>)
        return from;
    else if constexpr (std::is_same_v<T, Date>)
        return iso(from);
    else if constexpr (std::is_same_v<T, Instant>)
        return from.ms;
    else if constexpr (is_id<T>)
        return from.value;
    else {
        static_assert(DescribedEnum<T>, "no column holds this type");
        auto const* const name = boost::describe::enum_to_string(from, nullptr);
        ensure(name != nullptr, "enum value without a name");
        return std::string(name);
    }
}

// False where the cell is not such a value.
template <class T>
bool from_cell(Cell const& cell, T& to)
{
    if constexpr (is_optional<T>) {
        if (std::holds_alternative<std::monostate>(cell)) {
            to.reset();
            return true;
        }
        return from_cell(cell, to.emplace());
    } else if constexpr (std::is_same_v<T, double>) {
        if (auto const* whole = std::get_if<std::int64_t>(&cell))
            return to = double(*whole), true;
        auto const* const real = std::get_if<double>(&cell);
        return real != nullptr && (to = *real, true);
    } else if constexpr (std::is_same_v<T, bool>) {
        auto const* const whole = std::get_if<std::int64_t>(&cell);
        return whole != nullptr && (*whole == 0 || *whole == 1) && (to = *whole == 1, true);
    } else if constexpr (std::is_integral_v<T>) {
        auto const* const whole = std::get_if<std::int64_t>(&cell);
        return whole != nullptr && std::in_range<T>(*whole) && (to = T(*whole), true);
    } else if constexpr (std::is_same_v<T, Instant>)
        return from_cell(cell, to.ms);
    else if constexpr (is_id<T>)
        return from_cell(cell, to.value);
    else if constexpr (std::is_same_v<T, Bytes>) {
        auto const* const bytes = std::get_if<std::span<std::uint8_t const>>(&cell);
        return bytes != nullptr && (to.assign(bytes->begin(), bytes->end()), true);
    } else {
        auto const* const text = std::get_if<std::string_view>(&cell);
        if (text == nullptr)
            return false;
        if constexpr (std::is_same_v<T, std::string>)
            return to.assign(*text), true;
        else if constexpr (std::is_same_v<T, Date>) {
            auto const date = parse_iso_date(*text);
            return date && (to = *date, true);
        } else {
            static_assert(DescribedEnum<T>, "no column holds this type");
            return boost::describe::enum_from_string(std::string(*text).c_str(), to);
        }
    }
}

// One named parameter: {"id", model.id}.
struct Arg {
    template <class T>
    Arg(std::string_view name, T const& value) : name(name), value(to_value(value))
    {
    }

    std::string_view name;
    Value value;
};

using Args = std::vector<Arg>;

// What a statement's :names are bound to: single arguments first, then
// :tenant from the store, then the members of a described struct. An argument
// that the statement does not name is a Contradiction; a member may go unused.
class Params
{
  public:
    Params() = default;
    Params(Args args) : args_(std::move(args)) {}
    Params(std::initializer_list<Arg> args) : args_(args) {}
    // The row must outlive the call it is given to.
    template <Described T>
    Params(T const& row, Args args = {}) : args_(std::move(args)), row_(&row), member_(&member<T>)
    {
    }

    Args const& args() const { return args_; }
    Params& with(Args const& more)
    {
        args_.insert(args_.end(), more.begin(), more.end());
        return *this;
    }
    // The row's member of that name; false where it has none.
    bool member_value(std::string_view name, Value& to) const
    {
        return row_ != nullptr && member_(row_, name, to);
    }

  private:
    template <class T>
    static bool member(void const* row, std::string_view name, Value& to)
    {
        bool found = false;
        boost::mp11::mp_for_each<Members<T>>([&](auto member) {
            if (!found && name == member.name) {
                to = to_value(static_cast<T const*>(row)->*member.pointer);
                found = true;
            }
        });
        return found;
    }

    Args args_;
    void const* row_ = nullptr;
    bool (*member_)(void const*, std::string_view, Value&) = nullptr;
};

} // namespace kheo::db
