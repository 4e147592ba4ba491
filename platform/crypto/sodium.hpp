// SPDX-License-Identifier: AGPL-3.0-or-later
// libsodium chooses its code for this processor when it is started.
#pragma once

namespace kheo
{

// Before the first use of libsodium; cheap and safe to repeat, from any thread.
void start_sodium();

} // namespace kheo
