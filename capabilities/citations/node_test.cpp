// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/citations/node.hpp"

#include "capabilities/citations/picture.hpp"

#include <doctest/doctest.h>

using namespace kheo::citations;

namespace
{

Node of(std::string_view number, std::string_view issuer = "", std::string_view day = "",
        std::string_view type = "Chỉ thị")
{
    return node_of(type, number, issuer, day, false);
}

} // namespace

TEST_CASE("one number is one document however it is spelled")
{
    auto const plain = of("25-NQ/TW", "", "", "Nghị quyết");
    for (auto const* const written : {"25 - NQ/TW", "25–NQ/TW", "025-NQ/TW", "25-nq/tw"})
        CHECK_MESSAGE(agree(plain, of(written, "", "", "Nghị quyết")), written);
    CHECK(agree(of("156/QÐ-UBND", "UBND tỉnh Minh Họa"), of("156/QĐ-UBND", "Ủy ban nhân dân tỉnh Minh Họa")));
}

TEST_CASE("the same notation of two provinces are two, and of an unnamed one none")
{
    auto const north = of("35-CT/TU", "Ban Thường vụ Tỉnh ủy Ninh Thuận", "2022-11-02");
    CHECK(agree(north, of("35-CT/TU", "Tỉnh ủy Ninh Thuận")));
    CHECK(agree(north, of("35-CT/TU", "Ban Thường vụ Tỉnh ủy (Ninh Thuận)")));
    CHECK_FALSE(agree(north, of("35-CT/TU", "Tỉnh ủy Thái Bình")));
    CHECK(of("35-CT/TU", "Ban Thường vụ Tỉnh ủy").base.empty());
    CHECK(of("35-CT/TU").base.empty());
    CHECK_FALSE(agree(of("35-CT/TU"), of("35-CT/TU")));
    CHECK(agree(node_of("Chỉ thị", "35-CT/TU", "Tỉnh ủy", "", false, "Ninh Thuận"), north));
    CHECK_FALSE(agree(of("12-KH/ĐU", "Đảng ủy xã Suối Mây"), of("12-KH/ĐU", "Đảng ủy xã Đồi Cọ")));
}

TEST_CASE("numbers begin anew with a term or a year")
{
    CHECK(of("05-CT/TW", "Bộ Chính trị", "2016-05-15").term == "12");
    CHECK(of("25-NQ/TW", "Ban Chấp hành Trung ương Đảng khóa XI").term == "11");
    CHECK(of("25-NQ/TW", "Ban Chấp hành Trung ương Đảng khóa IX").term == "9");
    CHECK(agree(of("25-NQ/TW", "Ban Chấp hành Trung ương Đảng khóa XI"), of("25-NQ/TW", "", "2013-06-03")));
    CHECK_FALSE(agree(of("05-CT/TW", "", "2016-05-15"), of("05-CT/TW", "", "2021-06-23")));
    CHECK_FALSE(agree(of("33/CT-TTg", "", "2021-11-26"), of("33/CT-TTg", "", "2020-08-20")));
}

TEST_CASE("a number in part means something with its issuer alone")
{
    CHECK(of("54", "", "", "Nghị quyết").base.empty());
    CHECK(agree(of("54", "Bộ Chính trị", "", "Nghị quyết"), of("54", "Bộ Chính trị", "", "Nghị quyết")));
    CHECK_FALSE(agree(of("54", "Bộ Chính trị", "", "Nghị quyết"), of("54-NQ/TW", "Bộ Chính trị")));
    CHECK(is_partial("54"));
    CHECK_FALSE(is_partial("54-NQ/TW"));
}

TEST_CASE("a law has one name; a name that many have means nothing")
{
    auto const named = [](std::string_view type, std::string_view name) {
        return node_of(type, name, "", "", true).base;
    };
    CHECK(named("Luật", "Luật Thực hiện dân chủ ở cơ sở") == named("Luật", "Luật thực hiện dân chủ ở cơ sở"));
    CHECK(named("Nghị quyết", "Nghị quyết Đại hội Đảng các cấp").empty());
    CHECK(named("Luật", "").empty());
}

TEST_CASE("what says no day joins the one that is known, and neither of two")
{
    std::vector const one{of("05-CT/TW"), of("05-CT/TW", "", "2016-05-15"), of("05-CT/TW", "", "2016-05-15")};
    CHECK(grouped(one) == std::vector<std::size_t>{0, 0, 0});
    std::vector const two{of("05-CT/TW"), of("05-CT/TW", "", "2016-05-15"), of("05-CT/TW", "", "2021-06-23")};
    CHECK(grouped(two) == std::vector<std::size_t>{0, 1, 2});
    CHECK(grouped({}).empty());
}

TEST_CASE("an address of a document cited has sixteen digits, of none has none")
{
    CHECK(code_of("25-nq/tw").size() == 16);
    CHECK(code_of("").empty());
}

TEST_CASE("a drawing keeps within its width and draws a line to each relative")
{
    Family family{.name = "Kế hoạch 12-KH/ĐU của Đảng ủy xã Suối Mây năm 2026"};
    for (auto at = 0; at < 20; ++at)
        family.cited.push_back(
            {"Nghị quyết số " + std::to_string(at) + "-NQ/TW rất dài", "Căn cứ", at % 2 == 0});
    family.citing.push_back({"Báo cáo 3-BC/ĐU", "Thực hiện", true});
    for (auto const width : {660, 330}) {
        auto const picture = drawn(family, width);
        CHECK(picture.boxes.size() == most_drawn + 2);
        CHECK(picture.lines.size() >= most_drawn + 1);
        for (auto const& box : picture.boxes) {
            CHECK(box.x >= 0);
            CHECK(box.x + box.width <= width);
            CHECK(box.y + box.height <= picture.height);
        }
    }
}
