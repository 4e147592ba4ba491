// SPDX-License-Identifier: AGPL-3.0-or-later
// A log's life as a sequencer, a citizen and a checker see it together.
#include "platform/merkle/audit.hpp"
#include "platform/merkle/receipt.hpp"

#include <doctest/doctest.h>
#include <map>
#include <random>

using namespace kheo;
using namespace kheo::merkle;

namespace
{

SigningKey const key(Seed{8});
VerifierKey const log_verifier{"minhhoa.example/so", KeyType::ed25519, key.public_key()};

// Grows as the server does: tiles and bundles replaced by fuller ones, each
// checkpoint kept, every partial resource cut from the fullest stored.
struct Log {
    std::map<std::pair<unsigned, std::uint64_t>, Tile> tiles;
    std::map<std::uint64_t, Bytes> bundles;
    std::vector<std::string> entries;
    std::vector<std::string> checkpoints;
    std::string mark; // ends each entry

    TileReader reader()
    {
        return [this](TileId const& id) { return tiles.at({id.level, id.index}); };
    }
    void grow(std::uint64_t by)
    {
        auto leaves = std::vector<Digest>();
        auto const size = entries.size();
        for (auto at = size; at < size + by; ++at) {
            entries.push_back("việc " + std::to_string(at) + mark);
            leaves.push_back(leaf_hash(bytes_of(entries.back())));
            append_entry(bundles[at / full_width], bytes_of(entries.back()));
        }
        auto const growth = grown(size, leaves, reader());
        for (auto const& [id, hashes] : growth.tiles)
            tiles[{id.level, id.index}] = hashes;
        checkpoints.push_back(signed_checkpoint({log_verifier.name, growth.size, growth.root, {}}, key));
    }
    Bytes served(TileId const& id)
    {
        if (id.kind == TileId::Kind::hashes)
            return encoded(std::span(tiles.at({id.level, id.index})).first(id.width));
        auto const bundle = bundle_prefix(bundles.at(id.index), id.width);
        return {bundle.begin(), bundle.end()};
    }
    Fetch fetch()
    {
        return [this](std::span<TileId const> ids) -> Outcome<std::vector<Bytes>> {
            auto answers = std::vector<Bytes>();
            for (auto const& id : ids)
                answers.push_back(served(id));
            return answers;
        };
    }
    Receipt receipt(std::uint64_t index, std::string const& checkpoint)
    {
        auto const size = open_checkpoint(checkpoint, log_verifier)->checkpoint.size;
        auto const entry = bytes_of(entries[index]);
        return {Bytes(entry.begin(), entry.end()), index,
                inclusion_proof(index, size, hashes_in_tiles(size, reader())), checkpoint};
    }
};

Checkpoint opened(std::string const& note)
{
    return open_checkpoint(note, log_verifier)->checkpoint;
}

} // namespace

TEST_CASE("a log grown at random stays one history: each checkpoint follows each earlier one")
{
    auto random = std::mt19937(20260101);
    auto log = Log();
    for (int round = 0; round < 60; ++round)
        log.grow(random() % 400); // sometimes nothing
    for (std::size_t to = 0; to < log.checkpoints.size(); to += 7)
        for (std::size_t from = 0; from <= to; ++from) {
            auto const before = opened(log.checkpoints[from]);
            auto const after = opened(log.checkpoints[to]);
            auto const proof =
                consistency_proof(before.size, after.size, hashes_in_tiles(after.size, log.reader()));
            CHECK(consistency_holds(before.size, after.size, before.root, after.root, proof));
        }
}

TEST_CASE("any checkpoint ever signed can still be audited, against any earlier one")
{
    auto random = std::mt19937(2);
    auto log = Log();
    for (int round = 0; round < 12; ++round)
        log.grow(1 + random() % 300);
    for (std::size_t to = 0; to < log.checkpoints.size(); ++to) {
        auto const before = opened(log.checkpoints[random() % (to + 1)]);
        auto const audit = audited(opened(log.checkpoints[to]), before, log.fetch());
        REQUIRE(audit);
        CHECK(audit->entries == opened(log.checkpoints[to]).size);
    }
}

