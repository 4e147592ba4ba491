// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/areas/change.hpp"
#include "capabilities/areas/found.hpp"
#include "capabilities/areas/import.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/testing/office.hpp"

#include <array>
#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::areas;

namespace
{

auto const start = *date_of({2025, 7, 1});
auto const day = *date_of({2027, 1, 1});
auto const eve = Date{day.day - 1};

constexpr auto units = "code,name,full_name,kind,parent_code,valid_from\n"
                       "90,Thử,Tỉnh Thử,Tỉnh,,\n"
                       "90001,Suối Mây,Xã Suối Mây,Xã,90,\n"
                       "90002,Đồi Cọ,Xã Đồi Cọ,Xã,90,\n"
                       "90003,Bến Lau,Phường Bến Lau,Phường,90,\n";

struct Province : testing::Office {
    explicit Province(db::Engine engine) : Office(engine)
    {
        REQUIRE(act(import_areas, ImportPrepared{.units = parsed_units(units, start).value()}));
    }
    std::shared_ptr<Atlas const> atlas()
    {
        return read([](acts::Reading& r) { return load_atlas(r.db); });
    }
    AreaReform changed(ChangeForm const& form)
    {
        auto const done =
            act([](acts::Work& work, ChangeForm const& sent) { return change_areas(work, sent); }, form);
        REQUIRE(done);
        return done->value();
    }
};

ChangeForm form(ChangeKind kind, std::vector<std::string> from, std::vector<std::string> to,
                std::vector<std::string> fresh = {})
{
    return {kind, day, std::move(from), std::move(to), std::move(fresh), "Nghị quyết 1/NQ-MH"};
}

} // namespace

TEST_ON_BOTH("a commune merged into another ends, and leads to it from the day on")
{
    auto province = Province(engine);
    auto const reform = province.changed(form(ChangeKind::merge, {"90001"}, {"90002"}));
    CHECK(reform.sentences == std::vector<std::string>{"Xã Suối Mây (90001) nay thuộc Xã Đồi Cọ (90002)"});
    auto const atlas = province.atlas();
    auto const old = atlas->by_code("90001", eve)->area;
    CHECK(atlas->on(old, day) == nullptr);
    CHECK(atlas->area_today(old, day) == atlas->by_code("90002", day)->area);
    CHECK(atlas->area_today(old, eve) == old);
}

TEST_ON_BOTH("two communes merged into a new one both lead to it")
{
    auto province = Province(engine);
    auto const reform =
        province.changed(form(ChangeKind::merge, {"90001", "90002"}, {}, {"90009 Phường Mây Cọ"}));
    CHECK(reform.ended == 2);
    CHECK(reform.begun == 1);
    auto const atlas = province.atlas();
    auto const* const fresh = atlas->by_code("90009", day);
    REQUIRE(fresh);
    CHECK(fresh->kind == AreaKind::ward);
    CHECK(fresh->name == "Mây Cọ");
    CHECK(atlas->by_code("90009", eve) == nullptr);
    for (auto const* const code : {"90001", "90002"})
        CHECK(atlas->area_today(atlas->by_code(code, eve)->area, day) == fresh->area);
    CHECK(atlas->province_of(fresh->area, day)->code == "90");
}

TEST_ON_BOTH("what lies in a merged province moves with it")
{
    auto province = Province(engine);
    REQUIRE(province.act(
        import_areas, ImportPrepared{.units = parsed_units("code,name,full_name,kind,parent_code,valid_from\n"
                                                           "91,Khác,Tỉnh Khác,Tỉnh,,\n",
                                                           start)
                                                  .value()}));
    auto const reform = province.changed(form(ChangeKind::merge, {"90"}, {"91"}));
    CHECK(reform.ended == 4);
    auto const atlas = province.atlas();
    auto const commune = atlas->by_code("90001", day)->area;
    CHECK(atlas->province_of(commune, day)->code == "91");
    CHECK(atlas->province_of(commune, eve)->code == "90");
}

