// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/jobs/jobs.hpp"

#include "platform/jobs/jobs.sql.hpp"
#include "platform/log/log.hpp"

#include <chrono>

namespace kheo::jobs
{

namespace
{

constexpr std::int64_t lease_ms = 5 * 60'000; // longer than the longest reading of a file
constexpr std::int64_t first_wait_ms = 2'000;
constexpr auto of_one_row = db::Isolation::snapshot; // each write here changes one job by its id
constexpr auto look_again = std::chrono::seconds(5); // for jobs put by another program

} // namespace

void put(db::Connection& db, std::int64_t id, std::string_view kind, std::int64_t object, Instant due)
{
    db.run(sql::insert_job, {{"id", id}, {"kind", kind}, {"object", object}, {"due_at", due}});
}

std::int64_t waiting(db::Connection& db, std::string_view kind, std::int64_t object)
{
    return *db.one<std::int64_t>(sql::waiting_jobs,
                                 {{"kind", kind}, {"object", object}, {"most", most_attempts}});
}

void hold(db::Store& store, std::string_view kind, std::int64_t object, Instant now)
{
    auto const longer = [&](db::Connection& db) {
        db.run(sql::hold_job,
               {{"kind", kind}, {"object", object}, {"until", now.ms + lease_ms}, {"now", now}});
    };
    store.write_now(longer, of_one_row);
}

Runner::Runner(db::Store& store, Clock& clock, std::int64_t holder, std::map<std::string, Handler> handlers)
    : store_(store), clock_(clock), holder_(holder), handlers_(std::move(handlers))
{
}

Runner::~Runner()
{
    stop();
}

void Runner::start(int threads)
{
    for (int at = 0; at < threads; ++at)
        threads_.emplace_back([this] { loop(); });
}

void Runner::wake()
{
    {
        std::scoped_lock const lock(mutex_);
        woken_ = true;
    }
    wake_.notify_all();
}

void Runner::stop()
{
    {
        std::scoped_lock const lock(mutex_);
        ending_ = true;
    }
    wake_.notify_all();
    for (auto& thread : threads_)
        thread.join();
    threads_.clear();
}

int Runner::run_due()
{
    int done = 0;
    while (run_one())
        ++done;
    return done;
}

std::optional<Job> Runner::take()
{
    auto const now = clock_.now();
    auto const due = store_.read([&](db::Connection& db) {
        return db.one<Job>(sql::due_job, {{"now", now}, {"most", most_attempts}});
    });
    if (!due)
        return std::nullopt;
    auto const lease = [&](db::Connection& db) {
        return db.run(sql::lease_job,
                      {{"id", due->id}, {"holder", holder_}, {"until", now.ms + lease_ms}, {"now", now}});
    };
    auto const got = store_.write_now(lease, of_one_row);
    return got == 1 ? due : Job{};
}

bool Runner::run_one()
{
    auto const job = take();
    if (!job)
        return false;
    if (job->id == 0)
        return true; // another runner was faster
    try {
        auto const handler = handlers_.find(job->kind);
        ensure(handler != handlers_.end(), "a job of a kind that nobody runs");
        handler->second(job->object);
        store_.write_now([&](db::Connection& db) { db.run(sql::delete_job, {{"id", job->id}}); }, of_one_row);
    } catch (std::exception const& error) {
        auto const number = log::incident("job " + job->kind, error);
        auto const wait = first_wait_ms << job->attempts;
        auto const postpone = [&](db::Connection& db) {
            db.run(sql::postpone_job,
                   {{"id", job->id}, {"due_at", clock_.now().ms + wait}, {"problem", number}});
        };
        store_.write_now(postpone, of_one_row);
    }
    return true;
}

void Runner::loop()
{
    while (true) {
        try {
            while (run_one()) {
                std::scoped_lock const lock(mutex_);
                if (ending_)
                    return;
            }
        } catch (std::exception const& error) {
            log::incident("jobs", error); // the database is away: look again later
        }
        std::unique_lock lock(mutex_);
        wake_.wait_for(lock, look_again, [this] { return ending_ || woken_; });
        if (ending_)
            return;
        woken_ = false;
    }
}

} // namespace kheo::jobs
