// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/sheets/made_test.hpp"
#include "platform/sheets/package.hpp"
#include "platform/sheets/xml.hpp"

#include <doctest/doctest.h>

#include <cstring>

using namespace kheo;
using namespace kheo::sheets;

namespace
{

std::string refused(std::string_view bytes)
{
    auto const package = Package::open(bytes);
    return package ? "opened" : package.error().id;
}

std::string part_of(std::string_view bytes, std::string const& name)
{
    auto const package = Package::open(bytes);
    if (!package)
        return package.error().id;
    auto const part = package->part(name);
    return part ? *part : part.error().id;
}

// Writes a little-endian number over the field at `offset` of the first entry
// of the central directory.
std::string with_directory_field(std::string bytes, std::size_t offset, std::uint32_t value,
                                 std::size_t width)
{
    auto const entry = bytes.find("PK\x01\x02");
    REQUIRE(entry != std::string::npos);
    for (std::size_t at = 0; at < width; ++at)
        bytes[entry + offset + at] = static_cast<char>(value >> (8 * at));
    return bytes;
}

} // namespace

TEST_CASE("a package is the same bytes each time, its parts come back")
{
    Parts const parts{{"mimetype", "a/b"}, {"word/document.xml", "<a>đ</a>"}, {"trống", ""}};
    auto const bytes = packed(parts);
    CHECK(bytes == packed(parts));
    CHECK(part_of(bytes, "word/document.xml") == "<a>đ</a>");
    CHECK(part_of(bytes, "trống").empty());
    CHECK(part_of(bytes, "không có") == "sheet_broken");
    CHECK(bytes.substr(30, 8) == "mimetype"); // first and stored: OpenDocument 1.2 part 3, 3.3
    CHECK(bytes.substr(38, 3) == "a/b");
}

TEST_CASE("repacking keeps every other entry's compressed bytes")
{
    auto const long_text = made::repeated("Dân vận khéo. ", 5'000);
    auto const before = packed({{"a.xml", long_text}, {"b.xml", "cũ"}, {"c.bin", long_text}});
    auto const after = repacked(before, {{"b.xml", "mới"}, {"d.xml", "thêm"}});
    CHECK(part_of(after, "a.xml") == long_text);
    CHECK(part_of(after, "b.xml") == "mới");
    CHECK(part_of(after, "d.xml") == "thêm");
    auto const entry = before.substr(0, before.find("b.xml") - 30);
    CHECK(after.substr(0, entry.size()) == entry);
    CHECK(Package::open(after)->names() == std::vector<std::string>{"a.xml", "b.xml", "c.bin", "d.xml"});
}

TEST_CASE("repacking leaves the original as it was, however much of it is kept")
{
    std::string noise;
    for (auto at = 0u; noise.size() < 1u << 20; at = at * 1'664'525 + 1'013'904'223)
        noise += static_cast<char>(at >> 24);
    auto const before = packed({{"a.bin", noise}, {"b.xml", "cũ"}, {"c.xml", "giữ"}});
    auto const same = std::string(before.begin(), before.end());
    auto const after = repacked(before, {{"c.xml", "mới"}});
    CHECK(before == same);
    CHECK(part_of(after, "a.bin") == noise);
    CHECK(part_of(after, "c.xml") == "mới");
}

TEST_CASE("a zip bomb is refused before it is inflated")
{
    std::string const zeros(40u << 20, '\0');
    CHECK(refused(packed({{"a.xml", zeros}})) == "sheet_unsafe"); // ratio about 1,000
    Parts many;
    for (auto at = 0; at < 5'001; ++at)
        many.emplace_back(std::to_string(at), "");
    CHECK(refused(packed(many)) == "sheet_unsafe");
    many.pop_back();
    CHECK(refused(packed(many)) == "opened");
}

TEST_CASE("names that leave the folder, other archives and doubled names are refused")
{
    for (auto const* name : {"/a", "../a", "a/../b", "a\\b", "C:a", "a/in.zip", "x.rar", "a.tar.gz"}) {
        CAPTURE(name);
        CHECK(refused(packed({{name, "x"}})) == "sheet_unsafe");
    }
    CHECK(refused(packed({{"a..b/c.d..", "x"}})) == "opened");
    auto doubled = packed({{"aa.xml", "x"}, {"ab.xml", "y"}});
    for (auto at = doubled.find("ab.xml"); at != std::string::npos; at = doubled.find("ab.xml"))
        doubled[at + 1] = 'a';
    CHECK(refused(doubled) != "opened");
}

TEST_CASE("a directory that lies about its entries is found out")
{
    auto const honest = packed({{"a.xml", made::repeated("<a>b</a>", 1'000)}});
    // sizes stand at 20 (packed) and 24 (unpacked), the sum at 16, the flags at 8
    CHECK(part_of(with_directory_field(honest, 24, 10, 4), "a.xml") != made::repeated("<a>b</a>", 1'000));
    CHECK(part_of(with_directory_field(honest, 24, 4'000'000'000u, 4), "a.xml").starts_with("sheet_"));
    CHECK(part_of(with_directory_field(honest, 16, 1, 4), "a.xml") == "sheet_broken");
    auto locked = with_directory_field(honest, 8, 1, 2);
    locked[6] = 1; // the local header agrees
    CHECK(refused(locked) == "sheet_locked");
    for (auto const size : {std::size_t{0}, std::size_t{3}, honest.size() / 2, honest.size() - 3})
        CHECK(refused(honest.substr(0, size)) == "sheet_broken");
}

TEST_CASE("an XML part too deep, cut short or with entities does no harm")
{
    auto const parsed = [](std::string text) {
        auto const xml = Xml::parse(std::move(text));
        return xml ? "read" : xml.error().id;
    };
    auto const nested = [](std::size_t depth) {
        return made::repeated("<a>", depth) + made::repeated("</a>", depth);
    };
    CHECK(parsed(nested(255)) == "read");
    CHECK(parsed(nested(300'000)) == "sheet_unsafe");
    CHECK(parsed("<a><b></a>") == "sheet_broken");
    CHECK(parsed("") == "sheet_broken");
    CHECK(parsed("plain") == "sheet_broken");
    auto const bomb = Xml::parse(
        R"(<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;"><!ENTITY d SYSTEM "file:///etc/passwd">]><a>&c;&d;</a>)");
    REQUIRE(bomb);
    CHECK(std::strlen(bomb->root().child_value()) < 10);
}

TEST_CASE("a part written back keeps its comments, spaces and declaration")
{
    std::string const text =
        R"(<?xml version="1.0" encoding="UTF-8"?><!-- giữ --><a b="1&#10;2"> <c>đ &amp; x</c> </a>)";
    auto const xml = Xml::parse(text, Keep::everything);
    REQUIRE(xml);
    CHECK(xml->text() == text);
}
