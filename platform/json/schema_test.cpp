// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/json/schema.hpp"

#include <doctest/doctest.h>

using namespace kheo;

namespace schema_test
{

enum class Stage { draft, registered };
BOOST_DESCRIBE_ENUM(Stage, draft, registered)

struct Line {
    Id<struct LineTag> id;
    std::string title;
    std::int64_t count = 0;
    double share = 0;
    bool demo = false;
    Date day;
    std::optional<Instant> at;
    Bytes hash;
    Stage stage = Stage::draft;
    std::vector<Stage> stages;
    boost::json::value more;
};
BOOST_DESCRIBE_STRUCT(Line, (), (id, title, count, share, demo, day, at, hash, stage, stages, more))

} // namespace schema_test

using namespace schema_test;

TEST_CASE("a described struct becomes an object with every member, named once")
{
    json::Schemas schemas;
    auto const reference = schemas.of<std::vector<Line>>();
    CHECK(reference.at("items").at("$ref").as_string() == "#/components/schemas/schema_test.Line");
    CHECK(schemas.of<Line>() == reference.at("items").as_object());
    REQUIRE(schemas.named().size() == 2);
    auto const& line = schemas.named().at("schema_test.Line");
    CHECK(line.at("required").as_array().size() == 11);
    CHECK(!line.at("additionalProperties").as_bool());
    // The members that json::of writes are those that are described.
    CHECK(json::of(Line()).as_object().size() == line.at("properties").as_object().size());
}

TEST_CASE("each of our plain types is said as json::of writes it")
{
    json::Schemas schemas;
    schemas.of<Line>();
    struct Row {
        char const* name;
        char const* schema;
    };
    Row const rows[] = {
        {"id", R"({"type":["string","null"],"pattern":"^[1-9][0-9]*$"})"},
        {"title", R"({"type":"string"})"},
        {"count", R"({"type":"integer"})"},
        {"share", R"({"type":"number"})"},
        {"demo", R"({"type":"boolean"})"},
        {"day", R"({"type":"string","format":"date"})"},
        {"at", R"({"anyOf":[{"type":"string","format":"date-time"},{"type":"null"}]})"},
        {"hash", R"({"type":"string","pattern":"^([0-9a-f]{2})*$"})"},
        {"stage", R"({"$ref":"#/components/schemas/schema_test.Stage"})"},
        {"stages", R"({"type":"array","items":{"$ref":"#/components/schemas/schema_test.Stage"}})"},
        {"more", "{}"},
    };
    auto const& properties = schemas.named().at("schema_test.Line").at("properties");
    for (auto const& [name, schema] : rows) {
        CAPTURE(name);
        CHECK(boost::json::serialize(properties.at(name)) == schema);
    }
    CHECK(boost::json::serialize(schemas.named().at("schema_test.Stage").at("enum")) ==
          R"(["draft","registered"])");
}

TEST_CASE("names hold only what a reference may hold")
{
    CHECK(json::Schemas::name_of("kheo::models::ModelView") == "models.ModelView");
    CHECK(json::Schemas::name_of("kheo::(anonymous namespace)::A<int, 2>") ==
          "_anonymous_namespace_.A_int__2_");
}
