// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/ledger/check.hpp"

#include "capabilities/ledger/check.sql.hpp"
#include "capabilities/ledger/check_log.hpp"

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
    std::string kind;
    std::optional<Bytes> salt;
    std::optional<std::string> content; // nothing once erased
    Bytes digest;
};
BOOST_DESCRIBE_STRUCT(Version, (), (object, version, kind, salt, content, digest))

// The newest state of one object by its acts.
struct Newest {
    std::int64_t version = 0;
    std::int64_t emptied = 0;     // the last version without content that no erasure explains yet
    std::optional<Digest> record; // of the canonical bytes; nothing where they cannot be read
};

// What the content says of itself, against the columns beside it.
bool tells(boost::json::object const& content, boost::json::object const& record, Version const& act)
{
    auto const* const kind = content.if_contains("act");
    auto const* const id = record.if_contains("id");
    auto const* const version = record.if_contains("version");
    return kind && kind->is_string() && kind->as_string() == act.kind &&
           (!id || !id->is_string() || id->as_string() == std::to_string(act.object)) &&
           (!version || !version->is_int64() || version->as_int64() == act.version);
}

std::optional<Digest> record_digest(Version const& act)
{
    boost::json::error_code error;
    auto const parsed = boost::json::parse(*act.content, error);
    auto const* const content = error ? nullptr : parsed.if_object();
    auto const* const record = content ? content->if_contains("record") : nullptr;
    if (!record || !record->is_object() || !tells(*content, record->as_object(), act))
        return std::nullopt;
    return sha256(bytes_of(boost::json::serialize(*record)));
}

// One more version of an object; what is wrong with it by itself.
void take(Newest& at, Version const& act, std::string_view kind, CheckReport& report)
{
    if (act.version != at.version + 1)
        report.find(fmt::format("{} {}: thiếu việc trước phiên bản {}", kind, act.object, act.version));
    at.version = act.version;
    at.record.reset();
    if (!act.content) {
        at.emptied = act.version;
        return;
    }
    // The act of an erasure comes right after it and explains all that is empty before.
    if (act.kind.ends_with(".erased"))
        at.emptied = 0;
    at.record = record_digest(act);
    if (!at.record || !act.salt || acts::salted_digest(*act.salt, *act.content) != act.digest)
        report.find(fmt::format("{} {}: nội dung của phiên bản {} đã bị sửa", kind, act.object, act.version));
}

std::map<std::int64_t, Newest> check_acts(db::Connection& db, std::string_view kind, CheckReport& report)
{
    std::map<std::int64_t, Newest> newest;
    db.each<Version>(sql::acts_of_kind, {{"object_kind", kind}}, [&](Version const& act) {
        ++report.acts;
        take(newest[act.object], act, kind, report);
    });
    for (auto const& [object, at] : newest)
        if (at.emptied != 0)
            report.find(fmt::format("{} {}: nội dung của phiên bản {} đã bị bỏ mà không có việc xóa nào",
                                    kind, object, at.emptied));
    return newest;
}

void check_records(db::Connection& db, acts::Projection const& projection, CheckReport& report)
{
    auto newest = check_acts(db, projection.object_kind, report);
    projection.each(db, [&](std::int64_t object, std::int64_t version, std::string const& record) {
        ++report.records;
        auto const at = newest.find(object);
        if (at == newest.end())
            return report.find(
                fmt::format("{} {}: có dòng mà không có việc nào ghi lại", projection.object_kind, object));
        if (at->second.version != version)
            report.find(fmt::format("{} {}: dòng ở phiên bản {}, việc mới nhất là phiên bản {}",
                                    projection.object_kind, object, version, at->second.version));
        else if (at->second.record && *at->second.record != sha256(bytes_of(record)))
            report.find(
                fmt::format("{} {}: dòng đã bị sửa ngoài chương trình", projection.object_kind, object));
        newest.erase(at);
    });
    for (auto const& [object, at] : newest)
        report.find(fmt::format("{} {}: dòng đã bị xóa ngoài chương trình", projection.object_kind, object));
}

} // namespace

void CheckReport::find(std::string sentence)
{
    if (findings.size() < most_findings)
        findings.push_back(std::move(sentence));
}

CheckReport check(db::Connection& db, Seed const& seed, std::span<acts::Projection const> projections,
                  std::span<acts::Comparison const> comparisons)
{
    auto report = CheckReport();
    for (auto const& projection : projections)
        check_records(db, projection, report);
    for (auto const& kind : db.all<std::string>(sql::acts_of_other_kinds))
        if (std::ranges::find(projections, kind, &acts::Projection::object_kind) == projections.end())
            check_acts(db, kind, report);
    for (auto const compare : comparisons)
        compare(db, [&](std::string sentence) { report.find(std::move(sentence)); });
    check_logs(db, seed, report);
    report.good = report.findings.empty();
    return report;
}

} // namespace kheo::ledger
