// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/matrix/list.hpp"
#include "capabilities/matrix/remind.hpp"
#include "capabilities/matrix/view.hpp"
#include "capabilities/tasks/province_test.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::matrix;
using documents::Reach;
using tasks::DueKind;
using tasks::DueRule;
using tasks::led_by;
using tasks::TestProvince;

namespace
{

auto const past =
    DueRule{.kind = DueKind::on_day, .on = date_of({2026, 4, 30}), .from = *date_of({2026, 3, 5})};
auto const ahead =
    DueRule{.kind = DueKind::on_day, .on = date_of({2026, 12, 31}), .from = *date_of({2026, 3, 5})};

struct Desks : TestProvince {
    explicit Desks(db::Engine engine) : TestProvince(engine) {}

    Outcome<Asked> ask(BoardQuery const& query, Seen seen = Seen::by_officers, Whole whole = Whole::table)
    {
        return read([&](acts::Reading& reading) { return asked(reading, query, seen, whole); });
    }
    std::size_t columns(BoardQuery const& query, Whole whole = Whole::table)
    {
        auto const answer = ask(query, Seen::by_officers, whole);
        return answer ? answer->board.columns.size() : 0;
    }
    template <class View>
    auto view(View show)
    {
        return read([&](acts::Reading& reading) { return show(reading, {}); });
    }
};

} // namespace

TEST_ON_BOTH("only a table to look at is cut, and it says so; one document is seen whole")
{
    auto desks = Desks(engine);
    auto const document = desks.document(101, Reach::system, "Nhiều việc");
    for (int at = 0; at < 70; ++at)
        desks.task(document, {led_by(20)}, past);
    desks.task(desks.document(101, Reach::system, "Một việc"), {led_by(20)}, past);
    desks.as({101});
    auto const whole = desks.ask({});
    REQUIRE(whole.has_value());
    CHECK(whole->cut);
    CHECK(whole->board.columns.size() == most_columns);
    CHECK(sheet_of(*whole, *date_of({2026, 11, 21})).notes[2].find("chỉ có 60 nhiệm vụ") !=
          std::string::npos);
    CHECK(desks.columns({}, Whole::all) == 71);
    CHECK(desks.columns({.document = document.id}) == 70);
    CHECK_FALSE(desks.ask({.document = document.id})->cut);
    CHECK(desks.view(view_list)->total == 71);
    auto const late = desks.read([](acts::Reading& reading) { return reminder_of(reading, {}); });
    CHECK(late->late.front().tasks == 71);
}

TEST_ON_BOTH("a list of many documents goes on page by page, and its figures are those of all")
{
    auto desks = Desks(engine);
    for (int at = 0; at < 45; ++at)
        desks.task(desks.document(101, Reach::open, "Số " + std::to_string(at)), {led_by(20)}, past);
    desks.as({});
    auto const page = [&](DocumentId after) {
        return desks.read([&](acts::Reading& reading) { return view_public_list(reading, {after}).value(); });
    };
    auto const first = page({});
    CHECK(first.items.size() == 40);
    CHECK(first.items[0].name == "Chỉ thị 45-CT/TU");
    CHECK(first.total == 45);
    auto const second = page({parse_id(first.next).value()});
    REQUIRE(second.items.size() == 5);
    CHECK(second.items[0].name == "Chỉ thị 5-CT/TU");
    CHECK(second.total == 45);
    CHECK(second.next.empty());
}

