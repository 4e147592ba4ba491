// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/registers/read_test.hpp"

using namespace kheo;
using namespace kheo::registers;

TEST_CASE("below the signatures stand names, no models")
{
    struct {
        Table rows;
        std::size_t read, left_out;
    } const cases[] = {
        {{{"Đường hoa", "Kinh tế"},
          {"NGƯỜI LẬP BIỂU", "", "T/M BAN THƯỜNG VỤ"},
          {"Ví Dụ Một", "", "Ví Dụ Hai"}},
         1,
         2},
        {{{"Đường hoa", "Kinh tế"}, {"NGƯỜI LẬP BIỂU\n(Ký, ghi rõ họ tên)"}, {}, {"Ví Dụ Một"}}, 1, 2},
        {{{"Đường hoa", "Kinh tế"}, {"Nơi nhận:", "", ""}, {"- Tỉnh ủy;"}}, 1, 2},
        {{{"Đường hoa", "Kinh tế", "Bí thư chi bộ"}, {"Bí thư chi bộ nêu gương", "Kinh tế"}}, 2, 0},
    };
    for (auto const& each : cases) {
        auto world = World();
        auto const out = world.rows(each.rows);
        CAPTURE(each.rows[1][0]);
        CHECK(out.rows.size() == each.read);
        CHECK(std::size_t(out.sheets.front().left_out_rows) == each.left_out);
    }
}

TEST_CASE("a row that forgot its name is asked for it, a note is left out")
{
    auto const headings = std::vector<std::string>{"TT", "Tên mô hình", "Lĩnh vực", "Cách làm"};
    struct {
        std::vector<std::string> row;
        bool asked;
    } const cases[] = {
        {{"2", "", "Kinh tế", "Góp vốn"}, true},
        {{"", "", "Kinh tế", "Góp vốn"}, true},
        {{"2", "", "Thể thao", "Góp vốn"}, true},
        {{"", "", "Phòng Văn hóa", "Lưu: VT"}, false},
    };
    for (auto const& each : cases) {
        auto world = World();
        auto const out = world.read(book_of(
            {{"ĐẢNG ỦY XÃ ĐỒNG SEN HẠ"}, headings, {"1", "Đường hoa", "Kinh tế", "Trồng"}, each.row}));
        CAPTURE(each.row[2] + each.row[3]);
        REQUIRE(out.rows.size() == (each.asked ? 2 : 1));
        CHECK(out.sheets.front().left_out_rows == (each.asked ? 0 : 1));
        if (each.asked)
            CHECK(std::ranges::any_of(out.rows[1].errors,
                                      [](auto const& error) { return error.field == "title"; }));
    }
}

TEST_CASE("the file that comes back with our column is the file that was sent")
{
    auto const headings = std::vector<std::string>{"Tên mô hình", "Lĩnh vực", "Đơn vị", "Khó hiểu"};
    auto with = headings;
    with.push_back("Cần sửa");
    auto world = World();
    auto const sent = world.read(
        book_of({headings, {"Đường hoa", "Kinh tế", "UBND", "abc"}, {"II. Văn hóa - xã hội"}, {"Nhà sạch"}}));
    auto const back = world.read(book_of({with,
                                          {"Đường hoa", "Kinh tế", "UBND", "abc", "Đã nhận"},
                                          {"II. Văn hóa - xã hội"},
                                          {"Nhà sạch", "", "", "", "Đơn vị: chưa ghi"}}));
    CHECK(back.sheets[0].signature == sent.sheets[0].signature);
    CHECK(back.sheets[0].headings.size() == 4);
    REQUIRE(back.rows.size() == sent.rows.size());
    for (std::size_t at = 0; at < back.rows.size(); ++at)
        CHECK(back.rows[at].values == sent.rows[at].values);
    CHECK(sent.sheets[0].headings[3].sample == "abc");
    CHECK(sent.sheets[0].headings[0].sample.empty());
}

TEST_CASE("a field that is ticked is mended where its ticks stand")
{
    auto world = World();
    auto const out = world.read(book_of({{"Tên mô hình", "Lĩnh vực", "", "Đơn vị"},
                                         {"", "Kinh tế", "Văn hóa - xã hội", ""},
                                         {"Đường hoa", "x", "", "UBND"},
                                         {"Nhà sạch", "", "", "UBND"}},
                                        {{0, 1, 0, 2}, {0, 0, 1, 0}, {0, 3, 1, 3}}));
    REQUIRE(out.rows.size() == 2);
    CHECK(out.rows[0].errors.empty());
    REQUIRE(out.rows[1].errors.size() == 1);
    CHECK(out.rows[1].errors[0].column == 1);
}
