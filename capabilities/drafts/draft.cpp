// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/drafts/draft.hpp"

#include "capabilities/drafts/table.hpp"
#include "capabilities/reports/reports.hpp"
#include "platform/text/text.hpp"
#include "platform/text/upper.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>

namespace kheo::drafts
{

namespace
{

using sheets::Heading;
using sheets::ParagraphStyle;

constexpr std::size_t long_name = 24; // characters; longer, the place has its own line
constexpr std::string_view to_fill_in = "…";

std::string without_end(std::string line)
{
    while (line.ends_with('.') || line.ends_with(';') || line.ends_with(',') || line.ends_with('/') ||
           line.ends_with(' '))
        line.pop_back();
    return line;
}

std::string without_dash(std::string const& line)
{
    for (std::string_view const dash : {"- ", "– ", "+ "})
        if (line.starts_with(dash))
            return tidied(line.substr(dash.size()));
    return line;
}

// "I. MỤC ĐÍCH", "Phần thứ nhất": in bold letters.
bool is_heading(std::string_view line)
{
    auto const end = line.find_first_not_of("IVX");
    if (end != std::string_view::npos && end > 0 && line.substr(end).starts_with(". "))
        return true;
    return line.starts_with("Phần thứ ") || line.starts_with("Chương ");
}

std::string number_words(Draft const& draft, Layout const& layout)
{
    auto number = draft.number;
    auto value = 0;
    auto const [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    if (error == std::errc() && end == number.data() + number.size() && value < 10)
        number = fmt::format("{:02}", value);
    if (number.empty())
        number = "      ";
    return layout.number_before + number + (draft.notation.empty() ? ' ' : layout.number_after) +
           draft.notation;
}

std::string day_words(Draft const& draft, Date today)
{
    auto const day = draft.issued_on ? in_words(*draft.issued_on)
                                     : fmt::format("ngày      tháng      năm {}", civil(today).year);
    return draft.place.empty() ? day : draft.place + ", " + day;
}

void put_grounds(sheets::Letter& letter, Draft const& draft)
{
    auto const grounds = lines_of(draft.grounds);
    auto const party = letter.heading == Heading::party;
    for (std::size_t at = 0; at < grounds.size(); ++at)
        letter.opening.push_back({(party ? "- " : "") + without_end(grounds[at]) +
                                      (at + 1 == grounds.size() && !party ? "." : ";"),
                                  ParagraphStyle::ground});
}

// As they were typed: tabs part the cells of a table.
std::vector<std::string> typed_lines(std::string const& text)
{
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        auto const end = std::min(text.find('\n', at), text.size());
        if (auto line = text.substr(at, end - at); !tidied(line).empty())
            lines.push_back(std::move(line));
        at = end + 1;
    }
    return lines;
}

// A letter has one table: further ones stay lines of text.
void put_text(sheets::Letter& letter, Draft const& draft, Layout const& layout)
{
    auto const lines = typed_lines(draft.text);
    auto const tables = tables_in(lines);
    auto const table = tables.empty() ? Rows{lines.size(), lines.size()} : tables.front();
    if (table.first < table.end)
        letter.table = table_of(std::span(lines).subspan(table.first, table.end - table.first));
    for (std::size_t at = 0; at < lines.size(); ++at) {
        if (at >= table.first && at < table.end)
            continue;
        auto const line = tidied(lines[at]);
        auto const last = at + 1 == lines.size();
        auto const bare = without_dash(line);
        auto const words = last ? without_end(bare) + layout.end_mark : bare;
        auto const style = bare != line                ? ParagraphStyle::item
                           : is_heading(line) && !last ? ParagraphStyle::bold
                                                       : ParagraphStyle::body;
        (at < table.first ? letter.opening : letter.closing).push_back({words, style});
    }
}

int open_spots(Draft const& draft)
{
    auto spots = 0;
    for (auto const* const part : {&draft.subject, &draft.grounds, &draft.text, &draft.recipients})
        for (auto at = part->find(to_fill_in); at != std::string::npos;
             at = part->find(to_fill_in, at + to_fill_in.size()))
            ++spots;
    return spots;
}

// "UBND xã An Bình" begins with a rule's words: the rest of it, as its rule writes it.
std::string written_name(bodies::Body const& body, IssuerRule const* rule)
{
    if (!rule || body.name.size() < rule->begins.size())
        return body.name;
    return tidied(rule->written + " " + body.name.substr(rule->begins.size()));
}

// "ỦY BAN NHÂN DÂN" above "XÃ AN BÌNH".
std::string broken_before_place(std::string name, areas::Area const* area)
{
    auto const place = area ? upper(area->full_name) : std::string();
    if (place.empty() || !name.ends_with(" " + place) || characters(name) <= long_name)
        return name;
    name[name.size() - place.size() - 1] = '\n';
    return name;
}

} // namespace

std::string_view label(Kind kind)
{
    static constexpr std::array<std::string_view, 4> labels{"Kế hoạch", "Báo cáo", "Công văn", "Thông báo"};
    return labels.at(std::size_t(kind));
}

std::string name_of(Draft const& draft)
{
    return std::string(label(draft.kind)) + ": " + tidied(draft.subject);
}

std::vector<std::string> lines_of(std::string_view text)
{
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        auto const end = std::min(text.find('\n', at), text.size());
        auto line = without_end(without_dash(tidied(text.substr(at, end - at))));
        if (!line.empty())
            lines.push_back(std::move(line));
        at = end + 1;
    }
    return lines;
}

