// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/registers/read_test.hpp"

using namespace kheo;
using namespace kheo::registers;

TEST_CASE("JSON lines are read as a register with the fields' own names")
{
    auto const book = read_lines("\xef\xbb\xbf{\"title\":\"Đường "
                                 "hoa\",\"field\":\"kinh_te\",\"unit_code\":\"99001-T1\",\"year\":2026}\r\n\n"
                                 "{\"year\":\"2025\",\"title\":\"Tủ sách\",\"field\":\"Kinh "
                                 "tế\",\"entry\":\"duy_tri\",\"unit_code\":\"99001-T1\",\"demo\":true}\n",
                                 "a.jsonl");
    REQUIRE(book);
    auto world = World();
    auto const out = world.read(*book, "a.jsonl");
    REQUIRE(out.rows.size() == 2);
    CHECK(out.rows[0].state == State::good);
    CHECK(out.rows[0].year == 2026);
    CHECK(out.rows[1].year == 2025);
    CHECK(out.rows[1].row == 3);
    CHECK(out.rows[1].entry == models::Entry::duy_tri);
}

TEST_CASE("a line that is no object is refused by its number")
{
    for (auto const& [text, line] :
         {std::pair("{}\n[1]\n", "2"), std::pair("{\"title\":", "1"),
          std::pair("{}\n{}\n{\"title\":\"\\u0000\"}", "3"),
          std::pair("[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]", "1"), std::pair("\xff\xfe", "1")}) {
        auto const book = read_lines(text, "a.jsonl");
        REQUIRE_FALSE(book);
        CHECK(book.error().id == "registers.bad_line");
        CHECK(book.error().sentence.find(line) != std::string::npos);
    }
}

TEST_CASE("the name tells JSON lines")
{
    CHECK(is_lines("a.JSONL"));
    CHECK(is_lines("a.ndjson"));
    CHECK_FALSE(is_lines("a.json.xlsx"));
}
