// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/heartbeats/tell.hpp"

#include "capabilities/heartbeats/heartbeats_test.hpp"

using namespace kheo;
using namespace kheo::heartbeats;

namespace
{

Model published(Commune& commune, Model model)
{
    return commune
        .act(
            [](acts::Work& work, Model given) -> Outcome<acts::Recorded<Model>> {
                auto const next = TRY(models::published(std::move(given)));
                return models::store(work, "models.published", next);
            },
            model)
        .value()
        .value();
}

// All that a reader is told of a model's life.
std::string told(Commune& commune, Model const& model, models::Audience side)
{
    return commune.read([&](acts::Reading& reading) {
        auto const said = tell(reading, model, side);
        return std::string(said.top.view()) + std::string(said.main.view());
    });
}

bool holds(std::string_view text, std::string_view part)
{
    return text.find(part) != text.npos;
}

} // namespace

TEST_ON_BOTH("what was written before a model was public stays in the office, what comes later is for all")
{
    using models::Audience;
    auto commune = Commune(engine);
    auto model = commune.model("Đường hoa", models::Stage::received, false);
    REQUIRE(commune.act(confirm, commune.table(model, Said::works, "120", "chưa đối chiếu với kế toán")));
    REQUIRE(commune.act(heartbeats::pause, LifeForm{.model = model.id, .reason = "chờ thanh tra"}));
    model = published(commune, model);
    auto const open = told(commune, model, Audience::everybody);
    CHECK(holds(open, "Tạm dừng từ ngày"));
    CHECK_FALSE(holds(open, "chờ thanh tra"));
    CHECK_FALSE(holds(open, "Lý do"));
    CHECK(holds(open, "120"));
    CHECK_FALSE(holds(open, "chưa đối chiếu"));
    auto const inside = told(commune, model, Audience::office);
    CHECK(holds(inside, "chờ thanh tra"));
    CHECK(holds(inside, "chưa đối chiếu"));
    auto form = LifeForm{.model = model.id, .version = 1, .lesson = "Giao cho chi hội thì bền."};
    REQUIRE(commune.act(heartbeats::end, form));
    auto const ended_now = told(commune, model, Audience::everybody);
    CHECK(holds(ended_now, "Giao cho chi hội thì bền."));
    CHECK_FALSE(holds(ended_now, "chờ thanh tra"));
}

TEST_ON_BOTH("an end in the table does not say again why the model was resumed")
{
    auto commune = Commune(engine);
    auto const model = commune.model("Đường hoa");
    REQUIRE(commune.act(heartbeats::pause, LifeForm{.model = model.id, .reason = "mưa lũ"}));
    REQUIRE(
        commune.act(heartbeats::resume, LifeForm{.model = model.id, .version = 1, .reason = "đã sửa cầu"}));
    auto table = commune.table(model, Said::ended, "", "Giao cho chi hội thì bền.");
    table.lines.front().seen_life = 2;
    REQUIRE(commune.act(confirm, table));
    auto const life = commune.read([&](acts::Reading& reading) { return life_of(reading.db, model); });
    CHECK(life.course == Course::ended);
    CHECK(life.lesson == "Giao cho chi hội thì bền.");
    CHECK(life.reason.empty());
    CHECK_FALSE(holds(told(commune, model, models::Audience::everybody), "đã sửa cầu"));
}

TEST_CASE(
    "periods without a word are lines of their own, but for the running one; over them nothing is added up")
{
    auto const said = [](int year, int month, std::string result) {
        return Heartbeat{.period = *date_of({year, month, 1}),
                         .day = *date_of({year, month, 20}),
                         .body = {1},
                         .result = std::move(result)};
    };
    auto const model = Model{.body = {1}};
    auto const today = *date_of({2026, 11, 21});
    auto const lines = lines_of({said(2025, 7, "100"), said(2026, 7, "1.130")}, model, today, 8);
    REQUIRE(lines.size() == 3);
    CHECK(lines[0].result == "1.130");
    CHECK(lines[0].change.empty()); // of a year, not of this period
    CHECK(lines[1].period == "6 tháng đầu năm 2026");
    CHECK(lines[1].day.empty());
    CHECK(lines[2].change.empty());
    auto const close = lines_of({said(2026, 1, "100"), said(2026, 7, "1.130")}, model, today, 8);
    CHECK(close[0].change == "+1.030");
    CHECK(lines_of({said(2025, 7, "")}, model, today, 8).size() == 2);
    CHECK(lines_of({}, model, today, 8).empty());
}
