// SPDX-License-Identifier: AGPL-3.0-or-later
// PostgreSQL's SQLSTATEs as our errors. Inside this folder only.
#pragma once

#include "platform/db/errors.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

using PGresult = struct pg_result;

namespace kheo::db
{

// Which columns a unique index has: the server names the index alone, and a
// failed transaction can no longer be asked. Shared by all connections.
class UniqueIndexes
{
  public:
    explicit UniqueIndexes(std::string url) : url_(std::move(url)) {}

    // In the index's order; empty where the index is on an expression.
    std::vector<std::string> columns(std::string const& schema, std::string const& index);

  private:
    void load(); // by a connection of its own

    std::string url_;
    std::mutex mutex_;
    std::map<std::string, std::vector<std::string>> columns_; // "schema.index"; owned by mutex_
};

bool is_violation(std::string_view sqlstate);
Violation postgres_violation(PGresult const* result, UniqueIndexes& indexes, std::string const& what);
Failure::Kind postgres_failure_kind(std::string_view sqlstate);

} // namespace kheo::db
