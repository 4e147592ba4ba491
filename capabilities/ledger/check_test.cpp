// SPDX-License-Identifier: AGPL-3.0-or-later
// Each way to change the database behind the program's back, and what check
// says of it.
#include "capabilities/ledger/check.hpp"
#include "capabilities/ledger/ledger_test.hpp"

#include <algorithm>
#include <map>

namespace kheo
{

namespace
{

using acts::Visibility;

// Slips 1 (versions 1 and 2) and 2 are open, 3 (versions 1 and 2) and 4
// internal; their hours are closed.
struct Attacked : Log {
    explicit Attacked(db::Engine engine) : Log(engine)
    {
        auto sequencer = this->sequencer();
        sequencer.integrate();
        for (auto const& slip :
             {Slip{{1}, 1, "một", Visibility::open}, Slip{{1}, 2, "hai", Visibility::open},
              Slip{{2}, 1, "ba", Visibility::open}, Slip{{3}, 1, "bốn", Visibility::internal},
              Slip{{3}, 2, "năm", Visibility::internal}, Slip{{4}, 1, "sáu", Visibility::internal}})
            store(slip);
        clock.at.ms += 2 * hour;
        sequencer.integrate();
    }

    std::int64_t store(Slip const& slip)
    {
        rows[slip.id.value] = slip;
        return put(slip);
    }

    ledger::CheckReport report()
    {
        auto const slips =
            acts::Projection{"slip", [this](db::Connection&, acts::Projection::Visit const& visit) {
                                 for (auto const& [id, slip] : rows)
                                     visit(id, slip.version, boost::json::serialize(acts::canonical(slip)));
                             }};
        return read([&](acts::Reading& r) { return ledger::check(r.db, key.seed, {&slips, 1}); });
    }

    bool finds(std::string_view what)
    {
        auto const found = report();
        CAPTURE(boost::json::serialize(boost::json::value_from(found.findings)));
        auto const said = std::ranges::any_of(
            found.findings, [&](std::string const& each) { return each.find(what) != std::string::npos; });
        CHECK_FALSE(found.good);
        CHECK(said);
        return said;
    }

