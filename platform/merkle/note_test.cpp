// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/merkle/note.hpp"

#include "platform/crypto/base64.hpp"
#include "platform/merkle/utf8.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::merkle;

namespace
{

SigningKey const log_key(Seed{1});
SigningKey const witness_key(Seed{2});
VerifierKey const log_verifier{"minhhoa.example/so", KeyType::ed25519, log_key.public_key()};
VerifierKey const witness_verifier{"mattran.example", KeyType::cosignature, witness_key.public_key()};
std::string const text = "dòng một\n\ndòng ba\n";
Instant const then{1'800'000'000'999};

std::string signed_note()
{
    return encoded(Note{text, {signed_by(log_verifier.name, log_key, text)}});
}

} // namespace

TEST_CASE("a signed note is read back and its signature holds")
{
    auto const note = parse_note(signed_note());
    REQUIRE(note);
    CHECK(note->text == text);
    CHECK(encoded(*note) == signed_note());
    auto const holdings = verified(*note, {&log_verifier, 1});
    REQUIRE(holdings);
    REQUIRE(holdings->size() == 1);
    CHECK(holdings->front().key == log_verifier);
    CHECK_FALSE(holdings->front().cosigned);
}

TEST_CASE("a witness's cosignature says when, and holds for that time only")
{
    auto note = Note{text, {cosigned_by(witness_verifier.name, witness_key, text, then)}};
    auto const holdings = verified(note, {&witness_verifier, 1});
    REQUIRE(holdings);
    CHECK(holdings->front().cosigned == Instant{1'800'000'000'000});
    for (std::size_t at = 0; at < 8; ++at) {
        auto other = note;
        other.signatures[0].signature[at] ^= 1;
        CHECK(verified(other, {&witness_verifier, 1}).error().id == merkle::problems::false_signature.id);
    }
    note.signatures[0].signature.pop_back();
    CHECK(verified(note, {&witness_verifier, 1}).error().id == merkle::problems::false_signature.id);
}

TEST_CASE("a cosignature is not taken for a log's signature by the same key, nor the other way")
{
    auto const plain = VerifierKey{"x", KeyType::ed25519, log_key.public_key()};
    auto const timed = VerifierKey{"x", KeyType::cosignature, log_key.public_key()};
    CHECK(key_id(plain) != key_id(timed));
    auto const note = Note{text, {signed_by("x", log_key, text)}};
    CHECK(verified(note, {&timed, 1}).error().id == merkle::problems::unsigned_note.id);
    auto const other = Note{text, {cosigned_by("x", log_key, text, then)}};
    CHECK(verified(other, {&plain, 1}).error().id == merkle::problems::unsigned_note.id);
}

TEST_CASE("unknown signatures are passed over and kept, also of unknown types and lengths")
{
    auto note = Note{text, {}};
    note.signatures.push_back({"ai-do.example", 0xfa01, Bytes(2420, 7)});
    note.signatures.push_back({log_verifier.name, 12345, Bytes{1}}); // its name, another id
    note.signatures.push_back({"khac.example", key_id(log_verifier), Bytes(64)});
    note.signatures.push_back(signed_by(log_verifier.name, log_key, text));
    note.signatures.push_back(cosigned_by(witness_verifier.name, witness_key, text, then));
    auto const parsed = parse_note(encoded(note));
    REQUIRE(parsed);
    CHECK(parsed->signatures == note.signatures);
    VerifierKey const known[] = {witness_verifier, log_verifier};
    CHECK(verified(*parsed, known)->size() == 2);
}

TEST_CASE("a note without a signature of a known key is refused")
{
    auto const note = *parse_note(signed_note());
    CHECK(verified(note, {}).error().id == merkle::problems::unsigned_note.id);
    CHECK(verified(note, {&witness_verifier, 1}).error().id == merkle::problems::unsigned_note.id);
}

TEST_CASE("one false signature of a known key refuses the note, even beside a true one")
{
    auto note = *parse_note(signed_note());
    note.signatures.push_back(note.signatures.front());
    CHECK(verified(note, {&log_verifier, 1})->size() == 1); // twice the same is one
    note.signatures.back().signature[10] ^= 1;
    CHECK(verified(note, {&log_verifier, 1}).error().id == merkle::problems::false_signature.id);
}

TEST_CASE("a flipped bit in any byte of a note is refused")
{
    auto const right = signed_note();
    auto accepted = 0;
    for (std::size_t at = 0; at < right.size(); ++at)
        for (int bit = 0; bit < 8; ++bit) {
            auto other = right;
            other[at] = char(other[at] ^ 1 << bit);
            auto const note = parse_note(other);
            accepted += note && verified(*note, {&log_verifier, 1});
        }
    CHECK(accepted == 0);
}

TEST_CASE("a note cut anywhere, or with anything after it, is refused")
{
    auto const right = signed_note();
    for (std::size_t length = 0; length < right.size(); ++length) {
        auto const note = parse_note(right.substr(0, length));
        CHECK_FALSE((note && verified(*note, {&log_verifier, 1})));
    }
    for (auto const* const tail : {"x", "\n", " ", "\n\n", "— \n"}) {
        auto const note = parse_note(right + tail);
        CHECK_FALSE((note && verified(*note, {&log_verifier, 1})));
    }
}

