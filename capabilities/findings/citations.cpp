// SPDX-License-Identifier: AGPL-3.0-or-later
// Documents that a text names: by number, in part, or by what they are called.
#include "capabilities/findings/page.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <array>

namespace kheo::findings
{
namespace
{

// "35-CT/TU", "10/2022/QH15", "01/2015/TTLT-BNV-BTC", with spaces at the joints.
std::string const& code()
{
    static std::string const piece = R"((?:\p{Lu}{2}[\pL\d&]*|QyĐ|QyC))";
    static std::string const pattern = R"(\d{1,5}[a-z]?(?: ?/ ?(?:19|20)\d{2})?(?: ?[-–/] ?)" + piece +
                                       R"()(?:(?: ?[-–/] ?|\.))" + piece + R"(){0,6})";
    return pattern;
}

std::string normal_number(std::string_view text)
{
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == ' ')
            continue;
        if (text.substr(at).starts_with("–")) {
            out += '-';
            at += 2;
        } else {
            out += text[at];
        }
    }
    return out;
}

// The type that a number's own code names: "CT" of 35-CT/TU.
std::string type_in(std::string_view number)
{
    static Pattern const piece(R"((\p{Lu}[\pL]+))");
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 9> others{
        {{"NĐ", "Nghị định"},
         {"TT", "Thông tư"},
         {"TTLT", "Thông tư liên tịch"},
         {"PL", "Pháp lệnh"},
         {"NQLT", "Nghị quyết liên tịch"},
         {"KHLT", "Kế hoạch liên tịch"},
         {"HDLN", "Hướng dẫn liên ngành"},
         {"QH", "Luật"},
         {"L", "Lệnh"}}};
    re2::StringPiece rest(number.data(), number.size());
    std::string found;
    while (RE2::FindAndConsume(&rest, piece, &found)) {
        for (auto const& [short_form, type] : others)
            if (found == short_form)
                return std::string(type);
        if (auto const known = words().types.find(found); known != words().types.end())
            return known->second;
    }
    return "";
}

Finding& add_reference(Page& page, Span span, std::string_view type, std::string number, bool partial)
{
    auto& made = page.add("doc_ref", span, number);
    if (!type.empty())
        made.attrs["doc_type"] = boost::json::string(type);
    made.attrs["issuer"] = nullptr;
    made.attrs["doc_date"] = nullptr;
    if (partial)
        made.attrs["partial"] = true;
    return made;
}

bool is_file_name(Page const& page, Span span)
{
    static Pattern const ending(R"((?i)^[\w-]*\.(?:pdf|docx?|xlsx?|zip|rar|odt))");
    return begins(page.source, {span.end, page.source.clean().size()}, ending) ||
           page.taken("attachment", span);
}

void find_full_numbers(Page& page)
{
    static Pattern const typed(std::string(word_begins) + "(((?i:" + types(nullptr) +
                               ")) *(?:\\(?(?i:số|số hiệu|số/ký hiệu) *:? *)?(" + code() + "))" + word_ends);
    static Pattern const loose(
        std::string(word_begins) + "(((?i:" + types(nullptr) +
        R"()) +(?i:số) *:? *(\d{1,5}[a-z]?(?:/(?:19|20)\d{2})?(?:[-–/][\pL][\pL\d&]+)(?:[-–/.][\pL][\pL\d&]*){0,5})))" +
        word_ends);
    static Pattern const bare(std::string(word_begins) + "((" + code() + "))" + word_ends);
    for (auto const* pattern : {&typed, &loose})
        for (auto const& found : matches(page.source, *pattern))
            if (!page.taken("doc_ref", found[1]) && !is_file_name(page, found[1]))
                add_reference(page, found[1], label_of(page.source[found[2]]),
                              normal_number(page.source[found[3]]), false);
    // Its own number, whatever the code: "Số: 1245/SNV-XDCQ".
    static Pattern const own("(?m)^[^\\pL\\d\\n]*(?i:số) *:? *(" + code() + ")" + word_ends);
    Span const head{0, std::min<std::size_t>(page.source.clean().size(), 1500)};
    if (page.article.document)
        for (auto const& found : matches(page.source, own, head)) {
            auto const number = normal_number(page.source[found[1]]);
            auto const type = type_in(number);
            add_reference(page, found[1], type.empty() ? "Công văn" : type, number, false);
            break;
        }
    for (auto const& found : matches(page.source, bare)) {
        auto const number = normal_number(page.source[found[1]]);
        auto const type = type_in(number);
        if (page.taken("doc_ref", found[1]) || is_file_name(page, found[1]) || type.empty() ||
            number.find_first_of("/-") == std::string::npos)
            continue;
        add_reference(page, found[1], type, number, false);
    }
}

