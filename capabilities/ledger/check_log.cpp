// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/ledger/check_log.hpp"

#include "capabilities/ledger/check_log.sql.hpp"
#include "capabilities/ledger/entry.hpp"
#include "capabilities/ledger/stored.hpp"

#include <fmt/format.h>
#include <map>

namespace kheo::ledger
{

namespace
{

struct StoredLog {
    std::int64_t log = 0;
    std::string origin;
    std::string checkpoint;
};
BOOST_DESCRIBE_STRUCT(StoredLog, (), (log, origin, checkpoint))

struct Leaf {
    std::int64_t leaf = 0;
    std::int64_t act = 0;
    Bytes entry;
    std::optional<std::int64_t> id; // nothing where there is no such act
    std::optional<std::string> object_kind;
    std::optional<std::int64_t> object;
    std::optional<std::int64_t> version;
    std::optional<std::string> kind;
    std::optional<Instant> at;
    std::optional<std::int64_t> body;
    std::optional<std::string> visibility;
    std::optional<Bytes> digest;
};
BOOST_DESCRIBE_STRUCT(Leaf, (),
                      (leaf, act, entry, id, object_kind, object, version, kind, at, body, visibility,
                       digest))

struct StoredTile {
    std::int64_t level = 0;
    std::int64_t tile = 0;
    Bytes hashes;
};
BOOST_DESCRIBE_STRUCT(StoredTile, (), (level, tile, hashes))

struct Sealed {
    std::int64_t hour = 0;
    std::int64_t act = 0;
    std::optional<std::string> visibility;
    std::optional<Bytes> digest;
};
BOOST_DESCRIBE_STRUCT(Sealed, (), (hour, act, visibility, digest))

// The digests of the acts that each hour holds, and whether its leaf was met.
struct Hour {
    merkle::CompactRange digests;
    bool met = false;
};
using Hours = std::map<std::int64_t, Hour>;

Hours sealed_hours(db::Connection& db, CheckReport& report)
{
    Hours hours;
    db.each<Sealed>(sql::sealed_acts, {}, [&](Sealed const& each) {
        auto& hour = hours[each.hour];
        if (!each.digest)
            return report.find(
                fmt::format("Sổ, giờ {}: việc {} không còn", iso(Instant{each.hour * hour_ms}), each.act));
        if (each.visibility != "internal")
            report.find(fmt::format("Việc {}: nội bộ khi vào sổ, nay ghi là công khai", each.act));
        hour.digests.append(merkle::leaf_hash(*each.digest));
    });
    return hours;
}

// Walks the leaves of one log from the first on.
class LogCheck
{
  public:
    LogCheck(StoredLog const& log, bool ended, Seed const& seed, Hours& hours, CheckReport& report)
        : log_(log), name_(ended ? fmt::format("Sổ {}", log.origin) : "Sổ"), ended_(ended), seed_(seed),
          hours_(hours), report_(report), builder_(0, {}, [this](auto const& id, auto const& hashes) {
              tiles_[{id.level, id.index}] = sha256(merkle::encoded(hashes));
          })
    {
    }

    void run(db::Connection& db)
    {
        db.each<Leaf>(sql::leaves_of_log, {{"log", log_.log}}, [&](Leaf const& leaf) {
            ++report_.leaves;
            check(leaf);
            auto const hash = merkle::leaf_hash(leaf.entry);
            tree_.append(hash);
            builder_.append(hash);
        });
        check_root();
        check_tiles(db);
    }

  private:
    void find(Leaf const& leaf, std::string_view what)
    {
        report_.find(fmt::format("{}, dòng {}: {}", name_, leaf.leaf, what));
    }

