// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/findings/lines.hpp"

#include "capabilities/findings/words.hpp"
#include "platform/text/letters.hpp"
#include "platform/text/text.hpp"

#include <algorithm>

namespace kheo::findings
{
namespace
{

constexpr std::size_t sentence_bytes = 90;
constexpr std::size_t caption_bytes = 420;

// "BÌNH LUẬN (2)", "Tìm kiếm…": the words are before it.
RE2 const& end_of_label()
{
    static Pattern const pattern(R"(((?:[ :.|]|…|\(\d*\))+)$)");
    return pattern;
}

std::string_view without_bullet(std::string_view text)
{
    for (std::string_view const bullet : {"•", "-", "+", "*", "»", "›", "●", "▪", "–", "|", "·", "#"})
        while (text.starts_with(bullet)) {
            text.remove_prefix(bullet.size());
            while (text.starts_with(' '))
                text.remove_prefix(1);
        }
    re2::StringPiece found;
    if (RE2::PartialMatch(as_re2(text), end_of_label(), &found))
        text.remove_suffix(found.size());
    return text;
}

// "Thống kê", "Thống kê Thống kê", "Thống kê truy cập - Tin tổng hợp".
bool is_label(std::string_view text, std::string_view group)
{
    text = without_bullet(text);
    if (text.empty() || text.size() > 90)
        return false;
    auto const& all = words();
    if (all.has(group, text))
        return true;
    auto const half = text.size() / 2;
    if (text.size() % 2 == 1 && text[half] == ' ' && text.substr(0, half) == text.substr(half + 1))
        return all.has(group, text.substr(0, half));
    if (auto const cut = text.find(" - "); cut != std::string_view::npos)
        return is_label(text.substr(0, cut), group) &&
               (is_label(text.substr(cut + 3), group) || is_label(text.substr(cut + 3), "label"));
    return false;
}

// "Đăng nhập | Sơ đồ trang | RSS", "Chia sẻ Facebook Zalo": nothing but words of
// menus, one after the other.
bool is_menu(Source const& source, Span line)
{
    static Pattern const pattern("^[^\\pL\\pM\\d]*((?i:" + [] {
        auto all = words().group("label");
        for (auto const* group : {"end_label", "menu"})
            all.insert(all.end(), words().group(group).begin(), words().group(group).end());
        return one_of(std::move(all));
    }() + "))(?:[^\\pL\\pM\\d]|$)");
    auto count = 0;
    while (count < 30) {
        auto const found = matches(source, pattern, line);
        if (found.empty())
            break;
        line.begin = found[0][1].end;
        ++count;
    }
    return count >= 2 && !has_letter(source[line]) &&
           source[line].find_first_of("0123456789") == std::string::npos;
}

// "Từ khóa: dân vận, mô hình", "Chuyên mục: …": a label with what it is for.
bool is_labelled(std::string_view text)
{
    text = without_bullet(text);
    auto const colon = text.find(':');
    return colon != std::string_view::npos && colon > 0 &&
           (words().has("labelled", text.substr(0, colon)) ||
            (text.size() < colon + 8 && !has_letter(text.substr(colon)) &&
             is_label(text.substr(0, colon), "end_label")));
}

bool is_footer(Source const& source, Span line)
{
    static Pattern const pattern("^[^\\pL\\pM\\d©]*(?i:" + one_of(words().group("footer")) + ")" + word_ends);
    return begins(source, line, pattern);
}

std::string const& counted()
{
    static std::string const pattern = "(?:(?:" + one_of(words().group("counter_label")) +
                                       "[ :]*)+[\\d.,]+(?: +" + one_of(words().group("counter_tail")) +
                                       "\\b)?|[\\d.,]+ +" + one_of(words().group("counter_unit")) + ")";
    return pattern;
}

RE2 const& counter_line()
{
    static Pattern const pattern("(?i)^[•*\\-+|· ]*" + counted() + "[ .|]*$");
    return pattern;
}

RE2 const& date_line()
{
    static Pattern const pattern(
        R"((?i)^[^\pL\d]*(?:Clock ?)?(?:(?:đăng|cập nhật|ngày đăng|ngày|đăng ngày|đăng lúc|cập nhật lúc|cập nhật ngày|xuất bản|ngày xuất bản|thời gian|thời gian đăng|gửi lúc|đăng bởi|post(?:ed)? on|lúc)[ :|]*)*)"
        R"((?:(?:thứ +(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|cn)[ ,:|-]*)?(?:ngày *)?)"
        R"((?:\d{1,2}[:h]\d{2}(?::\d{2})?[ ,|\-]*(?:ngày *)?)?\d{1,2} ?[/.\-] ?\d{1,2} ?[/.\-] ?\d{4}[^\pL]{0,20}(?:(?:SA|CH|AM|PM|GMT)[^\pL]{0,5})?$)");
    return pattern;
}

// "Ngày đăng: 14/03/2024 | Lượt xem: 1.204": nothing but when and how often.
bool only_of_the_page(std::string_view text, std::string_view what)
{
    static Pattern const day(
        R"((?:(?i:thứ +(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|CN)\b?)?[ ,:|-]*(?:\d{1,2}[:h]\d{2}(?::\d{2})?)?[ ,|-]*(?:(?i:ngày) *)?\d{1,2}(?: ?[/.-] ?| (?i:tháng) )\d{1,2}(?: ?[/.-] ?|,? (?:(?i:năm) )?)\d{4}(?:[ ,|–-]*(?:(?i:lúc) *)?\d{1,2}[:h]\d{2}(?::\d{2})?(?: *(?:SA|CH|AM|PM))?)?)");
    static Pattern const count("(?i)" + counted());
    static Pattern const words_of_it(
        R"((?i)clock|đăng ngày|ngày đăng|đăng lúc|đăng bởi|cập nhật lần cuối|cập nhật|ngày xuất bản|xuất bản|ngày|lúc|gửi lúc|thời gian|ngày tạo|post(?:ed)? on)");
    auto rest = std::string(text);
    auto const dates = RE2::GlobalReplace(&rest, day, "");
    auto const counts = RE2::GlobalReplace(&rest, count, "");
    if (what == "date" ? dates == 0 : counts == 0 || dates > 0)
        return false;
    RE2::GlobalReplace(&rest, words_of_it, "");
    return RE2::FullMatch(rest, "[^A-Za-z\\x{C0}-\\x{1EFF}]*");
}

// One piece of a line that speaks of the page.
Told told_by(Source const& source, Span piece)
{
    static Pattern const weekday(
        R"((?i)^(?:[\pL ]{2,20}: *)?(?:thứ +(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)[, ]*$)");
    auto const text = source[piece];
    if (begins(source, piece, counter_line()))
        return Told::counter;
    if (begins(source, piece, weekday) || only_of_the_page(text, "date"))
        return Told::date;
    if (auto const name = behind_label(source, piece, Told::byline); !name.empty())
        return named(source[name]) ? Told::byline : Told::nothing;
    if (!behind_label(source, piece, Told::source).empty())
        return Told::source;
    if (is_labelled(text) || is_label(text, "label") || is_label(text, "end_label"))
        return Told::label;
    return Told::nothing;
}

// "Chuyên mục: Tin tức | Từ khóa: dân vận": several, each with its label.
bool all_labels(std::string_view text)
{
    auto count = 0;
    for (std::size_t at = 0; at <= text.size(); ++count) {
        auto const end = std::min(text.find('|', at), text.size());
        if (auto const piece = text.substr(at, end - at);
            !is_labelled(piece) && !is_label(piece, "label") && !is_label(piece, "end_label"))
            return false;
        at = end + 1;
    }
    return count > 1;
}

// The parts of "Chuyên mục: Tin tức - Đã xem: 562", where every part is of the
// page; none where one is not.
std::vector<Piece> pieces(Source const& source, Span line)
{
    static Pattern const joint(R"(( +[-–|•·] +| *\| *| {3,}))");
    std::vector<Piece> all;
    auto begin = line.begin;
    auto cuts = matches(source, joint, line);
    cuts.push_back({Span{line.end, line.end}, Span{line.end, line.end}});
    auto date = false;
    for (auto const& cut : cuts) {
        auto const span = source.trimmed({begin, cut[1].begin});
        begin = cut[1].end;
        if (span.empty())
            continue;
        auto const told = told_by(source, span);
        if (told == Told::nothing)
            return {};
        // "Thứ hai - 16/10/2023 15:47" is one day.
        if (told == Told::date && date && all.back().told == Told::date)
            all.back().span.end = span.end;
        else
            all.push_back({span, told});
        date = told == Told::date;
    }
    auto const plain = std::ranges::all_of(all, [](Piece const& piece) { return piece.told == Told::label; });
    return all.size() > 1 && !plain ? all : std::vector<Piece>{};
}

void measure(Source const& source, Measured& each)
{
    auto const span = each.line.span;
    auto const short_line = each.text.size() < 160;
    each.ends_article = is_label(each.text, "end_label");
    each.comments = is_label(each.text, "comment_label");
    each.label = each.ends_article || is_label(each.text, "label");
    each.counter =
        begins(source, span, counter_line()) || (short_line && only_of_the_page(each.text, "counter"));
    each.date = short_line && (begins(source, span, date_line()) || only_of_the_page(each.text, "date"));
    each.footer = is_footer(source, span);
    if (each.label || each.counter || each.date || each.text.size() >= 300)
        return;
    each.pieces = pieces(source, span);
    for (auto const& piece : each.pieces) {
        each.date = each.date || piece.told == Told::date;
        each.label = each.label || piece.told != Told::date;
    }
    each.label = each.label && !each.date;
    if (each.pieces.empty())
        each.label = is_menu(source, span) || is_labelled(each.text) || all_labels(each.text);
}

} // namespace

std::vector<Span> sentences(Source const& source, Span line)
{
    static Pattern const end(R"(((?:\./\.|[.!?]+[”"]?))(?: +[“"(]?[\p{Lu}\d]|$))");
    std::vector<Span> all;
    auto begin = line.begin;
    for (auto const& found : matches(source, end, line)) {
        static Pattern const short_form(
            R"((?:^| )(?:TP|T\.Ư|TS|ThS|PGS|GS|Ths|Th\.S|đ/c|Tr|số|Nxb|\d{1,2}|\p{Lu})\.$)");
        if (auto const head = source[{begin, found[1].end}];
            found[1].end < line.end && RE2::PartialMatch(as_re2(head), short_form))
            continue;
        all.push_back(source.trimmed({begin, found[1].end}));
        begin = found[1].end;
    }
    if (auto const rest = source.trimmed({begin, line.end}); !rest.empty())
        all.push_back(rest);
    return all;
}

