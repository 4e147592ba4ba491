// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/bodies/add.hpp"
#include "capabilities/bodies/browse.hpp"
#include "capabilities/bodies/change.hpp"
#include "platform/testing/office.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::bodies;

namespace
{

auto const start = *date_of({2025, 7, 1});
auto const today = *date_of({2026, 11, 21});

Body body(std::int64_t id, std::string name, std::int64_t superior = 0, bool contact = false)
{
    return {.id = {id + 100},
            .body = {id},
            .code = "C" + std::to_string(id),
            .name = std::move(name),
            .line = Line::dang,
            .area = {7},
            .superior = {superior},
            .contact = contact,
            .valid_from = start};
}

Directory three()
{
    return Directory({body(1, "Đảng ủy"), body(2, "Ban Xây dựng Đảng", 1, true), body(3, "Mặt trận")});
}

ChangeForm form_of(Body const& from)
{
    return {.period = from.id,
            .version = from.version,
            .name = from.name,
            .superior = from.superior,
            .contact = from.contact,
            .day = today};
}

std::string refused(Body const& from, auto change)
{
    auto form = form_of(from);
    change(form);
    auto const all = three();
    auto const done = changed(from, form, today, all);
    return done ? "" : done.error().id;
}

} // namespace

TEST_CASE("a change from a day on ends one period and begins the next")
{
    auto const all = three();
    auto form = form_of(*all.newest({3}));
    form.name = "Ủy ban MTTQ Việt Nam";
    auto const steps = changed(*all.newest({3}), form, today, all);
    REQUIRE(steps);
    REQUIRE(steps->size() == 1);
    REQUIRE(steps->front().ended);
    CHECK(steps->front().ended->valid_to == today);
    CHECK(steps->front().ended->version == 2);
    CHECK(steps->front().ended->name == "Mặt trận");
    CHECK(steps->front().begun.name == "Ủy ban MTTQ Việt Nam");
    CHECK(steps->front().begun.valid_from == today);
    CHECK(!steps->front().begun.id);
}

TEST_CASE("on its first day a period is corrected in place")
{
    auto const all = three();
    auto form = form_of(*all.newest({3}));
    form.name = "Ủy ban MTTQ";
    form.day = start;
    auto const steps = changed(*all.newest({3}), form, today, all);
    REQUIRE(steps);
    CHECK(!steps->front().ended);
    CHECK(steps->front().begun.id == BodyPeriodId{103});
    CHECK(steps->front().begun.version == 2);
}

TEST_CASE("who becomes the contact takes it from who was, from the same day")
{
    auto const all = three();
    auto form = form_of(*all.newest({3}));
    form.contact = true;
    auto const steps = changed(*all.newest({3}), form, today, all);
    REQUIRE(steps);
    REQUIRE(steps->size() == 2);
    CHECK(steps->at(1).begun.body == BodyId{2});
    CHECK(!steps->at(1).begun.contact);
    CHECK(steps->at(1).begun.valid_from == today);
}

TEST_CASE("what cannot be is refused")
{
    auto const all = three();
    auto const first = *all.newest({1});
    auto const third = *all.newest({3});
    CHECK(refused(first, [](ChangeForm&) {}) == "bodies.nothing_changed");
    CHECK(refused(first, [](ChangeForm& f) { f.superior = {2}; }) == "bodies.circle");
    CHECK(refused(first, [](ChangeForm& f) { f.superior = {1}; }) == "bodies.circle");
    CHECK(refused(third, [](ChangeForm& f) { f.superior = {9}; }) == "bodies.no_such_superior");
    CHECK(refused(third, [](ChangeForm& f) { f.name = "đảng UỶ"; }) == "bodies.name_taken");
    CHECK(refused(third, [](ChangeForm& f) { f.name = "B", f.day = Date{start.day - 1}; }) ==
          "bodies.before_it_began");
    CHECK(ended(first, today, all).error().id == "bodies.still_above");
    CHECK(ended(third, start, all).error().id == "bodies.before_it_began");
    auto const last = ended(third, today, all);
    REQUIRE(last);
    CHECK(!last->holds_on(today));
    CHECK(ended(*last, today, all).error().id == "bodies.ended_already");
    CHECK(changed(*last, form_of(*last), today, all).error().id == "bodies.ended_already");
}

