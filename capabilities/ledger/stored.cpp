// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/ledger/stored.hpp"

#include "capabilities/ledger/sequencer.hpp"
#include "capabilities/ledger/sequencer.sql.hpp"
#include "platform/acts/erasures.hpp"

#include <algorithm>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace kheo::ledger
{

namespace
{

[[noreturn]] void broke(char const* what)
{
    throw std::system_error(errno, std::generic_category(), what);
}

void sync_folder(std::filesystem::path const& folder)
{
    auto const descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        broke("open folder");
    ::fsync(descriptor);
    ::close(descriptor);
}

// Expected calls: open, write, fdatasync, close, rename, open folder, fsync.
void write_durably(std::filesystem::path const& file, std::string_view bytes, mode_t mode)
{
    auto const fresh = std::filesystem::path(file.string() + ".new");
    auto const descriptor = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
    if (descriptor < 0)
        broke("open");
    auto const written = ::write(descriptor, bytes.data(), bytes.size());
    auto const whole = written == ssize_t(bytes.size()) && ::fdatasync(descriptor) == 0;
    ::close(descriptor);
    if (!whole || ::rename(fresh.c_str(), file.c_str()) != 0)
        broke("write");
    sync_folder(file.parent_path());
}

} // namespace

Served opened(HeadRow const& row, PublicKey const& key)
{
    auto served = Served{{row.origin, merkle::KeyType::ed25519, key}, row.checkpoint, {}, row.log};
    auto const note = merkle::open_checkpoint(row.checkpoint, served.key);
    ensure(note.has_value(), "the stored checkpoint does not hold under ledger.key");
    served.checkpoint = note->checkpoint;
    return served;
}

merkle::TileReader tiles_of(db::Connection& db, std::int64_t log)
{
    return [&db, log](merkle::TileId const& id) {
        auto const bytes = db.one<Bytes>(
            sql::tile, {{"log", log}, {"level", std::int64_t(id.level)}, {"tile", std::int64_t(id.index)}});
        ensure(bytes.has_value(), "a tile of the ledger is missing");
        auto tile = merkle::parse_tile(*bytes, unsigned(bytes->size() / sizeof(Digest)));
        ensure(tile.has_value(), "a tile of the ledger is broken");
        return *tile;
    };
}

bool holds(db::Connection& db, HeadRow const& head, merkle::Checkpoint const& known)
{
    if (head.origin != known.origin || std::uint64_t(head.size) < known.size)
        return false;
    auto const read = merkle::hashes_in_tiles(std::uint64_t(head.size), tiles_of(db, head.log));
    return merkle::root_at(known.size, read) == known.root;
}

std::optional<merkle::Checkpoint> checkpoint_of(std::string const& note)
{
    auto const parsed = merkle::parse_note(note);
    if (!parsed)
        return std::nullopt;
    auto checkpoint = merkle::parse_checkpoint(parsed->text);
    return checkpoint ? std::optional(std::move(*checkpoint)) : std::nullopt;
}

std::optional<merkle::Checkpoint> remembered_checkpoint(std::filesystem::path const& folder)
{
    auto const text = acts::contents_of(folder / "checkpoint.last");
    if (!text)
        return std::nullopt;
    auto checkpoint = checkpoint_of(*text);
    ensure(checkpoint.has_value(), "checkpoint.last is no checkpoint");
    return checkpoint;
}

void remember_checkpoint(std::filesystem::path const& folder, std::string const& note)
{
    write_durably(folder / "checkpoint.last", note, 0644);
}

Seed load_or_make_seed(std::filesystem::path const& folder)
{
    auto const file = folder / "ledger.key";
    auto text = acts::contents_of(file);
    if (!text) {
        auto const made = random_seed();
        write_durably(file, hex(Digest(made)) + "\n", 0600);
        text = acts::contents_of(file);
    }
    ensure(text.has_value(), "ledger.key is gone");
    auto const digits = std::string_view(*text).substr(0, 64);
    auto const seed = digest_from_hex(digits);
    ensure(seed.has_value(), "ledger.key is no key");
    return *seed;
}

} // namespace kheo::ledger
