// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/registers/read_test.hpp"

using namespace kheo;
using namespace kheo::registers;

namespace
{

std::string all_errors(Row const& row)
{
    std::string line;
    for (auto const& error : row.errors)
        line += error.field + ": " + error.sentence + "\n";
    return line;
}

std::string all_notes(Row const& row)
{
    std::string line;
    for (auto const& note : row.notes)
        line += note + "\n";
    return line;
}

} // namespace

TEST_CASE("the sender is found in titles, file name or rows, with the reason")
{
    struct {
        std::vector<std::string> titles;
        char const* file;
        std::string unit;
        std::int64_t body;
        bool sure;
    } const rows[] = {
        {{"ĐẢNG ỦY XÃ ĐỒNG SEN HẠ"}, "Book1.xlsx", "", 20, true},
        {{"ỦY BAN MTTQ VIỆT NAM XÃ ĐỒNG SEN HẠ", "BAN THƯỜNG TRỰC"}, "Book1.xlsx", "", 21, true},
        {{"UBND xã Đồng Sen Hạ"}, "x.csv", "", 23, true},
        {{"Don vi: Xa Dong Sen Ha"}, "x.csv", "", 21, false},
        {{"Xã Sen Hạ, năm 2026"}, "x.csv", "", 30, true},
        {{}, "DK DVK 2026 - xa dong sen ha.xlsx", "", 21, false},
        {{"XÃ ĐỒNG SEN HẠ"}, "Tong hop DVK 2026 cua UBND xa dong sen ha.ods", "", 23, true},
        {{"XÃ ĐỒNG SEN HẠ"}, "tong hop ubnd.ods", "", 23, true},
        {{"XÃ ĐỒNG SEN HẠ"}, "Hoi LHPN xa.xlsx", "", 22, true},
        {{"XÃ ĐỒNG SEN HẠ"}, "MTTQ.xlsx", "", 21, false},
        {{"XÃ ĐỒNG SEN HẠ", "ỦY BAN NHÂN DÂN"}, "MTTQ.xlsx", "", 23, true},
        {{"UBND XÃ ĐỒNG SEN HẠ"}, "MTTQ.xlsx", "", 23, true},
        {{"DÂN VẬN KHÉO CẢ NĂM 2026 XÃ ĐỒNG SEN HẠ"}, "x.xlsx", "", 21, false},
        {{}, "dong_sen_ha_danh sach mo hinh.xlsx", "", 21, false},
        {{}, "Đo\u0302\u0300ng Sen Ha\u0323 nộp lại.xlsx", "", 21, false},
        {{}, "2026_99002_dangky.csv", "", 30, true},
        {{}, "Book7.xlsx", "Hội Phụ nữ xã Đồng Sen Hạ", 21, false},
        {{}, "Book7.xlsx", "Hội Phụ nữ", 0, false},
        {{"ĐẢNG ỦY XÃ ĐỒNG SEN HẠ"}, "phường Vàm Lá.xlsx", "", 20, false},
    };
    for (auto const& row : rows) {
        auto table = Table();
        for (auto const& title : row.titles)
            table.push_back({title});
        table.push_back({"Tên mô hình", "Lĩnh vực", "Đơn vị"});
        table.push_back({"Đường hoa", "Kinh tế", row.unit});
        table.push_back({"Tổ tiết kiệm", "Kinh tế", row.unit});
        auto world = World();
        auto const out = world.read(book_of(table), row.file);
        CAPTURE(std::string(row.file));
        CAPTURE(out.sender.reason);
        CHECK(out.sender.body.value == row.body);
        CHECK(out.sender.sure == row.sure);
    }
}

TEST_CASE("the year comes from the person, the titles, the file name, or is this year")
{
    struct {
        char const* title;
        char const* file;
        int year;
    } const rows[] = {
        {"ĐĂNG KÝ DÂN VẬN KHÉO NĂM 2025", "2026.xlsx", 2025},
        {"Giai đoạn 2026 - 2027", "x.xlsx", 2026},
        {"DVK 2025 - XÃ ĐỒNG SEN HẠ", "x.xlsx", 2025},
        {"Số 12/2024/BC", "dk dvk 2025.xlsx", 2025},
        {"Biểu đăng ký", "x.xlsx", 2026},
    };
    for (auto const& row : rows) {
        CAPTURE(std::string(row.title));
        auto world = World();
        auto const out = world.read(
            book_of({{row.title}, {"Tên mô hình", "Lĩnh vực"}, {"Đường hoa", "Kinh tế"}}), row.file);
        CHECK(out.year == row.year);
        CHECK(out.rows.at(0).year == row.year);
    }
    auto world = World();
    world.defaults.year = 2023;
    CHECK(world.read(book_of({{"Năm 2026"}, {"Tên mô hình", "Lĩnh vực"}, {"Đường hoa", "Kinh tế"}}))
              .rows.at(0)
              .year == 2023);
}

