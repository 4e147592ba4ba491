// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/routes/table.hpp"

#include <array>
#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::routes;

namespace
{

Row row(http::Method method, std::string_view page, std::string_view api = {})
{
    return {Kind::read, method, page, api, anyone, {}, {}};
}

std::array const rows{
    row(http::Method::get, "/"),
    row(http::Method::get, "/mo-hinh/{model}", "/api/v1/models/{model}"),
    row(http::Method::get, "/mo-hinh/moi"),
    row(http::Method::post, "/mo-hinh/moi"),
    row(http::Method::get, "/so/tile/{tile*}"),
};

} // namespace

TEST_CASE("a path finds its row, a literal before a name, and gives the names their values")
{
    auto const table = Table({rows});
    CHECK(table.find(http::Method::get, "/").row == &rows[0]);
    auto const one = table.find(http::Method::get, "/mo-hinh/42");
    CHECK(one.row == &rows[1]);
    CHECK(!one.api);
    CHECK(forms::value_of(one.values, "model") == "42");
    CHECK(table.find(http::Method::get, "/api/v1/models/7").api);
    CHECK(table.find(http::Method::head, "/mo-hinh/42").row == &rows[1]);
    CHECK(table.find(http::Method::get, "/mo-hinh/moi").row == &rows[2]);
    CHECK(table.find(http::Method::post, "/mo-hinh/moi").row == &rows[3]);
    CHECK(forms::value_of(table.find(http::Method::get, "/so/tile/0/x001/067.p/3").values, "tile") ==
          "0/x001/067.p/3");
}

TEST_CASE("a path that is not there finds nothing, one with other methods says which")
{
    auto const table = Table({rows});
    for (auto const* const path : {"/mo-hinh", "/mo-hinh/1/2", "/x", "/so/tile"})
        CHECK(table.find(http::Method::get, path).row == nullptr);
    CHECK(table.find(http::Method::post, "/mo-hinh/42").row == nullptr);
    CHECK(table.allowed("/mo-hinh/42") == "GET, HEAD");
    CHECK(table.allowed("/khong-co").empty());
    CHECK(table.allowed("/mo-hinh/moi").find("POST") != std::string::npos);
}

TEST_CASE("two rows of one method and path are a contradiction")
{
    auto const twice = std::array{row(http::Method::get, "/a"), row(http::Method::get, "/a")};
    CHECK_THROWS_AS(Table({twice}), Contradiction);
}
