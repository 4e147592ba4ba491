// SPDX-License-Identifier: AGPL-3.0-or-later
// Outline (khung văn bản): what is known of the record a draft is begun from,
// put into the sentences of data/rules/paper-outlines.csv. What is not known
// stands as "…": nothing is made up.
#pragma once

#include "capabilities/drafts/draft.hpp"
#include "capabilities/reports/reports.hpp"

#include <map>
#include <string>
#include <vector>

namespace kheo::drafts
{

// So many tasks one paper tells of.
inline constexpr std::size_t most_tasks = 40;

// Words by their place in an outline: "cited", "tasks". Of several paragraphs
// one a line. A line of the outline whose words are not known is left out.
using Known = std::map<std::string, std::string, std::less<>>;

// The part ("subject", "grounds", "text") of this kind of draft.
std::string outline(Kind kind, Origin origin, sheets::Heading heading, std::string_view part,
                    Known const& known);

// "Chỉ thị số 12-CT/TU ngày 06 tháng 01 năm 2025 của Ban Thường vụ Tỉnh ủy …
// về …", in the way the guide of this heading cites.
std::string cited_as(documents::Document const& document, sheets::Heading heading);

Known known_of(documents::Document const& document, std::vector<documents::ProposedTask> const& tasks,
               sheets::Heading heading);
Known known_of(reports::Summary const& sums);
Known known_of(models::Model const& model, std::string const& unit);

} // namespace kheo::drafts