// "Nghị quyết 54", "Chỉ thị số 15", "Nghị định 59/2023": the rest of the number
// is not said, so it is not filled.
void find_partial_numbers(Page& page)
{
    static auto const unit = [] {
        auto list = words().group("unit");
        list.insert(list.end(),
                    {"năm", "tháng", "ngày", "tuần", "giờ", "triệu", "tỷ", "nghìn", "đồng", "quý"});
        return "^ *(?:%|" + one_of(std::move(list)) + word_ends + "|[.,:/-]\\d)";
    }();
    static Pattern const counted("(?i)" + unit);
    static Pattern const numbered(std::string(word_begins) + "(((?i:" + types(nullptr) +
                                  R"()) +(?i:số) *:? *(\d{1,4}[a-z]?(?:/(?:19|20)\d{2})?)))" + word_ends);
    static Pattern const plain(std::string(word_begins) + "((" + types(&DocumentWord::partial) +
                               R"() +(\d{1,4}[a-z]?(?:/(?:19|20)\d{2})?)))" + word_ends);
    static Pattern const second(R"(^(?: và|,)(?: số)? (\d{2,4})(?: của| về|,| và|\.))");
    for (auto const* pattern : {&numbered, &plain})
        for (auto const& found : matches(page.source, *pattern)) {
            auto const number = page.source[found[3]];
            auto const rest = Span{found[1].end, page.source.clean().size()};
            auto const year = number.size() == 4 && (number.starts_with("19") || number.starts_with("20"));
            // "Kết luận số 120 ngày 07/01/2016": a day follows, no figure.
            static Pattern const dated(R"(^,? +(?:ngày|tháng) +\d)");
            auto const is_figure = begins(page.source, rest, counted) && !begins(page.source, rest, dated);
            if (page.taken("doc_ref", found[1]) || is_figure || (pattern == &plain && year))
                continue;
            auto const type = label_of(page.source[found[2]]);
            add_reference(page, found[1], type, std::string(number), true);
            auto const near = Span{rest.begin, std::min(rest.end, rest.begin + 24)};
            if (begins(page.source, near, second))
                for (auto const& more : matches(page.source, second, near))
                    if (!page.taken("doc_ref", more[1]) &&
                        !begins(page.source, {more[1].end, rest.end}, counted))
                        add_reference(page, more[1], type, page.text(more[1]), true);
        }
}

// Comparable names of laws: "Luật Phòng, chống …" and "dân chủ cơ sở" are forgiven.
std::string law_key(std::string_view name)
{
    auto key = key_of(name);
    RE2::GlobalReplace(&key, ",", "");
    RE2::GlobalReplace(&key, " ở ", " ");
    return key;
}

// In full; "các Nghị quyết chuyên đề" is no single document.
boost::json::value name_of_document(std::string_view text)
{
    static Pattern const several("^[Cc]ác ");
    static Pattern const ordinal("lần thứ ([IVXL]+)");
    static Pattern const term(R"(, nhiệm kỳ (\d{4}) *[-–] *(\d{4}))");
    auto name = spelled_out(text);
    if (RE2::PartialMatch(name, several))
        return nullptr;
    for (auto const& law : words().laws)
        if (law_key(law) == law_key(name))
            return boost::json::string(law);
    std::string roman;
    if (RE2::PartialMatch(name, ordinal, &roman))
        RE2::Replace(&name, ordinal, "lần thứ " + std::to_string(number_of(roman)));
    RE2::Replace(&name, term, " (\\1-\\2)");
    return boost::json::string(name);
}

