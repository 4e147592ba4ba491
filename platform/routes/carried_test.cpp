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
                             {"token", "t-42"},
                             {"old_password", "p"},
                             {"code", "1"},
                             {"title", "hai"},
                             {"act", "a"}},
                            {{.field = "file"}}};
    auto const back = decode_carried(encoded(carried("/can-bo/mo-hinh/moi", sent)));
    REQUIRE(back);
    CHECK(back->path == "/can-bo/mo-hinh/moi");
    CHECK(back->whose == "42");
    CHECK(back->files);
    CHECK(!back->too_long);
    CHECK(back->values ==
          forms::Values{{"title", "Đường hoa \"Khe Sổ\"\n2"}, {"title", "hai"}, {"act", "a"}});
}

TEST_CASE("the account stands behind the last hyphen of the form's token")
{
    CHECK(owner_of("0af1-77") == "77");
    CHECK(owner_of("0af1-").empty());
    CHECK(owner_of("0af1").empty());
    CHECK(owner_of("").empty());
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
    std::array<std::string_view, 14> const texts{
        "[]",
        "{}",
        "{",
        R"({"path":"/x"})",
        R"({"path":"/x","values":[]})",
        R"({"path":"/x","whose":"","values":{}})",
        R"({"path":"/x","whose":"","values":[1]})",
        R"({"path":"/x","whose":"","values":[["a"]]})",
        R"({"path":"/x","whose":"","values":[["a",1]]})",
        R"({"path":"//evil.example","whose":"","values":[]})",
        R"({"path":"https://evil.example","whose":"","values":[]})",
        R"({"path":"/x\\y","whose":"","values":[]})",
        R"({"path":"/x\r\ny","whose":"","values":[]})",
        R"({"path":7,"whose":"","values":[]})",
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
        base64(bytes_of(R"({"path":"/x","whose":"","values":[["password","p"],["token","t"],["a","b"]]})")));
    REQUIRE(back);
    CHECK(back->values == forms::Values{{"a", "b"}});
}
