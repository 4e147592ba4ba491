// SPDX-License-Identifier: AGPL-3.0-or-later
// Where the ledger has met a contradiction no act is taken until a person has
// looked: it would be acknowledged and never entered. Reading goes on, and so
// does housekeeping, drafts among it.
#pragma once

namespace kheo::acts
{

// From any thread. Until resume() each append ends in db::Failure.
void halt();
void resume();
bool halted();

} // namespace kheo::acts
