// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/bodies/bodies.hpp"
#include "capabilities/models/browse.hpp"
#include "capabilities/models/decide.hpp"
#include "capabilities/models/models.hpp"
#include "platform/testing/office.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::models;

namespace
{

// Bodies 1 and 2 in the areas 7 and 8.
struct Province : testing::Office {
    explicit Province(db::Engine engine) : Office(engine)
    {
        auto const from = *date_of({2025, 7, 1});
        bodies::put_directory(
            std::make_shared<bodies::Directory const>(std::vector{bodies::Body{.id = {11},
                                                                               .body = {1},
                                                                               .code = "A",
                                                                               .name = "Đảng ủy xã A",
                                                                               .area = {7},
                                                                               .valid_from = from},
                                                                  bodies::Body{.id = {12},
                                                                               .body = {2},
                                                                               .code = "B",
                                                                               .name = "Đảng ủy xã B",
                                                                               .area = {8},
                                                                               .valid_from = from}}));
        areas::put_atlas(
            std::make_shared<areas::Atlas const>(std::vector{areas::Area{.id = {1},
                                                                         .area = {5},
                                                                         .code = "01",
                                                                         .name = "Minh Họa",
                                                                         .full_name = "Tỉnh Minh Họa",
                                                                         .kind = areas::AreaKind::province,
                                                                         .valid_from = from},
                                                             areas::Area{.id = {2},
                                                                         .area = {7},
                                                                         .code = "00007",
                                                                         .name = "A",
                                                                         .full_name = "Xã A",
                                                                         .parent = {5},
                                                                         .valid_from = from},
                                                             areas::Area{.id = {3},
                                                                         .area = {8},
                                                                         .code = "00008",
                                                                         .name = "B",
                                                                         .full_name = "Xã B",
                                                                         .parent = {5},
                                                                         .valid_from = from}},
                                                 std::vector<areas::AreaChange>()));
    }

    Model add(std::string title, std::int64_t body, std::string field = "kinh_te", bool open = true)
    {
        auto const done =
            act(register_model,
                RegisterForm{{.field = std::move(field), .title = std::move(title)}, {body}, 2026});
        REQUIRE(done);
        auto const model = done->value();
        if (open) {
            REQUIRE(act(receive, DecideForm{model.id, 1, ""}));
            REQUIRE(act(publish, DecideForm{model.id, 2, ""}));
        }
        return model;
    }

    // Titles of a page, then its total.
    std::string titles(ListQuery const& query,
                       Outcome<ModelList> (*ask)(acts::Reading&, ListQuery const&) = list_models)
    {
        auto const list = read([&](acts::Reading& r) { return ask(r, query); });
        REQUIRE(list);
        last = *list;
        std::string words;
        for (auto const& item : list->items)
            words += item.title + "|";
        return words + std::to_string(list->total);
    }

    ModelList last;
};

} // namespace

TEST_ON_BOTH("the public list has the public models in Vietnamese name order, numbers by value")
{
    auto province = Province(engine);
    for (auto const* const title : {"Tổ 10", "Đường hoa", "Tổ 2", "Ánh sáng", "Dân vận số"})
        province.add(title, 1);
    province.add("Bí mật", 1, "kinh_te", false);
    CHECK(province.titles({}) == "Ánh sáng|Dân vận số|Đường hoa|Tổ 2|Tổ 10|5");
    CHECK(province.last.items[0].commune == "Xã A");
    CHECK(province.last.items[0].province == "Tỉnh Minh Họa");
    CHECK(province.last.items[0].stage.empty());
}

TEST_ON_BOTH("what the program holds in memory follows the models that commits name, few or many")
{
    auto province = Province(engine);
    auto const first = province.add("A", 1);
    load_catalogue(*province.scratch.store);
    auto const topic = [](Model const& model) { return "model/" + shown(model.id); };
    auto const second = province.add("B", 1);
    CHECK(province.titles({.field = {"kinh_te"}}) == "A|1"); // nobody told it yet
    follow(*province.scratch.store, {"models", topic(second), "model/x"});
    CHECK(province.titles({.field = {"kinh_te"}}) == "A|B|2");
    REQUIRE(province.act(withdraw, DecideForm{first.id, 3, "Nhập nhầm."}));
    follow(*province.scratch.store, {topic(first)});
    CHECK(province.titles({.field = {"kinh_te"}}) == "B|1");
    province.add("C", 1);
    follow(*province.scratch.store, std::vector<std::string>(201, topic(second))); // read anew, all of it
    CHECK(province.titles({.field = {"kinh_te"}}) == "B|C|2");
    forget_catalogue();
}

