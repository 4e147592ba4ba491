// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/models/facets.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::models;

namespace
{

Facts model(int year, char const* field, std::int64_t area, Stage stage = Stage::received)
{
    return {.published = true,
            .stage = stage,
            .year = year,
            .area = {area},
            .province = {1},
            .body = {3},
            .field = field};
}

Counted counted(ListQuery const& query, std::vector<Facts> const& models)
{
    auto tally = Tally(query);
    for (auto const& one : models)
        tally.add(one);
    return tally.counted();
}

// What the catalogue shows from there on: "a b c".
std::string names_on(Catalogue const& catalogue, std::int64_t from = 0, bool backwards = false,
                     std::size_t most = 9)
{
    std::string names;
    catalogue.visit({from}, backwards, [&](Standing const& one) {
        names += (names.empty() ? "" : " ") + one.sort_key;
        return --most > 0;
    });
    return names;
}

} // namespace

TEST_CASE("the catalogue holds each model once, in name order, also under its new name")
{
    auto catalogue =
        Catalogue({{.id = {3}, .sort_key = "c"}, {.id = {1}, .sort_key = "b"}, {.id = {2}, .sort_key = "b"}});
    CHECK(names_on(catalogue) == "b b c");
    CHECK(names_on(catalogue, 1) == "b c");
    CHECK(names_on(catalogue, 2) == "c");
    CHECK(names_on(catalogue, 3).empty());
    CHECK(names_on(catalogue, 3, true) == "b b");
    CHECK(names_on(catalogue, 0, true) == "c b b");
    CHECK(names_on(catalogue, 99) == "b b c"); // nobody knows where that was
    CHECK(names_on(catalogue, 0, false, 2) == "b b");
    catalogue.put({.id = {1}, .sort_key = "d"});
    CHECK(names_on(catalogue) == "b c d");
    CHECK(names_on(catalogue, 1, true) == "c b");
    catalogue.put({.id = {4}, .sort_key = "a"});
    catalogue.put({.id = {4}, .year = 2026, .sort_key = "a"});
    CHECK(names_on(catalogue) == "a b c d");
    CHECK(names_on(Catalogue({})).empty());
    REQUIRE(catalogue.find({4}));
    CHECK(catalogue.find({4})->year == 2026);
    CHECK_FALSE(catalogue.find({9}));
}

TEST_CASE("a query wants what fits every facet it names, any of the values of one facet")
{
    struct Case {
        ListQuery query;
        bool wanted;
    };
    auto const facts = model(2026, "kinh_te", 7);
    Case const cases[] = {
        {{}, true},
        {{.field = {"kinh_te"}}, true},
        {{.field = {"chuyen_doi_so"}}, false},
        {{.field = {"chuyen_doi_so", "kinh_te"}}, true},
        {{.field = {"kinh_te"}, .year = {2025}}, false},
        {{.province = {{1}}, .commune = {{7}, {8}}, .year = {2025, 2026}}, true},
        {{.commune = {{8}}}, false},
        {{.kind = {Kind::dien_hinh_tap_the}}, false},
        {{.body = {{3}}}, true},
        {{.body = {{4}}}, false},
        {{.entry = {Entry::moi}}, true},
        {{.stage = {Stage::registered}}, false},
    };
    for (auto const& [query, expected] : cases) {
        CAPTURE(json::text(query));
        CHECK(wanted(query, facts) == expected);
    }
}

TEST_CASE("a condition is asked of what was received, also when a round has judged it")
{
    struct Case {
        Stage stage;
        bool published;
        bool lives;
    };
    Case const cases[] = {
        {Stage::draft, false, false},    {Stage::registered, false, false}, {Stage::registered, true, true},
        {Stage::returned, true, true},   {Stage::received, false, true},    {Stage::appraising, true, true},
        {Stage::not_yet, true, true},    {Stage::recognised, true, true},   {Stage::recognised, false, true},
        {Stage::withdrawn, true, false},
    };
    for (auto const& [stage, published, lives] : cases) {
        CAPTURE(label(stage));
        auto facts = model(2025, "kinh_te", 7, stage);
        facts.published = published;
        facts.condition = periods::Condition::unconfirmed;
        CHECK(is_in_life(stage, published) == lives);
        CHECK(wanted({.stage = {stage}, .condition = {periods::Condition::unconfirmed}}, facts) == lives);
        CHECK(counted({.stage = {stage}}, {facts}).condition.contains("unconfirmed") == lives);
    }
}

TEST_CASE("withdrawn models are listed only where their stage is asked for")
{
    auto const gone = model(2026, "kinh_te", 7, Stage::withdrawn);
    CHECK_FALSE(wanted({}, gone));
    CHECK(wanted({.stage = {Stage::withdrawn}}, gone));
}

TEST_CASE("beside a choice stands how many the other facets leave")
{
    auto const kept = model(2026, "kinh_te", 7);
    auto const digital = model(2026, "chuyen_doi_so", 7);
    auto const older = model(2025, "kinh_te", 8);
    auto const gone = model(2025, "kinh_te", 8, Stage::withdrawn);
    auto const counts =
        counted({.field = {"kinh_te"}, .year = {2026}},
                {kept, kept, kept, digital, digital, older, older, older, older, older, gone});
    CHECK(counts.total == 3);
    CHECK(counts.field.at("kinh_te") == 3);
    CHECK(counts.field.at("chuyen_doi_so") == 2); // were it chosen instead
    CHECK(counts.year.at("2026") == 3);
    CHECK(counts.year.at("2025") == 5);
    CHECK(counts.commune.at("7") == 3);
    CHECK_FALSE(counts.commune.contains("8"));
}

