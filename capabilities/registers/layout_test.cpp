// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/registers/read_test.hpp"

using namespace kheo;
using namespace kheo::registers;

namespace
{

std::string targets(Layout const& layout)
{
    std::string line;
    for (auto const& heading : layout.headings)
        line += (line.empty() ? "" : " ") + (name_of(heading.target).empty() ? "?" : name_of(heading.target));
    return line;
}

} // namespace

TEST_CASE("the headings are found among title lines, however many")
{
    auto const table = Table{{"ĐẢNG ỦY XÃ ĐỒNG SEN HẠ", "", "ĐẢNG CỘNG SẢN VIỆT NAM"},
                             {"*"},
                             {},
                             {"BIỂU TỔNG HỢP"},
                             {"đăng ký mô hình, điển hình “Dân vận khéo” năm 2026"},
                             {"TT", "Tên mô hình", "Đơn vị", "Lĩnh vực", "Mới/duy trì"},
                             {"(1)", "(2)", "(3)", "(4)", "(5)"},
                             {"1", "Đường hoa", "Thôn Sen Đông", "Kinh tế", "Mới"}};
    auto const layout = layout_of(sheet_of(table), words(), {});
    REQUIRE(layout);
    CHECK(layout->heading_row == 5);
    CHECK(layout->data_row == 7);
    CHECK(targets(*layout) == "- title unit field entry");
    CHECK(layout->titles.size() == 4);
    CHECK(layout->titles[0] == "ĐẢNG ỦY XÃ ĐỒNG SEN HẠ ĐẢNG CỘNG SẢN VIỆT NAM");
}

TEST_CASE("headings of two rows are read as one, merged or not")
{
    auto const merged =
        Table{{"TT", "Mô hình đăng ký", "", "", "Nội dung cụ thể", "", "Đơn vị"},
              {"", "Tên gọi", "Lĩnh vực", "Đăng ký mới hay duy trì", "Mục tiêu", "Cách làm", ""},
              {"1", "Đường hoa", "Kinh tế", "Mới", "1 km", "Trồng", "Thôn Sen Đông"}};
    auto const ranges = std::vector<sheets::Range>{{0, 0, 1, 0}, {0, 1, 0, 3}, {0, 4, 0, 5}, {0, 6, 1, 6}};
    for (auto const& list : {ranges, std::vector<sheets::Range>{}}) {
        auto const layout = layout_of(sheet_of(merged, "Sheet1", list), words(), {});
        REQUIRE(layout);
        CHECK(layout->heading_row == 1);
        CHECK(targets(*layout) == "- title field entry aims way_of_working unit");
    }
}

TEST_CASE("a first row of data is not taken for a second row of headings")
{
    auto const table = Table{{"Tên mô hình", "Loại", "Lĩnh vực", "Đăng ký"},
                             {"Mô hình đường hoa", "Mô hình", "Kinh tế", "Mới"}};
    auto const layout = layout_of(sheet_of(table), words(), {});
    REQUIRE(layout);
    CHECK(layout->heading_row == 0);
}

TEST_CASE("a sheet that is no register has no layout")
{
    for (auto const& table : {Table{}, Table{{"Xin chào"}}, Table{{"Họ tên", "Ngày sinh"}, {"x", "y"}},
                              Table{{"1", "2", "3"}, {"4", "5", "6"}}})
        CHECK_FALSE(layout_of(sheet_of(table), words(), {}));
}

TEST_CASE("a field of one value comes from its best column, the other is shown for mapping")
{
    auto const table =
        Table{{"Tên mô hình", "Mô hình của thôn", "Lĩnh vực", "Kinh phí", "Nguồn lực, ngày công"},
              {"a", "b", "c", "d", "e"}};
    auto const layout = layout_of(sheet_of(table), words(), {});
    REQUIRE(layout);
    CHECK(targets(*layout) == "title ? field resources resources");
}

TEST_CASE("what a person mapped once is remembered for the same headings in another file")
{
    auto table =
        Table{{"Tên mô hình", "Việc bà con mong", "Lĩnh vực"}, {"Đường hoa", "Đường sạch", "Kinh tế"}};
    auto const before = layout_of(sheet_of(table), words(), {});
    REQUIRE(before);
    CHECK(targets(*before) == "title ? field");
    table[0][1] = "VIỆC BÀ CON MONG "; // another typist
    table.insert(table.begin(), {"Một dòng tiêu đề"});
    auto const after = layout_of(sheet_of(table), words(),
                                 {.own = {{before->signature, {"title", "aims", "-"}}}, .shared = {}});
    REQUIRE(after);
    CHECK(targets(*after) == "title aims -");
    table[1][0] = "Tên gọi";
    CHECK(layout_of(sheet_of(table), words(),
                    {.own = {{before->signature, {"title", "aims", "-"}}}, .shared = {}})
              ->signature != before->signature);
}

