// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/contributions/contributions.hpp"
#include "capabilities/contributions/province.hpp"
#include "platform/testing/office.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::contributions;

namespace
{

Date day(int year, int month, int of)
{
    return *date_of({year, month, of});
}

Contribution line(std::int64_t id, std::string source, int year, Gift land, Gift money = {})
{
    return {.id = {id},
            .source = std::move(source),
            .since = day(year, 3, 1),
            .until = day(year, 3, 1),
            .land_dm2 = land.amount,
            .land_givers = land.givers,
            .money = money.amount,
            .money_givers = money.givers,
            .note = "Sổ của thôn"};
}

struct Town : testing::Office {
    using Office::Office;

    Model model(models::Stage stage = models::Stage::received)
    {
        return act(
                   [](acts::Work& work, models::Stage at) {
                       auto const made = Model{.id = {work.draws.id()},
                                               .year = 2026,
                                               .body = {1},
                                               .area = {7},
                                               .field = "kinh_te",
                                               .title = "Đường hoa",
                                               .stage = at,
                                               .published = at == models::Stage::received};
                       return models::store_new(work, "models.published", made);
                   },
                   stage)
            .value();
    }
};

RecordForm asked(ModelId model, Figures figures)
{
    auto form = RecordForm();
    static_cast<Figures&>(form) = std::move(figures);
    form.model = model;
    return form;
}

RecordForm given(ModelId model)
{
    return asked(model, {.source = "nhan_dan",
                         .since = day(2026, 3, 1),
                         .land = "659,88",
                         .land_givers = 14,
                         .note = "Sổ theo dõi của thôn"});
}

} // namespace

