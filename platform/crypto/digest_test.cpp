// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/crypto/digest.hpp"

#include "platform/crypto/base64.hpp"

#include <doctest/doctest.h>
#include <thread>

using namespace kheo;

TEST_CASE("SHA-256 gives the digests of FIPS 180-4's examples")
{
    struct {
        std::string_view text, digest;
    } const rows[] = {
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    };
    for (auto const& row : rows)
        CHECK(hex(sha256(bytes_of(row.text))) == row.digest);
}

TEST_CASE("a text hashed in parts has the digest of the whole, and the hasher starts anew")
{
    auto const text = std::string(1000, 'a');
    auto hasher = Sha256();
    for (int round = 0; round < 2; ++round) {
        for (std::size_t at = 0; at < text.size(); at += 7)
            hasher.add(bytes_of(std::string_view(text).substr(at, 7)));
        CHECK(hasher.end() == sha256(bytes_of(text)));
    }
    CHECK(hasher.end() == sha256({}));
}

TEST_CASE("SHA-256 may be used from many threads at once")
{
    auto const expected = sha256(bytes_of("mô hình"));
    auto wrong = std::atomic<int>(0);
    {
        auto threads = std::vector<std::jthread>();
        for (int thread = 0; thread < 4; ++thread)
            threads.emplace_back([&] {
                for (int round = 0; round < 500; ++round)
                    wrong += sha256(bytes_of("mô hình")) != expected;
            });
    }
    CHECK(wrong == 0);
}

