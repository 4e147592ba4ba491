// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/areas/areas.hpp"

#include <array>
#include <doctest/doctest.h>

using namespace kheo;

namespace
{

struct Note {
    std::int64_t year = 0;
    std::string words;
    std::string aside;
    static std::span<forms::Rule const> rules()
    {
        static constexpr std::array<forms::Rule, 3> list{
            {{"year", "Năm", forms::Input::year}, {"words", "Nội dung"}, {"aside", "Ghi thêm"}}};
        return list;
    }
};
BOOST_DESCRIBE_STRUCT(Note, (), (year, words, aside))

} // namespace

TEST_CASE("each text that names a private person is told at its own field, under its own label")
{
    auto const named = Note{2026, "Gọi số 0912 345 678", "Gọi số 0987 654 321"};
    auto const refused = areas::without_private_data(named, {"words", "aside"});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().id == "areas.private_data");
    REQUIRE(refused.error().fields.size() == 2);
    CHECK(refused.error().fields[0].field == "words");
    CHECK(refused.error().fields[0].sentence.starts_with("Nội dung: “"));
    CHECK(refused.error().fields[1].field == "aside");
}

TEST_CASE("a text that is not to be read may say anything, and a form without private data is itself")
{
    auto const aside = Note{2026, "Mở rộng ngõ 5", "Gọi số 0912 345 678"};
    CHECK(areas::without_private_data(aside, {"words"})->aside == aside.aside);
    CHECK(areas::without_private_data(Note{2026, "Mở rộng ngõ 5", ""}, {"words", "aside"}));
}

TEST_CASE("a text that the form has not is a fault of the program, not a text that is fine")
{
    CHECK_THROWS_AS((void)areas::without_private_data(Note(), {"word"}), Contradiction);
}
