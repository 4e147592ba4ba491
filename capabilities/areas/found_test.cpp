// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/areas/facts.hpp"
#include "capabilities/areas/found.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::areas;

namespace
{

auto const today = *date_of({2026, 11, 21});

Atlas const& country()
{
    static auto const atlas = Atlas(facts().periods, facts().changes);
    return atlas;
}

search::Entry entry_of(std::string_view code)
{
    auto const* const area = country().by_code(code, today);
    REQUIRE(area);
    return search_entry(country(), area->area, today);
}

bool holds(std::string const& text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("a province is found by the name of what became part of it, with the reason")
{
    auto const entry = entry_of("56");
    CHECK(entry.visible);
    CHECK(entry.title == "Tỉnh Khánh Hòa");
    CHECK(holds(entry.names, "Tỉnh Ninh Thuận"));
    CHECK(holds(entry.text, "Tỉnh Ninh Thuận nay thuộc Tỉnh Khánh Hòa, từ ngày 01/07/2025, theo Nghị quyết "
                            "202/2025/QH15"));
    CHECK(entry.unit.empty());
    CHECK(entry.province == entry.id);
    CHECK(entry.province_name == "Tỉnh Khánh Hòa");
}

TEST_CASE("an area that is gone is not found itself")
{
    auto const before = *date_of({2020, 1, 1});
    auto const* const old = country().by_code("58", before);
    REQUIRE(old);
    CHECK(old->full_name == "Tỉnh Ninh Thuận");
    CHECK(!search_entry(country(), old->area, today).visible);
    CHECK(search_entry(country(), old->area, before).visible);
}

TEST_CASE("an area with a new name is found by its own earlier one")
{
    auto const entry = entry_of("46");
    CHECK(entry.title == "Thành phố Huế");
    CHECK(holds(entry.names, "Tỉnh Thừa Thiên Huế"));
    CHECK(holds(entry.text, "Trước ngày 01/01/2025 là Tỉnh Thừa Thiên Huế."));
}

TEST_CASE("every province of today is found, by every name the facts know")
{
    std::string names;
    auto count = 0;
    for (auto const* const province : country().provinces(today)) {
        auto const entry = search_entry(country(), province->area, today);
        CHECK(entry.visible);
        names += entry.title + "\n" + entry.names;
        ++count;
    }
    CHECK(count == 34);
    for (auto const& period : facts().periods)
        CHECK_MESSAGE(holds(names, period.full_name), period.full_name);
}
