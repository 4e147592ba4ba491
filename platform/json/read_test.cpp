// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/json/read.hpp"

#include <doctest/doctest.h>

namespace kheo
{

enum class Colour { red, green };
BOOST_DESCRIBE_ENUM(Colour, red, green)

struct Everything {
    Id<struct EverythingTag> id;
    Id<struct OtherTag> none;
    std::int64_t version = 1;
    int year = 0;
    bool open = false;
    std::string words;
    Colour colour = Colour::red;
    Date day;
    std::optional<Date> later;
    std::optional<std::string> maybe;
};
BOOST_DESCRIBE_STRUCT(Everything, (), (id, none, version, year, open, words, colour, day, later, maybe))

TEST_CASE("a record comes back from its JSON as it was")
{
    auto const was = Everything{.id = {1'234'567'890'123'456'789},
                                .version = 7,
                                .year = 2026,
                                .open = true,
                                .words = "Tổ \"Một cửa\"\n",
                                .colour = Colour::green,
                                .day = *date_of({2026, 11, 21}),
                                .maybe = "có"};
    auto const text = json::text(was);
    CHECK(json::text(json::read<Everything>(boost::json::parse(text).as_object())) == text);
}

TEST_CASE("what an older program did not write keeps its default")
{
    auto const read = json::read<Everything>(boost::json::parse(R"({"year":2025,"gone":1})").as_object());
    CHECK(read.year == 2025);
    CHECK(read.version == 1);
    CHECK(read.words.empty());
}

TEST_CASE("what we never write is a failure, not a record")
{
    for (auto const* const text : {R"({"year":"2025"})", R"({"day":"21/11/2026"})", R"({"colour":"blue"})"}) {
        CAPTURE(text);
        CHECK_THROWS(json::read<Everything>(boost::json::parse(text).as_object()));
    }
}

} // namespace kheo