TEST_ON_BOTH("pages go forth and back by key and lose nothing")
{
    auto province = Province(engine);
    for (auto const* const title : {"A", "B", "C", "D", "E"})
        province.add(title, 1);
    CHECK(province.titles({.limit = 2}) == "A|B|5");
    CHECK(province.last.previous.empty());
    auto next = *parse_id(province.last.next);
    CHECK(province.titles({.after = {next}, .limit = 2}) == "C|D|5");
    auto const back = *parse_id(province.last.previous);
    next = *parse_id(province.last.next);
    CHECK(province.titles({.after = {next}, .limit = 2}) == "E|5");
    CHECK(province.last.next.empty());
    CHECK(province.titles({.before = {back}, .limit = 2}) == "A|B|5");
    CHECK(province.last.previous.empty());
    CHECK_FALSE(province.last.next.empty());
}

TEST_ON_BOTH("a page cannot begin at a model that its reader may not list: its place would tell its name")
{
    auto province = Province(engine);
    for (auto const* const title : {"A", "C"})
        province.add(title, 1);
    auto const secret = province.add("B", 1, "kinh_te", false);
    CHECK(province.titles({.after = secret.id}) == "A|C|2");
    CHECK(province.titles({.before = secret.id}) == province.titles({.before = {99}}));
    CHECK(province.titles({.after = secret.id}, list_office) == "C|3");
}

TEST_ON_BOTH("a CSV says where it goes on when it holds as many rows as it may")
{
    auto province = Province(engine);
    for (auto const* const title : {"A", "B", "C"})
        province.add(title, 1);
    auto const asked = [&](ModelId after, std::size_t most) {
        auto const answer = province.read([&](acts::Reading& r) {
            return csv_of_models(r, {.field = {"kinh_te"}, .after = after}, Audience::everybody,
                                 {.rows = most});
        });
        auto const body = std::get<std::string>(answer.body);
        return std::pair(std::ranges::count(body, '\n') - 1, answer.headers);
    };
    auto const [all, none] = asked({}, 3);
    CHECK(all == 3);
    CHECK(!none.find("Link"));
    auto const [two, next] = asked({}, 2);
    CHECK(two == 2);
    REQUIRE(next.find("Link"));
    auto const second = std::string(*next.find("Link"));
    auto const cut = second.find("after=");
    REQUIRE(cut != second.npos);
    CHECK(second.find("field=kinh_te") != second.npos);
    auto const id = parse_id(second.substr(cut + 6, second.find_first_of("&>", cut) - cut - 6));
    REQUIRE(id);
    CHECK(asked({*id}, 2).first == 1);
}

TEST_ON_BOTH("filters and the counts beside them agree, from counters and from the index alike")
{
    auto province = Province(engine);
    province.add("A", 1);
    province.add("B", 2);
    province.add("C", 2, "chuyen_doi_so");
    auto const counts = [&](std::string_view name) {
        std::string words;
        for (auto const& facet : province.last.facets)
            if (facet.name == name)
                for (auto const& value : facet.values)
                    words += value.label + "=" + std::to_string(value.count) + " ";
        return words;
    };
    CHECK(province.titles({}) == "A|B|C|3");
    CHECK(counts("field") == "Chuyển đổi số=1 Kinh tế=2 ");
    CHECK(counts("commune") == "Xã A=1 Xã B=2 ");
    CHECK(province.titles({.commune = {{8}}}) == "B|C|2");
    CHECK(counts("field") == "Chuyển đổi số=1 Kinh tế=1 ");
    CHECK(counts("commune") == "Xã A=1 Xã B=2 ");
    CHECK(province.titles({.field = {"kinh_te"}, .commune = {{8}}}) == "B|1");
    CHECK(province.titles({.year = {2025}}) == "0");
    CHECK(counts("year").starts_with("2026=3 2025=0")); // what was chosen stays to be seen
    CHECK(province.titles({.body = {{2}}}) == "B|C|2");
    CHECK(counts("body") == "Đảng ủy xã B=2 ");
}

TEST_ON_BOTH("the office list keeps to the actor's rights, also in its counts")
{
    auto province = Province(engine);
    province.add("A", 1, "kinh_te", false);
    province.add("B", 2, "kinh_te", false);
    province.actor = {.kind = acts::ActorKind::person, .posts = {{1, "can_bo_xa", 1}}};
    province.allowed = [](acts::Actor const&, acts::Permission, acts::Place at, Date) {
        return at.body == 1;
    };
    CHECK(province.titles({}, list_office) == "A|1");
    CHECK(province.titles({.stage = {Stage::registered}}, list_office) == "A|1");
    CHECK(province.titles({.stage = {Stage::returned}}, list_office) == "0");
    CHECK(province.titles({.own = true}, list_office) == "A|1");
    province.actor.posts.front().body = 2;
    CHECK(province.titles({.own = true}, list_office) == "0");
}

TEST_ON_BOTH("a public query cannot ask for what is inside")
{
    auto province = Province(engine);
    province.add("Bí mật", 1, "kinh_te", false);
    CHECK(province.titles({.stage = {Stage::registered}, .own = true}) == "0");
}

