// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/merkle/checkpoint.hpp"

#include "platform/crypto/base64.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::merkle;

namespace
{

SigningKey const key(Seed{3});
VerifierKey const log_verifier{"minhhoa.example/so", KeyType::ed25519, key.public_key()};
Checkpoint const checkpoint{"minhhoa.example/so", 70'000, sha256({}), {}};

} // namespace

TEST_CASE("a checkpoint is origin, size and root, a line each, and is read back")
{
    CHECK(encoded(checkpoint) == "minhhoa.example/so\n70000\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
    CHECK(parse_checkpoint(encoded(checkpoint)) == checkpoint);
    auto extended = checkpoint;
    extended.extensions = {"một", "hai"};
    CHECK(parse_checkpoint(encoded(extended)) == extended);
    auto const empty = Checkpoint{"x", 0, empty_root(), {}};
    CHECK(parse_checkpoint(encoded(empty)) == empty);
    auto const largest = Checkpoint{"x", UINT64_MAX, empty_root(), {}};
    CHECK(parse_checkpoint(encoded(largest)) == largest);
}

TEST_CASE("any other form of a checkpoint is refused")
{
    auto const root = base64(Digest{}) + "\n";
    for (auto const& text : {std::string(),
                             std::string("o\n"),
                             std::string("o\n1\n"),
                             "o\n1\n" + root.substr(0, 44),
                             "\n1\n" + root,
                             "o\n\n" + root,
                             "o\n01\n" + root,
                             "o\n00\n" + root,
                             "o\n-1\n" + root,
                             "o\n+1\n" + root,
                             "o\n1 \n" + root,
                             "o\n 1\n" + root,
                             "o\n0x1\n" + root,
                             "o\n1.0\n" + root,
                             "o\n18446744073709551616\n" + root,
                             "o\n1\nA" + root,
                             "o\n1\n" + root.substr(4),
                             "o\n1\n" + root + "\n",
                             "o\n1\n" + root + "mở rộng",
                             "o\n1\n" + root + "mở\n\nrộng\n"}) {
        auto const parsed = parse_checkpoint(text);
        CHECK_MESSAGE(!parsed, text);
        if (!parsed)
            CHECK(parsed.error().id == merkle::problems::bad_checkpoint.id);
    }
}

TEST_CASE("a signed checkpoint opens with the log's key, and with its witnesses")
{
    auto const note = signed_checkpoint(checkpoint, key);
    auto const open = open_checkpoint(note, log_verifier);
    REQUIRE(open);
    CHECK(open->checkpoint == checkpoint);
    CHECK(open->witnesses.empty());

    auto const witness_key = SigningKey(Seed{4});
    auto const witness = VerifierKey{"mattran.example", KeyType::cosignature, witness_key.public_key()};
    auto parsed = *parse_note(note);
    parsed.signatures.push_back(cosigned_by(witness.name, witness_key, parsed.text, {5'000}));
    auto const both = open_checkpoint(encoded(parsed), log_verifier, {&witness, 1});
    REQUIRE(both);
    REQUIRE(both->witnesses.size() == 1);
    CHECK(both->witnesses[0].key == witness);
    CHECK(both->witnesses[0].cosigned == Instant{5'000});
    CHECK(open_checkpoint(encoded(parsed), log_verifier)->witnesses.empty());

    parsed.signatures.erase(parsed.signatures.begin()); // only the witness signed
    CHECK(open_checkpoint(encoded(parsed), log_verifier, {&witness, 1}).error().id ==
          merkle::problems::unsigned_note.id);
}

TEST_CASE("a checkpoint of another log does not open, though the same key signed it")
{
    auto const other = Checkpoint{"minhhoa.example/so/2", 1, Digest{}, {}};
    CHECK(open_checkpoint(signed_checkpoint(other, key), log_verifier).error().id ==
          merkle::problems::unsigned_note.id);
    auto const text = encoded(other);
    auto const note = encoded(Note{text, {signed_by(log_verifier.name, key, text)}});
    CHECK(open_checkpoint(note, log_verifier).error().id == merkle::problems::other_origin.id);
}

TEST_CASE("a signed text that is no checkpoint does not open")
{
    auto const text = std::string("chào\n");
    auto const note = encoded(Note{text, {signed_by(log_verifier.name, key, text)}});
    CHECK(open_checkpoint(note, log_verifier).error().id == merkle::problems::bad_checkpoint.id);
    CHECK(open_checkpoint("chào", log_verifier).error().id == merkle::problems::bad_note.id);
}

TEST_CASE("a checkpoint that could not be read back is never signed")
{
    CHECK_THROWS_AS(encoded(Checkpoint{"", 0, {}, {}}), Contradiction);
    CHECK_THROWS_AS(encoded(Checkpoint{"a\nb", 0, {}, {}}), Contradiction);
    CHECK_THROWS_AS(encoded(Checkpoint{"a", 0, {}, {""}}), Contradiction);
    CHECK_THROWS_AS(signed_checkpoint(Checkpoint{"a b", 0, {}, {}}, key), Contradiction);
    CHECK_THROWS_AS(signed_checkpoint(Checkpoint{"a+b", 0, {}, {}}, key), Contradiction);
}
