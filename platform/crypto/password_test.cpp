// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/crypto/password.hpp"

#include <doctest/doctest.h>

using namespace kheo;

TEST_CASE("a password matches what was stored of it, and only that")
{
    auto const stored = password_hash("mật khẩu dài và dễ nhớ");
    CHECK(stored.starts_with("$argon2id$v=19$m=65536,t=2,p=1$"));
    CHECK(password_matches("mật khẩu dài và dễ nhớ", stored));
    CHECK_FALSE(password_matches("mật khẩu dài và dễ nhớ ", stored));
    CHECK_FALSE(password_matches("", stored));
}

TEST_CASE("the same password is stored differently each time")
{
    CHECK(password_hash("như nhau") != password_hash("như nhau"));
}

TEST_CASE("a stored line that is no hash matches nothing")
{
    for (auto const* const stored :
         {"", "x", "$argon2id$v=19$m=65536,t=2,p=1$", "$2b$12$abcdefghijklmnopqrstuv"})
        CHECK_FALSE(password_matches("x", stored));
    CHECK_FALSE(password_matches("x", std::string(500, 'a')));
}

TEST_CASE("a line made with other parameters still matches and is called dated")
{
    // 8 MiB, one pass, made by the reference implementation's format.
    CHECK_FALSE(password_hash_is_dated(password_hash("x")));
    CHECK(password_hash_is_dated("$argon2id$v=19$m=8192,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$"
                                 "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
    CHECK(password_hash_is_dated("không phải"));
    CHECK(password_hash_is_dated(std::string(500, 'a')));
}

TEST_CASE("every byte of a password counts, also zeros and what follows them")
{
    using namespace std::string_view_literals;
    auto const stored = password_hash("a\0b"sv);
    CHECK(password_matches("a\0b"sv, stored));
    CHECK_FALSE(password_matches("a\0c"sv, stored));
    CHECK_FALSE(password_matches("a"sv, stored));
    auto const longest = std::string(1000, 'x');
    auto const kept = password_hash(longest);
    CHECK(password_matches(longest, kept));
    CHECK_FALSE(password_matches(longest + "x", kept));
    CHECK_FALSE(password_matches(longest.substr(1), kept));
}

TEST_CASE("a stored line with any changed letter of its salt or hash matches no longer")
{
    auto const stored = password_hash("x");
    auto const from = stored.find("p=1$") + 4;
    for (auto const at : {from, from + 5, stored.size() - 20, stored.size() - 2}) {
        auto other = stored;
        other[at] = other[at] == 'A' ? 'B' : 'A';
        CHECK_FALSE(password_matches("x", other));
    }
}
