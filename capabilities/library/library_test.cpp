// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/library/family.hpp"
#include "capabilities/library/list.hpp"
#include "platform/testing/office.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace kheo;
using namespace kheo::library;
using documents::Reach;

namespace
{

struct Shelf : testing::Office {
    explicit Shelf(db::Engine engine) : Office(engine)
    {
        bodies::put_directory(std::make_shared<bodies::Directory const>());
        areas::put_atlas(std::make_shared<areas::Atlas const>());
    }
    Document put(std::string number, Reach reach, std::vector<citations::Citation> const& lines = {},
                 std::string text = "", std::optional<Date> day = date_of({2024, 5, 6}))
    {
        auto document = Document{.type = "Chỉ thị",
                                 .number = std::move(number),
                                 .issuer = "Tỉnh ủy Minh Họa",
                                 .issued_on = day,
                                 .year = day ? civil(*day).year : 0,
                                 .subject = "về một việc",
                                 .citations = citations::text_of(lines),
                                 .reach = reach,
                                 .opened = reach == Reach::open,
                                 .text_hash = documents::hash_of(text)};
        auto const made = act(
            [&](acts::Work& work, int) -> Outcome<acts::Recorded<Document>> {
                document.id = {work.draws.id()};
                return documents::store_new(work, document, {text, {{}}});
            },
            0);
        return made->value();
    }
    // Kept by another body, as a commune keeps it.
    Document put_as(std::int64_t body, std::int64_t area, std::string number, std::string issuer,
                    std::vector<citations::Citation> const& lines = {})
    {
        auto document = Document{.body = {body},
                                 .area = {area},
                                 .type = "Chỉ thị",
                                 .number = std::move(number),
                                 .issuer = std::move(issuer),
                                 .issued_on = date_of({2024, 5, 6}),
                                 .year = 2024,
                                 .subject = "về một việc",
                                 .citations = citations::text_of(lines),
                                 .reach = Reach::open,
                                 .opened = true};
        return act(
                   [&](acts::Work& work, int) -> Outcome<acts::Recorded<Document>> {
                       document.id = {work.draws.id()};
                       return documents::store_new(work, document, {});
                   },
                   0)
            ->value();
    }
    // As the public reads it.
    template <class Ask>
    auto outside(Ask ask)
    {
        auto const inside = std::exchange(actor, acts::Actor());
        auto made = read(ask);
        actor = inside;
        return made;
    }
};

citations::Citation line(citations::Kind kind, std::string number, std::string day = "")
{
    return {.kind = kind,
            .type = "Chỉ thị",
            .number = std::move(number),
            .issuer = "Ban Thường vụ Tỉnh ủy Minh Họa",
            .day = std::move(day)};
}

using citations::Kind;

} // namespace

TEST_ON_BOTH("whom a document cites and who cites it are the same line seen from both ends")
{
    Shelf shelf(engine);
    auto const old = shelf.put("12-CT/TU", Reach::open);
    auto const fresh = shelf.put("45-KH/TU", Reach::open, {line(Kind::implements, "12-CT/TU", "2024-05-06")});
    shelf.outside([&](acts::Reading& reading) {
        auto const down = cited_by(reading, Scope::open, fresh);
        REQUIRE(down.size() == 1);
        CHECK(down[0].held);
        CHECK(down[0].how == "Thực hiện");
        CHECK(down[0].url == "/van-ban/" + shown(old.id));
        auto const up = citing(reading, Scope::open, old);
        REQUIRE(up.size() == 1);
        CHECK(up[0].how == "Được thực hiện bằng");
        CHECK(up[0].url == "/van-ban/" + shown(fresh.id));
        return 0;
    });
}

TEST_ON_BOTH("what a narrow document cites shows nowhere outside")
{
    Shelf shelf(engine);
    auto const open = shelf.put("12-CT/TU", Reach::open);
    auto const narrow = shelf.put("9-CV/TU", Reach::recipients,
                                  {line(Kind::replaces, "12-CT/TU"), line(Kind::mentions, "77-CT/TU")});
    shelf.outside([&](acts::Reading& reading) {
        CHECK(citing(reading, Scope::open, open).empty());
        CHECK_FALSE(Endings(reading, Scope::open).of(open).has_value());
        auto const code = citations::code_of(citations::node_of(line(Kind::mentions, "77-CT/TU")).base);
        CHECK_FALSE(view_cited(reading, {code}).has_value());
        CHECK(view_graph(reading, {})->nodes.size() == 1);
        CHECK(list_open(reading, {})->items.size() == 1);
        return 0;
    });
    shelf.read([&](acts::Reading& reading) {
        CHECK(citing(reading, Scope::inside, open).size() == 1);
        CHECK(citing(reading, Scope::open, open).empty());
        CHECK(Endings(reading, Scope::inside).of(open)->how == "Bị thay thế bằng");
        CHECK(list_inside(reading, {})->items.size() == 2);
        CHECK(list_open(reading, {})->items.size() == 1);
        return 0;
    });
}

