// SPDX-License-Identifier: AGPL-3.0-or-later
// The engine for many nodes: serializable transactions, run again where they
// collide. Inside this folder only.
#pragma once

#include "platform/db/session.hpp"

namespace kheo::db
{

std::unique_ptr<Session> connect_postgres(Options const& options, Role role);
std::unique_ptr<Store> open_postgres(Options options);

} // namespace kheo::db
