// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/qr/qr.hpp"

#include "platform/problem/problem.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <sstream>
#include <vector>

using namespace kheo;

namespace
{

// The modules that the path paints.
std::vector<std::vector<bool>> painted(qr::Code const& code)
{
    auto const side = std::size_t(code.side);
    std::vector<std::vector<bool>> grid(side, std::vector<bool>(side));
    auto in = std::istringstream(code.path);
    char sign = 0;
    for (std::size_t x = 0, y = 0, width = 0, back = 0; in >> sign >> x >> y >> sign >> width;) {
        in >> sign >> back >> sign >> sign >> back >> sign;
        for (std::size_t at = x; at < x + width; ++at)
            grid.at(y).at(at) = true;
    }
    return grid;
}

} // namespace

TEST_CASE("a code has its three finders and its quiet zone")
{
    auto const code = qr::code("https://danvan.example.vn/can-bo/lien-ket/abcdefghijklmnopqrstuvwxyz");
    auto const grid = painted(code);
    auto const side = grid.size();
    CHECK((side - 8 - 17) % 4 == 0); // a version's side is 17 + 4 v
    for (std::size_t at = 0; at < side; ++at)
        for (std::size_t edge = 0; edge < 4; ++edge)
            CHECK((!grid[edge][at] && !grid[at][edge] && !grid[side - 1 - edge][at] &&
                   !grid[at][side - 1 - edge]));
    for (auto const& [x, y] : {std::pair<std::size_t, std::size_t>{4, 4}, {side - 11, 4}, {4, side - 11}})
        for (std::size_t at = 0; at < 7; ++at) {
            CHECK((grid[y][x + at] && grid[y + 6][x + at] && grid[y + at][x] && grid[y + at][x + 6]));
            CHECK((at == 0 || at == 6 || (grid[y + 1][x + at] == false)));
        }
}

TEST_CASE("the same text gives the same code, another text another")
{
    CHECK(qr::code("abc").path == qr::code("abc").path);
    CHECK(qr::code("abc").path != qr::code("abd").path);
}

TEST_CASE("what is no short ASCII text is not encoded")
{
    CHECK_THROWS_AS(qr::code("Khéo"), Contradiction);
    CHECK_THROWS_AS(qr::code(""), Contradiction);
    CHECK_THROWS_AS(qr::code("a\nb"), Contradiction);
    CHECK_THROWS_AS(qr::code(std::string(1'001, 'a')), Contradiction);
}
