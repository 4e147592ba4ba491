// SPDX-License-Identifier: AGPL-3.0-or-later
// One request on its way through the dispatcher.
#pragma once

#include "platform/routes/dispatcher.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kheo::routes
{

// Its parts are filled from top to bottom and then only read, so the threads it
// passes through need no lock.
struct Dispatcher::Asked {
    std::shared_ptr<http::Exchange> exchange;
    Match match;
    Session session;
    Instant now;
    forms::Sent sent;
    bool for_people = false;
    int wait = 0; // seconds until it is worth sending again; 0: no limit was met

    acts::Draws draws;
    std::string act; // of the submission; "" where the sender gave none
    Bytes form_digest;
    Row::Verb run;
    Row::Housekeeping keep;
    Outcome<Done> done{Done()};
    std::vector<Cookie> cookies;
    std::optional<Carried> resume;
    std::vector<std::string> touched; // topics of the acts

    explicit Asked(IdSource& ids) : draws(ids) {}
    Row const& row() const { return *match.row; }
    bool is_for_anyone() const { return match.row && row().permission.name == anyone.name; }
    // Whoever speaks where anyone may is nobody to the verb, signed in or not: no
    // name is asked there, so none is kept, in acts, submissions or the log.
    acts::Actor const& actor() const
    {
        static acts::Actor const nobody;
        return is_for_anyone() && row().kind == Kind::act ? nobody : session.actor;
    }
    http::Request& request() { return exchange->request(); }
    Reading reading(db::Connection& db, acts::Allowed const& allowed)
    {
        return {.db = db,
                .actor = actor(),
                .now = now,
                .allowed = allowed,
                .topics = &touched,
                .csrf = session.csrf};
    }
    Before before(db::Store& store, acts::Allowed const& allowed)
    {
        return {store, request(), actor(), allowed, now};
    }
};

} // namespace kheo::routes
