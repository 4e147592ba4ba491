// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/crypto/totp.hpp"

#include <doctest/doctest.h>

using namespace kheo;

namespace
{

// The secret of RFC 6238 appendix B.
Bytes const rfc_secret{'1', '2', '3', '4', '5', '6', '7', '8', '9', '0',
                       '1', '2', '3', '4', '5', '6', '7', '8', '9', '0'};

} // namespace

TEST_CASE("codes are the last six digits of RFC 6238's examples")
{
    struct {
        std::int64_t seconds;
        std::string_view code;
    } const rows[] = {{59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
                      {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"}};
    for (auto const& row : rows) {
        CHECK(totp_code(rfc_secret, row.seconds / 30) == row.code);
        CHECK(totp_step(rfc_secret, row.code, {row.seconds * 1000}) == row.seconds / 30);
    }
}

TEST_CASE("a code is taken one step early or late, and not two")
{
    auto const step = std::int64_t(59'000'000);
    auto const code = totp_code(rfc_secret, step);
    for (int off = -3; off <= 3; ++off) {
        auto const now = Instant{(step + off) * 30'000 + 15'000};
        if (off >= -1 && off <= 1)
            CHECK(totp_step(rfc_secret, code, now) == step);
        else
            CHECK_FALSE(totp_step(rfc_secret, code, now));
    }
}

TEST_CASE("what is not six digits is no code")
{
    auto const now = Instant{59'000};
    for (std::string_view const code : {"", "28708", "2870822", "94287082", " 287082", "287082 ", "28708x"})
        CHECK_FALSE(totp_step(rfc_secret, code, now));
    CHECK_FALSE(totp_step(totp_secret(), "287082x", now));
    CHECK(totp_step(rfc_secret, "755224", {0}) == 0); // the first step has none before it
}

TEST_CASE("a secret has 160 bits and is written in base32 without padding")
{
    auto const secret = totp_secret();
    CHECK(secret.size() == 20);
    CHECK(totp_secret() != secret);
    CHECK(base32(rfc_secret) == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
}

TEST_CASE("the app's address carries names with spaces, marks and colons safely")
{
    CHECK(totp_address("Khéo: xã A", "can.bo@xa", rfc_secret) ==
          "otpauth://totp/Kh%C3%A9o%3A%20x%C3%A3%20A:can.bo%40xa"
          "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Kh%C3%A9o%3A%20x%C3%A3%20A"
          "&algorithm=SHA1&digits=6&period=30");
}

TEST_CASE("base32 gives the examples of RFC 4648")
{
    struct {
        std::string_view bytes, text;
    } const rows[] = {{"f", "MY======"},    {"fo", "MZXQ===="},    {"foo", "MZXW6==="},
                      {"foob", "MZXW6YQ="}, {"fooba", "MZXW6YTB"}, {"foobar", "MZXW6YTBOI======"}};
    for (auto const& row : rows)
        CHECK(base32(Bytes(row.bytes.begin(), row.bytes.end())) == row.text);
}

TEST_CASE("a caller that remembers the step takes each code once")
{
    auto const step = std::int64_t(58'000'000);
    auto last = std::int64_t(0);
    auto const taken = [&](std::string_view code, std::int64_t now) {
        auto const found = totp_step(rfc_secret, code, {now * 30'000});
        if (!found || *found <= last)
            return false;
        last = *found;
        return true;
    };
    CHECK(taken(totp_code(rfc_secret, step), step));
    CHECK_FALSE(taken(totp_code(rfc_secret, step), step));     // replayed at once
    CHECK_FALSE(taken(totp_code(rfc_secret, step), step + 1)); // replayed within the window
    CHECK(taken(totp_code(rfc_secret, step + 1), step + 1));
    CHECK_FALSE(taken(totp_code(rfc_secret, step), step + 1)); // an earlier one after a later one
}

TEST_CASE("a clock before 1970 finds no code and does not fail")
{
    CHECK_FALSE(totp_step(rfc_secret, "755224", {-90'000}));
}

TEST_CASE("the code of one person's app is no code for another")
{
    auto const mine = totp_secret();
    auto const now = Instant{1'800'000'000'000};
    auto taken = 0;
    for (int other = 0; other < 50; ++other)
        taken += totp_step(totp_secret(), totp_code(mine, now.ms / 30'000), now).has_value();
    CHECK(taken <= 1); // three codes of a million each
}

TEST_CASE("an address of plain names is left as it is")
{
    CHECK(totp_address("Kheo", "xa-1_a.b~c", rfc_secret)
              .starts_with("otpauth://totp/Kheo:xa-1_a.b~c?secret=GEZD"));
    CHECK(totp_address("a&b=c?d/e#f", "x", rfc_secret).find("a%26b%3Dc%3Fd%2Fe%23f:x?") != std::string::npos);
}
