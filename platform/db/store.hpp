// SPDX-License-Identifier: AGPL-3.0-or-later
// The database of one installation: who may read and write when, and when a
// write counts as done.
#pragma once

#include "platform/db/connection.hpp"
#include "platform/db/migration.hpp"

#include <condition_variable>
#include <exception>
#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace kheo::db
{

class Session;

struct Options {
    std::string url;                  // "sqlite:/path/file.db" or "postgresql://…"
    int readers = 0;                  // reader connections; 0: as many as cores (SQLite), 8 (PostgreSQL)
    int writers = 8;                  // writer threads, each with its connection (PostgreSQL; SQLite has one)
    std::int64_t tenant = 0;          // bound to :tenant
    std::size_t queue_limit = 10'000; // verbs waiting; one more is refused as busy
    int read_limit_ms = 30'000;       // a single read may not take longer
    std::span<Migration const> migrations = {};
    // SQLite migrates an existing file only after copying it here; empty: beside the file.
    std::filesystem::path backup_folder = {};
    // Sentences for the operator's log (slow verbs, retries); called from any thread.
    std::function<void(std::string const&)> warn = {};
};

enum class Verdict { commit, rollback };

// A verb. It may be run again (another try, another snapshot): it must touch
// nothing but the connection and what it owns.
using Job = std::function<Verdict(Connection&)>;

struct Written {
    Verdict verdict;          // what the job said, when error is empty
    std::exception_ptr error; // nothing of the verb is stored (see Failure::Kind::in_doubt)
    int attempts;
};

// Called once, from a writer thread, after the commit is durable. Must be quick
// and must not throw.
using Done = std::function<void(Written)>;

// How a verb of PostgreSQL stands to those that run meanwhile (SQLite has one writer).
enum class Isolation {
    serial,   // what it read still holds when it commits
    snapshot, // it collides only with who writes the same row: for a writer that fences itself
};

template <class T>
inline constexpr bool is_outcome = false;
template <class T>
inline constexpr bool is_outcome<Outcome<T>> = true;

class Store
{
  public:
    // Opens, and on SQLite migrates. Failure(version) with a sentence for the
    // operator where the database is newer than the program, or on PostgreSQL
    // older (`kheo migrate` is an act of its own there).
    static std::unique_ptr<Store> open(Options options);
    // Brings the schema to the newest migration; gives how many were applied.
    static int migrate(Options const& options);
    // Loads a backup into an empty place: a SQLite file that does not exist,
    // or a database without tables. Both kinds of backup are known by their
    // first bytes; a portable one goes into either engine. The result has the
    // schema of the backup; open or migrate it then.
    static void restore(Options const& options, std::filesystem::path const& backup);

    // Waits for the verbs already queued.
    virtual ~Store() = default;

    // Runs `work(Connection&)` here and now, in a read-only transaction on one
    // snapshot. May run again on PostgreSQL, as a job may.
    template <class F>
    auto read(F&& work) -> std::invoke_result_t<F, Connection&>;

    // Queues the verb; `done` tells its end, also where the queue was full.
    virtual void write(Job job, Done done, Isolation isolation = Isolation::serial) = 0;

    // Waits for the verb's end; gives what it returned, throws what it threw.
    // An Outcome without a value or Verdict::rollback stores nothing, any other
    // result commits. Contradiction inside a verb of SQLite: its only writer
    // would wait for itself.
    template <class F>
    auto write_now(F&& work, Isolation isolation = Isolation::serial) -> std::invoke_result_t<F, Connection&>;

    // Copies everything, as of one moment, while verbs go on: a SQLite file
    // (SQLite), a portable dump (PostgreSQL). The file appears only when whole.
    virtual void backup(std::filesystem::path const& file) = 0;
    // A portable dump on either engine: the way from one to the other.
    void dump(std::filesystem::path const& file);

    virtual Engine engine() const = 0;

  protected:
    // A connection of its own without limits, for dumps.
    virtual std::unique_ptr<Session> admin() = 0;
    virtual bool on_only_writer() const { return false; }
    virtual void read_with(std::function<void(Connection&)> const& work) = 0;

  private:
    Verdict write_and_wait(Job job, Isolation isolation);
};

template <class F>
auto Store::read(F&& work) -> std::invoke_result_t<F, Connection&>
{
    using Result = std::invoke_result_t<F, Connection&>;
    if constexpr (std::is_void_v<Result>)
        read_with([&](Connection& db) { work(db); });
    else {
        std::optional<Result> result;
        read_with([&](Connection& db) { result.emplace(work(db)); });
        return std::move(*result);
    }
}

template <class F>
auto Store::write_now(F&& work, Isolation isolation) -> std::invoke_result_t<F, Connection&>
{
    using Result = std::invoke_result_t<F, Connection&>;
    if constexpr (std::is_void_v<Result>) {
        write_and_wait([&](Connection& db) { return work(db), Verdict::commit; }, isolation);
    } else if constexpr (std::is_same_v<Result, Verdict>) {
        return write_and_wait([&](Connection& db) { return work(db); }, isolation);
    } else {
        std::optional<Result> result;
        write_and_wait(
            [&](Connection& db) {
                result.emplace(work(db));
                if constexpr (is_outcome<Result>)
                    return *result ? Verdict::commit : Verdict::rollback;
                return Verdict::commit;
            },
            isolation);
        return std::move(*result);
    }
}

} // namespace kheo::db
