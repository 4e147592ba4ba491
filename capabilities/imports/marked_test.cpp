// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/imports/imports_test.hpp"
#include "platform/sheets/package.hpp"
#include "platform/sheets/sheet.hpp"
#include "platform/sheets/table.hpp"

using namespace kheo;
using namespace kheo::imports;

namespace
{

StoredRow row_of(int line, std::string const& title, std::string const& way, std::int64_t body = 20,
                 int year = 2026)
{
    auto row = registers::Row{.row = line, .year = year, .body = {body}};
    row.values[registers::Field::title] = title;
    row.values[registers::Field::field] = "kinh_te";
    row.values[registers::Field::way_of_working] = way;
    return stored(row, {1}, {2});
}

std::string marked(Desk& desk, ImportId import, std::size_t at = 0)
{
    auto const answer = desk.read(
        [&](acts::Reading& reading) { return marked_file(reading, {import, desk.file(import, at)}); });
    REQUIRE(answer);
    return std::get<std::string>(answer->body);
}

} // namespace

TEST_CASE("rows that come again are found though they moved or were mended")
{
    auto const long_way =
        std::string("Mỗi hộ góp một ngày công, cả thôn cùng làm vào sáng chủ nhật hằng tuần");
    auto const before = std::vector{row_of(3, "Đường hoa", "Trồng hoa"), row_of(4, "", long_way),
                                    row_of(5, "Tổ góp vốn", "Góp")};
    struct {
        char const* what;
        std::vector<StoredRow> now;
        std::vector<int> lines; // of the rows found, in the order of `before`
    } const cases[] = {
        {"the same file", before, {3, 4, 5}},
        {"mended in place",
         {row_of(3, "Đường hoa", "Trồng hoa"), row_of(4, "Sáng chủ nhật", long_way),
          row_of(5, "Tổ góp vốn", "Góp")},
         {3, 4, 5}},
        {"a line was put in above",
         {row_of(3, "Mới", "Khác hẳn"), row_of(4, "Đường hoa", "Trồng hoa"),
          row_of(5, "Sáng chủ nhật", long_way), row_of(6, "Tổ góp vốn", "Góp")},
         {4, 5, 6}},
        {"only the mended row", {row_of(9, "Sáng chủ nhật", long_way)}, {9}},
        {"another register that shares one model",
         {row_of(3, "Nhà sạch", "x"), row_of(4, "Ngõ đẹp", "y"), row_of(8, "Đường hoa", "Trồng hoa")},
         {}},
        {"another year",
         {row_of(3, "Đường hoa", "Trồng hoa", 20, 2025), row_of(5, "Tổ góp vốn", "Góp", 20, 2025)},
         {}},
        {"another body", {row_of(3, "Đường hoa", "Trồng hoa", 21), row_of(5, "Tổ góp vốn", "Góp", 21)}, {}},
        {"nothing", {}, {}},
    };
    for (auto const& each : cases) {
        CAPTURE(std::string(each.what));
        std::vector<int> lines;
        for (auto const& found : sent_again(before, each.now))
            lines.push_back(found.now->line);
        CHECK(lines == each.lines);
    }
}

TEST_ON_BOTH("the file goes back as it came, its wrong cells marked and its taken rows said")
{
    auto desk = Desk(engine);
    auto table = sheets::Table{.sheet = "Đăng ký",
                               .title = {"ĐẢNG ỦY XÃ ĐỒNG SEN HẠ", "NĂM 2026"},
                               .columns = {{"Tên mô hình"}, {"Lĩnh vực"}, {"Cách làm"}}};
    table.rows = {{{std::string("Đường hoa"), std::string("Kinh tế"), std::string("Trồng")}},
                  {{std::string("Tổ góp vốn"), std::string("Thể thao"), std::string("Góp")}}};
    auto const original = sheets::to_xlsx({table});
    auto const import = desk.add({{"sổ.xlsx", original}});
    REQUIRE(desk.states(import) == "good to_fix");
    desk.take_all(import);
    auto const book = sheets::read(marked(desk, import), "sổ.xlsx");
    REQUIRE(book);
    auto const was = sheets::read(original, "sổ.xlsx");
    REQUIRE(was);
    auto const& now = book->sheets.front();
    auto const& then = was->sheets.front();
    auto const width = int(then.rows.back().size());
    for (int row = 0; row < int(then.rows.size()); ++row)
        for (int column = 0; column < width; ++column)
            CHECK(now.at(row, column).text == then.at(row, column).text);
    auto const rows = desk.rows(import);
    CHECK(now.at(rows[0].line - 1, width).text == "Cần sửa");
    CHECK(now.at(rows[0].line, width).text == "Đã nhận");
    CHECK(
        now.at(rows[1].line, width).text ==
        "Lĩnh vực “Thể thao” không có trong danh mục. Ghi một trong: Kinh tế; Văn hóa - xã hội; Quốc phòng - "
        "an ninh; Xây dựng Đảng và hệ thống chính trị; Xây dựng nông thôn mới; Giải phóng mặt bằng; Cải cách "
        "hành chính; Chuyển đổi số.");
}

