// SPDX-License-Identifier: AGPL-3.0-or-later
// A connection to a SQLite file. Inside this folder only.
#pragma once

#include "platform/db/session.hpp"

#include <chrono>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

namespace kheo::db
{

class SqliteSession final : public Session
{
  public:
    SqliteSession(std::string const& file, Options const& options, Role role);
    ~SqliteSession() override;

    void prepare(Statement const& statement) override;
    void script(std::string_view sql) override;
    void begin(Role role) override;
    void commit() override;
    void rollback() noexcept override;

    void run_plain(Statement const& statement); // BEGIN and its like: not a verb's step
    bool in_transaction() const;
    sqlite3* raw() const { return raw_; }

  protected:
    std::int64_t execute(Statement const& statement, Params const& params) override;
    std::int64_t execute_all(Statement const& statement, std::vector<Params> const& rows) override;
    std::unique_ptr<Rows> query(Statement const& statement, Params const& params, Fetch fetch) override;

  private:
    friend class SqliteRows;
    struct Prepared {
        std::string sql;
        sqlite3_stmt* raw = nullptr;
        std::vector<std::string> names; // parameter 1 is names[0]
    };

    Prepared& prepared(Statement const& statement);
    sqlite3_stmt* bound(Statement const& statement, Params const& params);
    [[noreturn]] void fail(int code, std::string_view during);
    static int over_limit(void* self);

    sqlite3* raw_ = nullptr;
    std::unordered_map<void const*, Prepared> cache_; // by address of the statement's name
    std::chrono::milliseconds limit_;
    std::chrono::steady_clock::time_point deadline_;
};

// The path of "sqlite:/path".
std::string sqlite_path(std::string const& url);
// An online copy as of one moment, checked, put in place whole.
void copy_sqlite(std::string const& from, std::filesystem::path const& to);

} // namespace kheo::db
