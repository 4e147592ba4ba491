// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/reminders/post.hpp"

#include "capabilities/plans/answer.hpp"
#include "capabilities/reminders/digest.hpp"
#include "capabilities/reminders/mine.hpp"
#include "capabilities/reminders/queue.sql.hpp"
#include "capabilities/reminders/reminders.hpp"
#include "capabilities/tasks/province_test.hpp"
#include "platform/acts/erasures.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::reminders;
using tasks::led_by;
using tasks::TestProvince;

namespace
{

constexpr std::int64_t minute = 60'000;
constexpr std::int64_t day_ms = 24 * 60 * minute;

// An officer of body 20 with an address, and a mail server that does as it is told.
struct Officer : TestProvince {
    explicit Officer(db::Engine engine) : TestProvince(engine)
    {
        clock.at = {1'795'399'200'000}; // Monday, 23/11/2026, 09:00 in Viet Nam
        put_settings(
            {.server = {.host = "127.0.0.1", .from = "nhac@tinh.gov.vn"}, .hour = 7, .site = "Minh Họa"});
        accounts::put_origin("https://a.vn");
        as_operator();
        account = person("lan.nt");
        auto const directive = document(101, documents::Reach::recipients, "Các xã gửi kế hoạch.");
        as({20}, account.value);
        asked = task(
            directive, {led_by(20)},
            {.kind = tasks::DueKind::on_day, .on = date_of({2026, 11, 26}), .from = *date_of({2026, 3, 5})});
    }

    // Somebody with a post at body 20.
    AccountId person(std::string const& login)
    {
        auto const verb = [&](acts::Work& work, int) -> Outcome<AccountId> {
            auto const made = accounts::store_new(
                work, accounts::Account{.id = {work.draws.id()}, .login = login, .name = "Nguyễn Thị Lan"});
            accounts::store_new(work, accounts::Post{.id = {work.draws.id()},
                                                     .account = made.value().id,
                                                     .role = "can_bo_xa",
                                                     .body = {20},
                                                     .valid_from = *date_of({2025, 7, 1})});
            return made.value().id;
        };
        return act(verb, 0).value();
    }

    AccountId account;
    tasks::Task asked;
    std::vector<std::string> went; // "to: subject line", as the server got them
    mail::Sent answer{mail::Ending::taken, "250 ok"};

    Post post(int node = 1) { return Post(*scratch.store, clock, ids, node, allowed); }
    int run(Post& post)
    {
        return post.run_due([this](std::string const& to, std::string const& message) {
            went.push_back(to + "\n" + message);
            return answer;
        });
    }
    Outcome<routes::Kept> given(std::string const& text) { return act(give, GiveForm{text}); }
    std::optional<Address> own()
    {
        return read([&](acts::Reading& reading) { return address_of(reading.db, account); });
    }
    void confirmed(std::string const& text)
    {
        as({20}, account.value);
        confirmed_as_signed_in(text);
    }
    void confirmed_as_signed_in(std::string const& text)
    {
        REQUIRE(given(text));
        auto const code =
            read([&](acts::Reading& reading) { return address_of(reading.db, {actor.account})->code; });
        REQUIRE(act(confirm, CodeForm{code}));
        auto first = post(9);
        run(first); // the letter to confirm is no matter any more
        went.clear();
    }
    MailStatus status()
    {
        return read([](acts::Reading& reading) { return view_status(reading, {}).value(); });
    }
};

} // namespace

