// SPDX-License-Identifier: AGPL-3.0-or-later
// What search promises, on both engines alike.
#include "capabilities/search/facets.hpp"
#include "capabilities/search/search.hpp"
#include "capabilities/search/view.hpp"
#include "platform/testing/office.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::search;

namespace
{

Entry model(std::int64_t id, std::string title, std::string text)
{
    return {.id = id,
            .kind = "model",
            .kind_name = "Mô hình",
            .title = std::move(title),
            .names = {},
            .unit = "Hội Phụ nữ xã Minh Tân",
            .url = "/mo-hinh/" + std::to_string(id),
            .text = std::move(text)};
}

struct Index : testing::Office {
    using Office::Office;

    void put(Entry const& entry)
    {
        scratch.store->write_now([&](db::Connection& db) { search::put(db, entry); });
    }
    void drop(std::int64_t id)
    {
        scratch.store->write_now([&](db::Connection& db) { search::drop(db, id); });
    }
    SearchView ask(SearchQuery const& query)
    {
        return *read([&](acts::Reading& reading) { return search::search(reading, query); });
    }
    // The ids of the results in order: "3 1 2".
    std::string ids(std::string q, Filters const& filters = {})
    {
        auto query = SearchQuery{.q = std::move(q)};
        query.kind = filters.kind;
        query.field = filters.field;
        query.province = filters.province;
        query.year = filters.year;
        auto const view = ask(query);
        CHECK(view.total == std::int64_t(view.items.size()));
        std::string list;
        for (auto const& item : view.items)
            list += (list.empty() ? "" : " ") + item.id;
        return list;
    }
};

} // namespace

TEST_ON_BOTH("with or without marks, in any order and any Unicode form the same record is found")
{
    auto index = Index(engine);
    index.put(model(1, "Nước sạch cho bản vùng cao", "Hòa giải ở thôn, kéo ống nước về bản"));
    for (auto const* const q : {"nước sạch", "nuoc sach", "sạch nước", "NƯỚC", "nu\u031Bo\u031B\u0301c",
                                "hoà giải", "hòa giải", "hoa giai thon", "\"ống nước về\"", "hội phụ nữ"})
        CHECK_MESSAGE(index.ids(q) == "1", q);
    for (auto const* const q : {"nước mắm", "\"nước về ống\"", "zzz", "", "!!!", "\"sạch cho nước\""})
        CHECK_MESSAGE(index.ids(q).empty(), q);
}

TEST_ON_BOTH("exact tones come first, then the same words with other tones")
{
    auto index = Index(engine);
    index.put(model(1, "Bán hàng lưu động", "bạn bè"));
    index.put(model(2, "Bản làng no ấm", ""));
    index.put(model(3, "Bàn tay vàng", "bản"));
    CHECK(index.ids("bản") == "2 3 1");
    CHECK(index.ask({.q = "ban"}).total == 3);
}

TEST_ON_BOTH("a title with the very words comes first, and a place's name is no word that was typed")
{
    auto index = Index(engine);
    index.put(model(1, "Cảnh giới đường ngang", "Hoa nở dọc đường sắt. Tỉnh Minh Họa"));
    index.put(model(2, "Đường hoa ngõ 3", "Tỉnh Minh Họa"));
    index.put(model(3, "Giải phóng mặt bằng làm đường", "Tỉnh Minh Họa, hoa giải"));
    index.put(model(4, "Tổ hòa giải thôn", "Tỉnh Minh Họa"));
    CHECK(index.ids("đường hoa") == "2 1 3");
    CHECK(index.ids("hoa giai") == "4 3");
    CHECK(index.ids("hòa giải") == "4 3");
    auto const first = index.ask({.q = "đường hoa", .limit = 1});
    CHECK(first.total == 3);
    REQUIRE(first.items.size() == 1);
    CHECK(first.items[0].id == "2");
}

