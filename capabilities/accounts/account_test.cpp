// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/accounts/account.hpp"

#include "capabilities/accounts/accounts.hpp"
#include "capabilities/accounts/add.hpp"
#include "capabilities/accounts/browse.hpp"
#include "capabilities/accounts/deactivate.hpp"
#include "capabilities/accounts/posts.hpp"
#include "platform/testing/office.hpp"

#include <array>
#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::accounts;

namespace
{

auto const start = *date_of({2025, 7, 1});

// One province with its office, one commune with two bodies.
struct Town {
    explicit Town(db::Engine engine) : office(engine)
    {
        auto const area = [](std::int64_t id, char const* code, areas::AreaKind kind, std::int64_t parent) {
            return areas::Area{.id = {id},
                               .area = {id},
                               .code = code,
                               .name = code,
                               .full_name = code,
                               .kind = kind,
                               .parent = {parent},
                               .valid_from = start};
        };
        auto const body = [](std::int64_t id, char const* code, std::int64_t area, bool contact) {
            return bodies::Body{.id = {id},
                                .body = {id},
                                .code = code,
                                .name = std::string("Cơ quan ") + code,
                                .area = {area},
                                .contact = contact,
                                .valid_from = start};
        };
        areas::put_atlas(
            std::make_shared<areas::Atlas const>(std::vector{area(1, "01", areas::AreaKind::province, 0),
                                                             area(10, "00010", areas::AreaKind::commune, 1)},
                                                 std::vector<areas::AreaChange>()));
        bodies::put_directory(std::make_shared<bodies::Directory const>(
            std::vector{body(100, "T", 1, true), body(200, "X", 10, true), body(201, "XU", 10, false)}));
    }

    Account add_one(char const* login, char const* name = "Cán bộ một", char const* role = "can_bo_xa",
                    char const* unit = "X")
    {
        auto const added =
            office.act(add, AddForm{.login = login, .name = name, .role = role, .unit_code = unit});
        REQUIRE(added);
        return added->value();
    }

    std::vector<Post> posts(AccountId account)
    {
        return office.read([&](acts::Reading& r) { return posts_of(r.db, account); });
    }

    AccountList list(ListQuery const& query = {})
    {
        return *office.read([&](acts::Reading& r) { return list_accounts(r, query); });
    }

    testing::Office office;
};

std::string id_of(auto const& outcome)
{
    return outcome ? "" : outcome.error().id;
}

} // namespace

TEST_CASE("a login is short, plain and easy to say")
{
    for (auto const* const good :
         {"abc", "danvan.khe-truc", "a_1", "q1234567890123456789012345678901234567890"})
        CHECK((is_login(good) == (std::string_view(good).size() <= 40)));
    for (auto const* const bad : {"", "ab", "1abc", ".abc", "Abc", "đan", "a b", "a@b", "abc\n"})
        CHECK(!is_login(bad));
    CHECK(login_of("  DanVan.Khê  ") == "danvan.khe");
}

TEST_CASE("an account goes out of use and comes back, once each")
{
    auto const account = Account{.id = {1}, .login = "abc", .name = "A"};
    auto const out = deactivated(account);
    REQUIRE(out);
    CHECK(out->state == State::deactivated);
    CHECK(out->version == 2);
    CHECK(id_of(deactivated(*out)) == "accounts.not_active");
    CHECK(reactivated(*out)->version == 3);
    CHECK(id_of(reactivated(account)) == "accounts.already_active");
}

TEST_CASE("a post ends once, not before it began, and one given by mistake the same day")
{
    auto const post = Post{.id = {1}, .valid_from = start};
    auto const last = ended(post, Date{start.day + 10});
    REQUIRE(last);
    CHECK(last->holds_on(Date{start.day + 9}));
    CHECK(!last->holds_on(Date{start.day + 10}));
    CHECK(id_of(ended(*last, Date{start.day + 20})) == "accounts.post_ended");
    CHECK(id_of(ended(post, Date{start.day - 1})) == "accounts.ends_before_it_begins");
    auto const mistaken = ended(post, start);
    REQUIRE(mistaken);
    CHECK(!mistaken->holds_on(start));
}

