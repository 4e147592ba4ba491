// SPDX-License-Identifier: AGPL-3.0-or-later
// Whose words are read by whom, on both engines.
#include "capabilities/models/load.hpp"

#include "capabilities/areas/change.hpp"
#include "capabilities/bodies/bodies_test.hpp"
#include "capabilities/models/browse.hpp"
#include "capabilities/models/decide.hpp"
#include "capabilities/models/edit.hpp"
#include "capabilities/models/models.hpp"
#include "platform/testing/office.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::models;

namespace
{

// A public model of 2026, whose body has written other words for 2027.
struct Commune : testing::Office {
    explicit Commune(db::Engine engine) : Office(engine)
    {
        testing::put_one_body();
        auto const done =
            act(register_model,
                RegisterForm{{.field = "kinh_te", .title = "Tổ tiết kiệm", .aims = "48 hộ"}, {1}, 2026});
        REQUIRE(done);
        model = done->value().id;
        REQUIRE(act(receive, DecideForm{model, 1, ""}));
        REQUIRE(act(publish, DecideForm{model, 2, ""}));
        before_kept = ids.next();
        REQUIRE(act(keep, KeepForm{model, 3, 2027}));
        auto form = EditForm{{}, model, 4, "Lời của năm mới"};
        form.title = "Áo dài mới";
        form.field = "kinh_te";
        form.aims = "60 hộ";
        REQUIRE(act(edit, form));
    }

    void as_stranger() { actor = {}; }
    std::string order()
    {
        return scratch.store->read([&](db::Connection& db) {
            return *db.one<std::string>(db::Statement{"order", "SELECT sort_key FROM models"});
        });
    }

    ModelId model;
    std::int64_t before_kept = 0;
};

} // namespace

TEST_ON_BOTH("a reader without rights gets the words received last from every door, a verb the row itself")
{
    auto commune = Commune(engine);
    auto const title = [&] {
        return commune.read([&](acts::Reading& r) { return load(r, commune.model)->title; });
    };
    auto const of_verb = [&] {
        std::string words;
        (void)commune.act(
            [&](acts::Work& work, int) -> Outcome<acts::Recorded<Model>> {
                words = load_row(work, commune.model)->title;
                return refuse(kheo::problems::not_found);
            },
            0);
        return words;
    };
    CHECK(title() == "Áo dài mới"); // of the office
    CHECK(of_verb() == "Áo dài mới");
    commune.as_stranger();
    CHECK(title() == "Tổ tiết kiệm");
    CHECK(of_verb() == "Áo dài mới");
    auto const outside = commune.read([&](acts::Reading& r) { return load_public(r.db, commune.model); });
    REQUIRE(outside);
    CHECK(outside->title == "Tổ tiết kiệm");
    CHECK(outside->aims == "48 hộ");
    CHECK(outside->year == 2027);
    CHECK_FALSE(commune.read([&](acts::Reading& r) { return load_public(r.db, {99}); }));
}

TEST_ON_BOTH("an index made anew holds the words received last")
{
    auto commune = Commune(engine);
    auto const source = search_source(commune.clock);
    auto const page = commune.read([&](acts::Reading& r) { return source.page(r.db, 0, 10); });
    REQUIRE(page.size() == 1);
    CHECK(page.front().title == "Tổ tiết kiệm");
    CHECK(page.front().text.find("60 hộ") == std::string::npos);
    CHECK(page.front().text.find("48 hộ") != std::string::npos);
}

namespace
{

// Two communes of one province with public models; what becomes of the communes.
struct Reformed : testing::Office {
    explicit Reformed(db::Engine engine) : Office(engine)
    {
        testing::put_places(periods, {testing::body({1}, {7}), testing::body({2}, {8})});
        for (auto const& [title, body] :
             {std::pair("Đường hoa", 1), std::pair("Ngõ sạch", 1), std::pair("Tổ tự quản", 2)}) {
            auto form = RegisterForm{{.field = "kinh_te", .title = title}, {body}, 2026};
            form.registered_on = *date_of({2026, 3, 15});
            auto const made = act(register_model, form);
            REQUIRE(made);
            REQUIRE(act(receive, DecideForm{made->value().id, 1, ""}));
            REQUIRE(act(publish, DecideForm{made->value().id, 2, ""}));
        }
    }
    ~Reformed() { testing::put_one_body(); }

    // Commune 8 goes on from that day, under this name and in this province.
    void begins(Date day, char const* name, areas::AreaId province)
    {
        for (auto& period : periods)
            if (period.area == areas::AreaId{8} && !period.valid_to)
                period.valid_to = day;
        auto fresh = testing::area({8}, name, areas::AreaKind::commune, province);
        fresh.id = {3000 + std::int64_t(periods.size())};
        fresh.valid_from = day;
        periods.push_back(fresh);
    }
    bool put(Date day, int most_pages)
    {
        auto const atlas = areas::Atlas(periods, changes);
        auto const today = local_date(clock.now());
        return find_anew(*scratch.store, atlas, areas::named_anew(atlas, day, today), today,
                         [&] { return most_pages-- > 0; });
    }
    std::size_t found(std::string const& typed)
    {
        return read([&](acts::Reading& r) { return search::ids_of(r.db, typed, {"model"}, 9).size(); });
    }

