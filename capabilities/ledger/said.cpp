// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/ledger/said.hpp"

#include "data/data.hpp"
#include "platform/problem/problem.hpp"
#include "platform/text/csv.hpp"

#include <map>
#include <string>

namespace kheo::ledger
{

std::string_view said(std::string_view act)
{
    static auto const words = [] {
        auto const records = csv::Records::parse(data::file("registers/acts.csv"), {"kind", "words"});
        ensure(records.has_value(), "data/registers/acts.csv is broken");
        std::map<std::string, std::string, std::less<>> all;
        for (std::size_t row = 0; row < records->size(); ++row)
            all.emplace(records->at(row, "kind"), records->at(row, "words"));
        return all;
    }();
    auto const found = words.find(act);
    return found == words.end() ? act : found->second;
}

} // namespace kheo::ledger
