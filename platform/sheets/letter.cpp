// SPDX-License-Identifier: AGPL-3.0-or-later
// A Letter as .docx: ECMA-376 WordprocessingML.
#include "platform/sheets/letter.hpp"

#include "platform/sheets/letter_parts.hpp"
#include "platform/sheets/measure.hpp"

#include <algorithm>

namespace kheo::sheets
{
namespace
{

using namespace word;

constexpr auto short_side = 11'906;
constexpr auto long_side = 16'838;
constexpr auto motto_column = 5'525; // the national title at 13 pt needs 97 mm
constexpr auto party_column = 4'800;

Paper paper_of(Letter const& letter)
{
    auto const upright = letter.page == Page::portrait;
    auto const& look = letter.look;
    return {upright ? short_side : long_side,
            upright ? long_side : short_side,
            look.top,
            look.bottom,
            look.left,
            look.right};
}

// A table that must stand on one sheet takes the paper's edge: 10 mm above and
// below, 15 on either side.
Paper whole_sheet(Letter const& letter)
{
    auto paper = paper_of(letter);
    paper.top = 567;
    paper.bottom = 567;
    paper.left = paper.right = 850;
    return paper;
}

// How it is set: on what paper, in which sizes.
struct Setting {
    Paper paper;
    Sizes sizes;
    Look look;
};

Style centred(int size, bool bold, bool italic = false)
{
    return {.size = size, .bold = bold, .italic = italic, .align = Align::centre};
}

// How long the last line of a centred text comes out, in twips.
int last_line(std::string_view text, int size, int width)
{
    auto const twips = size * 10.0;
    text.remove_prefix(text.rfind('\n') + 1);
    auto line = 0.0;
    for (std::size_t at = 0; at < text.size();) {
        auto const end = std::min(text.find(' ', at), text.size());
        auto const word = ems_of(text.substr(at, end - at), Weight::bold) * twips;
        auto const gap = line > 0 ? ems_of(" ", Weight::bold) * twips : 0;
        line = line + gap + word > width ? word : line + gap + word;
        at = end + 1;
    }
    return std::min(int(line), width);
}

// A line below a text, `part` hundredths as long as it.
std::string rule_below(std::string_view text, int size, int width, int part)
{
    return rule((width - last_line(text, size, width) * part / 100) / 2);
}

std::string national_title(Letter const& letter, Look const& look, int width)
{
    constexpr std::string_view party = "ĐẢNG CỘNG SẢN VIỆT NAM";
    constexpr std::string_view motto = "Độc lập - Tự do - Hạnh phúc";
    if (letter.heading == Heading::party)
        return paragraph(party, centred(look.country, true)) + rule_below(party, look.country, width, 100);
    return paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", centred(look.country, true)) +
           paragraph(motto, centred(look.motto, true)) + rule_below(motto, look.motto, width, 100);
}

// Two rows, so that number and place stand on one line however long the names are.
std::string heading(Letter const& letter, Setting const& set)
{
    if (letter.heading == Heading::none)
        return {};
    auto const& look = set.look;
    auto const width = set.paper.text_width();
    auto const upright = letter.heading == Heading::party ? party_column : motto_column;
    auto const right = letter.page == Page::portrait ? upright : width * 11 / 20;
    auto const left = width - right;
    std::string one;
    if (!letter.superior.empty())
        one += paragraph(letter.superior, centred(look.superior, false));
    one += paragraph(letter.organisation, centred(look.organisation, true));
    // The Party sets an asterisk where the State draws a line.
    one += letter.heading == Heading::party ? paragraph("*", centred(look.organisation, true))
                                            : rule_below(letter.organisation, look.organisation, left, 42);
    std::string two;
    if (!letter.number.empty())
        two += paragraph(letter.number, centred(look.number, false));
    if (!letter.brief.empty()) {
        auto style = centred(look.brief, false, look.brief_italic);
        style.before = 120; // 6 pt
        two += paragraph(letter.brief, style);
    }
    return frame({left, right}, {one, national_title(letter, look, right), two,
                                 paragraph(letter.place_and_date, centred(look.place, false, true))}) +
           paragraph("", set.sizes.tight ? Style{.size = 8, .line = 80} : Style{.size = 16});
}

std::string body(Paragraph const& each, Setting const& set, bool last = false)
{
    if (set.sizes.tight)
        return paragraph(each.text,
                         {.size = set.sizes.title, .italic = true, .align = Align::centre, .after = 40});
    auto const& look = set.look;
    auto style = Style{.size = look.text,
                       .align = Align::justified,
                       .first_line = look.first_line,
                       .after = look.after,
                       .keep_next = last, // the signature never stands on a sheet alone
                       .line = look.line};
    switch (each.style) {
    case ParagraphStyle::centred:
        style.align = Align::centre;
        style.first_line = 0;
        break;
    case ParagraphStyle::bold:
        style.bold = style.keep_next = true;
        style.align = Align::left;
        break;
    case ParagraphStyle::item:
        style.after = look.after / 2;
        return paragraph("- " + each.text, style);
    case ParagraphStyle::ground:
        style.italic = look.grounds_italic;
        break;
    case ParagraphStyle::body:
        break;
    }
    return paragraph(each.text, style);
}

// One on the line itself, several below it one by one.
std::string addressed(Letter const& letter, Setting const& set)
{
    auto const& look = set.look;
    auto const& all = letter.addressed_to;
    if (all.empty())
        return {};
    auto const begin = set.paper.text_width() * 22 / 100;
    auto const after = int(ems_of("Kính gửi: ") * look.text * 10);
    if (all.size() == 1)
        return paragraph("Kính gửi: " + all.front(),
                         {.size = look.text, .align = Align::centre, .after = 240});
    auto out = paragraph("Kính gửi:", {.size = look.text, .keep_next = true, .left = begin});
    for (std::size_t at = 0; at < all.size(); ++at) {
        auto const last = at + 1 == all.size();
        out += paragraph("- " + all[at] + (last ? '.' : look.between_recipients),
                         {.size = look.text, .after = last ? 240 : 0, .left = begin + after});
    }
    return out;
}

std::string signature_of(std::optional<Signature> const& signature, Setting const& set)
{
    if (!signature)
        return {};
    auto const& sizes = set.sizes;
    std::string out;
    for (auto const& line : signature->authority)
        out += line.starts_with('(') ? paragraph(line, centred(sizes.signature - 2, false, true))
                                     : paragraph(line, centred(sizes.signature, true));
    for (auto space = 0; space < sizes.room; ++space) // for signature and stamp
        out += paragraph("", {.size = sizes.signature, .line = sizes.tight ? sizes.signature * 23 / 2 : 0});
    return signature->name.empty() ? out : out + paragraph(signature->name, centred(set.look.signer, true));
}

std::string recipients_of(Letter const& letter, Look const& look)
{
    std::string out;
    auto const plain = look.recipients_underlined;
    if (!letter.recipients.empty())
        out += paragraph(
            "Nơi nhận:",
            {.size = look.recipients_heading, .bold = !plain, .italic = !plain, .underlined = plain});
    for (std::size_t at = 0; at < letter.recipients.size(); ++at)
        out += paragraph("- " + letter.recipients[at] +
                             (at + 1 == letter.recipients.size() ? '.' : look.between_recipients),
                         {.size = look.recipients});
    return out;
}

std::string ending(Letter const& letter, Setting const& set)
{
    auto const width = set.paper.text_width();
    auto const left = recipients_of(letter, set.look);
    auto const right = signature_of(letter.signature, set);
    if (!letter.prepared_by)
        return frame({width / 2, width - width / 2}, {left, right});
    return frame({width / 3, width / 3, width - 2 * (width / 3)},
                 {left, signature_of(letter.prepared_by, set), right});
}

// Below a table on one sheet: what must be said about it to the left, in its
// own size, and who made and who signs it to the right.
std::vector<int> foot_widths(Letter const& letter, Paper const& paper)
{
    auto const width = paper.text_width();
    auto const side = width / 5;
    if (!letter.signature)
        return {width};
    return letter.prepared_by ? std::vector{width - 2 * side, side, side} : std::vector{width - side, side};
}

std::vector<std::string> said_below(Letter const& letter)
{
    std::vector<std::string> lines;
    for (auto const& each : letter.closing)
        lines.push_back(each.text);
    for (auto const& note : letter.table->notes)
        lines.push_back(note);
    return lines;
}

std::string foot(Letter const& letter, Setting const& set)
{
    auto const widths = foot_widths(letter, set.paper);
    std::string said;
    for (auto const& line : said_below(letter))
        said += paragraph(
            line, {.size = set.sizes.note, .align = Align::justified, .line = line_of(set.sizes.note)});
    auto contents = std::vector{said};
    if (letter.prepared_by && letter.signature)
        contents.push_back(signature_of(letter.prepared_by, set));
    if (letter.signature)
        contents.push_back(signature_of(letter.signature, set));
    // Between two tables stands a paragraph, or they become one.
    return paragraph("", {.size = 4, .line = 60}) + frame(widths, contents);
}

int height_of_signature(Letter const& letter, Sizes const& sizes)
{
    auto const lines =
        letter.signature ? letter.signature->authority.size() + !letter.signature->name.empty() : 0;
    return int(lines + (lines > 0 ? std::size_t(sizes.room) : 0)) * sizes.signature * 23 / 2;
}

int height_of_foot(Letter const& letter, Setting const& set)
{
    auto const width = foot_widths(letter, set.paper).front();
    auto lines = 0;
    for (auto const& line : said_below(letter))
        lines += lines_of(line, width / (set.sizes.note * 10.0));
    return std::max(lines * line_of(set.sizes.note), height_of_signature(letter, set.sizes)) + 80;
}

int height_of_head(Letter const& letter, Sizes const& sizes)
{
    auto const heading = letter.heading == Heading::none
                             ? 0
                             : (sizes.heading + sizes.motto + sizes.place) * 23 / 2 + 100 + 100;
    auto const titles = int(!letter.type.empty()) + int(!letter.subject.empty());
    return heading + titles * sizes.type * 23 / 2 + int(letter.opening.size()) * (sizes.title * 23 / 2 + 40);
}

// The largest size, down to 6.5 points, in which all of it stands on one sheet
// and no word is broken; where every size breaks one, the largest that stands.
Setting set_on_one_sheet(Letter const& letter)
{
    constexpr auto largest = 22;
    constexpr auto smallest = 13;
    constexpr auto readable = 18;
    auto look = letter.look;
    look.country = look.motto = look.superior = look.organisation = look.number = look.place = 20;
    look.type = look.subject = 22;
    auto set = Setting{whole_sheet(letter),
                       {.heading = 20,
                        .motto = 20,
                        .place = 20,
                        .type = 22,
                        .title = 20,
                        .table = largest,
                        .note = 16,
                        .signature = 20,
                        .room = 2,
                        .tight = true},
                       look};
    auto stands = 0;
    for (; set.sizes.table >= smallest; --set.sizes.table) {
        set.sizes.note = std::clamp(set.sizes.table, 14, 18);
        auto const height = height_of_head(letter, set.sizes) +
                            height_of_table(*letter.table, set.paper, set.sizes) +
                            height_of_foot(letter, set);
        if (height * 100 > set.paper.text_height() * 98)
            continue;
        if (!breaks_words(*letter.table, set.paper, set.sizes))
            return set;
        stands = std::max(stands, set.sizes.table);
    }
    set.sizes.table = stands ? stands : readable;
    if (stands)
        set.sizes.note = std::clamp(stands, 14, 18);
    return set;
}

Setting setting_of(Letter const& letter)
{
    if (letter.one_sheet && letter.table)
        return set_on_one_sheet(letter);
    return {paper_of(letter), {.signature = letter.look.authority}, letter.look};
}

std::string below_table(Letter const& letter, Setting const& set)
{
    if (letter.one_sheet && letter.table)
        return foot(letter, set);
    std::string out;
    if (letter.table) {
        for (auto const& note : letter.table->notes)
            out += paragraph(note, {.size = set.sizes.note, .italic = true, .after = 40});
        out += paragraph("", {.size = 16});
    }
    auto const ends = letter.signature || !letter.recipients.empty();
    for (std::size_t at = 0; at < letter.closing.size(); ++at)
        out += body(letter.closing[at], set, ends && at + 1 == letter.closing.size());
    return ends ? out + ending(letter, set) : out;
}

std::string type_and_subject(Letter const& letter, Setting const& set)
{
    auto const& look = set.look;
    auto const width = set.paper.text_width();
    std::string out;
    if (!letter.type.empty())
        out += paragraph(letter.type, centred(look.type, true));
    if (letter.subject.empty())
        return out;
    out += paragraph(letter.subject, centred(look.subject, true));
    if (set.sizes.tight)
        return out;
    return letter.heading == Heading::party
               ? out + paragraph("-----", {.size = look.subject, .align = Align::centre, .after = 120})
               : out + rule_below(letter.subject, look.subject, width, 42) + paragraph("", {.size = 12});
}

} // namespace

std::string to_docx(Letter const& letter)
{
    auto const set = setting_of(letter);
    auto out = heading(letter, set) + type_and_subject(letter, set) + addressed(letter, set);
    auto const alone =
        !letter.table && letter.closing.empty() && (letter.signature || !letter.recipients.empty());
    for (std::size_t at = 0; at < letter.opening.size(); ++at)
        out += body(letter.opening[at], set, alone && at + 1 == letter.opening.size());
    if (letter.table)
        out += table_of(*letter.table, set.paper, set.sizes);
    out += below_table(letter, set);
    // A document may not end in a table; the last paragraph is next to nothing.
    out += paragraph("", {.size = 2, .line = 20});
    return packaged(out, set.paper, letter.page == Page::portrait, set.look.page_number);
}

} // namespace kheo::sheets