Span sentence_of(Source const& source, std::size_t at)
{
    auto const& text = source.clean();
    auto const before = at == 0 ? std::string::npos : text.find_last_of(".\n", at - 1);
    auto const behind = text.find_first_of(".\n", at);
    return {before == std::string::npos ? 0 : before + 1, behind == std::string::npos ? text.size() : behind};
}

bool named(std::string_view text)
{
    static Pattern const name(
        R"((?:\p{Lu}[\pL.’']*|và|-|–|&|,)(?: +(?:\p{Lu}[\pL.’']*|và|-|–|&|,)){0,9}(?: *\([^)]{2,60}\))?\.?)");
    return text.size() <= 90 && RE2::FullMatch(as_re2(text), name) && !words().has("label", text) &&
           text.find(' ') != std::string_view::npos;
}

Span behind_label(Source const& source, Span line, Told which)
{
    static auto const behind = [](std::string_view group) {
        return "(?i)^[^\\pL\\d]*" + one_of(words().group(group)) + " *:[ -]*";
    };
    static Pattern const author(behind("byline_label"));
    static Pattern const origin(behind("source_label"));
    auto const found = matches(source, which == Told::byline ? author : origin, line);
    return found.empty() ? Span{} : source.trimmed({found[0][0].end, line.end});
}