TEST_ON_BOTH("what other bodies ask of themselves pushes nothing out of sight")
{
    auto desks = Desks(engine);
    auto const directive = desks.document(101, Reach::open, "Chỉ thị của tỉnh");
    auto const task = desks.task(directive, {led_by(20), led_by(30)}, past);
    auto const other = desks.document(40, Reach::recipients, "Việc riêng");
    auto const many = [&](acts::Work& work, Task one) {
        for (int at = 0; at < 2'100; ++at) {
            one.id = {work.draws.id()};
            one.whom = tasks::text_of({led_by(40)});
            one.document = other.id;
            one.body = {40};
            one.area = {4};
            tasks::store_new(work, one);
        }
        return one;
    };
    desks.act(many, task);
    for (auto const& who : {std::vector<std::int64_t>{20}, {101}, {}}) {
        desks.as(who);
        auto const seen = who.empty() ? Seen::by_all : Seen::by_officers;
        CAPTURE(who.size());
        CHECK(desks.ask({.document = directive.id}, seen).has_value());
        CHECK(desks.ask({.task = task.id}, seen).has_value());
        auto const all = desks.ask({}, seen);
        REQUIRE(all.has_value());
        REQUIRE(all->board.columns.size() == 1);
        CHECK(all->board.columns[0].task.id == task.id);
        CHECK(all->board.rows.size() == 2);
    }
    desks.as({40});
    CHECK(desks.columns({}, Whole::all) == 2'101);
    CHECK_FALSE(desks.ask({.document = other.id}, Seen::by_all).has_value());
}

TEST_ON_BOTH("who has only a task from a document reads its number, and no word more of it")
{
    auto desks = Desks(engine);
    auto const document = desks.document(101, Reach::recipients, "của việc nội bộ");
    desks.task(document, {led_by(20), led_by(30)}, past);
    desks.as({20});
    auto const own = desks.view(view_list);
    REQUIRE(own->items.size() == 1);
    CHECK(own->items[0].name == "Chỉ thị 1-CT/TU");
    CHECK(own->items[0].subject.empty());
    CHECK(desks.ask({})->board.rows.size() == 1);
    desks.as({101});
    CHECK(desks.view(view_list)->items[0].subject == "Trích yếu của việc nội bộ");
    // A paper without a number is called by its abstract: not to them.
    auto const bare = [&](acts::Work& work, documents::Document one) {
        one.type.clear();
        one.number.clear();
        ++one.version;
        return documents::store(work, "documents.corrected", one).value();
    };
    desks.act(bare, document);
    desks.as({20});
    CHECK(desks.view(view_list)->items[0].name == "Văn bản chỉ đến nơi nhận");
}

TEST_ON_BOTH("the tasks of a withdrawn document are nobody's duty, and only who asked still reads them")
{
    auto desks = Desks(engine);
    auto const document = desks.document(101, Reach::open, "Chỉ thị của tỉnh");
    auto const task = desks.task(document, {led_by(20)}, past);
    desks.withdraw(document);
    auto const sees = [&](std::vector<std::int64_t> const& who) {
        desks.as(who);
        return desks.read([&](acts::Reading& reading) { return tasks::load(reading, task.id).has_value(); });
    };
    CHECK(sees({101}));
    CHECK_FALSE(sees({20}));
    CHECK_FALSE(sees({30}));
    CHECK_FALSE(sees({}));
    for (auto const& who : {std::vector<std::int64_t>{20}, {101}}) {
        desks.as(who);
        CHECK(desks.columns({}, Whole::all) == 0);
        CHECK_FALSE(desks.ask({.task = task.id}).has_value());
        CHECK(desks.view(view_own)->items.empty());
        CHECK(desks.read([](acts::Reading& reading) { return reminder_of(reading, {}); })->late.empty());
    }
}

TEST_ON_BOTH("one's own work is that of one's own body, not that of all who stand below it")
{
    auto desks = Desks(engine);
    auto const document = desks.document(101, Reach::system, "Việc");
    for (auto const body : {100, 102, 20})
        desks.task(document, {led_by(body)}, past, "Việc của " + std::to_string(body));
    auto const own = [&](std::vector<std::int64_t> const& who) {
        desks.as(who);
        std::string all;
        auto const items = desks.view(view_own)->items;
        for (auto const& item : items)
            all += item.text + ";";
        return all;
    };
    CHECK(own({100}) == "Việc của 100;");
    CHECK(own({102}) == "Việc của 102;");
    CHECK(own({20}) == "Việc của 20;");
    CHECK(own({101}).empty());
}

TEST_ON_BOTH("a letter is one body's: of several who asked one chooses a document first")
{
    auto desks = Desks(engine);
    auto const first = desks.document(101, Reach::system, "Một");
    auto const second = desks.document(102, Reach::system, "Hai");
    desks.task(first, {led_by(20)}, past, "Gửi kế hoạch");
    desks.task(second, {led_by(20)}, past, "Gửi báo cáo");
    auto const in_time = desks.document(102, Reach::system, "Ba");
    desks.task(in_time, {led_by(20)}, ahead);
    desks.as({100});
    auto const of = [&](BoardQuery const& query) {
        return desks.read([&](acts::Reading& reading) { return view_reminder(reading, query).value(); });
    };
    auto const letter_of = [&](BoardQuery const& query) {
        return desks.read([&](acts::Reading& reading) { return letter(reading, query); });
    };
    auto const mixed = of({});
    CHECK(mixed.message.empty());
    CHECK(mixed.reminder.choose.size() == 2);
    CHECK(letter_of({}).error().id == "matrix.one_assigner");
    auto const one = of({.document = first.id});
    CHECK(one.reminder.assigner == BodyId{101});
    CHECK(one.message.find("1-CT/TU") != std::string::npos);
    CHECK(one.reminder.late.front().lines.size() == 1);
    CHECK(letter_of({.document = first.id}).has_value());
    CHECK(letter_of({.document = in_time.id}).error().id == "matrix.nobody_late");
    desks.as({102});
    CHECK(of({}).reminder.assigner == BodyId{102});
    CHECK(of({}).reminder.late.front().tasks == 1);
}

TEST_ON_BOTH("a body's page counts what it took over")
{
    auto desks = Desks(engine);
    auto const document = desks.document(101, Reach::open, "Việc");
    auto const task = desks.task(document, {led_by(102)}, past);
    auto const told = [&](acts::Work& work, plans::Plan plan) {
        plan.version = 1;
        return plans::store(work, "plans.completed", std::move(plan)).value();
    };
    desks.act(told, plans::Plan{.task = task.id,
                                .body = {102},
                                .area = {1},
                                .stage = plans::Stage::submitted,
                                .done_on = date_of({2026, 4, 1}),
                                .submitted_on = date_of({2026, 4, 1})});
    desks.put({{102, *date_of({2026, 6, 1})}});
    desks.as({});
    auto const view = desks.read(
        [](acts::Reading& reading) { return view_public_body(reading, BodyQuery{{100}}).value(); });
    REQUIRE(view.items.size() == 1);
    CHECK(view.items[0].standing == Standing::done_in_time);
}

TEST_CASE("a page filtered by a name leads to files filtered by the same name")
{
    CHECK(address_query({.document = {12}, .q = "xã Bến & Lau"}) ==
          "?document=12&q=x%C3%A3%20B%E1%BA%BFn%20%26%20Lau");
    CHECK(address_query({}).empty());
}
