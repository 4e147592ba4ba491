// SPDX-License-Identifier: AGPL-3.0-or-later
// A named SQL statement. embed_sql makes them from the *.sql files beside the
// verbs, so that every statement has a name, a reason and a place.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace kheo::db
{

enum class Engine { sqlite, postgres };

struct Statement {
    std::string_view name;     // "library.statement", for logs and timings
    std::string_view sql;      // one statement for both engines, parameters as :name
    std::string_view postgres; // said differently there; empty where it need not be

    std::string_view text(Engine engine) const
    {
        return engine == Engine::postgres && !postgres.empty() ? postgres : sql;
    }
};

// Made by each generated header, once per program.
struct Registration {
    explicit Registration(std::span<Statement const* const> statements);
};

// Every statement whose generated header is part of this program, by name, so
// that a test can prepare them all. Contradiction where two share a name.
std::vector<Statement const*> registered_statements();

} // namespace kheo::db
