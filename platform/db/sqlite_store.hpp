// SPDX-License-Identifier: AGPL-3.0-or-later
// The embedded engine: many readers, one writer thread. Inside this folder only.
#pragma once

#include "platform/db/sqlite_session.hpp"

namespace kheo::db
{

std::unique_ptr<Session> connect_sqlite(Options const& options, Role role);
std::unique_ptr<Store> open_sqlite(Options options);
// The copy that a migration may be undone with: "kheo.db.before-0005-…".
void copy_before(Options const& options, Migration const& migration);

} // namespace kheo::db
