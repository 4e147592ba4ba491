// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/bodies/frame.hpp"
#include "platform/testing/office.hpp"
#include "platform/text/csv.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace kheo;
using namespace kheo::bodies;

namespace
{

using areas::AreaKind;
using Rows = std::vector<std::vector<std::string>>;

auto const start = *date_of({2025, 7, 1});
auto const today = *date_of({2026, 11, 21});

areas::Area area(std::int64_t id, std::string code, std::string full_name, AreaKind kind, std::int64_t parent)
{
    return {.id = {id + 100},
            .area = {id},
            .code = std::move(code),
            .name = full_name.substr(full_name.find(' ') + 1),
            .full_name = full_name,
            .kind = kind,
            .parent = {parent},
            .valid_from = parent ? start : *date_of({1900, 1, 1})};
}

areas::Atlas land()
{
    return areas::Atlas({area(1, "90", "Tỉnh Thử", AreaKind::province, 0),
                         area(2, "91", "Tỉnh Khác", AreaKind::province, 0),
                         area(11, "90001", "Xã Suối Mây", AreaKind::commune, 1),
                         area(12, "90002", "Phường Bến Lau", AreaKind::ward, 1),
                         area(21, "91001", "Xã Suối Mây", AreaKind::commune, 2)},
                        {});
}

Body there()
{
    return {.id = {900},
            .body = {90},
            .code = "DU-CU",
            .name = "Đảng ủy phường Bến Lau",
            .line = Line::dang,
            .area = {12},
            .contact = true,
            .valid_from = start};
}

Plan plan_of(std::vector<Typed> const& typed, Directory const& directory = Directory({there()}))
{
    static auto const atlas = land();
    std::vector<SheetLine> lines;
    for (auto const& one : typed)
        lines.push_back({lines.size() + 2, one});
    return planned(lines, {.directory = directory, .atlas = atlas, .today = today});
}

Typed typed(std::string name, std::string area = "90001", std::string superior = "", std::string contact = "")
{
    return {.name = std::move(name),
            .line = "Mặt trận và đoàn thể",
            .area = std::move(area),
            .superior = std::move(superior),
            .contact = std::move(contact)};
}

std::string only_fault(Plan const& plan, std::size_t row)
{
    auto const& errors = plan.rows.at(row).errors;
    REQUIRE(errors.size() == 1);
    return errors[0].field + ": " + errors[0].sentence;
}

} // namespace

TEST_CASE("a code is the area's with the initials of the name, abbreviations whole")
{
    auto const commune = area(11, "90001", "Xã Suối Mây", AreaKind::commune, 1);
    CHECK(code_of("Ủy ban MTTQ Việt Nam xã Suối Mây", commune) == "90001-UBMTTQVN");
    CHECK(code_of("Đảng ủy xã Suối Mây", commune) == "90001-DU");
    CHECK(code_of("Đảng ủy", commune) == "90001-DU");
    CHECK(code_of("HĐND - UBND xã Suối Mây", commune) == "90001-HDNDUBND");
    CHECK(free_code("Đảng ủy", commune, [](std::string const& code) { return code == "90001-DU"; }) ==
          "90001-DU2");
}

TEST_CASE("the line is read as people write it")
{
    CHECK(line_of("ĐẢNG") == Line::dang);
    CHECK(line_of("  chính   quyền ") == Line::chinh_quyen);
    CHECK(line_of("Mặt trận, đoàn thể") == Line::mat_tran_doan_the);
    CHECK(line_of("luc_luong_vu_trang") == Line::luc_luong_vu_trang);
    CHECK(!line_of("kinh tế"));
    CHECK(!line_of(""));
    for (auto const line :
         {Line::dang, Line::chinh_quyen, Line::mat_tran_doan_the, Line::luc_luong_vu_trang, Line::khac})
        CHECK(line_of(label(line)) == line);
}

TEST_CASE("fresh rows get area, day and code; superiors are found below as well as above")
{
    auto const plan = plan_of({typed("Hội Nông dân xã Suối Mây", "90001", "Ủy ban MTTQ Việt Nam xã Suối Mây"),
                               typed("Ủy ban MTTQ Việt Nam xã Suối Mây", "Xã Suối Mây, Tỉnh Thử", "", "có"),
                               typed("Ban Tuyên giáo và Dân vận", "90")});
    REQUIRE(plan.count(RowState::fresh) == 3);
    CHECK(plan.rows[0].body.superior == plan.rows[1].body.body);
    CHECK(plan.rows[0].superior_code == "90001-UBMTTQVN");
    CHECK(plan.rows[0].body.valid_from == start);
    CHECK(plan.rows[1].body.contact);
    CHECK(plan.rows[1].area_code == "90001");
    // A province stands since before anybody counts: its communes' day.
    CHECK(plan.rows[2].body.valid_from == start);
}

