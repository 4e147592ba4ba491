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

TEST_CASE("a page that has no key of its own is not kept")
{
    auto row = Row();
    forms::Rule const rules[] = {{"q", "Từ cần tìm", forms::Input::line, 400}};
    row.rules = rules;
    auto head = http::Head();
    head.path = "/tim";
    auto const today = Date{20'000};
    CHECK(cache_key(head, row, today) == iso(today) + " /tim");
    head.query.add("q", "một");
    CHECK(cache_key(head, row, today).starts_with(iso(today) + " /tim?q="));
    head.query.add("q", "hai");
    CHECK(cache_key(head, row, today).empty()); // which of the two was meant
    head.query = {};
    head.query.add("q", std::string(600, 'a'));
    CHECK(cache_key(head, row, today).empty());
}

TEST_CASE("what the operator's socket is shown is kept for nobody else")
{
    auto head = http::Head();
    head.method = http::Method::get;
    CHECK(is_plain_visit(head));
    head.over_unix_socket = true;
    CHECK(!is_plain_visit(head));
}

TEST_CASE("an act is known by any bytes, as letters that can be stored")
{
    auto const named = [](std::string key) { return act_of({}, {{{"act", std::move(key)}}, {}}); };
    CHECK(named("6f1e-0A") == "6f1e-0A");
    for (auto const& key : {std::string("a\0", 2), std::string("\xff"), std::string(127, 'a') + "ệ"}) {
        CHECK(named(key).size() == 64);
        CHECK(named(key) == named(key));
    }
    CHECK(named("\xff") != named("\xfe"));
    CHECK(named("").empty());
}
