// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/sheets/problems.hpp"
#include "platform/sheets/xlsx.hpp"

#include <algorithm>
#include <charconv>

namespace kheo::sheets::xlsx
{
namespace
{

std::string_view folder_of(std::string_view part)
{
    auto const slash = part.rfind('/');
    return slash == part.npos ? std::string_view() : part.substr(0, slash + 1);
}

std::string_view last_word(std::string_view type)
{
    auto const slash = type.rfind('/');
    return slash == type.npos ? type : type.substr(slash + 1);
}

Relation const* by_type(std::vector<Relation> const& all, std::string_view type)
{
    auto const found = std::ranges::find(all, type, &Relation::type);
    return found == all.end() ? nullptr : &*found;
}

// The attribute r:id, whatever the prefix; a plain "id" would be another one.
std::string_view relation_id(pugi::xml_node node)
{
    for (auto const& found : node.attributes())
        if (std::string_view(found.name()).ends_with(":id"))
            return found.value();
    return {};
}

} // namespace

std::string resolved(std::string_view part, std::string_view target)
{
    auto const path = target.starts_with('/') ? std::string(target.substr(1))
                                              : std::string(folder_of(part)) + std::string(target);
    std::vector<std::string_view> steps;
    for (std::size_t from = 0; from <= path.size();) {
        auto const to = std::min(path.find('/', from), path.size());
        auto const step = std::string_view(path).substr(from, to - from);
        from = to + 1;
        if (step == ".." && !steps.empty())
            steps.pop_back();
        else if (!step.empty() && step != "." && step != "..")
            steps.push_back(step);
    }
    std::string out;
    for (auto const step : steps)
        (out.empty() ? out : out += '/') += step;
    return out;
}

std::string relations_part(std::string_view part)
{
    auto const folder = folder_of(part);
    return std::string(folder) + "_rels/" + std::string(part.substr(folder.size())) + ".rels";
}

Outcome<std::vector<Relation>> relations(Package const& package, std::string const& part)
{
    std::vector<Relation> all;
    auto const name = relations_part(part);
    if (!package.has(name))
        return all;
    auto text = TRY(package.part(name));
    auto const xml = TRY(Xml::parse(std::move(text)));
    for (auto node = child(xml.root(), "Relationship"); node; node = next(node, "Relationship"))
        all.push_back({std::string(attribute(node, "Id")), std::string(last_word(attribute(node, "Type"))),
                       resolved(part, attribute(node, "Target")),
                       attribute(node, "TargetMode") == "External"});
    return all;
}

Outcome<Book> book(Package const& package)
{
    auto const top = TRY(relations(package, ""));
    auto const* main = by_type(top, "officeDocument");
    if (main == nullptr)
        return refuse(problems::broken);
    Book book{.part = main->target};
    auto const parts = TRY(relations(package, book.part));
    if (auto const* strings = by_type(parts, "sharedStrings"))
        book.strings = strings->target;
    if (auto const* styles = by_type(parts, "styles"))
        book.styles = styles->target;
    auto text = TRY(package.part(book.part));
    auto const xml = TRY(Xml::parse(std::move(text)));
    auto const from_1904 = attribute(child(xml.root(), "workbookPr"), "date1904");
    book.from_1904 = from_1904 == "1" || from_1904 == "true";
    auto const sheets = child(xml.root(), "sheets");
    for (auto node = child(sheets, "sheet"); node; node = next(node, "sheet")) {
        auto const relation = std::ranges::find(parts, relation_id(node), &Relation::id);
        if (relation == parts.end())
            return refuse(problems::broken);
        if (relation->type == "worksheet")
            book.sheets.push_back({std::string(attribute(node, "name")), relation->target,
                                   attribute(node, "state").ends_with("idden")});
    }
    return book;
}

std::optional<Place> place(std::string_view reference)
{
    auto column = 0;
    std::size_t at = 0;
    for (; at < reference.size() && at < 4; ++at) {
        auto const letter = static_cast<char>(reference[at] & ~0x20); // either case
        if (letter < 'A' || letter > 'Z')
            break;
        column = column * 26 + (letter - 'A' + 1);
    }
    auto row = 0;
    auto const* const end = reference.data() + reference.size();
    auto const [stop, error] = std::from_chars(reference.data() + at, end, row);
    if (at == 0 || error != std::errc() || stop != end || row < 1 || row > max_rows || column > max_columns)
        return {};
    return Place{row - 1, column - 1};
}

std::string column_letters(int column)
{
    std::string letters;
    for (auto rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
    return letters;
}

std::string reference(int row, int column)
{
    return column_letters(column) + std::to_string(row + 1);
}

std::optional<Range> range(std::string_view reference)
{
    auto const colon = reference.find(':');
    auto const from = place(reference.substr(0, colon));
    auto const to = colon == reference.npos ? from : place(reference.substr(colon + 1));
    if (!from || !to || to->row < from->row || to->column < from->column)
        return {};
    return Range{from->row, from->column, to->row, to->column};
}

std::optional<int> row_of(pugi::xml_node row, int previous)
{
    auto const at = attribute(row, "r").empty() ? previous + 1 : whole(row, "r", 0) - 1;
    if (at <= previous || at >= max_rows)
        return {};
    return at;
}

std::optional<int> column_of(pugi::xml_node cell, int row, int previous)
{
    auto const written = attribute(cell, "r");
    if (written.empty())
        return previous + 1 < max_columns ? std::optional(previous + 1) : std::nullopt;
    auto const at = place(written);
    if (!at || at->row != row || at->column <= previous)
        return {};
    return at->column;
}

} // namespace kheo::sheets::xlsx
