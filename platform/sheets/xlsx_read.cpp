// SPDX-License-Identifier: AGPL-3.0-or-later
// Reads the sheets of an .xlsx: ECMA-376 part 1, 18.3 (cells), 18.4 (shared
// strings), 18.8 (styles).
#include "platform/sheets/budget.hpp"
#include "platform/sheets/formats.hpp"
#include "platform/sheets/problems.hpp"
#include "platform/sheets/xlsx.hpp"

#include <algorithm>
#include <charconv>
#include <map>

namespace kheo::sheets::xlsx
{
namespace
{

constexpr std::size_t max_merged = 100'000;

struct Context {
    std::vector<std::string> strings;
    std::vector<Format> formats; // by cell style
    Epoch epoch = Epoch::from_1900;
    Budget budget;
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
std::string string_item(pugi::xml_node item)
{
    std::string text;
    for (auto node = item.first_child(); node && text.size() <= max_cell_bytes; node = node.next_sibling()) {
        if (is(node, "t"))
            text += node.child_value();
        else if (is(node, "r"))
            text += child(node, "t").child_value();
    }
    return clean(unescaped(std::move(text)));
}

Outcome<std::vector<std::string>> strings(Package const& package, Book const& book)
{
    std::vector<std::string> all;
    if (book.strings.empty() || !package.has(book.strings))
        return all;
    auto text = TRY(package.part(book.strings));
    auto const xml = TRY(Xml::parse(std::move(text)));
    for (auto item = child(xml.root(), "si"); item; item = next(item, "si")) {
        if (all.size() >= max_cells)
            return refuse(problems::too_large);
        all.push_back(string_item(item));
    }
    return all;
}

Outcome<std::vector<Format>> formats(Package const& package, Book const& book)
{
    std::vector<Format> all;
    if (book.styles.empty() || !package.has(book.styles))
        return all;
    auto text = TRY(package.part(book.styles));
    auto const xml = TRY(Xml::parse(std::move(text)));
    std::map<int, Format> custom;
    auto const codes = child(xml.root(), "numFmts");
    for (auto node = child(codes, "numFmt"); node; node = next(node, "numFmt"))
        custom[whole(node, "numFmtId", 0)] = format_of_code(attribute(node, "formatCode"));
    auto const styles = child(xml.root(), "cellXfs");
    for (auto node = child(styles, "xf"); node; node = next(node, "xf")) {
        auto const id = whole(node, "numFmtId", 0);
        auto const found = custom.find(id);
        all.push_back(found == custom.end() ? built_in_format(id) : found->second);
    }
    return all;
}

Cell shared(Context const& context, std::string_view value)
{
    std::size_t index = 0;
    auto const [end, error] = std::from_chars(value.data(), value.data() + value.size(), index);
    if (error != std::errc() || index >= context.strings.size())
        return {"#REF!", Kind::error};
    return {context.strings[index], Kind::text};
}

Cell text_cell(std::string text)
{
    auto const kind = text.empty() ? Kind::empty : Kind::text;
    return {std::move(text), kind};
}

Cell cell_of(Context const& context, pugi::xml_node node)
{
    auto const type = attribute(node, "t");
    if (type == "inlineStr")
        return text_cell(string_item(child(node, "is")));
    std::string_view const value = child(node, "v").child_value();
    if (value.empty()) // a formula whose program never computed it
        return child(node, "f") && type != "str" ? Cell{"#CALC!", Kind::error} : Cell{};
    if (type == "s")
        return shared(context, value);
    if (type == "str")
        return text_cell(clean(unescaped(std::string(value))));
    if (type == "b")
        return {value == "1" || value == "true" ? "TRUE" : "FALSE", Kind::boolean};
    if (type == "e")
        return {clean(value), Kind::error};
    if (type == "d") // ISO 8601, rare
        return {clean(value.substr(0, value.ends_with("T00:00:00") ? 10 : 19)), Kind::date};
    auto const style = static_cast<std::size_t>(std::max(0, whole(node, "s", 0)));
    auto const format = style < context.formats.size() ? context.formats[style] : Format{};
    return number_cell(value, format, context.epoch);
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
        auto cell = cell_of(context, node);
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

Outcome<Sheet> read_sheet(Package const& package, Context& context, SheetPart const& part)
{
    Sheet sheet{.name = clean(part.name), .hidden = part.hidden};
    auto text = TRY(package.part(part.part));
    auto const xml = TRY(Xml::parse(std::move(text)));
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

} // namespace

Outcome<Workbook> read(std::string_view bytes)
{
    auto const package = TRY(Package::open(bytes));
    auto const parts = TRY(book(package));
    auto all_strings = TRY(strings(package, parts));
    auto all_formats = TRY(formats(package, parts));
    Context context{std::move(all_strings),
                    std::move(all_formats),
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
