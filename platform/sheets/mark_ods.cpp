// SPDX-License-Identifier: AGPL-3.0-or-later
// Marks an .ods: content.xml is edited, every other part keeps its bytes.
// Repeated rows and cells are split where a mark falls inside them.
#include "platform/sheets/marking.hpp"
#include "platform/sheets/ods.hpp"
#include "platform/sheets/package.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <set>

namespace kheo::sheets
{
namespace
{

constexpr auto our_colour = "#ffdda8";
constexpr auto words_style = "KheoLoi";
constexpr auto column_style = "KheoCot";
constexpr auto columns_repeated = "table:number-columns-repeated";
constexpr auto rows_repeated = "table:number-rows-repeated";

void set(pugi::xml_node node, char const* name, std::string const& value)
{
    auto found = node.attribute(name);
    (found ? found : node.append_attribute(name)).set_value(value.c_str());
}

// Programs other than LibreOffice may leave out what they do not use.
void declare(pugi::xml_node root)
{
    constexpr std::array<std::pair<char const*, char const*>, 6> spaces{
        {{"xmlns:table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"},
         {"xmlns:text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"},
         {"xmlns:style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"},
         {"xmlns:fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"},
         {"xmlns:office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"},
         {"xmlns:dc", "http://purl.org/dc/elements/1.1/"}}};
    for (auto const& [name, space] : spaces)
        if (!root.attribute(name))
            set(root, name, space);
}

// Leaves `node`, which stands for `times` places, for the one at `offset`.
void split(pugi::xml_node node, char const* name, int times, int offset)
{
    auto const repeat = [&](pugi::xml_node copy, int count) {
        copy.remove_attribute(name);
        if (count > 1)
            set(copy, name, std::to_string(count));
    };
    if (offset > 0)
        repeat(node.parent().insert_copy_before(node, node), offset);
    if (times - offset > 1)
        repeat(node.parent().insert_copy_after(node, node), times - offset - 1);
    repeat(node, 1);
}

// The automatic cell styles, by name; a marked style is a copy with our colour.
class CellStyles
{
  public:
    explicit CellStyles(pugi::xml_node root) : styles_(child(root, "automatic-styles"))
    {
        if (!styles_)
            styles_ = root.insert_child_before("office:automatic-styles", child(root, "body"));
        for (auto node = child(styles_, "style"); node; node = next(node, "style"))
            names_.insert(std::string(attribute(node, "name")));
        if (add(words_style, "table-cell", "Default")) {
            auto properties = styles_.last_child().append_child("style:table-cell-properties");
            set(properties, "fo:wrap-option", "wrap");
            set(properties, "style:vertical-align", "top");
        }
        if (add(column_style, "table-column", ""))
            set(styles_.last_child().append_child("style:table-column-properties"), "style:column-width",
                "9cm");
    }

    std::string marked(std::string const& name)
    {
        return coloured(name) ? name : copied(name, "KheoSua_" + name, our_colour);
    }

    std::string unmarked(std::string const& name)
    {
        if (!coloured(name))
            return name;
        if (name.starts_with("KheoSua_"))
            return name.substr(8);
        return copied(name, "KheoBo_" + name, "transparent"); // renamed by the program that saved it
    }

  private:
    pugi::xml_node find(std::string_view name) const
    {
        auto node = child(styles_, "style");
        while (node && attribute(node, "name") != name)
            node = next(node, "style");
        return node;
    }

    bool coloured(std::string const& name) const
    {
        auto const properties = child(find(name), "table-cell-properties");
        return attribute(properties, "background-color") == our_colour;
    }

    bool add(std::string const& name, char const* family, std::string const& parent)
    {
        if (!names_.insert(name).second)
            return false;
        auto made = styles_.append_child("style:style");
        set(made, "style:name", name);
        set(made, "style:family", family);
        if (!parent.empty())
            set(made, "style:parent-style-name", parent);
        return true;
    }

    std::string copied(std::string const& name, std::string const& as, char const* colour)
    {
        if (auto const like = find(name); like && names_.insert(as).second)
            set(styles_.append_copy(like), "style:name", as);
        else if (!like)
            add(as, "table-cell", name.empty() ? "Default" : name);
        auto made = find(as);
        auto properties = child(made, "table-cell-properties");
        if (!properties)
            properties = made.prepend_child("style:table-cell-properties");
        set(properties, "fo:background-color", colour);
        return as;
    }

    pugi::xml_node styles_;
    std::set<std::string, std::less<>> names_;
};

class Grid
{
  public:
    explicit Grid(pugi::xml_node table) : table_(table)
    {
        auto row = 0;
        for (auto const node : ods::rows_of(table)) {
            rows_[row] = node;
            row += ods::repeated(node, "number-rows-repeated");
            if (row >= max_rows)
                break;
        }
    }

    // The cell alone at its place. None below the last row of the table.
    pugi::xml_node at(int row, int column)
    {
        auto const line = row_at(row);
        auto begin = 0;
        for (auto node = line.first_child(); node; node = node.next_sibling()) {
            if (!is(node, "table-cell") && !is(node, "covered-table-cell"))
                continue;
            auto const times = ods::repeated(node, "number-columns-repeated");
            if (column < begin + times) {
                if (times > 1)
                    split(node, columns_repeated, times, column - begin);
                return node;
            }
            begin += times;
        }
        if (!line)
            return line;
        auto end = line;
        if (column > begin)
            set(end.append_child("table:table-cell"), columns_repeated, std::to_string(column - begin));
        return end.append_child("table:table-cell");
    }