TEST_CASE("what is planned from a line says every fault at its field")
{
    auto const town = Town(db::Engine::sqlite);
    auto const directory = bodies::directory();
    auto const good =
        planned({"Dan.Van", "  Cán  bộ ", "Cán bộ cấp xã", "Cơ quan XU"}, roles(), *directory, start);
    REQUIRE(good);
    CHECK(good->account.login == "dan.van");
    CHECK(good->account.name == "Cán bộ");
    CHECK(good->post.role == "can_bo_xa");
    CHECK(good->post.body == BodyId{201});
    auto const bad = planned({"x", "", "vua", "Z9"}, roles(), *directory, start);
    REQUIRE(!bad);
    std::string fields;
    for (auto const& error : bad.error())
        fields += error.field + " ";
    CHECK(fields == "name login role unit_code ");
    CHECK(planned({"abc", "A", "can_bo_xa", ""}, roles(), *directory, start).error().front().field ==
          "unit_code");
    CHECK(planned({"abc", "A", "quan_tri", ""}, roles(), *directory, start));
}

TEST_ON_BOTH("a person is added with a post, once, and the act holds no secret")
{
    auto town = Town(engine);
    auto const account = town.add_one("danvan.x");
    auto const posts = town.posts(account.id);
    REQUIRE(posts.size() == 1);
    CHECK(posts[0].body == BodyId{200});
    CHECK(id_of(town.office.act(
              add, AddForm{.login = "DANVAN.X", .name = "B", .role = "can_bo_xa", .unit_code = "X"})) ==
          "bad_fields");
    auto const acts =
        town.office.read([&](acts::Reading& r) { return acts::history(r.db, "account", account.id.value); });
    REQUIRE(acts.size() == 1);
    CHECK(acts[0].kind == "accounts.added");
    CHECK(acts[0].visibility == acts::Visibility::internal);
    CHECK(acts[0].content.find("hash") == std::string::npos);
}

TEST_ON_BOTH("who may not manage accounts adds none")
{
    auto town = Town(engine);
    town.office.actor = {.kind = acts::ActorKind::person, .account = 5};
    CHECK(id_of(town.office.act(
              add, AddForm{.login = "abc", .name = "A", .role = "can_bo_xa", .unit_code = "X"})) ==
          "not_allowed");
    CHECK(town.list().items.empty());
}

TEST_ON_BOTH("who manages one area neither sees nor changes people beyond it")
{
    auto town = Town(engine);
    auto const inside = town.add_one("trong.xa");
    auto const outside = town.add_one("ngoai.xa", "Người tỉnh", "can_bo_tinh", "T");
    town.office.actor = {.kind = acts::ActorKind::person, .account = 5};
    town.office.allowed = [](acts::Actor const&, acts::Permission, acts::Place place, Date) {
        return place.body == 0 || place.area == 10;
    };
    REQUIRE(town.list().items.size() == 1);
    CHECK(town.list().items[0].login == "trong.xa");
    CHECK(id_of(town.office.act(deactivate, StateForm{outside.id, 1})) == "not_allowed");
    CHECK(id_of(town.office.act(issue_links, LinkForm{.account = {outside.id}})) == "not_allowed");
    CHECK(id_of(town.office.read([&](acts::Reading& r) { return view_account(r, {outside.id}); })) ==
          "not_found");
    CHECK(id_of(town.office.act(give_post,
                                GiveForm{.account = inside.id, .role = "can_bo_tinh", .unit_code = "T"})) ==
          "not_allowed");
    CHECK(town.office.act(deactivate, StateForm{inside.id, 1}));
}

TEST_ON_BOTH("the list is in name order, by page, by words and by body")
{
    auto town = Town(engine);
    for (int at = 0; at < int(page_size) + 5; ++at)
        town.add_one(("nguoi" + std::to_string(at)).c_str(), ("Người " + std::to_string(at)).c_str());
    town.add_one("anh.ba", "Ánh Ba", "can_bo_xa", "XU");
    auto const first = town.list();
    REQUIRE(std::int64_t(first.items.size()) == page_size);
    CHECK(first.items[0].name == "Ánh Ba");
    CHECK(first.items[1].name == "Người 0");
    CHECK(first.items[3].name == "Người 2"); // by the number's value, not by its first digit
    auto const second = town.list({.q = {}, .unit_code = {}, .after = first.next});
    CHECK(second.items.size() == 6);
    CHECK(second.next.empty());
    CHECK(town.list({.q = "anh ba"}).items.size() == 1);
    CHECK(town.list({.q = "%"}).items.empty());
    CHECK(town.list({.q = {}, .unit_code = "XU"}).items.size() == 1);
    CHECK(town.list({.q = {}, .unit_code = "không có"}).items.empty());
    CHECK(town.list({.q = {}, .unit_code = {}, .after = "rác.7x"}).items.size() == std::size_t(page_size));
}

