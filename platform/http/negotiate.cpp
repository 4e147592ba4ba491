// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/http/negotiate.hpp"

#include "fmt/format.h"

#include <charconv>

namespace kheo::http
{
namespace
{

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

std::string_view take_until(std::string_view& text, char mark)
{
    auto const end = text.find(mark);
    auto const taken = text.substr(0, end);
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
    return trimmed(taken);
}

// "q=0.5" as 500; 1,000 without one, 0 where it is malformed.
int weight(std::string_view parameters)
{
    while (!parameters.empty()) {
        auto const parameter = take_until(parameters, ';');
        if (!parameter.starts_with("q=") && !parameter.starts_with("Q="))
            continue;
        auto const text = parameter.substr(2);
        if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1') ||
            (text.size() > 1 && text[1] != '.'))
            return 0;
        int value = (text[0] - '0') * 1000;
        int unit = 100;
        for (char const c : text.substr(std::min<std::size_t>(2, text.size()))) {
            if (c < '0' || c > '9')
                return 0;
            value += (c - '0') * unit;
            unit /= 10;
        }
        return value <= 1000 ? value : 0;
    }
    return 1000;
}

bool parse_number(std::string_view text, std::uint64_t& value)
{
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return !text.empty() && error == std::errc() && end == text.data() + text.size();
}

void cut(Body& body, Range range)
{
    if (auto* text = std::get_if<std::string>(&body))
        *text = text->substr(range.begin, range.size);
    else if (auto* shared = std::get_if<SharedBytes>(&body))
        shared->bytes = shared->bytes.substr(range.begin, range.size);
    else if (auto* file = std::get_if<FileBytes>(&body)) {
        file->begin += range.begin;
        file->size = range.size;
    }
}

// If-Range needs a strong match; a date never is one here, as we send none.
bool range_still_holds(Head const& head, Response const& response)
{
    auto const condition = head.headers.find("If-Range");
    return !condition || (!response.etag.empty() && *condition == fmt::format("\"{}\"", response.etag));
}

void apply_range(Head const& head, Response& response)
{
    auto const whole = size(response.body);
    auto const answer = parse_range(head.headers.value("Range"), whole);
    if (answer.kind == RangeKind::unsatisfiable) {
        response.status = 416;
        response.headers.add("Content-Range", fmt::format("bytes */{}", whole));
        response.body = std::string();
    } else if (answer.kind == RangeKind::part) {
        auto const& range = answer.range;
        response.status = 206;
        response.headers.add("Content-Range",
                             fmt::format("bytes {}-{}/{}", range.begin, range.begin + range.size - 1, whole));
        cut(response.body, range);
    }
}

} // namespace

std::string_view name(Encoding encoding)
{
    return encoding == Encoding::brotli ? "br" : encoding == Encoding::gzip ? "gzip" : "";
}

Encoding accepted_encoding(Head const& head)
{
    auto list = head.headers.value("Accept-Encoding");
    int gzip = -1;
    int brotli = -1;
    int any = -1;
    while (!list.empty()) {
        auto item = take_until(list, ',');
        auto const coding = take_until(item, ';');
        auto const value = weight(item);
        if (equal_ignoring_case(coding, "br"))
            brotli = value;
        else if (equal_ignoring_case(coding, "gzip") || equal_ignoring_case(coding, "x-gzip"))
            gzip = value;
        else if (coding == "*")
            any = value;
    }
    gzip = gzip < 0 ? any : gzip;
    brotli = brotli < 0 ? any : brotli;
    if (brotli > 0 && brotli >= gzip)
        return Encoding::brotli;
    return gzip > 0 ? Encoding::gzip : Encoding::identity;
}

bool names_etag(std::string_view list, std::string_view etag)
{
    if (trimmed(list) == "*")
        return true;
    while (!(list = trimmed(list)).empty()) {
        if (list.starts_with("W/"))
            list.remove_prefix(2);
        if (list.empty() || list.front() != '"')
            return false;
        list.remove_prefix(1);
        auto const end = list.find('"');
        if (end == list.npos)
            return false;
        if (list.substr(0, end) == etag)
            return true;
        list.remove_prefix(end + 1);
        list = trimmed(list);
        if (!list.empty() && list.front() != ',')
            return false;
        list.remove_prefix(list.empty() ? 0 : 1);
    }
    return false;
}

RangeAnswer parse_range(std::string_view field, std::uint64_t size)
{
    RangeAnswer const whole{RangeKind::whole, {0, size}};
    if (field.size() < 6 || !equal_ignoring_case(field.substr(0, 6), "bytes="))
        return whole;
    auto const text = trimmed(field.substr(6));
    auto const dash = text.find('-');
    if (dash == text.npos || text.find(',') != text.npos)
        return whole;
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    bool const has_first = parse_number(text.substr(0, dash), first);
    bool const has_last = parse_number(text.substr(dash + 1), last);
    if (dash == 0) { // the last so many bytes
        if (!has_last)
            return whole;
        if (last == 0 || size == 0)
            return {RangeKind::unsatisfiable, {}};
        auto const taken = std::min(last, size);
        return {RangeKind::part, {size - taken, taken}};
    }
    bool const open_end = dash + 1 == text.size();
    if (!has_first || (!has_last && !open_end) || (has_last && last < first))
        return whole;
    if (first >= size)
        return {RangeKind::unsatisfiable, {}};
    auto const end = has_last && last < size - 1 ? last : size - 1;
    return {RangeKind::part, {first, end - first + 1}};
}

void apply_conditions(Head const& head, Response& response)
{
    if (!head.reads() || response.status != 200)
        return;
    auto const known = head.headers.find("If-None-Match");
    if (known && !response.etag.empty() && names_etag(*known, response.etag)) {
        response.status = 304;
        response.body = std::string();
        return;
    }
    // Range is defined for GET alone (RFC 9110 §14.2).
    if (head.method == Method::get && response.ranges && response.encoding.empty() &&
        range_still_holds(head, response))
        apply_range(head, response);
}

} // namespace kheo::http
