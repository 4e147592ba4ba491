// SPDX-License-Identifier: AGPL-3.0-or-later
#include "programs/rows_of_documents.hpp"

#include "capabilities/documents/documents.hpp"
#include "capabilities/drafts/drafts.hpp"
#include "capabilities/library/library.hpp"
#include "capabilities/matrix/matrix.hpp"
#include "capabilities/plans/plans.hpp"
#include "capabilities/tasks/tasks.hpp"

#include <algorithm>
#include <iterator>

namespace kheo
{

std::vector<std::span<routes::Row const>> rows_of_documents()
{
    return {documents::rows(), drafts::rows(), library::rows(), tasks::rows(), plans::rows(), matrix::rows()};
}

std::vector<acts::Projection> projections_of_documents()
{
    std::vector<acts::Projection> all;
    for (auto const& of_capability : {documents::projections(), tasks::projections(), plans::projections()})
        std::ranges::copy(of_capability, std::back_inserter(all));
    return all;
}

acts::Comparison comparison_of_documents()
{
    return documents::compare_texts;
}

} // namespace kheo
