// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/crypto/sodium.hpp"

#include "platform/problem/problem.hpp"

#include <sodium.h>

namespace kheo
{

void start_sodium()
{
    static bool const started = sodium_init() >= 0;
    ensure(started, "libsodium does not start");
}

} // namespace kheo
