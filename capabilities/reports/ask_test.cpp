// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/reports/ask.hpp"

#include "capabilities/reports/list.hpp"
#include "capabilities/reports/show.hpp"
#include "capabilities/reports/summary_test.hpp"
#include "platform/testing/office.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::reports;

namespace
{

// The sample's area and bodies in memory, its registrations stored as verbs store them.
struct Province : testing::Office {
    explicit Province(db::Engine engine) : Office(engine)
    {
        areas::put_atlas(std::make_shared<areas::Atlas const>(sample::atlas()));
        bodies::put_directory(std::make_shared<bodies::Directory const>(sample::directory()));
    }
    ~Province()
    {
        areas::put_atlas(std::make_shared<areas::Atlas const>());
        bodies::put_directory(std::make_shared<bodies::Directory const>());
    }

    models::Model put(models::Model model)
    {
        auto const done = act(
            [](acts::Work& work, models::Model const& form) -> Outcome<acts::Recorded<models::Model>> {
                auto fresh = form;
                fresh.id = {work.draws.id()};
                return models::store_new(work, "models.registered", fresh);
            },
            model);
        REQUIRE(done);
        return done->value();
    }
    void keep(models::Model model, int year)
    {
        model.year = year;
        model.entry = models::Entry::duy_tri;
        ++model.version;
        auto const done = act(
            [](acts::Work& work, models::Model const& form) -> Outcome<acts::Recorded<models::Model>> {
                return models::store(work, "models.kept", form);
            },
            model);
        REQUIRE(done);
    }
    template <class Ask, class Query>
    auto asked(Ask ask, Query const& query)
    {
        return read([&](acts::Reading& reading) { return ask(reading, query); });
    }
    std::string refusal(SummaryQuery const& query)
    {
        auto const answer = asked(view_summary, query);
        return answer ? "" : answer.error().id;
    }
};

models::Model model(std::string title, int year, AreaId area, models::Stage stage = models::Stage::registered)
{
    return {.kind = models::Kind::mo_hinh,
            .year = year,
            .body = sample::party_of(area),
            .area = area,
            .field = "kinh_te",
            .title = std::move(title),
            .stage = stage,
            .registered_on = sample::day(year, 3, 1)};
}

} // namespace

TEST_ON_BOTH("what is stored comes out in the table and behind its figures, drafts left out")
{
    auto province = Province(engine);
    auto const old = province.put(model("Bếp ăn chung", 2025, sample::an_binh));
    province.keep(old, 2026);
    province.put(model("Đường hoa", 2026, sample::hoa_lac));
    province.put(model("Chưa gửi", 2026, sample::an_binh, models::Stage::draft));
    auto const view = province.asked(view_summary, SummaryQuery());
    REQUIRE(view);
    CHECK(view->year == 2026);
    CHECK(view->area == sample::province);
    CHECK(view->summary.sum("total") == 2);
    CHECK(view->summary.sum("last_year") == 1);
    CHECK(view->summary.sum("cumulative") == 2);
    CHECK(view->kept.kept == 1);
    auto const cell =
        province.asked(view_cell, CellQuery{.row = shown(sample::phu_loc), .column = "entry.moi"});
    REQUIRE(cell);
    REQUIRE(cell->items.size() == 1);
    CHECK(cell->items[0].title == "Đường hoa");
    CHECK(cell->items[0].unit == "Đảng ủy xã Hòa Lạc");
}

TEST_ON_BOTH("people outside see published models alone")
{
    auto province = Province(engine);
    province.put(model("Nội bộ", 2026, sample::an_binh, models::Stage::received));
    auto open = model("Công khai", 2026, sample::an_binh, models::Stage::received);
    open.published = true;
    province.put(open);
    auto waiting = model("Năm mới, chờ tiếp nhận", 2026, sample::an_binh, models::Stage::registered);
    waiting.published = true;
    province.put(waiting);
    province.actor = {};
    auto const view = province.asked(view_public_summary, SummaryQuery());
    REQUIRE(view);
    CHECK(view->summary.sum("total") == 1);
    CHECK(view->missing_units.empty());
    auto const cell = province.asked(view_public_cell, CellQuery{.row = "total", .column = "total"});
    REQUIRE(cell);
    CHECK(cell->items.at(0).title == "Công khai");
    CHECK(cell->items.at(0).url.starts_with("/mo-hinh/"));
}

