// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/routes/later.hpp"

#include <doctest/doctest.h>
#include <stdexcept>

TEST_CASE("work that fails ends alone")
{
    int done = 0;
    {
        kheo::routes::Later later(1);
        later.run([] { throw std::runtime_error("the database went away"); });
        later.run([&done] { ++done; });
    }
    CHECK(done == 1);
}