std::string in_words(Date day)
{
    auto const [year, month, of_month] = civil(day);
    return fmt::format("ngày {:02} tháng {}{} năm {}", of_month, month < 3 ? "0" : "", month, year);
}

Issuer issuer_of(bodies::Body const& body, bodies::Body const* above, areas::Area const* area, Kind kind,
                 Signing signing, Layout const& layout)
{
    auto const* const rule = issuer_rule(body.name, body.line);
    auto name = written_name(body, rule);
    auto issuer = Issuer{.name = name, .place = area ? area->name : "", .confirmed = rule && rule->confirmed};
    if (above && (!rule || rule->with_superior)) {
        issuer.superior = upper(above->name);
        name = reports::name_under(name, above->name);
    }
    while (name.ends_with('-') || name.ends_with(' '))
        name.pop_back();
    issuer.organisation = broken_before_place(upper(name), area);
    if (!rule)
        return issuer;
    issuer.authority = signing == Signing::head ? rule->head : rule->deputy;
    issuer.filed = rule->filed;
    auto const code = type_code(layout.heading, label(kind));
    if (rule->notation.empty())
        return issuer;
    auto const between = layout.heading == Heading::party ? "/" : "-";
    issuer.notation = code.empty() ? rule->notation : code + between + rule->notation;
    return issuer;
}

sheets::Letter letter_of(Draft const& draft, Layout const& layout, Date today)
{
    auto letter = sheets::Letter{.heading = layout.heading, .look = layout.look};
    letter.superior = draft.superior;
    letter.organisation = draft.organisation;
    letter.number = number_words(draft, layout);
    letter.place_and_date = day_words(draft, today);
    if (draft.kind == Kind::letter) {
        letter.brief = draft.subject.starts_with("V/v") ? draft.subject : "V/v " + draft.subject;
        letter.addressed_to = lines_of(draft.addressed_to);
    } else {
        letter.type = upper(label(draft.kind));
        letter.subject = draft.subject;
    }
    if (draft.demo)
        letter.opening.push_back({"(Dữ liệu minh họa, không có giá trị)", ParagraphStyle::centred});
    put_grounds(letter, draft);
    put_text(letter, draft, layout);
    letter.recipients = lines_of(draft.recipients);
    auto signature = sheets::Signature{.name = draft.signer};
    for (auto const& line : lines_of(draft.authority))
        signature.authority.push_back(upper(line));
    letter.signature = std::move(signature);
    return letter;
}

bool has_open_spots(Draft const& draft)
{
    return open_spots(draft) > 0;
}

std::vector<std::string> open_in(Draft const& draft)
{
    std::vector<std::string> open;
    auto const needed = [&](std::string_view value, std::string words) {
        if (tidied(value).empty())
            open.push_back(std::move(words));
    };
    needed(draft.number, "Số văn bản: văn thư ghi khi phát hành");
    needed(draft.notation, "Ký hiệu");
    if (!draft.issued_on)
        open.push_back("Ngày, tháng: ghi khi ký");
    needed(draft.authority, "Thẩm quyền, chức vụ người ký");
    needed(draft.signer, "Họ tên người ký");
    needed(draft.recipients, "Nơi nhận");
    if (draft.kind == Kind::letter)
        needed(draft.addressed_to, "Kính gửi");
    if (tables_in(typed_lines(draft.text)).size() > 1)
        open.push_back("Một văn bản kẻ được một bảng: từ bảng thứ hai còn là dòng chữ");
    if (auto const spots = open_spots(draft); spots > 0)
        open.push_back(fmt::format("{} chỗ có dấu “…” trong nội dung", spots));
    return open;
}

} // namespace kheo::drafts