TEST_CASE("what the province says fills what neither the words nor one's own people know, and no more")
{
    auto const table = Table{{"Tên mô hình", "Lĩnh vực", "Thu hoạch được gì", "Việc bà con mong"},
                             {"Đường hoa", "Kinh tế", "a", "b"}};
    auto const sheet = sheet_of(table);
    auto const signature = layout_of(sheet, words(), {})->signature;
    auto const said = [&](Targets const& own, Targets const& shared) {
        return targets(*layout_of(sheet, words(), {own, shared}));
    };
    auto const of = [&](std::vector<std::string> names) { return Targets{{signature, std::move(names)}}; };
    CHECK(said({}, {}) == "title field ? ?");
    CHECK(said({}, of({"-", "title", "outputs", "-"})) == "title field outputs -");
    CHECK(said(of({"-", "title", "aims", ""}), of({"title", "-", "outputs", "-"})) == "- title aims -");
    // A heading that the own people took for nobody knows what stays so.
    CHECK(said(of({"", "field", "", ""}), of({"title", "-", "", ""})) == "? field ? ?");
    CHECK(said({}, of({"-", "title", "outputs"})) == "title field ? ?"); // of other headings
}

TEST_CASE("a column whose heading means two things is told by its values")
{
    struct {
        char const* heading;
        std::vector<std::string> values;
        char const* target;
    } const rows[] = {
        {"Hình thức", {"Mới", "Duy trì", "Nhân rộng"}, "entry"},
        {"Hình thức", {"Tập thể", "Cá nhân", ""}, "kind"},
        {"Hình thức", {"Điển hình tập thể", "Mô hình", "Mô hình"}, "kind"},
        {"Hình thức", {"", "", ""}, "kind"},
        {"Hình thức đăng ký", {"Mô hình", "Điển hình tập thể", "Mô hình"}, "kind"},
        {"Hình thức đăng ký", {"Mới", "", "Duy trì"}, "entry"},
        {"Loại", {"Mô hình mới", "Mô hình duy trì", "Mô hình mới"}, "entry"},
    };
    for (auto const& row : rows) {
        auto table = Table{{"Xã Đồng Sen Hạ"}, {"Tên mô hình", "Lĩnh vực", row.heading}};
        for (auto const& value : row.values)
            table.push_back({"Đường hoa", "Kinh tế", value});
        auto world = World();
        auto const out = world.read(book_of(table));
        CAPTURE(row.heading);
        CAPTURE(row.values.front());
        CHECK(name_of(out.sheets.at(0).headings.at(2).target) == row.target);
        for (auto const& each : out.rows)
            CHECK(each.errors.empty());
    }
}

TEST_CASE("the kind and the entry are told apart where both headings fit both")
{
    auto world = World();
    auto const out = world.read(book_of({{"Xã Đồng Sen Hạ"},
                                         {"Tên mô hình", "Lĩnh vực", "Hình thức", "Loại"},
                                         {"Đường hoa", "Kinh tế", "Duy trì", "Điển hình tập thể"}}));
    REQUIRE(out.rows.size() == 1);
    CHECK(out.rows[0].entry == models::Entry::duy_tri);
    CHECK(out.rows[0].kind == models::Kind::dien_hinh_tap_the);
}

TEST_CASE("entries to tick may stand under “Hình thức”")
{
    auto world = World();
    auto const table = Table{{"Xã Đồng Sen Hạ"},
                             {"Tên mô hình", "Lĩnh vực", "Hình thức", "", ""},
                             {"", "", "Mới", "Duy trì", "Nhân rộng"},
                             {"Đường hoa", "Kinh tế", "", "x", ""}};
    auto const out = world.read(book_of(table, {{1, 0, 2, 0}, {1, 1, 2, 1}, {1, 2, 1, 4}}));
    REQUIRE(out.rows.size() == 1);
    CHECK(out.rows[0].entry == models::Entry::duy_tri);
    CHECK(out.rows[0].said_entry);
}
