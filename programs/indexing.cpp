// SPDX-License-Identifier: AGPL-3.0-or-later
#include "programs/indexing.hpp"

#include "capabilities/areas/areas.hpp"
#include "capabilities/areas/change.hpp"
#include "capabilities/areas/found.hpp"
#include "capabilities/bodies/bodies.hpp"
#include "capabilities/documents/documents.hpp"
#include "capabilities/heartbeats/heartbeats.hpp"
#include "capabilities/models/models.hpp"
#include "capabilities/search/search.hpp"
#include "platform/log/log.hpp"

#include <array>

namespace kheo
{

namespace
{

struct Stopped : std::exception {
};

// The same pages until the stop is asked for.
search::Source until_stopped(search::Source source, std::stop_token const& stop)
{
    return {source.kind,
            [page = std::move(source.page), stop](db::Connection& db, std::int64_t after, int most) {
                if (stop.stop_requested())
                    throw Stopped();
                return page(db, after, most);
            }};
}

} // namespace

void load_places(db::Store& store)
{
    store.read([](db::Connection& db) {
        areas::put_atlas(areas::load_atlas(db));
        bodies::put_directory(bodies::load_directory(db));
    });
}

void index_where_needed(db::Store& store, Clock& clock, std::stop_token const& stop)
{
    if (!store.read(search::made_by_other_rules))
        return;
    auto const sources = std::array{until_stopped(areas::search_source(clock), stop),
                                    until_stopped(models::search_source(clock), stop),
                                    until_stopped(documents::search_source(), stop)};
    try {
        auto const done = search::rebuild(store, sources);
        log::write(log::Level::info, "search", {{"rebuilt", std::to_string(done.entries)}});
    } catch (Stopped const&) {
        log::write(log::Level::info, "search", {{"rebuilt", "stopped, goes on at the next start"}});
    }
}

void hold_lists(db::Store& store)
{
    models::load_catalogue(store);
    heartbeats::hold_conditions();
}

void follow_lists(db::Store& store, std::vector<std::string> const& topics, Instant now)
{
    models::follow(store, topics);
    heartbeats::follow(topics, now);
}

void forget_lists()
{
    models::forget_catalogue();
    heartbeats::forget_conditions();
}

std::map<std::string, jobs::Runner::Handler>
index_handlers(db::Store& store, Clock& clock, std::function<void(std::vector<std::string> const&)> changed)
{
    auto const begin = [&store, &clock, changed = std::move(changed)](std::int64_t day) {
        store.write_now([&](db::Connection& db) {
            areas::put_found_of(db, {std::int32_t(day)}, local_date(clock.now()));
        });
        changed({"areas"});
    };
    return {{std::string(areas::found_job), begin}};
}

} // namespace kheo
