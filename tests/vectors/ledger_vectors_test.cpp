// SPDX-License-Identifier: AGPL-3.0-or-later
// Facts published by others: RFC 6962's reference tree (as the implementations
// of Certificate Transparency test it), c2sp.org/signed-note, tlog-checkpoint,
// tlog-cosignature, tlog-tiles and tlog-proof, and a checkpoint of a public log
// with its witnesses. A change that breaks one of these breaks everybody's verifier.
#include "platform/crypto/base64.hpp"
#include "platform/merkle/checkpoint.hpp"
#include "platform/merkle/receipt.hpp"
#include "platform/merkle/tile.hpp"

#include <doctest/doctest.h>
#include <map>

using namespace kheo;
using namespace kheo::merkle;

namespace
{

Digest hash(std::string_view digits)
{
    return *digest_from_hex(digits);
}

// The eight entries of the reference tree and its root at each size from 1.
std::string_view const entries[] = {
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};
std::string_view const roots[] = {"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                                  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                                  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                                  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                                  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                                  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                                  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                                  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

Digest leaf(std::size_t at)
{
    return leaf_hash(*from_hex(entries[at]));
}

HashReader reference_tree()
{
    auto leaves = std::vector<Digest>();
    for (std::size_t at = 0; at < std::size(entries); ++at)
        leaves.push_back(leaf(at));
    auto const tile = grown(0, leaves, nullptr).tiles.at(0).hashes;
    return hashes_in_tiles(8, [tile](TileId const&) { return tile; });
}

std::vector<Digest> hashes(std::vector<std::string_view> const& digits)
{
    auto hashes = std::vector<Digest>();
    for (auto const text : digits)
        hashes.push_back(hash(text));
    return hashes;
}

constexpr auto specification_key = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
constexpr auto specification_note =
    "This is an example message.\n\n"
    "— example.com/foo "
    "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

// A public staging log in 2026: signed as RFC 6962 tree head (type 0x05, unknown
// to us), as note, and by four witnesses.
constexpr auto public_checkpoint =
    "arche2025h1.staging.ct.transparency.dev\n"
    "1432088532\n"
    "U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=\n"
    "\n"
    "— arche2025h1.staging.ct.transparency.dev "
    "zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5"
    "zRNZ55lvGt0"
    "=\n"
    "— arche2025h1.staging.ct.transparency.dev "
    "ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=\n"
    "— transparency.dev/DEV:witness-little-garden "
    "2AQqhwAAAABqEiEgzgFIqqhbUoDwjMWE6UP8nd8/"
    "KYTzwZ2rhIgcqoXHAwVkjZr4AscylP3v7sEodkRAErumC2q44vdgJY096st5BQ==\n"
    "— witness1.smartit.nu/witness1 "
    "pIyCDwAAAABqEiEghIp82KWebrw7/oHQwlTAm3g2RKS4+eebl8eO0WH+/"
    "iEcxZ75W3u5hNI7TOQtmJbqmNWVuE0tgh0XwzdZsDsUAQ==\n"
    "— remora.n621.de "
    "2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/"
    "zZ0WBxtqB0DrAWfBw==\n"
    "— witness.stagemole.eu "
    "Z/euoAAAAABqEiEgw0i+7g2ENfDAWHmtRzCfKTHSDwYDJA2NmKeGi9Y8FtEyOUvVr+AJmIY/2TUFucgKi7lI7cUiOvKFYe/"
    "TmN9DAg==\n";
constexpr auto public_log_key =
    "arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f";
std::string_view const public_witness_keys[] = {
    "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
    "witness.stagemole.eu+67f7aea0+BEqSG3yu9YrmcM3BHvQYTxwFj3uSWakQepafafpUqklv",
    "transparency.dev/DEV:witness-little-garden+d8042a87+BCtusOxINQNUTN5Oj8HObRkh2yHf/MwYaGX4CPdiVEPM",
    "witness1.smartit.nu/witness1+a48c820f+BPSFWg9G6KPiO7QPryYO5Xq4oYJJ+kAvLKLSimDhoxMO"};

} // namespace

TEST_CASE("the reference tree has the reference roots at each size")
{
    CHECK(hex(empty_root()) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    auto range = CompactRange();
    for (std::size_t size = 1; size <= 8; ++size) {
        range.append(leaf(size - 1));
        CHECK(hex(range.root()) == roots[size - 1]);
        CHECK(hex(root_at(size, reference_tree())) == roots[size - 1]);
    }
}

TEST_CASE("inclusion proofs in the reference tree are the reference proofs")
{
    struct {
        std::uint64_t index, size;
        std::vector<std::string_view> proof;
    } const rows[] = {
        {0, 1, {}},
        {0,
         8,
         {"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
          "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
          "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"}},
        {5,
         8,
         {"bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
          "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"}},
        {2, 3, {"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"}},
        {1,
         5,
         {"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
          "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"}},
    };
    for (auto const& row : rows) {
        auto const proof = hashes(row.proof);
        CHECK(inclusion_proof(row.index, row.size, reference_tree()) == proof);
        CHECK(inclusion_holds(row.index, row.size, leaf(row.index), proof, hash(roots[row.size - 1])));
    }
}

TEST_CASE("consistency proofs in the reference tree are the reference proofs")
{
    struct {
        std::uint64_t from, to;
        std::vector<std::string_view> proof;
    } const rows[] = {
        {1, 1, {}},
        {1,
         8,
         {"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
          "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
          "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"}},
        {6,
         8,
         {"0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
          "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"}},
        {2,
         5,
         {"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
          "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"}},
        {6,
         7,
         {"0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
          "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"}},
    };
    for (auto const& row : rows) {
        auto const proof = hashes(row.proof);
        CHECK(consistency_proof(row.from, row.to, reference_tree()) == proof);
        CHECK(consistency_holds(row.from, row.to, hash(roots[row.from - 1]), hash(roots[row.to - 1]), proof));
    }
}

TEST_CASE("the example note of signed-note is verified by its example key")
{
    auto const key = parse_verifier_key(specification_key);
    REQUIRE(key);
    CHECK(key->name == "example.com/foo");
    CHECK(key_id(*key) == 0x530d903a);
    CHECK(encoded(*key) == specification_key);
    auto const note = parse_note(specification_note);
    REQUIRE(note);
    CHECK(note->text == "This is an example message.\n");
    CHECK(encoded(*note) == specification_note);
    CHECK(verified(*note, {&*key, 1}));
    auto other = *note;
    other.text[0] = 't';
    CHECK(verified(other, {&*key, 1}).error().id == merkle::problems::false_signature.id);
}

TEST_CASE("a note whose text has empty lines is split at the last one, as in signed-note's first example")
{
    constexpr auto text =
        "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n";
    auto const note =
        parse_note(std::string(text) +
                   "\n— quasimodo.example/salvatore "
                   "NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3Z"
                   "ekRwNtIc=\n");
    REQUIRE(note);
    CHECK(note->text == text);
    CHECK(note->signatures.at(0).name == "quasimodo.example/salvatore");
    CHECK(note->signatures.at(0).key_id == 0x367ba04b);
    CHECK(note->signatures.at(0).signature.size() == 64);
}

TEST_CASE("keys of public logs and witnesses are read, and have the published ids")
{
    for (auto const text : public_witness_keys) {
        auto const key = parse_verifier_key(text);
        REQUIRE(key);
        CHECK(key->type == KeyType::cosignature);
        CHECK(encoded(*key) == text);
    }
    auto const plain = parse_verifier_key("foo+1573814f+ATnT68N1+aPhXIQhFQ0X6jekt0UsUk/iyE8dWHb3g9GN");
    REQUIRE(plain); // its base64 holds a plus
    CHECK(plain->name == "foo");
}

TEST_CASE(
    "a public log's checkpoint opens with its key and its four witnesses, past a signature of unknown type")
{
    auto const log = *parse_verifier_key(public_log_key);
    auto witnesses = std::vector<VerifierKey>();
    for (auto const text : public_witness_keys)
        witnesses.push_back(*parse_verifier_key(text));
    auto const open = open_checkpoint(public_checkpoint, log, witnesses);
    REQUIRE(open);
    CHECK(open->checkpoint.origin == "arche2025h1.staging.ct.transparency.dev");
    CHECK(open->checkpoint.size == 1'432'088'532);
    CHECK(base64(open->checkpoint.root) == "U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=");
    REQUIRE(open->witnesses.size() == 4);
    for (auto const& witness : open->witnesses)
        CHECK(witness.cosigned == Instant{0x6a122120LL * 1000});
    CHECK(encoded(*parse_note(public_checkpoint)) == public_checkpoint);

    auto const other = *parse_verifier_key(specification_key);
    CHECK(open_checkpoint(public_checkpoint, other).error().id == merkle::problems::unsigned_note.id);
    auto changed = std::string(public_checkpoint);
    changed.replace(changed.find("1432088532"), 10, "1432088533");
    CHECK(open_checkpoint(changed, log).error().id == merkle::problems::false_signature.id);
    CHECK_FALSE(open_checkpoint(changed, witnesses[0]));
}

TEST_CASE("the examples of tlog-tiles name the tiles they say")
{
    CHECK(path({TileId::Kind::hashes, 0, 1'234'067}) == "tile/0/x001/x234/067");
    // "a tree of size 70,000 will be represented by …"
    auto counts = std::map<std::string, int>();
    for (unsigned level = 0; level < 4; ++level)
        for (std::uint64_t index = 0; index < 300; ++index)
            for (unsigned width = full_width; width > 0; --width)
                if (tree_has(70'000, {TileId::Kind::hashes, level, index, width})) {
                    ++counts[std::to_string(level) +
                             (width == full_width ? "" : "." + std::to_string(width))];
                    break; // the widest is the tree's
                }
    CHECK(counts == std::map<std::string, int>{{"0", 273}, {"0.112", 1}, {"1", 1}, {"1.17", 1}, {"2.1", 1}});
    // "a tree of size 256 will be represented by a full level 0 tile and a partial level 1 tile of width 1"
    CHECK(tree_has(256, {TileId::Kind::hashes, 0, 0, 256}));
    CHECK(tree_has(256, {TileId::Kind::hashes, 1, 0, 1}));
    CHECK_FALSE(tree_has(256, {TileId::Kind::hashes, 0, 1, 1}));
}

TEST_CASE("paths that other implementations accept or refuse are accepted or refused here")
{
    CHECK(parse_tile_path("tile/5/x123/x456/078.p/2") == TileId{TileId::Kind::hashes, 5, 123'456'078, 2});
    CHECK(parse_tile_path("tile/0/x003/x057/500") == TileId{TileId::Kind::hashes, 0, 3'057'500, 256});
    CHECK_FALSE(parse_tile_path("tile/5/123/456/078"));
    CHECK_FALSE(parse_tile_path("tile/-1/123/456/078"));
    CHECK_FALSE(parse_tile_path("tile/data/x003/x057/500"));
}

TEST_CASE("the example of tlog-proof is read as the specification describes it")
{
    // Its note is shortened there, so only the form is read here.
    auto const proof = std::string("c2sp.org/tlog-proof@v1\n"
                                   "extra YWdlLXYxLjIuMQ==\n"
                                   "index 73894\n"
                                   "gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=\n"
                                   "B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=\n"
                                   "EKNzoDWG8LGC0Yp9o+sv3qllpMP9uHQ9B20KNL+Q1zs=\n"
                                   "\n"
                                   "example.com/fancylog\n");
    auto const receipt = parse_receipt(proof);
    REQUIRE(receipt);
    CHECK(text_of(receipt->entry) == "age-v1.2.1");
    CHECK(receipt->index == 73'894);
    CHECK(receipt->proof.size() == 3);
    CHECK(encoded(*receipt) == proof);
}