TEST_CASE("HMAC-SHA-256 gives the values of RFC 4231, also for keys longer than a block")
{
    struct {
        Bytes key;
        std::string_view text, mac;
    } const rows[] = {
        {Bytes(20, 0x0b), "Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
        {Bytes{'J', 'e', 'f', 'e'}, "what do ya want for nothing?",
         "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
        {Bytes(131, 0xaa), "Test Using Larger Than Block-Size Key - Hash Key First",
         "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
    };
    for (auto const& row : rows)
        CHECK(hex(hmac_sha256(row.key, bytes_of(row.text))) == row.mac);
}

TEST_CASE("comparison in constant time tells equal from different bytes and lengths")
{
    CHECK(same_in_constant_time(bytes_of("abc"), bytes_of("abc")));
    CHECK(same_in_constant_time({}, {}));
    CHECK_FALSE(same_in_constant_time(bytes_of("abc"), bytes_of("abd")));
    CHECK_FALSE(same_in_constant_time(bytes_of("abc"), bytes_of("ab")));
    CHECK_FALSE(same_in_constant_time(bytes_of("abc"), {}));
}

TEST_CASE("a digest is read from exactly 64 hexadecimal digits")
{
    auto const digest = sha256(bytes_of("abc"));
    CHECK(digest_from_hex(hex(digest)) == digest);
    CHECK_FALSE(digest_from_hex(hex(digest).substr(2)));
    CHECK_FALSE(digest_from_hex(hex(digest) + "00"));
    CHECK_FALSE(digest_from_hex(std::string(64, 'g')));
}

TEST_CASE("base64 writes and reads the examples of RFC 4648")
{
    struct {
        std::string_view bytes, text;
    } const rows[] = {{"", ""},
                      {"f", "Zg=="},
                      {"fo", "Zm8="},
                      {"foo", "Zm9v"},
                      {"foob", "Zm9vYg=="},
                      {"fooba", "Zm9vYmE="},
                      {"foobar", "Zm9vYmFy"}};
    for (auto const& row : rows) {
        CHECK(base64(bytes_of(row.bytes)) == row.text);
        auto const back = from_base64(row.text);
        REQUIRE(back);
        CHECK(text_of(*back) == row.bytes);
    }
}

TEST_CASE("base64 that its writer would not have written is refused")
{
    for (std::string_view const text : {"Z", "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Zm8=\n", " Zm8=", "Zm 8",
                                        "Zm-_", "Zm9vZg==Zm9v", "====", "=Zg=", "Zg==Zg=="})
        CHECK_MESSAGE(!from_base64(text), text);
    CHECK_FALSE(from_base64(std::string_view("Zm9\0", 4)));
}

TEST_CASE("each text has one meaning: no other byte stands for a base64 letter")
{
    auto const right = base64(sha256(bytes_of("abc")));
    auto accepted = 0;
    for (std::size_t at = 0; at < right.size(); ++at)
        for (int byte = 0; byte < 256; ++byte) {
            auto other = right;
            other[at] = char(byte);
            auto const bytes = from_base64(other);
            accepted += bytes && other != right && *bytes == *from_base64(right);
            CHECK((!bytes || base64(*bytes) == other));
        }
    CHECK(accepted == 0);
}

TEST_CASE("a digest in base64 has exactly 32 bytes")
{
    auto const digest = sha256({});
    CHECK(digest_from_base64(base64(digest)) == digest);
    CHECK_FALSE(digest_from_base64(base64(Bytes(31))));
    CHECK_FALSE(digest_from_base64(base64(Bytes(33))));
    CHECK_FALSE(digest_from_base64(""));
}

TEST_CASE("a million letters have the digest of FIPS 180-4's long example")
{
    CHECK(hex(sha256(bytes_of(std::string(1'000'000, 'a')))) ==
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("the digest does not depend on where a text is cut, around every border of a block")
{
    auto hasher = Sha256();
    for (std::size_t length = 50; length <= 130; ++length) {
        auto const text = std::string(length, 'x');
        auto const whole = sha256(bytes_of(text));
        for (std::size_t cut = 0; cut <= length; ++cut) {
            hasher.add(bytes_of(text).first(cut));
            hasher.add(bytes_of(text).subspan(cut));
            REQUIRE(hasher.end() == whole);
        }
    }
}

TEST_CASE("a hasher that moved goes on where it was")
{
    auto first = Sha256();
    first.add(bytes_of("a"));
    auto second = std::move(first);
    second.add(bytes_of("bc"));
    CHECK(second.end() == sha256(bytes_of("abc")));
    auto third = Sha256();
    third.add(bytes_of("bỏ"));
    third = std::move(second);
    CHECK(third.end() == sha256({}));
}

TEST_CASE("HMAC-SHA-256 gives the other values of RFC 4231")
{
    struct {
        Bytes key, text;
        std::string_view mac;
    } const rows[] = {
        {Bytes(20, 0xaa), Bytes(50, 0xdd),
         "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"},
        {*from_hex("0102030405060708090a0b0c0d0e0f10111213141516171819"), Bytes(50, 0xcd),
         "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"},
    };
    for (auto const& row : rows)
        CHECK(hex(hmac_sha256(row.key, row.text)) == row.mac);
    CHECK(hmac_sha256(bytes_of("k"), {}) != hmac_sha256({}, bytes_of("k")));
}

TEST_CASE("bytes of every length and value come back from base64")
{
    auto bytes = Bytes();
    for (int length = 0; length < 600; ++length) {
        auto const text = base64(bytes);
        REQUIRE(text.size() == (bytes.size() + 2) / 3 * 4);
        REQUIRE(from_base64(text) == bytes);
        bytes.push_back(std::uint8_t(length * 37));
    }
}

TEST_CASE("text and bytes are two views of the same memory")
{
    auto const text = std::string_view("sổ");
    auto const bytes = bytes_of(text);
    CHECK(bytes.size() == 4);
    CHECK(bytes[0] == 's');
    CHECK(text_of(bytes) == text);
    CHECK(static_cast<void const*>(text_of(bytes).data()) == text.data());
    CHECK(text_of({}).empty());
}

TEST_CASE("HMAC takes an empty key and an empty text")
{
    CHECK(hex(hmac_sha256({}, {})) == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
    CHECK(hmac_sha256(Bytes(1), {}) == hmac_sha256({}, {})); // RFC 2104 pads keys with zeros
    CHECK(hmac_sha256(Bytes{1}, {}) != hmac_sha256({}, {}));
}
