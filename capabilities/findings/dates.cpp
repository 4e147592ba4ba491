// SPDX-License-Identifier: AGPL-3.0-or-later
// Days and periods.
#include "capabilities/findings/lines.hpp"
#include "capabilities/findings/page.hpp"
#include "platform/text/text.hpp"
#include "platform/time/time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace kheo::findings
{
namespace
{

// Without its year an event lies this close to the page's day, a time limit this far ahead.
constexpr int near_days = 45;
constexpr int limit_days = 120;

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
        "(?:^|[^\\pL\\pM\\d/.-])(?:Clock)?((?:(?:" + weekday + ")?(?:" + std::string(time_words) +
        ")(?:'?[ ,|-]+(?i:ngày +)?))?(?:" + weekday + "(?i:ngày +)?|" + half +
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

// The day of publication stands near the title; the rest are events or others' days.
void settle_roles(Page& page)
{
    auto const below = std::ranges::any_of(page.article.parts, [&](Part const& part) {
        return part.role == Role::date && part.zone == Zone::head &&
               part.span.begin >= page.article.title.end;
    });
    for (auto& each : page.findings) {
        if (each.kind != "date")
            continue;
        auto const* part = page.article.part_at(each.span.begin);
        auto const own_line = part != nullptr && (part->role == Role::date || part->role == Role::rest ||
                                                  part->role == Role::counter || part->role == Role::byline);
        auto const near_title =
            each.span.begin >= page.article.title.end && each.span.begin < page.article.title.end + 600;
        if (page.published.empty() && own_line && (near_title || (part->role == Role::date && !below)) &&
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
std::string inferred(Page const& page, int month, int day, std::size_t at)
{
    auto const published = parse_iso_date(page.published);
    if (!published)
        return "";
    static Pattern const until(R"((?i)(?:trước|chậm nhất|xong|đến hết|hạn)(?: là| vào)?(?: ngày)? *$)");
    static Pattern const again(R"((?i)(?:hằng|hàng|mỗi) +(?:năm|tháng|quý)|định kỳ)");
    Span const line = sentence_of(page.source, at);
    auto const limit =
        !matches(page.source, until, {line.begin, at}).empty() && matches(page.source, again, line).empty();
    if (auto const date = date_of({civil(*published).year, month, day});
        limit && date && date->day >= published->day && date->day - published->day <= limit_days)
        return iso(*date);
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
        R"((?i:ngày|dịp|hôm nay|hôm qua|nay|qua|đến|và|trước|từ|\() *\(?((\d{1,2})[/.](\d{1,2})))" +
        word_ends);
    static Pattern const spelled(std::string(word_begins) +
                                 R"(((?i:ngày) +(\d{1,2}),? +(?i:tháng) +(\d{1,2})))" + word_ends);
    for (auto const* pattern : {&halves, &spelled, &days})
        for (auto const& found : matches(page.source, *pattern)) {
            auto const day = integer(page.source[found[2]]);
            auto const month = integer(page.source[found[3]]);
            if (day < 1 || day > 31 || month < 1 || month > 12 || page.taken("date", found[1]) ||
                page.taken("doc_ref", found[1]) || (pattern != &spelled && found[3].size() > 2))
                continue;
            auto span = found[1];
            // A whole day that no calendar has, or "10/10 huyện".
            static Pattern const goes_on(R"(^(?:[/.-]\d| +(?i:)" + one_of(words().group("unit")) + ")" +
                                         word_ends + ")");
            if (begins(page.source, {span.end, page.source.clean().size()}, goes_on))
                continue;
            if (page.source[span].ends_with(')') && page.source[span].find('(') == std::string_view::npos)
                --span.end;
            auto const related = in_furniture(page, span);
            auto const full = related ? "" : inferred(page, month, day, span.begin);
            auto& made =
                page.add("date", span, full.empty() ? fmt::format("--{:02}-{:02}", month, day) : full);
            made.attrs["role"] = related ? "related" : "event";
            if (pattern == &halves)
                made.attrs["part_of_day"] = part_of_day(page.source[span]);
            if (!full.empty())
                made.attrs["inferred_year"] = true;
        }
}

// "sáng nay", "3 giờ trước", and days of the year with a name: "Ngày Phụ nữ Việt
// Nam 20/10", which has no year.
void find_said_days(Page& page)
{
    static Pattern const deictic(std::string(word_begins) +
                                 R"(((?i:sáng|trưa|chiều|tối) +nay|(?i:hôm nay|hôm qua)))" + word_ends);
    static Pattern const feast(
        R"((?:Ngày|Quốc khánh|Tết)(?: +[\pL-]+){1,9} +\(?((\d{1,2})[/-](\d{1,2}))(?:[^\pL\pM\d/.-]|[.-](?:[^\d]|$)|$))");
    for (auto const& found : matches(page.source, feast)) {
        auto const day = integer(page.source[found[2]]);
        auto const month = integer(page.source[found[3]]);
        if (day >= 1 && day <= 31 && month >= 1 && month <= 12 && !page.taken("date", found[1]) &&
            !page.taken("doc_ref", found[1]))
            page.add("date", found[1], fmt::format("--{:02}-{:02}", month, day)).attrs["role"] = "historic";
    }
    for (auto const& found : matches(page.source, deictic)) {
        auto const* part = page.article.part_at(found[1].begin);
        if (page.taken("date", found[1]) || page.taken("view_counter", found[1]) ||
            (part != nullptr && part->role == Role::counter))
            continue;
        auto const related = in_furniture(page, found[1]);
        auto const day = parse_iso_date(page.published);
        auto const yesterday = lower(page.source[found[1]]).ends_with("qua");
        auto& made = page.add("date", found[1], nullptr);
        made.attrs["role"] = related ? "related" : "event";
        // Of the page itself: the day it was published on, or the day before.
        if (day && !related) {
            made.value = boost::json::string(iso(Date{day->day - (yesterday ? 1 : 0)}));
            made.attrs["from_publication"] = true;
        }
        if (auto const text = page.source[found[1]]; !lower(text).starts_with("hôm"))
            made.attrs["part_of_day"] = part_of_day(text);
    }
    static Pattern const ago(std::string(word_begins) +
                             R"(((\d{1,2}) +(?:phút|giờ|ngày|tuần|tháng) +trước))" + word_ends);
    for (auto const& found : matches(page.source, ago))
        if (in_furniture(page, found[1]) && !page.taken("date", found[1]))
            page.add("date", found[1], nullptr).attrs["role"] = "comment";
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
    // "Từ năm 2021 đến hết 6 tháng đầu năm 2023".
    static Pattern const to_months(
        std::string(word_begins) +
        R"(((?i:từ(?: đầu)? +năm) +(\d{4}) +(?i:đến|tới)(?: +hết)? +(\d{1,2}) +(?i:tháng +đầu +năm) +(\d{4})))" +
        word_ends);
    for (auto const& found : matches(page.source, to_months))
        if (free(page, found[1]))
            page.add("period", found[1],
                     fmt::format("{}-01/{}-{:02}", page.source[found[2]], page.source[found[4]],
                                 integer(page.source[found[3]])));
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
        R"(((?:(?i:từ) +)?(?i:tháng) +(\d{1,2})(?:(?:/|-| +năm +)(\d{4}))?(?: +(?i:đến)(?: +hết)?(?: +tháng)? +| *[-–] *(?:tháng +)?)(\d{1,2})(?:/|-| +năm +)(\d{4})))" +
        word_ends);
    for (auto const& found : matches(page.source, months))
        if (free(page, found[1]))
            page.add("period", found[1],
                     fmt::format("{}-{:02}/{}-{:02}", integer(page.source[found[found[3].empty() ? 5 : 3]]),
                                 integer(page.source[found[2]]), integer(page.source[found[5]]),
                                 integer(page.source[found[4]])));
}

// A part of a year that is not said: the text's own, marked, else none.
void add_part(Page& page, Span span, std::string_view year, std::string_view from, std::string_view to)
{
    if (!free(page, span))
        return;
    auto const own = year.empty() && !in_furniture(page, span) ? own_year(page) : std::string(year);
    auto const each = own.empty() ? std::string("-") : own;
    auto& made = page.add("period", span,
                          to.empty() ? fmt::format("{}-{}", each, from)
                                     : fmt::format("{}-{}/{}-{}", each, from, each, to));
    if (year.empty() && !own.empty())
        made.attrs["inferred_year"] = true;
}

void find_parts_of_years(Page& page)
{
    static Pattern const quarter(std::string(word_begins) +
                                 R"(((?i:quý) +(I{1,3}|IV|[1-4])(?:(?: *[/-] *| +(?:năm +)?)(\d{4}))?))" +
                                 word_ends);
    static Pattern const half(std::string(word_begins) +
                              R"(((?i:(\d{1,2}|ba|sáu|chín) +tháng +(?:(đầu|cuối) +)?năm)(?: +(\d{4}))?))" +
                              word_ends);
    static Pattern const month(std::string(word_begins) +
                               R"(((?i:tháng) +(\d{1,2})(?: *[/-] *|,? +(?i:năm) +)(\d{4})))" + word_ends);
    for (auto const& found : matches(page.source, quarter))
        add_part(page, found[1], page.source[found[3]], fmt::format("Q{}", number_of(page.source[found[2]])),
                 "");
    for (auto const& found : matches(page.source, half)) {
        auto const word = lower(page.source[found[2]]);
        auto const count = word == "sáu" ? 6 : word == "chín" ? 9 : word == "ba" ? 3 : integer(word);
        auto const late = lower(page.source[found[3]]) == "cuối";
        if (count < 2 || count > 11 || (found[3].empty() && found[4].empty()))
            continue;
        if (late)
            add_part(page, found[1], page.source[found[4]], fmt::format("{:02}", 13 - count), "12");
        else
            add_part(page, found[1], page.source[found[4]], "01", fmt::format("{:02}", count));
    }
    for (auto const& found : matches(page.source, month)) {
        auto const which = integer(page.source[found[2]]);
        if (which >= 1 && which <= 12 && is_year(integer(page.source[found[3]])) && free(page, found[1]))
            page.add("period", found[1], fmt::format("{}-{:02}", page.source[found[3]], which));
    }
}

// "trong tháng 10", "cuối tháng 5": of the text's own year.
void find_months(Page& page)
{
    static Pattern const month(
        std::string(word_begins) +
        R"((?i:trong|đầu|giữa|cuối|hết|từ|đến|vào|trước|xong) +((?i:tháng) +(\d{1,2})))" + word_ends);
    for (auto const& found : matches(page.source, month))
        if (auto const which = integer(page.source[found[2]]);
            which >= 1 && which <= 12 && !page.taken("date", found[1]))
            add_part(page, found[1], "", fmt::format("{:02}", which), "");
}

void find_years(Page& page)
{
    static Pattern const until(std::string(word_begins) +
                               R"(((?i:đến hết|đến cuối|trước|hết|đến|tới) +(?i:năm) +(\d{4})))" + word_ends);
    static Pattern const since(
        std::string(word_begins) +
        R"(((?i:từ|kể từ) +(?:(?i:đầu|cuối) +)?(?i:năm) +(\d{4})(?: +(?i:đến nay|trở đi))?))" + word_ends);
    static Pattern const year(std::string(word_begins) + R"(((?i:năm) +(\d{4})))" + word_ends);
    static Pattern const relative(std::string(word_begins) + R"(((?i:năm) +(?i:(nay|ngoái|tới|sau))))" +
                                  word_ends);
    for (auto const& found : matches(page.source, relative))
        if (!page.published.empty() && free(page, found[1]) && !in_furniture(page, found[1])) {
            auto const word = lower(page.source[found[2]]);
            auto const year =
                integer(std::string_view(page.published).substr(0, 4)) + (word == "nay"     ? 0
                                                                          : word == "ngoái" ? -1
                                                                                            : 1);
            page.add("period", found[1], std::to_string(year)).attrs["inferred_year"] = true;
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
    static Pattern const further(R"(^(?:,| và|;) +(\d{4})(?:[^\pL\pM\d/-]|$))");
    for (auto const& found : matches(page.source, year)) {
        if (!is_year(integer(page.source[found[2]])) || !free(page, found[1]))
            continue;
        page.add("period", found[1], page.text(found[2]));
        // "các năm 2021, 2022 và 2023".
        for (auto end = found[1].end;;) {
            auto const more =
                matches(page.source, further, {end, std::min(page.source.clean().size(), end + 16)});
            if (more.empty() || !is_year(integer(page.source[more[0][1]])) || !free(page, more[0][1]))
                break;
            page.add("period", more[0][1], page.text(more[0][1]));
            end = more[0][1].end;
        }
    }
}

} // namespace

void find_dates(Page& page)
{
    find_whole_days(page);
    settle_roles(page);
    find_said_days(page);
    find_days_without_year(page);
    find_ranges(page);
    find_parts_of_years(page);
    find_months(page);
    find_open_periods(page);
    find_years(page);
}

} // namespace kheo::findings
