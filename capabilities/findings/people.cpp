// SPDX-License-Identifier: AGPL-3.0-or-later
// Persons beside the office they hold. A name without an office is nobody the
// text's readers need, and is not taken.
#include "capabilities/findings/lines.hpp"
#include "capabilities/findings/page.hpp"
#include "platform/text/text.hpp"

#include <algorithm>

namespace kheo::findings
{
namespace
{

// "Lê Văn An", "Y Blơm Niê", "H’Yar Kbuôr".
constexpr auto person = R"(\p{Lu}(?:[’'‘]\pL+|\p{Ll}*)(?: +\p{Lu}(?:[’'‘]\pL+|\p{Ll}*)){1,4})";

std::string any_case_first(std::vector<std::string> phrases)
{
    return "(?i:" + one_of(std::move(phrases)) + ")";
}

// An office and what it is of: "Phó Chủ tịch Thường trực UBND tỉnh Minh Họa".
std::string const& office()
{
    static std::string const pattern = [] {
        auto const words_between = "(?i:" + one_of(words().group("office_word")) + ")";
        auto const capital =
            std::string(R"((?:TP\.|\p{Lu}(?:[’'‘]\pL+|[\pL&]*(?:\.\pL+)*))(?: +\d{1,2}\b)?)");
        return any_case_first(words().group("office")) + "(?:(?: +-)? +(?:" + words_between + "|" + capital +
               ")|, +(?:Thể thao|Giáo dục|Hạ tầng|Thanh niên|phường|thị trấn)(?: +(?:" + words_between + "|" +
               capital + "))*){0,22}";
    }();
    return pattern;
}

bool is_family_name(std::string_view name)
{
    // "H’Yar Kbuôr": the family's name may stand last.
    if (name.starts_with("H’") || name.starts_with("H'") || name.starts_with("Y ") ||
        name.starts_with("Ama "))
        return true;
    return words().family_names.contains(key_of(name.substr(0, name.find(' '))));
}

// Ends where the last word belongs to an office, never on "và" or "các".
Span without_loose_end(Page const& page, Span span)
{
    static Pattern const loose(
        R"((?i) +(?:và|các|kiêm|cơ sở|đoàn|hội|công tác|các cấp|tổ chức|kiểm tra|phụ trách|chỉ đạo|ở|về|thực hiện|dân chủ|quy chế|-)$)");
    static Pattern const rightly(
        R"((?i)(?:ban chỉ đạo|ban tổ chức|ủy ban kiểm tra|ban kiểm tra|tỉnh đoàn|thành đoàn|huyện đoàn|xã đoàn|ban công tác|công tác mặt trận)$)");
    for (auto again = true; again;) {
        again = false;
        for (auto const& found : matches(page.source, loose, span))
            if (found[0].end == span.end && matches(page.source, rightly, span).empty()) {
                span.end = found[0].begin;
                again = true;
            }
    }
    return span;
}

std::string joined(std::string const& offices)
{
    static Pattern const cut("(?:,|;| -| –| và| kiêm) +(" + any_case_first(words().group("office")) +
                             word_ends + ")");
    auto text = spelled_out(offices);
    RE2::GlobalReplace(&text, cut, "; \\1");
    return text;
}

std::string position(Page const& page, Span span)
{
    return joined(tidied(page.source[page.source.trimmed(span)]));
}

void add_person(Page& page, Span whole, Span name, std::string const& offices)
{
    if (page.taken("person_title", whole) || page.taken("doc_ref", whole))
        return;
    auto& made = page.add("person_title", whole, tidied(page.source[name]));
    made.attrs["position"] = boost::json::string(offices);
}

std::string const& offices()
{
    static std::string const pattern = office() + "(?: *(?:,|-|–| kiêm| và) *" + office() + "){0,4}";
    return pattern;
}

// The name shrinks to what begins with a family name: "Huyện Lê Văn An" does not.
bool shape_of_name(std::string_view name, bool sure = false)
{
    static Pattern const office_inside("(?i)(?:ủy|ban|tỉnh|huyện|đảng|nhân dân|hội đồng|tổ quốc|phòng|công "
                                       "an|bộ|sở|xã|phường|nghị|quyết|kế hoạch|chỉ thị)(?: |$)");
    return (sure || is_family_name(name)) && std::ranges::count(name, ' ') >= 1 &&
           !RE2::PartialMatch(re2::StringPiece(name.data(), name.size()), office_inside);
}

// The person in "Cư Hlăm Phan Đình Trọng": what begins with a family's name and
// has two to four words, behind the name of a place where there is one.
Span name_at_end(Page const& page, Span run)
{
    static Pattern const word(R"((\p{Lu}[\pL’'‘]*))");
    static Pattern const of_place(
        R"((?i)(?:tỉnh|huyện|quận|xã|phường|thị trấn|thị xã|thành phố|thôn|bản|ấp|buôn|khu phố|đặc khu) +$)");
    auto const parts = matches(page.source, word, run);
    Span const before{run.begin > 32 ? run.begin - 32 : 0, run.begin};
    auto const placed = !matches(page.source, of_place, before).empty();
    for (std::size_t at = parts.size() > 4 ? parts.size() - 4 : 0; at + 1 < parts.size(); ++at) {
        Span const name{parts[at][1].begin, run.end};
        auto const text = page.source[name];
        // "xã Lê Lợi": all of it may be the place's own name.
        if (placed && at == 0 && parts.size() == 2)
            return {};
        if (shape_of_name(text) && (at == 0 || parts.size() - at <= 4))
            return name;
    }
    return {};
}

void name_then_office(Page& page)
{
    static auto const rank = "(?:(" + one_of(words().group("rank")) + ") +)?";
    static Pattern const pattern(std::string(word_begins) + "(" + rank + "(" + person +
                                 ")(?: *(?:,|-|–|—|:|\\() *)(" + offices() + "))" + word_ends);
    for (auto const& found : matches(page.source, pattern)) {
        auto name = found[3];
        // "Đồng chí Lê Văn An": the form of address is no part of the name.
        static Pattern const address("^(?i:các đồng chí|đồng chí|ông|bà|đ/c|chí|anh|chị|cô|cụ|em) +");
        for (auto const& before : matches(page.source, address, name))
            name.begin = before[0].end;
        static Pattern const introduced("(?:(?i:đồng chí|ông|bà|anh|chị|đ/c) +|[:;] +)$");
        static Pattern const middle(
            R"(^\p{Lu}\p{Ll}* +(?:Văn|Thị|Đức|Quang|Minh|Hữu|Ngọc|Xuân|Thanh|Công|Đình|Trọng) )");
        Span const before{name.begin > 24 ? name.begin - 24 : 0, name.begin};
        auto const sure =
            !matches(page.source, introduced, before).empty() || begins(page.source, name, middle);
        if (!shape_of_name(page.source[name], sure))
            continue;
        auto const office = without_loose_end(page, found[4]);
        auto const begin = found[2].empty() ? name.begin : found[2].begin;
        auto held = position(page, office);
        if (!found[2].empty())
            held = page.text(found[2]) + "; " + held;
        add_person(page, {begin, office.end}, name, held);
    }
}

void office_then_name(Page& page)
{
    static auto const address = "(?:" + any_case_first(words().group("honorific")) + " +)?";
    static Pattern const pattern(std::string(word_begins) + "(" + offices() + ")" + word_ends);
    static Pattern const after("^ *[,:]? *" + address + "(" + std::string(person) + ")" + word_ends);
    static Pattern const inside(
        R"((?: )(\p{Lu}(?:[’'‘]\pL+|\p{Ll}*)(?: +\p{Lu}(?:[’'‘]\pL+|\p{Ll}*)){1,7})(?: +và +| *, *|\.?$))");
    for (auto const& found : matches(page.source, pattern)) {
        auto begin = found[1].begin;
        // Several in a row: "Bí thư … Vũ Minh Khôi và Chủ tịch … Lê Thị Lụa".
        for (auto const& run : matches(page.source, inside, found[1])) {
            auto const name = name_at_end(page, run[1]);
            if (name.empty() || name.begin <= begin)
                continue;
            add_person(page, {begin, name.end}, name,
                       position(page, without_loose_end(page, page.source.trimmed({begin, name.begin}))));
            begin = run[0].end;
        }
        if (begin >= found[1].end)
            continue;
        Span const rest{found[1].end, std::min(page.source.clean().size(), found[1].end + 90)};
        auto const next = matches(page.source, after, rest);
        if (next.empty() || next[0][0].begin != rest.begin || !shape_of_name(page.source[next[0][1]]))
            continue;
        add_person(page, {begin, next[0][1].end}, next[0][1],
                   position(page, without_loose_end(page, {begin, found[1].end})));
    }
}

void founder(Page& page)
{
    static Pattern const pattern(std::string(word_begins) + "((?:Chủ tịch|Bác) (Hồ Chí Minh))" + word_ends);
    for (auto const& found : matches(page.source, pattern))
        add_person(page, found[1], found[2], "Chủ tịch");
}

void rank_then_name(Page& page)
{
    static Pattern const pattern(std::string(word_begins) + "((" + one_of(words().group("rank")) + ") +(" +
                                 person + "))" + word_ends);
    for (auto const& found : matches(page.source, pattern))
        if (shape_of_name(page.source[found[3]]))
            add_person(page, found[1], found[3], page.text(found[2]));
}

// The end of a document: the office in capitals and, below it, who signed.
void find_signer(Page& page)
{
    static Pattern const authority(R"(^(?:T/M|TM\.|K/T|KT\.|T/L|TL\.|TUQ\.|T/UQ|Q\.) )");
    static Pattern const name(R"(^(?:(?:TS|ThS|PGS|GS)\. *)?(\p{Lu}\p{Ll}*(?: +\p{Lu}\p{Ll}*){1,4})$)");
    static Pattern const holds("^(?i:" + one_of(words().group("office")) + ")(?: .*)?$");
    static Pattern const column(R"( {4,}(\S[^\n]*?)$)");
    Span office;
    auto signing = false;
    for (auto const& whole : page.source.lines()) {
        // Beside the recipients: what stands in the column on the right.
        auto line = whole;
        for (auto const& right : matches(page.source, column, whole.span))
            line.span = right[1];
        auto const text = page.source[line.span];
        if (begins(page.source, line.span, authority)) {
            signing = true;
            office = {};
        } else if (shouts(text) && begins(page.source, line.span, holds) &&
                   (signing || line.span.begin > page.source.clean().size() / 2)) {
            office = line.span;
        } else if (auto const found = matches(page.source, name, line.span);
                   !office.empty() && !found.empty()) {
            auto held = named_in_capitals(page.source[office]);
            for (auto const& known : words().group("office"))
                if (key_of(known) == key_of(held))
                    held = known;
            auto const beside = line.span.begin != whole.span.begin;
            add_person(page, beside ? found[0][1] : Span{office.begin, line.span.end}, found[0][1], held);
            page.findings.back().attrs["role"] = "signer";
            return;
        }
    }
}

} // namespace

void find_people(Page& page)
{
    if (page.article.document)
        find_signer(page);
    founder(page);
    name_then_office(page);
    office_then_name(page);
    rank_then_name(page);
}

} // namespace kheo::findings
