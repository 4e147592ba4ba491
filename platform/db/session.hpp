// SPDX-License-Identifier: AGPL-3.0-or-later
// What the stores, migrations and backups see of a connection: its
// transactions. Inside this folder only.
#pragma once

#include "platform/db/errors.hpp"
#include "platform/db/store.hpp"

namespace kheo::db
{

enum class Role {
    reader, // the engine refuses writes
    writer,
    snapshot_writer, // Isolation::snapshot
    admin,           // migrations, restore: foreign keys unchecked until asked, no time limit
};

class Session : public Connection
{
  public:
    using Connection::Connection;

    // A new verb or read begins on this connection.
    void start(int attempt)
    {
        attempt_ = attempt;
        ended_ = nullptr;
        steps_.clear();
    }
    std::exception_ptr const& ended() const { return ended_; }

    virtual void begin(Role role) = 0; // reader: one snapshot, read only
    virtual void commit() = 0;
    virtual void rollback() noexcept = 0;
};

Engine engine_of(std::string const& url); // Failure where the address is neither
std::unique_ptr<Session> connect(Options const& options, Role role);

// Runs `work` between begin and commit.
template <class F>
void transact(Session& session, Role role, F&& work)
{
    session.start(1);
    session.begin(role);
    try {
        work();
        if (session.ended())
            std::rethrow_exception(session.ended());
        session.commit();
    } catch (...) {
        session.rollback();
        throw;
    }
}

// Applies what is missing; gives how many. `before_first` runs before anything
// changes in a database that already has a schema.
int apply_migrations(Session& session, std::span<Migration const> migrations, int up_to,
                     std::function<void(Migration const&)> const& before_first);
// Failure(version) with the operator's sentence where program and schema do not fit.
void check_schema(Session& session, std::span<Migration const> migrations);
// The newest migration applied, 0 where there is none; inside a transaction.
int schema_version(Session& session);

void write_dump(Session& session, std::filesystem::path const& file);
// Checks the whole file before it writes the first row.
void load_dump(Session& session, Options const& options, std::filesystem::path const& file);

// A file comes into being whole: written beside, synced, renamed.
void put_in_place(std::filesystem::path const& part, std::filesystem::path const& file);

} // namespace kheo::db
