// SPDX-License-Identifier: AGPL-3.0-or-later
// What the runner does. Also of itself: files are stored before the transaction that
// names them, so that a refusal, a retry or a killed program leaves some behind, and
// once a day what no record owns is removed.
#pragma once

#include "platform/jobs/jobs.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kheo
{

// Puts today's job where none waits: from then on each puts that of the next day.
void keep_sweeping(db::Store& store, Clock& clock, IdSource& ids);
// All outlive the runner; `changed` hears which pages say something else.
std::map<std::string, jobs::Runner::Handler>
all_handlers(db::Store& store, Clock& clock, IdSource& ids, std::stop_token stop,
             std::function<void(std::vector<std::string> const&)> changed);

// Calls `with` for the hash of each file that some record owns, as hex.
void each_file(db::Connection& db, std::function<void(std::string_view)> const& with);

// Removes what was put a day ago or longer and is nobody's; how many. Takes 32 bytes
// of memory for each file that is owned.
std::size_t sweep_files(db::Store& store);

} // namespace kheo
