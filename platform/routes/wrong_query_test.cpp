// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/routes/wrong_query.hpp"

#include "platform/db/scratch.hpp"

#include <array>
#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::routes;

namespace
{

struct Query {
    int year = 0;
    std::optional<Date> day;
    std::string name;
    static std::span<forms::Rule const> rules()
    {
        static constexpr std::array<forms::Rule, 3> list{{{"year", "Năm", forms::Input::year, 2100},
                                                          {"day", "Ngày", forms::Input::date},
                                                          {"name", "Tên", forms::Input::line, 10}}};
        return list;
    }
};
BOOST_DESCRIBE_STRUCT(Query, (), (year, day, name))

struct View {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(View, (), (text))

// Refuses a name of its own accord, after the query was decoded.
Outcome<View> ask(Reading&, Query const& query)
{
    if (query.name == "nobody")
        return refuse(kheo::problems::bad_fields, std::vector<FieldError>{{"name", "Tên: không có."}});
    if (query.name == "secret")
        return refuse(kheo::problems::not_allowed);
    return View{std::to_string(query.year)};
}

Page show(Reading& reading, View const& view)
{
    return {.title = view.text, .description = reading.wrong && reading.typed ? "told" : "well"};
}

Outcome<Shown> read(forms::Values values, bool for_people)
{
    auto const row = routes::read("/list/{name}", "/api/v1/list", anyone, ask, show);
    auto const open = routes::read("/list", "/api/v1/all", anyone, ask, show);
    auto const by_name = forms::value_of(values, "by") == "address";
    std::erase_if(values, [](auto const& pair) { return pair.first == "by"; });
    auto const scratch = db::Scratch(db::Engine::sqlite, {});
    auto const actor = acts::Actor();
    auto const allowed = acts::Allowed();
    return scratch.store->read([&](db::Connection& db) {
        auto reading = Reading{.db = db, .actor = actor, .now = {}, .allowed = allowed};
        return read_row(by_name ? row : open, reading, {values, {}}, for_people);
    });
}

} // namespace

TEST_CASE("a page asked well is shown as it is")
{
    auto const shown = read({{"year", "2026"}}, true);
    REQUIRE(shown);
    CHECK(shown->page->title == "2026");
    CHECK(shown->page->status == 200);
    CHECK(shown->page->wrong.empty());
    CHECK(shown->page->description == "well");
}

TEST_CASE("a page asked wrongly stands without the wrong values, says them and has status 400")
{
    auto const shown = read({{"year", "2026"}, {"day", "abc"}}, true);
    REQUIRE(shown);
    CHECK(shown->page->title == "2026");
    CHECK(shown->page->status == 400);
    CHECK(shown->page->description == "told");
    REQUIRE(shown->page->wrong.size() == 1);
    CHECK(shown->page->wrong[0].field == "day");
}

TEST_CASE("what the verb refuses after that is said too")
{
    auto const shown = read({{"year", "26"}, {"name", "nobody"}}, true);
    REQUIRE(shown);
    REQUIRE(shown->page->wrong.size() == 2);
    CHECK(shown->page->wrong[0].field == "year");
    CHECK(shown->page->wrong[1].sentence == "Tên: không có.");
}

TEST_CASE("a refusal that names no field stays what it is")
{
    auto const shown = read({{"year", "26"}, {"name", "secret"}}, true);
    REQUIRE(!shown);
    CHECK(shown.error().id == "not_allowed");
}

TEST_CASE("a wrong value in the address is no page")
{
    auto const shown = read({{"by", "address"}, {"name", "a name too long"}}, true);
    REQUIRE(!shown);
    CHECK(shown.error().id == "not_found");
}

TEST_CASE("a program gets the problem, with its fields")
{
    auto const shown = read({{"day", "abc"}}, false);
    REQUIRE(!shown);
    CHECK(shown.error().id == "bad_fields");
    CHECK(shown.error().fields.size() == 1);
}
