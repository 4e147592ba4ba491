// SPDX-License-Identifier: AGPL-3.0-or-later
// The entry point shared by every unit test program.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
