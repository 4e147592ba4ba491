// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/movements/movements.hpp"
#include "platform/testing/office.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::movements;

namespace
{

constexpr AreaId province{1};
constexpr AreaId commune{2};
constexpr AreaId other_province{3};

areas::Area area(AreaId id, areas::AreaKind kind, AreaId parent = {})
{
    return {.area = id,
            .code = shown(id),
            .name = "A",
            .full_name = "Địa bàn " + shown(id),
            .kind = kind,
            .parent = parent,
            .valid_from = *date_of({2025, 7, 1})};
}

bodies::Body body(std::int64_t id, AreaId area)
{
    return {.body = {id},
            .code = "B" + std::to_string(id),
            .name = "Cơ quan " + std::to_string(id),
            .area = area,
            .valid_from = *date_of({2025, 7, 1})};
}

struct Town : testing::Office {
    explicit Town(db::Engine engine) : Office(engine)
    {
        areas::put_atlas(std::make_shared<areas::Atlas const>(
            std::vector{area(province, areas::AreaKind::province),
                        area(commune, areas::AreaKind::commune, province),
                        area(other_province, areas::AreaKind::province)},
            std::vector<areas::AreaChange>{}));
        bodies::put_directory(std::make_shared<bodies::Directory const>(
            std::vector{body(10, province), body(20, commune), body(30, other_province)}));
    }
    ~Town()
    {
        areas::put_atlas(std::make_shared<areas::Atlas const>());
        bodies::put_directory(std::make_shared<bodies::Directory const>());
    }

    Movement launched(std::string name, BodyId master = {10}, int last = 0)
    {
        return act(launch, form(std::move(name), master, last))->value();
    }
    static LaunchForm form(std::string name, BodyId master = {10}, int last = 0)
    {
        auto made = LaunchForm();
        made.name = std::move(name);
        made.body = master;
        made.first_year = 2024;
        made.last_year = last;
        return made;
    }
    Model model(models::Stage stage = models::Stage::received)
    {
        return act(
                   [](acts::Work& work, models::Stage at) {
                       return models::store_new(work, "models.registered",
                                                {.id = {work.draws.id()},
                                                 .year = 2026,
                                                 .body = {20},
                                                 .area = commune,
                                                 .field = "kinh_te",
                                                 .title = "Đường hoa",
                                                 .stage = at,
                                                 .published = true});
                   },
                   stage)
            .value();
    }
    std::vector<Membership> memberships(Model const& model)
    {
        return read([&](acts::Reading& reading) { return memberships_of(reading.db, model.id); });
    }
};

} // namespace

TEST_CASE("a movement holds in its years, and says them")
{
    CHECK(holds_in({.first_year = 2021}, 2026));
    CHECK_FALSE(holds_in({.first_year = 2021}, 2020));
    CHECK_FALSE(holds_in({.first_year = 2021, .last_year = 2025}, 2026));
    CHECK(years_of({.first_year = 2021}) == "từ 2021");
    CHECK(years_of({.first_year = 2021, .last_year = 2025}) == "2021–2025");
    CHECK(years_of({.first_year = 2026, .last_year = 2026}) == "2026");
}

TEST_CASE("what a model is to belong to becomes joins and leaves, nothing else")
{
    auto const model = Model{.id = {5}, .body = {20}, .area = commune, .published = true};
    auto const now =
        std::vector<Membership>{{.version = 1, .movement = {1}, .since_year = 2024},
                                {.version = 2, .movement = {2}, .since_year = 2024, .gone = true},
                                {.version = 1, .movement = {3}, .since_year = 2024}};
    CHECK(changes(now, {{1}, {3}}, model, 2026).empty());
    auto const made = changes(now, {{1}, {2}, {4}, {4}}, model, 2026);
    REQUIRE(made.size() == 3);
    CHECK(made[0].movement == MovementId{2}); // joined again, from now on
    CHECK_FALSE(made[0].gone);
    CHECK(made[0].since_year == 2026);
    CHECK(made[0].version == 3);
    CHECK(made[1].movement == MovementId{3}); // left, its first year stays
    CHECK(made[1].gone);
    CHECK(made[1].since_year == 2024);
    CHECK(made[2].movement == MovementId{4});
    CHECK(made[2].version == 1);
    CHECK(version_of(now) == 4);
}

