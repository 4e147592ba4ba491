// SPDX-License-Identifier: AGPL-3.0-or-later
// Makes the search index anew where it cannot be trusted: after a portable
// dump was loaded, and where this program has other rules of words.
#pragma once

#include "platform/db/db.hpp"
#include "platform/time/time.hpp"

#include <stop_token>

namespace kheo
{

// Areas and bodies into memory, where capabilities look for them.
void load_places(db::Store& store);

// Does nothing where the index is sound. Page by page, while others read and
// write; a stop leaves it for the next time. Areas and bodies are loaded.
void index_where_needed(db::Store& store, Clock& clock, std::stop_token const& stop);

} // namespace kheo