TEST_CASE("what is there already stays, by name or by code, and again by name in other letters")
{
    auto plan = plan_of({typed("ĐẢNG UỶ PHƯỜNG BẾN LAU", "90002"), typed("Đảng ủy phường Bến Lau", "90002")});
    CHECK(plan.count(RowState::there) == 2);
    auto other = typed("Đảng ủy phường Bến Lau", "90002");
    other.code = "KHAC";
    CHECK(only_fault(plan_of({other}), 0) ==
          "code: Cơ quan này đã có với mã DU-CU. Xin ghi đúng mã ấy hoặc để trống.");
    other.name = "Tên khác";
    other.code = "DU-CU";
    CHECK(only_fault(plan_of({other}), 0) == "code: Mã DU-CU đã dùng cho Đảng ủy phường Bến Lau.");
    // One that begins later takes its code and its name from today on.
    auto later = there();
    later.valid_from = Date{today.day + 30};
    CHECK(plan_of({other}, Directory({later})).count(RowState::bad) == 1);
}

TEST_CASE("each fault is said with its field")
{
    auto bad = typed("", "Xã Không Có");
    bad.line = "kinh tế";
    bad.contact = "có lẽ";
    bad.valid_from = "31/2/2026";
    auto const plan = plan_of({bad});
    std::vector<std::string> fields;
    for (auto const& error : plan.rows[0].errors)
        fields.push_back(error.field);
    CHECK(fields == std::vector<std::string>{"valid_from", "name", "line", "contact", "area"});
    CHECK(only_fault(plan_of({typed("A", "Xã Suối Mây")}), 0).contains("Có 2 địa bàn tên “Xã Suối Mây”"));
    CHECK(only_fault(plan_of({typed("A", "90001", "Không đâu")}), 0).contains("không có trong bảng"));
    auto early = typed("A");
    early.valid_from = "30/6/2025";
    CHECK(only_fault(plan_of({early}), 0) == "valid_from: Xã Suối Mây không có vào ngày 30/06/2025.");
    CHECK(only_fault(plan_of({typed("A"), typed("a")}), 1) == "name: Cơ quan này đã ghi ở dòng 2.");
}

TEST_CASE("a commune has one contact, in the sheet and with what is there")
{
    CHECK(only_fault(plan_of({typed("A", "90001", "", "có"), typed("B", "90001", "", "x")}), 1) ==
          "contact: Mỗi địa bàn chỉ có một đầu mối dân vận, đã ghi ở dòng 2.");
    CHECK(only_fault(plan_of({typed("A", "90002", "", "có")}), 0) ==
          "contact: Địa bàn đã có đầu mối dân vận: Đảng ủy phường Bến Lau.");
}

TEST_CASE("superiors that go round are refused")
{
    auto const plan = plan_of({typed("A", "90001", "B"), typed("B", "90001", "A"), typed("C", "90001", "B")});
    CHECK(plan.count(RowState::bad) == 3);
    CHECK(plan.rows[0].errors.front().sentence.contains("thành vòng"));
}

TEST_CASE("the province narrows a name, and a place that may not be changed is said")
{
    auto const atlas = land();
    auto const directory = Directory();
    auto ground = Ground{.directory = directory, .atlas = atlas, .today = today, .province = {2}};
    CHECK(planned({{2, typed("A", "Xã Suối Mây")}}, ground).rows[0].body.area == AreaId{21});
    ground.may = [](acts::Place place) { return place.area != 21; };
    CHECK(only_fault(planned({{2, typed("A", "91001")}}, ground), 0) ==
          "area: Tài khoản này không được thêm cơ quan ở Xã Suối Mây.");
}

TEST_CASE("a sheet is read by usual headings, and what it lacks is named")
{
    auto const lines = lines_of(Rows{{"DANH SÁCH CƠ QUAN"},
                                     {"TT", "Tên đơn vị", "Khối", "Xã/phường", "Đầu mối"},
                                     {"1", " Đảng  ủy ", "Đảng", "90001", "x"},
                                     {"", "", "", "", ""}});
    REQUIRE(lines);
    REQUIRE(lines->size() == 1);
    CHECK(lines->front().line == 3);
    CHECK(lines->front().typed.name == "Đảng ủy");
    CHECK(lines->front().typed.contact == "x");
    CHECK(lines_of(Rows{{"Tên cơ quan", "Địa bàn"}}).error().sentence.starts_with("Bảng thiếu cột “Khối”"));
    CHECK(lines_of(Rows{{"name", "line", "area"}}).error().id == "bodies.empty_sheet");
    auto many = Rows{{"name", "line", "area"}};
    many.resize(most_in_sheet + 2, {"a", "b", "c"});
    CHECK(lines_of(many).error().id == "bodies.too_many_rows");
}