TEST_CASE("bad words and years of a movement are said at their fields")
{
    auto form = Town::form("Nông thôn mới");
    CHECK(checked_launch(form));
    form.last_year = 2020;
    CHECK(checked_launch(form).error().fields.front().field == "last_year");
    form.last_year = 0;
    form.first_year = 1800;
    CHECK(checked_launch(form).error().fields.front().field == "first_year");
    form.first_year = 2024;
    form.name = "Học tập gương ông Trần Văn Tèo";
    CHECK(checked_launch(form).error().fields.front().field == "name");
    CHECK(checked_theme({.theme = "Gọi số 0912 345 678"}).error().id == "areas.private_data");
}

TEST_ON_BOTH("a movement is launched once by a name, changed on the version shown, with one theme a year")
{
    auto town = Town(engine);
    auto const made = town.launched("Dân vận khéo");
    CHECK(visibility(made) == acts::Visibility::open);
    CHECK(town.act(launch, Town::form("dân vận khéo")).error().id == "movements.same_name");
    CHECK(town.act(launch, Town::form("Dân vận khéo", {30})));
    CHECK(town.act(launch, Town::form("X", {99})).error().id == "models.no_such_body");
    auto change_form = ChangeForm();
    change_form.movement = made.id;
    change_form.version = 1;
    change_form.name = "Thi đua dân vận khéo";
    change_form.first_year = 2024;
    CHECK(town.act(change, change_form)->value().version == 2);
    CHECK(town.act(change, change_form).error().id == "changed_meanwhile");
    change_form.version = 2;
    CHECK(town.act(change, change_form).error().id == "movements.nothing_changed");

    auto of_2026 = Id<ThemeTag>();
    auto const theme = [&](std::int64_t version, int year, std::string words) {
        return town.act(set_theme, ThemeForm{made.id, of_2026, version, year, std::move(words)});
    };
    auto const first = theme(0, 2026, "Hướng về cơ sở");
    REQUIRE(first);
    CHECK(theme(0, 2026, "Khác").error().id == "movements.has_theme");
    CHECK(theme(1, 2026, "Khác").error().id == "movements.has_theme");
    of_2026 = first->value().id;
    CHECK(theme(1, 2026, "Hướng về thôn, bản")->value().version == 2);
    CHECK(theme(1, 2026, "Khác").error().id == "changed_meanwhile");
    CHECK(theme(2, 2026, "Hướng về thôn, bản").error().id == "movements.nothing_changed");
    CHECK(theme(0, 2020, "Chưa có").error().id == "movements.outside_years");
    // A form opened on 2026 makes 2025's, which has none, and then overwrites it no more.
    CHECK(theme(2, 2025, "Năm trước"));
    CHECK(theme(1, 2025, "Nhầm năm").error().id == "movements.has_theme");
    auto const kept = town.read([&](acts::Reading& reading) { return themes_of(reading.db, made.id); });
    CHECK(kept.back().theme == "Năm trước");
    town.actor = {};
    CHECK(town.act(launch, Town::form("Khác")).error().id == "not_allowed");
    CHECK(theme(2, 2026, "Khác").error().id == "not_allowed");
}

