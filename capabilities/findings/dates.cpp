// SPDX-License-Identifier: AGPL-3.0-or-later
// Days, periods and spans of time.
#include "capabilities/findings/page.hpp"
#include "platform/text/text.hpp"
#include "platform/time/time.hpp"

#include <fmt/format.h>

#include <cstdlib>

namespace kheo::findings
{
namespace
{

// An event is placed in the page's own year when it lies this close to it.
constexpr int near_days = 45;

int integer(std::string_view digits)
{
    auto number = 0;
    for (auto const digit : digits)
        if (digit >= '0' && digit <= '9' && number < 100'000)
            number = number * 10 + (digit - '0');
    return number;
}

std::string_view part_of_day(std::string_view word)
{
    auto const key = lower(word);
    return key.starts_with("sáng") ? "AM" : key.starts_with("trưa") ? "noon" : "PM";
}

// "4:36 CH" is 16:36; midnight to the second is a place-holder.
std::string time_of(std::string_view text)
{
    static Pattern const clock(R"((\d{1,2})[:hg](\d{2})(:\d{2})?(?: *(SA|CH|AM|PM))?)");
    std::string hours, minutes, seconds, half;
    if (!RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), clock, &hours, &minutes, &seconds,
                           &half))
        return "";
    auto hour = integer(hours);
    if ((half == "CH" || half == "PM") && hour < 12)
        hour += 12;
    if ((half == "SA" || half == "AM") && hour == 12)
        hour = 0;
    if (hour > 23 || integer(minutes) > 59 || (hour == 0 && integer(minutes) == 0))
        return "";
    return fmt::format("T{:02}:{}", hour, minutes);
}

std::string day_of(Page const& page, Groups const& found, std::size_t day)
{
    auto const date = date_of({integer(page.source[found[day + 2]]), integer(page.source[found[day + 1]]),
                               integer(page.source[found[day]])});
    return date ? iso(*date) : "";
}

constexpr auto time_words = R"(\d{1,2} ?[:hg] ?\d{2}(?:[:']\d{2})?(?: *(?:SA|CH|AM|PM)\b)?)";

void find_whole_days(Page& page)
{
    static std::string const weekday =
        R"((?:(?i:thứ +(?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|CN)[ ,|]+|(?i:thứ +[2-7]) *[,|]+ *))";
    static std::string const half = R"((?i:sáng|trưa|chiều|tối|đêm)(?: +nay)?[ ,]*(?:\(|(?i:ngày) +)?)";
    static Pattern const digits(
        "(?:^|[^\\pL\\pM\\d/.-])(?:Clock)?((?:(?:" + std::string(time_words) +
        ")(?:[ ,|-]+(?i:ngày +)?))?(?:" + weekday + "(?i:ngày +)?|" + half +
        R"()?(\d{1,2})( ?[/.-] ?)(\d{1,2})(?: ?[/.-] ?)(\d{4})(?:[ ,|–-]{1,5}(?:lúc +)?)" + time_words +
        R"()?)(?:[^\pL\pM\d]|$))");
    static Pattern const glued(
        R"((?:Clock|lúc|ngày|đăng)((?i:thứ +(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)[ ,|]+(\d{1,2})( ?[/.-] ?)(\d{1,2})(?: ?[/.-] ?)(\d{4})(?:[ ,|–-]{1,5})" +
        std::string(time_words) + R"()?)(?:[^\pL\pM\d]|$))");
    static Pattern const spelled(
        std::string(word_begins) +
        R"(((?:(?i:sáng|trưa|chiều|tối|đêm) +)?(?i:ngày) +(\d{1,2})(,? *(?i:tháng) +)(\d{1,2}),? *(?:(?i:năm) +)(\d{4})))" +
        word_ends);
    // "Thứ ba, 18 Tháng 8 2015 16:06", as some portals write it.
    static Pattern const portal(
        std::string(word_begins) + "((?:" + weekday +
        R"()?(\d{1,2})(,? +(?i:tháng) +)(\d{1,2}),? +(?:(?i:năm) +)?(\d{4})(?:[ ,|–-]{1,5})" + time_words +
        ")?)" + word_ends);
    for (auto const* pattern : {&glued, &digits, &spelled, &portal})
        for (auto const& found : matches(page.source, *pattern)) {
            Groups const parts{found[2], found[4], found[5]};
            auto const day = day_of(page, parts, 0);
            if (day.empty() || page.taken("date", found[1]) || page.taken("doc_ref", found[1]))
                continue;
            auto const text = page.source[found[1]];
            page.add("date", page.source.trimmed(found[1]), day + time_of(text));
        }
}

bool in_furniture(Page const& page, Span span)
{
    return page.article.zone_at(span.begin) == Zone::furniture;
}

// The day of publication stands near the title; what else is dated is an event
// of the text or belongs to another page.
void settle_roles(Page& page)
{
    for (auto& each : page.findings) {
        if (each.kind != "date")
            continue;
        auto const* part = page.article.part_at(each.span.begin);
        auto const own_line = part != nullptr && (part->role == Role::date || part->role == Role::rest ||
                                                  part->role == Role::counter || part->role == Role::byline);
        auto const near_title =
            each.span.begin >= page.article.title.end && each.span.begin < page.article.title.end + 600;
        if (page.published.empty() && own_line && (near_title || part->role == Role::date) &&
            !page.article.document) {
            page.published = std::string(std::string_view(each.value.as_string()).substr(0, 10));
            each.attrs["role"] = "published";
            each.zone = Zone::head;
        } else {
            each.attrs["role"] = in_furniture(page, each.span) ? "related" : "event";
        }
    }
}

// The year of the page, where the day then lies close to the page's own.
std::string inferred(Page const& page, int month, int day)
{
    auto const published = parse_iso_date(page.published);
    if (!published)
        return "";
    for (auto const year : {civil(*published).year, civil(*published).year - 1, civil(*published).year + 1})
        if (auto const date = date_of({year, month, day});
            date && std::abs(date->day - published->day) <= near_days)
            return iso(*date);
    return "";
}

void find_days_without_year(Page& page)
{
    static Pattern const halves(
        std::string(word_begins) +
        R"(((?i:sáng|trưa|chiều|tối|đêm)(?: +nay)?,?(?: *\(?| +ngày +)(\d{1,2})[/.-](\d{1,2})\)?))" +
        word_ends);
    static Pattern const days(
        std::string(word_begins) +
        R"((?i:ngày|dịp|hôm nay|hôm qua|nay|qua|đến|và|\() *\(?((\d{1,2})[/.](\d{1,2})))" + word_ends);
    static Pattern const spelled(std::string(word_begins) +
                                 R"(((?i:ngày) +(\d{1,2}),? +(?i:tháng) +(\d{1,2})))" + word_ends);
    static Pattern const deictic(std::string(word_begins) +
                                 R"(((?i:sáng|trưa|chiều|tối) +nay|(?i:hôm nay|hôm qua)))" + word_ends);
    for (auto const* pattern : {&halves, &spelled, &days})
        for (auto const& found : matches(page.source, *pattern)) {
            auto const day = integer(page.source[found[2]]);
            auto const month = integer(page.source[found[3]]);
            if (day < 1 || day > 31 || month < 1 || month > 12 || page.taken("date", found[1]) ||
                page.taken("doc_ref", found[1]) || (pattern != &spelled && found[3].size() > 2))
                continue;
            auto span = found[1];
            static Pattern const goes_on(R"(^[/.-]\d)"); // a whole day that no calendar has
            if (begins(page.source, {span.end, page.source.clean().size()}, goes_on))
                continue;
            if (page.source[span].ends_with(')') && page.source[span].find('(') == std::string_view::npos)
                --span.end;
            auto const related = in_furniture(page, span);
            auto const full = related ? "" : inferred(page, month, day);
            auto& made =
                page.add("date", span, full.empty() ? fmt::format("--{:02}-{:02}", month, day) : full);
            made.attrs["role"] = related ? "related" : "event";
            if (pattern == &halves)
                made.attrs["part_of_day"] = part_of_day(page.source[span]);
            if (!full.empty())
                made.attrs["inferred_year"] = true;
        }
    for (auto const& found : matches(page.source, deictic)) {
        auto const* part = page.article.part_at(found[1].begin);
        if (page.taken("date", found[1]) || page.taken("view_counter", found[1]) ||
            (part != nullptr && part->role == Role::counter))
            continue;
        auto const related = in_furniture(page, found[1]);
        auto& made = page.add("date", found[1], nullptr);
        made.attrs["role"] = related ? "related" : "event";
        if (auto const text = page.source[found[1]]; !lower(text).starts_with("hôm"))
            made.attrs["part_of_day"] = part_of_day(text);
    }
}

bool free(Page const& page, Span span)
{
    return !page.taken("date", span) && !page.taken("period", span) && !page.taken("doc_ref", span);
}

bool is_year(int year)
{
    return year >= 1900 && year <= 2100;
}

void find_ranges(Page& page)
{
    static Pattern const range(
        std::string(word_begins) +
        R"(((?:(?i:giai đoạn|nhiệm kỳ|nhiệm kì|năm học|niên độ|thời kỳ|trong các năm|các năm|từ năm|từ|năm) +)?(\d{4})(?: *[-–—] *| +(?i:đến|tới) +(?:(?i:hết|cuối) +)?(?:(?i:năm) +)?)(\d{4})))" +
        word_ends);
    for (auto const& found : matches(page.source, range)) {
        auto const first = integer(page.source[found[2]]);
        auto const last = integer(page.source[found[3]]);
        if (is_year(first) && is_year(last) && first < last && last - first <= 60 && free(page, found[1]))
            page.add("period", found[1], fmt::format("{}/{}", first, last));
    }
    static Pattern const months(
        std::string(word_begins) +
        R"(((?i:từ tháng) +(\d{1,2})(?:/|-| +năm +)(\d{4}) +(?i:đến)(?: +hết)?(?: +tháng)? +(\d{1,2})(?:/|-| +năm +)(\d{4})))" +
        word_ends);
    for (auto const& found : matches(page.source, months))
        if (free(page, found[1]))
            page.add("period", found[1],
                     fmt::format("{}-{:02}/{}-{:02}", integer(page.source[found[3]]),
                                 integer(page.source[found[2]]), integer(page.source[found[5]]),
                                 integer(page.source[found[4]])));
}

void find_parts_of_years(Page& page)
{
    static Pattern const quarter(std::string(word_begins) +
                                 R"(((?i:quý) +(I{1,3}|IV|[1-4])(?: *[/-] *| +(?:năm +)?)(\d{4})))" +
                                 word_ends);
    static Pattern const half(std::string(word_begins) +
                              R"(((?i:(6|sáu|06|9|chín|09|3|ba) +tháng +(đầu|cuối) +năm) +(\d{4})))" +
                              word_ends);
    static Pattern const month(std::string(word_begins) +
                               R"(((?i:tháng) +(\d{1,2})(?: *[/-] *|,? +(?i:năm) +)(\d{4})))" + word_ends);
    for (auto const& found : matches(page.source, quarter))
        if (free(page, found[1]))
            page.add("period", found[1],
                     fmt::format("{}-Q{}", page.source[found[3]], number_of(page.source[found[2]])));
    for (auto const& found : matches(page.source, half)) {
        auto const word = lower(page.source[found[2]]);
        auto const count = word == "sáu" || word.ends_with("6")    ? 6
                           : word == "chín" || word.ends_with("9") ? 9
                                                                   : 3;
        auto const year = integer(page.source[found[4]]);
        auto const early = lower(page.source[found[3]]) == "đầu";
        if (free(page, found[1]))
            page.add("period", found[1],
                     early ? fmt::format("{}-01/{}-{:02}", year, year, count)
                           : fmt::format("{}-{:02}/{}-12", year, 13 - count, year));
    }
    for (auto const& found : matches(page.source, month)) {
        auto const which = integer(page.source[found[2]]);
        if (which >= 1 && which <= 12 && is_year(integer(page.source[found[3]])) && free(page, found[1]))
            page.add("period", found[1], fmt::format("{}-{:02}", page.source[found[3]], which));
    }
}

void find_years(Page& page)
{
    static Pattern const until(std::string(word_begins) +
                               R"(((?i:đến hết|đến cuối|trước|hết|đến|tới) +(?i:năm) +(\d{4})))" + word_ends);
    static Pattern const since(
        std::string(word_begins) +
        R"(((?i:từ|kể từ) +(?:(?i:đầu|cuối) +)?(?i:năm) +(\d{4})(?: +(?i:đến nay|trở đi))?))" + word_ends);
    static Pattern const year(std::string(word_begins) + R"(((?i:năm) +(\d{4})))" + word_ends);
    static Pattern const since_month(std::string(word_begins) +
                                     R"(((?i:từ|kể từ) +(?i:tháng) +(\d{1,2})(?:/|-| +năm +)(\d{4})))" +
                                     word_ends);
    for (auto const& found : matches(page.source, since_month))
        if (!page.taken("date", found[1]))
            for (auto& each : page.findings)
                if (each.kind == "period" && found[1].holds(each.span)) {
                    each.span = found[1];
                    each.value = boost::json::string(std::string(each.value.as_string()) + "/..");
                }
    static Pattern const until_now(std::string(word_begins) +
                                   R"(((?:Tính đến nay|Đến nay|tính đến nay|đến nay)))" + word_ends);
    for (auto const& found : matches(page.source, since))
        if (is_year(integer(page.source[found[2]])) && free(page, found[1]))
            page.add("period", found[1], std::string(page.source[found[2]]) + "/..");
    for (auto const& found : matches(page.source, until_now))
        if (!page.published.empty() && free(page, found[1]) && !in_furniture(page, found[1]))
            page.add("period", found[1], "../" + page.published);
    for (auto const& found : matches(page.source, until))
        if (is_year(integer(page.source[found[2]])) && free(page, found[1]))
            page.add("period", found[1], "../" + page.text(found[2]));
    for (auto const& found : matches(page.source, year))
        if (is_year(integer(page.source[found[2]])) && free(page, found[1]))
            page.add("period", found[1], page.text(found[2]));
}

void find_durations(Page& page)
{
    static Pattern const length(
        std::string() +
        R"((?:^|[^\pL\pM\d.,/-])((\d{1,3})(?: *\([^()\d]{2,20}\))? +(năm|tháng|tuần|ngày)(?: +làm việc)?))" +
        word_ends);
    static Pattern const not_length(
        R"(^ *(?:đầu|cuối) +năm|^ +công|^ *\d|^ *(?:qua|trước|nay)? *(?:tháng|/)|^ +tuổi)");
    for (auto const& found : matches(page.source, length)) {
        auto const unit = page.source[found[3]];
        if (!free(page, found[1]) || in_furniture(page, found[1]) ||
            begins(page.source, {found[1].end, page.source.clean().size()}, not_length))
            continue;
        auto const letter = unit == "năm" ? "Y" : unit == "tháng" ? "M" : unit == "tuần" ? "W" : "D";
        page.add("duration", found[1], fmt::format("P{}{}", integer(page.source[found[2]]), letter));
    }
}

} // namespace

void find_dates(Page& page)
{
    find_whole_days(page);
    settle_roles(page);
    find_days_without_year(page);
    find_ranges(page);
    find_parts_of_years(page);
    find_years(page);
    find_durations(page);
}

} // namespace kheo::findings