TEST_ON_BOTH("the title weighs more than the text, former names as much as the title")
{
    auto index = Index(engine);
    index.put(
        model(1, "Tổ hòa giải", "Chuyện nước sạch được nhắc một lần trong rất nhiều chuyện khác của thôn"));
    index.put(model(2, "Nước sạch về bản", "Ống, bể"));
    auto province = model(3, "Tỉnh Khánh Hòa", "Ninh Thuận nhập vào Khánh Hòa từ ngày 01/07/2025.");
    province.names = "Ninh Thuận";
    index.put(province);
    index.put(model(4, "Thăm đồng bào",
                    "Một chuyến đi xa của đoàn viên tới Ninh Thuận và nhiều nơi khác trong vùng"));
    CHECK(index.ids("nước sạch") == "2 1");
    auto const found = index.ask({.q = "ninh thuan"});
    REQUIRE(found.items.size() == 2);
    CHECK(found.items[0].title == "Tỉnh Khánh Hòa");
    CHECK(found.items[0].snippet == "Ninh Thuận nhập vào Khánh Hòa từ ngày 01/07/2025.");
    REQUIRE(!found.items[0].snippet_segments.empty());
    CHECK(found.items[0].snippet_segments[0] == Segment{"Ninh", true});
}

TEST_ON_BOTH("abbreviations find the full form and the other way round, numbers stay together")
{
    auto index = Index(engine);
    index.put(model(1, "UBND xã hẹn trả hồ sơ", ""));
    index.put(model(2, "Ủy ban nhân dân xã tiếp dân", ""));
    index.put(model(3, "Chỉ thị 35-CT/TU", ""));
    index.put(model(4, "Phòng 35, chi tiết TU", "CT khác"));
    CHECK(index.ask({.q = "ủy ban nhân dân"}).total == 2);
    CHECK(index.ask({.q = "UBND"}).total == 2);
    CHECK(index.ids("35-CT/TU") == "3");
}

TEST_ON_BOTH("what changes is found by its new words and no more by the old ones")
{
    auto index = Index(engine);
    index.put(model(1, "Nuôi ong", "mật"));
    index.put(model(1, "Nuôi cá", "ao"));
    CHECK(index.ids("ong").empty());
    CHECK(index.ids("nuôi cá") == "1");
    auto hidden = model(1, "Nuôi cá", "ao");
    hidden.visible = false;
    index.put(hidden);
    CHECK(index.ids("nuôi").empty());
    index.put(model(2, "Nuôi tôm", ""));
    index.drop(2);
    index.drop(3);
    CHECK(index.ids("nuôi").empty());
}

TEST_ON_BOTH("a refused verb leaves no trace in the index")
{
    auto index = Index(engine);
    index.scratch.store->write_now([&](db::Connection& db) {
        search::put(db, model(1, "Nuôi ong", ""));
        return db::Verdict::rollback;
    });
    CHECK(index.ids("ong").empty());
}

TEST_ON_BOTH("pages follow one another without a gap or a double")
{
    auto index = Index(engine);
    for (std::int64_t id = 1; id <= 45; ++id)
        index.put(
            model(id, id % 3 ? "Nước sạch số " + std::to_string(id) : "Nuốc sách " + std::to_string(id), ""));
    std::vector<std::string> seen;
    auto query = SearchQuery{.q = "nước sạch", .limit = 10};
    for (int page = 0; page < 6; ++page) {
        auto const view = index.ask(query);
        CHECK(view.total == 45);
        for (auto const& item : view.items)
            seen.push_back(item.id);
        if (!view.more)
            break;
        query.after = {std::stoll(view.items.back().id)};
    }
    REQUIRE(seen.size() == 45);
    CHECK(seen.front() == "44"); // of equals the newest
    CHECK(seen[30] == "45");     // the first one with other tones
    std::sort(seen.begin(), seen.end());
    CHECK(std::unique(seen.begin(), seen.end()) == seen.end());
    query.after = {999};
    CHECK(index.ask(query).items.front().id == "44");
}

