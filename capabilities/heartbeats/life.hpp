// SPDX-License-Identifier: AGPL-3.0-or-later
// Life (đời của mô hình): paused, resumed, ended with its lesson, and what the
// unit says to that. A model without such a record goes on.
#pragma once

#include "capabilities/heartbeats/heartbeat.hpp"

#include <span>
#include <string>

namespace kheo::heartbeats
{

using LifeId = Id<struct LifeTag>;

struct Life {
    LifeId id;
    std::int64_t version = 0; // 0: nothing was ever said
    ModelId model;
    BodyId body;
    AreaId area;
    Course course = Course::goes_on;
    Date day;           // since when
    std::string reason; // of the pause, the resumption or the end
    std::string lesson; // of the end: what others should know
    std::string reply;  // what the unit says to the end
    bool opened = false;
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(Life, (),
                      (id, version, model, body, area, course, day, reason, lesson, reply, opened, demo))

inline std::string_view object_kind(Life const&)
{
    return "life";
}
inline acts::Place place(Life const& life)
{
    return {life.area.value, life.body.value};
}
inline acts::Visibility visibility(Life const& life)
{
    return life.opened ? acts::Visibility::open : acts::Visibility::internal;
}
inline std::string topics(Life const& life)
{
    return topics_of(life.model, life.area, life.opened);
}

// Pure: the next record, or the refusal. Each asks for the words that people
// will read.
Outcome<Life> paused(Life life, Date day, std::string reason);
Outcome<Life> resumed(Life life, Date day, std::string reason);
Outcome<Life> ended(Life life, Date day, std::string reason, std::string lesson);
Outcome<Life> answered(Life life, std::string reply);

// As it was last written down: open only where everybody was to read it then.
Life stored_life(db::Connection& db, Model const& model);
// As it stands, for a model that the actor may see; version 0 where nothing was said.
Life life_of(db::Connection& db, Model const& model);
acts::Recorded<Life> store(acts::Work& work, std::string_view act, Life life);

struct LifeForm {
    ModelId model;
    std::int64_t version = 0; // of the life that was shown
    std::string reason;
    std::string lesson;
    std::string reply;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(LifeForm, (), (model, version, reason, lesson, reply))

// Before the queue: all of it is read by people outside.
Outcome<LifeForm> without_private_data(LifeForm const& form);

Outcome<acts::Recorded<Life>> pause(acts::Work& work, LifeForm const& form);
Outcome<acts::Recorded<Life>> resume(acts::Work& work, LifeForm const& form);
Outcome<acts::Recorded<Life>> end(acts::Work& work, LifeForm const& form);
Outcome<acts::Recorded<Life>> answer(acts::Work& work, LifeForm const& form);

// Whether a registration has a life at all: received once, not withdrawn.
bool is_in_life(Model const& model);

// The page with the steps that stand open, and again after a refused one.
Outcome<routes::Page> show_life(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);
routes::After after_life(Life const& life);

// One step of that page: its own form with one or two texts.
struct LifeStep {
    std::string path; // "tam-dung"
    std::string text;
    std::string hint;
    bool warns = false;
    std::vector<web::Field> fields;
};
struct LifePage {
    std::string model;
    std::string title;
    std::string unit;
    web::Badge badge;
    Life life;
    std::vector<LifeStep> steps;
    std::vector<web::Field> typed; // for a step that is not there any more
    web::FormKeys keys;
    web::Errors errors;
};

} // namespace kheo::heartbeats
