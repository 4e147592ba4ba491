// SPDX-License-Identifier: AGPL-3.0-or-later
// What is derived from records and held beside them: the search index, made anew
// where it cannot be trusted, and what lists count by, in memory.
#pragma once

#include "platform/db/db.hpp"
#include "platform/ids/ids.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/time/time.hpp"

#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

namespace kheo
{

// Areas and bodies into memory, where capabilities look for them.
void load_places(db::Store& store);

// Does nothing where the index is sound. Page by page, while others read and
// write; a stop leaves it for the next time. Areas and bodies are loaded.
void index_where_needed(db::Store& store, Clock& clock, std::stop_token const& stop);

// What lists count by, in memory: from the start on, and as it changes.
void hold_lists(db::Store& store);
void follow_lists(db::Store& store, std::vector<std::string> const& topics, Instant now);
void forget_lists();

// Jobs that make entries anew: on the day on which areas begin or end, and of what
// lies in them. `changed` hears which pages say something else from then on. Asked
// to stop, a long one begins again at the next start. All outlive the handlers.
std::map<std::string, jobs::Runner::Handler>
index_handlers(db::Store& store, Clock& clock, IdSource& ids, std::stop_token stop,
               std::function<void(std::vector<std::string> const&)> changed);

} // namespace kheo
