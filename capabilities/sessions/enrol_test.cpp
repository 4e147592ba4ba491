// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/sessions/enrol.hpp"

#include "capabilities/sessions/second_step.hpp"
#include "capabilities/sessions/session_test.hpp"

using namespace kheo;
using namespace kheo::sessions;
using namespace kheo::sessions::testing;

namespace
{

Outcome<routes::Kept> open(Browser& browser, std::string const& token)
{
    return browser.send(prepare_open, open_link, OpenForm{token});
}

Outcome<routes::Kept> set_password(Browser& browser, char const* once = good_password,
                                   char const* again = good_password)
{
    return browser.send(hash_first_password, set_first_password, FirstPasswordForm{once, again});
}

Outcome<routes::Kept> take_app(Browser& browser, std::string const& secret, std::string const& code)
{
    return browser.send(prepare_app, enrol_app, AppForm{secret, code});
}

Outcome<routes::Kept> take_card(Browser& browser)
{
    return browser.send(prepare_card, enrol_card, routes::Nothing());
}

Outcome<routes::Kept> later_on(Browser& browser)
{
    return browser.send(prepare_card, enrol_later, routes::Nothing());
}

int status_of_link(Browser& browser, std::string const& token)
{
    return browser.read([&](acts::Reading& reading) {
        return show_link(reading, forms::Sent{{{"link", token}}, {}}, nullptr)->status;
    });
}

} // namespace

TEST_ON_BOTH("looking at a link uses nothing; its button opens it once")
{
    auto door = Door(engine);
    auto const token = door.link(door.add("tinh.a", "can_bo_tinh"));
    auto browser = Browser(door);
    for (int at = 0; at < 3; ++at)
        CHECK(status_of_link(browser, token) == 200);
    auto const kept = open(browser, token);
    REQUIRE(kept);
    CHECK(kept->after.location == "/can-bo/bat-dau");
    CHECK(!browser.signed_in());
    CHECK(status_of_link(browser, token) == 410);
    auto second = Browser(door);
    CHECK(said(open(second, token)) == "sessions.link_dead");
    CHECK(said(open(second, "khongcolienketnay")) == "sessions.link_dead");
    CHECK(second.cookie().empty());
}

TEST_ON_BOTH("first a password, then the app, then one is signed in")
{
    auto door = Door(engine);
    auto const account = door.add("tinh.a", "can_bo_tinh");
    auto browser = Browser(door);
    REQUIRE(open(browser, door.link(account)));
    auto const secret = new_secret();
    CHECK(said(take_app(browser, secret, code_of(door, secret))) == "sessions.took_too_long");
    CHECK(said(set_password(browser, "ngắn", "ngắn")) == "new_password");
    CHECK(said(set_password(browser, good_password, "không giống lần trước")) == "new_password_again");
    CHECK(set_password(browser)->after.location == "/can-bo/bat-dau/xac-nhan");
    CHECK(!browser.signed_in());
    CHECK(said(take_app(browser, secret, "000000")) == "code");
    CHECK(said(take_app(browser, "khóa hỏng", code_of(door, secret))) == "code");
    auto const half = browser.cookie();
    CHECK(take_app(browser, secret, code_of(door, secret)));
    CHECK(browser.account() == account.id.value);
    CHECK(browser.cookie() != half);
    // The code that proved the app is used up.
    auto next = Browser(door);
    REQUIRE(next.sign_in("tinh.a"));
    CHECK(said(next.code(code_of(door, secret))) == "code");
    door.later(1);
    CHECK(next.code(code_of(door, secret)));
}

TEST_ON_BOTH("a printed card is a second step too, shown this once")
{
    auto door = Door(engine);
    auto const account = door.add("tinh.a", "can_bo_tinh");
    auto browser = Browser(door);
    REQUIRE(open(browser, door.link(account)));
    REQUIRE(set_password(browser));
    auto const kept = take_card(browser);
    REQUIRE(kept);
    REQUIRE(kept->page);
    CHECK(kept->page->body.view().find("Thẻ mã") != std::string_view::npos);
    CHECK(browser.signed_in());
    CHECK(door.office.read([&](acts::Reading& r) { return card_codes_left(r.db, account.id); }) == 10);
    CHECK(said(take_card(browser)) == "sessions.took_too_long");
}

TEST_ON_BOTH("only who need not decide may leave the second step for later")
{
    auto door = Door(engine);
    auto decides = Browser(door);
    REQUIRE(open(decides, door.link(door.add("tinh.a", "can_bo_tinh"))));
    REQUIRE(set_password(decides));
    CHECK(said(later_on(decides)) == "sessions.second_step_needed");
    CHECK(!decides.signed_in());
    auto writes = Browser(door);
    REQUIRE(open(writes, door.link(door.add("xa.a", "can_bo_xa"))));
    CHECK(said(later_on(writes)) == "sessions.took_too_long");
    REQUIRE(set_password(writes));
    CHECK(later_on(writes));
    CHECK(writes.signed_in());
}

TEST_ON_BOTH("a link after a loss ends all that was: password, app, card, sign-ins elsewhere")
{
    auto door = Door(engine);
    auto const account = door.add("xa.a", "can_bo_xa", good_password);
    auto thief = Browser(door, "203.0.113.9");
    REQUIRE(thief.sign_in("xa.a"));
    auto browser = Browser(door);
    REQUIRE(open(browser, door.link(account, accounts::Purpose::reset)));
    CHECK(!thief.signed_in());
    CHECK(said(Browser(door, "203.0.113.10").sign_in("xa.a")) == "sessions.wrong_sign_in");
    REQUIRE(set_password(browser, "con trâu là đầu cơ nghiệp", "con trâu là đầu cơ nghiệp"));
    REQUIRE(later_on(browser));
    CHECK(browser.signed_in());
}

TEST_ON_BOTH("a link lives seven days, and what it opened two hours")
{
    auto door = Door(engine);
    auto const account = door.add("xa.a");
    auto const dead = door.link(account);
    door.later(7 * 24 * 60);
    auto browser = Browser(door);
    CHECK(status_of_link(browser, dead) == 410);
    CHECK(said(open(browser, dead)) == "sessions.link_dead");
    REQUIRE(open(browser, door.link(account)));
    door.later(120);
    CHECK(said(set_password(browser)) == "sessions.took_too_long");
}

TEST_ON_BOTH("a link signs in fully in a demo alone, and only one made for that")
{
    auto door = Door(engine);
    auto const account = door.add("tinh.a", "can_bo_tinh", good_password);
    auto in_earnest = Browser(door);
    REQUIRE(open(in_earnest, door.link(account, accounts::Purpose::sign_in)));
    CHECK(!in_earnest.signed_in());
    put_settings({.name = "Minh họa", .home = "/can-bo", .demo = true});
    auto shown = Browser(door);
    REQUIRE(open(shown, door.link(account, accounts::Purpose::sign_in)));
    CHECK(shown.signed_in());
    auto enrols = Browser(door);
    REQUIRE(open(enrols, door.link(account, accounts::Purpose::enrol)));
    CHECK(!enrols.signed_in());
}

TEST_ON_BOTH("the link of an account out of use opens nothing")
{
    auto door = Door(engine);
    auto const account = door.add("xa.a");
    auto const token = door.link(account);
    door.office.act(
        [&](acts::Work& work, std::string const&) {
            return accounts::store(work, "accounts.deactivated", *accounts::deactivated(account));
        },
        std::string());
    auto browser = Browser(door);
    CHECK(status_of_link(browser, token) == 410);
    CHECK(said(open(browser, token)) == "sessions.link_dead");
}
