// SPDX-License-Identifier: AGPL-3.0-or-later
// Preparing a round: its body and year, its form of criteria, opening and
// closing it.
#pragma once

#include "capabilities/rounds/round.hpp"
#include "platform/forms/forms.hpp"
#include "platform/routes/row.hpp"

#include <span>

namespace kheo::rounds
{

struct PrepareForm {
    BodyId body;
    int year = 0;
    std::string title;
    Scoring scoring = Scoring::council;
    bool sample = false;
    std::optional<std::int64_t> cut_off;
    std::optional<std::int64_t> spread;
    std::optional<Date> closes_on;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(PrepareForm, (), (body, year, title, scoring, sample, cut_off, spread, closes_on))

// One criterion: `at` counts from 1; none adds one.
struct CriterionForm {
    RoundId round;
    std::int64_t version = 0;
    std::optional<std::int64_t> at;
    std::string label;
    std::optional<std::int64_t> weight;
    std::optional<std::int64_t> most;
    std::string evidence;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(CriterionForm, (), (round, version, at, label, weight, most, evidence))

struct RemoveForm {
    RoundId round;
    std::int64_t version = 0;
    std::int64_t at = 0;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(RemoveForm, (), (round, version, at))

struct RoundForm {
    RoundId round;
    std::int64_t version = 0;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(RoundForm, (), (round, version))

Outcome<acts::Recorded<Round>> prepare_round(acts::Work& work, PrepareForm const& form);
Outcome<acts::Recorded<Round>> put_criterion(acts::Work& work, CriterionForm const& form);
Outcome<acts::Recorded<Round>> remove_criterion(acts::Work& work, RemoveForm const& form);
Outcome<acts::Recorded<Round>> open_round(acts::Work& work, RoundForm const& form);
Outcome<acts::Recorded<Round>> close_round(acts::Work& work, RoundForm const& form);

Outcome<routes::Page> show_prepare(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);
// One criterion: that of `at`, or a new one.
Outcome<routes::Page> show_criterion(routes::Reading& reading, forms::Sent const& sent,
                                     Problem const* problem);
std::span<forms::Rule const> criterion_query();

} // namespace kheo::rounds
