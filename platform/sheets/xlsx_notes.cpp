// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/sheets/xlsx_notes.hpp"

#include "platform/sheets/marking.hpp"
#include "platform/sheets/xlsx.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace kheo::sheets::xlsx
{
namespace
{

constexpr std::string_view office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view main_space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view package_space = "http://schemas.openxmlformats.org/package/2006/relationships";
constexpr std::string_view comments_type =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
constexpr std::string_view vml_type = "application/vnd.openxmlformats-officedocument.vmlDrawing";
constexpr auto declaration = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";

constexpr auto empty_vml =
    R"(<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" )"
    R"(xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{}"/>)"
    R"(</o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">)"
    R"(<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>)";

constexpr auto shape =
    R"(<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" )"
    R"(xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{}" type="#_x0000_t202" )"
    R"(style="position:absolute;visibility:hidden" fillcolor="#ffdda8" o:insetmode="auto"><v:fill color2="#ffdda8"/>)"
    R"(<v:path o:connecttype="none"/><v:textbox/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>)"
    R"(<x:Anchor>{}, 15, {}, 2, {}, 31, {}, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{}</x:Row>)"
    R"(<x:Column>{}</x:Column></x:ClientData></v:shape>)";

void set(pugi::xml_node node, char const* name, std::string_view value)
{
    node.append_attribute(name).set_value(std::string(value).c_str());
}

Outcome<Xml> part_or(Package const& package, std::string const& name, std::string otherwise)
{
    if (!name.empty() && package.has(name)) {
        auto text = TRY(package.part(name));
        return Xml::parse(std::move(text), Keep::everything);
    }
    return Xml::parse(std::move(otherwise), Keep::everything);
}

std::string written(Xml const& xml)
{
    auto text = xml.text();
    return text.starts_with("<?xml") ? text : declaration + text;
}

// Index of our author; appended where it is not there.
std::string our_author(pugi::xml_node comments)
{
    auto authors = child(comments, "authors");
    auto index = 0;
    for (auto node = child(authors, "author"); node; node = next(node, "author"), ++index)
        if (node.child_value() == mark_author)
            return std::to_string(index);
    auto const name =
        authors.first_child() ? std::string(authors.first_child().name()) : std::string("author");
    authors.append_child(name.c_str()).text().set(std::string(mark_author).c_str());
    return std::to_string(index);
}

// Takes away our notes, and answers with the cells that keep a note of another author.
std::vector<std::string> cleared(pugi::xml_node list, std::string_view author, Notes& gone)
{
    std::vector<std::string> kept;
    for (auto node = child(list, "comment"); node;) {
        auto const current = node;
        node = next(node, "comment");
        auto const where = place(attribute(current, "ref"));
        if (attribute(current, "authorId") != author) {
            kept.emplace_back(attribute(current, "ref"));
        } else {
            if (where)
                gone[{where->row, where->column}];
            list.remove_child(current);
        }
    }
    return kept;
}

void add_comment(pugi::xml_node list, std::string_view where, std::string_view author,
                 std::string const& sentence)
{
    std::string_view const like(list.name());
    auto const prefix = std::string(like.substr(0, like.size() - local_name(list.name()).size()));
    auto comment = list.append_child((prefix + "comment").c_str());
    set(comment, "ref", where);
    set(comment, "authorId", author);
    auto text = comment.append_child((prefix + "text").c_str()).append_child((prefix + "t").c_str());
    set(text, "xml:space", "preserve");
    text.text().set(sentence.c_str());
}

void remove_shapes(pugi::xml_node vml, Notes const& gone)
{
    for (auto node = child(vml, "shape"); node;) {
        auto const current = node;
        node = next(node, "shape");
        auto const data = child(current, "ClientData");
        auto const number = [&](std::string_view name) {
            return child(data, name) ? child(data, name).text().as_int(-1) : -1;
        };
        if (attribute(data, "ObjectType") == "Note" && gone.contains({number("Row"), number("Column")}))
            vml.remove_child(current);
    }
}

int highest_shape(pugi::xml_node vml)
{
    constexpr auto most = 1'000'000'000; // beyond any number that a program gives
    auto highest = 0;
    for (auto node = child(vml, "shape"); node; node = next(node, "shape")) {
        auto const id = attribute(node, "id");
        if (id.starts_with("_x0000_s"))
            highest = std::max(highest, std::min(std::atoi(std::string(id.substr(8)).c_str()), most));
    }
    return highest;
}

void add_shape(pugi::xml_node vml, int id, int row, int column)
{
    auto const text =
        fmt::format(shape, id, column + 1, std::max(row - 1, 0), column + 4, row + 4, row, column);
    vml.append_buffer(text.data(), text.size());
}