    std::map<std::int64_t, Slip> rows; // what the records' table holds
};

} // namespace

TEST_ON_BOTH("check finds nothing where nothing was changed")
{
    auto log = Attacked(engine);
    auto const report = log.report();
    CHECK(report.good);
    CHECK(report.findings == std::vector<std::string>());
    CHECK(report.acts == 6);
    CHECK(report.records == 4);
    CHECK(report.leaves == 5); // three open acts, two hours
}

TEST_ON_BOTH("the newest act taken away and its row set back one version")
{
    auto log = Attacked(engine);
    log.script("DELETE FROM acts WHERE object = 1 AND version = 2");
    log.rows[1] = {{1}, 1, "một"};
    CHECK(log.finds("không còn"));
}

TEST_ON_BOTH("an object taken away with all its acts, open or internal")
{
    auto log = Attacked(engine);
    log.script("DELETE FROM acts WHERE object = 2");
    log.rows.erase(2);
    CHECK(log.finds("Sổ, dòng 4: việc"));
    auto other = Attacked(engine);
    other.script("DELETE FROM acts WHERE object = 4");
    other.rows.erase(4);
    CHECK(other.finds("không còn"));
    other.script("DELETE FROM ledger_hours WHERE act NOT IN (SELECT id FROM acts)");
    CHECK(other.finds("các việc nội bộ của giờ này đã bị sửa"));
}

TEST_ON_BOTH("content emptied as if it had been erased")
{
    auto log = Attacked(engine);
    log.script("UPDATE acts SET content = NULL, salt = NULL WHERE object = 1 AND version = 2");
    log.rows[1].words = "khác";
    CHECK(log.finds("slip 1: nội dung của phiên bản 2 đã bị bỏ mà không có việc xóa nào"));
    auto older = Attacked(engine);
    older.script("UPDATE acts SET content = NULL, salt = NULL WHERE object = 1 AND version = 1");
    CHECK(older.finds("slip 1: nội dung của phiên bản 1 đã bị bỏ"));
    // A mark in the settings is no act.
    older.script(
        "INSERT INTO settings (tenant, name, value) VALUES (0, 'erased/slip/1', '2026-11-21T05:00:00.000Z')");
    CHECK(older.finds("slip 1: nội dung của phiên bản 1 đã bị bỏ"));
}

TEST_ON_BOTH("what was truly erased is no finding")
{
    auto log = Attacked(engine);
    log.rows[1] = {{1}, 3, ""};
    log.act(
        [&](acts::Work& work, int) {
            acts::erase(work, "slip", 1);
            return acts::append(work, "slips.erased", log.rows[1]).act();
        },
        0);
    CHECK(log.report().findings == std::vector<std::string>());
}

TEST_ON_BOTH("an internal act rewritten whole: row, content, salt and digest")
{
    auto log = Attacked(engine);
    auto const changed = Slip{{3}, 2, "khác", Visibility::internal};
    auto other = Log(engine); // where the forger has it written
    other.put(changed);
    auto const forged = other.read([](acts::Reading& r) { return acts::history(r.db, "slip", 3).at(0); });
    static constexpr db::Statement forge{
        "t.forge",
        "UPDATE acts SET content = :content, salt = :salt, digest = :digest WHERE object = 3 AND version = 2",
        ""};
    log.scratch.store->write_now([&](db::Connection& db) {
        db.run(forge, {{"content", forged.content}, {"salt", *forged.salt}, {"digest", forged.digest}});
    });
    log.rows[3] = changed;
    CHECK(log.finds("các việc nội bộ của giờ này đã bị sửa"));
}

TEST_ON_BOTH("a finished act moved to another object, another kind, another version")
{
    for (auto const* const sql : {"UPDATE acts SET kind = 'slips.kept' WHERE object = 4",
                                  "UPDATE acts SET object = 5 WHERE object = 4",
                                  "UPDATE acts SET version = version + 7 WHERE object = 3;"
                                  "UPDATE acts SET version = 10 - version WHERE object = 3"}) {
        CAPTURE(sql);
        auto log = Attacked(engine);
        log.script(sql);
        if (log.rows[4].id.value == 4 && std::string_view(sql).find("object = 5") != std::string_view::npos) {
            log.rows[5] = {{5}, 1, "sáu", Visibility::internal};
            log.rows.erase(4);
        }
        CHECK(log.finds("đã bị sửa"));
    }
}

TEST_ON_BOTH("an act that neither stands in the ledger nor waits for it")
{
    auto log = Attacked(engine);
    log.store({{9}, 1, "chưa vào sổ", Visibility::open});
    CHECK(log.report().good);
    log.script("DELETE FROM pending_acts");
    CHECK(log.finds("không có trong sổ và cũng không chờ vào sổ"));
}

TEST_ON_BOTH("an act made internal, or open, after it was written")
{
    auto log = Attacked(engine);
    log.script("UPDATE acts SET visibility = 'internal' WHERE object = 2");
    CHECK(log.finds("công khai khi vào sổ, nay ghi là nội bộ"));
    auto other = Attacked(engine);
    other.script("UPDATE acts SET visibility = 'open' WHERE object = 4");
    CHECK(other.finds("nội bộ khi vào sổ, nay ghi là công khai"));
    auto waiting = Attacked(engine);
    waiting.store({{9}, 1, "chưa vào sổ", Visibility::open});
    waiting.script("UPDATE pending_acts SET visibility = 'internal'");
    CHECK(waiting.finds("chờ vào sổ không đúng như đã ghi"));
}

TEST_ON_BOTH("a leaf, a tile or a checkpoint that was changed")
{
    struct Row {
        char const* sql;
        char const* said;
    };
    for (auto const& [sql, said] : {
             Row{"DELETE FROM ledger_leaves WHERE leaf = 4", "không còn khớp với điểm chốt đã ký"},
             Row{"UPDATE ledger_leaves SET act = 0 WHERE leaf = 3", "không có việc nào đứng sau"},
             Row{"UPDATE ledger_leaves SET act = -1 WHERE leaf = 3", "không có việc nào đứng sau"},
             Row{"UPDATE acts SET kind = 'slips.burnt' WHERE object = 2", "không còn khớp với việc"},
             Row{"UPDATE ledger_tiles SET hashes = (SELECT digest FROM acts WHERE object = 2)",
                 "1 tệp băm không còn khớp"},
             Row{"DELETE FROM ledger_tiles", "1 tệp băm không còn khớp"},
             Row{"UPDATE ledger_head SET checkpoint = 'x'", "không còn khớp với điểm chốt đã ký"},
             Row{"INSERT INTO ledger_hours (tenant, hour, place, act) SELECT 0, 1, 0, MIN(id) FROM acts "
                 "WHERE object = 4",
                 "có việc nội bộ mà không có dòng nào"},
         }) {
        CAPTURE(sql);
        auto log = Attacked(engine);
        log.script(sql);
        CHECK(log.finds(said));
    }
}

TEST_ON_BOTH("a log that ended is looked at like the one of today")
{
    auto log = Attacked(engine);
    log.script(
        "INSERT INTO ledger_head (tenant, log, origin, size, checkpoint, hour, epoch, holder, lease_until) "
        "SELECT tenant, 2, origin || '/2', 0, checkpoint, hour, epoch, holder, 0 FROM ledger_head");
    log.script("UPDATE ledger_leaves SET act = 0 WHERE leaf = 3");
    CHECK(log.finds("Sổ test.example/log, dòng 3: không có việc nào đứng sau"));
}

TEST_ON_BOTH("check looks at one moment, however the log grows meanwhile")
{
    auto log = Log(engine);
    auto sequencer = log.sequencer();
    log.put(1);
    sequencer.integrate();
    log.put(2);
    auto const report = log.read([&](acts::Reading& r) {
        REQUIRE(acts::history(r.db, "slip", 1).size() == 1); // from here on this snapshot is read
        sequencer.integrate();
        return ledger::check(r.db, log.key.seed, {});
    });
    CHECK(report.good);
    CHECK(report.leaves == 1);
}

} // namespace kheo
