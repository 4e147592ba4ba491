// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/sessions/desk.hpp"

#include "capabilities/sessions/session_test.hpp"

#include <thread>

using namespace kheo;
using namespace kheo::sessions;
using namespace kheo::sessions::testing;

namespace
{

// Signed in at the office of a commune.
struct SignedIn {
    explicit SignedIn(Door& door, bool own_computer = false)
        : account(door.add("xa.a", "can_bo_xa", good_password)), browser(door)
    {
        browser.own_computer = own_computer;
        REQUIRE(browser.sign_in("xa.a"));
    }
    accounts::Account account;
    Browser browser;
};

// Whether this visit is written down: that happens behind the answer's back.
bool is_noted(Door& door, Browser& browser)
{
    auto const session = browser.session().actor.session;
    auto const seen = [&] {
        return door.office.read([&](acts::Reading& r) { return session_by_id(r.db, session)->last_seen_at; });
    };
    for (int at = 0; at < 10'000 && seen() != door.office.clock.now(); ++at)
        std::this_thread::yield();
    return seen() == door.office.clock.now();
}

} // namespace

TEST_ON_BOTH("a shared machine is left alone after thirty idle minutes")
{
    auto door = Door(engine);
    auto one = SignedIn(door);
    door.later(29);
    CHECK(one.browser.signed_in());
    CHECK(is_noted(door, one.browser));
    door.later(29);
    CHECK(one.browser.signed_in()); // the visit before counted
    CHECK(is_noted(door, one.browser));
    door.later(30);
    CHECK(!one.browser.signed_in());
    door.later(-1);
    CHECK(one.browser.signed_in()); // it was not ended, only too long ago
}

TEST_ON_BOTH("one's own machine stays signed in for a working day and no longer")
{
    auto door = Door(engine);
    auto one = SignedIn(door, true);
    door.later(11 * 60);
    CHECK(one.browser.signed_in());
    door.later(60);
    CHECK(!one.browser.signed_in());
}

TEST_ON_BOTH("a sign-in ended on another node holds two more seconds, and none here")
{
    auto door = Door(engine);
    auto one = SignedIn(door);
    auto const session = one.browser.session().actor.session;
    auto const end_elsewhere = [&] {
        door.office.act(
            [&](acts::Work& work, std::string const&) {
                end(work, {session});
                return 0;
            },
            std::string());
    };
    end_elsewhere();
    CHECK(one.browser.signed_in());
    CHECK(door.office.topics == std::vector<std::string>{"session/" + shown(SessionId{session})});
    door.office.clock.at.ms += 2'000;
    CHECK(!one.browser.signed_in());

    REQUIRE(one.browser.sign_in("xa.a"));
    REQUIRE(one.browser.send(end_one, EndForm{{one.browser.session().actor.session}}));
    CHECK(!one.browser.signed_in());
}

TEST_ON_BOTH("an account out of use is nobody")
{
    auto door = Door(engine);
    auto one = SignedIn(door);
    door.office.act(
        [&](acts::Work& work, std::string const&) {
            return accounts::store(work, "accounts.deactivated", *accounts::deactivated(one.account));
        },
        std::string());
    door.desk.forget();
    CHECK(!one.browser.signed_in());
}

TEST_ON_BOTH("a post that ended gives nothing any more, though one stays signed in")
{
    auto door = Door(engine);
    auto one = SignedIn(door, true);
    CHECK(one.browser.session().actor.posts.size() == 1);
    auto const post =
        door.office.read([&](acts::Reading& r) { return accounts::posts_of(r.db, one.account.id).front(); });
    door.office.act(
        [&](acts::Work& work, std::string const&) {
            return accounts::store(work, "accounts.post_ended", *accounts::ended(post, work.today()));
        },
        std::string());
    door.office.clock.at.ms += 2'000;
    CHECK(one.browser.signed_in());
    CHECK(one.browser.session().actor.posts.empty());
}

TEST_CASE("what is no cookie of ours is a visitor; the socket is the operator")
{
    auto door = Door(db::Engine::sqlite);
    auto browser = Browser(door);
    for (auto const& cookie :
         {std::string(), std::string("x"), std::string(64, 'a'), std::string(5'000, 'a')}) {
        browser.put_cookie(cookie);
        CHECK(browser.session().actor.kind == acts::ActorKind::visitor);
        CHECK(browser.session().by_browser);
    }
    auto head = browser.head();
    head.over_unix_socket = true;
    CHECK(door.desk.session_of(head).actor.kind == acts::ActorKind::system);
    CHECK(!door.desk.session_of(head).by_browser);
}
