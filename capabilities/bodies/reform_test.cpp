// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/bodies/add.hpp"
#include "capabilities/bodies/change.hpp"
#include "capabilities/bodies/reform.hpp"
#include "platform/testing/office.hpp"

#include <algorithm>
#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::bodies;

namespace
{

auto const start = *date_of({2025, 7, 1});
auto const day = *date_of({2027, 1, 1});
auto const eve = Date{day.day - 1};

constexpr auto units = "code,name,full_name,kind,parent_code\n"
                       "90,Thử,Tỉnh Thử,Tỉnh,\n"
                       "90001,Suối Mây,Xã Suối Mây,Xã,90\n"
                       "90002,Đồi Cọ,Xã Đồi Cọ,Xã,90\n";

Body period(std::int64_t id, std::int64_t area, Date from, std::optional<Date> to = {})
{
    return {.id = {id},
            .body = {id / 10},
            .code = "C" + std::to_string(id),
            .name = "N",
            .area = {area},
            .superior = {9},
            .valid_from = from,
            .valid_to = to};
}

// Two communes of one province, each with a Party committee; the first has a club too.
struct Province : testing::Office {
    explicit Province(db::Engine engine) : Office(engine)
    {
        REQUIRE(act(areas::import_areas,
                    areas::ImportPrepared{*areas::parsed_units(units, start), "", false, "a.csv", ""}));
        for (auto const& [code, name, at] :
             {std::tuple("SM", "Đảng ủy Suối Mây", "90001"), std::tuple("CLB", "Câu lạc bộ", "90001"),
              std::tuple("DC", "Đảng ủy Đồi Cọ", "90002")})
            REQUIRE(act(add, AddForm{.code = code,
                                     .name = name,
                                     .line = Line::dang,
                                     .area_code = at,
                                     .contact = std::string_view(code) != "CLB",
                                     .valid_from = start}));
    }
    std::shared_ptr<Directory const> directory()
    {
        return read([](acts::Reading& r) { return load_directory(r.db); });
    }
};

areas::ChangeForm form(areas::ChangeKind kind, std::vector<std::string> from, std::vector<std::string> to,
                       std::vector<std::string> fresh = {})
{
    return {kind, day, std::move(from), std::move(to), std::move(fresh), "Nghị quyết 1/NQ-MH"};
}

} // namespace

TEST_CASE("of bodies of areas that are gone no period holds from the day on")
{
    auto const later = Date{day.day + 40};
    auto const all = Directory({
        period(10, 1, start),        // holds
        period(20, 1, start, later), // is to end later
        period(21, 1, later),        // and to go on by another name
        period(30, 1, start, eve),   // ended before
        period(40, 2, start),        // of an area that goes on
        period(50, 1, start, day),   // ends on the day, and names its successor
        period(51, 1, day, day),
    });
    auto const changed = ended_with({{1}}, day, all);
    std::vector<std::int64_t> ids;
    for (auto const& body : changed) {
        ids.push_back(body.id.value);
        CHECK(body.version == 2);
        CHECK_FALSE(body.holds_on(day));
        CHECK_FALSE(body.holds_on(later));
        CHECK(body.holds_on(eve) == (body.valid_from == start));
        CHECK(successor_of(body) == BodyId());
    }
    std::ranges::sort(ids);
    CHECK(ids == std::vector<std::int64_t>{10, 20, 21});
    CHECK(ended_with({}, day, all).empty());
}

TEST_ON_BOTH("a preview says how many bodies end with their area, the reform ends them, by name")
{
    auto province = Province(engine);
    auto const merge = form(areas::ChangeKind::merge, {"90001"}, {"90002"});
    auto const seen = province.act(preview_reform, merge);
    REQUIRE(seen);
    CHECK(seen->json.at("bodies") == 2);
    CHECK(seen->json.at("ended") == 1);
    CHECK(province.directory()->by_code("SM", day));
    auto const done = province.act(reform, merge);
    REQUIRE(done);
    REQUIRE(done->value().sentences.size() == 2);
    CHECK(done->value().sentences[0] == "Xã Suối Mây (90001) nay thuộc Xã Đồi Cọ (90002)");
    CHECK(done->value().sentences[1].starts_with("2 cơ quan kết thúc cùng ngày"));
    CHECK(done->value().sentences[1].find("Câu lạc bộ") != std::string::npos);
    auto const held = province.directory();
    auto const atlas = province.read([](acts::Reading& r) { return areas::load_atlas(r.db); });
    for (auto const* const code : {"SM", "CLB"}) {
        auto const* const old = held->by_code(code, eve);
        REQUIRE(old);
        CHECK(held->on(old->body, day) == nullptr);
        CHECK(keeper_of(*held, *atlas, old->body, day) == held->by_code("DC", day)->body);
    }
    auto const acts = province.read(
        [&](acts::Reading& r) { return acts::history(r.db, "body", held->by_code("SM", eve)->id.value); });
    CHECK(acts.back().kind == "bodies.ended");
}

TEST_ON_BOTH("what goes on keeps its bodies: a rename, a split off, a province that takes another")
{
    auto province = Province(engine);
    struct Case {
        areas::ChangeForm form;
        std::int64_t bodies;
    };
    using enum areas::ChangeKind;
    Case const cases[] = {
        {form(rename, {"90001"}, {}, {"90005 Phường Suối Mây"}), 0},
        {form(split, {"90001"}, {"90001"}, {"90006 Xã Mới"}), 0},
        {form(split, {"90001"}, {"90002"}, {"90006 Xã Mới"}), 2},
        {form(abolish, {"90001"}, {"90002"}), 2},
        {form(merge, {"90001", "90002"}, {}, {"90007 Phường Mới"}), 3},
        {form(merge, {"90"}, {}, {"92 Tỉnh Mới"}), 0}, // its communes and their bodies move
    };
    for (auto const& [asked, bodies] : cases) {
        CAPTURE(json::text(asked));
        auto const seen = province.act(preview_reform, asked);
        REQUIRE(seen);
        CHECK(seen->json.at("bodies") == bodies);
    }
}
