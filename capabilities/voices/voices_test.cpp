// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/voices/voices.hpp"

#include <doctest/doctest.h>

using namespace kheo;

TEST_CASE("a title of a voice is its first words, also where it was erased")
{
    CHECK(voices::short_of("Đường còn thiếu đèn") == "Đường còn thiếu đèn");
    CHECK(voices::short_of("") == "(đã xóa nội dung)");
    CHECK(voices::short_of(std::string(200, 'a')).size() < 70);
}

TEST_CASE("the page of what waits counts all of it, and says where there is none")
{
    auto const empty = voices::show({.title = "Ý kiến chờ trả lời", .none = "Không có ý kiến nào."});
    CHECK(empty.title == "Ý kiến chờ trả lời");
    CHECK(empty.body.view().contains("Không có ý kiến nào."));
    CHECK_FALSE(empty.body.view().contains("kheo-count"));
    auto const some = voices::show({.title = "Ý kiến",
                                    .crumbs = {{"Việc của tôi", "/can-bo"}},
                                    .none = "Không có ý kiến nào.",
                                    .total = 150,
                                    .items = {{.title = "<b>", .address = "/can-bo/y-kien/1"}}});
    CHECK(some.crumbs.size() == 2);
    CHECK(some.body.view().contains(">150<"));
    CHECK(some.body.view().contains("&lt;b&gt;"));
    CHECK_FALSE(some.body.view().contains("Không có ý kiến nào."));
}
