// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/sheets/formats.hpp"

#include "platform/text/text.hpp"
#include "platform/time/time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace kheo::sheets
{
namespace
{

// The first section of a format code without quoted, escaped and bracketed
// text; elapsed time ([h], [mm], [ss]) stays, for it is a time.
std::string bare(std::string_view code)
{
    std::string out;
    for (std::size_t at = 0; at < code.size() && code[at] != ';'; ++at) {
        auto const character = code[at];
        if (character == '"' || character == '[') {
            auto const end = std::min(code.find(character == '"' ? '"' : ']', at + 1), code.size());
            auto const inside = code.substr(at + 1, end - at - 1);
            if (character == '[' && !inside.empty() && inside.find_first_not_of("hHmMsS") == inside.npos)
                out += inside;
            at = end;
        } else if (character == '\\' || character == '_' || character == '*') {
            ++at;
        } else {
            out += character;
        }
    }
    return out;
}

bool is_plain_whole(std::string_view text)
{
    auto const digits = text.starts_with('-') ? text.substr(1) : text;
    return !digits.empty() && digits.size() <= 15 &&
           std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
}

std::string padded(std::string text, int digits)
{
    if (text.find_first_not_of("0123456789") == text.npos && text.size() < static_cast<std::size_t>(digits))
        text.insert(0, static_cast<std::size_t>(digits) - text.size(), '0');
    return text;
}

} // namespace

Format built_in_format(int id)
{
    auto const within = [id](int first, int last) { return first <= id && id <= last; };
    if (within(14, 22) || within(27, 36) || within(45, 47) || within(50, 58))
        return {Meaning::date};
    if (id == 9 || id == 10)
        return {Meaning::percent};
    return {};
}

Format format_of_code(std::string_view code)
{
    auto const text = bare(code);
    if (text.empty() || text == "General" || text == "GENERAL" || text == "@")
        return {};
    if (text.find('%') != text.npos)
        return {Meaning::percent};
    if (text.find_first_of("dmyhsDMYHS") != text.npos)
        return {Meaning::date};
    if (text.size() > 1 && text.size() <= 32 && text.find_first_not_of('0') == text.npos)
        return {Meaning::padded, static_cast<int>(text.size())};
    return {};
}

std::string plain(double value)
{
    if (value == 0)
        return "0";
    if (std::fabs(value) >= 1e15)
        return fmt::format("{:.0f}", value);
    // 15 significant digits: 0.1 + 0.2 is 0.3 to the one who typed it.
    auto text = fmt::format("{:.15g}", value);
    if (text.find('e') == text.npos)
        return text;
    text = fmt::format("{:.20f}", value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.'))
        text.pop_back();
    return text == "-0" || text == "" ? "0" : text;
}

std::optional<std::string> serial_text(double serial, Epoch epoch)
{
    if (!(serial >= 0) || serial >= 2'958'466)
        return {};
    auto days = static_cast<int>(serial);
    auto seconds = static_cast<int>(std::lround((serial - days) * 86'400));
    if (seconds == 86'400) {
        ++days;
        seconds = 0;
    }
    auto const time = fmt::format("{:02}:{:02}:{:02}", seconds / 3'600, seconds / 60 % 60, seconds % 60);
    if (days == 0 && serial > 0 && epoch == Epoch::from_1900)
        return time;
    if (epoch == Epoch::from_1900 && (days == 60 || days == 0))
        return {};
    // Excel counts 29 February 1900, which never was: days before it stand one later.
    auto const base = epoch == Epoch::from_1904 ? Civil{1904, 1, 1}
                      : days < 60               ? Civil{1899, 12, 31}
                                                : Civil{1899, 12, 30};
    Date const date{date_of(base)->day + days};
    if (civil(date).year > 9'999)
        return {};
    return seconds == 0 ? iso(date) : iso(date) + "T" + time;
}

Cell number_cell(std::string_view stored, Format format, Epoch epoch)
{
    std::string const text(stored);
    char* end = nullptr;
    auto const value = std::strtod(text.c_str(), &end);
    if (text.empty() || *end != '\0' || !std::isfinite(value))
        return {clean(stored), Kind::error};
    if (format.meaning == Meaning::date)
        if (auto date = serial_text(value, epoch))
            return {*std::move(date), Kind::date};
    if (format.meaning == Meaning::percent)
        return {plain(value * 100) + "%", Kind::number};
    auto number = is_plain_whole(text) ? text : plain(value);
    if (format.meaning == Meaning::padded)
        return {padded(std::move(number), format.digits), Kind::text};
    return {std::move(number), Kind::number};
}

std::string clean(std::string_view text)
{
    auto const harmless = [](char c) { return (c >= ' ' && c < 0x7f) || c == '\n' || c == '\t'; };
    if (text.size() <= max_cell_bytes && std::ranges::all_of(text, harmless))
        return std::string(text);
    auto whole = nfc(text);
    if (whole.size() > max_cell_bytes)
        whole = std::string(first_characters(whole, max_cell_bytes / 4));
    while (auto const at = first_control(whole)) {
        auto next = *at + 1;
        while (next < whole.size() && (static_cast<unsigned char>(whole[next]) & 0xc0) == 0x80)
            ++next;
        whole.erase(*at, next - *at);
    }
    return accepted(whole).value_or(std::string());
}

std::string clean_later(std::string_view text)
{
    return text.find("\u00ad") == std::string_view::npos ? clean(text) : std::string(text);
}

} // namespace kheo::sheets
