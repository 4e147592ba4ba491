// SPDX-License-Identifier: AGPL-3.0-or-later
// What the dispatcher tells a verb of whoever asks, and what it keeps of them.
#include "platform/routes/dispatcher.hpp"

#include "platform/db/scratch.hpp"
#include "platform/testing/office.hpp"

#include <array>
#include <doctest/doctest.h>
#include <future>

namespace kheo
{

// A record of no capability.
struct Note {
    Id<struct NoteTag> id;
    std::int64_t version = 1;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(Note, (), (id, version, text))

std::string_view object_kind(Note const&)
{
    return "note";
}
acts::Place place(Note const&)
{
    return {7, 8};
}
acts::Visibility visibility(Note const&)
{
    return acts::Visibility::internal;
}
std::string topics(Note const&)
{
    return "notes";
}

struct NoteForm {
    std::string text;
    static std::span<forms::Rule const> rules()
    {
        static constexpr std::array<forms::Rule, 1> list{{{"text", "Lời", forms::Input::text, 100}}};
        return list;
    }
};
BOOST_DESCRIBE_STRUCT(NoteForm, (), (text))

} // namespace kheo

using namespace kheo;

namespace
{

Outcome<acts::Recorded<Note>> note(acts::Work& work, NoteForm const& form)
{
    return acts::append(work, "notes.written", Note{.id = {work.draws.id()}, .text = form.text});
}

routes::After after(Note const&)
{
    return {"/loi", "Đã gửi."};
}

Outcome<routes::Page> show(routes::Reading&, forms::Sent const&, Problem const*)
{
    return routes::Page{.title = "Viết"};
}

std::array const rows{routes::act("/loi", "", routes::anyone, note, after, show),
                      routes::act("/loi-co-ten", "", routes::signed_in, note, after, show)};

// An officer who is signed in, and what becomes of the form they send.
struct Sending {
    testing::Office office{db::Engine::sqlite};
    routes::Table table{{rows}};
    routes::Dispatcher dispatcher;

    Sending() : dispatcher({*office.scratch.store, office.clock, office.ids}, site(), table, 1 << 20) {}

    static routes::Site site()
    {
        auto made = routes::Site();
        made.session_of = [](http::Head const&) {
            return routes::Session{.actor = {.kind = acts::ActorKind::person,
                                             .account = 46,
                                             .name = "Nguyễn Thị Lan",
                                             .posts = {{.id = 1, .role = "can_bo_xa", .body = 8}}},
                                   .csrf = "token"};
        };
        made.allowed = [](acts::Actor const&, acts::Permission, acts::Place, Date) { return true; };
        made.shell = [](routes::Page const& page, routes::ShellContext const&) { return page.title; };
        made.problem_page = [](Problem const& problem, http::Head const&) {
            return routes::Page{.title = problem.sentence};
        };
        return made;
    }

    // Who the log line names.
    std::string send(std::string path)
    {
        auto request = http::Request();
        request.method = http::Method::post;
        request.path = request.target = std::move(path);
        request.form.add("text", "Đường còn thiếu đèn");
        request.form.add("act", hex(random_bytes(16)));
        request.form.add("token", "token");
        request.received = office.clock.now();
        std::promise<std::string> actor;
        auto plan = dispatcher.plan(request);
        auto exchange = std::make_shared<http::Exchange>(
            std::move(request), std::move(plan),
            [&](http::Exchange& done, http::Answer const&) { actor.set_value(done.line().actor); });
        dispatcher.answer(std::move(exchange));
        return actor.get_future().get();
    }

    std::string kept(std::string_view table_name)
    {
        auto all = std::string();
        office.read([&](acts::Reading& reading) {
            static db::Statement const acts{"test_acts", "SELECT account FROM acts ORDER BY id", ""};
            static db::Statement const submissions{
                "test_submissions", "SELECT account FROM submissions ORDER BY at, account", ""};
            for (auto const account : reading.db.all<std::int64_t>(table_name == "acts" ? acts : submissions))
                all += std::to_string(account) + " ";
            return 0;
        });
        return all;
    }
};

} // namespace

TEST_CASE(
    "who speaks where anyone may is named nowhere, though signed in: not in acts, submissions or the log")
{
    auto sending = Sending();
    CHECK(sending.send("/loi-co-ten") == "46");
    CHECK(sending.kept("acts") == "46 ");
    CHECK(sending.send("/loi").empty());
    CHECK(sending.kept("acts") == "46 0 ");
    CHECK(sending.kept("submissions") == "0 46 ");
    auto const all = sending.office.read([](acts::Reading& reading) {
        static db::Statement const contents{"test_contents", "SELECT content FROM acts ORDER BY id", ""};
        return reading.db.all<std::string>(contents);
    });
    REQUIRE(all.size() == 2);
    CHECK(all[0].find("can_bo_xa") != std::string::npos);
    CHECK(all[1].find("can_bo_xa") == std::string::npos);
    CHECK(all[1].find("\"by\":{}") != std::string::npos);
}
