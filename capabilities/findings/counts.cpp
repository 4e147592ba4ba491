// SPDX-License-Identifier: AGPL-3.0-or-later
// Figures of the work with their unit, spans of time, and ordinals of congresses
// and terms.
#include "capabilities/findings/page.hpp"
#include "platform/text/number.hpp"
#include "platform/text/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kheo::findings
{
namespace
{

constexpr auto number = R"(\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?: \d{3})+|\d+(?:,\d+)?)";

boost::json::value figure(Decimal decimal)
{
    if (decimal.places == 0)
        return decimal.units;
    return decimal.value();
}

std::optional<boost::json::value> read(std::string_view digits, std::string_view scale)
{
    auto joined = std::string(digits); // "1 450"
    std::erase(joined, ' ');
    auto const decimal = parse_number(joined);
    if (!decimal)
        return std::nullopt;
    auto const word = lower(scale);
    auto zeros = word.starts_with("tỷ") || word.starts_with("tỉ") ? 9
                 : word == "triệu"                                ? 6
                 : word == "vạn"                                  ? 4
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

// "trên", "gần", "khoảng" before a figure, "trở lên" behind it: that it is not
// exact. The words belong to the figure's place.
std::string_view how_exact(Page const& page, Span& span)
{
    static Pattern const before(
        R"((?i)(?:^|[^\pL\pM])((trên|hơn|gần|khoảng|ít nhất|tối thiểu|không quá|tối đa|xấp xỉ|dưới|chưa đến|chưa tới|không dưới|chừng|từ)(?: có| là)? +)$)");
    static Pattern const behind("^( +trở (?:lên|xuống))" + std::string(word_ends));
    Span const rest{span.end, std::min(page.source.clean().size(), span.end + 24)};
    auto const after = matches(page.source, behind, rest);
    Span const near{span.begin > 24 ? span.begin - 24 : 0, span.begin};
    auto const found = matches(page.source, before, near);
    auto const word = found.empty() ? std::string() : lower(page.source[found.back()[2]]);
    if (!found.empty() && (word != "từ" || !after.empty()))
        span.begin = found.back()[1].begin;
    if (!after.empty()) {
        span.end = after[0][1].end;
        return page.source[after[0][1]].ends_with("lên") ? ">=" : "<=";
    }
    if (word == "trên" || word == "hơn")
        return ">";
    if (word == "khoảng" || word == "xấp xỉ" || word == "chừng")
        return "~";
    if (word == "gần" || word == "dưới" || word.starts_with("chưa"))
        return "<";
    return word == "không quá" || word == "tối đa" ? "<=" : word.empty() || word == "từ" ? "" : ">=";
}

// "đồng/kg", "đồng/người/năm": by what the figure is counted.
void take_measure(Page const& page, Span& span, std::string& unit)
{
    static Pattern const each(R"(^((?: ?/ ?(?:\p{Ll}{1,8}|m2|m3)){1,2})(?:[^\pL\pM\d/]|$))");
    Span const rest{span.end, std::min(page.source.clean().size(), span.end + 32)};
    for (auto const& found : matches(page.source, each, rest)) {
        span.end = found[1].end;
        for (auto const letter : page.source[found[1]])
            if (letter != ' ')
                unit += letter;
    }
}

void add_count(Page& page, Span span, boost::json::object value, std::string unit)
{
    take_measure(page, span, unit);
    value["unit"] = unit;
    if (auto const exact = how_exact(page, span); !exact.empty())
        value["approx"] = exact;
    static Pattern const called(R"(^ *[“"]([^“”"\n]{2,60})[”"])");
    Span const rest{span.end, std::min(page.source.clean().size(), span.end + 120)};
    for (auto const& found : matches(page.source, called, rest))
        value["of"] = "“" + spelled_out(page.source[found[1]]) + "”";
    page.add("count", span, value);
}

void add_count(Page& page, Span span, boost::json::value figure, std::string unit)
{
    add_count(page, span, boost::json::object{{"number", std::move(figure)}}, std::move(unit));
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
            add_count(page, found[1], *figure, "%");
    for (auto const& found : matches(page.source, money))
        if (auto figure = read(page.source[found[2]], page.source[found[3]]);
            figure && free(page, found[1])) {
            static Pattern const person("^ *chí");
            if (!begins(page.source, {found[1].end, page.source.clean().size()}, person))
                add_count(page, found[1], *figure, page.source[found[4]] == "USD" ? "USD" : "đồng");
        }
    for (auto const& found : matches(page.source, scaled))
        if (auto figure = read(page.source[found[2]], page.source[found[3]]);
            figure && free(page, found[1])) {
            static Pattern const unit("^ +" + one_of(words().group("unit")) + word_ends);
            if (!begins(page.source, {found[1].end, page.source.clean().size()}, unit))
                add_count(page, found[1], *figure, "đồng");
        }
}

void find_durations(Page& page)
{
    static Pattern const length(
        std::string() +
        R"((?:^|[^\pL\pM\d.,/-])((\d{1,3})(?: *\([^()\d]{2,20}\))? +(năm|tháng|tuần|ngày|giờ|tiếng|phút)(?: +làm việc)?))" +
        word_ends);
    static Pattern const not_length(
        R"(^ *(?:đầu|cuối) +năm|^ +công|^ *\d|^ *(?:qua|trước|nay)? *(?:tháng|/)|^ +tuổi)");
    static Pattern const of_day(R"(^,? +(?:ngày|sáng|chiều|tối|đêm) )");
    static Pattern const clock(R"((?i)(?:lúc|hồi|vào|đến|từ|khoảng) +$)"); // "lúc 8 giờ" is no span
    for (auto const& found : matches(page.source, length)) {
        auto const unit = page.source[found[3]];
        if (!free(page, found[1]) || page.article.zone_at(found[1].begin) == Zone::furniture ||
            begins(page.source, {found[1].end, page.source.clean().size()}, not_length))
            continue;
        auto const hours = unit == "giờ" || unit == "phút" || unit == "tiếng";
        Span const before{found[1].begin > 16 ? found[1].begin - 16 : 0, found[1].begin};
        if (hours && (!matches(page.source, clock, before).empty() ||
                      begins(page.source, {found[1].end, page.source.clean().size()}, of_day)))
            continue;
        auto const letter = unit == "năm"     ? "Y"
                            : unit == "tháng" ? "M"
                            : unit == "tuần"  ? "W"
                            : unit == "phút"  ? "M"
                            : hours           ? "H"
                                              : "D";
        page.add("duration", found[1],
                 fmt::format("P{}{}{}", hours ? "T" : "", number_of(page.source[found[2]]), letter));
    }
}

// A unit of the register, with a word that tells more.
std::string const& unit_words()
{
    static std::string const pattern =
        "(?:(?i:" + one_of(words().group("unit")) + ")(?: +(?:" + one_of(words().group("unit_tail")) + "))?)";
    return pattern;
}

// "34 cặp vợ chồng trẻ", "100 con bò giống": what is counted goes on behind the
// word that counts it, until a word that belongs to the sentence.
Span with_noun(Page const& page, Span span, Span unit)
{
    static Pattern const counting("^(?i:" + one_of(words().group("classifier")) + ")$");
    static Pattern const next(R"(^ +(\p{Ll}+)(?:[^\pL\pM\d]|$))");
    if (!RE2::PartialMatch(re2::StringPiece(page.source[unit].data(), unit.size()), counting))
        return span;
    auto longer = span;
    for (auto taken = 0; taken < 4; ++taken) {
        auto const found = matches(page.source, next, {longer.end, page.source.clean().size()});
        if (found.empty() || words().has("unit_stop", page.source[found[0][1]]) ||
            words().has("noun_stop", page.source[found[0][1]]))
            return longer;
        longer.end = found[0][1].end;
    }
    return span; // too long for a name of a thing
}

// "19/21 thôn", "124/124 đơn vị": so many of so many.
void find_fractions(Page& page)
{
    static Pattern const parts("(?:^|[^\\pL\\pM\\d.,/-])((" + std::string(number) + ") ?/ ?(" + number +
                               ") +(" + unit_words() + "(?:(?:, *| và +)" + unit_words() + "){0,3}))" +
                               word_ends);
    for (auto const& found : matches(page.source, parts)) {
        auto const some = read(page.source[found[2]], "");
        auto const all = read(page.source[found[3]], "");
        if (some && all && free(page, found[1]))
            add_count(page, found[1], boost::json::object{{"number", *some}, {"total", *all}},
                      tidied(page.source[found[4]]));
    }
}

// "từ 3 đến 5 hộ", "3 - 5 hộ".
void find_ranges(Page& page)
{
    static Pattern const range("(?:^|[^\\pL\\pM\\d.,/-])((?:(?i:từ) +)?(" + std::string(number) +
                               ")(?: +(?i:đến|tới) +| *[-–] *)(" + number + ") *(%|" + unit_words() + "))" +
                               "(?:[^\\pL\\pM\\d]|$)");
    for (auto const& found : matches(page.source, range)) {
        auto const least = read(page.source[found[2]], "");
        auto const most = read(page.source[found[3]], "");
        if (least && most && least->to_number<double>() < most->to_number<double>() && free(page, found[1]))
            add_count(page, found[1], boost::json::object{{"number", *least}, {"max", *most}},
                      tidied(page.source[found[4]]));
    }
}

// "178 mô hình (tập thể 121, cá nhân 57)": the parts of what was counted.
void find_breakdowns(Page& page)
{
    static Pattern const opening(R"(^ *\(([^()\n]{3,120})\))");
    static Pattern const part("(?:^|[,;] *)(" + unit_words() + "):? +(" + std::string(number) +
                              ")(?:[,;]|$)");
    auto const count = page.findings.size();
    for (std::size_t at = 0; at < count; ++at) {
        if (page.findings[at].kind != "count")
            continue;
        auto const unit = page.findings[at].value.as_object().at("unit");
        Span const rest{page.findings[at].span.end,
                        std::min(page.source.clean().size(), page.findings[at].span.end + 130)};
        for (auto const& inside : matches(page.source, opening, rest))
            for (auto const& found : matches(page.source, part, inside[1]))
                if (auto const figure = read(page.source[found[2]], ""); figure && free(page, found[2]))
                    page.add("count", found[2],
                             boost::json::object{
                                 {"number", *figure}, {"unit", unit}, {"of", tidied(page.source[found[1]])}});
    }
}

void find_vague(Page& page)
{
    static Pattern const vague(
        std::string(word_begins) +
        "((?i:hàng) +(?i:(chục|trăm|nghìn|ngàn|vạn|triệu)) +(?:(?i:nghìn|ngàn|triệu) +)?(" + unit_words() +
        "))" + word_ends);
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
}

void find_units(Page& page)
{
    static Pattern const known("(?:^|[^\\pL\\pM\\d.,/-])((" + std::string(number) +
                               R"()(?: *\([^()\d]{2,24}\))?(?: +(triệu|nghìn|ngàn|vạn))? *()" + unit_words() +
                               "))" + word_ends);
    static Pattern const other("(?:^|[^\\pL\\pM\\d.,/-])((" + std::string(number) +
                               R"()(?: *\([^()\d]{2,24}\))? +(\p{Ll}+)(?: +(\p{Ll}+))?)(?:[^\pL\pM\d]|$))");
    for (auto const& found : matches(page.source, known))
        if (auto figure = read(page.source[found[2]], page.source[found[3]]);
            figure && free(page, found[1])) {
            auto const span = with_noun(page, found[1], found[4]);
            add_count(page, span, *figure, tidied(page.source[{found[4].begin, span.end}]));
        }
    for (auto const& found : matches(page.source, other)) {
        auto const first = page.source[found[3]];
        auto span = found[1];
        // "thôn Suối Trong 2 kể …": the figure belongs to the name before it.
        static Pattern const named(R"(\p{Lu}\pL* +$)");
        Span const before{span.begin > 24 ? span.begin - 24 : 0, span.begin};
        if (!matches(page.source, named, before).empty() || words().has("unit_stop", first) ||
            !free(page, span) || page.article.zone_at(span.begin) == Zone::furniture)
            continue;
        if (found[4].empty() || words().has("unit_stop", page.source[found[4]]) ||
            words().has("noun_stop", page.source[found[4]]))
            span.end = found[3].end;
        else
            span = with_noun(page, span, found[3]);
        if (auto figure = read(page.source[found[2]], ""))
            add_count(page, span, *figure, tidied(page.source[{found[3].begin, span.end}]));
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
    find_durations(page);
    find_fractions(page);
    find_ranges(page);
    find_shares_and_money(page);
    find_vague(page);
    find_units(page);
    find_breakdowns(page);
}

} // namespace kheo::findings
