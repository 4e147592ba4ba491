// SPDX-License-Identifier: AGPL-3.0-or-later
// What other capabilities may use of heartbeats.
#pragma once

#include "capabilities/heartbeats/confirm.hpp"
#include "capabilities/heartbeats/life.hpp"
#include "capabilities/heartbeats/map.hpp"
#include "platform/acts/projection.hpp"
#include "platform/routes/row.hpp"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace kheo::heartbeats
{

std::span<routes::Row const> rows();
std::vector<acts::Projection> projections();

// How a model stands today.
struct Standing {
    Condition condition = Condition::alive;
    std::optional<Date> confirmed_on; // the last word of a body; none where only the registration speaks
    Life life;
};
Standing standing_of(acts::Reading const& reading, Model const& model);
web::Badge badge_of(Condition condition);

// How many models a body, with what it took over, has in each condition.
struct Conditions {
    BodyId body; // of its day
    AreaId area;
    bool published = false;
    Condition condition = Condition::alive;
    bool said = false; // this period has a word already
    std::int64_t models = 0;
};
BOOST_DESCRIBE_STRUCT(Conditions, (), (body, area, published, condition, said, models))
using ConditionList = std::shared_ptr<std::vector<Conditions> const>;
ConditionList conditions(acts::Reading const& reading);
// One count serves all who ask from now on, until `follow` hears of a change; without
// it each counts anew. `now` is when the change was heard of, by the clock of readings.
void hold_conditions();
void forget_conditions();
void follow(std::vector<std::string> const& topics, Instant now);

// What a body still owes this period, and of that what it took over from bodies
// that are gone.
struct Owed {
    BodyId body;
    std::int64_t due = 0;
    std::int64_t inherited = 0;
};
// Of the bodies for which the actor may confirm, in the order of the directory.
std::vector<Owed> owed(acts::Reading const& reading);

// Bodies for which this actor may confirm today, in the order of the directory.
std::vector<bodies::Body const*> own_bodies(acts::Reading const& reading, bodies::Directory const& held);

// What the page of a model says of all this: to everybody, and in the office.
models::Told tell(acts::Reading& reading, Model const& model, models::Audience side);

} // namespace kheo::heartbeats