TEST_ON_BOTH("out of use: links, sessions and tokens die with it, and nobody ends themselves")
{
    auto town = Town(engine);
    auto const account = town.add_one("abc");
    auto const slips = town.office.act(issue_links, LinkForm{.login = "abc"});
    REQUIRE(slips);
    auto const url = slips->value().items.at(0).url;
    auto const token = url.substr(url.rfind('/') + 1);
    auto const live = [&] {
        return town.office.read([&](acts::Reading& r) { return live_link(r.db, token, r.now); }).has_value();
    };
    CHECK(live());
    CHECK(id_of(town.office.act(deactivate, StateForm{account.id, 2})) == "changed_meanwhile");
    auto const as_themselves = town.office.actor;
    town.office.actor.account = account.id.value;
    CHECK(id_of(town.office.act(deactivate, StateForm{account.id, 1})) == "accounts.yourself");
    town.office.actor = as_themselves;
    REQUIRE(town.office.act(deactivate, StateForm{account.id, 1}));
    CHECK(!live());
    CHECK(id_of(town.office.act(issue_links, LinkForm{.login = "abc"})) == "accounts.not_active");
    CHECK(town.office.act(reactivate, StateForm{account.id, 2}));
}

TEST_ON_BOTH("a post begun today is handed over today")
{
    auto town = Town(engine);
    auto const old = town.add_one("can.bo.cu");
    auto const fresh = town.add_one("moi.ve", "Người mới", "can_bo_xa", "XU");
    auto const post = town.posts(old.id).at(0);
    REQUIRE(town.office.act(hand_over, HandOverForm{post.id, 1, "moi.ve", post.valid_from}));
    CHECK(!town.posts(old.id).at(0).holds_on(post.valid_from));
    auto const held = town.posts(fresh.id);
    CHECK(std::ranges::any_of(
        held, [&](Post const& one) { return one.body == post.body && one.holds_on(post.valid_from); }));
}

TEST_ON_BOTH("posts are given, ended and handed over with the work that hangs on them")
{
    static std::vector<HandOver> moved;
    moved.clear();
    static bool const hooked = [] {
        on_hand_over([](acts::Work&, HandOver const& hand_over) {
            moved.push_back(hand_over);
            return Moved{"bản nháp", 3};
        });
        return true;
    }();
    CHECK(hooked);
    auto town = Town(engine);
    auto const old = town.add_one("can.bo.cu");
    auto const fresh = town.add_one("moi.ve", "Người mới", "can_bo_xa", "XU");
    auto const post = town.posts(old.id).at(0);
    CHECK(id_of(town.office.act(hand_over, HandOverForm{post.id, 1, "can.bo.cu"})) == "accounts.same_person");
    CHECK(id_of(town.office.act(hand_over, HandOverForm{post.id, 1, "khong.co"})) == "bad_fields");
    CHECK(id_of(town.office.act(hand_over, HandOverForm{post.id, 2, "moi.ve"})) == "changed_meanwhile");
    CHECK(id_of(town.office.act(hand_over,
                                HandOverForm{post.id, 1, "moi.ve", Date{post.valid_from.day - 1}})) ==
          "accounts.ends_before_it_begins");
    auto const day = Date{post.valid_from.day + 30};
    auto const done = town.office.act(hand_over, HandOverForm{post.id, 1, "moi.ve", day, "QĐ 12"});
    REQUIRE(done);
    CHECK(done->value().moved.at(0).count == 3);
    REQUIRE(moved.size() == 1);
    CHECK(moved[0].from_account == old.id);
    CHECK(town.posts(old.id).at(0).valid_to == day);
    REQUIRE(town.posts(fresh.id).size() == 2);
    CHECK(town.posts(fresh.id).at(0).body == post.body);
    CHECK(town.posts(fresh.id).at(0).valid_from == day);
    // Both acts of the posts and that of the hand-over are one group.
    auto const acts = town.office.read(
        [&](acts::Reading& r) { return acts::history(r.db, "hand_over", done->value().id.value); });
    REQUIRE(acts.size() == 1);
    auto const ended_post =
        town.office.read([&](acts::Reading& r) { return acts::history(r.db, "post", post.id.value); });
    CHECK(ended_post.back().act_group == acts[0].act_group);
}
