// SPDX-License-Identifier: AGPL-3.0-or-later
// Figures of the work with their unit, and ordinals of congresses and terms.
#include "capabilities/findings/page.hpp"
#include "platform/text/number.hpp"
#include "platform/text/text.hpp"

#include <algorithm>

namespace kheo::findings
{
namespace
{

constexpr auto number = R"(\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)";

boost::json::value figure(Decimal decimal)
{
    if (decimal.places == 0)
        return decimal.units;
    return decimal.value();
}

std::optional<boost::json::value> read(std::string_view digits, std::string_view scale)
{
    auto const decimal = parse_number(digits);
    if (!decimal)
        return std::nullopt;
    auto const word = lower(scale);
    auto zeros = word.starts_with("tỷ") || word.starts_with("tỉ") ? 9
                 : word == "triệu"                                ? 6
                 : word == "nghìn" || word == "ngàn"              ? 3
                                                                  : 0;
    auto scaled = *decimal;
    for (; zeros > 0; --zeros) {
        if (scaled.places > 0)
            --scaled.places;
        else if (scaled.units < 900'000'000'000'000)
            scaled.units *= 10;
        else
            return std::nullopt;
    }
    return figure(scaled);
}

bool free(Page const& page, Span span)
{
    for (auto const* kind :
         {"date", "period", "duration", "doc_ref", "view_counter", "count", "byline", "ordinal_term"})
        if (page.taken(kind, span))
            return false;
    for (auto const& each : page.findings)
        if (each.kind == "furniture" && each.span.holds(span) && each.span.size() < 12)
            return false;
    return true;
}

// "trên", "gần", "khoảng" before a figure say that it is not exact.
std::string_view how_exact(Page const& page, std::size_t begin)
{
    static Pattern const before(
        R"((?i)(?:^|[ \n,(])(trên|hơn|gần|khoảng|ít nhất|tối thiểu|không quá|tối đa|xấp xỉ|từ)(?: có)? *$)");
    Span const near{begin > 24 ? begin - 24 : 0, begin};
    auto const found = matches(page.source, before, near);
    if (found.empty())
        return "";
    auto const word = lower(page.source[found.back()[1]]);
    if (word == "trên" || word == "hơn")
        return ">";
    if (word == "gần" || word == "khoảng" || word == "xấp xỉ")
        return "~";
    return word == "không quá" || word == "tối đa" ? "<=" : word == "từ" ? "" : ">=";
}

void add_count(Page& page, Span span, boost::json::value figure, std::string unit, std::size_t digits)
{
    boost::json::object value{{"number", std::move(figure)}, {"unit", std::move(unit)}};
    if (auto const exact = how_exact(page, digits); !exact.empty())
        value["approx"] = exact;
    static Pattern const called(R"(^ *[“"]([^“”"\n]{2,60})[”"])");
    Span const rest{span.end, std::min(page.source.clean().size(), span.end + 120)};
    for (auto const& found : matches(page.source, called, rest))
        value["of"] = "“" + spelled_out(page.source[found[1]]) + "”";
    page.add("count", span, value);
}

void find_shares_and_money(Page& page)
{
    static Pattern const share("(?:^|[^\\pL\\pM\\d.,])((" + std::string(number) + ") ?(?:%|phần trăm))");
    static Pattern const money("(?:^|[^\\pL\\pM\\d.,])((" + std::string(number) +
                               R"()(?: +(tỷ|tỉ|triệu|nghìn|ngàn))? *(đồng|VNĐ|VND|USD|đ))(?:[^\pL\pM\d]|$))");
    static Pattern const scaled("(?:^|[^\\pL\\pM\\d.,])((" + std::string(number) +
                                R"() +(tỷ|tỉ|triệu)(?: +đồng)?)(?:[^\pL\pM\d]|$))");
    for (auto const& found : matches(page.source, share))
        if (auto figure = read(page.source[found[2]], ""); figure && free(page, found[1]))
            add_count(page, found[1], *figure, "%", found[1].begin);
    for (auto const& found : matches(page.source, money))
        if (auto figure = read(page.source[found[2]], page.source[found[3]]);
            figure && free(page, found[1])) {
            static Pattern const person("^ *chí");
            if (!begins(page.source, {found[1].end, page.source.clean().size()}, person))
                add_count(page, found[1], *figure, page.source[found[4]] == "USD" ? "USD" : "đồng",
                          found[1].begin);
        }
    for (auto const& found : matches(page.source, scaled))
        if (auto figure = read(page.source[found[2]], page.source[found[3]]);
            figure && free(page, found[1])) {
            static Pattern const unit("^ +" + one_of(words().group("unit")) + word_ends);
            if (!begins(page.source, {found[1].end, page.source.clean().size()}, unit))
                add_count(page, found[1], *figure, "đồng", found[1].begin);
        }
}

void find_units(Page& page)
{
    static auto const unit = [] {
        auto list = words().group("unit");
        return "(?i:" + one_of(std::move(list)) + ")(?: +(?:" + one_of(words().group("unit_tail")) + "))?";
    }();
    static Pattern const known("(?:^|[^\\pL\\pM\\d.,/-])((" + std::string(number) +
                               R"()(?: *\([^()\d]{2,24}\))?(?: +(triệu|nghìn|ngàn|vạn))? *()" + unit + "))" +
                               word_ends);
    static Pattern const vague(
        std::string(word_begins) +
        "((?i:hàng) +(?i:(chục|trăm|nghìn|ngàn|vạn|triệu)) +(?:(?i:nghìn|ngàn|triệu) +)?(" + unit + "))" +
        word_ends);
    static Pattern const other("(?:^|[^\\pL\\pM\\d.,/-])((" + std::string(number) +
                               R"()(?: *\([^()\d]{2,24}\))? +(\p{Ll}+)(?: +(\p{Ll}+))?)(?:[^\pL\pM\d]|$))");
    for (auto const& found : matches(page.source, vague))
        if (free(page, found[1])) {
            auto const word = lower(page.source[found[2]]);
            auto const least = word == "chục"    ? 10
                               : word == "trăm"  ? 100
                               : word == "vạn"   ? 10'000
                               : word == "triệu" ? 1'000'000
                                                 : 1'000;
            auto& made = page.add("count", found[1], nullptr);
            made.value = boost::json::object{
                {"number", least}, {"approx", ">="}, {"unit", tidied(page.source[found[3]])}};
        }
    for (auto const& found : matches(page.source, known))
        if (auto figure = read(page.source[found[2]], page.source[found[3]]); figure && free(page, found[1]))
            add_count(page, found[1], *figure, tidied(page.source[found[4]]), found[1].begin);
    for (auto const& found : matches(page.source, other)) {
        auto const first = page.source[found[3]];
        auto span = found[1];
        // "thôn Suối Trong 2 kể …": the figure belongs to the name before it.
        static Pattern const named(R"(\p{Lu}\pL* +$)");
        Span const before{span.begin > 24 ? span.begin - 24 : 0, span.begin};
        if (!matches(page.source, named, before).empty() || words().has("unit_stop", first) ||
            !free(page, span) || page.article.zone_at(span.begin) == Zone::furniture)
            continue;
        if (found[4].empty() || words().has("unit_stop", page.source[found[4]]))
            span.end = found[3].end;
        if (auto figure = read(page.source[found[2]], ""))
            add_count(page, span, *figure, tidied(page.source[{found[3].begin, span.end}]), span.begin);
    }
}

void find_ordinals(Page& page)
{
    static Pattern const times(std::string(word_begins) +
                               R"(((?i:lần|kỳ họp|phiên họp|phiên) +(?i:thứ) +([IVXL]+|\d{1,3})))" +
                               word_ends);
    static Pattern const terms(std::string(word_begins) + R"(((?i:khóa) +([IVXL]+|\d{1,2})))" + word_ends);
    static Pattern const congress(std::string(word_begins) + R"(((?:Đại hội|đại hội)(?: Đảng)? +([IVXL]+)))" +
                                  word_ends);
    static Pattern const session(std::string(word_begins) + R"(((?:Trung ương|TW) +(\d{1,2}|[IVXL]+)))" +
                                 word_ends);
    for (auto const* pattern : {&times, &terms, &congress, &session})
        for (auto const& found : matches(page.source, *pattern)) {
            auto const which = number_of(page.source[found[2]]);
            if (which > 0 && !page.taken("ordinal_term", found[1]) && !page.taken("doc_ref", found[1]))
                page.add("ordinal_term", found[1], which);
        }
}

} // namespace

int number_of(std::string_view digits)
{
    if (digits.empty() || digits.size() > 8)
        return 0;
    if (digits.find_first_not_of("0123456789") == std::string_view::npos)
        return static_cast<int>(parse_number(digits).value_or(Decimal{}).units);
    auto const worth = [](char letter) {
        return letter == 'I' ? 1 : letter == 'V' ? 5 : letter == 'X' ? 10 : letter == 'L' ? 50 : 0;
    };
    auto sum = 0;
    for (std::size_t at = 0; at < digits.size(); ++at) {
        auto const value = worth(digits[at]);
        if (value == 0)
            return 0;
        sum += at + 1 < digits.size() && value < worth(digits[at + 1]) ? -value : value;
    }
    return sum;
}

void find_counts(Page& page)
{
    find_ordinals(page);
    find_shares_and_money(page);
    find_units(page);
}

} // namespace kheo::findings
