// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/sessions/session_test.hpp"

using namespace kheo;
using namespace kheo::sessions;
using namespace kheo::sessions::testing;

TEST_CASE("how long a sign-in counts depends on its stage and on whose computer it is")
{
    struct Row {
        Stage stage;
        bool shared;
        std::int64_t age;  // minutes since it began
        std::int64_t idle; // minutes since it was last seen
        bool alive;
    };
    Row const rows[] = {
        {Stage::full, true, 29, 29, true},     {Stage::full, true, 30, 30, false},
        {Stage::full, true, 719, 1, true},     {Stage::full, true, 720, 1, false},
        {Stage::full, false, 719, 719, true},  {Stage::full, false, 720, 0, false},
        {Stage::password, true, 14, 14, true}, {Stage::password, true, 15, 0, false},
        {Stage::enrol, true, 119, 119, true},  {Stage::enrol, true, 120, 0, false},
        {Stage::full, true, -2, 0, false},
    };
    auto const now = Instant{1'795'237'200'000};
    for (auto const& row : rows) {
        CAPTURE(row.age);
        auto session = Session{.stage = row.stage,
                               .shared_computer = row.shared,
                               .started_at = {now.ms - row.age * minute_ms},
                               .last_seen_at = {now.ms - row.idle * minute_ms}};
        CHECK(is_alive(session, now) == row.alive);
        session.ended_at = now;
        CHECK(!is_alive(session, now));
    }
}

TEST_CASE("a device is named as people would, and nothing else is kept of it")
{
    CHECK(device_of("Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537.36 Chrome/141.0 Safari/537.36") ==
          "Chrome trên máy Windows");
    CHECK(device_of("Mozilla/5.0 (Linux; Android 15) Chrome/141.0 Mobile Safari/537.36 Zalo/25") ==
          "Zalo trên điện thoại Android");
    CHECK(device_of("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/604.1") ==
          "Safari trên iPhone");
    CHECK(device_of("curl/8.0") == "Trình duyệt");
    CHECK(device_of("") == "Trình duyệt");
}

TEST_CASE("what a form brings back is of this session alone, and names its account")
{
    CHECK(csrf_of("a", {7}) == csrf_of("a", {7}));
    CHECK(csrf_of("a", {7}) != csrf_of("b", {7}));
    CHECK(csrf_of("a", {7}).substr(0, 64) == csrf_of("a", {8}).substr(0, 64));
    CHECK(routes::owner_of(csrf_of("a", {7})) == "7");
    CHECK(csrf_of("a", {7}).find(hex(hash_of("a"))) == std::string::npos);
}

TEST_ON_BOTH("a sign-in that began and ended long ago is swept away by the next")
{
    auto door = Door(engine);
    door.add("a.mot", "can_bo_xa", good_password);
    auto browser = Browser(door);
    REQUIRE(browser.sign_in("a.mot"));
    auto const first = browser.session().actor.session;
    auto const known = [&] {
        return door.office.read([&](acts::Reading& r) { return session_by_id(r.db, first).has_value(); });
    };
    door.later(29 * 24 * 60);
    REQUIRE(Browser(door).sign_in("a.mot"));
    CHECK(known());
    door.later(2 * 24 * 60);
    REQUIRE(Browser(door).sign_in("a.mot"));
    CHECK(!known());
}
