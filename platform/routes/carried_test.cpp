// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/routes/carried.hpp"

#include "platform/crypto/base64.hpp"

#include <array>
#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::routes;

TEST_CASE("what was typed comes back as it was, without secrets and files")
{
    auto sent = forms::Sent{{{"title", "Đường hoa \"Khe Sổ\"\n2"},
                             {"token", "t"},
                             {"old_password", "p"},
                             {"code", "1"},
                             {"title", "hai"},
                             {"act", "a"}},
                            {{.field = "file"}}};
    auto const back = decode_carried(encoded(carried("/can-bo/mo-hinh/moi", sent)));
    REQUIRE(back);
    CHECK(back->path == "/can-bo/mo-hinh/moi");
    CHECK(back->files);
    CHECK(!back->too_long);
    CHECK(back->values ==
          forms::Values{{"title", "Đường hoa \"Khe Sổ\"\n2"}, {"title", "hai"}, {"act", "a"}});
}

TEST_CASE("what is too long is left out, and said so")
{
    auto const sent = forms::Sent{{{"text", std::string(most_carried, 'a')}}, {}};
    auto const text = encoded(carried("/x", sent));
    CHECK(text.size() < 1'000);
    auto const back = decode_carried(text);
    REQUIRE(back);
    CHECK(back->too_long);
    CHECK(back->values.empty());
}

TEST_CASE("what is none of ours is not taken")
{
    std::array<std::string_view, 13> const texts{
        "[]",
        "{}",
        "{",
        R"({"path":"/x"})",
        R"({"path":"/x","values":{}})",
        R"({"path":"/x","values":[1]})",
        R"({"path":"/x","values":[["a"]]})",
        R"({"path":"/x","values":[["a",1]]})",
        R"({"path":"//evil.example","values":[]})",
        R"({"path":"https://evil.example","values":[]})",
        R"({"path":"/x\\y","values":[]})",
        R"({"path":"/x\r\ny","values":[]})",
        R"({"path":7,"values":[]})",
    };
    for (auto const text : texts) {
        CAPTURE(text);
        CHECK(!decode_carried(base64(bytes_of(text))));
    }
    CHECK(!decode_carried("không"));
    CHECK(!decode_carried(std::string(most_carried + 4, 'A')));
}

TEST_CASE("a password does not come in by the back door")
{
    auto const back = decode_carried(
        base64(bytes_of(R"({"path":"/x","values":[["password","p"],["token","t"],["a","b"]]})")));
    REQUIRE(back);
    CHECK(back->values == forms::Values{{"a", "b"}});
}