TEST_CASE("amounts are read as officials write them, and shown so again")
{
    struct {
        Kind kind;
        std::string typed;
        std::int64_t amount;
        std::string shown;
    } const cases[] = {
        {Kind::land, "659,88", 65'988, "659,88"},
        {Kind::land, "1.000", 100'000, "1.000"},
        {Kind::money, "3 tỷ", 3'000'000'000, "3.000.000.000"},
        {Kind::money, "350 triệu", 350'000'000, "350.000.000"},
        {Kind::work, "12,5", 25, "12,5"},
        {Kind::work, "30", 60, "30"},
        {Kind::land, "", 0, "0"},
    };
    for (auto const& one : cases) {
        CAPTURE(one.typed);
        CHECK(amount_of(one.kind, "Số", one.typed) == one.amount);
        CHECK(figure_of(one.kind, one.amount) == one.shown);
    }
    for (auto const& [kind, typed] :
         std::initializer_list<std::pair<Kind, std::string>>{{Kind::land, "-3"},
                                                             {Kind::land, "1,234"},
                                                             {Kind::money, "3,5"},
                                                             {Kind::work, "1,3"},
                                                             {Kind::land, "nhiều"},
                                                             {Kind::money, "99999999999999999"},
                                                             {Kind::money, "10.000.000.000.001"},
                                                             {Kind::work, "9000 tỷ"}}) {
        CAPTURE(typed);
        CHECK_FALSE(amount_of(kind, "Số", typed));
    }
}

TEST_CASE("a figure is unusual by itself, by what each gave, or because it is in thousands")
{
    CHECK(unusual(Kind::land, {10'000, 3}).empty());
    CHECK(unusual(Kind::land, {10'000'100, 0}).find("nhiều bất thường") != std::string::npos);
    CHECK(unusual(Kind::land, {1'200'000, 2}).find("mỗi hộ") != std::string::npos);
    CHECK(unusual(Kind::money, {3'500, 10}).find("triệu đồng") != std::string::npos);
    CHECK(unusual(Kind::money, {0, 0}).empty());
    CHECK(unusual(Kind::work, {2 * 50'001, 0}).find("nhiều bất thường") != std::string::npos);
}

TEST_CASE("a correction keeps what the line is of, needs a reason and a change; a struck line stays struck")
{
    auto const now = line(1, "nhan_dan", 2026, {100, 7});
    auto said = now;
    said.land_dm2 = 200;
    auto const next = corrected(now, said, "Đo lại").value();
    CHECK(next.version == 2);
    CHECK(next.land_dm2 == 200);
    CHECK(next.reason == "Đo lại");
    CHECK(corrected(now, said, "").error().id == "contributions.reason_needed");
    CHECK(corrected(now, now, "Đo lại").error().id == "contributions.nothing_changed");
    auto const gone = struck(now, "Ghi trùng").value();
    CHECK(gone.struck);
    CHECK(corrected(gone, said, "x").error().id == "contributions.already_struck");
    CHECK(struck(gone, "x").error().id == "contributions.already_struck");
    CHECK(struck(now, "").error().id == "contributions.reason_needed");
}

TEST_CASE("the form says at each field what is wrong, and takes no names")
{
    auto const wrong = [](RecordForm const& form) { return checked(form).error(); };
    auto form = given({1});
    CHECK(checked(form)->line.land_dm2 == 65'988);
    form.note = "Hộ ông Trần Văn Tèo hiến 200 m²";
    CHECK(wrong(form).id == "areas.private_data");
    CHECK(wrong(form).fields.front().field == "note");
    form = given({1});
    form.land_givers = 0;
    CHECK(wrong(form).fields.front().field == "land_givers");
    form = given({1});
    form.land = "";
    form.land_givers = 0;
    CHECK(wrong(form).fields.front().field == "land");
    form = given({1});
    form.source = "ai_do";
    CHECK(wrong(form).fields.front().field == "source");
    form = given({1});
    form.until = day(2026, 2, 1);
    CHECK(wrong(form).fields.front().field == "until");
    form.until = day(2027, 1, 1);
    CHECK(wrong(form).fields.front().field == "until");
    form = given({1});
    form.since = day(1999, 1, 1);
    CHECK(wrong(form).fields.front().field == "since");
}

TEST_ON_BOTH("a line is recorded for a model in life; an unusual figure is asked about once and then taken")
{
    auto town = Town(engine);
    auto const model = town.model();
    auto const draft = town.model(models::Stage::draft);
    auto const put = [&](RecordForm const& form) { return town.act(record, *checked(form)); };
    REQUIRE(put(given(model.id)));
    auto const budget =
        asked(model.id,
              {.source = "ngan_sach", .since = day(2026, 4, 1), .money = "5 triệu", .note = "Quyết định"});
    CHECK(visibility(put(budget)->value()) == acts::Visibility::internal);
    CHECK(put(given(draft.id)).error().id == "models.stage_forbids");
    CHECK(put(given({99})).error().id == "not_found");
    auto ahead = given(model.id);
    ahead.since = day(2026, 12, 1);
    CHECK(put(ahead).error().id == "bad_fields");
    // The same line once more, and a figure that cannot well be: asked, then taken.
    for (auto form : {given(model.id), [&] {
                          auto large = given(model.id);
                          large.land = "900.000";
                          return large;
                      }()}) {
        CHECK(put(form).error().id == "contributions.look_again");
        form.sure = "other";
        CHECK(put(form).error().id == "contributions.look_again");
        form.sure = figures_typed(form.land, form.money, form.work);
        CHECK(put(form));
    }
    auto const view = town.read([&](acts::Reading& reading) { return view_lines(reading, {model.id}); });
    CHECK(view->items.size() == 4);
    CHECK(total_of(view->years.front(), Kind::land) == 65'988 * 2 + 90'000'000);
    town.actor = {};
    auto const outside = town.read([&](acts::Reading& reading) { return view_sums(reading, {model.id}); });
    CHECK(total_of(outside->years.front(), Kind::money) == 5'000'000);
    CHECK(town.read([&](acts::Reading& reading) { return view_lines(reading, {model.id}); }).error().id ==
          "not_found");
    CHECK(put(given(model.id)).error().id == "not_allowed");
}

TEST_ON_BOTH("a line is corrected and struck with a reason, on the version that was shown; its history stays")
{
    auto town = Town(engine);
    auto const model = town.model();
    auto const one = town.act(record, *checked(given(model.id)))->value();
    auto form = CorrectForm();
    static_cast<Figures&>(form) = given(model.id);
    form.contribution = one.id;
    form.version = 1;
    form.land = "700";
    form.reason = "Đo lại theo biên bản";
    REQUIRE(town.act(correct, *checked_correction(form)));
    CHECK(town.act(correct, *checked_correction(form)).error().id == "changed_meanwhile");
    CHECK(town.act(strike, StrikeForm{one.id, 1, "Ghi trùng"}).error().id == "changed_meanwhile");
    REQUIRE(town.act(strike, StrikeForm{one.id, 2, "Ghi trùng"}));
    form.version = 3;
    CHECK(town.act(correct, *checked_correction(form)).error().id == "contributions.already_struck");
    auto const acts = town.read(
        [&](acts::Reading& reading) { return acts::history(reading.db, "contribution", one.id.value); });
    CHECK(acts.size() == 3);
    auto const view = town.read([&](acts::Reading& reading) { return view_lines(reading, {model.id}); });
    CHECK(view->years.empty());
    CHECK(view->items.front().reason == "Ghi trùng");
}

TEST_ON_BOTH("a correction tells everybody nothing of the few: the sums say less, never one part more")
{
    auto town = Town(engine);
    auto const model = town.model();
    auto const land = [&](std::string amount, int givers, std::string source = "nhan_dan") {
        return asked(model.id, {.source = std::move(source),
                                .since = day(2026, 3, 1),
                                .land = std::move(amount),
                                .land_givers = givers,
                                .note = "Sổ của thôn"});
    };
    auto const told = [&] {
        auto const view = town.read([&](acts::Reading& reading) { return view_sums(reading, {model.id}); });
        return view->years.empty() ? 0 : total_of(view->years.front(), Kind::land);
    };
    auto const corrects = [&](Contribution const& line, RecordForm const& figures) {
        auto form = CorrectForm();
        static_cast<Figures&>(form) = figures;
        form.contribution = line.id;
        form.version = line.version;
        form.reason = "Đối chiếu lại sổ";
        return town.act(correct, *checked_correction(form))->value();
    };
    auto const five = town.act(record, *checked(land("100", 5)))->value();
    CHECK(town.act(record, *checked(land("50", 1))));
    CHECK(told() == 10'000);
    auto const four = corrects(five, land("100", 4));
    CHECK(told() == 0); // not 150: less the 100 of before, that is the one's own part
    CHECK(corrects(four, land("100", 5)).version == 3);
    CHECK(told() == 0);
    CHECK(town.act(record, *checked(land("70", 5))));
    CHECK(told() == 22'000); // with five more of whom nothing was known
}

TEST_ON_BOTH("however large the lines of one body, everybody still reads the sums of the others")
{
    auto town = Town(engine);
    auto const model = town.model();
    // As older programs took them; no more fit one sum of whole numbers.
    auto const put = [&](acts::Work& work, int count) -> Outcome<int> {
        for (int at = 0; at < count; ++at)
            store(work, "contributions.recorded",
                  Contribution{.id = {work.draws.id()},
                               .model = model.id,
                               .body = {at < 10 ? 1 : 2},
                               .area = {7},
                               .source = "ngan_sach",
                               .since = day(2026, 3, 1),
                               .until = day(2026, 3, 1),
                               .money = at < 10 ? INT64_MAX / 4 : 5'000'000,
                               .half_days = at < 10 ? INT64_MAX / 4 : 3});
        return count;
    };
    REQUIRE(town.act(put, 11));
    auto const view = town.read([](acts::Reading& reading) { return view_places(reading, {.year = 2026}); });
    REQUIRE(view);
    CHECK(view->total.to_date.money == most_of_a_sum);
    CHECK(figure_of(Kind::work, most_of_a_sum) == "500.000.000.000.000.000");
    CHECK(figure_of(Kind::work, most_of_a_sum - 1) == "499.999.999.999.999.999,5");
    CHECK(std::ranges::any_of(view->items,
                              [](PlaceSums const& one) { return one.to_date.money == 5'000'000; }));
    CHECK(std::ranges::any_of(view->items, [](PlaceSums const& one) { return one.in_year.half_days == 3; }));
}