TEST_ON_BOTH("facets count what the other filters leave, and narrow with exact totals")
{
    auto index = Index(engine);
    for (std::int64_t id = 1; id <= 8; ++id) {
        auto entry = model(id, "Nước sạch " + std::to_string(id), "");
        entry.field = id % 2 ? "kinh_te" : "van_hoa_xa_hoi";
        entry.field_name = id % 2 ? "Kinh tế" : "Văn hóa - xã hội";
        entry.year = id <= 3 ? 2024 : 2025;
        entry.province = 12;
        entry.province_name = "Tỉnh Minh Họa";
        index.put(entry);
    }
    CHECK(index.ids("nước", {.kind = {}, .field = {"kinh_te"}, .province = {}, .year = {"2024"}}) == "3 1");
    auto query = SearchQuery{.q = "nuoc"};
    query.field = {"kinh_te"};
    auto const view = index.ask(query);
    CHECK(view.total == 4);
    REQUIRE(view.facets.size() == 2); // one kind and one province narrow nothing
    CHECK(view.facets[0].name == "field");
    CHECK(view.facets[0].values[0].label == "Kinh tế");
    CHECK(view.facets[0].values[0].count == 4);
    CHECK(view.facets[0].values[1].count == 4);
    CHECK(view.facets[1].values[0].value == "2025");
    CHECK(view.facets[1].values[0].count == 2);
    query.field = {"\" OR \""};
    CHECK(index.ask(query).total == 0);
}

TEST_ON_BOTH("where nothing is found, fewer words are offered")
{
    auto index = Index(engine);
    index.put(model(1, "Nước sạch", ""));
    auto const view = index.ask({.q = "nước sạch xyz"});
    CHECK(view.total == 0);
    REQUIRE(view.wider.size() == 1);
    CHECK(view.wider[0].words == "nước sạch");
    CHECK(view.wider[0].url == "/tim?q=n%C6%B0%E1%BB%9Bc%20s%E1%BA%A1ch");
    CHECK(view.wider[0].total == 1);
}

TEST_ON_BOTH("hostile queries are searched for as words, never understood")
{
    auto index = Index(engine);
    index.put(model(1, "Nước sạch", ""));
    for (auto const* const q :
         {"\"",           "\"\"",       "'",        "a\" OR \"b", "NEAR(",        "* * *",        "nước*",
          "{title}:",     "a:b:c",      "^nước",    "-sạch",      "nước && sạch", "nước | !sạch", "<->",
          "\\",           "nước\\' --", "(((",      ")))",        "a AND",        "NOT",          "𝟙𝟚 😀",
          "\u0301\u0301", "%_",         "_k_model", "_r_1"})
        CHECK_NOTHROW_MESSAGE(index.ask({.q = q}), q);
    CHECK(index.ids("nước AND").empty()); // a word like any other
    CHECK(index.ids("_k_model").empty());
}

TEST_ON_BOTH(
    "a capability's own list has the hits' ids in their order, narrowed, and goes on behind any of them")
{
    auto index = Index(engine);
    for (std::int64_t id = 1; id <= 9; ++id) {
        auto one = model(id, id % 3 == 0 ? "Nước sạch" : "Nuôi ong", "Kéo nước sạch về bản");
        one.kind = id == 9 ? "document" : "model";
        one.field = id % 2 == 0 ? "kinh_te" : "xa_hoi";
        one.year = id < 5 ? 2019 : 2026;
        index.put(one);
    }
    using Ids = std::vector<std::int64_t>;
    auto const ids = [&](Among const& among, int most, std::int64_t after = 0) {
        return index.read([&](acts::Reading& r) { return ids_of(r.db, "nước sạch", among, most, after); });
    };
    auto const all = ids({.kind = "model"}, 50);
    CHECK(all == Ids{6, 3, 8, 7, 5, 4, 2, 1});
    for (auto const part : {1, 2, 3, 7, 8}) {
        auto pieces = Ids();
        for (auto next = ids({.kind = "model"}, part); !next.empty();
             next = ids({.kind = "model"}, part, pieces.back()))
            pieces.insert(pieces.end(), next.begin(), next.end());
        CHECK(pieces == all);
    }
    CHECK(ids({.kind = "model", .field = "kinh_te"}, 50) == Ids{6, 8, 4, 2});
    CHECK(ids({.kind = "model", .field = "kinh_te", .year = 2019}, 50) == Ids{4, 2});
    CHECK(ids({.kind = "document"}, 50) == Ids{9});
    CHECK(ids({.kind = "model"}, 50, 9).empty()); // none of them
    CHECK(ids({.kind = "area"}, 50).empty());
}

