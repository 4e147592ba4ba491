// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/routes/answers.hpp"

#include <array>
#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::routes;

TEST_CASE("the table that a statement writes is found, whatever else it names")
{
    struct Row {
        std::string_view sql;
        std::string_view table;
    };
    Row const rows[] = {
        {"SELECT id FROM models WHERE updated_at > :day", ""},
        {"SELECT COUNT(*) FROM sessions", ""},
        {"INSERT INTO sessions (id) VALUES (:id)", "sessions"},
        {"INSERT INTO passwords (hash) VALUES (:h) ON CONFLICT (id) DO UPDATE SET hash = :h", "passwords"},
        {"INSERT INTO imports\nSELECT id FROM models", "imports"},
        {"UPDATE models\nSET stage = :stage", "models"},
        {"DELETE FROM card_codes WHERE id = :id", "card_codes"},
        {"WITH old AS (SELECT id FROM jobs) DELETE FROM jobs WHERE id IN (SELECT id FROM old)", "jobs"},
    };
    for (auto const& [sql, table] : rows) {
        CAPTURE(sql);
        CHECK(table_written_by(sql) == table);
    }
}

TEST_CASE("a form is one's own only where the account in its token is the one signed in")
{
    auto const session = [](char const* csrf) { return Session{.actor = {}, .csrf = csrf}; };
    auto const sent = [](char const* token) { return forms::Sent{{{"token", token}}, {}}; };
    CHECK(is_own_form(session("aa-7"), sent("bb-7")));
    CHECK(!is_own_form(session("aa-7"), sent("bb-8")));
    CHECK(!is_own_form(session("aa-7"), sent("bb")));
    CHECK(!is_own_form(session(""), sent("")));
    CHECK(!is_own_form(session(""), {}));
}
