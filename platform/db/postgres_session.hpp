// SPDX-License-Identifier: AGPL-3.0-or-later
// A connection to PostgreSQL 15+. Inside this folder only.
#pragma once

#include "platform/db/postgres_errors.hpp"
#include "platform/db/session.hpp"

#include <unordered_map>

using PGconn = struct pg_conn;

namespace kheo::db
{

struct ClearResult {
    void operator()(PGresult* result) const;
};
using Result = std::unique_ptr<PGresult, ClearResult>;

class PostgresSession final : public Session
{
  public:
    PostgresSession(Options const& options, Role role, std::shared_ptr<UniqueIndexes> indexes);
    ~PostgresSession() override;

    void prepare(Statement const& statement) override;
    void script(std::string_view sql) override;
    void begin(Role role) override; // connects where there is no connection
    void commit() override;
    void rollback() noexcept override;

  protected:
    std::int64_t execute(Statement const& statement, Params const& params) override;
    std::int64_t execute_all(Statement const& statement, std::vector<Params> const& rows) override;
    std::unique_ptr<Rows> query(Statement const& statement, Params const& params, Fetch fetch) override;

  private:
    friend class StreamedRows;
    struct Prepared {
        std::string sql; // as given, to know a statement again
        std::string numbered;
        std::string server_name;
        std::vector<std::string> names; // $1 is names[0]
    };
    // The parameters in the shape libpq wants; views into `texts`.
    struct Wire;

    void connect();
    void command(char const* sql);
    Prepared const& prepared(Statement const& statement);
    void fill(Wire& wire, Statement const& statement, Prepared const& entry, Params const& params);
    void send(Prepared const& entry, Wire const& wire, std::string_view during);
    std::int64_t take_pipeline(std::size_t count, std::string_view during);
    Result checked(PGresult* result, std::string_view during); // throws unless it went well
    Result fetch(std::string_view during);                     // the next rows of the cursor
    void close_cursor() noexcept;
    [[noreturn]] void fail(PGresult const* result, std::string_view during);

    std::string url_;
    Role role_;
    int limit_ms_;
    std::shared_ptr<UniqueIndexes> indexes_;
    PGconn* raw_ = nullptr;
    bool committing_ = false;
    bool stale_ = false; // the connection is good for nothing more
    std::uint64_t prepared_count_ = 0;
    std::unordered_map<void const*, Prepared> cache_; // by address of the statement's name
};

} // namespace kheo::db
