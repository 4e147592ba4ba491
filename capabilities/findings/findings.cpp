// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/findings/findings.hpp"

#include "capabilities/findings/lines.hpp"
#include "capabilities/findings/page.hpp"
#include "platform/text/letters.hpp"
#include "platform/text/text.hpp"
#include "platform/text/upper.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace kheo::findings
{
namespace
{

constexpr std::string_view zones[] = {"head", "body", "caption", "furniture"};

RE2 const& counter()
{
    static Pattern const pattern(
        "(?i)" + std::string(word_begins) + "((?:(?:" + one_of(words().group("counter_label")) +
        ")[ :]*)+:? *(\\d[\\d.,]*)(?: +" + one_of(words().group("counter_tail")) +
        ")?|(\\d[\\d.,]*) +(?:" + one_of(words().group("counter_unit")) + "))" + word_ends);
    return pattern;
}

boost::json::value integer(std::string_view digits)
{
    std::int64_t number = 0;
    for (auto const digit : digits)
        if (digit >= '0' && digit <= '9' && number < 100'000'000'000'000)
            number = number * 10 + (digit - '0');
    return number;
}

void find_counters(Page& page)
{
    for (auto const& part : page.article.parts) {
        if (part.zone == Zone::body && part.role != Role::counter)
            continue;
        if (part.role == Role::title || part.role == Role::related || part.role == Role::caption ||
            part.role == Role::teaser)
            continue;
        for (auto const& found : matches(page.source, counter(), part.span)) {
            auto const digits = found[2].empty() ? found[3] : found[2];
            page.add("view_counter", found[1], integer(page.source[digits])).zone = Zone::furniture;
        }
    }
}

std::string tidy(Page const& page, Span span)
{
    return tidied(page.source[span]);
}

// "Tin, ảnh: PHONG ANH": the name, written as a name is.
void add_byline(Page& page, Span span)
{
    static Pattern const theo("(?i)^(theo[ :,-]+)");
    static Pattern const office(
        R"(^\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){1,3}( *(?:[-–,(]) *\p{Lu}\pL* +\p{Lu}?\p{Ll}+.*)$)");
    if (auto const behind = behind_label(page.source, span, Told::byline); !behind.empty())
        span = behind;
    for (auto const& found : matches(page.source, theo, span))
        span.begin = found[1].end;
    // "Thanh Hải - Ban Dân vận Huyện ủy": the name is before it.
    static Pattern const of_body("^[ ,(–-]*(?:" + body_words() +
                                 "|(?i:" + one_of(words().group("site_word")) + "))" + word_ends);
    for (auto const& found : matches(page.source, office, span))
        if (begins(page.source, found[1], of_body))
            span.end = found[1].begin;
    auto const name = tidy(page, span);
    std::string value;
    for (std::size_t at = 0; at < name.size();) {
        auto const end = std::min(name.find(' ', at), name.size());
        auto const word = std::string_view(name).substr(at, end - at);
        auto const first = word.empty() ? 0 : letters::decoded(word, 0).length;
        value += (value.empty() ? "" : " ");
        auto const capitals = name.find(' ') != std::string::npos && upper(word) == word;
        value +=
            capitals ? std::string(word.substr(0, first)) + lower(word.substr(first)) : std::string(word);
        at = end + 1;
    }
    static Pattern const several(" +(?:-|–|và|&) +|, +");
    RE2::GlobalReplace(&value, several, "; ");
    page.add("byline", span, value);
}

// "BHG - Sáng 6/12 …": the paper's short name before the text.
void find_dateline(Page& page)
{
    static std::string const name =
        R"((?:\p{Lu}[\p{Lu}Đ]+(?:\.\p{Lu}{2,})?|[a-z]+(?:\.[a-z]+)*\.vn|Báo \p{Lu}\pL+(?: \p{Lu}\pL+)*))";
    // "BHG - Sáng …", "(BHG) - Sáng …", "(BHG) Sáng …".
    static Pattern const pattern("^(" + name + R"()\.? *[-–] |^\(()" + name + R"()\)(?:\.? *[-–])? )");
    for (auto const& part : page.article.parts)
        if (part.role == Role::text && part.zone == Zone::body && part.span.size() >= 40) {
            for (auto const& found : matches(page.source, pattern, part.span)) {
                auto const span = found[1].empty() ? found[2] : found[1];
                if (words().abbreviations.full(page.source[span]).empty())
                    page.add("source", span, tidy(page, span)).zone = Zone::head;
            }
            return;
        }
}

// Whether the words beside it are in capitals too: a heading, no short form.
bool in_capitals(Page const& page, Span span)
{
    static Pattern const beside(R"(\p{Lu}{2,}[ ,]+$)");
    static Pattern const behind(R"(^[ ,]+\p{Lu}{2,}(?:[^\pL]|$))");
    auto const begin = span.begin > 40 ? span.begin - 40 : 0;
    auto const end = std::min(page.source.clean().size(), span.end + 40);
    return !matches(page.source, beside, {begin, span.begin}).empty() ||
           begins(page.source, {span.end, end}, behind);
}

void find_abbreviations(Page& page)
{
    static Pattern const pattern(std::string(word_begins) + R"((\p{Lu}[\p{Lu}&]+(?:-\p{Lu}{2,})?))" +
                                 word_ends);
    static Pattern const roman("^[IVXLC]+$");
    struct Seen {
        Span first;
        int inside = 0;
        int outside = 0;
        bool defined = false;
    };
    std::map<std::string, Seen> seen;
    for (auto const& found : matches(page.source, pattern)) {
        auto const text = page.text(found[1]);
        auto const known = !words().abbreviations.full(text).empty();
        if (RE2::FullMatch(text, roman) || page.taken("doc_ref", found[1]) || page.taken("date", found[1]) ||
            page.taken("attachment", found[1]) || page.taken("source", found[1]) ||
            page.taken("byline", found[1]) || characters(text) < 2 || (!known && in_capitals(page, found[1])))
            continue;
        auto& each = seen[text];
        auto const furniture = page.article.zone_at(found[1].begin) == Zone::furniture;
        (furniture ? each.outside : each.inside) += 1;
        if (each.first.empty() && !furniture)
            each.first = found[1];
        each.defined =
            each.defined || (found[1].begin > 0 && page.source.clean()[found[1].begin - 1] == '(' &&
                             page.source.clean()[found[1].end] == ')');
    }
    for (auto const& [text, each] : seen) {
        if (each.inside == 0)
            continue;
        auto const full = words().abbreviations.full(text);
        auto& made = page.add("abbrev", each.first,
                              full.empty() ? boost::json::value(nullptr)
                                           : boost::json::value(boost::json::string(full[0])));
        made.attrs["defined_in_text"] = each.defined;
        made.attrs["count"] = each.inside;
        if (each.outside > 0)
            made.attrs["count_furniture"] = each.outside;
    }
}

void find_quotes(Page& page)
{
    auto const& text = page.source.clean();
    for (auto const& line : page.source.lines()) {
        std::vector<Span> open;
        for (auto at = line.span.begin; at < line.span.end; ++at) {
            auto const rest = std::string_view(text).substr(at, line.span.end - at);
            auto const straight = rest.starts_with('"');
            if (rest.starts_with("“") || (straight && (open.empty() || text[open.back().begin] != '"')))
                open.push_back({at, at + (straight ? 1 : 3)});
            else if ((rest.starts_with("”") || straight) && !open.empty()) {
                auto const same = (text[open.back().begin] == '"') == straight;
                Span const whole{open.back().begin, at + (straight ? 1 : 3)};
                if (!same)
                    page.add("quote_mismatch", whole, "“" + page.text({open.back().end, at}) + "”");
                open.pop_back();
            }
        }
        for (auto const& each : open)
            page.add("quote_mismatch", {each.begin, line.span.end}, nullptr);
    }
}

void find_small_marks(Page& page)
{
    static Pattern const motto(
        R"((?i)(dân +biết(?: *[,.;-] *dân +(?:bàn|làm|kiểm tra|giám sát|thụ hưởng|hưởng thụ)){2,5}))");
    for (auto const& found : matches(page.source, motto)) {
        auto value = lower(tidied(page.source[found[1]]));
        RE2::GlobalReplace(&value, " *[,.;-] *", "|");
        page.add("motto", found[1], value);
    }
    static Pattern const saying(
        "(?i)" + std::string(word_begins) +
        "(?:phương châm|khẩu hiệu|quan điểm)(?: hành động)?[: ]+[“\"]([^“”\"\n]{12,200})[”\"]");
    for (auto const& found : matches(page.source, saying))
        if (!page.taken("motto", found[1]))
            page.add("motto", found[1], tidied(page.source[found[1]]));
    static Pattern const end(R"(\./\.)");
    for (auto const& found : matches(page.source, end))
        page.add("end_mark", found[0], "end of document body");
    for (std::size_t at = 0; at + 1 < page.source.clean().size(); ++at)
        if (std::string_view(page.source.clean()).substr(at).starts_with("Đ") &&
            page.source.raw({at, at + 2}) == "\u00d0")
            page.add("char_trap", {at, at + 2}, "Đ");
}

} // namespace

void find_marks(Page& page)
{
    find_abbreviations(page);
    find_quotes(page);
    find_small_marks(page);
}

void find_parts(Page& page)
{
    static Pattern const dated(R"( *\(\d{1,2}/\d{1,2}/\d{4}[^)]*\) *$)");
    // When a reader wrote a comment.
    static Pattern const said_when(
        R"(((?:\d{1,2}[-/]\d{1,2}[-/]\d{4}|\d+ (?:phút|giờ|ngày|tuần|tháng) trước)[^\pL]*)$)");
    static Pattern const front(
        R"(^(?:[-–•*+●▪»›] +|\(?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?: +\d{1,2}[:h]\d{2})?\)?(?: *[-–:|])? +)+)");
    auto const& article = page.article;
    if (!article.title.empty())
        page.add("title", article.title, tidy(page, article.title));
    find_counters(page);
    if (!article.document)
        find_dateline(page);
    for (auto const& part : article.parts) {
        auto span = part.span;
        auto const nothing = boost::json::value(nullptr);
        switch (part.role) {
        case Role::caption:
            page.add("caption", span, nothing);
            break;
        case Role::byline:
            add_byline(page, span);
            break;
        case Role::source:
            if (auto const behind = behind_label(page.source, span, Told::source); !behind.empty())
                span = behind;
            if (page.source[span].ends_with(')') && page.source[span].find('(') == std::string_view::npos)
                --span.end;
            page.add("source", span, tidy(page, span));
            break;
        case Role::attachment:
            page.add("attachment", span, tidy(page, span));
            break;
        case Role::related:
            for (auto const& found : matches(page.source, dated, span))
                span.end = found[0].begin;
            for (auto const& found : matches(page.source, front, span))
                span.begin = found[0].end;
            page.add("related_link", span, tidy(page, span));
            break;
        case Role::label:
        case Role::teaser:
        case Role::rest:
            for (auto const& found : matches(page.source, said_when, span))
                if (found[1].begin > span.begin)
                    span.end = found[1].begin;
            if (!page.taken("view_counter", span))
                page.add("furniture", page.source.trimmed(span), nothing);
            break;
        case Role::again:
            if (part.span.begin < page.article.parts.back().span.begin &&
                page.source[span] == page.source[article.title])
                page.add("furniture", span, nothing);
            break;
        default:
            break;
        }
    }
}

std::string_view name_of(Zone zone)
{
    return zones[static_cast<std::size_t>(zone)];
}

std::vector<Found> found(std::string_view text)
{
    Page page(text);
    find_parts(page);
    find_citations(page);
    find_dates(page);
    find_links(page);
    find_people(page);
    find_bodies(page);
    find_counts(page);
    find_marks(page);
    find_tasks(page);
    find_limits(page);
    std::vector<Found> all;
    for (auto const& each : page.findings)
        if (!each.kind.empty())
            all.push_back({each.kind, std::string(page.source.raw(each.span)), each.value, page.zone(each),
                           page.source.line_number(each.span.begin), page.source.place(each.span.begin),
                           page.source.raw_end(each.span), each.attrs});
    std::ranges::sort(all, [](Found const& a, Found const& b) {
        return std::tuple(a.start, b.end, std::string_view(a.kind)) <
               std::tuple(b.start, a.end, std::string_view(b.kind));
    });
    return all;
}

std::string json_line(std::string_view file, Found const& found)
{
    boost::json::object line{{"file", file},
                             {"kind", found.kind},
                             {"text", found.text},
                             {"value", found.value},
                             {"zone", name_of(found.zone)},
                             {"line", found.line},
                             {"start", found.start},
                             {"end", found.end}};
    if (!found.attrs.empty())
        line.emplace("attrs", found.attrs);
    return boost::json::serialize(line);
}

} // namespace kheo::findings
