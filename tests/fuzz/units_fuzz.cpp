// SPDX-License-Identifier: AGPL-3.0-or-later
// A file of areas, and the days in it as people write them.
#include "capabilities/areas/import.hpp"
#include "platform/problem/problem.hpp"

#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    using namespace kheo;
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    if (auto const day = parse_date(text))
        ensure(parse_iso_date(iso(*day)) == day && parse_date(shown(*day)) == day, "a day is read back");
    if (auto const units = areas::parsed_units(text, {20'000}))
        for (auto const& unit : *units)
            ensure(!unit.code.empty() && !unit.full_name.empty(), "a unit has a code and a name");
    return 0;
}