TEST_ON_BOTH("what was to change later in a merged province changes in the new one")
{
    auto province = Province(engine);
    auto const later = Date{day.day + 150};
    auto const far = Date{day.day + 300};
    auto on = [](Date of, ChangeForm one) {
        one.day = of;
        return one;
    };
    province.changed(on(later, form(ChangeKind::rename, {"90001"}, {}, {"90010 Phường Suối"})));
    province.changed(on(later, form(ChangeKind::merge, {"90003"}, {}, {"90011 Xã Lau"})));
    province.changed(on(day, form(ChangeKind::rename, {"90002"}, {}, {"90002 Phường Cọ"})));
    province.changed(form(ChangeKind::merge, {"90"}, {}, {"92 Tỉnh Mới"}));
    auto const atlas = province.atlas();
    struct Case {
        char const* code;
        Date on;
        char const* province;
    };
    Case const cases[] = {
        {"90001", eve, "90"}, {"90001", day, "92"}, {"90010", later, "92"}, {"90010", far, "92"},
        {"90003", eve, "90"}, {"90003", day, "92"}, {"90011", later, "92"}, // only then begun
        {"90002", eve, "90"}, {"90002", day, "92"},                         // begun on the very day
    };
    for (auto const& [code, on_day, in] : cases) {
        CAPTURE(code);
        CAPTURE(shown(on_day));
        auto const* const area = atlas->by_code(code, on_day);
        REQUIRE(area);
        CHECK(atlas->province_of(area->area, on_day)->code == in);
    }
    auto const over_by = [](Area const& one, Date of) { return one.valid_to && *one.valid_to <= of; };
    for (auto const& one : atlas->periods()) { // none twice, none of no length
        CHECK_FALSE(over_by(one, one.valid_from));
        for (auto const& other : atlas->periods())
            if (&one != &other && one.area == other.area)
                CHECK((over_by(one, other.valid_from) || over_by(other, one.valid_from)));
    }
    CHECK(atlas->by_code("90010", later)->full_name == "Phường Suối");
}

TEST_ON_BOTH("a split leads to its principal successor; the others are offered")
{
    auto province = Province(engine);
    province.changed(form(ChangeKind::split, {"90001"}, {"90002", "90003"}));
    auto const atlas = province.atlas();
    auto const old = atlas->by_code("90001", eve)->area;
    CHECK(atlas->area_today(old, day) == atlas->by_code("90002", day)->area);
    CHECK(atlas->changes_of(old).size() == 2);
}

TEST_ON_BOTH("a renamed area stays the same area, and its old name still finds it")
{
    auto province = Province(engine);
    auto const reform = province.changed(form(ChangeKind::rename, {"90001"}, {}, {"90010 Phường Mây Trắng"}));
    CHECK(reform.sentences.at(0) == "Xã Suối Mây (90001) đổi thành Phường Mây Trắng (90010)");
    auto const atlas = province.atlas();
    auto const same = atlas->by_code("90001", eve)->area;
    CHECK(atlas->on(same, day)->full_name == "Phường Mây Trắng");
    CHECK(atlas->on(same, eve)->full_name == "Xã Suối Mây");
    CHECK(atlas->area_today(same, day) == same);
    CHECK(atlas->by_any_name("suoi may").at(0)->area == same);
}

TEST_ON_BOTH("a rename may keep its code, but takes no other's")
{
    auto province = Province(engine);
    auto const reform = province.changed(form(ChangeKind::rename, {"90001"}, {}, {"90001 Phường Suối Mây"}));
    CHECK(reform.sentences.at(0) == "Xã Suối Mây (90001) đổi thành Phường Suối Mây (90001)");
    auto const atlas = province.atlas();
    CHECK(atlas->by_code("90001", eve)->full_name == "Xã Suối Mây");
    CHECK(atlas->by_code("90001", day)->full_name == "Phường Suối Mây");
    auto const taken = planned(form(ChangeKind::rename, {"90002"}, {}, {"90001 Xã Đồi Cọ"}), *atlas);
    CHECK(taken.error().id == "areas.code_in_use");
}

TEST_CASE("what cannot be is refused, with the reason")
{
    auto area = [](std::int64_t id, std::string code, std::string name) {
        return Area{.id = {id + 10},
                    .area = {id},
                    .code = std::move(code),
                    .name = name,
                    .full_name = "Xã " + name,
                    .valid_from = start};
    };
    auto province = area(3, "90", "C");
    province.kind = AreaKind::province;
    auto const atlas = Atlas({area(1, "90001", "A"), area(2, "90002", "B"), province}, {});
    auto const said = [&](ChangeForm const& one) { return planned(one, atlas).error().id; };
    CHECK(said(form(ChangeKind::merge, {"99999"}, {"90002"})) == "areas.no_such_code");
    CHECK(said(form(ChangeKind::merge, {"90001"}, {})) == "areas.wrong_count");
    CHECK(said(form(ChangeKind::split, {"90001", "90002"}, {"90002"})) == "areas.wrong_count");
    CHECK(said(form(ChangeKind::rename, {"90001"}, {"90002"})) == "areas.wrong_count");
    CHECK(said(form(ChangeKind::merge, {"90001"}, {"90"})) == "areas.other_level");
    CHECK(said(form(ChangeKind::merge, {"90001"}, {}, {"92 Tỉnh Mới"})) == "areas.other_level");
    CHECK(said(form(ChangeKind::merge, {"90001"}, {"90001"})) == "areas.changes_nothing");
    CHECK(said(form(ChangeKind::split, {"90001"}, {"90001"})) == "areas.changes_nothing");
    CHECK(said(form(ChangeKind::rename, {"90001"}, {}, {"90002 Xã C"})) == "areas.code_in_use");
    CHECK(said(form(ChangeKind::rename, {"90001"}, {}, {"Xã C"})) == "areas.unclear_new_area");
    auto early = form(ChangeKind::abolish, {"90001"}, {"90002"});
    early.day = start;
    CHECK(said(early) == "areas.no_such_code");
}

