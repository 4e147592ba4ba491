// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/forms/forms.hpp"

#include "platform/text/number.hpp"
#include "platform/text/problems.hpp"
#include "platform/text/text.hpp"

#include <fmt/format.h>

namespace kheo::forms
{

namespace
{

// A JSON scalar as a form would have sent it; nothing for objects and arrays.
std::optional<std::string> scalar(boost::json::value const& value)
{
    if (value.is_string())
        return std::string(value.get_string());
    if (value.is_null())
        return std::string();
    if (value.is_structured())
        return std::nullopt;
    return boost::json::serialize(value);
}

} // namespace

std::string_view value_of(Values const& values, std::string_view name)
{
    auto const found = std::ranges::find(values, name, &Values::value_type::first);
    return found == values.end() ? std::string_view() : std::string_view(found->second);
}

void replace(Values& values, std::string_view name, std::string value)
{
    std::erase_if(values, [&](auto const& pair) { return pair.first == name; });
    values.emplace_back(name, std::move(value));
}

std::optional<Values> values_of_json(std::string_view text)
{
    boost::json::error_code error;
    auto const parsed = boost::json::parse(text, error);
    if (error || !parsed.is_object())
        return std::nullopt;
    Values values;
    for (auto const& [name, value] : parsed.get_object()) {
        auto const* const list = value.if_array();
        auto const single = boost::json::array{value};
        for (auto const& item : list ? *list : single) {
            auto text_value = scalar(item);
            if (!text_value)
                return std::nullopt;
            values.emplace_back(name, std::move(*text_value));
        }
    }
    return values;
}

std::expected<std::string, std::string> clean_text(Rule const& rule, std::string_view raw)
{
    auto clean = accepted(raw);
    if (!clean)
        return std::unexpected(fmt::format("{}: {}", rule.label, clean.error().sentence));
    auto tidy = rule.input == Input::text ? tidied_lines(*clean) : tidied(*clean);
    if (auto const count = std::int64_t(characters(tidy)); count > rule.most)
        return std::unexpected(
            fmt::format("{}: dài {} ký tự, nhiều nhất là {}.", rule.label, shown(count), shown(rule.most)));
    return tidy;
}

namespace
{

// Older than any paper that is kept here; a year of two digits is no year.
constexpr std::int64_t first_year = 1900;

std::expected<std::int64_t, std::string> year(Rule const& rule, std::string_view raw)
{
    auto const number = parse_count(raw);
    if (!number || *number < 1000 || *number > 9999)
        return std::unexpected(fmt::format("{}: cần năm đủ bốn chữ số, ví dụ 2026.", rule.label));
    if (*number < first_year || *number > rule.most)
        return std::unexpected(fmt::format("{}: cần năm từ {} đến {}.", rule.label, first_year, rule.most));
    return *number;
}

} // namespace

std::expected<std::int64_t, std::string> whole_number(Rule const& rule, std::string_view raw)
{
    if (rule.input == Input::year)
        return year(rule, raw);
    auto const number = parse_count(raw);
    if (!number && number.error().id == kheo::problems::number_unclear.id)
        return std::unexpected(
            fmt::format("{}: cần số đếm nguyên, không âm, ví dụ 25 hoặc 1.234.", rule.label));
    if (!number)
        return std::unexpected(fmt::format("{}: {}", rule.label, number.error().sentence));
    if (*number > rule.most)
        return std::unexpected(fmt::format("{}: nhiều nhất là {}.", rule.label, shown(rule.most)));
    return *number;
}

std::expected<Date, std::string> date(Rule const& rule, std::string_view raw)
{
    auto const tidy = tidied(raw);
    if (auto const day = parse_date(tidy))
        return *day;
    if (auto const day = parse_iso_date(tidy))
        return *day;
    return std::unexpected(fmt::format("{}: cần ngày/tháng/năm có thật, ví dụ 21/11/2026.", rule.label));
}

std::expected<std::int64_t, std::string> id(Rule const& rule, std::string_view raw)
{
    if (auto const value = parse_id(raw))
        return *value;
    return std::unexpected(fmt::format("{}: mã không đúng.", rule.label));
}

std::string not_a_choice(Rule const& rule)
{
    return fmt::format("{}: xin chọn một mục trong danh sách.", rule.label);
}

namespace detail
{

std::string missing(Rule const& rule)
{
    return rule.input == Input::choice || rule.input == Input::id || rule.input == Input::file
               ? fmt::format("{}: chưa chọn.", rule.label)
               : fmt::format("{}: chưa nhập.", rule.label);
}

std::string too_many_files(Rule const& rule)
{
    return fmt::format("{}: nhiều nhất {} tệp mỗi lần.", rule.label, rule.most);
}

bool is_needed(Rule const& rule, Sent const& sent)
{
    auto draft = false;
    read(rule, value_of(sent.values, "draft"), draft);
    return rule.need == Need::required || (rule.need == Need::unless_draft && !draft);
}

bool blank(std::string_view raw)
{
    auto const first = raw.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return true;
    if (static_cast<unsigned char>(raw[first]) < 0x80)
        return false;
    // Other spaces, and characters that nobody sees.
    auto const clean = accepted(raw);
    return clean && tidied(*clean).empty();
}

} // namespace detail

} // namespace kheo::forms