bool names_site(Source const& source, Measured const& line)
{
    static Pattern const site("^(?i:" + one_of(words().group("site_word")) + ")" + word_ends);
    static Pattern const electronic(R"(^(?:Báo|Cổng|Trang|Tạp chí|Đài)[^.,:“”]{3,70} (?:điện tử|online)$)");
    return (shouts(line.text) && begins(source, line.line.span, site)) ||
           begins(source, line.line.span, electronic);
}

bool captionlike(Source const& source, Measured const& it)
{
    static Pattern const opening("(?i)^" + one_of(words().group("caption_opening")) + word_ends);
    static Pattern const doing("(?i)" + std::string(word_begins) + one_of(words().group("caption_verb")) +
                               word_ends);
    static Pattern const photo(R"((?i)ảnh *:|\((?:ảnh|nguồn)[^)]*\)\.?$|^ảnh )");
    if (it.text.size() > caption_bytes || it.label || it.counter || it.date)
        return false;
    if (RE2::PartialMatch(as_re2(it.text), photo))
        return true;
    static Pattern const scene(
        R"((?:phát biểu|dự|trao|tặng|chụp|chủ trì|chủ tọa)[^.]{0,160}(?:hội nghị|Hội nghị|hội thảo|buổi lễ|buổi làm việc|[Ll]ễ [^.]{2,40}|chương trình|đại hội|Đại hội|tập thể[^.]{0,60}|cá nhân[^.]{0,60})\.$)");
    auto const short_sentence =
        it.text.ends_with('.') &&
        (it.text.size() < 130 || (it.text.size() < 330 && RE2::PartialMatch(as_re2(it.text), scene)));
    if (ends_as_prose(it.text) && !short_sentence)
        return false;
    auto const bullet = it.text.starts_with("-") || it.text.starts_with("+");
    return !bullet && begins(source, it.line.span, opening) && RE2::PartialMatch(as_re2(it.text), doing);
}

