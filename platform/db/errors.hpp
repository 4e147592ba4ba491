// SPDX-License-Identifier: AGPL-3.0-or-later
// What storage can answer besides rows, told alike by both engines.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace kheo::db
{

// A constraint said no. The fields are the same on both engines: unique and
// not_null tell table and columns (a unique index on an expression: its name),
// check tells its name, foreign_key tells nothing (SQLite knows no more).
struct Violation : std::runtime_error {
    enum class Kind { unique, not_null, foreign_key, check };

    Violation(Kind kind, std::string table, std::vector<std::string> columns, std::string name,
              std::string const& what)
        : std::runtime_error(what), kind(kind), table(std::move(table)), columns(std::move(columns)),
          name(std::move(name))
    {
    }

    Kind kind;
    std::string table;
    std::vector<std::string> columns; // in the order of the constraint
    std::string name;
};

// Storage did not do it. Nothing of the verb is stored, except where `kind` is
// in_doubt: the connection broke during the commit, and only a look tells.
struct Failure : std::runtime_error {
    enum class Kind {
        other,
        full,      // no room on the disk
        lost,      // no connection
        in_doubt,  // connection lost while committing
        conflict,  // still colliding after the last try
        busy,      // queue full, or the time limit passed
        read_only, // a write inside a read
        version,   // the database's schema and the program do not fit
    };

    Failure(Kind kind, std::string const& what) : std::runtime_error(what), kind(kind) {}

    Kind kind;
};

} // namespace kheo::db