    std::vector<areas::Area> periods{testing::area({1}, "90", areas::AreaKind::province),
                                     testing::area({7}, "Suối Mây", areas::AreaKind::commune, {1}),
                                     testing::area({8}, "Đồi Cọ", areas::AreaKind::commune, {1}),
                                     testing::area({2}, "91", areas::AreaKind::province)};
    std::vector<areas::AreaChange> changes;
};

} // namespace

TEST_ON_BOTH("models are found by what their commune is called today, and by every name it had")
{
    Reformed at(engine);
    CHECK(at.found("suối mây") == 2);
    CHECK(at.found("đồi cọ") == 1);
    // The first commune goes to the second, which goes to another province.
    auto const reform = *date_of({2026, 7, 1});
    at.periods[1].valid_to = reform;
    at.begins(reform, "Đồi Cọ", {2});
    at.changes.push_back({.kind = areas::ChangeKind::merge, .day = reform, .from_area = {7}, .to_area = {8}});
    CHECK_FALSE(at.put(reform, 0)); // stopped before its first page
    CHECK(at.found("đồi cọ") == 1);
    CHECK(at.put(reform, 1));
    CHECK(at.found("đồi cọ") == 3);
    CHECK(at.found("suối mây") == 2);
    CHECK(at.found("đường hoa đồi cọ") == 1);
    static db::Statement const provinces{
        "provinces", "SELECT province FROM search_entries WHERE kind = 'model' ORDER BY id"};
    CHECK(at.read([](acts::Reading& r) { return r.db.all<std::int64_t>(provinces); }) ==
          std::vector<std::int64_t>{2, 2, 2});
    // Then that one gets a new name.
    auto const raised = *date_of({2026, 9, 1});
    at.begins(raised, "Cọ Xanh", {2});
    at.changes.push_back(
        {.kind = areas::ChangeKind::rename, .day = raised, .from_area = {8}, .to_area = {8}});
    CHECK(at.put(raised, 1));
    CHECK(at.found("cọ xanh") == 3);
    CHECK(at.found("đồi cọ") == 3);
    CHECK(at.found("suối mây") == 2);
}

TEST_ON_BOTH("a model that is withdrawn while it waits keeps the title received last")
{
    auto commune = Commune(engine);
    REQUIRE(commune.act(withdraw, DecideForm{commune.model, 5, "Không làm nữa."}));
    auto const outside = commune.read([&](acts::Reading& r) { return load_public(r.db, commune.model); });
    REQUIRE(outside);
    CHECK(outside->title == "Tổ tiết kiệm");
    CHECK(outside->stage == Stage::withdrawn);
    CHECK(outside->reason == "Không làm nữa.");
    CHECK(outside->aims.empty());
    CHECK(outside->version == 6);
}

TEST_ON_BOTH("a list stands in the order of the titles that it shows")
{
    auto commune = Commune(engine);
    auto const waiting = commune.order();
    REQUIRE(commune.act(receive, DecideForm{commune.model, 5, ""}));
    CHECK(commune.order() < waiting); // Á before T
}

TEST_ON_BOTH("what a year's entry said when an act came is still told later")
{
    auto commune = Commune(engine);
    auto const at = [&](int year, std::int64_t act) {
        return commune.read([&](acts::Reading& r) { return read_at(r.db, commune.model, year, act); });
    };
    REQUIRE(commune.act(receive, DecideForm{commune.model, 5, ""}));
    CHECK(at(2026, commune.before_kept)->title == "Tổ tiết kiệm");
    CHECK(at(2026, INT64_MAX)->title == "Tổ tiết kiệm");
    CHECK(at(2026, 1)->title == "Tổ tiết kiệm"); // nothing was there before: what was public first
    CHECK(at(2027, INT64_MAX)->title == "Áo dài mới");
    CHECK_FALSE(at(2025, INT64_MAX));
}

TEST_ON_BOTH("what was received inside is told as it stood then, what waited is not")
{
    testing::put_one_body();
    auto office = testing::Office(engine);
    auto const made =
        office.act(register_model, RegisterForm{{.field = "kinh_te", .title = "Lời chưa nhận"}, {1}, 2026});
    REQUIRE(made);
    auto const id = made->value().id;
    auto const retitled = [&](std::int64_t version, std::string title) {
        auto form = EditForm{{}, id, version};
        form.title = std::move(title);
        form.field = "kinh_te";
        REQUIRE(office.act(edit, form));
        return office.ids.next();
    };
    auto const waited = office.ids.next();
    retitled(1, "Tổ tiết kiệm");
    REQUIRE(office.act(receive, DecideForm{id, 2, ""}));
    auto const inside = office.ids.next();
    retitled(3, "Áo dài mới");
    REQUIRE(office.act(publish, DecideForm{id, 4, ""}));
    auto const at = [&](std::int64_t act) {
        return office.read([&](acts::Reading& r) { return read_at(r.db, id, 2026, act)->title; });
    };
    CHECK(at(inside) == "Tổ tiết kiệm");
    CHECK(at(waited) == "Áo dài mới"); // what people could read first
    CHECK(at(INT64_MAX) == "Áo dài mới");
}
