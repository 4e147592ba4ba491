// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/heartbeats/heartbeats_test.hpp"
#include "capabilities/heartbeats/tell.hpp"

using namespace kheo;
using namespace kheo::heartbeats;

namespace
{

auto const this_period = periods::Period{*date_of({2026, 7, 1}), *date_of({2027, 1, 1})};

} // namespace

TEST_CASE("a figure that can hardly be right is asked about, one that may be right is not")
{
    struct Case {
        char const* result;
        Measured measured;
        char const* why; // part of the sentence; "" where nothing is asked
    };
    Case const cases[] = {
        {"120", {"4", "200", "100"}, ""},
        {"", {"4", "200", "100"}, ""},
        {"2.000", {"4", "200", ""}, ""},
        {"2.001", {"4", "200", ""}, "lần mức cần đạt"},
        {"-3", {"4", "200", "100"}, "số âm"},
        {"0", {"4", "200", ""}, "bằng 0"},
        {"0", {"0", "", ""}, ""},
        {"1.001", {"", "", "100"}, "gấp hơn 10 lần lần báo trước"},
        {"9", {"", "", "100"}, "chưa bằng một phần 10"},
        {"10", {"", "", "100"}, ""},
        {"120", {"rất ít", "nhiều", "không rõ"}, ""},
    };
    for (auto const& [result, measured, why] : cases) {
        CAPTURE(result);
        auto const said = absurd(result, measured, 10);
        CHECK(said.empty() == std::string_view(why).empty());
        CHECK(said.find(why) != std::string::npos);
    }
}

TEST_CASE("a model waits for a word until one was said in this period, or its registration speaks")
{
    auto const on = [](int year, int month) { return date_of({year, month, 15}); };
    CHECK(is_due({.registered_on = on(2026, 3)}, this_period));
    CHECK_FALSE(is_due({.registered_on = on(2026, 8)}, this_period));
    CHECK_FALSE(is_due({.registered_on = on(2025, 3), .said = {5}, .said_on = on(2026, 9)}, this_period));
    CHECK(is_due({.registered_on = on(2025, 3), .last_on = on(2026, 2)}, this_period));
    CHECK(is_due({.year = 2026}, this_period)); // no day on the paper: the year's beginning
    CHECK_FALSE(is_due({.registered_on = on(2025, 3), .course = Course::paused}, this_period));
    CHECK_FALSE(is_due({.registered_on = on(2025, 3), .course = Course::ended}, this_period));
}

TEST_CASE("a life turns only as its course allows, and asks for the words that people read")
{
    auto const day = *date_of({2026, 11, 21});
    auto const at = [](Course course) { return Life{.version = 1, .course = course}; };
    for (auto const course : {Course::goes_on, Course::paused, Course::ended}) {
        CAPTURE(periods::label(condition(course, {}, {})));
        CHECK(paused(at(course), day, "mưa lũ").has_value() == (course == Course::goes_on));
        CHECK(resumed(at(course), day, "đã sửa cầu").has_value() == (course != Course::goes_on));
        CHECK(ended(at(course), day, "", "giao sớm hơn").has_value() == (course != Course::ended));
        CHECK(answered(at(course), "xin làm tiếp").has_value() == (course == Course::ended));
        CHECK(paused(at(course), day, "").error().id == "heartbeats.reason_needed");
        CHECK(ended(at(course), day, "hết vốn", "").error().id == "heartbeats.lesson_needed");
        CHECK(answered(at(course), "").error().id == "heartbeats.reply_needed");
    }
    auto const next = ended(at(Course::paused), day, "", "giao sớm hơn").value();
    CHECK(next.version == 2);
    CHECK(next.day == day);
    CHECK(resumed(next, day, "nhầm").value().lesson.empty());
}

