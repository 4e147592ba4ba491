// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/merkle/audit.hpp"

#include <doctest/doctest.h>
#include <map>

using namespace kheo;
using namespace kheo::merkle;

namespace
{

constexpr auto origin = "minhhoa.example/so";

// A log as a server publishes it: bytes by path, and a checkpoint.
struct Published {
    std::map<std::string, Bytes> files;
    Checkpoint checkpoint{origin, 0, empty_root(), {}};
    std::size_t asked = 0;

    explicit Published(std::uint64_t size, std::uint64_t changed = UINT64_MAX)
    {
        auto leaves = std::vector<Digest>();
        auto bundle = Bytes();
        for (std::uint64_t at = 0; at < size; ++at) {
            auto const entry = "dòng " + std::to_string(at) + (at == changed ? " khác" : "");
            leaves.push_back(leaf_hash(bytes_of(entry)));
            append_entry(bundle, bytes_of(entry));
            if (at + 1 == size || at % full_width == 255)
                files[path({TileId::Kind::entries, 0, at / full_width, unsigned(at % full_width + 1)})] =
                    std::exchange(bundle, {});
        }
        auto const growth = grown(0, leaves, nullptr);
        for (auto const& [id, hashes] : growth.tiles)
            files[path(id)] = encoded(hashes);
        checkpoint = {origin, size, growth.root, {}};
    }
    Fetch fetch()
    {
        return [this](std::span<TileId const> ids) -> Outcome<std::vector<Bytes>> {
            CHECK(ids.size() <= resources_at_once);
            auto answers = std::vector<Bytes>();
            for (auto const& id : ids) {
                CHECK(tree_has(checkpoint.size, id));
                auto const file = files.find(path(id));
                if (file == files.end())
                    return refuse(kheo::problems::not_found);
                answers.push_back(file->second);
                ++asked;
            }
            return answers;
        };
    }
};

std::string_view fault(Published& log, std::optional<Checkpoint> const& remembered = {})
{
    static auto id = std::string();
    auto const audit = audited(log.checkpoint, remembered, log.fetch());
    id = audit ? "" : audit.error().id;
    return id;
}

} // namespace

TEST_CASE("a whole log of any size holds, and every resource of it is looked at")
{
    for (std::uint64_t const size : {0, 1, 255, 256, 257, 8191, 8192, 8193, 66'000}) {
        auto log = Published(size);
        auto told = std::uint64_t(0);
        auto const audit =
            audited(log.checkpoint, {}, log.fetch(), [&](std::uint64_t entries) { told = entries; });
        REQUIRE(audit);
        CHECK(audit->entries == size);
        CHECK(told == size);
        CHECK(log.asked == log.files.size());
    }
}

TEST_CASE("a log that grew since the remembered checkpoint holds, whatever both sizes are")
{
    for (std::uint64_t const before : {0, 1, 200, 256, 300, 600})
        for (std::uint64_t const now : {600, 601, 1000}) {
            auto log = Published(now);
            CHECK(fault(log, Published(before).checkpoint).empty());
        }
}

TEST_CASE("a log that shrank is told from one that forked")
{
    auto log = Published(300);
    CHECK(fault(log, Published(301).checkpoint) == merkle::problems::shrunk.id);
    CHECK(fault(log, Published(300, 7).checkpoint) == merkle::problems::forked.id);
    CHECK(fault(log, Published(299, 7).checkpoint) == merkle::problems::forked.id);
    CHECK(fault(log, Published(8, 7).checkpoint) == merkle::problems::forked.id);
    CHECK(fault(log, Published(7).checkpoint).empty());
    auto other = log.checkpoint;
    other.origin += "/2";
    CHECK(fault(log, other) == merkle::problems::other_origin.id);
}

TEST_CASE("a changed byte in any published file is found")
{
    auto log = Published(700);
    for (auto& [name, bytes] : log.files)
        for (auto const at : {std::size_t(0), std::size_t(1), bytes.size() / 2, bytes.size() - 1}) {
            bytes[at] ^= 1;
            CHECK_MESSAGE(fault(log) == merkle::problems::wrong_tile.id, name);
            bytes[at] ^= 1;
        }
    CHECK(fault(log).empty());
    log.files.at("tile/0/000").pop_back();
    CHECK(fault(log) == merkle::problems::wrong_tile.id);
}

TEST_CASE("entries and tiles that agree with each other, but not with the signed root, are found")
{
    auto log = Published(700, 3);
    log.checkpoint.root = Published(700).checkpoint.root;
    CHECK(fault(log) == merkle::problems::wrong_root.id);
    auto empty = Published(0);
    empty.checkpoint.root = {};
    CHECK(fault(empty) == merkle::problems::wrong_root.id);
}

TEST_CASE("what the fetcher refuses ends the audit with its reason")
{
    auto log = Published(700);
    log.files.erase("tile/1/000.p/2");
    CHECK(fault(log) == kheo::problems::not_found.id);
}

TEST_CASE("what a checker remembers is read back, and a damaged file is refused")
{
    auto const key = SigningKey(Seed{7});
    auto const log_verifier = VerifierKey{origin, KeyType::ed25519, key.public_key()};
    auto const remembered = Remembered{log_verifier, signed_checkpoint(Published(3).checkpoint, key)};
    auto const text = encoded(remembered);
    auto const parsed = parse_remembered(text);
    REQUIRE(parsed);
    CHECK(parsed->key == log_verifier);
    CHECK(parsed->checkpoint == remembered.checkpoint);
    CHECK(open_checkpoint(parsed->checkpoint, parsed->key)->checkpoint.size == 3);
    CHECK_FALSE(parse_remembered(""));
    CHECK_FALSE(parse_remembered(text.substr(1)));
    CHECK_FALSE(parse_remembered(text.substr(0, 60)));
    for (std::size_t length = 0; length < text.size(); ++length) {
        auto const cut = parse_remembered(text.substr(0, length));
        CHECK_FALSE((cut && open_checkpoint(cut->checkpoint, cut->key)));
    }
}