TEST_CASE("facets stand in the order of their labels, years from the newest, and never by how many")
{
    auto counts = Counted();
    counts.field = {{"van_hoa_xa_hoi", 900}, {"chuyen_doi_so", 1}, {"kinh_te", 50}, {"nong_thon_moi", 0}};
    counts.year = {{"2024", 1}, {"2026", 2}, {"2025", 900}};
    counts.province = {{"0", 4}};
    auto const facets = facets_of(counts, {}, Audience::everybody, *date_of({2026, 11, 21}));
    auto const values = [&](std::string_view name) {
        std::string words;
        for (auto const& facet : facets)
            if (facet.name == name)
                for (auto const& value : facet.values)
                    words += (words.empty() ? "" : " ") + value.value;
        return words;
    };
    CHECK(values("field") == "chuyen_doi_so kinh_te van_hoa_xa_hoi");
    CHECK(values("year") == "2026 2025 2024");
    CHECK(values("province").empty());
    CHECK(values("stage").empty());
}

TEST_CASE("a model of two movements counts beside each, and each narrows the list")
{
    auto const one = std::vector<MovementId>{{1}, {2}};
    auto const other = std::vector<MovementId>{{2}};
    auto models =
        std::vector{model(2026, "kinh_te", 7), model(2026, "kinh_te", 7), model(2025, "kinh_te", 8)};
    models[0].movements = one;
    models[1].movements = other;
    auto counts = counted({}, models);
    CHECK(counts.movement == std::map<std::string, std::int64_t>{{"1", 1}, {"2", 2}});
    counts = counted({.movement = {{1}}}, models);
    CHECK(counts.total == 1);
    CHECK(counts.movement.at("2") == 2); // beside a choice stands what it would add
    CHECK(counts.year.at("2026") == 1);
    CHECK(counted({.year = {2025}}, models).movement.empty());
    auto const facets =
        facets_of(counts, {.movement = {{1}, {9}}}, Audience::everybody, *date_of({2026, 11, 21}),
                  [](MovementId id) { return id.value == 9 ? std::string() : "Phong trào " + shown(id); });
    auto const facet = std::ranges::find(facets, "movement", &FacetList::name);
    REQUIRE(facet != facets.end());
    REQUIRE(facet->values.size() == 3);
    CHECK(facet->values[0].label == "Không rõ phong trào");
    CHECK(facet->values[1].label == "Phong trào 1");
}

TEST_CASE("the catalogue knows how many public models belong to a movement, through every change")
{
    auto const of = [](std::int64_t id, bool published, std::vector<MovementId> movements) {
        return Standing{.id = {id},
                        .published = published,
                        .stage = Stage::received,
                        .sort_key = "a",
                        .movements = std::move(movements)};
    };
    auto catalogue = Catalogue({of(1, true, {{5}}), of(2, false, {{5}}), of(3, true, {{5}, {6}})});
    CHECK(catalogue.public_in_movements().at({5}) == 2);
    catalogue.put(of(2, true, {{5}}));
    CHECK(catalogue.public_in_movements().at({5}) == 3);
    catalogue.put(of(3, true, {{6}}));
    CHECK(catalogue.public_in_movements().at({5}) == 2);
    auto gone = of(1, true, {{5}});
    gone.stage = Stage::withdrawn;
    catalogue.put(gone);
    CHECK(catalogue.public_in_movements().at({5}) == 1);
    CHECK(catalogue.public_in_movements().at({6}) == 1);
}

TEST_CASE("what was chosen stands there also where nothing is so any more")
{
    auto const facets = facets_of({},
                                  {.field = {"kinh_te"},
                                   .year = {2024},
                                   .stage = {Stage::recognised},
                                   .condition = {periods::Condition::ended}},
                                  Audience::everybody, *date_of({2026, 11, 21}));
    for (auto const& [name, value] : {std::pair("field", "kinh_te"), std::pair("year", "2024"),
                                      std::pair("stage", "recognised"), std::pair("condition", "ended")}) {
        CAPTURE(name);
        auto const facet = std::ranges::find(facets, name, &FacetList::name);
        REQUIRE(facet != facets.end());
        REQUIRE(facet->values.size() == 1);
        CHECK(facet->values.front().value == value);
        CHECK(facet->values.front().count == 0);
    }
}

TEST_CASE("everybody sees of the stages only what is recognised, and asks for nothing else")
{
    auto counts = Counted();
    counts.stage = {{"recognised", 3}, {"appraising", 2}, {"received", 9}};
    auto const facets = facets_of(counts, {}, Audience::everybody, *date_of({2026, 11, 21}));
    auto const stage = std::ranges::find(facets, "stage", &FacetList::name);
    REQUIRE(stage != facets.end());
    REQUIRE(stage->values.size() == 1);
    CHECK(stage->values.front().label == "Đã công nhận");
    CHECK(stage->values.front().count == 3);
    auto const open =
        open_query({.stage = {Stage::appraising, Stage::recognised, Stage::draft}, .own = true});
    CHECK(open.stage == std::vector{Stage::recognised});
    CHECK_FALSE(open.own);
}

TEST_CASE("whatever narrows a list makes it a filtered one")
{
    CHECK_FALSE(is_filtered({}));
    CHECK_FALSE(is_filtered({.after = {5}, .limit = 10}));
    CHECK(is_filtered({.field = {"kinh_te"}}));
    CHECK(is_filtered({.own = true}));
    CHECK(is_filtered({.body = {{3}}}));
    CHECK(is_filtered({.stage = {Stage::draft}}));
    CHECK(is_filtered({.movement = {{5}}}));
}