TEST_ON_BOTH("what is wrong is said once at its cell, an unknown unit at the unit's")
{
    auto desk = Desk(engine);
    auto const import = desk.add({{"a.csv", Desk::sheet("Đường hoa,Kinh tế,Chi bộ thôn Sen Đông,Trồng\n"
                                                        ",Kinh tế,,Góp\n")}});
    auto const marks = marks_of(sheets_of(desk.files(import).front().sheets), desk.rows(import));
    REQUIRE(marks.size() == 1);
    REQUIRE(marks[0].wrong.size() == 3);
    CHECK(marks[0].wrong[0].column == 2);
    CHECK(marks[0].wrong[0].sentence ==
          "Đơn vị “Chi bộ thôn Sen Đông” chưa có trong danh mục của Xã Đồng Sen Hạ, Tỉnh Minh Họa. Ghi chưa "
          "đúng "
          "tên thì sửa lại; đúng là đơn vị mới thì để nguyên, nơi gộp sổ sẽ thêm vào danh mục.");
    CHECK(marks[0].wrong[1].column == 0);
    CHECK(marks[0].wrong[1].sentence == "Chưa ghi tên mô hình.");
    CHECK(marks[0].wrong[2].column == -1); // what was supposed of the row, no error
}

TEST_ON_BOTH("a file that is marked again has the mark's name once")
{
    auto desk = Desk(engine);
    for (std::string const name : {"sổ.csv", "Can sua - sổ.csv", "Can sua - Can sua - sổ.csv",
                                   "3 Can sua - sổ.csv", "Can sua - 3 Can sua - sổ.csv"}) {
        auto const import = desk.add({{name, Desk::sheet(",Kinh tế,,Góp\n")}});
        auto const answer = desk.read(
            [&](acts::Reading& reading) { return marked_file(reading, {import, desk.file(import)}); });
        REQUIRE(answer);
        CHECK(answer->download_as == "Can sua - sổ.csv");
    }
    auto const numbered = desk.add({{"2026 sổ.csv", Desk::sheet(",Kinh tế,,Góp\n")}});
    CHECK(desk.read([&](acts::Reading& reading) {
                  return marked_file(reading, {numbered, desk.file(numbered)});
              })
              ->download_as == "Can sua - 2026 sổ.csv");
}

TEST_ON_BOTH("a mended file sent again takes the place of the one before, and nothing waits twice")
{
    auto desk = Desk(engine);
    auto const first = Desk::sheet("Đường hoa,Kinh tế,,Trồng hoa\n,Kinh tế,,Góp mỗi tháng một ngày công\n"
                                   "Nhà sạch,Kinh tế,,Quét ngõ\n");
    auto const import = desk.add({{"sổ.csv", first}});
    CHECK(desk.states(import) == "good to_fix good");
    desk.take_all(import);
    auto mended = marked(desk, import);
    auto const gap = mended.find("\n,Kinh tế");
    REQUIRE(gap != std::string::npos);
    mended.insert(gap + 1, "Tổ góp công");
    desk.add({{"Can sua - sổ.csv", mended}}, import);
    CHECK(desk.states(import, 1) == "same good same");
    CHECK(desk.states(import, 0) == "taken again taken");
    CHECK(desk.rows(import, 0)[1].twin == "Đã gửi lại trong tệp “Can sua - sổ.csv”, dòng 5.");
    CHECK(desk.take_all(import).fresh == 1);
    CHECK(desk.models_now().size() == 3);
    CHECK(desk.view(import).rows.open() == 0);
    CHECK(desk.view(import).returned == 0);

    // Whose the later file is was wrong: then it stands for nothing.
    auto const again = desk.send({{"x.csv", Desk::sheet("Ngõ đẹp,Thể thao,,Làm\n")}});
    desk.read_files();
    desk.add({{"y.csv", Desk::sheet("Ngõ đẹp,Kinh tế,,Làm\n")}}, again);
    CHECK(desk.states(again, 0) == "again");
    REQUIRE(desk.act(correct_sender,
                     SenderForm{.import = again, .file = desk.file(again, 1), .body = "99003-DU"}));
    desk.read_files();
    CHECK(desk.states(again, 0) == "to_fix");
}

