// SPDX-License-Identifier: AGPL-3.0-or-later
// The way back from a backup: its database, the ledger without a silent fork,
// and nothing that was erased meanwhile.
#pragma once

#include "platform/config/config.hpp"

#include <string>

namespace kheo
{

struct Restoring {
    std::string folder;       // kheo-YYYYMMDD-HHMMSS, as `kheo backup` made it
    std::string checkpoint;   // file with the newest published checkpoint known elsewhere; "": none
    bool new_log = false;     // the newest checkpoint is not known to anybody here
    std::string old_database; // PostgreSQL: address of the one before, if it can still be read
};

// Puts the backup in the place of what is there; an embedded database is kept
// aside, one of PostgreSQL must be empty. Where the world has seen more of the
// ledger than the backup holds, opens a new log and says so. Erases again what
// KHEO_DATA/erasures names. Refuses while a server runs, and where the newest
// published checkpoint is not known. Exit status.
int restore(config::Config const& config, Restoring const& how);

} // namespace kheo