Finding* add_named(Page& page, Span span, std::string_view type)
{
    span = page.source.trimmed(span);
    if (page.taken("doc_ref", span))
        return nullptr;
    for (auto const& each : page.findings)
        if (each.kind == "doc_ref_named" && each.span.begin == span.begin)
            return nullptr;
    auto& made = page.add("doc_ref_named", span, name_of_document(page.source[span]));
    made.attrs["doc_type"] = boost::json::string(type);
    return &made;
}

void find_laws(Page& page)
{
    static auto const registered = [] {
        std::string pattern;
        for (auto const& name : words().laws) {
            auto bare = name;
            RE2::GlobalReplace(&bare, ",", "");
            auto each = one_of({bare});
            RE2::GlobalReplace(&each, R"( \+ở \+)", "(?: +ở)? +");
            RE2::GlobalReplace(&each, R"(([^)]) \+)", R"(\1,? +)");
            pattern += (pattern.empty() ? "" : "|") + each;
        }
        return pattern;
    }();
    static Pattern const known(std::string(word_begins) + "((?i:" + registered + "))" + word_ends);
    static Pattern const other(std::string(word_begins) +
                               R"(((?:Luật|Bộ luật|Pháp lệnh) +\p{Lu}\p{Ll}+(?: +\pL+){0,9}))" + word_ends);
    static Pattern const stop(
        R"((?i) +(?:của|được|và|năm|đã|có|trên|tại|cho|để|là|từ|theo|đến|với|về|này|nhằm|số|ngày|trong|do|khi|sẽ|gồm|quy|\d+)(?: |$))");
    static Pattern const constitution(
        std::string(word_begins) +
        R"((Hiến pháp(?: nước Cộng hòa xã hội chủ nghĩa Việt Nam)?(?: +năm +\d{4})?))" + word_ends);
    static Pattern const of_year(R"(^( +năm +(?:19|20)\d{2})(?:[^\pL\pM\d]|$))");
    for (auto const& found : matches(page.source, known)) {
        auto span = found[1];
        for (auto const& year : matches(page.source, of_year, {span.end, page.source.clean().size()}))
            span.end = year[1].end;
        add_named(page, span, page.source[span].starts_with("Pháp") ? "Pháp lệnh" : "Luật");
    }
    for (auto const& found : matches(page.source, other)) {
        auto span = found[1];
        for (auto const& cut : matches(page.source, stop, span)) {
            span.end = cut[0].begin;
            break;
        }
        if (!page.taken("doc_ref_named", span) && page.source[span].find(' ') != std::string_view::npos)
            add_named(page, span,
                      page.source[span].starts_with("Luật") ? "Luật"
                      : page.source[span].starts_with("Bộ") ? "Bộ luật"
                                                            : "Pháp lệnh");
    }
    for (auto const& found : matches(page.source, constitution))
        add_named(page, found[1], "Hiến pháp");
}

void find_resolutions(Page& page)
{
    static std::string const roman = "[IVXL]+";
    static std::string const tail =
        R"((?:(?: +(?:đại biểu|Đại biểu|toàn quốc|Đảng bộ|Đảng|đảng bộ|đảng|các cấp|Trung ương|TW|Ban Chấp hành|BCH|lần thứ|thứ|lần|khóa|của|Việt Nam|Phụ nữ|Nông dân|Công đoàn|Đoàn|Hội|Thanh niên|Cựu chiến binh|Liên hiệp|Mặt trận Tổ quốc|MTTQ|TNCS|Cộng sản|Hồ Chí Minh|[IVXL]+|\d{1,3}|(?:tỉnh|thành phố|huyện|xã|phường|quận|thị xã)(?: +\p{Lu}\p{Ll}+){0,3})\b)|(?: *,? *\(?(?:nhiệm kỳ|khóa) +(?:\d{4} *[-–] *\d{4}|[IVXL]+)\)?))*)";
    static Pattern const congress(
        std::string(word_begins) + "((?:[Cc]ác +)?(Nghị quyết)(?: +của)? +(?:Đại hội|Hội nghị)" +
        [] {
            auto text = tail;
            for (std::size_t at = 0; (at = text.find("\\b", at)) != std::string::npos;)
                text.erase(at, 2);
            return text;
        }() +
        ")" + word_ends);
    static Pattern const session(
        std::string(word_begins) +
        R"((Nghị quyết +(?:Trung ương|TW) +(?:lần thứ +)?(?:\d{1,2}|[IVXL]+)(?:,? *\(?khóa +[IVXL]+\)?)?))" +
        word_ends);
    static Pattern const special(
        std::string(word_begins) +
        "((?:[Cc]ác +)?([Nn]ghị quyết|[Cc]hỉ thị|[Kk]ế hoạch|[Kk]ết luận) +chuyên đề(?: +của +" +
        body_words() + "(?:(?:,| và) +" + body_words() + ")*)?(?: +về +[^,.;:\n“”\"]{8,160})?)" + word_ends);
    for (auto const* pattern : {&congress, &session, &special})
        for (auto const& found : matches(page.source, *pattern))
            if (!page.taken("doc_ref_named", found[1]))
                add_named(page, found[1], "Nghị quyết");
}