TEST_ON_BOTH("an area named twice is one, with its own lower areas it is refused")
{
    auto province = Province(engine);
    auto const atlas = province.atlas();
    auto const twice = planned(form(ChangeKind::merge, {"90001", "90001"}, {"90002", "90002"}), *atlas);
    REQUIRE(twice);
    CHECK(twice->ended.size() == 1);
    CHECK(twice->arrows.size() == 1);
    CHECK(province.changed(form(ChangeKind::abolish, {"90001", "90001"}, {"90002"})).ended == 1);
    auto const fresh = *province.atlas();
    CHECK(planned(form(ChangeKind::merge, {"90", "90003"}, {}, {"92 Tỉnh Mới"}), fresh).error().id ==
          "areas.named_with_its_own");
    CHECK(planned(form(ChangeKind::split, {"90003"}, {}, {"90011 Phường Một", "90011 Phường Hai"}), fresh)
              .error()
              .id == "areas.code_in_use");
}

TEST_ON_BOTH("a reform dated ahead is found by its names from its day on")
{
    auto province = Province(engine);
    auto const found = [&](std::string typed) {
        return province.read(
            [&](acts::Reading& r) { return search::ids_of(r.db, typed, {"area"}, 5).size(); });
    };
    CHECK(found("suối mây") == 1);
    province.changed(form(ChangeKind::merge, {"90001"}, {}, {"90012 Phường Hồng Lam"}));
    CHECK(found("hồng lam") == 0); // not before its day
    auto const waits = [&](Date of) {
        return province.read([&](acts::Reading& r) { return jobs::waiting(r.db, found_job, of.day); });
    };
    CHECK(waits(day) == 1);
    // The runner of the program, moved to the first minute of the day.
    auto& store = *province.scratch.store;
    auto const areas_of = [&](std::int64_t of) {
        store.write_now([&](db::Connection& db) {
            put_found_of(db, {std::int32_t(of)}, local_date(province.clock.now()));
        });
    };
    std::vector<std::int64_t> records;
    auto const records_of = [&](std::int64_t of) { records.push_back(of); };
    auto runner = jobs::Runner(store, province.clock, 1,
                               {{std::string(found_job), areas_of}, {std::string(records_job), records_of}});
    province.clock.at.ms += 2'000;
    CHECK(runner.run_due() == 1); // of the areas that were imported
    CHECK(records == std::vector<std::int64_t>{start.day});
    constexpr std::int64_t hour = 3'600'000;
    province.clock.at.ms = day.day * 24 * hour - 7 * hour - 1;
    CHECK(runner.run_due() == 0);
    province.clock.at.ms += 1;
    CHECK(runner.run_due() == 2);
    CHECK(records.back() == day.day);
    CHECK(found("hồng lam") == 1);
    CHECK(found("suối mây") == 1); // the old name leads to the new ward
    auto const fresh = province.atlas()->by_code("90012", day)->area;
    CHECK(province.read([&](acts::Reading& r) { return search::ids_of(r.db, "suối mây", {"area"}, 5); }) ==
          std::vector<std::int64_t>{fresh.value});
    CHECK(waits(day) == 0);
}

TEST_ON_BOTH("a day names anew what ended, what was renamed and what lies in it, and nothing else")
{
    auto province = Province(engine);
    auto const of = [&](std::string_view code) { return province.atlas()->by_code(code, start)->area; };
    auto const [cloud, hill, reed, whole] = std::array{of("90001"), of("90002"), of("90003"), of("90")};
    auto const anew = [&](Date today) { return named_anew(*province.atlas(), day, today); };
    province.changed(form(ChangeKind::merge, {"90001"}, {"90002"}));
    CHECK(anew(day) == std::vector{cloud});
    CHECK(anew(eve).empty());
    province.changed(form(ChangeKind::rename, {"90003"}, {}, {"90013 Phường Lau Trắng"}));
    CHECK(anew(day) == std::vector{cloud, reed});
    auto later = form(ChangeKind::rename, {"90"}, {}, {"92 Thành phố Thử"});
    later.day = Date{day.day + 100};
    province.changed(later);
    CHECK(anew(day) == std::vector{cloud, reed});
    CHECK(named_anew(*province.atlas(), later.day, later.day) == std::vector{whole, cloud, hill, reed});
}
