// SPDX-License-Identifier: AGPL-3.0-or-later
// What may be put in a round, page by page; and a round of many models.
#include "capabilities/rounds/put_in.hpp"
#include "capabilities/rounds/rounds_test.hpp"

#include <fmt/format.h>
#include <set>

using namespace kheo;
using namespace kheo::rounds;

namespace
{

ModelId received_model(Province& at, BodyId of, AreaId area, std::string title, int year = 2026)
{
    at.as_system();
    auto const made = at.act(
        [&](acts::Work& work, int) -> Outcome<acts::Recorded<models::Model>> {
            return models::store_new(work, "models.published",
                                     {.id = {work.draws.id()},
                                      .year = year,
                                      .body = of,
                                      .area = area,
                                      .field = "kinh_te",
                                      .title = title,
                                      .stage = models::Stage::received,
                                      .published = true});
        },
        0);
    REQUIRE(made);
    return made->value().id;
}

// As the acts of a round or a decision leave it.
Candidate stored(Province& at, Candidate candidate, std::string_view kind)
{
    at.as_system();
    return at
        .act(
            [&](acts::Work& work, int) -> Outcome<acts::Recorded<Candidate>> {
                ++candidate.version;
                return store(work, kind, candidate);
            },
            0)
        .value()
        .value();
}

std::string offers(Province& at, RoundId round, std::string after = "")
{
    return at.read([&](acts::Reading& reading) {
        auto const page = show_put_in(reading, {{{"round", shown(round)}, {"after", after}}, {}}, nullptr);
        REQUIRE(page);
        return std::string(page->body.view());
    });
}

std::size_t count(std::string_view text, std::string_view part)
{
    std::size_t times = 0;
    for (auto at = text.find(part); at != text.npos; at = text.find(part, at + part.size()))
        ++times;
    return times;
}

} // namespace

TEST_ON_BOTH("who manages a round is offered all of its ground page by page, a body its own alone")
{
    Province at(engine);
    auto const round = at.open_round(department, Scoring::council);
    for (auto number = 0; number < 30; ++number) {
        received_model(at, school, commune, fmt::format("Đường hoa {:02}", number));
        received_model(at, other, neighbour, fmt::format("Đường hoa {:02} bên kia", number));
    }
    received_model(at, school, commune, "Năm trước", 2025);
    at.as("can_bo_tinh", department);
    auto const first = offers(at, round.id);
    CHECK(count(first, "name=\"models\"") == 50);
    auto const link = first.find("?after=");
    REQUIRE(link != first.npos);
    auto const after = first.substr(link + 7, first.find('"', link) - link - 7);
    auto const second = offers(at, round.id, after);
    CHECK(count(second, "name=\"models\"") == 10);
    CHECK(count(second, "?after=") == 0);
    CHECK(count(second, "Đường hoa 29") > 0);
    CHECK(count(first, "Đường hoa 00") > 0);
    CHECK(count(first, "Năm trước") == 0);
    at.as("can_bo_xa", other);
    auto const own = offers(at, round.id);
    CHECK(count(own, "name=\"models\"") == 30);
    CHECK(count(own, "bên kia") >= 30);
    CHECK(count(own, "?after=") == 0);
}

TEST_ON_BOTH("what a council below sends up is told of what it still recognises, in that year")
{
    Province at(engine);
    auto const below = at.open_round(committee, Scoring::council);
    auto const above = at.open_round(department, Scoring::council);
    auto one = at.candidate(below, school, commune);
    auto const told = [&] {
        at.as("can_bo_tinh", department);
        return count(offers(at, above.id), "Hội đồng cấp dưới đề nghị") == 1;
    };
    at.as_system();
    REQUIRE(at.act(
        [&](acts::Work& work, int) -> Outcome<acts::Recorded<models::Model>> {
            return models::store(work, "models.recognised",
                                 models::recognised(models::load_row(work, one.model).value()).value());
        },
        0));
    one.state = State::recognised;
    one.proposed_upwards = true;
    one = stored(at, one, "candidates.proposed_upwards");
    CHECK(told());
    // The decision is withdrawn, and the flag stood in the row as it once did.
    one.state = State::taken_out;
    one = stored(at, one, "candidates.recognition_withdrawn");
    CHECK_FALSE(told());
}

TEST_ON_BOTH("the stage of a year follows what was said last, not which round came last")
{
    Province at(engine);
    auto const first = at.open_round(department, Scoring::council);
    auto const second = at.open_round(department, Scoring::council);
    auto one = at.candidate(first, school, commune);
    auto const stage = [&] {
        return at.read([&](acts::Reading& reading) { return stage_in_year(reading.db, one.model, 2026); });
    };
    one.state = State::taken_out;
    one = stored(at, one, "candidates.taken_out");
    auto const model =
        at.read([&](acts::Reading& reading) { return models::load(reading, one.model).value(); });
    at.as_system();
    REQUIRE(at.act(
        [&](acts::Work& work, int) -> Outcome<acts::Recorded<Candidate>> {
            return store_new(work, {.id = {work.draws.id()},
                                    .round = second.id,
                                    .model = model.id,
                                    .body = school,
                                    .area = commune,
                                    .place = 1,
                                    .put_in_on = work.today(),
                                    .state = State::not_yet,
                                    .to_add = "số liệu"});
        },
        0));
    CHECK(stage() == models::Stage::not_yet);
    one.state = State::waiting;
    one = stored(at, one, "candidates.put_in");
    CHECK(stage() == models::Stage::appraising);
    one.state = State::taken_out;
    one = stored(at, one, "candidates.taken_out");
    CHECK(stage() == models::Stage::received);
}

TEST_ON_BOTH("a round of many models is shown a hundred at a time, to a body what is its own")
{
    Province at(engine);
    auto const round = at.open_round(department, Scoring::independent);
    for (auto number = 1; number <= 104; ++number)
        at.candidate(round, number % 10 ? school : other, number % 10 ? commune : neighbour,
                     fmt::format("Số {}", number));
    auto const page = [&](int after) {
        return at.read(
            [&](acts::Reading& reading) { return view_round(reading, {round.id, after}).value(); });
    };
    at.as("tham_dinh", department);
    auto const first = page(0);
    CHECK(first.candidates.size() == 100);
    CHECK(first.next == "100");
    REQUIRE(at.act(score, of_each({*parse_id(first.candidates.front().id)}, 1, 8)));
    CHECK(page(0).candidates.front().note == "1 người chấm, bình quân 80,0%");
    auto const second = page(100);
    CHECK(second.candidates.size() == 4);
    CHECK(second.next.empty());
    CHECK(second.candidates.front().place == 101);
    at.as("can_bo_xa", other);
    auto const own = page(0);
    CHECK(own.candidates.size() == 10);
    CHECK(own.next.empty());
}