TEST_ON_BOTH("who may not end a document only says that it is ended")
{
    Shelf shelf(engine);
    auto const since = *date_of({2020, 1, 1});
    areas::put_atlas(
        std::make_shared<areas::Atlas const>(std::vector{areas::Area{.id = {11},
                                                                     .area = {1},
                                                                     .name = "Minh Họa",
                                                                     .full_name = "Tỉnh Minh Họa",
                                                                     .valid_from = since},
                                                         areas::Area{.id = {12},
                                                                     .area = {2},
                                                                     .name = "Suối Mây",
                                                                     .full_name = "Xã Suối Mây",
                                                                     .parent = {1},
                                                                     .valid_from = since}},
                                             std::vector<areas::AreaChange>()));
    bodies::put_directory(
        std::make_shared<bodies::Directory const>(std::vector{bodies::Body{.id = {21},
                                                                           .body = {1},
                                                                           .code = "TINH",
                                                                           .name = "Tỉnh ủy Minh Họa",
                                                                           .area = {1},
                                                                           .valid_from = since},
                                                              bodies::Body{.id = {22},
                                                                           .body = {2},
                                                                           .code = "XA",
                                                                           .name = "Đảng ủy xã Suối Mây",
                                                                           .area = {2},
                                                                           .superior = {1},
                                                                           .valid_from = since}}));
    auto const guide = shelf.put_as(1, 1, "12-CT/TU", "Ban Thường vụ Tỉnh ủy Minh Họa");
    auto const of_commune =
        shelf.put_as(2, 2, "5-CT/ĐU", "Đảng ủy xã Suối Mây", {line(Kind::repeals, "12-CT/TU", "2024-05-06")});
    auto const how = [&] {
        return shelf.outside([&](acts::Reading& reading) {
            return std::pair(citing(reading, Scope::open, guide).front().how,
                             Endings(reading, Scope::open).of(guide).has_value());
        });
    };
    CHECK(how() == std::pair(std::string("Nói là bãi bỏ văn bản này"), false));
    shelf.outside([&](acts::Reading& reading) {
        CHECK(list_open(reading, {.force = InForce::ended})->items.empty());
        CHECK(cited_by(reading, Scope::open, of_commune).front().held);
        return 0;
    });
    shelf.put_as(1, 1, "14-CT/TU", "Tỉnh ủy Minh Họa", {line(Kind::repeals, "12-CT/TU", "2024-05-06")});
    CHECK(how().second);
    shelf.outside([&](acts::Reading& reading) {
        CHECK(Endings(reading, Scope::open).of(guide)->name == "Chỉ thị 14-CT/TU");
        return 0;
    });
}

TEST_ON_BOTH("a line without a day leads nowhere where two documents bear the number")
{
    Shelf shelf(engine);
    auto const one = shelf.put("12-CT/TU", Reach::open);
    auto const from = shelf.put("45-KH/TU", Reach::open, {line(Kind::implements, "12-CT/TU")});
    auto const held = [&] {
        return shelf.outside([&](acts::Reading& reading) { return cited_by(reading, Scope::open, from)[0]; });
    };
    CHECK(held().held);
    auto const two = shelf.put("12-CT/TU", Reach::open, {}, "", date_of({2019, 1, 7}));
    CHECK_FALSE(held().held);
    CHECK(held().note.find("Có 2 văn bản cùng số") == 0);
    shelf.outside([&](acts::Reading& reading) {
        CHECK(citing(reading, Scope::open, one).empty());
        CHECK(citing(reading, Scope::open, two).empty());
        return 0;
    });
}

TEST_ON_BOTH("the list is filtered by type, issuer, year and force, and goes on where it stopped")
{
    Shelf shelf(engine);
    for (auto at = 1; at <= 65; ++at)
        shelf.put(std::to_string(at) + "-CT/TU", Reach::open, {}, "",
                  date_of({2020 + at % 5, 1 + at % 12, 1 + at % 28}));
    shelf.put("70-CT/TU", Reach::open, {line(Kind::replaces, "1-CT/TU")});
    auto const count = [&](ListQuery const& query) {
        std::size_t seen = 0;
        auto next = query;
        for (;;) {
            auto const page =
                shelf.outside([&](acts::Reading& reading) { return *list_open(reading, next); });
            seen += page.items.size();
            if (page.next.empty())
                return seen;
            next.after = {parse_id(page.next).value()};
        }
    };
    CHECK(count({}) == 66);
    CHECK(count({.year = 2023}) == 13);
    CHECK(count({.type = "Chỉ thị", .issuer = "minh hoa"}) == 66);
    CHECK(count({.type = "Kế hoạch"}) == 0);
    CHECK(count({.force = InForce::ended}) == 1);
    CHECK(count({.force = InForce::in_force}) == 65);
}

TEST_ON_BOTH("words are found inside the text, of open ones in the index, of others by reading")
{
    Shelf shelf(engine);
    shelf.put("1-CT/TU", Reach::open, {}, "Nhiều kiến nghị chậm được giải quyết ở bản Khe Sổ.");
    shelf.put("2-CT/TU", Reach::recipients, {}, "Kiến nghị của thôn Đá Xếp chậm được giải quyết.");
    auto const found = [](Outcome<DocumentList> const& list) {
        std::vector<std::string> numbers;
        for (auto const& item : list->items)
            numbers.push_back(item.number);
        return numbers;
    };
    auto const query = ListQuery{.q = "giải quyết kiến nghị"};
    shelf.read([&](acts::Reading& reading) {
        CHECK(found(list_inside(reading, query)) == std::vector<std::string>{"1-CT/TU", "2-CT/TU"});
        auto const open = list_open(reading, query);
        REQUIRE(found(open) == std::vector<std::string>{"1-CT/TU"});
        CHECK(open->items[0].snippet.find("kiến nghị chậm") != std::string::npos);
        CHECK(list_inside(reading, {.q = "thon da xep"})->items.size() == 1);
        CHECK(list_open(reading, {.q = "thon da xep"})->items.empty());
        return 0;
    });
}