TEST_CASE("who takes the open work is named, or found by the rule, else it has to be named")
{
    auto const area = [](std::int64_t id, std::int64_t parent) {
        return areas::Area{.id = {id}, .area = {id}, .parent = {parent}, .valid_from = start};
    };
    auto const atlas = areas::Atlas({area(7, 1), area(1, 0), area(8, 1)}, {});
    auto front = body(3, "Mặt trận");
    front.line = Line::mat_tran_doan_the;
    auto const over = [](Body one, std::int64_t at = 7) {
        one.area = {at};
        one.valid_to = today;
        return one;
    };
    auto const of = [](Body one, std::int64_t at) {
        one.area = {at};
        return one;
    };
    auto const party = body(1, "Đảng ủy");
    auto const all = Directory({party, front, of(body(4, "Tỉnh ủy"), 1), of(body(5, "Đảng ủy khác"), 8)});
    struct Case {
        Body last;
        std::int64_t successor;
        std::string said;
    };
    Case const cases[] = {
        {over(front), 1, ""},
        {over(front), 4, ""},                             // of the area above
        {over(front), 5, "bodies.no_such_successor"},     // of another commune
        {over(front), 3, "bodies.no_such_successor"},     // itself
        {over(front), 9, "bodies.no_such_successor"},     // nobody
        {over(front), 0, "bodies.name_a_successor"},      // no other of its line, no đầu mối
        {over(of(body(5, "Đảng ủy khác"), 8), 8), 0, ""}, // nobody else is there
    };
    for (auto const& [last, successor, said] : cases) {
        CAPTURE(last.name);
        CAPTURE(successor);
        auto const done = handed_on(last, {successor}, all, atlas);
        CHECK((done ? "" : done.error().id) == said);
        if (!done) {
            CHECK(done.error().fields.at(0).field == "successor");
            continue;
        }
        REQUIRE(done->has_value() == (successor != 0));
        if (*done) {
            CHECK(successor_of(**done) == BodyId{successor});
            CHECK_FALSE((*done)->holds_on(today));
        }
    }
    // With an đầu mối the rule knows.
    auto const led = Directory({body(2, "Ban Xây dựng Đảng", 0, true), front});
    CHECK(handed_on(over(front), {}, led, atlas).value() == std::nullopt);
}

TEST_CASE("the list is by commune, a page at a time, and found by words without marks")
{
    std::vector<areas::Area> units{{.id = {1},
                                    .area = {1},
                                    .code = "90",
                                    .name = "Thử",
                                    .full_name = "Tỉnh Thử",
                                    .kind = areas::AreaKind::province,
                                    .valid_from = start}};
    for (std::int64_t at = 2; at < 47; ++at)
        units.push_back({.id = {at},
                         .area = {at},
                         .code = "900" + std::to_string(at),
                         .name = "Số " + std::to_string(at),
                         .full_name = "Xã Số " + std::to_string(at),
                         .parent = {1},
                         .valid_from = start});
    auto const atlas = areas::Atlas(units, {});
    auto const all = three();
    auto const everywhere = [](AreaId) { return true; };
    auto page = listed({}, all, atlas, today, everywhere);
    CHECK(page.total == 45);
    REQUIRE(page.areas.size() == areas_on_page);
    CHECK(page.areas[0].name == "Xã Số 2");
    CHECK(page.areas[0].needs_contact);
    CHECK(page.areas[5].name == "Xã Số 7");
    CHECK(page.areas[5].items.size() == 3);
    CHECK(!page.areas[5].needs_contact);
    std::size_t seen = 0;
    for (auto query = ListQuery(); seen < 100; query.after = page.next) {
        page = listed(query, all, atlas, today, everywhere);
        seen += page.areas.size();
        if (page.next.empty())
            break;
    }
    CHECK(seen == 45);
    auto const found = listed({.q = "MAT TRAN"}, all, atlas, today, everywhere);
    REQUIRE(found.areas.size() == 1);
    REQUIRE(found.areas[0].items.size() == 1);
    CHECK(found.areas[0].items[0].name == "Mặt trận");
    CHECK(listed({.q = "xa so 12"}, all, atlas, today, everywhere).areas.size() == 1);
    CHECK(listed({}, all, atlas, today, [](AreaId area) { return area.value == 9; }).total == 1);
    CHECK(listed({.province = "91"}, all, atlas, today, everywhere).areas.empty());
}

