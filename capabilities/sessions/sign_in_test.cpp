// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/sessions/session_test.hpp"

#include <array>

using namespace kheo;
using namespace kheo::sessions;
using namespace kheo::sessions::testing;

TEST_ON_BOTH("the right password signs in who need not decide, however the login is typed")
{
    auto door = Door(engine);
    auto const account = door.add("nguoi.a", "can_bo_xa", good_password);
    for (auto const* const typed : {"nguoi.a", "NGUOI.A", " Người.A "}) {
        CAPTURE(typed);
        auto browser = Browser(door);
        auto const kept = browser.sign_in(typed);
        CHECK(said(kept) == "");
        CHECK(browser.account() == account.id.value);
        CHECK(kept->after.location == "/can-bo");
        CHECK(routes::owner_of(browser.session().csrf) == shown(account.id));
    }
}

TEST_ON_BOTH("a wrong password, a login nobody has and an account out of use are told alike")
{
    auto door = Door(engine);
    door.add("nguoi.a", "can_bo_xa", good_password);
    auto const gone = door.add("nguoi.b", "can_bo_xa", good_password);
    door.add("nguoi.c");
    door.office.act(
        [&](acts::Work& work, std::string const&) {
            return accounts::store(work, "accounts.deactivated", *accounts::deactivated(gone));
        },
        std::string());
    auto browser = Browser(door);
    CHECK(said(browser.sign_in("nguoi.a", "sai mật khẩu này")) == "sessions.wrong_sign_in");
    CHECK(said(browser.sign_in("khong.co", good_password)) == "sessions.wrong_sign_in");
    CHECK(said(browser.sign_in("nguoi.b", good_password)) == "sessions.wrong_sign_in");
    CHECK(said(browser.sign_in("nguoi.c", "")) == "sessions.wrong_sign_in");
    CHECK(!browser.signed_in());
    CHECK(browser.cookie().empty());
}

TEST_ON_BOTH("who decides and has no second step yet is led to it and opens nothing before")
{
    auto door = Door(engine);
    door.add("tinh.a", "can_bo_tinh", good_password);
    auto browser = Browser(door);
    auto const kept = browser.sign_in("tinh.a", good_password, "waiting");
    REQUIRE(kept);
    CHECK(kept->after.location == "/can-bo/bat-dau");
    CHECK(!kept->resume);
    CHECK(!browser.signed_in());
    CHECK(browser.session().csrf.empty());
}

TEST_ON_BOTH("after five wrong passwords one address waits, another does not")
{
    auto door = Door(engine);
    door.add("thu.lai", "can_bo_xa", good_password);
    auto thief = Browser(door, "198.51.100.1");
    for (int at = 0; at < 5; ++at)
        CHECK(said(thief.sign_in("thu.lai", "sai mật khẩu này")) == "sessions.wrong_sign_in");
    auto const refused = thief.sign_in("thu.lai");
    CHECK(said(refused) == "sessions.too_many_tries");
    CHECK(refused.error().status == 429);
    CHECK(refused.error().sentence.find("giây") != std::string::npos);
    CHECK(Browser(door, "198.51.100.2").sign_in("thu.lai"));
    door.later(1);
    CHECK(thief.sign_in("thu.lai"));
}

TEST_ON_BOTH("a sign-in ends the one this browser had before")
{
    auto door = Door(engine);
    door.add("nguoi.a", "can_bo_xa", good_password);
    auto browser = Browser(door);
    REQUIRE(browser.sign_in("nguoi.a"));
    auto const first = browser.cookie();
    REQUIRE(browser.sign_in("nguoi.a"));
    auto const second = browser.cookie();
    CHECK(second != first);
    browser.put_cookie(first);
    CHECK(!browser.signed_in());
    browser.put_cookie(second);
    CHECK(browser.signed_in());
    auto const out = browser.send(sign_out, routes::Nothing());
    REQUIRE(out);
    CHECK(out->cookies.at(0).seconds < 0);
    browser.put_cookie(second);
    CHECK(!browser.signed_in());
}

TEST_ON_BOTH("what waited comes back only when the sign-in is whole")
{
    auto door = Door(engine);
    auto const account = door.add("nguoi.a", "can_bo_xa", good_password);
    auto const carried = routes::encoded(
        {.path = "/can-bo/mo-hinh/moi", .whose = shown(account.id), .values = {{"title", "Đường hoa"}}});
    auto browser = Browser(door);
    auto const kept = browser.sign_in("nguoi.a", good_password, carried);
    REQUIRE(kept);
    REQUIRE(kept->resume);
    CHECK(kept->resume->path == "/can-bo/mo-hinh/moi");
    CHECK(kept->resume->whose == shown(account.id));
    CHECK(!Browser(door).sign_in("nguoi.a", good_password, "không phải")->resume);
}

TEST_CASE("one goes on only to pages of this site")
{
    for (std::string_view const own : {"/can-bo", "/can-bo/mo-hinh?trang=2", "/"})
        CHECK(own_path(own) == own);
    for (std::string_view const other :
         {"", "https://evil.example", "//evil.example", "/\\evil.example", "can-bo", "/a b",
          "/a\r\nSet-Cookie: x", "javascript:alert(1)", "/\tevil"})
        CHECK(own_path(other) == "");
}

TEST_CASE("a password is long, varied and not one's own name; it need not be more")
{
    struct Row {
        char const* password;
        bool good;
    };
    Row const rows[] = {
        {good_password, true},          {"con trâu là đầu cơ nghiệp", true}, {"ngan qua", false},
        {"aaaaaaaaaaaaaaaa", false},    {"abababababababab", false},         {"matkhau cua toi la", false},
        {"123456 con mèo vàng", false}, {"nguoi.a yêu đường hoa", false},    {"Cán bộ thử đi chợ xa", false},
    };
    for (auto const& [password, good] : rows) {
        CAPTURE(password);
        CHECK(weakness(password, "nguoi.a", "Cán bộ thử").has_value() != good);
    }
}
