// SPDX-License-Identifier: AGPL-3.0-or-later
// Fields (lĩnh vực) as rules list them: data, not code.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace kheo::models
{

struct FieldOfWork {
    std::string code;
    std::string label;
    bool confirmed = false;
};

// In the order of data/rules/fields.csv.
std::span<FieldOfWork const> fields_of_work();
// The label of a code; the code itself where no rule knows it.
std::string field_label(std::string_view code);
bool is_field(std::string_view code);

} // namespace kheo::models