// "Quy chế dân chủ ở cơ sở", "Đề án “Nâng cao …”", "Nghị quyết về …".
void find_called(Page& page)
{
    static Pattern const rules(
        std::string(word_begins) +
        R"(((Quy chế|Điều lệ|Quy định|Quy ước|Hương ước) +(?:về +)?(?:\pL+ +){0,11}\pL+))" + word_ends);
    static Pattern const stop(
        R"((?i) +(?:được|năm|đã|có|trên|tại|cho|để|là|từ|theo|đến|này|nhằm|số|ngày|trong|do|khi|sẽ|gồm|ban hành|giai đoạn|gắn|phải|cần|vào|ra|như|một|bảo đảm|đảm bảo|với|và|cũng|nói|phù hợp|thực hiện|đảm|theo)(?: |$))");
    static Pattern const quoted(
        std::string(word_begins) + "((" + types(&DocumentWord::named) +
        R"() +(?:về +)?[“"][^“”"\n]{2,220}(?:“[^“”"\n]{2,60}”[^“”"\n]{0,160})?(?:\n[^“”"\n]{4,220})?[”"]))");
    static Pattern const verb(
        R"(^Quy định (?:chi tiết|rõ|về|cụ thể|của pháp luật)|^(?:Quy chế|Quy định|Điều lệ) +(?:của|này|trên|nói|và)\b)");
    for (auto const& found : matches(page.source, rules)) {
        auto span = found[1];
        for (auto const& cut : matches(page.source, stop, span)) {
            span.end = cut[0].begin;
            break;
        }
        auto const type = page.source[found[2]];
        auto const enough = span.end > found[2].end + 6;
        // "Ban Chỉ đạo thực hiện Quy chế dân chủ" is a body.
        static Pattern const of_body("(?i)(?:Ban Chỉ đạo|BCĐ)(?: +thực hiện)? +$");
        Span const before{found[1].begin > 60 ? found[1].begin - 60 : 0, found[1].begin};
        if (enough && matches(page.source, of_body, before).empty() && !page.taken("doc_ref_named", span) &&
            !begins(page.source, span, verb))
            add_named(page, span, type);
    }
    for (auto const& found : matches(page.source, quoted))
        if (!page.taken("doc_ref_named", found[1]))
            add_named(page, found[1], label_of(page.source[found[2]]));
    // "ban hành Kế hoạch thực hiện phong trào … như sau": the text's own.
    static Pattern const issued(
        "ban hành +((" + types(&DocumentWord::named) +
        R"() +\p{Ll}[^.;:\n]{12,300}?) +(?:như sau|gồm các nội dung|với (?:các|những) nội dung))");
    for (auto const& found : matches(page.source, issued))
        if (!page.taken("doc_ref_named", found[1]) && !page.taken("doc_ref", found[1]))
            add_named(page, found[1], label_of(page.source[found[2]]));
    // The title of another page that is the title of a document.
    static Pattern const opening(
        "^(" + types(&DocumentWord::named) +
        ") +(?:[Qq]uy định|[Tt]riển khai|[Tt]hực hiện|[Hh]ướng dẫn|[Tt]ổ chức|[Pp]hát động|[Tt]ăng "
        "cường|[Đđ]ẩy mạnh|[Nn]âng cao|[Pp]hối hợp|[Bb]an hành|[Tt]hi hành|[Xx]ây dựng|[Ss]ơ kết|[Tt]ổng "
        "kết|về|[Kk]iểm tra|[Gg]iám sát) ");
    for (auto const& part : page.article.parts)
        if (part.role == Role::related)
            for (auto const& found : matches(page.source, opening, part.span)) {
                auto span = part.span;
                for (auto const& each : page.findings)
                    if (each.kind == "related_link" && each.span.begin == span.begin)
                        span = each.span;
                add_named(page, span, label_of(page.source[found[1]]));
            }
}

