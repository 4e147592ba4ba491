// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/ledger/check.hpp"

#include "capabilities/ledger/check.sql.hpp"
#include "capabilities/ledger/entry.hpp"
#include "capabilities/ledger/sequencer.sql.hpp"
#include "capabilities/ledger/stored.hpp"
#include "platform/merkle/tree.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace kheo::ledger
{

namespace
{

constexpr std::size_t most_findings = 1'000;

struct Version {
    std::int64_t object = 0;
    std::int64_t version = 0;
    std::optional<Bytes> salt;
    std::optional<std::string> content; // nothing once erased
    Bytes digest;
};
BOOST_DESCRIBE_STRUCT(Version, (), (object, version, salt, content, digest))

struct LeafOfAct {
    std::int64_t leaf = 0;
    Bytes entry;
    std::int64_t id = 0;
    std::string object_kind;
    std::int64_t object = 0;
    std::int64_t version = 0;
    std::string kind;
    Instant at;
    std::int64_t body = 0;
    Bytes digest;
};
BOOST_DESCRIBE_STRUCT(LeafOfAct, (), (leaf, entry, id, object_kind, object, version, kind, at, body, digest))

void find(CheckReport& report, std::string sentence)
{
    if (report.findings.size() < most_findings)
        report.findings.push_back(std::move(sentence));
}

// The newest state of one object by its acts.
struct Newest {
    std::int64_t version = 0;
    std::optional<Digest> record; // of the canonical bytes; nothing once erased
};

std::optional<Digest> record_digest(std::string const& content)
{
    boost::json::error_code error;
    auto const parsed = boost::json::parse(content, error);
    auto const* const object = error ? nullptr : parsed.if_object();
    auto const* const record = object ? object->if_contains("record") : nullptr;
    if (!record)
        return std::nullopt;
    return sha256(bytes_of(boost::json::serialize(*record)));
}

std::map<std::int64_t, Newest> check_acts(db::Connection& db, std::string_view kind, CheckReport& report)
{
    std::map<std::int64_t, Newest> newest;
    db.each<Version>(sql::acts_of_kind, {{"object_kind", kind}}, [&](Version const& act) {
        ++report.acts;
        auto& at = newest[act.object];
        if (act.version != at.version + 1)
            find(report, fmt::format("{} {}: thiếu việc trước phiên bản {}", kind, act.object, act.version));
        at.version = act.version;
        at.record.reset();
        if (!act.content)
            return;
        if (!act.salt || acts::salted_digest(*act.salt, *act.content) != act.digest)
            find(report,
                 fmt::format("{} {}: nội dung của phiên bản {} đã bị sửa", kind, act.object, act.version));
        at.record = record_digest(*act.content);
    });
    return newest;
}

void check_records(db::Connection& db, acts::Projection const& projection, CheckReport& report)
{
    auto newest = check_acts(db, projection.object_kind, report);
    projection.each(db, [&](std::int64_t object, std::int64_t version, std::string const& record) {
        ++report.records;
        auto const at = newest.find(object);
        if (at == newest.end())
            return find(report, fmt::format("{} {}: có dòng mà không có việc nào ghi lại",
                                            projection.object_kind, object));
        if (at->second.version != version)
            find(report, fmt::format("{} {}: dòng ở phiên bản {}, việc mới nhất là phiên bản {}",
                                     projection.object_kind, object, version, at->second.version));
        else if (at->second.record && *at->second.record != sha256(bytes_of(record)))
            find(report,
                 fmt::format("{} {}: dòng đã bị sửa ngoài chương trình", projection.object_kind, object));
        newest.erase(at);
    });
    for (auto const& [object, at] : newest)
        if (at.record)
            find(report,
                 fmt::format("{} {}: dòng đã bị xóa ngoài chương trình", projection.object_kind, object));
}

// By the head of this very snapshot: the log grows meanwhile.
void check_leaves(db::Connection& db, CheckReport& report)
{
    auto const head = db.one<HeadRow>(sql::head);
    auto const served = head ? opened(*head, ledger::served().key.key) : Served();
    db.each<LeafOfAct>(sql::leaves_with_acts, {{"log", served.log}}, [&](LeafOfAct const& leaf) {
        auto const act = acts::Act{.id = leaf.id,
                                   .object_kind = leaf.object_kind,
                                   .object = leaf.object,
                                   .version = leaf.version,
                                   .kind = leaf.kind,
                                   .at = leaf.at,
                                   .body = leaf.body,
                                   .digest = leaf.digest};
        if (act_entry(act) != text_of(leaf.entry))
            find(report, fmt::format("Sổ, dòng {}: không còn khớp với việc {}", leaf.leaf, leaf.id));
    });
    auto tree = merkle::CompactRange();
    db.each<Bytes>(sql::log_entries, {{"log", served.log}, {"size", std::int64_t(served.checkpoint.size)}},
                   [&](Bytes const& entry) { tree.append(merkle::leaf_hash(entry)); });
    report.leaves = std::int64_t(tree.size());
    auto const root = tree.size() == 0 ? merkle::empty_root() : tree.root();
    if (tree.size() != served.checkpoint.size || (tree.size() > 0 && root != served.checkpoint.root))
        find(report, "Sổ: các dòng không còn khớp với điểm chốt đã ký");
}

} // namespace

CheckReport check(db::Connection& db, std::span<acts::Projection const> projections,
                  std::span<acts::Comparison const> comparisons)
{
    auto report = CheckReport();
    for (auto const& projection : projections)
        check_records(db, projection, report);
    for (auto const& kind : db.all<std::string>(sql::acts_of_other_kinds))
        if (std::ranges::find(projections, kind, &acts::Projection::object_kind) == projections.end())
            check_acts(db, kind, report);
    for (auto const compare : comparisons)
        compare(db, [&](std::string sentence) { find(report, std::move(sentence)); });
    check_leaves(db, report);
    report.good = report.findings.empty();
    return report;
}

} // namespace kheo::ledger
