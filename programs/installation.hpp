// SPDX-License-Identifier: AGPL-3.0-or-later
// One installation at work: its lock, database, ledger, rows and server.
#pragma once

#include "capabilities/ledger/sequencer.hpp"
#include "capabilities/sessions/desk.hpp"
#include "platform/config/config.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/routes/dispatcher.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace kheo
{

// flock KHEO_DATA/lock: one program at a time works on an embedded database.
class Lock
{
  public:
    // Nothing where another program holds it.
    static std::optional<Lock> take(std::filesystem::path const& folder);
    Lock(Lock&& other) noexcept;
    Lock& operator=(Lock&&) = delete;
    ~Lock();

  private:
    explicit Lock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

std::filesystem::path socket_of(config::Config const& config);
std::string database_of(config::Config const& config);

class Installation
{
  public:
    // Opens the database (SQLite migrates itself), loads areas and bodies,
    // starts the sequencer. `clock` outlives it.
    Installation(config::Config config, Clock& clock);
    ~Installation();

    // Answers on the configured address and on the operator's socket.
    void listen();
    // The operator's socket alone: a command that works without a server.
    void listen_privately();
    unsigned short port() const;
    void stop();

    // Runs `verb(Work&)` as the operator, in one transaction.
    template <class Verb>
    auto as_operator(Verb&& verb);

    db::Store& store() { return *store_; }
    ledger::Sequencer& sequencer() { return *sequencer_; }
    routes::Table const& table() const { return *table_; }

  private:
    void changed(std::vector<std::string> const& topics);
    void load();
    void take_over_demo();
    void serve(bool tcp);
    void put_origin(unsigned short port);

    config::Config config_;
    Clock& clock_;
    IdSource ids_;
    std::unique_ptr<db::Store> store_;
    std::unique_ptr<routes::Table> table_;
    std::unique_ptr<ledger::Sequencer> sequencer_;
    std::unique_ptr<jobs::Runner> runner_;
    std::unique_ptr<sessions::Desk> desk_;
    std::unique_ptr<routes::Dispatcher> dispatcher_;
    std::unique_ptr<http::Server> server_;
};

template <class Verb>
auto Installation::as_operator(Verb&& verb)
{
    auto draws = acts::Draws(ids_);
    auto const actor = acts::Actor{.kind = acts::ActorKind::system, .name = "Người vận hành"};
    auto const allowed = acts::Allowed([](auto const&...) { return true; });
    auto const request = std::string();
    auto const now = clock_.now();
    std::vector<std::string> topics;
    auto result = store_->write_now([&](db::Connection& db) {
        draws.rewind();
        topics.clear();
        auto work = acts::Work{
            acts::Reading{.db = db, .actor = actor, .now = now, .allowed = allowed, .topics = &topics}, draws,
            request, 0};
        work.group = draws.id();
        return verb(work);
    });
    changed(topics);
    return result;
}

} // namespace kheo