TEST_CASE("the frame names the communes' bodies as they are called, each once")
{
    auto const kinds = frame_kinds("key,name,line,superior,contact,valid_from,valid_to,status\n"
                                   "du,Đảng ủy {commune},dang,,không,2025-07-01,,verified\n"
                                   "ban,Ban Dân vận {commune},dang,du,có,2025-07-01,,verified\n"
                                   "cu,Đội cũ {commune},khac,,không,2025-07-01,2026-01-01,to_confirm\n");
    auto const atlas = land();
    auto const directory = Directory({there()});
    auto const ground = Ground{.directory = directory, .atlas = atlas, .today = today};
    auto const lines = framed(kinds, {1}, ground);
    REQUIRE(lines.size() == 4);
    auto const plan = planned(lines, ground);
    CHECK(plan.count(RowState::bad) == 0);
    CHECK(plan.count(RowState::there) == 1); // the Party committee of the ward
    auto const named = [&](std::string_view name) {
        return *std::ranges::find(plan.rows, name, [](PlannedRow const& row) { return row.typed.name; });
    };
    CHECK(named("Ban Dân vận xã Suối Mây").body.contact);
    CHECK(named("Ban Dân vận xã Suối Mây").superior_code == "90001-DU");
    CHECK(!named("Ban Dân vận phường Bến Lau").body.contact); // it has one
    CHECK(named("Ban Dân vận phường Bến Lau").body.superior == BodyId{90});
}

TEST_ON_BOTH("a frame is taken once: all of it, as acts, and nothing the second time")
{
    auto office = testing::Office(engine);
    auto const file =
        std::string("code,name,full_name,kind,parent_code\n90,Thử,Tỉnh Thử,Tỉnh,\n"
                    "90001,Suối Mây,Xã Suối Mây,Xã,90\n90002,Bến Lau,Phường Bến Lau,Phường,90\n");
    auto const units = areas::parsed_units(file, start);
    REQUIRE(units);
    REQUIRE(office.act(areas::import_areas, areas::ImportPrepared{*units, "", false, "a.csv", ""}));
    auto const done = office.act(add_frame, FrameForm{"90"});
    REQUIRE(done);
    auto const added = done->value().added;
    CHECK(added >= 20);
    auto const directory = office.read([](acts::Reading& r) { return load_directory(r.db); });
    CHECK(std::int64_t(directory->periods().size()) == added);
    auto const area = directory->periods().front().area;
    REQUIRE(directory->contact_of(area, today));
    for (auto const& body : directory->periods())
        CHECK((!body.superior || directory->on(body.superior, today)));
    auto const again = office.act(add_frame, FrameForm{"90"});
    REQUIRE(again);
    CHECK(again->value().added == 0);
    CHECK(again->value().unchanged == added);
    CHECK(office.act(add_frame, FrameForm{"77"}).error().id == "bodies.no_such_province");

    // The preview's own rows make the same plan; one bad row leaves all out.
    auto const sheet =
        Sheet{.file = "b.csv", .lines = {{2, typed("Hội Khuyến học xã Suối Mây")}, {3, typed("", "90002")}}};
    auto const refused = office.act(import_bodies, sheet);
    REQUIRE(!refused);
    CHECK(refused.error().id == "bodies.bad_rows");
    CHECK(refused.error().fields.front().sentence == "Dòng 3: Tên cơ quan, tổ chức: chưa nhập.");
    CHECK(office.act(import_bodies, Sheet{.file = "b.csv", .lines = {sheet.lines.front()}})->value().added ==
          1);
    office.actor = {.kind = acts::ActorKind::person, .account = 3};
    CHECK(office.act(import_bodies, Sheet{.file = "b.csv", .lines = {{2, typed("Mới")}}})
              .error()
              .fields.front()
              .sentence.contains("không được thêm"));
}

TEST_CASE("a preview's rows give the same plan again")
{
    auto const plan = plan_of({typed("Hội Nông dân xã Suối Mây", "90001", "Mặt trận"),
                               typed("Mặt trận", "90001", "", "có"), typed("=Lạ", "90002")});
    REQUIRE(plan.count(RowState::fresh) == 3);
    auto const table = csv::rows(csv_of(plan));
    REQUIRE(table);
    auto const lines = lines_of(table->rows);
    REQUIRE(lines);
    auto const atlas = land();
    auto const directory = Directory({there()});
    auto const again = planned(*lines, {.directory = directory, .atlas = atlas, .today = today});
    REQUIRE(again.count(RowState::fresh) == 3);
    for (std::size_t at = 0; at < 3; ++at)
        CHECK(json::text(again.rows[at].body) == json::text(plan.rows[at].body));
}