TEST_ON_BOTH("a row that was taken for a unit is that unit's when it comes again")
{
    auto desk = Desk(engine);
    auto const first =
        Desk::sheet("Đường hoa,Kinh tế,Khu phố Sen Đông,Trồng hoa dọc đường vào khu phố\n,Kinh tế,,Góp\n");
    auto const import = desk.add({{"sổ.csv", first}});
    REQUIRE(desk.act(take, TakeForm{.import = import, .create_units = true}));
    CHECK(desk.states(import) == "taken to_fix");
    // The list of this test was not loaded anew: the unit is unknown again.
    desk.add({{"sửa.csv", Desk::sheet("Đường hoa,Kinh tế,Khu phố Sen Đông,Trồng hoa dọc đường vào khu "
                                      "phố\nTổ góp vốn,Kinh tế,,Góp\n")}},
             import);
    CHECK(desk.states(import, 1) == "same good");
    CHECK(desk.take_all(import).fresh == 1);
}

TEST_ON_BOTH("a register sent twice before it was taken is taken once, as it came last")
{
    auto desk = Desk(engine);
    auto const import =
        desk.add({{"a.csv", Desk::sheet("Đường hoa,Kinh tế,,Trồng hoa\nTổ góp vốn,Kinh tế,,Góp\n")}});
    desk.add({{"b.csv", Desk::sheet("Đường hoa,Kinh tế,,Trồng hoa giấy\nTổ góp vốn,Kinh tế,,Góp\n")}},
             import);
    CHECK(desk.states(import, 0) == "again again");
    CHECK(desk.states(import, 1) == "good good");
    CHECK(desk.take_all(import).fresh == 2);
    CHECK(desk.models_now().front().way_of_working == "Trồng hoa giấy");
}

TEST_ON_BOTH("all files to mend come in one package under names of their own; lines keep their shape")
{
    auto desk = Desk(engine);
    auto const bad = Desk::sheet(",Kinh tế,,Làm\n");
    auto const import = desk.add(
        {{"sổ.csv", bad},
         {"tốt.csv", Desk::sheet("Đường hoa,Kinh tế,,\n", "ĐẢNG ỦY XÃ VÀM LÁ")},
         {"sổ.csv", Desk::sheet(",Kinh tế,,Khác\n", "ĐẢNG ỦY XÃ VÀM LÁ")},
         {"máy.jsonl",
          "{\"title\":\"Ngõ đẹp\",\"field\":\"the_thao\",\"unit_code\":\"99001-DU\",\"year\":2026}\n"}});
    CHECK(desk.view(import).returned == 3);
    auto const answer = desk.read([&](acts::Reading& reading) { return marked_files(reading, {import}); });
    REQUIRE(answer);
    CHECK(answer->download_as == "Cac tep can sua.zip");
    auto const package = sheets::Package::open(std::get<std::string>(answer->body));
    REQUIRE(package);
    CHECK(package->names() ==
          std::vector<std::string>{"Can sua - sổ.csv", "3 Can sua - sổ.csv", "Can sua - máy.jsonl"});
    auto const line = package->part("Can sua - máy.jsonl");
    REQUIRE(line);
    auto const object = boost::json::parse(*line).as_object();
    CHECK(object.at("title") == "Ngõ đẹp");
    CHECK(object.at("errors").as_array().size() == 1);

    auto const clean = desk.add({{"a.csv", Desk::sheet("Nhà sạch,Kinh tế,,\n")}});
    CHECK(desk.read([&](acts::Reading& reading) { return marked_files(reading, {clean}); }).error().id ==
          "imports.nothing_to_return");
}