TEST_CASE("a receipt made at any later checkpoint proves the same entry")
{
    auto log = Log();
    for (auto const by : {3, 250, 10, 700, 1})
        log.grow(std::uint64_t(by));
    for (std::uint64_t const index : {0, 2, 252, 255, 256, 900, 963})
        for (auto const& checkpoint : log.checkpoints)
            if (index < opened(checkpoint).size) {
                auto const receipt = parse_receipt(encoded(log.receipt(index, checkpoint)));
                REQUIRE(receipt);
                CHECK(verified(*receipt, log_verifier));
                CHECK(text_of(receipt->entry) == log.entries[index]);
            }
}

TEST_CASE("a receipt tells which witnesses saw its checkpoint")
{
    auto log = Log();
    log.grow(20);
    auto const witness_key = SigningKey(Seed{9});
    auto const witness = VerifierKey{"mattran.example", KeyType::cosignature, witness_key.public_key()};
    auto note = *parse_note(log.checkpoints.back());
    note.signatures.push_back(cosigned_by(witness.name, witness_key, note.text, {1'700'000'000'000}));
    auto const receipt = log.receipt(7, encoded(note));
    CHECK(verified(receipt, log_verifier)->witnesses.empty());
    auto const open = verified(receipt, log_verifier, {&witness, 1});
    REQUIRE(open);
    CHECK(open->witnesses.at(0).cosigned == Instant{1'700'000'000'000});
    note.signatures.back().signature.back() ^= 1;
    auto const spoiled = log.receipt(7, encoded(note));
    CHECK(verified(spoiled, log_verifier)); // who does not know the witness passes it over
    CHECK(verified(spoiled, log_verifier, {&witness, 1}).error().id == merkle::problems::false_signature.id);
}

TEST_CASE("an entry dropped, doubled, swapped or changed after it was signed is found by the audit")
{
    auto const spoil = [](auto const& how) {
        auto log = Log();
        log.grow(600);
        auto entries = std::vector<std::string>(log.entries.begin() + 256, log.entries.begin() + 512);
        how(entries);
        log.bundles[1].clear();
        for (auto const& entry : entries)
            append_entry(log.bundles[1], bytes_of(entry));
        auto const fetch = [&](std::span<TileId const> ids) -> Outcome<std::vector<Bytes>> {
            auto answers = std::vector<Bytes>();
            for (auto const& id : ids)
                answers.push_back(id.kind == TileId::Kind::entries && id.index == 1 ? log.bundles[1]
                                                                                    : log.served(id));
            return answers;
        };
        auto const audit = audited(opened(log.checkpoints.back()), {}, fetch);
        return audit ? std::string() : audit.error().id;
    };
    using Entries = std::vector<std::string>;
    CHECK(spoil([](Entries&) {}).empty());
    CHECK(spoil([](Entries& entries) { entries.pop_back(); }) == merkle::problems::wrong_tile.id);
    CHECK(spoil([](Entries& entries) { entries.push_back("thêm"); }) == merkle::problems::wrong_tile.id);
    CHECK(spoil([](Entries& entries) { entries[3] = entries[4]; }) == merkle::problems::wrong_tile.id);
    CHECK(spoil([](Entries& entries) { std::swap(entries[3], entries[4]); }) ==
          merkle::problems::wrong_tile.id);
    CHECK(spoil([](Entries& entries) { entries[3] += "."; }) == merkle::problems::wrong_tile.id);
}

TEST_CASE("two histories that part after the same beginning agree up to there and fork after it")
{
    auto one = Log();
    one.grow(300);
    auto other = one;
    one.grow(50);
    other.mark = " khác";
    other.grow(60);
    auto const shared = opened(one.checkpoints.front());
    CHECK(audited(opened(one.checkpoints.back()), shared, one.fetch()));
    CHECK(audited(opened(other.checkpoints.back()), shared, other.fetch()));
    auto const fork =
        audited(opened(other.checkpoints.back()), opened(one.checkpoints.back()), other.fetch());
    CHECK(fork.error().id == merkle::problems::forked.id);
    auto const back = audited(opened(one.checkpoints.back()), opened(other.checkpoints.back()), one.fetch());
    CHECK(back.error().id == merkle::problems::shrunk.id);
}
