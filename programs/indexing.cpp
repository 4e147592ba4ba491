// SPDX-License-Identifier: AGPL-3.0-or-later
#include "programs/indexing.hpp"

#include "capabilities/areas/areas.hpp"
#include "capabilities/areas/change.hpp"
#include "capabilities/areas/found.hpp"
#include "capabilities/bodies/bodies.hpp"
#include "capabilities/documents/documents.hpp"
#include "capabilities/heartbeats/heartbeats.hpp"
#include "capabilities/models/browse.hpp"
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

namespace
{

// What lies in areas that a day named anew. False where it was stopped before its end.
bool find_records_anew(db::Store& store, Clock& clock, Date day, std::stop_token const& stop)
{
    constexpr std::int64_t hold_every = 60'000; // milliseconds
    auto const atlas = store.read(areas::load_atlas);
    auto const today = local_date(clock.now());
    auto held = clock.now();
    return models::find_anew(store, *atlas, areas::named_anew(*atlas, day, today), today, [&] {
        if (clock.now().ms - held.ms > hold_every) {
            held = clock.now();
            jobs::hold(store, areas::records_job, day.day, held);
        }
        return !stop.stop_requested();
    });
}

} // namespace

std::map<std::string, jobs::Runner::Handler>
index_handlers(db::Store& store, Clock& clock, IdSource& ids, std::stop_token stop,
               std::function<void(std::vector<std::string> const&)> changed)
{
    auto const areas_of = [&store, &clock, changed](std::int64_t day) {
        store.write_now([&](db::Connection& db) {
            areas::put_found_of(db, {std::int32_t(day)}, local_date(clock.now()));
        });
        changed({"areas"});
    };
    auto const records_of = [&store, &clock, &ids, stop = std::move(stop), changed](std::int64_t day) {
        if (!find_records_anew(store, clock, {std::int32_t(day)}, stop))
            store.write_now([&, id = ids.next()](db::Connection& db) {
                jobs::put(db, id, areas::records_job, day, clock.now());
            });
        changed({"models"});
    };
    return {{std::string(areas::found_job), areas_of}, {std::string(areas::records_job), records_of}};
}

} // namespace kheo
