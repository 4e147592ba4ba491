// SPDX-License-Identifier: AGPL-3.0-or-later
// An invented province for the tests of this folder: a department, two communes,
// the roles that the program carries; rounds and candidates in one call.
#pragma once

#include "capabilities/accounts/accounts.hpp"
#include "capabilities/bodies/bodies_test.hpp"
#include "capabilities/rounds/judge.hpp"
#include "capabilities/rounds/load.hpp"
#include "capabilities/rounds/prepare.hpp"
#include "capabilities/rounds/put_in.hpp"
#include "capabilities/rounds/view.hpp"
#include "platform/testing/office.hpp"

#include <doctest/doctest.h>

namespace kheo::rounds
{

inline constexpr AreaId province{1}, commune{10}, neighbour{20};
inline constexpr BodyId department{100}, committee{200}, school{201}, other{300};

using testing::area;
using testing::body;

struct Province : testing::Office {
    explicit Province(db::Engine engine) : Office(engine)
    {
        using areas::AreaKind;
        testing::put_places({area(province, "01", AreaKind::province),
                             area(commune, "00010", AreaKind::commune, province),
                             area(neighbour, "00020", AreaKind::commune, province)},
                            {body(department, province), body(committee, commune, department, true),
                             body(school, commune, committee), body(other, neighbour, department, true)});
        allowed = accounts::allowed;
    }

    void as(std::string role, BodyId at, std::int64_t account = 7)
    {
        actor = testing::officer(std::move(role), at, account);
    }
    void as_system() { actor = {.kind = acts::ActorKind::system, .name = "Hệ thống"}; }

    Round open_round(BodyId of, Scoring scoring)
    {
        as_system();
        auto const made = act(
            prepare_round,
            PrepareForm{.body = of, .year = 2026, .title = "Đợt 2026", .scoring = scoring, .sample = true});
        REQUIRE(made);
        auto const open = act(open_round_now, RoundForm{made->value().id, 1});
        REQUIRE(open);
        return open->value();
    }
    Candidate candidate(Round const& round, BodyId of, AreaId at, std::string title = "Đường hoa")
    {
        as_system();
        auto const model = act(
            [&](acts::Work& work, int) -> Outcome<acts::Recorded<models::Model>> {
                return models::store_new(work, "models.published",
                                         {.id = {work.draws.id()},
                                          .year = 2026,
                                          .body = of,
                                          .area = at,
                                          .field = "kinh_te",
                                          .title = std::move(title),
                                          .stage = models::Stage::received,
                                          .published = true});
            },
            0);
        REQUIRE(model);
        auto const done = act(put_in, PutInForm{round.id, {shown(model->value().id) + "-1"}});
        REQUIRE(done);
        return read([&](acts::Reading& reading) { return candidates_of(reading.db, round.id).back(); });
    }

  private:
    static Outcome<acts::Recorded<Round>> open_round_now(acts::Work& work, RoundForm const& form)
    {
        return rounds::open_round(work, form);
    }
};

inline ScoreForm of_each(CandidateId id, std::int64_t version, int each)
{
    auto const points = std::to_string(each);
    return {.candidate = id,
            .version = version,
            .points_1 = points,
            .points_2 = points,
            .points_3 = points,
            .points_4 = points,
            .points_5 = points};
}

template <class T>
std::string said(Outcome<acts::Recorded<T>> const& outcome)
{
    return outcome ? "done" : outcome.error().id;
}

} // namespace kheo::rounds