TEST_ON_BOTH("what cannot be asked is refused")
{
    auto province = Province(engine);
    CHECK(province.refusal({.as_of = sample::day(2026, 11, 22)}) == "bad_fields");
    CHECK(province.refusal({.year = 12}) == "bad_fields");
    CHECK(province.refusal({.area = {999}}) == "bad_fields");
    auto const no_row = province.asked(view_cell, CellQuery{.row = "999", .column = "total"});
    CHECK(no_row.error().id == "not_found");
    auto const no_column = province.asked(view_cell, CellQuery{.row = "total", .column = "x"});
    CHECK(no_column.error().id == "not_found");
    province.actor = {.kind = acts::ActorKind::person};
    CHECK(province.refusal({.area = sample::province}) == "not_allowed");
}

TEST_ON_BOTH("an officer of a commune is shown their commune, and not the province")
{
    auto province = Province(engine);
    province.put(model("Bếp ăn chung", 2026, sample::an_binh));
    province.actor = {.kind = acts::ActorKind::person,
                      .posts = {{1, "can_bo_xa", sample::an_binh_party.value}}};
    province.allowed = [](acts::Actor const&, acts::Permission permission, acts::Place place, Date) {
        return permission.name == may::see_reports.name && place.area == sample::an_binh.value;
    };
    auto const view = province.asked(view_summary, SummaryQuery());
    REQUIRE(view);
    CHECK(view->area == sample::an_binh);
    CHECK(view->group == Group::body);
    CHECK(view->summary.sum("total") == 1);
    CHECK(province.refusal({.area = sample::province}) == "not_allowed");
    CHECK(province.refusal({.area = sample::phu_loc}) == "not_allowed");
}

TEST_ON_BOTH("an area that was merged leads to today's unit")
{
    auto province = Province(engine);
    auto const view = province.asked(view_summary, SummaryQuery{.area = sample::hoa_lac});
    REQUIRE(view);
    CHECK(view->area == sample::phu_loc);
}

TEST_ON_BOTH("a model counts once in each movement it belongs to, from the year in which it joined")
{
    auto province = Province(engine);
    auto const old = province.put(model("Bếp ăn chung", 2025, sample::an_binh));
    province.keep(old, 2026);
    auto const fresh = province.put(model("Đường hoa", 2026, sample::hoa_lac));
    province.put(model("Ngoài phong trào", 2026, sample::an_binh));
    auto const launched = [&](std::string name) {
        return province
            .act(
                [](acts::Work& work,
                   std::string const& called) -> Outcome<acts::Recorded<movements::Movement>> {
                    return movements::store(work, "movements.launched",
                                            {.id = {work.draws.id()},
                                             .name = called,
                                             .body = sample::an_binh_party,
                                             .area = sample::province,
                                             .first_year = 2024});
                },
                name)
            .value()
            .value();
    };
    auto const join = [&](movements::Movement const& movement, models::Model const& model, int since) {
        auto const done = province.act(
            [&](acts::Work& work, int year) -> Outcome<acts::Recorded<movements::Membership>> {
                return movements::store(work, movements::changes({}, {movement.id}, model, year).front());
            },
            since);
        REQUIRE(done);
    };
    auto const skilful = launched("Dân vận khéo");
    auto const rural = launched("Nông thôn mới");
    join(skilful, old, 2025);
    join(skilful, fresh, 2026);
    join(rural, old, 2026);
    auto const of_movement = [&](movements::Movement const& movement) {
        return province.asked(view_summary, SummaryQuery{.movement = movement.id}).value().summary;
    };
    CHECK(of_movement(skilful).sum("total") == 2);
    CHECK(of_movement(skilful).sum("last_year") == 1);
    CHECK(of_movement(skilful).sum("cumulative") == 2);
    CHECK(of_movement(skilful).missing_units.empty());
    CHECK(of_movement(rural).sum("total") == 1);
    CHECK(of_movement(rural).sum("last_year") == 0);
    CHECK(title_of(of_movement(rural)).find("Nông thôn mới") != std::string::npos);
    auto const cell =
        province.asked(view_cell, CellQuery{.movement = rural.id, .row = "total", .column = "total"});
    REQUIRE(cell->items.size() == 1);
    CHECK(cell->items[0].title == "Bếp ăn chung");
    CHECK(province.refusal({.movement = {999}}) == "not_found");
}
