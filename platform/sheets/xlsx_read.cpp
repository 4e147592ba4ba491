// SPDX-License-Identifier: AGPL-3.0-or-later
// Reads the sheets of an .xlsx: ECMA-376 part 1, 18.3 (cells), 18.4 (shared
// strings), 18.8 (styles).
#include "platform/sheets/budget.hpp"
#include "platform/sheets/formats.hpp"
#include "platform/sheets/problems.hpp"
#include "platform/sheets/xlsx.hpp"
#include "platform/text/legacy.hpp"

#include <algorithm>
#include <charconv>
#include <map>

namespace kheo::sheets::xlsx
{
namespace
{

using legacy::Encoding;

constexpr std::size_t max_merged = 100'000;

struct Style {
    Format format;
    Encoding font = Encoding::unicode;
};

// A string item: its text, or its runs where a font of before Unicode may be of
// them. A run without a font of its own has the cell's.
struct Item {
    std::string text;
    std::vector<std::pair<std::string, std::optional<Encoding>>> runs;
};

// What the text of a cell is read with.
struct Typed {
    Encoding font;
    int column;
    legacy::Changed& changed;
};

struct Context {
    std::vector<Item> strings;
    std::vector<Style> styles; // by cell style
    bool old_fonts = false;    // some style has one
    Epoch epoch = Epoch::from_1900;
    Budget budget;
    // How the old fonts of the sheet are used: seen in its first reading, known in its second.
    legacy::Habit seen = {};
    legacy::Habit const* known = nullptr;
};

// ECMA-376 part 1, 22.9.2.19: characters that XML forbids are written _xHHHH_.
std::string unescaped(std::string text)
{
    for (auto at = text.find("_x"); at != text.npos; at = text.find("_x", at + 1)) {
        auto code = 0u;
        auto const* const digits = text.data() + at + 2;
        if (at + 7 > text.size() || text[at + 6] != '_')
            continue;
        auto const [end, error] = std::from_chars(digits, digits + 4, code, 16);
        if (error != std::errc() || end != digits + 4)
            continue;
        // Only control characters and the escaped underscore are written so.
        if (code < 0x20 || code == 0x5f)
            text.replace(at, 7, 1, static_cast<char>(code));
    }
    return text;
}

// A string item <si> or <is>: one <t>, or rich runs <r><t>. Phonetic hints <rPh> are left out.
Item string_item(pugi::xml_node item, bool old_fonts)
{
    Item made;
    auto old = old_fonts;
    std::size_t size = 0;
    for (auto node = item.first_child(); node && size <= max_cell_bytes; node = node.next_sibling()) {
        auto const rich = is(node, "r");
        if (!rich && !is(node, "t"))
            continue;
        auto const font = rich ? attribute(child(child(node, "rPr"), "rFont"), "val") : std::string_view();
        auto const encoding = font.empty() ? std::nullopt : std::optional(legacy::encoding_of_font(font));
        old = old || encoding.value_or(Encoding::unicode) != Encoding::unicode;
        std::string_view const text = (rich ? child(node, "t") : node).child_value();
        size += text.size();
        made.runs.emplace_back(text, encoding);
    }
    if (old)
        return made;
    for (auto const& [text, encoding] : made.runs)
        made.text += text;
    return {clean_later(unescaped(std::move(made.text))), {}};
}

std::string text_in(Context& context, Item const& item, Typed const& typed)
{
    if (item.runs.empty())
        return item.text;
    legacy::Line line;
    for (auto const& [text, encoding] : item.runs)
        line.add(unescaped(text), encoding.value_or(typed.font));
    return clean_later(line.take(typed.changed, context.seen, context.known, typed.column));
}

Outcome<std::vector<Item>> strings(Package const& package, Book const& book, bool old_fonts)
{
    std::vector<Item> all;
    if (book.strings.empty() || !package.has(book.strings))
        return all;
    auto text = TRY(package.part(book.strings));
    auto const xml = TRY(Xml::parse(std::move(text)));
    for (auto item = child(xml.root(), "si"); item; item = next(item, "si")) {
        if (all.size() >= max_cells)
            return refuse(problems::too_large);
        all.push_back(string_item(item, old_fonts));
    }
    return all;
}

Outcome<std::vector<Style>> styles(Package const& package, Book const& book)
{
    std::vector<Style> all;
    if (book.styles.empty() || !package.has(book.styles))
        return all;
    auto text = TRY(package.part(book.styles));
    auto const xml = TRY(Xml::parse(std::move(text)));
    std::map<int, Format> custom;
    auto const codes = child(xml.root(), "numFmts");
    for (auto node = child(codes, "numFmt"); node; node = next(node, "numFmt"))
        custom[whole(node, "numFmtId", 0)] = format_of_code(attribute(node, "formatCode"));
    std::vector<Encoding> fonts;
    auto const named = child(xml.root(), "fonts");
    for (auto node = child(named, "font"); node; node = next(node, "font"))
        fonts.push_back(legacy::encoding_of_font(attribute(child(node, "name"), "val")));
    auto const cells = child(xml.root(), "cellXfs");
    for (auto node = child(cells, "xf"); node; node = next(node, "xf")) {
        auto const id = whole(node, "numFmtId", 0);
        auto const found = custom.find(id);
        auto const font = static_cast<std::size_t>(std::max(0, whole(node, "fontId", 0)));
        all.push_back({found == custom.end() ? built_in_format(id) : found->second,
                       font < fonts.size() ? fonts[font] : Encoding::unicode});
    }
    return all;
}

Style style_of(Context const& context, pugi::xml_node node)
{
    auto const style = static_cast<std::size_t>(std::max(0, whole(node, "s", 0)));
    return style < context.styles.size() ? context.styles[style] : Style{};
}

Cell text_cell(std::string text)
{
    auto const kind = text.empty() ? Kind::empty : Kind::text;
    return {std::move(text), kind};
}

Cell shared(Context& context, std::string_view value, Typed const& typed)
{
    std::size_t index = 0;
    auto const [end, error] = std::from_chars(value.data(), value.data() + value.size(), index);
    if (error != std::errc() || index >= context.strings.size())
        return {"#REF!", Kind::error};
    return {text_in(context, context.strings[index], typed), Kind::text};
}

Cell cell_of(Context& context, pugi::xml_node node, int column, legacy::Changed& changed)
{
    auto const type = attribute(node, "t");
    auto const style = style_of(context, node);
    auto const typed = Typed{style.font, column, changed};
    if (type == "inlineStr")
        return text_cell(text_in(context, string_item(child(node, "is"), context.old_fonts), typed));
    std::string_view const value = child(node, "v").child_value();
    if (value.empty()) // a formula whose program never computed it
        return child(node, "f") && type != "str" ? Cell{"#CALC!", Kind::error} : Cell{};
    if (type == "s")
        return shared(context, value, typed);
    if (type == "str")
        return text_cell(text_in(context, {{}, {{std::string(value), style.font}}}, typed));
    if (type == "b")
        return {value == "1" || value == "true" ? "TRUE" : "FALSE", Kind::boolean};
    if (type == "e")
        return {clean(value), Kind::error};
    if (type == "d") // ISO 8601, rare
        return {clean(value.substr(0, value.ends_with("T00:00:00") ? 10 : 19)), Kind::date};
    return number_cell(value, style.format, context.epoch);
}

Outcome<int> read_row(Context& context, Sheet& sheet, pugi::xml_node row, int previous)
{
    auto const at = row_of(row, previous);
    if (!at)
        return refuse(problems::broken);
    auto const hidden = attribute(row, "hidden");
    sheet.hidden_rows |= hidden == "1" || hidden == "true";
    auto last = -1;
    for (auto node = child(row, "c"); node; node = next(node, "c")) {
        auto const column = column_of(node, *at, last);
        if (!column)
            return refuse(problems::broken);
        last = *column;
        auto cell = cell_of(context, node, *column, sheet.changed);
        if (cell.text.empty())
            continue;
        if (!context.budget.put(sheet, *at, *column, std::move(cell)))
            return refuse(problems::too_large);
    }
    return *at;
}

void read_columns(Sheet& sheet, pugi::xml_node columns)
{
    for (auto node = child(columns, "col"); node; node = next(node, "col")) {
        auto const first = whole(node, "min", 0) - 1;
        auto const last = std::min(whole(node, "max", 0), 1'000); // wider sheets than that are blank tails
        auto const hidden = attribute(node, "hidden");
        sheet.hidden_columns |= hidden == "1" || hidden == "true";
        for (auto column = std::max(first, 0); column < last; ++column) {
            if (sheet.widths.size() <= static_cast<std::size_t>(column))
                sheet.widths.resize(static_cast<std::size_t>(column) + 1);
            sheet.widths[static_cast<std::size_t>(column)] =
                std::strtod(std::string(attribute(node, "width")).c_str(), nullptr);
        }
    }
}

Outcome<Sheet> sheet_in(Xml const& xml, Context& context, SheetPart const& part)
{
    Sheet sheet{.name = clean(part.name), .hidden = part.hidden};
    read_columns(sheet, child(xml.root(), "cols"));
    auto const data = child(xml.root(), "sheetData");
    auto previous = -1;
    for (auto row = child(data, "row"); row; row = next(row, "row")) {
        auto const at = TRY(read_row(context, sheet, row, previous));
        previous = at;
    }
    auto const merged = child(xml.root(), "mergeCells");
    for (auto node = child(merged, "mergeCell"); node; node = next(node, "mergeCell")) {
        if (sheet.merged.size() >= max_merged)
            return refuse(problems::too_large);
        if (auto const where = range(attribute(node, "ref")))
            sheet.merged.push_back(*where);
    }
    return sheet;
}

Outcome<Sheet> read_sheet(Package const& package, Context& context, SheetPart const& part)
{
    auto text = TRY(package.part(part.part));
    auto const xml = TRY(Xml::parse(std::move(text)));
    auto const before = context.budget;
    context.seen = {};
    context.known = nullptr;
    auto first = TRY(sheet_in(xml, context, part));
    if (!context.seen.settles())
        return first;
    context.budget = before;
    context.known = &context.seen;
    return sheet_in(xml, context, part);
}

} // namespace

Outcome<Workbook> read(std::string_view bytes)
{
    auto const package = TRY(Package::open(bytes));
    auto const parts = TRY(book(package));
    auto all_styles = TRY(styles(package, parts));
    auto const old_fonts =
        std::ranges::any_of(all_styles, [](Style const& style) { return style.font != Encoding::unicode; });
    auto all_strings = TRY(strings(package, parts, old_fonts));
    Context context{std::move(all_strings),
                    std::move(all_styles),
                    old_fonts,
                    parts.from_1904 ? Epoch::from_1904 : Epoch::from_1900,
                    {}};
    Workbook workbook;
    for (auto const& part : parts.sheets) {
        auto sheet = TRY(read_sheet(package, context, part));
        workbook.sheets.push_back(std::move(sheet));
    }
    return workbook;
}

} // namespace kheo::sheets::xlsx