TEST_ON_BOTH("the CSV has the columns of import and export first, and a row for each model")
{
    auto province = Province(engine);
    province.add("Tổ \"Một cửa\"", 1);
    auto const answer = province.read([](acts::Reading& r) { return models_csv(r, {}); });
    REQUIRE(answer);
    auto const body = std::get<std::string>(answer->body);
    CHECK(body.starts_with(
        "\xEF\xBB\xBFyear,kind,entry,unit,unit_code,commune,province,field,title,situation,"));
    CHECK(body.find("2026,mo_hinh,moi,Đảng ủy xã A,A,Xã A,Tỉnh Minh Họa,kinh_te,\"Tổ \"\"Một cửa\"\"\"") !=
          std::string::npos);
    CHECK(answer->type == "text/csv; charset=utf-8");
}

TEST_ON_BOTH("what waits is told oldest first, with since when, within rights")
{
    auto province = Province(engine);
    auto const first = province.add("Z", 1, "kinh_te", false);
    province.clock.at.ms += 86'400'000;
    province.add("A", 1, "kinh_te", false);
    auto const list = province.read([](acts::Reading& r) {
        return waiting(r, Stage::registered, may::receive_models, Open::with_public, 10);
    });
    REQUIRE(list.items.size() == 2);
    CHECK(list.items[0].model.id == first.id);
    CHECK(list.items[1].since.ms - list.items[0].since.ms == 86'400'000);
    auto const none = province.read([](acts::Reading& r) {
        return waiting(r, Stage::received, may::publish_models, Open::left_out, 10);
    });
    CHECK(none.total == 0);
}

TEST_ON_BOTH("however many wait elsewhere, what waits for somebody is on the desk")
{
    auto province = Province(engine);
    province.add("A", 2, "kinh_te", false);
    province.scratch.store->write_now([](db::Connection& db) {
        db.script(
            "INSERT INTO models (tenant, id, version, kind, year, entry, body, area, field, title, "
            "situation, "
            "aims, way_of_working, forces, resources, timetable, beneficiaries, outputs, keep_up, measure, "
            "baseline, target, result, stage, published, origin, registered_on, signer, entered_for, reason, "
            "import, demo, sort_key) "
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5001) "
            "SELECT tenant, i, version, kind, year, entry, body, area, field, title, situation, aims, "
            "way_of_working, forces, resources, timetable, beneficiaries, outputs, keep_up, measure, "
            "baseline, "
            "target, result, stage, published, origin, registered_on, signer, entered_for, reason, import, "
            "demo, "
            "sort_key FROM models, n");
    });
    auto const own = province.add("B", 1, "kinh_te", false);
    auto const of = [&] {
        return province.read([](acts::Reading& r) {
            return waiting(r, Stage::registered, may::receive_models, Open::with_public, 10);
        });
    };
    CHECK(of().total == 5003);
    province.actor = {.kind = acts::ActorKind::person, .posts = {{1, "can_bo_xa", 1}}};
    province.allowed = [](acts::Actor const&, acts::Permission, acts::Place at, Date) {
        return at.body == 1;
    };
    REQUIRE(of().items.size() == 1);
    CHECK(of().items.front().model.id == own.id);
    CHECK(of().total == 1);
}

TEST_ON_BOTH("a model that ended is not asked for again")
{
    auto province = Province(engine);
    auto const model = province.add("A", 1);
    auto const of = [&](int year) {
        return province.read([&](acts::Reading& r) { return year_of(r.db, {1}, year); });
    };
    CHECK(of(2028).to_keep == 1);
    CHECK(of(2028).first_year == 2026);
    province.scratch.store->write_now([&](db::Connection& db) {
        db.script(
            "INSERT INTO lives (tenant, id, version, model, course, day, body, area, reason, lesson, reply, "
            "opened, demo) "
            "SELECT tenant, id, 1, id, 'ended', '2026-11-01', body, area, '', '', '', 1, 0 FROM models");
    });
    CHECK(of(2028).to_keep == 0);
    CHECK(of(2028).first_year == 0);
    CHECK(list_of_unkept({1}, 2026, 2028) ==
          "/can-bo/"
          "mo-hinh?body=1&stage=received&stage=appraising&stage=not_yet&stage=recognised&condition=alive&"
          "condition=unconfirmed&condition=paused&year=2026&year=2027");
    CHECK(model.year == 2026);
}

TEST_ON_BOTH("a body's year tells what it entered and what it has not kept")
{
    auto province = Province(engine);
    province.add("A", 1);
    province.add("B", 1, "kinh_te", false);
    auto const of = [&](int year) {
        return province.read([&](acts::Reading& r) { return year_of(r.db, {1}, year); });
    };
    CHECK(of(2026).entered == 2);
    CHECK(of(2026).to_keep == 0);
    CHECK(of(2027).entered == 0);
    CHECK(of(2027).to_keep == 1);
    CHECK(province.read([&](acts::Reading& r) { return year_of(r.db, {2}, 2026); }).entered == 0);
}