TEST_CASE("numbering, totals, repeated headings, blank rows and signatures are no models")
{
    auto world = World();
    auto const out = world.read(book_of({{"ĐẢNG ỦY XÃ ĐỒNG SEN HẠ"},
                                         {"TT", "Tên mô hình", "Lĩnh vực", "Đơn vị", "Nội dung"},
                                         {"1", "2", "3", "4", "5"},
                                         {"1", "Đường hoa", "Kinh tế", "Thôn Sen Đông", "Trồng hoa"},
                                         {},
                                         {"TT", "Tên mô hình", "Lĩnh vực", "Đơn vị", "Nội dung"},
                                         {"2", "Tổ tiết kiệm", "Kinh tế", "Hội LHPN xã", "Góp vốn"},
                                         {"", "Tổng cộng: 02 mô hình"},
                                         {"Tổng", "2"},
                                         {},
                                         {"", "", "", "NGƯỜI LẬP BIỂU", "TM. ĐẢNG ỦY"},
                                         {"", "", "", "(Ký tên)", "(Ký tên, đóng dấu)"}}));
    REQUIRE(out.rows.size() == 2);
    CHECK(out.rows[0].row == 3);
    CHECK(out.rows[1].values[Field::title] == "Tổ tiết kiệm");
    CHECK(out.rows[1].state == State::good);
    CHECK(out.sheets[0].left_out_rows == 2);
    CHECK(out.sheets[0].left_out[0] == "Dòng 11: NGƯỜI LẬP BIỂU TM. ĐẢNG ỦY");
}

TEST_CASE("section rows give the field, the entry and the kind of the rows below")
{
    auto world = World();
    auto const out = world.read(book_of({{"Xã Đồng Sen Hạ"},
                                         {"TT", "Tên mô hình", "Đơn vị", "Nội dung"},
                                         {"A", "ĐĂNG KÝ MỚI"},
                                         {"I", "LĨNH VỰC KINH TẾ"},
                                         {"1", "Đường hoa", "Thôn Sen Đông", "Trồng hoa"},
                                         {"II. Văn hóa - xã hội"},
                                         {"2", "Tủ sách", "Thôn Sen Đông", "Góp sách"},
                                         {"B", "MÔ HÌNH DUY TRÌ"},
                                         {"I", "Kinh tế"},
                                         {"3", "Tổ tiết kiệm", "Thôn Sen Đông", "Góp vốn"},
                                         {"C. ĐIỂN HÌNH CÁ NHÂN"},
                                         {"4", "Người tốt", "Thôn Sen Đông", "Việc tốt"}}));
    REQUIRE(out.rows.size() == 4);
    CHECK(out.rows[0].values[Field::field] == "kinh_te");
    CHECK(out.rows[0].entry == models::Entry::moi);
    CHECK(out.rows[1].values[Field::field] == "van_hoa_xa_hoi");
    CHECK(out.rows[2].values[Field::field] == "kinh_te");
    CHECK(out.rows[2].entry == models::Entry::duy_tri);
    CHECK(out.rows[3].state == State::personal);
}

TEST_CASE("nothing of a person stays in what is read")
{
    auto world = World();
    auto const out = world.read(book_of({{"Xã Đồng Sen Hạ"},
                                         {"Tên mô hình, điển hình", "Tập thể/cá nhân", "Lĩnh vực", "Đơn vị"},
                                         {"Gương vượt khó", "Cá nhân", "Kinh tế", "Nguyễn Văn Thử"},
                                         {"Gương vượt khó", "", "Kinh tế", "Ông Nguyễn Văn Thử"},
                                         {"Đường hoa", "Tập thể", "Kinh tế", "Thôn Sen Đông"}}));
    REQUIRE(out.rows.size() == 3);
    for (auto const at : {0u, 1u}) {
        CHECK(out.rows[at].state == State::personal);
        CHECK(out.rows[at].values.empty());
    }
    CHECK(out.rows[2].state == State::good);
    CHECK(out.rows[2].kind == models::Kind::mo_hinh);
}