TEST_CASE("what the specification forbids in a note is refused")
{
    auto const signature = base64(Bytes(68, 1));
    auto const ok = "t\n\n— n " + signature + "\n";
    CHECK(parse_note(ok));
    std::string const rows[] = {
        "",
        "\n",
        "\n\n",
        "t\n",
        "t\n\n",
        "t\n— n " + signature + "\n",          // no blank line
        "t\n\n- n " + signature + "\n",        // a hyphen
        "t\n\n—n " + signature + "\n",         // no space
        "t\n\n—  " + signature + "\n",         // no name
        "t\n\n— n  " + signature + "\n",       // two spaces
        "t\n\n— n" + signature + "\n",         // no base64
        "t\n\n— n " + signature + " \n",       // a space after
        "t\n\n— a+b " + signature + "\n",      // a plus in the name
        "t\n\n— a\u00a0b " + signature + "\n", // a no-break space in the name
        "t\n\n— a\u3000b " + signature + "\n", // an ideographic space
        "t\n\n— n " + signature + "\r\n",      // a control character
        "t\r\n\n— n " + signature + "\n",
        "t\t\n\n— n " + signature + "\n",
        std::string("t\0\n\n— n ", 8) + signature + "\n",
        "t\xff\n\n— n " + signature + "\n", // not UTF-8
        "t\n\n— n AAAA\n",                  // an id without a signature
        "t\n\n— n " + signature.substr(1) + "\n",
        "t\n\n— n\n",
        "t\n\n— n " + signature + "\n\n", // the last blank line splits
    };
    for (auto const& row : rows) {
        auto const note = parse_note(row);
        CHECK_MESSAGE(!note, row);
        if (!note)
            CHECK(note.error().id == merkle::problems::bad_note.id);
    }
}

TEST_CASE("a note holds up to 64 signatures and 256 KiB")
{
    auto note = Note{text, std::vector<NoteSignature>(most_signatures, {"n", 1, Bytes(64)})};
    CHECK(parse_note(encoded(note)));
    note.signatures.push_back({"n", 1, Bytes(64)});
    CHECK_FALSE(parse_note(encoded(note)));
    CHECK_FALSE(parse_note(std::string(longest_note, 'x') + "\n\n— n " + base64(Bytes(68)) + "\n"));
}

TEST_CASE("a text that could not be read back is never published")
{
    CHECK_THROWS_AS(encoded(Note{"không xuống dòng", {}}), Contradiction);
    CHECK_THROWS_AS(encoded(Note{"tab\t\n", {}}), Contradiction);
    CHECK_THROWS_AS(encoded(Note{"\xff\n", {}}), Contradiction);
    CHECK_THROWS_AS(encoded(Note{text, {{"hai từ", 1, Bytes(64)}}}), Contradiction);
    CHECK_THROWS_AS(encoded(Note{text, {{"", 1, Bytes(64)}}}), Contradiction);
    CHECK_THROWS_AS(encoded(Note{text, {{"n", 1, {}}}}), Contradiction);
    CHECK_THROWS_AS(cosigned_by("n", witness_key, text, {-1}), Contradiction);
}

TEST_CASE("a verifier key is written and read back, and any change is refused")
{
    for (auto const& key : {log_verifier, witness_verifier}) {
        auto const right = encoded(key);
        CHECK(parse_verifier_key(right) == key);
        for (std::size_t at = 0; at < right.size(); ++at) {
            auto other = right;
            other[at] = other[at] == 'A' ? 'B' : 'A';
            CHECK_MESSAGE(!parse_verifier_key(other), other);
            CHECK_FALSE(parse_verifier_key(right.substr(0, at)));
        }
        CHECK_FALSE(parse_verifier_key(right + "\n"));
        CHECK_FALSE(parse_verifier_key(" " + right));
    }
    auto other_type = log_verifier;
    other_type.type = KeyType(2);
    CHECK(parse_verifier_key(encoded(other_type)).error().id == merkle::problems::bad_key.id);
}

TEST_CASE("UTF-8 is taken as RFC 3629 defines it")
{
    auto const any = [](char32_t) { return true; };
    for (std::string_view const good :
         {"", "a", "é", "ổ", "\xf0\x9f\x98\x80", "\xf4\x8f\xbf\xbf", "\xed\x9f\xbf"})
        CHECK(every_code_point(good, any));
    for (std::string_view const bad :
         {"\x80", "\xc0\x80", "\xc1\xbf", "\xc3", "\xe0\x80\x80", "\xe1\xbb", "\xed\xa0\x80",
          "\xf0\x80\x80\x80", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "a\xe1", "\xe1\x41\x80"})
        CHECK_FALSE(every_code_point(bad, any));
    char32_t point = 0;
    CHECK(code_point_at("ổ", point) == 3);
    CHECK(point == 0x1ed5);
}
