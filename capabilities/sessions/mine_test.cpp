// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/sessions/mine.hpp"

#include "capabilities/sessions/second_step.hpp"
#include "capabilities/sessions/session_test.hpp"

using namespace kheo;
using namespace kheo::sessions;
using namespace kheo::sessions::testing;

namespace
{

Mine mine_of(Browser& browser)
{
    return browser.read([](acts::Reading& reading) { return *view_mine(reading, {}); });
}

constexpr auto other_password = "con trâu là đầu cơ nghiệp";

} // namespace

TEST_ON_BOTH("one's own sign-ins are listed, and each can be ended from another")
{
    auto door = Door(engine);
    door.add("xa.a", "can_bo_xa", good_password);
    auto here = Browser(door);
    auto there = Browser(door);
    REQUIRE(there.sign_in("xa.a"));
    door.later(1);
    REQUIRE(here.sign_in("xa.a"));
    auto const mine = mine_of(here);
    REQUIRE(mine.sessions.size() == 2);
    CHECK(mine.sessions[0].current);
    CHECK(!mine.sessions[1].current);
    CHECK(mine.sessions[1].device == "Firefox trên máy Windows");
    REQUIRE(here.send(end_one, EndForm{{there.session().actor.session}}));
    CHECK(!there.signed_in());
    CHECK(here.signed_in());
    CHECK(mine_of(here).sessions.size() == 1);
}

TEST_ON_BOTH("nobody ends another person's sign-in")
{
    auto door = Door(engine);
    door.add("xa.a", "can_bo_xa", good_password);
    door.add("xa.b", "can_bo_xa", good_password);
    auto one = Browser(door);
    auto other = Browser(door);
    REQUIRE(one.sign_in("xa.a"));
    REQUIRE(other.sign_in("xa.b"));
    CHECK(said(other.send(end_one, EndForm{{one.session().actor.session}})) == "sessions.no_such_session");
    CHECK(said(other.send(end_one, EndForm{{123}})) == "sessions.no_such_session");
    REQUIRE(other.send(end_all_others, routes::Nothing()));
    CHECK(one.signed_in());
    CHECK(other.signed_in());
}

TEST_ON_BOTH("another password ends the sign-ins elsewhere; it needs the one in use")
{
    auto door = Door(engine);
    door.add("xa.a", "can_bo_xa", good_password);
    auto here = Browser(door);
    auto there = Browser(door);
    REQUIRE(there.sign_in("xa.a"));
    REQUIRE(here.sign_in("xa.a"));
    auto const change = [&](char const* old_one, char const* once, char const* again) {
        return here.send(hash_new_password, change_password, PasswordForm{old_one, once, again});
    };
    CHECK(said(change("sai mật khẩu này", other_password, other_password)) == "password");
    CHECK(said(change(good_password, "ngắn", "ngắn")) == "new_password");
    CHECK(said(change(good_password, other_password, good_password)) == "new_password_again");
    CHECK(there.signed_in());
    CHECK(change(good_password, other_password, other_password));
    CHECK(here.signed_in());
    CHECK(!there.signed_in());
    CHECK(said(Browser(door).sign_in("xa.a", good_password)) == "sessions.wrong_sign_in");
    CHECK(Browser(door).sign_in("xa.a", other_password));
}

TEST_ON_BOTH("a new app takes the old one's place, once it is proved")
{
    auto door = Door(engine);
    door.add("xa.a", "can_bo_xa", good_password);
    auto browser = Browser(door);
    REQUIRE(browser.sign_in("xa.a"));
    auto const secret = new_secret();
    auto const change = [&](char const* password, std::string const& code) {
        return browser.send(check_new_app, change_app, NewAppForm{password, secret, code});
    };
    CHECK(said(change("sai mật khẩu này", code_of(door, secret))) == "password");
    CHECK(said(change(good_password, "123456")) == "code");
    CHECK(!mine_of(browser).has_app);
    CHECK(change(good_password, code_of(door, secret)));
    CHECK(mine_of(browser).has_app);
    door.later(1);
    auto next = Browser(door);
    CHECK(next.sign_in("xa.a")->page);
    CHECK(next.code(code_of(door, secret)));
}

TEST_ON_BOTH("a new card is shown once, for the password")
{
    auto door = Door(engine);
    door.add("xa.a", "can_bo_xa", good_password);
    auto browser = Browser(door);
    REQUIRE(browser.sign_in("xa.a"));
    CHECK(said(browser.send(prepare_new_card, change_card, NewCardForm{"sai mật khẩu này"})) == "password");
    CHECK(mine_of(browser).card_codes_left == 0);
    CHECK(browser.send(prepare_new_card, change_card, NewCardForm{good_password})->page);
    CHECK(mine_of(browser).card_codes_left == 10);
}
