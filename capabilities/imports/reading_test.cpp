// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/imports/imports_test.hpp"
#include "platform/sheets/package.hpp"

using namespace kheo;
using namespace kheo::imports;

namespace
{

std::string many_rows(std::size_t count)
{
    std::string lines;
    for (std::size_t row = 0; row < count; ++row)
        lines += "Tổ số " + std::to_string(row) + ",Kinh tế,,\n";
    return Desk::sheet(lines);
}

std::string bomb()
{
    return sheets::packed({{"[Content_Types].xml", "<Types/>"},
                           {"xl/workbook.xml", "<workbook/>"},
                           {"xl/worksheets/sheet1.xml", std::string(64u << 20, ' ')}});
}

} // namespace

TEST_ON_BOTH("what cannot be read is said of its file, and the others are read")
{
    auto const old_xls = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + std::string(2000, '\0');
    struct {
        char const* name;
        std::string bytes;
        FileState state;
        char const* said;
    } const files[] = {
        {"xã Đồng Sen Hạ.csv", Desk::sheet("Đường hoa,Kinh tế,,\n"), FileState::read, ""},
        {"cu.xls", old_xls, FileState::unreadable, "lưu thành .xlsx"},
        {"vanban.pdf", "%PDF-1.7\n1 0 obj", FileState::unreadable, "không phải bảng tính"},
        {"anh.xlsx", "\xff\xd8\xff\xe0" + std::string(300, 'x'), FileState::unreadable,
         "Tên tệp là bảng tính nhưng bên trong là"},
        {"trong.csv", "", FileState::unreadable, "trống"},
        {"bom.xlsx", bomb(), FileState::unreadable, "giữ an toàn"},
        {"dut.xlsx", std::string("PK\x03\x04") + std::string(200, 'x'), FileState::unreadable, "hỏng"},
        {"dai.csv", many_rows(20'001), FileState::unreadable, "nhiều nhất 20000"},
        {"so tay.csv", "Ngày,Việc\n1/2/2026,Họp\n", FileState::no_register, "dòng tiêu đề"},
        {"hong.jsonl", "{\"title\": \"A\"}\n[1]\n", FileState::unreadable, "Dòng 2"},
        {"xã Đồng Sen Hạ (1).csv", Desk::sheet("Đường hoa,Kinh tế,,\n"), FileState::repeated, "Giống hệt"},
    };
    auto desk = Desk(engine);
    Desk::Named named;
    for (auto const& file : files)
        named.emplace_back(file.name, file.bytes);
    auto const import = desk.add(named);
    auto const found = desk.files(import);
    REQUIRE(found.size() == named.size());
    for (std::size_t at = 0; at < found.size(); ++at) {
        CAPTURE(found[at].name);
        CAPTURE(found[at].problem);
        CHECK(found[at].state == files[at].state);
        CHECK(found[at].problem.find(files[at].said) != std::string::npos);
    }
    auto const view = desk.view(import);
    CHECK(view.waiting == 0);
    CHECK(view.rows.good == 1);
    CHECK(view.not_sent == std::vector<std::string>{"Xã Vàm Lá"});
    CHECK(view.communes == 2);
}

TEST_ON_BOTH("the sender is guessed from the title, the file's name or the rows, or chosen")
{
    auto desk = Desk(engine);
    auto const lines = "Đường hoa,Kinh tế,,\nTổ góp vốn,Kinh tế,,\n";
    auto const import = desk.add({{"Book1.csv", Desk::sheet(lines, "ỦY BAN MTTQ VIỆT NAM XÃ ĐỒNG SEN HẠ")},
                                  {"vam_la_dvk.csv", Desk::sheet(lines, "SỔ THEO DÕI")},
                                  {"Book3.csv", Desk::sheet(lines, "SỔ CHUNG")}});
    auto files = desk.files(import);
    CHECK(files[0].sender == Desk::front);
    CHECK(files[0].sender_sure);
    CHECK(files[1].sender == Desk::other);
    CHECK_FALSE(files[2].sender);
    CHECK(desk.states(import, 2) == "unclear unclear");

    auto form = SenderForm{.import = import, .file = files[2].id, .body = "Đảng ủy"};
    CHECK(desk.act(correct_sender, form).error().id == "imports.no_such_body");
    form.body = "Đảng ủy Xã Vàm Lá · 99003-DU";
    REQUIRE(desk.act(correct_sender, form));
    CHECK(desk.view(import).waiting == 1);
    desk.read_files();
    files = desk.files(import);
    CHECK(files[2].sender == Desk::other);
    CHECK(files[2].sender_reason == "Người nhập chọn");
}

TEST_ON_BOTH("columns that a person explained are remembered for later files and for the file sent back")
{
    auto desk = Desk(engine);
    auto const heading = "Tên mô hình,Lĩnh vực,Thu hoạch được gì\n";
    auto const title = std::string("ĐẢNG ỦY XÃ ĐỒNG SEN HẠ\n");
    auto const first = desk.add({{"a.csv", title + heading + "Đường hoa,Kinh tế,20 hộ có việc làm\n"}});
    auto const file = desk.files(first).front();
    auto const sheets = sheets_of(file.sheets);
    REQUIRE(sheets.size() == 1);
    REQUIRE(sheets[0].headings.size() == 3);
    CHECK(name_of(sheets[0].headings[2].target).empty());
    CHECK(sheets[0].headings[2].sample == "20 hộ có việc làm");
    CHECK(desk.act(map_columns, MapForm{first, file.id, 0, {"title", "field"}}).error().id ==
          "imports.mapping_changed");
    REQUIRE(desk.act(map_columns, MapForm{first, file.id, 0, {"title", "field", "outputs"}}));
    desk.read_files();
    CHECK(desk.rows(first).front().texts.find("20 hộ có việc làm") != std::string::npos);

    // In another import, and with our column at its end, as it comes back.
    auto const later = desk.add({{"b.csv", title + heading + "Tổ góp vốn,Kinh tế,5 con bò\n"},
                                 {"c.csv", title + "Tên mô hình,Lĩnh vực,Thu hoạch được gì,Cần sửa\n"
                                                   "Nhà sạch,Kinh tế,3 km,Chưa rõ\n"}});
    CHECK(desk.rows(later, 0).front().texts.find("5 con bò") != std::string::npos);
    CHECK(desk.rows(later, 1).front().texts.find("3 km") != std::string::npos);
}

TEST_ON_BOTH("an import belongs to those who may import there, and files come to it later")
{
    auto desk = Desk(engine);
    desk.sit_at(Desk::front, 5);
    auto const import = desk.add({{"a.csv", Desk::sheet("Đường hoa,Kinh tế,,\n")}});
    desk.add({{"b.csv", Desk::sheet("Tổ góp vốn,Kinh tế,,\n")}}, import);
    CHECK(desk.view(import).files == 2);
    CHECK(desk.files(import)[1].place == 1);
    desk.sit_at(Desk::other, 6);
    CHECK(desk.read([&](acts::Reading& r) { return view_import(r, {import}); }).error().id == "not_found");
    CHECK(desk.act(take, TakeForm{.import = import}).error().id == "not_found");
    CHECK(desk.act(correct_sender, SenderForm{.import = import, .file = desk.file(import)}).error().id ==
          "not_found");
}

TEST_ON_BOTH("a name of invisible characters alone is no name")
{
    auto desk = Desk(engine);
    auto lines = std::string();
    for (std::string const nothing : {"\u00a0", "\u200b\u200b", "\u3000", "\ufeff", "\u00ad", "\u2800",
                                      "\u3164", "\u200d", " \u2060\u00a0"})
        lines += nothing + ",Kinh tế,,Cách làm " + std::to_string(lines.size()) + "\n";
    auto const import = desk.add({{"a.csv", Desk::sheet(lines)}});
    auto const rows = desk.rows(import);
    CHECK(rows.size() == 9);
    for (auto const& row : rows) {
        CHECK(row.state == State::to_fix);
        CHECK(row.errors.find("Chưa ghi tên mô hình.") != std::string::npos);
    }
}

TEST_ON_BOTH("an import without a place is open to the operator and to who made it, to no other officer")
{
    auto desk = Desk(engine);
    auto const of_operator = desk.add({{"a.csv", Desk::sheet("Đường hoa,Kinh tế,,\n")}});
    auto const opens = [&](ImportId import) {
        return desk.read([&](acts::Reading& r) { return view_import(r, {import}); }).has_value();
    };
    auto const listed = [&](ImportId import) {
        auto const page = desk.read([&](acts::Reading& r) { return show_start(r, {}, nullptr); });
        return std::string(page->body.view()).find("/can-bo/gop-so/" + shown(import)) != std::string::npos;
    };
    CHECK(opens(of_operator));
    CHECK(listed(of_operator));
    desk.sit_at(Desk::front, 5);
    desk.actor.posts.clear(); // its body has ended
    auto const own = desk.add({{"b.csv", Desk::sheet("Tổ góp vốn,Kinh tế,,\n")}});
    CHECK(opens(own));
    CHECK(listed(own));
    auto const file = desk.read([&](acts::Reading& r) { return files_of(r.db, of_operator).front().id; });
    for (std::int64_t const account : {5, 6}) {
        desk.sit_at(Desk::front, account);
        CHECK_FALSE(opens(of_operator));
        CHECK_FALSE(listed(of_operator));
        CHECK(desk.act(remove_file, RemoveForm{of_operator, file}).error().id == "not_found");
        CHECK(desk.act(choose, ChooseForm{of_operator, file, {}}).error().id == "not_found");
    }
    CHECK_FALSE(opens(own));
    CHECK_FALSE(listed(own));
    desk.sit_as_operator();
    CHECK(opens(own));
}

TEST_ON_BOTH("an officer finds their own import behind a page of others'")
{
    auto desk = Desk(engine);
    desk.sit_at(Desk::front, 5);
    auto const own = desk.send({{"a.csv", Desk::sheet("Đường hoa,Kinh tế,,\n")}});
    desk.sit_at(Desk::other, 6);
    for (auto made = 0; made < 21; ++made)
        desk.send({{"b.csv", Desk::sheet("Tổ góp vốn,Kinh tế,,\n")}});
    desk.sit_at(Desk::front, 5);
    auto const page = desk.read([&](acts::Reading& r) { return show_start(r, {}, nullptr); });
    CHECK(std::string(page->body.view()).find("/can-bo/gop-so/" + shown(own)) != std::string::npos);
}

TEST_ON_BOTH("nobody learns from a file what another commune has registered")
{
    auto desk = Desk(engine);
    auto const theirs = std::string("ĐẢNG ỦY XÃ VÀM LÁ");
    desk.take_all(desk.add({{"vam la.csv", Desk::sheet("Nuôi ong dưới tán rừng,Kinh tế,,\n", theirs)},
                            {"sen ha.csv", Desk::sheet("Đường hoa,Kinh tế,,\n")}}));
    desk.sit_at(Desk::front, 5);
    auto const guessed = Desk::sheet("Nuôi ong dưới tán rừng,Kinh tế,,\nNuôi vịt,Kinh tế,,\n"
                                     "Nuôi ong dưới tán dừa,Kinh tế,,\n",
                                     theirs);
    auto const again =
        std::string("Tên mô hình,Lĩnh vực,Mã đơn vị,Năm\nNuôi ong dưới tán rừng,Kinh tế,99003-DU,2026\n"
                    "Nuôi cá,Kinh tế,99003-DU,2026\nNuôi gà,Kinh tế,99003-DU,2026\n");
    auto const import = desk.add({{"a.csv", Desk::sheet("Đường hoa,Kinh tế,,\nTổ góp vốn,Kinh tế,,\n")},
                                  {"b.csv", guessed},
                                  {"c.csv", again}});
    auto const tells_nothing = [&] {
        for (auto const& row : desk.rows(import, 1)) {
            CHECK(row.state == State::good);
            CHECK(row.candidates == "[]");
            CHECK(row.notes == desk.rows(import, 1)[1].notes); // of a name that is nowhere
            CHECK_FALSE(row.model);
        }
        CHECK(desk.states(import, 2) == "unclear good good"); // beside the file before it
        CHECK(desk.rows(import, 2).front().notes == "[]");
        CHECK(desk.rows(import, 2).front().candidates == "[]");
    };
    tells_nothing();
    // One's own is compared, and what is taken of it changes nothing.
    CHECK(desk.states(import, 0) == "same good");
    CHECK(desk.take_all(import).fresh == 1);
    tells_nothing();

    // Nor in one step, nor by a look before it: a model that is there and one
    // that is not are refused alike.
    for (auto const* const title : {"Nuôi ong dưới tán rừng", "Nuôi ong dưới tán sầu riêng"}) {
        auto const ready =
            desk.prepared_directly({{"d.csv", Desk::sheet(std::string(title) + ",Kinh tế,,\n", theirs)}});
        CHECK(desk.act(preview_directly, ready).error().id == "imports.not_yours");
        CHECK(desk.act(import_directly, ready).error().id == "imports.not_yours");
    }
}

TEST_ON_BOTH("what one commune says of columns holds for it; what its province says fills what nobody knows")
{
    auto desk = Desk(engine);
    auto const heading = std::string("Tên mô hình,Lĩnh vực,Đơn vị,Thu hoạch được gì\n");
    auto const texts_at = [&](BodyId body, std::string const& name) {
        desk.sit_at(body, body.value);
        auto const import = desk.add({{name, "ĐẢNG ỦY XÃ " + name + "\nNĂM 2026\n" + heading +
                                                 "Đường hoa,Kinh tế,,Hai mươi hộ có việc làm\n"}});
        return std::pair(import, desk.rows(import).front().texts);
    };
    auto const says = [&](BodyId body, std::string const& name, std::string const& field) {
        return texts_at(body, name).second.find("\"" + field + "\":\"Hai mươi hộ") != std::string::npos;
    };
    auto const [first, before] = texts_at(Desk::front, "ĐỒNG SEN HẠ");
    CHECK(before.find("Hai mươi") == std::string::npos);
    // The commune reads even the title elsewhere than everybody does.
    REQUIRE(desk.act(map_columns, MapForm{first, desk.file(first), 0, {"-", "field", "unit", "title"}}));
    CHECK(says(Desk::front, "ĐỒNG SEN HẠ", "title"));
    CHECK_FALSE(says(Desk::other, "VÀM LÁ", "title"));

    desk.sit_at(Desk::provincial, 10);
    auto const wide =
        desk.add({{"tinh.csv", "ĐẢNG ỦY XÃ VÀM LÁ\n" + heading + "Đường hoa,Kinh tế,,Hai mươi hộ\n"}});
    REQUIRE(desk.act(map_columns, MapForm{wide, desk.file(wide), 0, {"-", "field", "unit", "outputs"}}));
    auto const [there, texts] = texts_at(Desk::other, "VÀM LÁ");
    CHECK(texts.find("\"outputs\":\"Hai mươi hộ") != std::string::npos);
    CHECK(texts.find("\"title\":\"Đường hoa") != std::string::npos);
    CHECK(says(Desk::front, "ĐỒNG SEN HẠ", "title"));
}

TEST_ON_BOTH("nothing is stored for an import that one may not open")
{
    auto desk = Desk(engine);
    desk.sit_at(Desk::other, 6);
    auto const theirs = desk.add({{"a.csv", Desk::sheet("Đường hoa,Kinh tế,,\n", "ĐẢNG ỦY XÃ VÀM LÁ")}});
    auto const stored = [&] {
        auto const all = std::filesystem::recursive_directory_iterator(desk.folder / "files");
        return std::ranges::count_if(all, [](auto const& entry) { return entry.is_regular_file(); });
    };
    auto const before = stored();
    desk.sit_at(Desk::front, 5);
    auto const refused = desk.prepared({{"b.csv", Desk::sheet("Tổ góp vốn,Kinh tế,,\n")}}, theirs);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().id == "not_found");
    CHECK(stored() == before);
    CHECK_FALSE(desk.prepared({{"c.csv", Desk::sheet("Ngõ đẹp,Kinh tế,,\n")}}, {12'345}));
    CHECK(stored() == before);
}
