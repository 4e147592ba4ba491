// SPDX-License-Identifier: AGPL-3.0-or-later
// Marks an .xlsx in its own package: the sheet's cells, its styles and notes
// are edited, every other part keeps its bytes.
#include "platform/sheets/marking.hpp"
#include "platform/sheets/xlsx.hpp"
#include "platform/sheets/xlsx_notes.hpp"
#include "platform/sheets/xlsx_styles.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace kheo::sheets
{
namespace
{

using namespace xlsx;

constexpr auto words_width = 44; // characters

class Cells
{
  public:
    explicit Cells(pugi::xml_node sheet) : sheet_(sheet), data_(child(sheet, "sheetData"))
    {
        auto previous = -1;
        for (auto row = child(data_, "row"); row; row = next(row, "row"))
            if (auto const at = row_of(row, previous)) {
                rows_[*at] = row;
                previous = *at;
            }
    }

    std::map<int, pugi::xml_node> const& rows() const { return rows_; }

    // The cell at this place, made where it is not there.
    pugi::xml_node at(int row, int column)
    {
        auto line = row_at(row);
        auto last = -1;
        auto before = pugi::xml_node();
        for (auto node = child(line, "c"); node; node = next(node, "c")) {
            auto const found = column_of(node, row, last).value_or(last + 1);
            if (found == column)
                return node;
            if (found > column) {
                before = node;
                break;
            }
            last = found;
        }
        auto const name = named("c");
        auto made = before ? line.insert_child_before(name.c_str(), before) : line.append_child(name.c_str());
        set(made, "r", reference(row, column));
        line.remove_attribute("spans"); // a hint about columns, no longer true
        // A cell without "r" stands after the one before it: now it must say where.
        if (before && attribute(before, "r").empty())
            number(line, row);
        return made;
    }

    void set(pugi::xml_node node, char const* name, std::string const& value)
    {
        auto found = node.attribute(name);
        (found ? found : node.append_attribute(name)).set_value(value.c_str());
    }

    void style(pugi::xml_node cell, int style)
    {
        if (style != whole(cell, "s", 0))
            set(cell, "s", std::to_string(style));
    }

    void write(int row, int column, std::string const& text, int style_id)
    {
        auto cell = at(row, column);
        cell.remove_children();
        set(cell, "s", std::to_string(style_id));
        cell.remove_attribute("t");
        if (text.empty())
            return;
        set(cell, "t", "inlineStr");
        auto inside = cell.append_child(named("is").c_str()).append_child(named("t").c_str());
        set(inside, "xml:space", "preserve");
        inside.text().set(text.c_str());
    }

    // A height that the program only remembered would hide the second line.
    void let_grow(int row)
    {
        auto line = row_at(row);
        auto const fixed = attribute(line, "customHeight");
        if (fixed != "1" && fixed != "true")
            line.remove_attribute("ht");
    }

    std::string named(std::string_view name) const
    {
        std::string_view const root(sheet_.name());
        return std::string(root.substr(0, root.size() - local_name(sheet_.name()).size())) +
               std::string(name);
    }

  private:
    pugi::xml_node row_at(int row)
    {
        auto const found = rows_.lower_bound(row);
        if (found != rows_.end() && found->first == row)
            return found->second;
        auto const name = named("row");
        auto made = found == rows_.end() ? data_.append_child(name.c_str())
                                         : data_.insert_child_before(name.c_str(), found->second);
        set(made, "r", std::to_string(row + 1));
        return rows_[row] = made;
    }

    // Writes out the places that were only implied by order.
    void number(pugi::xml_node line, int row)
    {
        auto last = -1;
        for (auto node = child(line, "c"); node; node = next(node, "c")) {
            last = column_of(node, row, last).value_or(last + 1);
            set(node, "r", reference(row, last));
        }
    }

    pugi::xml_node sheet_;
    pugi::xml_node data_;
    std::map<int, pugi::xml_node> rows_;
};

// Gives the column our width; a wider definition that covers it is cut in two.
void widen(Cells& cells, pugi::xml_node sheet, int column)
{
    auto columns = child(sheet, "cols");
    if (!columns)
        columns = sheet.insert_child_before(cells.named("cols").c_str(), child(sheet, "sheetData"));
    auto const number = column + 1;
    auto before = pugi::xml_node();
    for (auto node = child(columns, "col"); node; node = next(node, "col")) {
        auto const first = whole(node, "min", 1);
        auto const last = whole(node, "max", 1);
        if (first <= number && number <= last) {
            if (last > number) {
                before = columns.insert_copy_after(node, node);
                cells.set(before, "min", std::to_string(number + 1));
            } else {
                before = next(node, "col");
            }
            cells.set(node, "max", std::to_string(number - 1));
            if (first == number)
                columns.remove_child(node);
            break;
        }
        if (first > number) {
            before = node;
            break;
        }
    }
    auto const name = cells.named("col");
    auto made =
        before ? columns.insert_child_before(name.c_str(), before) : columns.append_child(name.c_str());
    cells.set(made, "min", std::to_string(number));
    cells.set(made, "max", std::to_string(number));
    cells.set(made, "width", std::to_string(words_width));
    cells.set(made, "customWidth", "1");
}

void grow_dimension(Cells& cells, pugi::xml_node sheet, int column)
{
    auto node = child(sheet, "dimension");
    if (auto now = range(attribute(node, "ref"))) {
        now->right = std::max(now->right, column);
        cells.set(node, "ref", reference(now->top, now->left) + ":" + reference(now->bottom, now->right));
    }
}

// Takes the colours of an earlier marking away.
void unmark(Cells const& cells, Cells& writer, Styles& styles)
{
    for (auto const& [row, line] : cells.rows())
        for (auto node = child(line, "c"); node; node = next(node, "c"))
            writer.style(node, styles.unmarked(whole(node, "s", 0)));
}

void mark_cells(pugi::xml_node sheet, Styles& styles, Marking const& marking)
{
    Cells cells(sheet);
    auto const colours = [&](int style) { return styles.marked(style); };
    if (marking.again) {
        unmark(cells, cells, styles);
        for (auto const& [row, line] : std::map(cells.rows()))
            if (row > marking.heading_row && !marking.words.contains(row))
                cells.write(row, marking.column, "", styles.words());
    }
    for (auto const& [where, sentence] : marking.notes) {
        auto cell = cells.at(where.first, where.second);
        cells.style(cell, colours(whole(cell, "s", 0)));
    }
    for (auto const& [row, words] : marking.words)
        cells.write(row, marking.column, words,
                    words == mark_taken ? styles.words() : colours(styles.words()));
    for (auto const& [row, words] : marking.words)
        cells.let_grow(row);
    // The heading looks as its neighbour's.
    auto const beside =
        marking.column > 0 ? cells.at(marking.heading_row, marking.column - 1) : pugi::xml_node();
    auto const heading_style =
        marking.again ? whole(cells.at(marking.heading_row, marking.column), "s", 0) : whole(beside, "s", 0);
    cells.write(marking.heading_row, marking.column, std::string(mark_heading),
                styles.readable(heading_style));
    if (!marking.again)
        widen(cells, sheet, marking.column);
    grow_dimension(cells, sheet, marking.column);
}

Outcome<Xml> parsed(Package const& package, std::string const& part)
{
    auto text = TRY(package.part(part));
    return Xml::parse(std::move(text), Keep::everything);
}

} // namespace

Outcome<std::string> mark_xlsx(std::string_view original, Workbook const& book,
                               std::vector<SheetMarks> const& marks)
{
    auto const package = TRY(Package::open(original));
    auto const parts = TRY(xlsx::book(package));
    auto const has_styles = !parts.styles.empty() && package.has(parts.styles);
    auto styles_xml = TRY(has_styles ? parsed(package, parts.styles) : Xml::parse("<styleSheet/>"));
    Styles styles(std::move(styles_xml));
    auto const types = TRY(parsed(package, "[Content_Types].xml"));
    Parts changed;
    for (auto const& wanted : marks) {
        auto const index = static_cast<std::size_t>(wanted.sheet);
        if (index >= parts.sheets.size() || index >= book.sheets.size())
            continue;
        auto const& part = parts.sheets[index].part;
        auto const sheet = TRY(parsed(package, part));
        auto const words = marking(book.sheets[index], wanted);
        mark_cells(sheet.root(), styles, words);
        auto const noted =
            TRY(with_notes(package, part, sheet.root(), types.root(), words.notes, wanted.sheet + 1));
        changed.insert(changed.end(), noted.begin(), noted.end());
        changed.emplace_back(part, sheet.text());
    }
    if (has_styles)
        changed.emplace_back(parts.styles, styles.text());
    changed.emplace_back("[Content_Types].xml", types.text());
    return repacked(original, changed);
}

} // namespace kheo::sheets