// "Chỉ thị, Đề án" once more without their numbers: those numbers.
void find_said_again(Page& page)
{
    static Pattern const pair(std::string(word_begins) + "((" + types(&DocumentWord::partial) +
                              ")(?:, | và )(" + types(&DocumentWord::partial) + "))(?:[ ,.;:]|$)");
    for (auto const& found : matches(page.source, pair)) {
        static Pattern const goes_on(R"(^ *(?:số|\d|[“"]|Đại hội|Hội nghị|chuyên đề|[\p{Lu}]))");
        if (begins(page.source, {found[1].end, page.source.clean().size()}, goes_on))
            continue;
        std::string numbers;
        for (auto const group : {2u, 3u})
            for (auto const& each : page.findings)
                if (each.kind == "doc_ref" && each.attrs.contains("doc_type") &&
                    each.attrs.at("doc_type").as_string() == label_of(page.source[found[group]])) {
                    numbers += (numbers.empty() ? "" : "; ") + std::string(each.value.as_string());
                    break;
                }
        if (!numbers.empty())
            page.add("doc_ref_anaphora", found[1], numbers);
    }
}

// What was last called so; in the document itself "Kế hoạch này" is its own number.
std::string meant(Page const& page, std::string const& type, std::size_t at, bool itself)
{
    Finding const* best = nullptr;
    auto const first = itself && page.article.document;
    for (auto const& each : page.findings) {
        auto const* known = each.attrs.if_contains("doc_type");
        if (known == nullptr || !known->is_string() || known->as_string() != std::string_view(type) ||
            !each.value.is_string() || each.span.end > at)
            continue;
        if (best == nullptr || (each.span.begin < best->span.begin) == first)
            best = &each;
    }
    return best == nullptr ? "" : std::string(best->value.as_string());
}

void find_said_briefly(Page& page)
{
    static Pattern const this_one(std::string(word_begins) + "((" + types(nullptr) +
                                  ") +(?:này|nói trên|trên đây|nêu trên))" + word_ends);
    static Pattern const alone(
        std::string(word_begins) +
        "(?i:triển khai|thực hiện|thi hành|theo|quán triệt|nội dung|phổ biến) +((" +
        types(&DocumentWord::named) +
        ")) *(?:[,.;)\n]|(?:và|cho|đến|tới|bảo đảm|trên|tại|trong|phải|để|gắn|với|được|có) )");
    for (auto const* pattern : {&this_one, &alone})
        for (auto const& found : matches(page.source, *pattern)) {
            auto const type = label_of(page.source[found[2]]);
            auto const number = meant(page, type, found[1].begin, pattern == &this_one);
            if (!number.empty() && !page.taken("doc_ref_anaphora", found[1]) &&
                !page.taken("doc_ref", found[1]) && !page.taken("doc_ref_named", found[1]))
                page.add("doc_ref_anaphora", found[1], number);
        }
}

} // namespace

bool is_document_word(std::string_view phrase)
{
    auto const key = key_of(phrase);
    return std::ranges::any_of(words().documents, [&](auto const& each) { return key_of(each.word) == key; });
}

void find_citations(Page& page)
{
    find_full_numbers(page);
    find_partial_numbers(page);
    find_laws(page);
    find_resolutions(page);
    find_called(page);
    find_said_again(page);
    find_said_briefly(page);
}

} // namespace kheo::findings