TEST_ON_BOTH("silence shows until the body speaks, and a second word of the period corrects the first")
{
    auto commune = Commune(engine);
    auto const model = commune.model("Đường hoa");
    CHECK(commune.condition_of(model) == Condition::unconfirmed);
    REQUIRE(commune.act(confirm, commune.table(model, Said::works, "120")));
    CHECK(commune.condition_of(model) == Condition::alive);
    auto second = commune.table(model, Said::works, "125");
    CHECK(commune.act(confirm, second).error().fields.size() == 1); // somebody else was first
    second.lines.front().seen = 1;
    REQUIRE(commune.act(confirm, second));
    auto const kept = commune.read([&](acts::Reading& reading) { return kept_models(reading, {1}); });
    REQUIRE(kept.size() == 1);
    CHECK(kept.front().said_result == "125");
    CHECK(kept.front().said_version == 2);
    commune.clock.at.ms += std::int64_t(366) * 86'400'000; // a year of silence
    CHECK(commune.condition_of(model) == Condition::unconfirmed);
}

TEST_ON_BOTH("what a round has, or has judged, is kept like any received model; what was withdrawn is not")
{
    using models::Stage;
    for (auto const stage : {Stage::draft, Stage::registered, Stage::returned, Stage::received,
                             Stage::appraising, Stage::not_yet, Stage::recognised, Stage::withdrawn}) {
        CAPTURE(models::label(stage));
        auto commune = Commune(engine);
        auto const model = commune.model("Đường hoa", stage);
        auto const lives = stage != Stage::draft && stage != Stage::withdrawn;
        auto const asked = commune.read([](acts::Reading& reading) { return kept_models(reading, {1}); });
        CHECK(asked.size() == (lives ? 1 : 0));
        auto const counted = [&](Condition condition) {
            std::int64_t models = 0;
            auto const all = commune.read([](acts::Reading& reading) { return conditions(reading); });
            for (auto const& some : *all)
                models += some.condition == condition ? some.models : 0;
            return models;
        };
        CHECK(counted(Condition::unconfirmed) == (lives ? 1 : 0)); // it fell silent
        CHECK(commune.act(confirm, commune.table(model, Said::works, "120")).has_value() == lives);
        CHECK(counted(Condition::alive) == (lives ? 1 : 0));
        auto const turned = commune.act(heartbeats::pause, LifeForm{.model = model.id, .reason = "mưa lũ"});
        CHECK(turned.has_value() == lives);
    }
}

TEST_ON_BOTH("an absurd figure is taken when it is sent again, and only that one")
{
    auto commune = Commune(engine);
    auto const model = commune.model("Đường hoa");
    auto table = commune.table(model, Said::works, "90000");
    CHECK(commune.act(confirm, table).error().id == "heartbeats.look_again");
    table.lines.front().sure = "80000";
    CHECK(commune.act(confirm, table).error().id == "heartbeats.look_again");
    table.lines.front().sure = "90000";
    CHECK(commune.act(confirm, table));
}

TEST_ON_BOTH("a table is taken whole or not at all, and says who has what in which condition")
{
    auto commune = Commune(engine);
    auto const works = commune.model("Đường hoa");
    auto const over = commune.model("Tổ góp vốn");
    auto table = commune.table(works, Said::works, "100");
    table.lines.push_back({.model = over.id, .said = Said::ended});
    CHECK(commune.act(confirm, table).error().id == "bad_fields");
    CHECK(commune.condition_of(works) == Condition::unconfirmed);
    table.lines.back().note = "Giao cho chi hội thì bền hơn.";
    auto const done = commune.act(confirm, table);
    REQUIRE(done);
    CHECK(done->value().works == 1);
    CHECK(done->value().ended == 1);
    std::int64_t alive = 0;
    std::int64_t ended = 0;
    auto const all = commune.read([](acts::Reading& reading) { return conditions(reading); });
    for (auto const& some : *all) {
        alive += some.condition == Condition::alive && some.said ? some.models : 0;
        ended += some.condition == Condition::ended ? some.models : 0;
    }
    CHECK(alive == 1);
    CHECK(ended == 1);
    CHECK(commune.act(confirm, commune.table(over, Said::works)).error().id == "bad_fields");
}
