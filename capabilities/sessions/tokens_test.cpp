// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/sessions/tokens.hpp"

#include "capabilities/sessions/session_test.hpp"

using namespace kheo;
using namespace kheo::sessions;
using namespace kheo::sessions::testing;

namespace
{

// The token that the page shows once.
std::string token_on(routes::Kept const& kept)
{
    REQUIRE(kept.page);
    auto const text = std::string(kept.page->body.view());
    auto const at = text.find("kheo_");
    REQUIRE(at != std::string::npos);
    return text.substr(at, 5 + 64);
}

Outcome<routes::Kept> make(Browser& browser, char const* password = good_password)
{
    return browser.send(prepare_token, make_token, TokenForm{"nạp sổ", password});
}

routes::Session by_token(Door& door, std::string const& token)
{
    auto head = http::Head();
    head.headers.add("Authorization", "Bearer " + token);
    return door.desk.session_of(head);
}

std::vector<Token> tokens_of(Door& door, std::int64_t account)
{
    return door.office.read([&](acts::Reading& r) { return live_tokens(r.db, AccountId{account}, r.now); });
}

} // namespace

TEST_ON_BOTH("a token speaks for its person with that person's posts, and needs no form of ours")
{
    auto door = Door(engine);
    auto const account = door.add("xa.a", "can_bo_xa", good_password);
    auto browser = Browser(door);
    REQUIRE(browser.sign_in("xa.a"));
    auto const token = token_on(*make(browser));
    auto const session = by_token(door, token);
    CHECK(session.actor.kind == acts::ActorKind::person);
    CHECK(session.actor.account == account.id.value);
    CHECK(session.actor.session == 0);
    CHECK(!session.by_browser);
    REQUIRE(session.actor.posts.size() == 1);
    CHECK(session.actor.posts[0].role == "can_bo_xa");
    CHECK(by_token(door, token + "0").actor.kind == acts::ActorKind::visitor);
    CHECK(by_token(door, "").actor.kind == acts::ActorKind::visitor);
    CHECK(by_token(door, std::string(5'000, 'k')).actor.kind == acts::ActorKind::visitor);
}

TEST_ON_BOTH("a token needs the password, and a wrong one six times makes one wait")
{
    auto door = Door(engine);
    door.add("xa.a", "can_bo_xa", good_password);
    auto browser = Browser(door);
    REQUIRE(browser.sign_in("xa.a"));
    for (int at = 0; at < 6; ++at)
        CHECK(said(make(browser, "sai mật khẩu này")) == "password");
    CHECK(said(make(browser)) == "sessions.too_many_tries");
    CHECK(tokens_of(door, browser.account()).empty());
}

TEST_ON_BOTH("a token ends when it is revoked, when its year is over, when its person is out of use")
{
    auto door = Door(engine);
    auto const account = door.add("xa.a", "can_bo_xa", good_password);
    auto browser = Browser(door);
    REQUIRE(browser.sign_in("xa.a"));
    auto const first = token_on(*make(browser));
    auto const id = tokens_of(door, account.id.value).at(0).id;
    auto stranger = Browser(door);
    door.add("xa.b", "can_bo_xa", good_password);
    REQUIRE(stranger.sign_in("xa.b"));
    CHECK(said(stranger.send(revoke_token, RevokeForm{id})) == "sessions.no_such_token");
    CHECK(by_token(door, first).actor.account == account.id.value);
    CHECK(browser.send(revoke_token, RevokeForm{id}));
    CHECK(browser.send(revoke_token, RevokeForm{id})); // pressed twice
    CHECK(by_token(door, first).actor.kind == acts::ActorKind::visitor);

    auto const second = token_on(*make(browser));
    door.later(token_days * 24 * 60 - 1);
    CHECK(by_token(door, second).actor.account == account.id.value);
    door.later(1);
    CHECK(by_token(door, second).actor.kind == acts::ActorKind::visitor);

    REQUIRE(browser.sign_in("xa.a"));
    auto const third = token_on(*make(browser));
    door.office.act(
        [&](acts::Work& work, std::string const&) {
            return accounts::store(work, "accounts.deactivated", *accounts::deactivated(account));
        },
        std::string());
    CHECK(by_token(door, third).actor.kind == acts::ActorKind::visitor);
}

TEST_ON_BOTH("ten tokens are enough for anybody")
{
    auto door = Door(engine);
    door.add("xa.a", "can_bo_xa", good_password);
    auto browser = Browser(door);
    REQUIRE(browser.sign_in("xa.a"));
    for (std::size_t at = 0; at < most_tokens; ++at) {
        door.later(1);
        REQUIRE(make(browser));
    }
    CHECK(said(make(browser)) == "sessions.too_many_tokens");
}
