// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/findings/lines.hpp"

#include "capabilities/findings/words.hpp"
#include "platform/text/letters.hpp"
#include "platform/text/text.hpp"

namespace kheo::findings
{
namespace
{

constexpr std::size_t sentence_bytes = 90;

std::string_view without_bullet(std::string_view text)
{
    for (std::string_view const bullet : {"•", "-", "+", "*", "»", "›", "●", "▪", "–", "|", "·", "#"})
        while (text.starts_with(bullet)) {
            text.remove_prefix(bullet.size());
            while (text.starts_with(' '))
                text.remove_prefix(1);
        }
    while (text.ends_with(' ') || text.ends_with(':') || text.ends_with('.') || text.ends_with('|'))
        text.remove_suffix(1);
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

RE2 const& counter_line()
{
    static Pattern const pattern("(?i)^[•*\\-+|· ]*(?:(?:" + one_of(words().group("counter_label")) +
                                 "[ :]*)+[\\d.,]+|[\\d.,]+ +" + one_of(words().group("counter_unit")) +
                                 ")[ .|]*$");
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
    static Pattern const counted("(?i)(?:(?:" + one_of(words().group("counter_label")) +
                                 "[ :]*)+[\\d.,]+|[\\d.,]+ +" + one_of(words().group("counter_unit")) + ")");
    static Pattern const words_of_it(
        R"((?i)clock|đăng ngày|ngày đăng|đăng lúc|đăng bởi|cập nhật lần cuối|cập nhật|ngày xuất bản|xuất bản|ngày|lúc|gửi lúc|thời gian|ngày tạo|post(?:ed)? on)");
    auto rest = std::string(text);
    auto const dates = RE2::GlobalReplace(&rest, day, "");
    auto const counts = RE2::GlobalReplace(&rest, counted, "");
    if (what == "date" ? dates == 0 : counts == 0 || dates > 0)
        return false;
    RE2::GlobalReplace(&rest, words_of_it, "");
    return RE2::FullMatch(rest, "[^A-Za-z\\x{C0}-\\x{1EFF}]*");
}

} // namespace

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
        Measured each{line, source[line.span]};
        each.ends_article = is_label(each.text, "end_label");
        each.label = each.ends_article || is_label(each.text, "label");
        auto const short_line = each.text.size() < 160;
        each.counter = begins(source, line.span, counter_line()) ||
                       (short_line && only_of_the_page(each.text, "counter"));
        each.date =
            short_line && (begins(source, line.span, date_line()) || only_of_the_page(each.text, "date"));
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
