// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/sheets/measure.hpp"

#include <doctest/doctest.h>

using namespace kheo::sheets;

TEST_CASE("a letter with its marks is as wide as the bare one, bold is wider")
{
    CHECK(ems_of("Đường") == doctest::Approx(ems_of("Duong")));
    CHECK(ems_of("ẾỆ") == doctest::Approx(ems_of("EE")));
    CHECK(ems_of("Quốc phòng", Weight::bold) > ems_of("Quốc phòng"));
    CHECK(ems_of("") == 0);
}

TEST_CASE("lines break at spaces, and inside a word only where it alone is too long")
{
    CHECK(lines_of("", 10) == 1);
    CHECK(lines_of("Quốc phòng - an ninh", 100) == 1);
    auto const word = longest_word("Quốc phòng - an ninh");
    CHECK(word == doctest::Approx(ems_of("phòng")));
    CHECK(lines_of("Quốc phòng - an ninh", word + 0.01) == 4); // Quốc, phòng, - an, ninh
    CHECK(lines_of("một\nhai", 100) == 2);
    CHECK(lines_of("nghiêng", ems_of("nghiêng") / 2.5) == 3);
}