// Shape numbers are handed out in blocks of 1,024; a sheet says which are its own.
std::string blocks(int first, std::size_t shapes)
{
    auto list = std::to_string(first);
    for (std::size_t more = 1; more <= shapes / 1'000; ++more)
        list += fmt::format(",{}", first + static_cast<int>(more));
    return list;
}

void say_type(pugi::xml_node types, std::string const& comments_part)
{
    auto has_vml = false;
    for (auto const& node : types.children())
        has_vml |= is(node, "Default") && attribute(node, "Extension") == "vml";
    if (!has_vml) {
        auto added = types.prepend_child("Default");
        set(added, "Extension", "vml");
        set(added, "ContentType", vml_type);
    }
    for (auto const& node : types.children())
        if (attribute(node, "PartName") == "/" + comments_part)
            return;
    auto added = types.append_child("Override");
    set(added, "PartName", "/" + comments_part);
    set(added, "ContentType", comments_type);
}

void relate(pugi::xml_node relations, std::string_view id, std::string_view type, std::string_view part)
{
    auto added = relations.append_child("Relationship");
    set(added, "Id", id);
    set(added, "Type", fmt::format("{}/{}", office, type));
    set(added, "Target", fmt::format("/{}", part));
}

// The schema wants <legacyDrawing> before these.
void link_drawing(pugi::xml_node sheet, std::string_view id)
{
    constexpr std::array later{"legacyDrawingHF", "drawingHF",  "picture", "oleObjects",      "controls",
                               "webPublishItems", "tableParts", "extLst",  "AlternateContent"};
    auto before = sheet.first_child();
    while (before && std::ranges::none_of(later, [&](auto name) { return is(before, name); }))
        before = before.next_sibling();
    std::string_view const root(sheet.name());
    auto const name =
        std::string(root.substr(0, root.size() - local_name(sheet.name()).size())) + "legacyDrawing";
    auto link = before ? sheet.insert_child_before(name.c_str(), before) : sheet.append_child(name.c_str());
    set(link, "xmlns:r", office);
    set(link, "r:id", id);
}

// The parts of one sheet's notes; "" where there is none yet.
struct NoteParts {
    std::string comments;
    std::string drawing;
};

NoteParts note_parts(Package const& package, std::vector<Relation> const& all, pugi::xml_node sheet)
{
    NoteParts found;
    auto const drawing = attribute(child(sheet, "legacyDrawing"), "id");
    for (auto const& relation : all) {
        if (!package.has(relation.target)) // a relation to nothing
            continue;
        if (relation.type == "comments")
            found.comments = relation.target;
        if (relation.type == "vmlDrawing" && relation.id == drawing)
            found.drawing = relation.target;
    }
    return found;
}

// Our notes instead of those of an earlier marking, in both parts.
void rewrite(pugi::xml_node comments, pugi::xml_node drawing, Notes const& notes, int first_shape)
{
    auto const author = our_author(comments);
    auto list = child(comments, "commentList");
    Notes gone;
    auto const kept = cleared(list, author, gone);
    remove_shapes(drawing, gone);
    auto id = std::max(highest_shape(drawing), first_shape);
    for (auto const& [where, sentence] : notes) {
        auto const cell = reference(where.first, where.second);
        if (std::ranges::find(kept, cell) != kept.end())
            continue;
        add_comment(list, cell, author, sentence);
        add_shape(drawing, ++id, where.first, where.second);
    }
}

} // namespace

Outcome<Parts> with_notes(Package const& package, std::string const& part, pugi::xml_node sheet,
                          pugi::xml_node types, Notes const& notes, int serial)
{
    auto const all = TRY(relations(package, part));
    auto names = note_parts(package, all, sheet);
    if (notes.empty() && names.comments.empty())
        return Parts();
    auto const first_block = 500 + serial * 20;
    auto const comments =
        TRY(part_or(package, names.comments,
                    fmt::format(R"(<comments xmlns="{}"><authors/><commentList/></comments>)", main_space)));
    auto const drawing =
        TRY(part_or(package, names.drawing, fmt::format(empty_vml, blocks(first_block, notes.size()))));
    auto const relating = TRY(
        part_or(package, relations_part(part), fmt::format(R"(<Relationships xmlns="{}"/>)", package_space)));
    rewrite(comments.root(), drawing.root(), notes, first_block * 1'024);
    if (names.comments.empty()) {
        names.comments = fmt::format("xl/commentsKheo{}.xml", serial);
        relate(relating.root(), "rIdKheoNotes", "comments", names.comments);
    }
    if (names.drawing.empty()) {
        names.drawing = fmt::format("xl/drawings/vmlDrawingKheo{}.vml", serial);
        relate(relating.root(), "rIdKheoDrawing", "vmlDrawing", names.drawing);
        sheet.remove_child(child(sheet, "legacyDrawing")); // it led nowhere
        link_drawing(sheet, "rIdKheoDrawing");
    }
    say_type(types, names.comments);
    return Parts{{names.comments, written(comments)},
                 {names.drawing, drawing.text()},
                 {relations_part(part), written(relating)}};
}

} // namespace kheo::sheets::xlsx
