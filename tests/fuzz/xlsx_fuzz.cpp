// SPDX-License-Identifier: AGPL-3.0-or-later
// The .xlsx reader and marker. The first byte says what the rest is: the whole
// file, or one part of an otherwise good package, which a mutation of zipped
// bytes would never reach.
#include "platform/sheets/mark.hpp"
#include "platform/sheets/package.hpp"
#include "platform/sheets/sheet.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace
{

using namespace kheo::sheets;

constexpr auto types =
    R"(<Types><Override ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>)";
constexpr auto top =
    R"(<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>)";
constexpr auto book = R"(<workbook><sheets><sheet name="a" r:id="s"/></sheets></workbook>)";
constexpr auto relations =
    R"(<Relationships><Relationship Id="s" Type="x/worksheet" Target="sheet1.xml"/><Relationship Id="t" Type="x/styles" )"
    R"(Target="styles.xml"/><Relationship Id="u" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>)";
constexpr auto sheet =
    R"(<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" s="1"><v>45982</v></c></row></sheetData></worksheet>)";
constexpr auto styles =
    R"(<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd/mm"/></numFmts><fills/><cellXfs><xf/><xf numFmtId="170"/></cellXfs></styleSheet>)";
constexpr auto strings = R"(<sst><si><t>a</t></si></sst>)";

constexpr std::array<char const*, 9> names{
    "[Content_Types].xml", "_rels/.rels",   "xl/workbook.xml",      "xl/_rels/workbook.xml.rels",
    "xl/sheet1.xml",       "xl/styles.xml", "xl/sharedStrings.xml", "xl/_rels/sheet1.xml.rels",
    "xl/comments1.xml"};
constexpr std::array<char const*, 9> good{
    types, top, book, relations, sheet, styles, strings, "<Relationships/>", "<comments/>"};

std::string package(std::size_t changed, std::string_view content)
{
    Parts parts;
    for (std::size_t at = 0; at < names.size(); ++at)
        parts.emplace_back(names[at], at == changed ? std::string(content) : good[at]);
    return packed(parts);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    if (size < 2)
        return 0;
    std::string_view const input(reinterpret_cast<char const*>(data) + 1, size - 1);
    auto const mode = static_cast<std::size_t>(data[0] - '0');
    auto const bytes = mode < names.size() ? package(mode, input) : std::string(input);
    if (auto const read_book = read(bytes, "a.xlsx")) {
        auto const marked =
            mark(bytes, "a.xlsx", {{.wrong = {{1, 0, "sai"}, {2, 3, "thiếu"}}, .taken = {3}}});
        // What we write ourselves can be read again.
        if (marked && !read(*marked, "a.xlsx"))
            __builtin_trap();
    }
    return 0;
}
