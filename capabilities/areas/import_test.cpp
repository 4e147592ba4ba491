// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/areas/import.hpp"
#include "platform/testing/office.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::areas;

namespace
{

constexpr auto heading = "code,name,full_name,kind,parent_code,valid_from\n";
auto const merged = *date_of({2025, 7, 1});

std::vector<UnitLine> units(std::string const& lines)
{
    auto parsed = parsed_units(heading + lines, merged);
    REQUIRE(parsed);
    return *parsed;
}

// The first sentence about a bad line; "" where the file is good.
std::string fault(std::string const& lines)
{
    auto const parsed = parsed_units(heading + lines, merged);
    return parsed ? "" : parsed.error().fields.at(0).sentence;
}

constexpr auto two = "01,Hà Nội,Thành phố Hà Nội,Thành phố trực thuộc trung ương,,\n"
                     "00004,Ba Đình,Phường Ba Đình,Phường,01,\n";

} // namespace

TEST_CASE("a line becomes a unit, valid from the day given or from its own")
{
    auto const list = units(std::string(two) + "00008,Ngọc Hà,Phường Ngọc Hà,phường,01,2026-04-30\n");
    REQUIRE(list.size() == 3);
    CHECK(list[0].kind == AreaKind::city);
    CHECK(list[1].kind == AreaKind::ward);
    CHECK(list[1].valid_from == merged);
    CHECK(iso(list[2].valid_from) == "2026-04-30");
}

TEST_CASE("each bad line is told by its number and what is wrong")
{
    struct Row {
        char const* line;
        char const* sentence;
    };
    static constexpr Row rows[] = {
        {"1,Hà Nội,TP Hà Nội,Tỉnh,,\n", "Dòng 2: mã “1” phải gồm 2 hoặc 5 chữ số."},
        {"0a,Hà Nội,TP Hà Nội,Tỉnh,,\n", "Dòng 2: mã “0a” phải gồm 2 hoặc 5 chữ số."},
        {"01,,TP Hà Nội,Tỉnh,,\n", "Dòng 2: thiếu tên."},
        {"01,Hà Nội,TP Hà Nội,Bang,,\n", "Dòng 2: không rõ loại “Bang”."},
        {"01,Hà Nội,TP Hà Nội,Tỉnh,02,\n", "Dòng 2: cấp tỉnh không có đơn vị cha."},
        {"00004,Ba Đình,Phường Ba Đình,Phường,,\n", "Dòng 2: thiếu mã đơn vị cha."},
        {"01,Hà Nội,TP Hà Nội,Tỉnh,,1/7/2025\n", "Dòng 2: ngày “1/7/2025” không đúng dạng 2026-11-21."},
        {"01,A,Tỉnh A,Tỉnh,,\n01,B,Tỉnh B,Tỉnh,,\n", "Dòng 3: mã 01 đã có ở dòng 2."},
    };
    for (auto const& row : rows) {
        CAPTURE(row.line);
        CHECK(fault(row.line) == row.sentence);
    }
    CHECK(parsed_units("code,name\n", merged).error().id == "csv_no_column");
}

TEST_CASE("a plan adds parents before children and leaves alone what is there")
{
    auto const list =
        units("00004,Ba Đình,Phường Ba Đình,Phường,01,\n01,Hà Nội,Thành phố Hà Nội,Thành phố,,\n");
    auto const plan = planned(list, Atlas());
    REQUIRE(plan);
    REQUIRE(plan->added.size() == 2);
    CHECK(plan->added[0]->code == "01");
    auto const orphan = units("00004,Ba Đình,Phường Ba Đình,Phường,77,\n");
    CHECK(planned(orphan, Atlas()).error().fields.at(0).sentence == "Dòng 2: chưa có đơn vị cha mã 77.");
}

TEST_ON_BOTH("importing twice adds nothing the second time and says what differs")
{
    auto office = testing::Office(engine);
    auto const first = office.act(import_areas, ImportPrepared{.units = units(two)});
    REQUIRE(first);
    CHECK(first->value().added == 2);
    auto changed = units("01,Hà Nội,Thủ đô Hà Nội,Thành phố trực thuộc trung ương,,\n00004,Ba Đình,Phường Ba "
                         "Đình,Phường,01,\n");
    auto const second = office.act(import_areas, ImportPrepared{.units = std::move(changed)});
    REQUIRE(second);
    CHECK(second->value().added == 0);
    CHECK(second->value().unchanged == 2);
    REQUIRE(second->value().different.size() == 1);
    CHECK(second->value().different[0] ==
          "01: tên trong tệp “Thủ đô Hà Nội”, trong hệ thống “Thành phố Hà Nội”");
    auto const atlas = office.read([](acts::Reading& r) { return load_atlas(r.db); });
    CHECK(atlas->periods().size() == 2);
    auto const* const ward = atlas->by_code("00004", merged);
    REQUIRE(ward);
    CHECK(atlas->full_name(ward->area, merged) == "Phường Ba Đình, Thành phố Hà Nội");
    auto const acts =
        office.read([&](acts::Reading& r) { return acts::history(r.db, "area", ward->id.value); });
    REQUIRE(acts.size() == 1);
    CHECK(acts[0].kind == "areas.added");
    CHECK(acts[0].visibility == acts::Visibility::open);
}