TEST_ON_BOTH("the answer for programs has just the members that were promised")
{
    auto index = Index(engine);
    index.put(model(1, "Nước sạch", "Kéo nước về bản"));
    auto const answer = json::of(index.ask({.q = "keo nuoc"})).as_object();
    REQUIRE(answer.size() == 3);
    CHECK(answer.at("total") == 1);
    CHECK(boost::json::serialize(answer.at("items")) ==
          R"([{"id":"1","kind":"model","title":"Nước sạch","url":"/mo-hinh/1","snippet":"Kéo nước về bản",)"
          R"("unit":"Hội Phụ nữ xã Minh Tân","demo":false}])");
    CHECK(answer.at("facets").is_array());
}

TEST_ON_BOTH("the index is made anew from the records, also when it was lost")
{
    auto index = Index(engine);
    index.put(model(1, "Nước sạch", ""));
    index.put(model(9, "Không còn", "")); // its record is gone
    std::vector<Entry> const records{model(1, "Nước sạch", ""), model(2, "Nuôi ong", "")};
    auto const source = Source{"model", [&](db::Connection&, std::int64_t after, int most) {
                                   std::vector<Entry> page;
                                   for (auto const& each : records)
                                       if (each.id > after && int(page.size()) < most)
                                           page.push_back(each);
                                   return page;
                               }};
    auto const lost = [&] { return index.read([](acts::Reading& r) { return made_by_other_rules(r.db); }); };
    CHECK(lost()); // nobody has vouched for it yet
    auto const first = rebuild(*index.scratch.store, std::span(&source, 1));
    CHECK(first.entries == 2);
    CHECK(!lost());
    CHECK(index.ids("nước") == "1");
    CHECK(index.ids("ong") == "2");
    CHECK(index.ids("không còn").empty());
    CHECK(rebuild(*index.scratch.store, std::span(&source, 1)).changed == 0);
    // As after loading a portable dump: entries without an index.
    index.scratch.store->write_now([&](db::Connection& db) {
        if (engine == db::Engine::sqlite)
            db.script("INSERT INTO search_fts(search_fts) VALUES('delete-all')");
        db.script("DELETE FROM search_index");
    });
    CHECK(lost());
    CHECK(index.ids("nước").empty());
    CHECK(rebuild(*index.scratch.store, std::span(&source, 1)).entries == 2);
    CHECK(index.ids("nước") == "1");
}

TEST_ON_BOTH("a portable dump holds the entries and leaves out the index")
{
    auto index = Index(engine);
    index.put(model(1, "Nước sạch", ""));
    auto const file = index.scratch.folder / "dump";
    index.scratch.store->dump(file);
    auto other = db::Scratch(db::Engine::sqlite);
    other.options.migrations = migrations::all();
    auto empty = other.folder / "loaded.db";
    other.options.url = "sqlite:" + empty.string();
    db::Store::restore(other.options, file);
    other.open();
    CHECK(other.store->read([](db::Connection& db) { return made_by_other_rules(db); }));
}
