// SPDX-License-Identifier: AGPL-3.0-or-later
// A page that is asked with a wrong value in its query stands all the same: it
// is read without that value, and says at the field what is wrong.
#pragma once

#include "platform/routes/row.hpp"

namespace kheo::routes
{

// Runs a read row. For people the values that are refused are left out and the
// page comes with status 400; for programs the problem is the answer. A wrong
// value in the address itself, an id with letters, is neither.
Outcome<Shown> read_row(Row const& row, Reading& reading, forms::Sent const& sent, bool for_people);

} // namespace kheo::routes
