// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/library/library_test.hpp"

using namespace kheo;
using namespace kheo::library;

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
        CHECK_FALSE(ended_by(reading, Scope::open, open).has_value());
        auto const code = citations::code_of(citations::node_of(line(Kind::mentions, "77-CT/TU")).base);
        CHECK_FALSE(view_cited(reading, {code}).has_value());
        CHECK(view_graph(reading, {})->nodes.size() == 1);
        CHECK(list_open(reading, {})->items.size() == 1);
        return 0;
    });
    shelf.read([&](acts::Reading& reading) {
        CHECK(citing(reading, Scope::inside, open).size() == 1);
        CHECK(citing(reading, Scope::open, open).empty());
        CHECK(ended_by(reading, Scope::inside, open)->how == "Bị thay thế bằng");
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
                             ended_by(reading, Scope::open, guide).has_value());
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
        CHECK(ended_by(reading, Scope::open, guide)->name == "Chỉ thị 14-CT/TU");
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

TEST_ON_BOTH("what ends a document stays at its head, however much was said since")
{
    Shelf shelf(engine);
    auto const old = shelf.put("12-CT/TU", Reach::open);
    auto const fresh = shelf.put("45-CT/TU", Reach::open, {line(Kind::replaces, "12-CT/TU", "2024-05-06")});
    // Others end other things, and one that nobody outside may see speaks of this one at length.
    auto of_others = std::vector<citations::Citation>();
    for (auto at = 0; at < 200; ++at)
        of_others.push_back(line(Kind::replaces, std::to_string(1'000 + at) + "-CT/TU"));
    for (auto at = 0; at < 11; ++at)
        shelf.put(std::to_string(100 + at) + "-CT/TU", Reach::open, of_others);
    auto const at_length = std::vector(510, line(Kind::replaces, "12-CT/TU", "2024-05-06"));
    shelf.put("9-CV/TU", Reach::recipients, at_length);
    shelf.outside([&](acts::Reading& reading) {
        auto const ended = ended_by(reading, Scope::open, old);
        REQUIRE(ended);
        CHECK(ended->url == "/van-ban/" + shown(fresh.id));
        auto const up = citing(reading, Scope::open, old);
        REQUIRE(up.size() == 1);
        CHECK(up[0].url == "/van-ban/" + shown(fresh.id));
        auto const code = citations::code_of(documents::node_of(old).base);
        CHECK(view_cited(reading, {code})->groups.front().citing.size() == 1);
        CHECK(list_open(reading, {.force = InForce::ended})->items.size() == 1);
        return 0;
    });
}
