// SPDX-License-Identifier: AGPL-3.0-or-later
// Bodies (cơ quan, tổ chức) and places, as a text names them.
#include "capabilities/findings/page.hpp"
#include "platform/text/text.hpp"

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

constexpr std::string_view name = R"(\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){0,3})";

std::string bodies_pattern()
{
    auto const committee =
        std::string(R"((?:(?:Tỉnh|Thành|Huyện|Thị|Quận|Đảng) ?[Ủủ]y|ĐẢNG ỦY|TỈNH ỦY|THÀNH ỦY))");
    auto const level = std::string(
        R"((?:tỉnh|thành phố|TP\.?|huyện|quận|thị xã|xã, phường, thị trấn|xã, phường|xã|phường|thị trấn|đặc khu|các cấp|cấp xã|cấp huyện|cấp tỉnh))");
    auto const where = "(?:(?: " + level + ")?(?: " + std::string(name) + ")?)";
    auto const people = std::string(R"((?:(?:Ủy ban|[Ủủ]y ban) [Nn]hân dân|UBND|Hội đồng [Nn]hân dân|HĐND))");
    auto const front = std::string(
        R"((?:Ủy ban (?:Trung ương )?(?:MTTQ|Mặt trận Tổ quốc)(?: Việt Nam)?|UBMTTQ(?:VN)?(?: Việt Nam)?|Mặt trận Tổ quốc(?: Việt Nam)?|MTTQ(?: Việt Nam)?))");
    auto const term = std::string(R"((?:,? ?\(?[Kk]h[óÓ]a [IVXL]+\)?)?)");
    auto const centre = std::string(R"((?:Trung ương(?: Đảng)?|TW(?: Đảng)?))");
    auto const party_section = std::string(
        R"((?:Ban (?:DV|TG|TGDV|Dân vận|Tuyên giáo và Dân vận|Tuyên giáo|Tổ chức|Nội chính|Kiểm tra|Kinh tế|Xây dựng Đảng)|Ủy ban Kiểm tra|UBKT|Văn phòng|BDV|BTGDV))");
    auto const all = std::vector<std::string>{
        "Bộ Chính trị" + term,
        "Ban Bí thư(?: Trung ương(?: Đảng)?)?" + term,
        "(?:Ban Chấp hành|Ban chấp hành|BCH) " + centre + term,
        "(?:Thủ tướng )?Chính phủ",
        "Ủy ban Thường vụ Quốc hội",
        "Quốc hội" + term,
        "Trung ương Đảng" + term,
        party_section + " (?:" + centre + "|" + committee + "(?: " + std::string(name) + ")?)",
        "(?:Ban [Tt]hường vụ|BTV|Thường trực|Thường vụ|Ban [Cc]hấp hành|BCH) (?:Đảng bộ|" + committee +
            "|Đoàn|Hội)" + where,
        "Ban [Cc]án sự đảng " + people + where,
        "Đảng đoàn " + people + where,
        "(?:Thường trực )?" + people + where,
        "(?:Ban Thường trực )?" + front + where,
        committee + where,
        "(?:Ban [Cc]hỉ đạo|BCĐ)(?: (?:Trung ương|tỉnh|huyện|xã|thành phố))?(?: thực hiện (?:[Qq]uy chế dân "
        "chủ|QCDC)(?: \\(QCDC\\))?(?: ở)? cơ sở| (?:Quy chế dân chủ|QCDC)(?: ở)? cơ sở| về "
        "[^,.;\\n]{5,60}?)?(?: (?:tỉnh|huyện|xã|thành phố)(?: " +
            std::string(name) + ")?)?",
        "(?:Tỉnh|Thành|Huyện|Xã|Trung ương )?[Đđ]oàn(?: Thanh niên(?: Cộng sản Hồ Chí Minh)?| TNCS Hồ Chí "
        "Minh)" +
            where,
        "(?:Hội (?:Liên hiệp )?Phụ nữ|Hội LHPN|Hội Nông dân|Hội Cựu chiến binh|Liên đoàn Lao động)(?: Việt "
        "Nam)?" +
            where,
        "(?:Công an|Bộ Chỉ huy Quân sự|Bộ CHQS|Ban Chỉ huy Quân sự|Bộ Chỉ huy Bộ đội Biên phòng) "
        "(?:tỉnh|huyện|xã|phường|thành phố)(?: " +
            std::string(name) + ")?",
        R"(Bộ (?:Nội vụ|Công an|Quốc phòng|Tài chính|Tư pháp|Giáo dục và Đào tạo|Y tế|Xây dựng|Công Thương|Khoa học và Công nghệ|Thông tin và Truyền thông|Tài nguyên và Môi trường|Nông nghiệp và Môi trường|Nông nghiệp và Phát triển nông thôn|Kế hoạch và Đầu tư|Giao thông vận tải|Lao động - Thương binh và Xã hội|Văn hóa, Thể thao và Du lịch|Dân tộc và Tôn giáo|Ngoại giao))",
        R"(Sở (?:Nội vụ|Tài chính|Tư pháp|Giáo dục và Đào tạo|Y tế|Xây dựng|Công Thương|Khoa học và Công nghệ|Thông tin và Truyền thông|Tài nguyên và Môi trường|Nông nghiệp và Môi trường|Nông nghiệp và Phát triển nông thôn|Kế hoạch và Đầu tư|Giao thông vận tải|Lao động - Thương binh và Xã hội|Văn hóa, Thể thao và Du lịch|Văn hóa và Thể thao|Dân tộc và Tôn giáo)(?: tỉnh)?)",
        "(?:Văn phòng|Thanh tra|Chủ tịch) (?:UBND|HĐND|Chính phủ|nước)(?: tỉnh)?",
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
        R"((?i:(thành phố|thị xã|thị trấn|đặc khu|khu phố|tỉnh|huyện|quận|xã|phường|thôn|bản|ấp|buôn|tp)\.?) +(\p{Lu}[\pL]*(?: +(?:\p{Lu}[\pL]*|\d+))*|\d+))");
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
    static std::string const step = kinds + R"( *(?:\p{Lu}\p{Ll}*(?: +\p{Lu}\p{Ll}*){0,3}|\d{1,2}))";
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

} // namespace

std::string const& body_words()
{
    static std::string const pattern = bodies_pattern();
    return pattern;
}

std::string spelled_out(std::string_view phrase)
{
    static Pattern const word(R"((\p{Lu}[\p{Lu}&]+))");
    std::string out;
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

void find_bodies(Page& page)
{
    find_places(page);
    std::set<std::string> seen;
    for (auto const& each : page.findings)
        if (each.kind == "issuing_body")
            seen.insert(key_of(spelled_out(page.source[each.span])));
    for (auto const& found : matches(page.source, body())) {
        auto const span = page.source.trimmed(found[1]);
        auto const full = spelled_out(page.source[span]);
        if (page.zone({"", span, {}, {}, {}}) != Zone::body || page.taken("person_title", span) ||
            page.taken("issuing_body", span) || page.taken("title", span) ||
            page.taken("doc_ref_named", span))
            continue;
        if (seen.insert(key_of(full)).second)
            page.add("body", span, full);
    }
}

} // namespace kheo::findings
