// SPDX-License-Identifier: AGPL-3.0-or-later
// What other capabilities may use of the documents.
#pragma once

#include "capabilities/documents/decide.hpp"
#include "capabilities/documents/document.hpp"
#include "capabilities/documents/load.hpp"
#include "capabilities/documents/problems.hpp"
#include "capabilities/documents/propose.hpp"
#include "capabilities/documents/secrecy.hpp"
#include "capabilities/search/search.hpp"
#include "platform/acts/projection.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/routes/row.hpp"

#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace kheo::documents
{

std::span<routes::Row const> rows();
// Which rows `kheo check` compares with their acts, and the words with their hashes.
std::vector<acts::Projection> projections();
void compare_texts(db::Connection& db, std::function<void(std::string)> const& tell);
// Calls `with` for the hash of each file that a record of ours owns, as hex.
void each_file(db::Connection& db, std::function<void(std::string_view)> const& with);
// What the runner does for us. Both outlive it.
std::map<std::string, jobs::Runner::Handler> handlers(db::Store& store, Clock& clock);

// How a document is found by everybody; not visible unless it is open.
search::Entry search_entry(db::Connection& db, Document const& document);
search::Source search_source();

} // namespace kheo::documents