// "… phát biểu. Ảnh: Mai SaoBáo cáo tại hội nghị …": where the text begins.
std::size_t end_of_caption(Source const& source, Span span)
{
    static Pattern const credit(
        R"((?:Ảnh|Nguồn|Ảnh minh họa) *: *((?:\p{Lu}[\pL.’']*[ -]+)*\p{Lu}\p{Ll}+)\p{Lu}\p{Ll}* +\p{Ll})");
    auto const found = matches(source, credit, {span.begin, std::min(span.end, span.begin + caption_bytes)});
    return found.empty() ? 0 : found[0][1].end;
}

std::size_t letters_in(std::string_view text)
{
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size();) {
        auto const [point, length] = letters::decoded(text, at);
        count += letters::is_word(point) && !letters::is_digit(point) ? 1 : 0;
        at += length;
    }
    return count;
}

bool is_document(Source const& source)
{
    static Pattern const national(
        R"((?m)^[^\n]{0,80}(?:CỘNG +H[ÒO]A +XÃ +HỘI +CHỦ +NGHĨA +VIỆT +NAM|ĐẢNG +CỘNG +SẢN +VIỆT +NAM)[^\pL\n]{0,20}$)");
    static Pattern const number(R"((?m)^[ *]*Số *:? *\d{1,5}[a-z]? *(?:/\d{4})? *[-/–] *\p{Lu}[^\n]{0,60}$)");
    static Pattern const recipients(R"((?m)^ *Nơi nhận *:?)");
    Span const head{0, std::min<std::size_t>(source.clean().size(), 3000)};
    auto const heading = !matches(source, national, head).empty();
    auto const numbered = !matches(source, number, head).empty();
    return (heading && numbered) || ((heading || numbered) && !matches(source, recipients).empty());
}

bool signed_of(std::string_view text)
{
    static Pattern const pattern(
        R"(^\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){1,3} *(?:[-–,(]) *\p{Lu}[^\n.:;]{2,80}$)");
    return RE2::PartialMatch(as_re2(text), pattern);
}

bool ends_as_prose(std::string_view text)
{
    if (text.ends_with("...") || text.ends_with("…"))
        return false;
    for (std::string_view const mark : {".", "!", "?", ";", ":", ".”", ".\"", "”.", "./", ".)"})
        if (text.ends_with(mark))
            return true;
    return false;
}

bool shouts(std::string_view text)
{
    return text != lower(text) && [&] {
        for (std::size_t at = 0; at < text.size();) {
            auto const [point, length] = letters::decoded(text, at);
            if (letters::is_word(point) && !letters::is_digit(point) && letters::lower(point) == point)
                return false;
            at += length;
        }
        return true;
    }();
}

std::vector<Measured> measured(Source const& source)
{
    std::vector<Measured> lines;
    for (auto const& line : source.lines()) {
        Measured each{.line = line, .text = source[line.span], .pieces = {}};
        measure(source, each);
        auto const plain = !each.label && !each.counter && !each.date;
        each.prose = plain && (each.text.size() >= paragraph_bytes ||
                               (each.text.size() >= sentence_bytes && ends_as_prose(each.text)));
        if (each.text.ends_with("...") || each.text.ends_with("…"))
            each.prose = each.prose && each.text.size() > 2 * paragraph_bytes;
        lines.push_back(each);
    }
    return lines;
}

} // namespace kheo::findings