    // The style in force there: the cell's own, else its column's.
    std::string style_of(pugi::xml_node cell, int column) const
    {
        if (auto const own = attribute(cell, "style-name"); !own.empty())
            return std::string(own);
        return std::string(attribute(column_at(column).first, "default-cell-style-name"));
    }

    void write(int row, int column, std::string_view text, std::string const& style)
    {
        auto cell = at(row, column);
        if (!cell)
            return;
        cell.remove_children();
        cell.remove_attributes();
        set(cell, "table:style-name", style);
        if (text.empty())
            return;
        set(cell, "office:value-type", "string");
        for (std::size_t from = 0; from <= text.size();) {
            auto const to = std::min(text.find('\n', from), text.size());
            cell.append_child("text:p").text().set(std::string(text.substr(from, to - from)).c_str());
            from = to + 1;
        }
    }

    void widen(int column)
    {
        define_columns(column);
        auto const [node, offset] = column_at(column);
        if (!node)
            return;
        split(node, columns_repeated, ods::repeated(node, "number-columns-repeated"), offset);
        set(node, "table:style-name", column_style);
    }

    std::map<int, pugi::xml_node> const& rows() const { return rows_; }

  private:
    pugi::xml_node row_at(int row)
    {
        auto found = rows_.upper_bound(row);
        if (found == rows_.begin())
            return {};
        --found;
        auto const [begin, node] = *found;
        auto const times = ods::repeated(node, "number-rows-repeated");
        if (row >= begin + times)
            return {};
        if (times == 1)
            return node;
        split(node, rows_repeated, times, row - begin);
        if (row > begin)
            rows_[begin] = node.previous_sibling();
        rows_[row] = node;
        if (row + 1 < begin + times)
            rows_[row + 1] = node.next_sibling();
        return node;
    }

    // LibreOffice defines no column behind the last that it uses.
    void define_columns(int column)
    {
        auto last = pugi::xml_node();
        auto defined = 0;
        for (auto node = child(table_, "table-column"); node; node = next(node, "table-column")) {
            defined += ods::repeated(node, "number-columns-repeated");
            last = node;
        }
        if (!last || defined > column)
            return;
        auto made = table_.insert_child_after("table:table-column", last);
        set(made, columns_repeated, std::to_string(column - defined + 1));
    }

    std::pair<pugi::xml_node, int> column_at(int column) const
    {
        auto begin = 0;
        for (auto node = child(table_, "table-column"); node; node = next(node, "table-column")) {
            auto const times = ods::repeated(node, "number-columns-repeated");
            if (column < begin + times)
                return {node, column - begin};
            begin += times;
        }
        return {};
    }

    pugi::xml_node table_;
    std::map<int, pugi::xml_node> rows_; // by the first row that each stands for
};

bool is_ours(pugi::xml_node note)
{
    return child(note, "creator").child_value() == mark_author;
}

void add_note(pugi::xml_node cell, std::string const& sentence)
{
    if (child(cell, "annotation"))
        return; // the officer's own stays
    auto note = cell.prepend_child("office:annotation");
    note.append_child("dc:creator").text().set(std::string(mark_author).c_str());
    note.append_child("text:p").text().set(sentence.c_str());
}

void unmark(Grid const& grid, CellStyles& styles)
{
    for (auto const& [row, line] : grid.rows())
        for (auto cell : line.children()) {
            if (auto const note = child(cell, "annotation"); note && is_ours(note))
                cell.remove_child(note);
            if (auto const name = std::string(attribute(cell, "style-name")); !name.empty())
                set(cell, "table:style-name", styles.unmarked(name));
        }
}

void mark_table(pugi::xml_node table, CellStyles& styles, Sheet const& sheet, Marking const& marking)
{
    Grid grid(table);
    if (marking.again) {
        unmark(grid, styles);
        for (auto row = marking.heading_row + 1; row < static_cast<int>(sheet.rows.size()); ++row)
            if (!marking.words.contains(row) && !sheet.at(row, marking.column).text.empty())
                grid.write(row, marking.column, "", words_style);
    } else {
        grid.widen(marking.column);
    }
    for (auto const& [where, sentence] : marking.notes)
        if (auto cell = grid.at(where.first, where.second)) {
            set(cell, "table:style-name", styles.marked(grid.style_of(cell, where.second)));
            add_note(cell, sentence);
        }
    for (auto const& [row, words] : marking.words)
        grid.write(row, marking.column, words,
                   words == mark_taken ? words_style : styles.marked(words_style));
    auto const beside = grid.at(marking.heading_row, std::max(marking.column - 1, 0));
    auto const heading_style = grid.style_of(beside, std::max(marking.column - 1, 0));
    grid.write(marking.heading_row, marking.column, mark_heading,
               heading_style.empty() ? words_style : heading_style);
}

} // namespace

Outcome<std::string> mark_ods(std::string_view original, Workbook const& book,
                              std::vector<SheetMarks> const& marks)
{
    auto const package = TRY(Package::open(original));
    auto text = TRY(package.part("content.xml"));
    auto const xml = TRY(Xml::parse(std::move(text), Keep::everything));
    declare(xml.root());
    CellStyles styles(xml.root());
    auto const body = child(child(xml.root(), "body"), "spreadsheet");
    std::vector<pugi::xml_node> tables;
    for (auto table = child(body, "table"); table; table = next(table, "table"))
        tables.push_back(table);
    for (auto const& wanted : marks) {
        auto const index = static_cast<std::size_t>(wanted.sheet);
        if (index < tables.size() && index < book.sheets.size())
            mark_table(tables[index], styles, book.sheets[index], marking(book.sheets[index], wanted));
    }
    return repacked(original, {{"content.xml", xml.text()}});
}

} // namespace kheo::sheets