TEST_ON_BOTH("an address is confirmed by its letter's link together with its owner's account")
{
    auto house = Officer(engine);
    auto post = house.post();
    CHECK(house.given("không phải thư").error().id == "bad_fields");
    CHECK(house.given("lan@xa.tinh.gov.vn\r\nBcc: x@y.vn").error().id == "bad_fields");
    REQUIRE(house.given("lan@xa.tinh.gov.vn"));
    CHECK(house.given("khac@xa.tinh.gov.vn").error().id == "reminders.already_given");
    CHECK(house.run(post) == 1);
    REQUIRE(house.went.size() == 1);
    CHECK(house.went[0].find("/can-bo/toi/thu/xac-nhan/=") == std::string::npos);
    CHECK(house.own()->state == State::waiting);
    auto const code = house.own()->code;
    house.as({30}, 8); // somebody else who has the letter
    CHECK(house.act(confirm, CodeForm{code}).error().id == "reminders.link_dead");
    house.as({20}, house.account.value);
    CHECK(house.act(confirm, CodeForm{"00"}).error().id == "reminders.link_dead");
    REQUIRE(house.act(confirm, CodeForm{code}));
    CHECK(house.own()->state == State::confirmed);
    // Late: the link has run out, and a new letter makes the one before worthless.
    REQUIRE(house.act(erase, routes::Nothing{}));
    REQUIRE(house.given("lan@xa.tinh.gov.vn"));
    house.clock.at.ms += 8 * day_ms;
    CHECK(house.act(confirm, CodeForm{house.own()->code}).error().id == "reminders.link_dead");
    auto const old = house.own()->code;
    REQUIRE(house.act(send_again, routes::Nothing{}));
    CHECK(house.own()->code != old);
    REQUIRE(house.act(confirm, CodeForm{house.own()->code}));
}

TEST_ON_BOTH("nobody has more than five letters a day sent to addresses that are not confirmed")
{
    auto house = Officer(engine);
    REQUIRE(house.given("mot@b.vn"));
    for (int at = 0; at < 4; ++at)
        REQUIRE(house.act(send_again, routes::Nothing{}));
    CHECK(house.act(send_again, routes::Nothing{}).error().id == "reminders.asked_too_often");
    auto post = house.post();
    CHECK(house.run(post) == 1); // the newest
    house.clock.at.ms += day_ms;
    CHECK(house.act(send_again, routes::Nothing{}));
}

TEST_ON_BOTH("one digest a day, none without news, and none twice by two programs")
{
    auto house = Officer(engine);
    house.confirmed("lan@xa.tinh.gov.vn");
    CHECK(house.status().sent == 1);
    auto const marks = house.own()->told;
    CHECK(!marks.empty());
    auto one = house.post(1);
    auto two = house.post(2);
    CHECK(house.run(one) + house.run(two) == 0);
    house.clock.at.ms += 2 * day_ms; // Wednesday, the last working day before: told again, once
    CHECK(house.run(one) + house.run(two) == 1);
    house.clock.at.ms += 2 * day_ms; // Friday: late
    CHECK(house.run(two) + house.run(one) == 1);
    house.clock.at.ms += day_ms; // Saturday
    CHECK(house.run(one) == 0);
    house.clock.at.ms += 2 * day_ms; // Monday: still late
    CHECK(house.run(one) == 1);
    house.clock.at.ms += day_ms;
    CHECK(house.run(one) == 0);
    CHECK(house.went.size() == 3);
}

TEST_ON_BOTH("whoever asked is told who is late beyond patience, and what waits for a word")
{
    auto house = Officer(engine);
    auto const told_to = [&](std::int64_t body) {
        house.as({body}, 8);
        return house.read([](acts::Reading& reading) { return entries_of(reading); });
    };
    CHECK(told_to(101).empty());
    house.clock.at.ms += 14 * day_ms;
    auto const late = told_to(101);
    REQUIRE(late.size() == 1);
    CHECK(late[0].matter == Matter::stuck);
    CHECK(late[0].title.starts_with("Gửi kế hoạch (Chỉ thị "));
    CHECK_FALSE(late[0].open);
    house.as({20}, house.account.value);
    auto form = plans::CompleteForm();
    form.task = house.asked.id;
    form.body = {20};
    form.done_on = date_of({2026, 11, 25});
    form.result = "Đã gửi, có lời của bà con";
    REQUIRE(house.act(plans::complete, form));
    auto const done = told_to(101);
    REQUIRE(done.size() == 1);
    CHECK(done[0].matter == Matter::to_accept);
    for (auto const& entry : done)
        CHECK((entry.title + entry.about).find("bà con") == std::string::npos);
    CHECK(told_to(30).empty());
}

