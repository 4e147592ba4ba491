// SPDX-License-Identifier: AGPL-3.0-or-later
// What the operator does from the command line: the actor "system", who may do
// everything and whose every write is an act as anybody's.
#pragma once

#include "platform/acts/acts.hpp"

#include <string>
#include <vector>

namespace kheo
{

// Runs `verb(Work&)` in one transaction; `topics` are those it touched.
template <class Verb>
auto run_as_operator(db::Store& store, IdSource& ids, Instant now, std::vector<std::string>& topics,
                     Verb&& verb)
{
    auto draws = acts::Draws(ids);
    auto const actor = acts::Actor{.kind = acts::ActorKind::system, .name = "Người vận hành"};
    auto const allowed = acts::Allowed([](auto const&...) { return true; });
    auto const request = std::string();
    return store.write_now([&](db::Connection& db) {
        draws.rewind();
        topics.clear();
        auto work = acts::Work{
            acts::Reading{.db = db, .actor = actor, .now = now, .allowed = allowed, .topics = &topics}, draws,
            request, 0};
        work.group = draws.id();
        return verb(work);
    });
}

} // namespace kheo
