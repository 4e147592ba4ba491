// SPDX-License-Identifier: AGPL-3.0-or-later
#include "programs/rows_of_documents.hpp"

#include "capabilities/documents/documents.hpp"
#include "capabilities/drafts/drafts.hpp"
#include "capabilities/library/library.hpp"

namespace kheo
{

std::vector<std::span<routes::Row const>> rows_of_documents()
{
    return {documents::rows(), library::rows(), drafts::rows()};
}

} // namespace kheo
