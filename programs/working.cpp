// SPDX-License-Identifier: AGPL-3.0-or-later
#include "programs/working.hpp"

#include "capabilities/accounts/accounts.hpp"
#include "capabilities/documents/documents.hpp"
#include "capabilities/imports/imports.hpp"
#include "capabilities/models/models.hpp"
#include "capabilities/recognitions/recognitions.hpp"
#include "capabilities/rounds/rounds.hpp"
#include "platform/files/shelf.hpp"
#include "platform/log/log.hpp"
#include "programs/indexing.hpp"

#include <algorithm>
#include <chrono>

namespace kheo
{

namespace
{

constexpr std::string_view sweep_job = "files.sweep"; // its object is the day
constexpr auto a_day = std::chrono::hours(24);

// Once, however often it is asked for: a job that was done may have been done twice.
void put_job(db::Store& store, std::int64_t id, std::int64_t day, Instant due)
{
    store.write_now([&](db::Connection& db) {
        if (jobs::waiting(db, sweep_job, day) == 0)
            jobs::put(db, id, sweep_job, day, due);
    });
}

} // namespace

std::size_t sweep_files(db::Store& store)
{
    // Of one moment: a file that goes from one record to another is owned in it.
    auto owned = store.read([](db::Connection& db) {
        std::vector<Digest> all;
        each_file(db, [&](std::string_view hex) {
            if (auto const digest = digest_from_hex(hex))
                all.push_back(*digest);
        });
        return all;
    });
    std::ranges::sort(owned);
    return files::shelf().store.sweep(owned, a_day);
}

void keep_sweeping(db::Store& store, Clock& clock, IdSource& ids)
{
    auto const now = clock.now();
    auto const today = std::int64_t(local_date(now).day);
    auto const waits = store.read([&](db::Connection& db) {
        return jobs::waiting(db, sweep_job, today) + jobs::waiting(db, sweep_job, today + 1) > 0;
    });
    if (!waits)
        put_job(store, ids.next(), today, now);
}

std::map<std::string, jobs::Runner::Handler>
all_handlers(db::Store& store, Clock& clock, IdSource& ids, std::stop_token stop,
             std::function<void(std::vector<std::string> const&)> changed)
{
    auto const sweep = [&store, &clock, &ids](std::int64_t) {
        auto const now = clock.now();
        auto const removed = sweep_files(store);
        if (removed > 0)
            log::write(log::Level::info, "files", {{"swept", std::to_string(removed)}});
        put_job(store, ids.next(), std::int64_t(local_date(now).day) + 1,
                Instant{now.ms + std::chrono::milliseconds(a_day).count()});
    };
    auto handlers = imports::handlers(store, clock, accounts::allowed);
    handlers.merge(documents::handlers(store, clock));
    handlers.merge(index_handlers(store, clock, ids, std::move(stop), std::move(changed)));
    handlers.emplace(sweep_job, sweep);
    return handlers;
}

void each_file(db::Connection& db, std::function<void(std::string_view)> const& with)
{
    for (auto const each : {documents::each_file, imports::each_file, models::each_file,
                            recognitions::each_file, rounds::each_file})
        each(db, with);
}

} // namespace kheo
