// SPDX-License-Identifier: AGPL-3.0-or-later
// What json::of writes, said beforehand: the JSON Schema (2020-12, as OpenAPI
// 3.1 takes it) of our plain types. Described structs and enums are named and
// stand once, so that a type may hold itself.
#pragma once

#include "platform/json/json.hpp"

#include <string>
#include <string_view>
#include <type_traits>

namespace kheo::json
{

class Schemas
{
  public:
    // "models.ModelView" of "kheo::models::ModelView".
    static std::string name_of(std::string_view type);

    // The schema of T; what has a name is added to the named ones.
    template <class T>
    boost::json::object of();

    boost::json::object const& named() const { return named_; }

  private:
    template <class T>
    boost::json::object record();
    template <class E>
    boost::json::object choice();
    static boost::json::object reference(std::string const& name);
    static std::string type_name(std::type_info const& type);

    boost::json::object named_;
};

// A function of a row: the schema of what it takes or answers.
using Describe = boost::json::object (*)(Schemas&);

template <class T>
boost::json::object describe(Schemas& schemas)
{
    return schemas.of<T>();
}

namespace detail
{
template <class T>
inline constexpr bool is_id = false;
template <class Tag>
inline constexpr bool is_id<Id<Tag>> = true;
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_list = false;
template <class T>
inline constexpr bool is_list<std::vector<T>> = true;

inline boost::json::object plain(std::string_view type)
{
    return {{"type", type}};
}
inline boost::json::object text(std::string_view key, std::string_view value)
{
    return {{"type", "string"}, {key, value}};
}
} // namespace detail

template <class T>
boost::json::object Schemas::of()
{
    if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, std::string_view>)
        return detail::plain("string");
    else if constexpr (std::is_same_v<T, Date>)
        return detail::text("format", "date");
    else if constexpr (std::is_same_v<T, Instant>)
        return detail::text("format", "date-time");
    else if constexpr (std::is_same_v<T, Bytes>)
        return detail::text("pattern", "^([0-9a-f]{2})*$");
    else if constexpr (std::is_same_v<T, boost::json::value>)
        return {};
    else if constexpr (std::is_same_v<T, boost::json::object>)
        return detail::plain("object");
    else if constexpr (std::is_same_v<T, boost::json::array>)
        return detail::plain("array");
    else if constexpr (detail::is_id<T>)
        return {{"type", boost::json::array{"string", "null"}}, {"pattern", "^[1-9][0-9]*$"}};
    else if constexpr (std::is_same_v<T, bool>)
        return detail::plain("boolean");
    else if constexpr (std::is_integral_v<T>)
        return detail::plain("integer");
    else if constexpr (std::is_floating_point_v<T>)
        return detail::plain("number");
    else if constexpr (detail::is_optional<T>)
        return {{"anyOf", boost::json::array{of<typename T::value_type>(), detail::plain("null")}}};
    else if constexpr (detail::is_list<T>)
        return {{"type", "array"}, {"items", of<typename T::value_type>()}};
    else if constexpr (DescribedEnum<T>)
        return choice<T>();
    else
        return record<T>();
}

template <class T>
boost::json::object Schemas::record()
{
    static_assert(Described<T>, "json::of cannot write this type either");
    auto const name = type_name(typeid(T));
    if (named_.contains(name))
        return reference(name);
    named_[name] = nullptr; // stands already while its members are described
    boost::json::object properties;
    boost::json::array required;
    boost::mp11::mp_for_each<
        boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>>(
        [&](auto member) {
            using Member = std::remove_cvref_t<decltype(std::declval<T&>().*member.pointer)>;
            properties[member.name] = of<Member>();
            required.push_back(boost::json::string(member.name));
        });
    named_[name] = boost::json::object{{"type", "object"},
                                       {"properties", properties},
                                       {"required", required},
                                       {"additionalProperties", false}};
    return reference(name);
}

template <class E>
boost::json::object Schemas::choice()
{
    auto const name = type_name(typeid(E));
    if (!named_.contains(name)) {
        boost::json::array words;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>(
            [&](auto enumerator) { words.push_back(boost::json::string(enumerator.name)); });
        named_[name] = boost::json::object{{"type", "string"}, {"enum", words}};
    }
    return reference(name);
}

} // namespace kheo::json
