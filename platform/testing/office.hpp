// SPDX-License-Identifier: AGPL-3.0-or-later
// Runs verbs as the server does, on a throw-away database of either engine,
// with a clock that stands still until it is moved.
#pragma once

#include "platform/acts/acts.hpp"
#include "platform/db/scratch.hpp"

#include <string>
#include <vector>

namespace kheo::testing
{

class StillClock final : public Clock
{
  public:
    Instant now() override { return at; }
    Instant at{1'795'237'200'000}; // 2026-11-21T05:00:00Z
};

class Office
{
  public:
    explicit Office(db::Engine engine) : scratch(engine, migrations::all()), ids(clock, 1) {}

    db::Scratch scratch;
    StillClock clock;
    IdSource ids;
    acts::Actor actor{.kind = acts::ActorKind::system, .name = "Người vận hành"};
    acts::Allowed allowed = [](acts::Actor const& who, acts::Permission, acts::Place, Date) {
        return who.kind == acts::ActorKind::system;
    };
    std::vector<std::string> topics; // of the last verb

    // What the verb answered; a refusal stores nothing.
    template <class Verb, class Form>
    auto act(Verb verb, Form const& form)
    {
        auto draws = acts::Draws(ids);
        auto const request = std::string("0123456789abcdef");
        return scratch.store->write_now([&](db::Connection& db) {
            draws.rewind();
            topics.clear();
            auto work = acts::Work{reading(db), draws, request, 0};
            work.group = draws.id();
            return verb(work, form);
        });
    }

    template <class Ask>
    auto read(Ask ask)
    {
        return scratch.store->read([&](db::Connection& db) {
            auto at = reading(db);
            return ask(at);
        });
    }

  private:
    acts::Reading reading(db::Connection& db)
    {
        return {.db = db, .actor = actor, .now = clock.now(), .allowed = allowed, .topics = &topics};
    }
};

} // namespace kheo::testing
