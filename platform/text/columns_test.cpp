// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/text/columns.hpp"

#include <doctest/doctest.h>

#include <array>

using namespace kheo;
using namespace kheo::columns;

namespace
{

constexpr std::array<std::string_view, 3> name{"Họ và tên", "Họ tên", "Tên"};
constexpr std::array<std::string_view, 2> role{"Vai trò", "Chức vụ"};
constexpr std::array<std::string_view, 1> note{"Ghi chú"};
constexpr std::array<Column, 3> wanted{{{name}, {role}, {note, Need::optional}}};

} // namespace

TEST_CASE("columns are found by any usual heading, in any order, below a title")
{
    auto const found =
        columns::found({{"DANH SÁCH CÁN BỘ"}, {"Chức vụ", "", "HỌ TÊN"}, {"a", "b", "c"}}, wanted);
    REQUIRE(found);
    CHECK(found->heading_row == 1);
    CHECK(found->cell({" Chuyên  viên ", "b", "'=1+1"}, 0) == "=1+1");
    CHECK(found->cell({" Chuyên  viên "}, 1) == "Chuyên viên");
    CHECK(found->cell({"x"}, 0).empty());
    CHECK(found->cell({"x", "y", "z"}, 2).empty());
    CHECK(found->cell({"a\x01", "", ""}, 1) == "\xef\xbf\xbd");
}

TEST_CASE("a fuller name of a column wins over a shorter one")
{
    auto const found = columns::found({{"Tên", "Họ và tên", "Vai trò"}}, wanted);
    REQUIRE(found);
    CHECK(found->at[0] == 1);
}

TEST_CASE("a missing column is named with what else it may be called, and what was seen")
{
    auto const refused = columns::found({{"Họ tên", "Ghi chú"}, {"An", ""}}, wanted);
    REQUIRE(!refused);
    CHECK(refused.error().id == "columns.missing");
    CHECK(refused.error().sentence ==
          "Bảng thiếu cột “Vai trò” (cũng nhận: Chức vụ). Đã nhận ra: Họ và tên, Ghi chú.");
    CHECK(columns::found({}, wanted).error().sentence.ends_with("Chưa nhận ra cột nào."));
}