TEST_CASE("“tập thể” is the exemplar only where the column tells it from models")
{
    for (auto const& [heading, kind] :
         {std::pair("Tập thể hay cá nhân", models::Kind::mo_hinh),
          std::pair("Hình thức (MH/ĐHTT/ĐHCN)", models::Kind::dien_hinh_tap_the)}) {
        auto world = World();
        auto const out = world.read(book_of(
            {{"Xã Đồng Sen Hạ"}, {"Tên mô hình", heading, "Lĩnh vực"}, {"Đường hoa", "Tập thể", "Kinh tế"}}));
        CHECK(out.rows.at(0).kind == kind);
    }
}

TEST_CASE("a row's cells are understood or said to be wrong, each at its cell")
{
    struct {
        std::vector<std::string> cells; // title, field, unit, entry, year, timetable
        State state;
        char const* said; // in an error or a note
    } const rows[] = {
        {{"Đường hoa", "Kinh tế", "Thôn Sen Đông", "Mới", "2026.0", ""}, State::good, ""},
        {{"Đường hoa", "KT", "thon sen dong", "đk mới", "Năm 2026", ""}, State::good, ""},
        {{"Đường hoa", "Kinh tế", "UBND xã", "", "", ""}, State::good, ""},
        {{"Đường hoa", "Kinh tế", "Hội LHPN", "", "", ""}, State::good, ""},
        {{"Đường hoa", "Kinh tế", "Hội Phụ nữ", "", "", ""},
         State::good,
         "Hiểu đơn vị là Hội Liên hiệp Phụ nữ"},
        {{"Đường hoa", "Kinh tế", "Xã Đồng Sen Hạ", "", "", ""}, State::good, ""},
        {{"Đường hoa", "Kinh tế", "", "", "", ""}, State::good, "tính cho đơn vị gửi tệp"},
        {{"Đường hoa", "Kinh tế; Quốc phòng - an ninh", "", "", "", ""}, State::good, "lấy lĩnh vực đầu"},
        {{"Đường hoa", "Kinh tế", "Trường Mầm non Sen Hạ", "", "", ""},
         State::unclear,
         "chưa có trong danh mục"},
        {{"Đường hoa", "Kinh tế", "Thôn Sen Tây", "", "", ""},
         State::unclear,
         "sửa lại (tên gần nhất: Thôn Sen Đông, Xã Đồng Sen Hạ); đúng là đơn vị mới thì để nguyên"},
        {{"Đường hoa", "Khác", "", "", "", ""},
         State::to_fix,
         "Ghi một trong: Kinh tế; Văn hóa - xã hội; Quốc phòng - an ninh;"},
        {{"\u00a0\u200b\u3000\ufeff\u00ad", "Kinh tế", "Thôn Sen Đông", "", "", "cả năm"},
         State::to_fix,
         "title: Chưa ghi tên"},
        {{"\u2800\u3164\u200e", "Kinh tế", "Thôn Sen Đông", "", "", "cả năm"},
         State::to_fix,
         "title: Chưa ghi tên"},
        {{"", "Kinh tế", "Thôn Sen Đông", "Mới", "2026", "cả năm"}, State::to_fix, "title: Chưa ghi tên"},
        {{"Đường hoa", "", "", "", "", ""}, State::to_fix, "field: Chưa ghi lĩnh vực"},
        {{"Đường hoa", "Bóng đá", "", "", "", ""}, State::to_fix, "“Bóng đá” không có trong danh mục"},
        {{"Đường hoa", "Kinh tế", "", "đang xem", "", ""}, State::to_fix, "entry: “đang xem”"},
        {{"Đường hoa", "Kinh tế", "", "", "2025-2026", ""}, State::to_fix, "year: “2025-2026”"},
        {{"Đường hoa", "Kinh tế", "", "", "26", ""}, State::to_fix, "year: “26”"},
        {{"Đường hoa", "Kinh tế", "", "", "", "01/11/2026 - 01/02/2026"},
         State::to_fix,
         "trước ngày bắt đầu"},
        {{"Đường hoa, liên hệ 0912345678", "Kinh tế", "", "", "", ""}, State::to_fix, "0912345678"},
        {{"Hỗ trợ bà Nguyễn Thị Thử", "Kinh tế", "", "", "", ""}, State::to_fix, "Nguyễn Thị Thử"},
        {{std::string(400, 'a'), "Kinh tế", "", "", "", ""}, State::to_fix, "Dài 400 ký tự, nhiều nhất 300"},
    };
    for (auto const& row : rows) {
        auto world = World();
        auto const out =
            world.read(book_of({{"Xã Đồng Sen Hạ, năm 2026"},
                                {"Tên mô hình", "Lĩnh vực", "Đơn vị", "Mới/duy trì", "Năm", "Thời gian"},
                                row.cells}));
        CAPTURE(std::string(row.said));
        REQUIRE(out.rows.size() == 1);
        CAPTURE(all_errors(out.rows[0]));
        CAPTURE(all_notes(out.rows[0]));
        CHECK(out.rows[0].state == row.state);
        CHECK((all_errors(out.rows[0]) + all_notes(out.rows[0])).find(row.said) != std::string::npos);
    }
}

