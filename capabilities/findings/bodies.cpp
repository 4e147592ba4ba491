// SPDX-License-Identifier: AGPL-3.0-or-later
// Bodies (cơ quan, tổ chức) and places, as a text names them.
#include "capabilities/findings/lines.hpp"
#include "capabilities/findings/page.hpp"
#include "platform/text/letters.hpp"
#include "platform/text/text.hpp"
#include "platform/text/upper.hpp"

#include <algorithm>
#include <set>

namespace kheo::findings
{
namespace
{

// Fragments; one space stands for any number of them.
std::string spaced(std::string_view pattern)
{
    std::string out;
    for (auto const letter : pattern)
        out += letter == ' ' ? std::string(" +") : std::string(1, letter);
    return out;
}

constexpr std::string_view name = R"(\p{Lu}\p{Ll}+(?: \p{Lu}(?:[’'‘]\pL+|\p{Ll}+)){0,3})";
constexpr std::string_view short_form = R"((?: \([\p{Lu}&-]{2,10}\))?)"; // "Ban Thường vụ (BTV) …"

std::string bodies_pattern()
{
    auto const committee = std::string(
        R"((?:(?:Tỉnh|Thành|Huyện|Thị|Quận|Đảng) ?[Ủủ]y|đảng ủy|ĐẢNG ỦY|TỈNH ỦY|THÀNH ỦY|HUYỆN ỦY))");
    auto const level = std::string(
        R"((?:tỉnh|thành phố|TP\.?|huyện|quận|thị xã|(?:các )?(?:xã, phường, đặc khu|xã, phường, thị trấn|xã, phường|xã, thị trấn|huyện, thị xã, thành phố|huyện, thành phố)|các xã|các huyện|xã|phường|thị trấn|đặc khu|các cấp|cấp xã|cấp huyện|cấp tỉnh))");
    auto const where = "(?:(?: " + level + ")?(?: " + std::string(name) + ")?)";
    auto const people = std::string(R"((?:(?:Ủy ban|[Ủủ]y ban) [Nn]hân dân|UBND|Hội đồng [Nn]hân dân|HĐND))");
    auto const front = std::string(
        R"((?:Ủy ban (?:Trung ương )?(?:MTTQ|Mặt trận Tổ quốc)(?: Việt Nam)?|UBMTTQ(?:VN)?(?: Việt Nam)?|Mặt trận Tổ quốc(?: Việt Nam)?|MTTQ(?: Việt Nam)?))");
    auto const term = std::string(R"((?:,? ?\(?[Kk]h[óÓ]a [IVXL]+\)?)?)");
    auto const centre = std::string(R"((?:Trung ương(?: Đảng)?|TW(?: Đảng)?))");
    auto const party_section =
        std::string(
            R"((?:Ban (?:DV|TG|TGDV|Dân vận|Tuyên giáo và Dân vận|Tuyên giáo|Tổ chức|Nội chính|Kiểm tra|Kinh tế|Xây dựng Đảng)|Ủy ban Kiểm tra|UBKT|Văn phòng|BDV|BTGDV))") +
        std::string(short_form);
    auto const union_ =
        "(?:(?:Tỉnh|Thành|Huyện|Xã|Trung ương )?[Đđ]oàn(?: Thanh niên(?: Cộng sản Hồ Chí Minh)?| TNCS Hồ Chí "
        "Minh)|(?:Trung ương )?(?:Hội (?:Liên hiệp )?Phụ nữ|Hội LHPN|Hội Nông dân|Hội Cựu chiến binh|Hội "
        "CCB|Hội ND|Liên đoàn Lao động|LĐLĐ)" +
        std::string(short_form) + "(?: Việt Nam)?)";
    auto const all = std::vector<std::string>{
        "Bộ Chính trị" + term,
        "Ban Bí thư(?: Trung ương(?: Đảng)?)?" + term,
        "(?:Ban Chấp hành|Ban chấp hành|BCH) " + centre + term,
        "(?:Thủ tướng )?Chính phủ",
        "Ủy ban Thường vụ Quốc hội",
        "Quốc hội" + term,
        "Trung ương Đảng" + term,
        party_section + " (?:" + centre + "|(?:" + committee + "|HU|TU|ĐU)(?: " + std::string(name) + ")?)",
        "Đảng ủy (?:" + people + "|" + front + "|các cơ quan Đảng|Công an|Quân sự)" + where,
        "Khối (?:[Dd]ân vận|DV)" + where,
        "(?:Ban [Tt]hường vụ|BTV|Thường trực|Thường vụ|Ban [Cc]hấp hành|BCH)" + std::string(short_form) +
            " (?:Đảng bộ|(?:các )?" + committee + "|HU|TU|ĐU|" + union_ + "|Đoàn|Hội)" + where,
        "Ban [Cc]án sự đảng " + people + where,
        "Đảng đoàn " + people + where,
        "(?:Thường trực )?" + people + where,
        "(?:Ban Thường trực )?" + front + where,
        committee + where,
        "(?:Ban [Cc]hỉ đạo|BCĐ)(?: (?:Trung ương|tỉnh|huyện|xã|thành phố))?(?: thực hiện (?:[Qq]uy chế dân "
        "chủ|QCDC)(?: \\(QCDC\\))?(?: ở)? cơ sở| (?:Quy chế dân chủ|QCDC)(?: ở)? cơ sở| về "
        "[^,.;\\n]{5,60}?)?(?: (?:tỉnh|huyện|xã|thành phố)(?: " +
            std::string(name) + ")?)?",
        union_ + where,
        "(?:Công an|Bộ Chỉ huy Quân sự|Bộ CHQS|Ban Chỉ huy Quân sự|Bộ Chỉ huy Bộ đội Biên phòng) "
        "(?:tỉnh|huyện|xã|phường|thành phố)(?: " +
            std::string(name) + ")?",
        R"(Bộ (?:Nội vụ|Công an|Quốc phòng|Tài chính|Tư pháp|Giáo dục và Đào tạo|Y tế|Xây dựng|Công Thương|Khoa học và Công nghệ|Thông tin và Truyền thông|Tài nguyên và Môi trường|Nông nghiệp và Môi trường|Nông nghiệp và Phát triển nông thôn|Kế hoạch và Đầu tư|Giao thông vận tải|Lao động - Thương binh và Xã hội|Văn hóa, Thể thao và Du lịch|Dân tộc và Tôn giáo|Ngoại giao))",
        R"(Sở (?:Nội vụ|Tài chính|Tư pháp|Giáo dục và Đào tạo|Y tế|Xây dựng|Công Thương|Khoa học và Công nghệ|Thông tin và Truyền thông|Tài nguyên và Môi trường|Nông nghiệp và Môi trường|Nông nghiệp và Phát triển nông thôn|Kế hoạch và Đầu tư|Giao thông vận tải|Lao động - Thương binh và Xã hội|Văn hóa, Thể thao và Du lịch|Văn hóa và Thể thao|Dân tộc và Tôn giáo)(?: tỉnh(?: \p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){1,2})?)?)",
        "(?:Văn phòng|Thanh tra|Chủ tịch|Phó Chủ tịch) (?:" + people + "|Chính phủ|nước)" + where,
        "(?:Cổng (?:TTĐT|Thông tin điện tử|thông tin điện tử)|Văn phòng Đoàn ĐBQH và HĐND) "
        "(?:tỉnh|huyện|xã|thành phố)",
    };
    std::string pattern = "(?:";
    for (auto const& each : all)
        pattern += (pattern.size() > 3 ? "|" : "") + spaced(each);
    return pattern + ")";
}

RE2 const& body()
{
    static Pattern const pattern(std::string(word_begins) + "(" + body_words() + ")" + word_ends);
    return pattern;
}

std::string place_value(std::string_view text)
{
    static Pattern const step(
        R"((?i:(thành phố|thị xã|thị trấn|đặc khu|khu phố|tỉnh|huyện|quận|xã|phường|thôn|bản|ấp|buôn|tp)\.?) +(\p{Lu}[\pL’'‘]*(?: +(?:\p{Lu}[\pL’'‘]*|\d+))*|\d+))");
    re2::StringPiece rest(text.data(), text.size());
    std::string value;
    std::string kind;
    std::string named;
    while (RE2::FindAndConsume(&rest, step, &kind, &named)) {
        kind = lower(kind);
        value +=
            (value.empty() ? "" : " < ") + tidied(named) + " (" + (kind == "tp" ? "thành phố" : kind) + ")";
    }
    return value;
}

void find_places(Page& page)
{
    static std::string const kinds =
        R"((?:[Tt]hành phố|TP\.?|[Tt]hị xã|[Tt]hị trấn|[Đđ]ặc khu|[Tt]ỉnh|[Hh]uyện|[Qq]uận|[Xx]ã|[Pp]hường|[Tt]hôn|[Bb]ản|[Ấấ]p|[Bb]uôn))";
    static std::string const step =
        "(?:" + kinds + R"( *\p{Lu}(?:[’'‘]\pL+|\p{Ll}*)(?: +\p{Lu}(?:[’'‘]\pL+|\p{Ll}*)){0,3}|)" +
        R"((?:[Qq]uận|[Pp]hường|[Tt]hôn|[Bb]ản|[Ấấ]p|[Bb]uôn) +\d{1,2}))";
    static Pattern const places(std::string(word_begins) + "(" + step + "(?: *[,(-] *" + step + "){0,3})" +
                                word_ends);
    static Pattern const regions(std::string(word_begins) + "(" + one_of(words().group("region")) + ")" +
                                 word_ends);
    for (auto const& found : matches(page.source, places)) {
        auto const span = found[1];
        auto const value = place_value(page.source[span]);
        static Pattern const office(R"((?i)(?:Tỉnh ủy|Huyện ủy|Thành ủy|Xã hội))");
        if (value.empty() || page.taken("person_title", span) || page.taken("issuing_body", span) ||
            begins(page.source, span, office))
            continue;
        page.add("place", span, value);
        if (page.province.empty())
            for (auto const& province : words().provinces)
                if (value.ends_with(province + " (tỉnh)") || value.ends_with(province + " (thành phố)"))
                    page.province = province;
    }
    for (auto const& found : matches(page.source, regions))
        page.add("place", found[1], tidied(page.source[found[1]]) + " (vùng)");
}

// Who honours somebody: "được UBND tỉnh tặng Bằng khen".
void find_awards(Page& page)
{
    static Pattern const gives(std::string(word_begins) + "(" + body_words() +
                               ") +(?:(?:đã|vừa|quyết định) +)?(?:(?:" + one_of(words().group("award_verb")) +
                               ") +(?:[^.;\n“”]{0,30}?(?:" + one_of(words().group("award")) +
                               "|[“\"]))|khen thưởng )");
    for (auto const& found : matches(page.source, gives)) {
        auto const span = page.source.trimmed(found[1]);
        // Asked for, not done.
        static Pattern const asked(
            "(?i)" + std::string(word_begins) +
            "(?:tham mưu|đề nghị|trình|đề xuất|kiến nghị|xem xét)(?: +(?:cho|với|lên))? *$");
        Span const before{span.begin > 40 ? span.begin - 40 : 0, span.begin};
        if (page.taken("issuing_body", span) || page.article.zone_at(span.begin) != Zone::body ||
            !matches(page.source, asked, before).empty())
            continue;
        auto& made = page.add("issuing_body", span, spelled_out(page.source[span]));
        made.attrs["of"] = nullptr;
        made.attrs["role"] = "awarding";
    }
}

// The body above the number, the day and place beside it: whose document it is.
struct Heading {
    std::size_t main = std::string::npos; // of the number's finding
    int line = -1;
};

Heading heading_of(Page const& page)
{
    static Pattern const own(R"(^[^\pL\d]*(?i:số)[ :])");
    auto const& lines = page.source.lines();
    for (int at = 0; at < std::min<int>(static_cast<int>(lines.size()), 25); ++at) {
        auto const line = lines[static_cast<std::size_t>(at)].span;
        if (!begins(page.source, line, own))
            continue;
        for (std::size_t each = 0; each < page.findings.size(); ++each)
            if (page.findings[each].kind == "doc_ref" && line.holds(page.findings[each].span))
                return {each, at};
    }
    return {};
}

struct Organisation {
    Span span;         // of its first part where the heading stands in two columns
    std::string words; // all of it
};

Organisation organisation(Page const& page, int numbered)
{
    static Pattern const national(
        R"((?:^| )(?:(?i:CỘNG +H[ÒO]A +XÃ|ĐẢNG +CỘNG +SẢN|ĐỘC +LẬP +[-–])|MẬT$|HỎA TỐC|KHẨN))");
    static Pattern const goes_on(
        R"(^(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|XÃ|PHƯỜNG|ĐẶC KHU|VÀ|TRUNG ƯƠNG|VỀ)(?: (?:[^ỦU]|$)|$))");
    Organisation block;
    auto columns = false;
    for (int at = 0; at < numbered; ++at) {
        auto const whole = page.source.lines()[static_cast<std::size_t>(at)].span;
        auto line = whole;
        for (auto const& cut : matches(page.source, national, line))
            line = page.source.trimmed({line.begin, std::min(line.end, cut[0].begin)});
        if (line.empty() || !shouts(page.source[line]))
            continue;
        auto const more = !block.span.empty() && begins(page.source, line, goes_on);
        columns = columns || line.end < whole.end;
        block.words = more ? block.words + " " + page.text(line) : page.text(line);
        if (!more)
            block.span = line;
        else if (!columns)
            block.span.end = line.end;
    }
    return block;
}

void set_date_and_place(Page& page, Heading const& heading, std::string const& number)
{
    static Pattern const before(R"((?:^|  |\n) *(\p{Lu}[^,\d\n]{1,40}), *$)");
    auto const limit = page.findings[heading.main].span.end + 400;
    for (std::size_t at = 0; at < page.findings.size(); ++at) {
        auto const span = page.findings[at].span;
        if (page.findings[at].kind != "date" || span.begin > limit || page.findings[at].value.is_null())
            continue;
        auto const line = page.source.clean().rfind('\n', span.begin);
        auto const found =
            matches(page.source, before, {line == std::string::npos ? 0 : line + 1, span.begin});
        if (found.empty())
            continue;
        page.findings[at].attrs["role"] = "issued";
        page.findings[at].attrs["of"] = boost::json::string(number);
        page.findings[heading.main].attrs["doc_date"] = page.findings[at].value;
        page.add("place", found[0][1], tidied(page.source[found[0][1]]));
        return;
    }
}

// "Ban Thường vụ Tỉnh ủy ban hành Kế hoạch … như sau:", "… yêu cầu:".
Span speaker(Page const& page)
{
    static Pattern const says(
        "(?:^|[,;.\n] *)(" + body_words() +
        ") +(?:(?:ban hành|xây dựng) +(?i:kế hoạch|chỉ thị|hướng dẫn|chương trình|kết luận|thông "
        "báo|quy định)[^.;\n]{0,300}|(?:yêu cầu|đề nghị|kết luận|thống nhất|chỉ đạo|thông "
        "báo)[^.;\n]{0,160}): *(?:\n|$)");
    auto const found = matches(page.source, says);
    return found.empty() ? Span{} : page.source.trimmed(found[0][1]);
}

// "CHỈ THỊ / CỦA BAN THƯỜNG VỤ TỈNH ỦY": whose it is, below its type.
Span below_type(Page const& page)
{
    static Pattern const of(
        R"(^CỦA +((?:BAN (?:THƯỜNG VỤ|CHẤP HÀNH)|TỈNH ỦY|THÀNH ỦY|ỦY BAN|HỘI ĐỒNG|CHỦ TỊCH|BỘ CHÍNH TRỊ|THỦ TƯỚNG)[^,.;:]{0,80})$)");
    for (auto const& line : page.source.lines())
        if (line.span.begin >= page.article.title.begin && line.span.begin < page.article.title.begin + 200 &&
            shouts(page.source[line.span]))
            for (auto const& found : matches(page.source, of, line.span))
                return found[1];
    return {};
}

} // namespace

void find_heading(Page& page)
{
    auto const heading = page.article.document ? heading_of(page) : Heading{};
    if (heading.line < 0)
        return;
    auto const number = std::string(page.findings[heading.main].value.as_string());
    auto& attrs = page.findings[heading.main].attrs;
    attrs["role"] = "main";
    auto const above = organisation(page, heading.line);
    if (!above.span.empty()) {
        auto const full = named_in_capitals(above.words);
        attrs["issuer"] = boost::json::string(full);
        page.add("issuing_body", above.span, full).attrs["of"] = boost::json::string(number);
    }
    if (auto const whose = below_type(page); !whose.empty()) {
        auto const full = named_in_capitals(page.source[whose]);
        page.findings[heading.main].attrs["issuer"] = boost::json::string(issuer_value(page, full, false));
        page.add("issuing_body", whose, issuer_value(page, full, true)).attrs["of"] =
            boost::json::string(number);
    }
    set_date_and_place(page, heading, number);
    if (auto const who = speaker(page); !who.empty()) {
        page.findings[heading.main].attrs["issuer"] =
            boost::json::string(issuer_value(page, spelled_out(page.source[who]), false));
        add_issuer(page, who, number);
    }
}

std::string only_province(Page const& page)
{
    static Pattern const said(
        R"((?:^|[^\pL])(?:tỉnh|Tỉnh đoàn) +(\p{Lu}\p{Ll}+ +\p{Lu}\p{Ll}+)(?:[^\pL\pM ]| +(?:[^\p{Lu} ]|$)|$))");
    static Pattern const capitals(
        R"((?:^|[^\pL])TỈNH(?: +(?:ỦY|ĐOÀN))? +(\p{Lu}{2,} +\p{Lu}{2,})(?: {3,}|[^\pL\pM ]|$|\n))");
    std::string name;
    auto times = 0;
    for (auto const* const pattern : {&said, &capitals})
        for (auto const& found : matches(page.source, *pattern)) {
            auto const part = page.article.part_at(found[1].begin);
            if (part != nullptr && (part->role == Role::related || part->role == Role::teaser))
                continue;
            auto const here = tidied(page.source[found[1]]);
            if (!name.empty() && upper(name) != upper(here))
                return "";
            name = pattern == &said ? here
                                    : named_in_capitals("TỈNH " + here).substr(std::string("Tỉnh ").size());
            times += pattern == &said ? 1 : 2;
        }
    return times >= 2 ? name : "";
}

std::string const& body_words()
{
    static std::string const pattern = bodies_pattern();
    return pattern;
}

std::string spelled_out(std::string_view phrase)
{
    static Pattern const word(R"((\p{Lu}[\p{Lu}&]+))");
    static Pattern const said_short(R"( +\([\p{Lu}&-]{2,10}\))"); // "Ban Thường vụ (BTV)"
    std::string out;
    std::string whole(phrase);
    RE2::GlobalReplace(&whole, said_short, "");
    phrase = whole;
    re2::StringPiece rest(phrase.data(), phrase.size());
    re2::StringPiece short_form;
    auto const* from = phrase.data();
    while (RE2::FindAndConsume(&rest, word, &short_form)) {
        out.append(from, short_form.data());
        auto const full = words().abbreviations.full(std::string_view(short_form.data(), short_form.size()));
        out += full.size() == 1 ? full[0] : std::string(short_form.data(), short_form.size());
        from = short_form.data() + short_form.size();
    }
    out.append(from, phrase.data() + phrase.size());
    return tidied(out);
}

std::string named_in_capitals(std::string_view capitals)
{
    static Pattern const level(
        R"((?:^| )(?:(?i:tỉnh|thành|huyện|đảng) ủy|đảng bộ|tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)( +))");
    auto text = lower(tidied(capitals));
    auto const raised = [&](std::size_t at) {
        auto const length = letters::decoded(text, at).length;
        text.replace(at, length, upper(std::string_view(text).substr(at, length)));
    };
    // What a level or a committee is of is a name: every word of it.
    std::size_t name_begins = std::string::npos;
    re2::StringPiece rest(text);
    re2::StringPiece gap;
    while (RE2::FindAndConsume(&rest, level, &gap))
        name_begins = static_cast<std::size_t>(gap.data() + gap.size() - text.data());
    if (name_begins < text.size() && std::string_view(text).substr(name_begins) == "ủy")
        name_begins = std::string::npos; // "tỉnh ủy" of no province that is named
    for (auto at = name_begins; at < text.size();) {
        raised(at);
        auto const next = text.find(' ', at);
        at = next == std::string::npos ? next : next + 1;
    }
    for (auto const& phrase : words().group("proper_phrase"))
        for (auto at = text.find(lower(phrase)); at != std::string::npos;
             at = text.find(lower(phrase), at + 1))
            if ((at == 0 || text[at - 1] == ' ') &&
                (at + phrase.size() == text.size() || text[at + phrase.size()] == ' '))
                text.replace(at, phrase.size(), phrase);
    if (!text.empty())
        raised(0);
    return text;
}

void find_bodies(Page& page)
{
    find_awards(page);
    find_places(page);
    std::set<std::string> seen;
    for (auto const& each : page.findings)
        if (each.kind == "issuing_body" && !each.attrs.contains("role"))
            seen.insert(key_of(spelled_out(page.source[each.span])));
    for (auto const& found : matches(page.source, body())) {
        auto const span = page.source.trimmed(found[1]);
        auto const full = spelled_out(page.source[span]);
        if (page.zone({"", span, {}, {}, {}}) != Zone::body || page.taken("person_title", span) ||
            page.taken("issuing_body", span) || page.taken("title", span) ||
            page.taken("doc_ref_named", span) || words().has("bare_body", full))
            continue;
        if (seen.insert(key_of(full)).second)
            page.add("body", span, full);
    }
}

} // namespace kheo::findings