TEST_ON_BOTH("a model joins what holds for its place this year, several at once, and leaves again")
{
    auto town = Town(engine);
    auto const one = town.launched("Một");
    auto const two = town.launched("Hai");
    auto const far = town.launched("Nơi khác", {30});
    auto const over = town.launched("Đã xong", {10}, 2025);
    auto const model = town.model();
    auto const joins = [&](std::int64_t version, std::vector<MovementId> wanted) {
        return town.act(join, JoinForm{model.id, version, std::move(wanted)});
    };
    CHECK(joins(0, {far.id}).error().id == "movements.no_such_movement");
    CHECK(joins(0, {over.id}).error().id == "movements.no_such_movement");
    CHECK(joins(0, {}).error().id == "movements.nothing_changed");
    REQUIRE(joins(0, {one.id, two.id}));
    CHECK(town.memberships(model).size() == 2);
    CHECK(joins(0, {one.id}).error().id == "changed_meanwhile");
    REQUIRE(joins(2, {two.id}));
    auto const members = [&](MovementId id) {
        return town.read([&](acts::Reading& reading) { return members_of(reading.db, id); });
    };
    CHECK(members(one.id).empty());
    CHECK(members(two.id).at(model.id) == 2026);
    auto const view =
        town.read([&](acts::Reading& reading) { return view_movement(reading, {.movement = two.id}); });
    REQUIRE(view->items.size() == 1);
    CHECK(view->items.front().title == "Đường hoa");
    auto const draft = town.model(models::Stage::draft);
    CHECK(town.act(join, JoinForm{draft.id, 0, {one.id}}));
    auto const gone = town.model(models::Stage::withdrawn);
    CHECK(town.act(join, JoinForm{gone.id, 0, {one.id}}).error().id == "models.stage_forbids");
    town.actor = {};
    CHECK(joins(3, {one.id}).error().id == "not_allowed");
}

TEST_ON_BOTH("a form joins and leaves under the same rules as the model's own page")
{
    auto town = Town(engine);
    auto const one = town.launched("Một");
    auto const two = town.launched("Hai");
    auto const far = town.launched("Nơi khác", {30});
    auto const hooks = for_registration();
    auto const model = town.model();
    auto const by_form = [&](std::int64_t version, std::vector<MovementId> wanted) {
        return town.act(
            [&](acts::Work& work, int) -> Outcome<std::optional<acts::Recorded<Model>>> {
                return hooks.join(work, model, {wanted, version});
            },
            0);
    };
    auto const offered = [&](models::Belonging const& now) {
        return town.read([&](acts::Reading& reading) {
            std::vector<std::string> names;
            for (auto const& choice : hooks.offered(reading, models::place(model), now))
                names.push_back(choice.text);
            return names;
        });
    };
    CHECK(offered({}) == std::vector<std::string>{"Hai", "Một"});
    CHECK(offered({{far.id}, 0}).back() == "Nơi khác"); // what it holds is not lost
    CHECK(by_form(0, {far.id}).error().id == "movements.no_such_movement");
    CHECK_FALSE(by_form(0, {})->has_value());
    CHECK(by_form(0, {one.id, two.id})->value().value().id == model.id);
    CHECK(by_form(0, {one.id}).error().id == "changed_meanwhile");
    auto const now = town.read([&](acts::Reading& reading) { return hooks.of(reading.db, model.id); });
    CHECK(now.movements.size() == 2);
    CHECK(now.version == 2);
    CHECK(town.read([&](acts::Reading& reading) { return hooks.name(reading.db, one.id); }) == "Một");
    town.actor = {};
    CHECK(by_form(2, {one.id}).error().id == "not_allowed");
    CHECK(offered({}).empty());
}

TEST_ON_BOTH("what a model belongs to becomes public with it")
{
    auto town = Town(engine);
    auto const one = town.launched("Một");
    auto model = town.act(
        [](acts::Work& work, int) {
            return models::store_new(work, "models.registered",
                                     {.id = {work.draws.id()},
                                      .year = 2026,
                                      .body = {20},
                                      .area = commune,
                                      .field = "kinh_te",
                                      .title = "Đường hoa",
                                      .stage = models::Stage::received});
        },
        0);
    REQUIRE(town.act(join, JoinForm{model.value().id, 0, {one.id}}));
    CHECK_FALSE(town.memberships(model.value()).front().opened);
    town.act(
        [&](acts::Work& work, int) {
            open_memberships(work, model.value());
            open_memberships(work, model.value());
            return acts::answering(model, 0);
        },
        0);
    CHECK(town.memberships(model.value()).front().opened);
    CHECK(town.memberships(model.value()).front().version == 2);
}