TEST_ON_BOTH("a letter that another program has in hand is left to it until its time is over")
{
    auto house = Officer(engine);
    house.confirmed("lan@xa.tinh.gov.vn");
    house.clock.at.ms += 2 * day_ms;
    auto one = Queue(*house.scratch.store, house.clock, house.ids, 1);
    auto two = Queue(*house.scratch.store, house.clock, house.ids, 2);
    one.plan(7, workdays::calendar());
    two.plan(7, workdays::calendar());
    auto const letter = one.take();
    REQUIRE(letter);
    CHECK_FALSE(two.take());
    house.clock.at.ms += 6 * minute; // the first died
    auto const again = two.take();
    REQUIRE(again);
    CHECK(message_id(*again, "a.vn") == message_id(*letter, "a.vn"));
    one.end(*letter, Course::given_up, "too late"); // it comes back: no more its own
    two.end(*again, Course::sent, "");
    CHECK(house.status().sent == 2);
    CHECK(house.status().given_up == 0);
}

TEST_ON_BOTH("of many programs that take letters at once, one gets each")
{
    auto house = Officer(engine);
    house.scratch.store->write_now([&](db::Connection& db) {
        for (int at = 0; at < 40; ++at)
            db.run(sql::insert_letter, {{"id", house.ids.next()},
                                        {"account", at + 100},
                                        {"address", at + 100},
                                        {"kind", Kind::digest},
                                        {"day", local_date(house.clock.at)},
                                        {"number", 0},
                                        {"due_at", house.clock.at}});
    });
    std::mutex mutex;
    std::vector<LetterId> taken;
    {
        std::vector<std::jthread> programs;
        for (int node = 1; node <= 4; ++node)
            programs.emplace_back([&, node] {
                auto queue = Queue(*house.scratch.store, house.clock, house.ids, node);
                while (auto const letter = queue.take()) {
                    std::scoped_lock const lock(mutex);
                    taken.push_back(letter->id);
                }
            });
    }
    std::ranges::sort(taken);
    CHECK(taken.size() == 40);
    CHECK(std::ranges::adjacent_find(taken) == taken.end());
}

TEST_ON_BOTH("while the server is away one letter tries, ever more rarely, and goes when it is back")
{
    auto house = Officer(engine);
    house.confirmed("lan@xa.tinh.gov.vn");
    house.as_operator();
    house.as({20}, house.person("hoa.tt").value);
    house.confirmed_as_signed_in("hoa@xa.tinh.gov.vn");
    house.clock.at.ms += 2 * day_ms;
    house.answer = {mail::Ending::no_service, "không kết nối được"};
    auto post = house.post();
    CHECK(house.run(post) == 0);
    CHECK(house.run(post) == 0);
    CHECK(house.went.size() == 1);
    CHECK(house.status().trouble == "không kết nối được");
    CHECK(house.status().waiting == 2);
    house.clock.at.ms += 3 * minute;
    CHECK(house.run(post) == 0);
    CHECK(house.went.size() == 2);
    house.answer = {mail::Ending::taken, "250 ok"};
    auto restarted = house.post();
    house.clock.at.ms += 10 * minute;
    CHECK(house.run(restarted) == 2);
    CHECK(house.status().trouble.empty());
    CHECK(house.status().waiting == 0);
}

TEST_ON_BOTH("what did not go on its day is told by the next day's letter, not by two")
{
    auto house = Officer(engine);
    house.confirmed("lan@xa.tinh.gov.vn");
    house.clock.at.ms += 2 * day_ms;
    house.answer = {mail::Ending::no_service, "đi vắng"};
    auto post = house.post();
    house.run(post);
    house.answer = {mail::Ending::taken, "250 ok"};
    house.clock.at.ms += day_ms;
    CHECK(house.run(post) == 1);
    CHECK(house.status().waiting == 0);
    CHECK(house.status().sent == 2);
}

