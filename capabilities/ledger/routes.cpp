// SPDX-License-Identifier: AGPL-3.0-or-later
// Every way into the ledger: its files as C2SP tlog-tiles lays them out, its
// page, and the receipt of an act.
#include "capabilities/ledger/browse.html.hpp"
#include "capabilities/ledger/check.hpp"
#include "capabilities/ledger/entry.hpp"
#include "capabilities/ledger/ledger.hpp"
#include "capabilities/ledger/ledger.sql.hpp"
#include "capabilities/ledger/said.hpp"
#include "capabilities/ledger/stored.hpp"
#include "platform/acts/halt.hpp"
#include "platform/crypto/base64.hpp"
#include "platform/text/number.hpp"

#include <array>

namespace kheo::ledger
{

namespace
{

using routes::Nothing;
using routes::Page;
using routes::Reading;

// A log that ended is named by its number; without one, the log of today.
struct LogQuery {
    std::int64_t log = 0;
    static std::span<forms::Rule const> rules()
    {
        static constexpr forms::Rule list[] = {{"log", "Số của sổ", forms::Input::id, 1'000'000}};
        return list;
    }
};
BOOST_DESCRIBE_STRUCT(LogQuery, (), (log))

struct TileQuery {
    std::int64_t log = 0;
    std::string tile;
    static std::span<forms::Rule const> rules()
    {
        static constexpr forms::Rule list[] = {{"log", "Số của sổ", forms::Input::id, 1'000'000},
                                               {"tile", "Tệp của sổ", forms::Input::hidden, 120}};
        return list;
    }
};
BOOST_DESCRIBE_STRUCT(TileQuery, (), (log, tile))

struct ReceiptQuery {
    std::int64_t act = 0;
    static std::span<forms::Rule const> rules()
    {
        static constexpr forms::Rule list[] = {
            {"act", "Mã phiếu", forms::Input::id, INT64_MAX, forms::Need::required}};
        return list;
    }
};
BOOST_DESCRIBE_STRUCT(ReceiptQuery, (), (act))

http::Response plain(std::string text, http::Caching caching)
{
    auto answer = http::text(200, std::move(text));
    answer.caching = caching;
    return answer;
}

Outcome<Served> asked(Reading& reading, std::int64_t log)
{
    return log == 0 ? Outcome<Served>(served()) : log_of(reading.db, log);
}

Outcome<http::Response> checkpoint(Reading& reading, LogQuery const& query)
{
    auto const now = TRY(asked(reading, query.log));
    if (now.note.empty())
        return refuse(kheo::problems::not_found);
    return plain(now.note, http::Caching::revalidate);
}

Outcome<http::Response> vkey(Reading& reading, LogQuery const& query)
{
    auto const now = TRY(asked(reading, query.log));
    return plain(merkle::encoded(now.key) + "\n", http::Caching::revalidate);
}

Bytes hashes(db::Connection& db, std::int64_t log, merkle::TileId const& id)
{
    auto tile = tiles_of(db, log)(id);
    tile.resize(id.width);
    return merkle::encoded(tile);
}

Bytes entries(db::Connection& db, std::int64_t log, merkle::TileId const& id)
{
    auto const first = std::int64_t(id.index * merkle::full_width);
    Bytes bundle;
    for (auto const& entry : db.all<Bytes>(
             sql::entries, {{"log", log}, {"first", first}, {"last", first + std::int64_t(id.width)}}))
        merkle::append_entry(bundle, entry);
    return bundle;
}

// A tile of a numbered log never changes, a partial one neither: it is asked for
// by its width. Without a number it is of the log of today, which may be another
// one after a restore.
Outcome<http::Response> tile(Reading& reading, TileQuery const& query)
{
    auto const now = TRY(asked(reading, query.log));
    auto const id = merkle::parse_tile_path("tile/" + query.tile);
    if (!id || !merkle::tree_has(now.checkpoint.size, *id))
        return refuse(kheo::problems::not_found);
    auto const bytes = id->kind == merkle::TileId::Kind::entries ? entries(reading.db, now.log, *id)
                                                                 : hashes(reading.db, now.log, *id);
    auto answer = http::Response();
    answer.type = "application/octet-stream";
    answer.body = std::string(text_of(bytes));
    answer.caching = query.log == 0 ? http::Caching::revalidate : http::Caching::forever;
    return answer;
}

Outcome<LedgerView> view_ledger(Reading& reading, Nothing const&)
{
    auto const now = served();
    return LedgerView{now.key.name,
                      std::int64_t(now.checkpoint.size),
                      base64(now.checkpoint.root),
                      merkle::encoded(now.key),
                      now.note,
                      reading.db.all<EarlierLog>(sql::earlier_logs, {{"log", now.log}})};
}

Page show_ledger(Reading&, LedgerView const& view)
{
    return {.title = "Sổ kiểm chứng",
            .description = "Sổ công khai chứng minh không ai âm thầm sửa những gì đã đăng.",
            .crumbs = {{"Trang chủ", "/"}, {"Sổ kiểm chứng", ""}},
            .body = ledger_page(view, shown(view.size))};
}

bool is_superseded(Reading& reading, acts::Act const& act)
{
    return bool(reading.db.one<std::int64_t>(
        sql::later_open_act,
        {{"object_kind", act.object_kind}, {"object", act.object}, {"version", act.version}}));
}

// Whether everybody may read what the digest of an open act is made of: only of
// what the public page says today. What a correction took from the page is not
// to be had here, and of what was erased only the digest is left.
bool is_readable(Reading& reading, acts::Act const& act)
{
    auto const* const projection = projection_of(act.object_kind);
    return projection && projection->readable && act.salt && !act.content.empty() &&
           projection->readable(reading.db, act.object) && !is_superseded(reading, act);
}

Outcome<ReceiptView> view_receipt(Reading& reading, ReceiptQuery const& query)
{
    auto const act = reading.db.one<acts::Act>(sql::act_by_id, {{"act", query.act}});
    if (!act || act->visibility != acts::Visibility::open)
        return refuse(kheo::problems::not_found);
    auto const at = standing(reading.db, query.act);
    auto const now = TRY(asked(reading, at.log));
    auto const entered = at.entered && std::uint64_t(at.leaf) < now.checkpoint.size;
    auto view =
        ReceiptView{.act = std::to_string(act->id),
                    .kind = act->kind,
                    .said = std::string(said(act->kind)),
                    .object_kind = act->object_kind,
                    .object = std::to_string(act->object),
                    .at = iso(act->at),
                    .at_shown = shown(act->at),
                    .entered = entered,
                    .waits = entered || !acts::halted() ? "" : std::string(problems::stopped.sentence),
                    .leaf = at.leaf,
                    .entry = act_entry(*act),
                    .digest = hex(act->digest),
                    .origin = now.key.name,
                    .vkey = merkle::encoded(now.key),
                    .ended = now.log != served().log,
                    .size = std::int64_t(now.checkpoint.size)};
    auto const* const projection = projection_of(act->object_kind);
    if (projection && !projection->page.empty())
        view.url = std::string(projection->page) + view.object;
    view.superseded = is_superseded(reading, *act);
    if (is_readable(reading, *act)) {
        view.salt = hex(*act->salt);
        view.content = act->content;
    }
    return view;
}

// The bytes that the digest is made of: the salt, then the content.
Outcome<http::Response> receipt_content(Reading& reading, ReceiptQuery const& query)
{
    auto const act = reading.db.one<acts::Act>(sql::act_by_id, {{"act", query.act}});
    if (!act || act->visibility != acts::Visibility::open || !is_readable(reading, *act))
        return refuse(kheo::problems::not_found);
    auto answer = http::Response();
    answer.type = "application/octet-stream";
    answer.body = std::string(text_of(*act->salt)) + act->content;
    answer.download_as = "noi-dung-" + std::to_string(query.act) + ".bin";
    return answer;
}

Page show_receipt(Reading&, ReceiptView const& view)
{
    return {.title = "Phiếu kiểm chứng",
            .description = "Chứng minh một việc đã được ghi vào sổ kiểm chứng công khai.",
            .crumbs = {{"Trang chủ", "/"}, {"Sổ kiểm chứng", "/so-kiem-chung"}, {"Phiếu kiểm chứng", ""}},
            .body = receipt_page(view)};
}

Outcome<http::Response> receipt_file(Reading& reading, ReceiptQuery const& query)
{
    auto const made = TRY(receipt(reading.db, query.act));
    auto answer = http::text(200, merkle::encoded(made));
    answer.download_as = "phieu-kiem-chung-" + std::to_string(query.act) + ".tlog-proof";
    return answer;
}

// A stranger who verifies the whole log reads thousands of these in a minute.
constexpr auto for_verifiers = routes::Options{.per_minute = -1};

} // namespace

std::span<routes::Row const> rows()
{
    static std::array const list = {
        routes::raw("/so-kiem-chung/checkpoint", {}, routes::anyone, checkpoint, for_verifiers),
        routes::raw("/so-kiem-chung/vkey", {}, routes::anyone, vkey, for_verifiers),
        routes::raw("/so-kiem-chung/tile/{tile*}", {}, routes::anyone, tile, for_verifiers),
        routes::raw("/so-kiem-chung/so/{log}/checkpoint", {}, routes::anyone, checkpoint, for_verifiers),
        routes::raw("/so-kiem-chung/so/{log}/vkey", {}, routes::anyone, vkey, for_verifiers),
        routes::raw("/so-kiem-chung/so/{log}/tile/{tile*}", {}, routes::anyone, tile, for_verifiers),
        routes::read("/so-kiem-chung", "/api/v1/ledger", routes::anyone, view_ledger, show_ledger,
                     {.summary = "Đầu sổ kiểm chứng"}),
        routes::read("/so-kiem-chung/phieu/{act}", "/api/v1/ledger/receipts/{act}", routes::anyone,
                     view_receipt, show_receipt, {.summary = "Phiếu kiểm chứng của một việc công khai"}),
        routes::read<Nothing, CheckReport>({}, "/api/v1/check", routes::operator_only, check_everything,
                                           nullptr, {.summary = "So mọi dòng với các việc đã ghi và với sổ"}),
        routes::raw("/so-kiem-chung/phieu/{act}/tep", "/api/v1/ledger/receipts/{act}/file", routes::anyone,
                    receipt_file,
                    {.summary = "Tệp phiếu, kiểm tra được không cần mạng", .media = "text/plain"}),
        routes::raw("/so-kiem-chung/phieu/{act}/noi-dung", "/api/v1/ledger/receipts/{act}/content",
                    routes::anyone, receipt_content,
                    {.summary = "Muối và nội dung mà dấu vân tay của dòng được tính từ đó",
                     .media = "application/octet-stream"}),
    };
    return list;
}

} // namespace kheo::ledger
