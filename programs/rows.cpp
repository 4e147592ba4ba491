// SPDX-License-Identifier: AGPL-3.0-or-later
#include "programs/rows.hpp"

#include "capabilities/accounts/accounts.hpp"
#include "capabilities/areas/areas.hpp"
#include "capabilities/bodies/bodies.hpp"
#include "capabilities/desk/desk.hpp"
#include "capabilities/exemplars/exemplars.hpp"
#include "capabilities/imports/imports.hpp"
#include "capabilities/ledger/ledger.hpp"
#include "capabilities/models/models.hpp"
#include "capabilities/portal/portal.hpp"
#include "capabilities/registers/registers.hpp"
#include "capabilities/reminders/reminders.hpp"
#include "capabilities/reports/reports.hpp"
#include "capabilities/search/search.hpp"
#include "capabilities/sessions/sessions.hpp"
#include "programs/rows_of_documents.hpp"
#include "programs/rows_of_models.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace kheo
{

std::vector<std::span<routes::Row const>> all_rows()
{
    auto all = rows_of_models();
    for (auto const of_capability :
         {portal::rows(), areas::rows(), bodies::rows(), exemplars::rows(), desk::rows(), reports::rows(),
          imports::rows(), registers::rows(), search::rows(), ledger::rows(), accounts::rows(),
          sessions::rows(), reminders::rows()})
        all.push_back(of_capability);
    std::ranges::copy(rows_of_documents(), std::back_inserter(all));
    return all;
}

std::vector<acts::Projection> all_projections()
{
    auto all = projections_of_models();
    for (auto const& of_capability :
         {areas::projections(), bodies::projections(), exemplars::projections(), imports::projections(),
          accounts::projections(), projections_of_documents()})
        std::ranges::copy(of_capability, std::back_inserter(all));
    return all;
}

std::vector<acts::Comparison> all_comparisons()
{
    return {models::compare_entries, comparison_of_documents()};
}

std::vector<acts::Erasable> all_erasables()
{
    auto all = erasables_of_models();
    for (auto const& of_capability : {exemplars::erasables(), reminders::erasables()})
        std::ranges::copy(of_capability, std::back_inserter(all));
    return all;
}

std::span<std::string_view const> unrecorded_tables()
{
    // Secrets and sessions; of a one-time link only that it was used (its issue
    // is an act); addresses for reminders and their letters; work under way; files as they came, before their
    // rows are taken.
    static constexpr auto list = std::to_array<std::string_view>(
        {"api_tokens", "card_codes", "drafts", "heading_mappings", "import_files", "import_rows", "imports",
         "jobs", "one_time_links", "passwords", "readings", "reminder_addresses", "reminder_letters",
         "second_factors", "sessions", "submissions"});
    return list;
}

} // namespace kheo