TEST_CASE("an error's label stands beside it only where the sentence does not name it")
{
    CHECK(label_beside({-1, "field", "Lĩnh vực “Khác” không có trong danh mục."}) == "");
    CHECK(label_beside({-1, "title", "Chưa ghi tên mô hình."}) == "");
    CHECK(label_beside({-1, "aims", "Dài 9.000 ký tự, nhiều nhất 5.000."}) == "Mục tiêu, chỉ tiêu");
    CHECK(label_beside({-1, "", "Dòng không đọc được."}) == "");
}

TEST_CASE("an error names the column of its cell")
{
    auto world = World();
    auto const out = world.rows({{"Đường hoa", "Bóng đá", ""}});
    REQUIRE(out.rows.at(0).errors.size() == 1);
    CHECK(out.rows[0].errors[0].column == 1);
}

TEST_CASE("two days in one cell are written one way")
{
    for (auto const* const text : {"01/02/2026 - 30/11/2026", "từ 1/2/2026 đến 30/11/2026",
                                   "01.02.2026–30.11.2026", "01/02/2026\n30/11/2026"}) {
        auto world = World();
        auto const out = world.read(book_of(
            {{"Xã Đồng Sen Hạ"}, {"Tên mô hình", "Lĩnh vực", "Thời gian"}, {"Đường hoa", "Kinh tế", text}}));
        CAPTURE(text);
        CHECK(out.rows.at(0).values[Field::timetable] == "01/02/2026 – 30/11/2026");
    }
}

TEST_CASE("merged cells speak for all their rows, and a text over several rows is one")
{
    auto world = World();
    auto const table = Table{{"Xã Đồng Sen Hạ"},
                             {"Đơn vị", "Tên mô hình", "Lĩnh vực", "Cách làm"},
                             {"Thôn Sen Đông", "Đường hoa", "Kinh tế", "Bước 1"},
                             {"", "", "", "Bước 2"},
                             {"", "Tủ sách", "Kinh tế", "Góp sách"}};
    auto const out = world.read(book_of(table, {{2, 0, 4, 0}, {2, 1, 3, 1}, {2, 2, 3, 2}}));
    REQUIRE(out.rows.size() == 2);
    CHECK(out.rows[0].values[Field::way_of_working] == "Bước 1\nBước 2");
    CHECK(out.rows[0].row == 2);
    CHECK(out.rows[1].values[Field::unit] == "Thôn Sen Đông");
    CHECK(out.rows[1].body.value == 24);
    CHECK(out.sheets[0].left_out_rows == 0);
}