TEST_ON_BOTH("a body is renamed, takes the contact, ends; an old form comes too late; others may not")
{
    auto office = testing::Office(engine);
    auto const file = std::string("code,name,full_name,kind,parent_code\n90,Thử,Tỉnh Thử,Tỉnh,\n");
    auto const units = areas::parsed_units(file, start);
    REQUIRE(office.act(areas::import_areas, areas::ImportPrepared{*units, "", false, "a.csv", ""}));
    auto const area =
        office.read([](acts::Reading& r) { return areas::load_atlas(r.db); })->periods().front().area;
    auto const made = [&](std::string name, bool contact) {
        auto const done = office.act(
            add,
            AddForm{.name = name, .line = Line::dang, .area = area, .contact = contact, .valid_from = start});
        REQUIRE(done);
        return done->value();
    };
    auto const first = made("Đảng ủy", true);
    CHECK(first.code == "90-DU");
    auto const second = made("Ban Dân vận", false);
    auto form = form_of(second);
    form.contact = true;
    auto const done = office.act(change, form);
    REQUIRE(done);
    auto const directory = [&] { return office.read([](acts::Reading& r) { return load_directory(r.db); }); };
    CHECK(directory()->contact_of(area, today)->body == second.body);
    CHECK(directory()->contact_of(area, Date{today.day - 1})->body == first.body);
    CHECK(office.act(change, form).error().id == "changed_meanwhile");
    auto const newest = *directory()->newest(second.body);
    office.actor = {.kind = acts::ActorKind::person, .account = 3};
    CHECK(office.act(end, EndForm{newest.id, newest.version, Date{today.day + 1}}).error().id ==
          "not_allowed");
    CHECK(office.act(add, AddForm{.name = "X", .area = area, .valid_from = start}).error().id ==
          "not_allowed");
    office.actor = {.kind = acts::ActorKind::system};
    REQUIRE(office.act(end, EndForm{newest.id, newest.version, Date{today.day + 1}}));
    CHECK(directory()->contact_of(area, today));
    CHECK(!directory()->contact_of(area, Date{today.day + 1}));
    CHECK(office.act(end, EndForm{{1}, 1}).error().id == "not_found");
}

TEST_ON_BOTH("a body ended by its code names who takes its work; its code is free from the day after")
{
    auto office = testing::Office(engine);
    auto const file = std::string("code,name,full_name,kind,parent_code\n90,Thử,Tỉnh Thử,Tỉnh,\n");
    auto const units = areas::parsed_units(file, start);
    REQUIRE(office.act(areas::import_areas, areas::ImportPrepared{*units, "", false, "a.csv", ""}));
    auto const made = [&](char const* code, Date from) {
        return office.act(add, AddForm{.code = code,
                                       .name = std::string("Sở ") + code,
                                       .line = Line::chinh_quyen,
                                       .area_code = "90",
                                       .valid_from = from});
    };
    REQUIRE(made("SO-A", start));
    REQUIRE(made("SO-B", start));
    CHECK(office.act(end_by_code, EndByCodeForm{.code = "SO-X"}).error().id == "bodies.no_such_code");
    CHECK(office.act(end_by_code, EndByCodeForm{.code = "SO-A", .successor_code = "SO-X"}).error().id ==
          "bodies.no_such_code");
    CHECK(office.act(end_by_code, EndByCodeForm{.code = "SO-A", .successor_code = "SO-A"}).error().id ==
          "bodies.no_such_successor");
    auto const done = office.act(end_by_code, EndByCodeForm{.code = "SO-A", .successor_code = "SO-B"});
    REQUIRE(done);
    CHECK(done->value().valid_to == today);
    auto const held = office.read([](acts::Reading& r) { return load_directory(r.db); });
    auto const old = done->value().body;
    CHECK(held->on(old, today) == nullptr);
    CHECK(successor_of(*held->newest(old)) == held->by_code("SO-B", today)->body);
    CHECK(made("SO-A", today).error().id == "bodies.code_taken");
    CHECK(made("SO-A", Date{today.day + 1}));
}

TEST_ON_BOTH("a body is added where its area's rights reach, by whichever name the area is called")
{
    auto office = testing::Office(engine);
    auto const file = std::string("code,name,full_name,kind,parent_code\n90,Nhà,Tỉnh Nhà,Tỉnh,\n91,Khác,Tỉnh "
                                  "Khác,Tỉnh,\n91001,Xa,Xã Xa,Xã,91\n");
    auto const units = areas::parsed_units(file, start);
    REQUIRE(office.act(areas::import_areas, areas::ImportPrepared{*units, "", false, "a.csv", ""}));
    auto const atlas = office.read([](acts::Reading& r) { return areas::load_atlas(r.db); });
    auto const home = atlas->by_code("90", today)->area;
    office.actor = {.kind = acts::ActorKind::person, .account = 3};
    // As rights are asked: a place that is nowhere stands for any place.
    office.allowed = [home](acts::Actor const&, acts::Permission, acts::Place place, Date) {
        return (place.area == 0 && place.body == 0) || place.area == home.value;
    };
    auto const said = [&](AddForm form) {
        form.name = "Cơ quan mới";
        form.valid_from = start;
        auto const done = office.act(add, form);
        return done ? "done" : done.error().id;
    };
    CHECK(said({.area_code = "91001"}) == "not_allowed");
    CHECK(said({.area = atlas->by_code("91001", today)->area}) == "not_allowed");
    CHECK(said({.area_code = "99999"}) == "bodies.no_such_area");
    CHECK(said({}) == "bodies.no_such_area");
    CHECK(said({.area_code = "90"}) == "done");
}
