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

TEST_CASE("after two reforms in a row each sentence tells its own step, and what it is today")
{
    auto const first = *date_of({2026, 10, 1});
    auto const second = *date_of({2026, 11, 1});
    std::int64_t ids = 0;
    auto const area = [&](std::int64_t id, char const* name, std::optional<Date> from,
                          std::optional<Date> to = {}) {
        return Area{.id = {++ids},
                    .area = {id},
                    .code = std::to_string(id),
                    .name = name,
                    .full_name = name,
                    .valid_from = from.value_or(*date_of({2025, 7, 1})),
                    .valid_to = to};
    };
    auto const arrow = [&](Date day, std::int64_t from, std::int64_t to, char const* paper,
                           bool principal = true) {
        return AreaChange{.id = {++ids},
                          .day = day,
                          .from_area = {from},
                          .to_area = {to},
                          .principal = principal,
                          .decision = paper};
    };
    // 1 into 2, then 2 into the new 3. 4 into 5, which was given another name. Of 6,
    // into which 7 had gone, a part went to 8.
    auto const atlas =
        Atlas({area(1, "Xã Suối Mây", {}, first), area(2, "Xã Đồng Gió", {}, second),
               area(3, "Phường Mới", second), area(4, "Xã Bến Lau", {}, first),
               area(5, "Xã Đồi Cọ", {}, second), area(5, "Phường Cọ", second), area(6, "Xã Khe", {}, second),
               area(7, "Xã Ngòi", {}, first), area(8, "Xã Vực", {}), area(9, "Xã Thác", {})},
              {arrow(first, 1, 2, "NQ 1"), arrow(second, 2, 3, "NQ 2"), arrow(first, 4, 5, ""),
               arrow(second, 5, 5, "NQ 3"), arrow(first, 7, 6, "NQ 4"), arrow(second, 6, 9, "NQ 5"),
               arrow(second, 6, 8, "NQ 5", false)});
    auto const told = [&](std::int64_t id) { return search_entry(atlas, {id}, today).text; };
    CHECK(told(3) == "Xã Đồng Gió nay thuộc Phường Mới, từ ngày 01/11/2026, theo NQ 2.\n"
                     "Xã Suối Mây thuộc Xã Đồng Gió, từ ngày 01/10/2026, theo NQ 1; nay thuộc Phường Mới.\n"
                     "Mã đơn vị hành chính 3.");
    CHECK(told(5) == "Trước ngày 01/11/2026 là Xã Đồi Cọ.\n"
                     "Xã Bến Lau thuộc Xã Đồi Cọ, từ ngày 01/10/2026; nay là Phường Cọ.\n"
                     "Mã đơn vị hành chính 5.");
    CHECK(told(8) == "Xã Khe một phần nay thuộc Xã Vực, từ ngày 01/11/2026, theo NQ 5.\n"
                     "Xã Ngòi thuộc Xã Khe, từ ngày 01/10/2026, theo NQ 4; một phần nay thuộc Xã Vực.\n"
                     "Mã đơn vị hành chính 8.");
    CHECK(holds(search_entry(atlas, {3}, today).names, "Xã Suối Mây"));
    // Between the two reforms the first is the last.
    CHECK(holds(search_entry(atlas, {2}, first).text,
                "Xã Suối Mây nay thuộc Xã Đồng Gió, từ ngày 01/10/2026, theo NQ 1."));
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