TEST_ON_BOTH("an address refused for good gets no more letters, and its owner alone sees the server's words")
{
    auto house = Officer(engine);
    house.confirmed("lan@xa.tinh.gov.vn");
    house.clock.at.ms += 2 * day_ms;
    house.answer = {mail::Ending::address_refused, "550 5.1.1 <lan@xa.tinh.gov.vn> unknown"};
    auto post = house.post();
    CHECK(house.run(post) == 0);
    CHECK(house.own()->state == State::failing);
    CHECK(house.own()->problem == "550 5.1.1 <lan@xa.tinh.gov.vn> unknown");
    CHECK(house.status().failing == 1);
    CHECK(house.status().given_up == 1);
    CHECK(house.read([](acts::Reading& reading) { return is_failing(reading); }));
    house.as({30}, 8);
    CHECK_FALSE(house.read([](acts::Reading& reading) { return is_failing(reading); }));
    CHECK(house.read([](acts::Reading& reading) { return words_of_own(reading); }) == "không nhận");
    house.clock.at.ms += 2 * day_ms;
    CHECK(house.run(post) == 0);
    CHECK(house.went.size() == 1);
    house.as({20}, house.account.value);
    auto const page = house.read([](acts::Reading& reading) { return show_mine(reading, {}, nullptr); });
    CHECK(page->body.view().find("550 5.1.1") != std::string_view::npos);
    REQUIRE(house.act(send_again, routes::Nothing{}));
    CHECK(house.own()->state == State::waiting);
}

TEST_ON_BOTH("what one letter is refused for is told to operators without the address, and the address stays")
{
    auto house = Officer(engine);
    house.confirmed("lan@xa.tinh.gov.vn");
    house.clock.at.ms += 2 * day_ms;
    auto post = house.post();
    house.answer = {mail::Ending::put_off, "450 4.2.0 <lan@xa.tinh.gov.vn>: greylisted"};
    CHECK(house.run(post) == 0);
    CHECK(house.status().trouble == "450 4.2.0 … greylisted");
    house.clock.at.ms += 10 * minute;
    house.answer = {mail::Ending::letter_refused, "554 5.7.1 spam"};
    CHECK(house.run(post) == 0);
    CHECK(house.own()->state == State::confirmed);
    CHECK(house.status().given_up == 1);
}

TEST_ON_BOTH("an address is gone with its waiting letters when its owner, a letter's reader or the account's "
             "end says so")
{
    auto house = Officer(engine);
    accounts::on_deactivate(forget_of);
    for (int way = 0; way < 3; ++way) {
        CAPTURE(way);
        house.as({20}, house.account.value);
        REQUIRE(house.given("lan@xa.tinh.gov.vn"));
        auto const address = *house.own();
        if (way == 0)
            CHECK(house.act(erase, routes::Nothing{}));
        if (way == 1) {
            house.as({});
            CHECK(house.act(erase_by_code, CodeForm{"khác"}).error().id == "reminders.no_such_address");
            CHECK(house.act(erase_by_code, CodeForm{address.code}));
        }
        if (way == 2) {
            house.as_operator();
            CHECK(house.act(accounts::deactivate, accounts::StateForm{house.account, 1}));
        }
        CHECK_FALSE(house.own());
        CHECK(house.status().waiting == 0);
        auto const erased = house.scratch.store->read(acts::erased_in);
        CHECK(std::ranges::find(erased, address.id.value, &acts::Erased::object) != erased.end());
        auto const history = house.scratch.store->read(
            [&](db::Connection& db) { return acts::history(db, "reminder_address", address.id.value); });
        REQUIRE(history.size() == 1);
        CHECK(history[0].kind == "reminders.erased");
        CHECK(history[0].content.find("xa.tinh") == std::string::npos);
    }
    auto post = house.post();
    CHECK(house.run(post) == 0);
    CHECK(house.went.empty());
}

TEST_ON_BOTH("a restored backup forgets the address again, once")
{
    auto house = Officer(engine);
    REQUIRE(house.given("lan@xa.tinh.gov.vn"));
    auto const id = house.own()->id.value;
    auto const again = [](acts::Work& work, std::int64_t address) { return erase_again(work, address); };
    CHECK(house.act(again, id));
    CHECK_FALSE(house.own());
    CHECK_FALSE(house.act(again, id));
}

TEST_ON_BOTH("without a mail server nothing is offered, and what was given can still be erased")
{
    auto house = Officer(engine);
    REQUIRE(house.given("lan@xa.tinh.gov.vn"));
    put_settings({});
    house.as({30}, 8);
    CHECK(house.given("a@b.vn").error().id == "reminders.off");
    CHECK(house.read([](acts::Reading& reading) { return words_of_own(reading); }).empty());
    house.as({20}, house.account.value);
    CHECK(!house.read([](acts::Reading& reading) { return words_of_own(reading); }).empty());
    CHECK(house.act(erase, routes::Nothing{}));
}
