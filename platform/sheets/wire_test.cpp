// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/sheets/problems.hpp"
#include "platform/sheets/wire.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::sheets;

namespace
{

Workbook const sample{
    {{.name = "Đăng ký",
      .rows = {{{"Tên", Kind::text}, {}, {"45.5", Kind::number}}, {}, {{"2025-11-21", Kind::date}}},
      .merged = {{0, 0, 1, 2}},
      .widths = {12.5, 0},
      .hidden = true,
      .hidden_columns = true},
     {.name = "Trống"}}};

} // namespace

TEST_CASE("a workbook, a problem and marks come over the wire as they were")
{
    auto const book = wire::decode_workbook(wire::encode(Outcome<Workbook>(sample)));
    REQUIRE((book && *book));
    CHECK(**book == sample);
    auto const problem =
        wire::decode_workbook(wire::encode(Outcome<Workbook>(refuse(sheets::problems::old_xls))));
    REQUIRE((problem && !*problem));
    CHECK(problem->error().id == "sheet_old_xls");
    CHECK(problem->error().status == 415);
    CHECK(problem->error().sentence == sheets::problems::old_xls.sentence);
    auto const bytes = wire::decode_bytes(wire::encode(Outcome<std::string>(std::string("a\0b", 3))));
    REQUIRE((bytes && *bytes));
    CHECK(**bytes == std::string("a\0b", 3));
    auto const marks = wire::decode_marks(wire::encode({{2, 3, {{4, -1, "cả dòng"}, {5, 6, "ô"}}, {7, 8}}}));
    REQUIRE(marks);
    REQUIRE(marks->size() == 1);
    CHECK(marks->front().sheet == 2);
    CHECK(marks->front().heading_row == 3);
    CHECK(marks->front().wrong[0].column == -1);
    CHECK(marks->front().wrong[1].sentence == "ô");
    CHECK(marks->front().taken == std::vector<int>{7, 8});
}

TEST_CASE("an answer cut short or with anything behind it is no answer")
{
    auto const bytes = wire::encode(Outcome<Workbook>(sample));
    for (std::size_t size = 0; size < bytes.size(); ++size)
        CHECK_FALSE(wire::decode_workbook(bytes.substr(0, size)));
    CHECK_FALSE(wire::decode_workbook(bytes + "x"));
}

TEST_CASE("an answer that promises more than a workbook may hold is no answer")
{
    wire::Writer out;
    for (auto const number : {1u, 1u, 1u}) // form, good, one sheet
        out.number(number);
    out.text("a");
    out.number(0);
    out.number(1'048'576); // rows that never come
    CHECK_FALSE(wire::decode_workbook(out.bytes));
    out.number(16'384);
    CHECK_FALSE(wire::decode_workbook(out.bytes));
    CHECK_FALSE(wire::decode_workbook(std::string(40, '\xff')));
}

TEST_CASE("text that is not UTF-8 does not get past the wire")
{
    auto broken = sample;
    broken.sheets[0].rows[0][0].text = "\xff";
    CHECK_FALSE(wire::decode_workbook(wire::encode(Outcome<Workbook>(broken))));
    auto named = sample;
    named.sheets[0].name = "\xc0\x80";
    CHECK_FALSE(wire::decode_workbook(wire::encode(Outcome<Workbook>(named))));
}
