// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/db/dump_file.hpp"

#include "platform/db/errors.hpp"

#include <doctest/doctest.h>
#include <sstream>

using namespace kheo;
using db::DumpReader;
using db::DumpWriter;
using db::Failure;

namespace
{

std::string sample()
{
    std::ostringstream out;
    DumpWriter writer(out, 12);
    writer.table("notes", {"id", "name"});
    for (std::int64_t id = -1; id < 2; ++id) {
        writer.row();
        writer.cell(id);
        writer.cell(std::string_view("tên"));
    }
    writer.table("bytes", {"b"});
    std::uint8_t const bytes[] = {0, 1, 255};
    for (db::Cell const cell : {db::Cell(std::span<std::uint8_t const>(bytes)), db::Cell(), db::Cell(-0.5)}) {
        writer.row();
        writer.cell(cell);
    }
    writer.end();
    return out.str();
}

// Everything in the file as one line of text; throws what the reader throws.
std::string read(std::string const& bytes)
{
    std::istringstream in(bytes);
    DumpReader reader(in);
    auto said = std::to_string(reader.schema_version());
    for (auto record = reader.next(); record != DumpReader::Record::end; record = reader.next()) {
        if (record == DumpReader::Record::table)
            said += " " + reader.table();
        else
            for (auto const& value : reader.row())
                said += " " + std::to_string(value.index());
    }
    return said;
}

} // namespace

TEST_CASE("a dump reads as it was written")
{
    CHECK(read(sample()) == "12 notes 1 3 1 3 1 3 bytes 4 0 2");
    std::istringstream in(sample());
    DumpReader reader(in);
    reader.next();
    CHECK(reader.columns() == std::vector<std::string>{"id", "name"});
    reader.next();
    CHECK(reader.row() == std::vector<db::Value>{std::int64_t(-1), std::string("tên")});
}

TEST_CASE("any byte changed, cut or added makes the dump unreadable")
{
    auto const good = sample();
    for (std::size_t at = 0; at < good.size(); ++at) {
        CAPTURE(at);
        auto bad = good;
        bad[at] = char(bad[at] ^ 0x41);
        CHECK_THROWS_AS(read(bad), Failure);
        CHECK_THROWS_AS(read(good.substr(0, at)), Failure);
    }
    CHECK_THROWS_AS(read(good + '\0'), Failure);
    CHECK_THROWS_AS(read(good + good), Failure);
}

TEST_CASE("a length that promises more than the file has allocates nothing")
{
    std::string const head = std::string("KHEODMP1V") + std::string(8, '\0');
    CHECK_THROWS_WITH_AS(read(head + "T\xff\xff\xff\xff"), "Tệp sao lưu không đọc được: thiếu phần cuối",
                         Failure);
    CHECK_THROWS_WITH_AS(read(head + "R"), "Tệp sao lưu không đọc được: dòng không thuộc bảng nào", Failure);
    CHECK_THROWS_WITH_AS(read(head + std::string("T\1\0\0\0x\0\0\0\0", 10)),
                         "Tệp sao lưu không đọc được: bảng lạ", Failure);
    CHECK_THROWS_WITH_AS(read("SQLite format 3"),
                         "Tệp sao lưu không đọc được: không phải tệp sao lưu của Khéo", Failure);
}