    void check(Leaf const& leaf)
    {
        // Of a log that ended, the tail that the backup lacked comes without its acts.
        if (leaf.act == kept_without_act) {
            tail_ = true;
            if (!ended_)
                find(leaf, "không có việc nào đứng sau");
            return;
        }
        if (tail_)
            find(leaf, "đứng sau phần giữ lại của sổ đã khép");
        if (leaf.act == 0)
            check_without_act(leaf);
        else if (!leaf.id)
            find(leaf, fmt::format("việc {} không còn", leaf.act));
        else if (act_entry(act_of(leaf)) != text_of(leaf.entry))
            find(leaf, fmt::format("không còn khớp với việc {}", leaf.act));
        else if (leaf.visibility != "open")
            find(leaf, fmt::format("việc {} công khai khi vào sổ, nay ghi là nội bộ", leaf.act));
    }

    void check_without_act(Leaf const& leaf)
    {
        auto const entry = text_of(leaf.entry);
        if (auto const number = hour_of(entry)) {
            auto& hour = hours_[*number];
            hour.met = true;
            if (entry_of_hour(*number, hour.digests, seed_) != entry)
                find(leaf, "các việc nội bộ của giờ này đã bị sửa");
        } else if (leaf.leaf != 0 || !is_break(entry)) {
            find(leaf, "không có việc nào đứng sau");
        }
    }

    static acts::Act act_of(Leaf const& leaf)
    {
        return {.id = *leaf.id,
                .object_kind = *leaf.object_kind,
                .object = *leaf.object,
                .version = *leaf.version,
                .kind = *leaf.kind,
                .at = *leaf.at,
                .body = *leaf.body,
                .digest = *leaf.digest};
    }

    void check_root()
    {
        auto const key =
            merkle::VerifierKey{log_.origin, merkle::KeyType::ed25519, SigningKey(seed_).public_key()};
        auto const open = merkle::open_checkpoint(log_.checkpoint, key);
        auto const root = tree_.size() == 0 ? merkle::empty_root() : tree_.root();
        if (!open || open->checkpoint.size != tree_.size() || open->checkpoint.root != root)
            report_.find(name_ + ": các dòng không còn khớp với điểm chốt đã ký");
    }

    void check_tiles(db::Connection& db)
    {
        builder_.finish();
        db.each<StoredTile>(sql::tiles_of_log, {{"log", log_.log}}, [&](StoredTile const& stored) {
            auto const at = tiles_.find({unsigned(stored.level), std::uint64_t(stored.tile)});
            wrong_tiles_ += at == tiles_.end() || at->second != sha256(stored.hashes) ? 1 : 0;
            if (at != tiles_.end())
                tiles_.erase(at);
        });
        if (auto const wrong = wrong_tiles_ + tiles_.size(); wrong > 0)
            report_.find(fmt::format("{}: {} tệp băm không còn khớp với các dòng", name_, wrong));
    }

    StoredLog const& log_;
    std::string name_;
    bool ended_;
    Seed const& seed_;
    Hours& hours_;
    CheckReport& report_;
    merkle::CompactRange tree_;
    std::map<std::pair<unsigned, std::uint64_t>, Digest> tiles_; // those that the leaves make
    std::size_t wrong_tiles_ = 0;
    bool tail_ = false;
    merkle::TileBuilder builder_; // writes tiles_
};

} // namespace

void check_logs(db::Connection& db, Seed const& seed, CheckReport& report)
{
    auto hours = sealed_hours(db, report);
    auto const logs = db.all<StoredLog>(sql::logs_stored);
    for (auto const& log : logs)
        LogCheck(log, log.log != logs.back().log, seed, hours, report).run(db);
    for (auto const& [number, hour] : hours)
        if (!hour.met)
            report.find(fmt::format("Sổ: giờ {} có việc nội bộ mà không có dòng nào",
                                    iso(Instant{number * hour_ms})));
    for (auto const act : db.all<std::int64_t>(sql::acts_nowhere))
        report.find(fmt::format("Việc {}: không có trong sổ và cũng không chờ vào sổ", act));
    for (auto const act : db.all<std::int64_t>(sql::pending_otherwise))
        report.find(fmt::format("Việc {}: chờ vào sổ không đúng như đã ghi", act));
}

} // namespace kheo::ledger
