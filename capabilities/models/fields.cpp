// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/models/fields.hpp"

#include "data/data.hpp"
#include "platform/problem/problem.hpp"
#include "platform/text/csv.hpp"

#include <algorithm>
#include <vector>

namespace kheo::models
{

std::span<FieldOfWork const> fields_of_work()
{
    static auto const list = [] {
        auto const records = csv::Records::parse(data::file("rules/fields.csv"), {"code", "label", "status"});
        ensure(records.has_value(), "data/rules/fields.csv is broken");
        std::vector<FieldOfWork> fields;
        for (std::size_t row = 0; row < records->size(); ++row)
            fields.push_back({std::string(records->at(row, "code")), std::string(records->at(row, "label")),
                              records->at(row, "status") == "verified"});
        return fields;
    }();
    return list;
}

std::string field_label(std::string_view code)
{
    auto const all = fields_of_work();
    auto const found = std::ranges::find(all, code, &FieldOfWork::code);
    return found == all.end() ? std::string(code) : found->label;
}

bool is_field(std::string_view code)
{
    return std::ranges::find(fields_of_work(), code, &FieldOfWork::code) != fields_of_work().end();
}

} // namespace kheo::models