TEST_CASE("ticked columns give one value, two ticks are said")
{
    auto world = World();
    auto const table = Table{{"Xã Đồng Sen Hạ"},
                             {"Tên mô hình", "Lĩnh vực", "", "", "Đăng ký", ""},
                             {"", "Kinh tế", "VH-XH", "QP-AN", "Mới", "Duy trì"},
                             {"Đường hoa", "x", "", "", "", "X"},
                             {"Tủ sách", "", "x", "x", "x", ""},
                             {"Tổ tự quản", "", "", "", "x", ""}};
    auto const out = world.read(book_of(table, {{1, 0, 2, 0}, {1, 1, 1, 3}, {1, 4, 1, 5}}));
    REQUIRE(out.rows.size() == 3);
    CHECK(out.rows[0].values[Field::field] == "kinh_te");
    CHECK(out.rows[0].entry == models::Entry::duy_tri);
    CHECK(all_errors(out.rows[1]).find("nhiều ô") != std::string::npos);
    CHECK(all_errors(out.rows[2]).find("Chưa ghi lĩnh vực") != std::string::npos);
}

TEST_CASE("a province's own table names communes, and says so where two have one name")
{
    struct {
        char const* commune;
        char const* province;
        std::int64_t area; // 0: said to be wrong
    } const rows[] = {
        {"Xã Đồng Sen Hạ", "Minh Họa", 2}, {"dong sen ha", "", 2}, {"Phường Vàm Lá", "", 4},
        {"Vàm Lá", "Tỉnh Ví Dụ", 6},       {"Vàm Lá", "", 0},      {"Không Đâu", "", 0},
        {"Vàm Lá", "Tỉnh Nào", 0},
    };
    for (auto const& row : rows) {
        auto world = World();
        auto const out = world.read(book_of({{"Tên mô hình", "Lĩnh vực", "Xã, phường", "Tỉnh"},
                                             {"Đường hoa", "Kinh tế", row.commune, row.province}}));
        CAPTURE(std::string(row.commune));
        CAPTURE(row.province);
        REQUIRE(out.rows.size() == 1);
        CHECK(out.rows[0].area.value == row.area);
        CHECK((row.area != 0 || out.rows[0].state == State::to_fix));
    }
}

TEST_CASE("a unit's code decides, whatever the names say")
{
    auto world = World();
    auto const out = world.read(book_of({{"unit_code", "title", "field", "unit"},
                                         {"99001-PN", "Đường hoa", "kinh_te", "gì đó"},
                                         {"99009-XX", "Tủ sách", "kinh_te", ""}}));
    REQUIRE(out.rows.size() == 2);
    CHECK(out.rows[0].body.value == 22);
    CHECK(out.rows[0].state == State::good);
    CHECK(all_errors(out.rows[1]).find("Mã đơn vị “99009-XX”") != std::string::npos);
}

TEST_CASE("every sheet of a workbook is read, hidden ones are not")
{
    auto world = World();
    auto const table =
        Table{{"Tên mô hình", "Cách làm", "Đơn vị"}, {"Đường hoa", "Trồng", "Thôn Sen Đông, xã Đồng Sen Hạ"}};
    auto book = sheets::Workbook{{sheet_of(table, "Kinh tế"), sheet_of(table, "VH-XH"),
                                  sheet_of({{"Bìa"}}, "Bìa"), sheet_of(table, "cũ")}};
    book.sheets[3].hidden = true;
    auto const out = world.read(book);
    REQUIRE(out.rows.size() == 2);
    CHECK(out.rows[0].values[Field::field] == "kinh_te");
    CHECK(out.rows[1].values[Field::field] == "van_hoa_xa_hoi");
    CHECK(out.sheets[2].heading_row == -1);
}

TEST_CASE("text in form D, with no-break spaces and stray blanks, is the same text")
{
    auto world = World();
    auto const out =
        world.rows({{" Đươ\u0300ng  hoa\u00a0", "Kinh te\u0302\u0301 ", "Tho\u0302n Sen Đo\u0302ng"}});
    REQUIRE(out.rows.size() == 1);
    CHECK(out.rows[0].values[Field::title] == "Đường hoa");
    CHECK(out.rows[0].body.value == 24);
}

TEST_CASE("“như trên” copies the cell above")
{
    auto world = World();
    auto const out = world.rows({{"Đường hoa", "Kinh tế", "Thôn Sen Đông"},
                                 {"Tủ sách", "nt", "-nt-"},
                                 {"Tổ vay vốn", "\"", "như trên"}});
    REQUIRE(out.rows.size() == 3);
    for (auto const& row : out.rows) {
        CHECK(row.body.value == 24);
        CHECK(row.values[Field::field] == "kinh_te");
    }
}
