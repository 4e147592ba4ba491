// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/models/office.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::models;

namespace
{

std::string words(Model const& model, Rights const& rights)
{
    std::string all;
    for (auto const& step : steps_of(model, rights))
        all += (all.empty() ? "" : " ") + std::string(step.path);
    return all;
}

constexpr auto commune = Rights{.edit = true, .withdraw = true};
constexpr auto province = Rights{.receive = true, .publish = true, .withdraw = true};

} // namespace

TEST_CASE("a page offers the steps that the stage allows to whom they are allowed, and no other")
{
    struct Case {
        Stage stage;
        bool published;
        char const* commune;
        char const* province;
    };
    Case const cases[] = {
        {Stage::draft, false, "gui rut", "rut"},
        {Stage::registered, false, "rut", "tiep-nhan tra-lai rut"},
        {Stage::returned, false, "gui rut", "rut"},
        {Stage::received, false, "rut", "cong-khai rut"},
        {Stage::received, true, "rut", "rut"},
        {Stage::registered, true, "rut", "tiep-nhan tra-lai rut"},
        {Stage::withdrawn, true, "", ""},
    };
    for (auto const& [stage, published, by_commune, by_province] : cases) {
        CAPTURE(label(stage));
        CAPTURE(published);
        auto const model = Model{.stage = stage, .published = published};
        CHECK(words(model, commune) == by_commune);
        CHECK(words(model, province) == by_province);
        CHECK(words(model, {}).empty());
    }
}

TEST_CASE("returning and withdrawing ask for a reason, nothing else does")
{
    for (auto const stage : {Stage::draft, Stage::registered, Stage::received})
        for (auto const& step : steps_of({.stage = stage}, {true, true, true, true}))
            CHECK(step.with_reason == (step.path == "tra-lai" || step.path == "rut"));
}

TEST_CASE("a model of an earlier year can be kept, one of this year or one that was never received cannot")
{
    auto const may = Rights{.edit = true};
    CHECK(can_keep({.year = 2025, .stage = Stage::received}, may, 2026));
    CHECK_FALSE(can_keep({.year = 2026, .stage = Stage::received}, may, 2026));
    CHECK_FALSE(can_keep({.year = 2025, .stage = Stage::returned}, may, 2026));
    CHECK_FALSE(can_keep({.year = 2025, .stage = Stage::received}, {}, 2026));
}

TEST_CASE("the refused reason has the id that the error summary links to, others have ids of their own")
{
    auto page = OfficeView();
    page.at = "tra-lai";
    page.errors.fields = {{"reason", "Xin ghi lý do."}};
    CHECK(reason_id(page, {.path = "tra-lai"}) == "f-reason");
    CHECK(reason_error(page, {.path = "tra-lai"}) == "Xin ghi lý do.");
    CHECK(reason_id(page, {.path = "rut"}) == "f-reason-rut");
    CHECK(reason_error(page, {.path = "rut"}).empty());
}

TEST_CASE("a place that changed is told with what it is today")
{
    CHECK(place_words("Xã A", "Xã B") == "Xã A (nay là Xã B)");
    CHECK(place_words("Xã A", "Xã A") == "Xã A");
    CHECK(place_words("Xã A", "") == "Xã A");
}
