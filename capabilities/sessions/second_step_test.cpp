// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/sessions/second_step.hpp"

#include "capabilities/sessions/session_test.hpp"

#include <set>

using namespace kheo;
using namespace kheo::sessions;
using namespace kheo::sessions::testing;

namespace
{

// Somebody of the province with an app, and the app's secret.
struct WithApp {
    explicit WithApp(Door& door) : account(door.add("tinh.a", "can_bo_tinh", good_password))
    {
        door.office.act(
            [&](acts::Work& work, std::string const&) {
                put_app(work, account.id, *secret_of(secret), 0);
                return 0;
            },
            std::string());
    }
    accounts::Account account;
    std::string secret = new_secret();
};

void give_card(Door& door, accounts::AccountId account, std::vector<std::string> const& codes)
{
    door.office.act(
        [&](acts::Work& work, std::string const&) {
            put_card(work, account, codes);
            return 0;
        },
        std::string());
}

Browser at_the_second_step(Door& door, char const* login = "tinh.a")
{
    auto browser = Browser(door);
    auto const kept = browser.sign_in(login);
    REQUIRE(kept);
    CHECK(kept->page);
    CHECK(!browser.signed_in());
    return browser;
}

} // namespace

TEST_ON_BOTH("the app's code finishes the sign-in under another token; the one before is worth nothing")
{
    auto door = Door(engine);
    auto const person = WithApp(door);
    auto browser = at_the_second_step(door);
    auto const half = browser.cookie();
    auto const kept = browser.code(code_of(door, person.secret));
    CHECK(said(kept) == "");
    CHECK(browser.account() == person.account.id.value);
    CHECK(browser.cookie() != half);
    browser.put_cookie(half);
    CHECK(!browser.signed_in());
    CHECK(browser.session().actor.session == 0);
}

TEST_ON_BOTH("a code works once, also in another browser, and so does one that is older")
{
    auto door = Door(engine);
    auto const person = WithApp(door);
    auto const code = code_of(door, person.secret);
    REQUIRE(at_the_second_step(door).code(code));
    auto other = at_the_second_step(door);
    CHECK(said(other.code(code)) == "code");
    CHECK(said(other.code(code_of(door, person.secret, -1))) == "code");
    CHECK(!other.signed_in());
    CHECK(other.code(code_of(door, person.secret, 1)));
}

TEST_ON_BOTH("a telephone half a minute early or late is forgiven, one minute is not")
{
    struct Row {
        int steps;
        bool taken;
    };
    for (auto const& [steps, taken] : {Row{-2, false}, Row{-1, true}, Row{1, true}, Row{2, false}}) {
        CAPTURE(steps);
        auto door = Door(engine);
        auto const person = WithApp(door);
        auto browser = at_the_second_step(door);
        CHECK(bool(browser.code(code_of(door, person.secret, steps))) == taken);
        CHECK(browser.signed_in() == taken);
    }
}

TEST_ON_BOTH("each line of the printed card works once, however it is spaced")
{
    auto door = Door(engine);
    auto const account = door.add("xa.a", "can_bo_xa", good_password);
    auto const card = new_card();
    give_card(door, account.id, card);
    auto spaced = card[0];
    std::ranges::replace(spaced, '-', ' ');
    std::ranges::transform(spaced, spaced.begin(), [](unsigned char c) { return char(std::toupper(c)); });
    CHECK(at_the_second_step(door, "xa.a").code(spaced));
    auto again = at_the_second_step(door, "xa.a");
    CHECK(said(again.code(card[0])) == "code");
    CHECK(again.code(card[1]));
    auto const left = door.office.read([&](acts::Reading& r) { return card_codes_left(r.db, account.id); });
    CHECK(left == 8);
}

TEST_ON_BOTH("a new card ends the old one, and one person's card is nobody else's")
{
    auto door = Door(engine);
    auto const one = door.add("xa.a", "can_bo_xa", good_password);
    auto const other = door.add("xa.b", "can_bo_xa", good_password);
    auto const old_card = new_card();
    give_card(door, one.id, old_card);
    auto const card = new_card();
    give_card(door, one.id, card);
    give_card(door, other.id, new_card());
    CHECK(said(at_the_second_step(door, "xa.a").code(old_card[0])) == "code");
    CHECK(said(at_the_second_step(door, "xa.b").code(card[0])) == "code");
    CHECK(at_the_second_step(door, "xa.a").code(card[0]));
}

TEST_ON_BOTH("five wrong codes make one wait, also for the right one")
{
    auto door = Door(engine);
    auto const person = WithApp(door);
    auto browser = at_the_second_step(door);
    for (int at = 0; at < 5; ++at)
        CHECK(said(browser.code("000000")) == "code");
    CHECK(said(browser.code(code_of(door, person.secret))) == "sessions.too_many_tries");
    CHECK(!browser.signed_in());
}

TEST_ON_BOTH("after a quarter of an hour the password is asked for again")
{
    auto door = Door(engine);
    auto const person = WithApp(door);
    auto browser = at_the_second_step(door);
    door.later(15);
    CHECK(said(browser.code(code_of(door, person.secret))) == "sessions.took_too_long");
    CHECK(said(Browser(door).code(code_of(door, person.secret))) == "sessions.took_too_long");
}

TEST_CASE("ten codes of a card, all different")
{
    auto const card = new_card();
    CHECK(std::set(card.begin(), card.end()).size() == card_size);
    for (auto const& code : card)
        CHECK(code.size() == 14);
}

TEST_CASE("only twenty bytes are a secret")
{
    CHECK(secret_of(new_secret()));
    CHECK(!secret_of(""));
    CHECK(!secret_of("00"));
    CHECK(!secret_of(std::string(40, 'x')));
}
