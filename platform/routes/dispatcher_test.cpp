// SPDX-License-Identifier: AGPL-3.0-or-later
// What the dispatcher tells a verb of whoever asks, and what it keeps of them.
#include "platform/routes/dispatcher.hpp"

#include "platform/db/scratch.hpp"
#include "platform/testing/office.hpp"

#include <array>
#include <doctest/doctest.h>
#include <future>
#include <optional>

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

// The form says what it was given.
Outcome<routes::Page> show(routes::Reading&, forms::Sent const& sent, Problem const* problem)
{
    auto said = "Viết: " + std::string(forms::value_of(sent.values, "text"));
    if (problem)
        for (auto const& [field, sentence] : problem->fields)
            said += " | " + field + ": " + sentence;
    return routes::Page{.title = said};
}

// Housekeeping that counts how often it was done; "Xem" only shows something.
int housekept = 0;

Outcome<routes::Kept> keep_house(acts::Work&, NoteForm const& form)
{
    ++housekept;
    auto kept = routes::Kept{.after = {"/nhap/" + std::to_string(housekept), "Đã nhận."}};
    if (form.text == "Xem")
        kept.page = routes::Page{.title = "Lần " + std::to_string(housekept)};
    return kept;
}

struct CodeForm {
    std::string text;
    std::string code;
    static std::span<forms::Rule const> rules()
    {
        static constexpr std::array<forms::Rule, 2> list{
            {{"text", "Lời", forms::Input::text, 100}, {"code", "Mã", forms::Input::line, 10}}};
        return list;
    }
};
BOOST_DESCRIBE_STRUCT(CodeForm, (), (text, code))

Outcome<routes::Kept> keep_secret(acts::Work& work, CodeForm const& form)
{
    return keep_house(work, {form.text});
}

std::array const rows{routes::act("/loi", "", routes::anyone, note, after, show),
                      routes::act("/loi-co-ten", "", routes::signed_in, note, after, show),
                      routes::keep("/nhap", "", routes::signed_in, keep_house, show),
                      routes::keep("/ma", "", routes::signed_in, keep_secret, show),
                      routes::keep("/cua", "", routes::anyone, keep_house, show)};
constexpr auto unrecorded = std::to_array<std::string_view>({"submissions"});

// An officer who is signed in, and what becomes of the form they send.
struct Sending {
    testing::Office office;
    routes::Table table{{rows}};
    routes::Dispatcher dispatcher;

    explicit Sending(db::Engine engine = db::Engine::sqlite)
        : office(engine),
          dispatcher({*office.scratch.store, office.clock, office.ids}, site(), table, 1 << 20)
    {
    }

    static routes::Site site()
    {
        auto made = routes::Site();
        made.unrecorded = unrecorded;
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
    std::string send(std::string path) { return answered(std::move(path), {}).line; }

    struct Answered {
        std::string line; // the actor in the log
        int status = 0;
        std::string page;
        std::string location;
    };
    Answered answered(std::string path, std::optional<Problem> over, std::string token = "token",
                      std::string text = "Đường còn thiếu đèn", std::string act = hex(random_bytes(16)))
    {
        auto request = http::Request();
        request.method = http::Method::post;
        request.path = request.target = std::move(path);
        request.form.add("text", std::move(text));
        request.form.add("act", std::move(act));
        request.form.add("token", std::move(token));
        request.over = std::move(over);
        request.received = office.clock.now();
        std::promise<Answered> answered;
        auto plan = dispatcher.plan(request);
        auto exchange = std::make_shared<http::Exchange>(
            std::move(request), std::move(plan), [&](http::Exchange& done, http::Answer const& answer) {
                auto const& response = std::get<http::Response>(answer);
                auto const* const text = std::get_if<std::string>(&response.body);
                answered.set_value({done.line().actor, response.status, text ? *text : std::string(),
                                    std::string(response.headers.value("Location"))});
            });
        dispatcher.answer(std::move(exchange));
        return answered.get_future().get();
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

TEST_CASE("a form beyond a limit comes back with what was read of it and the sentence at the field; nothing "
          "is done")
{
    auto sending = Sending();
    auto over = Problem(http::problems::field_too_long, "text");
    over.fields.push_back({"text", over.sentence});
    auto const again = sending.answered("/loi-co-ten", over);
    CHECK(again.status == 413);
    CHECK(again.page == "Viết: Đường còn thiếu đèn | text: Mục “Lời” dài quá mức cho phép. "
                        "Dưới đây chỉ còn phần vừa mức đó.");
    CHECK(sending.kept("acts").empty());
    // Whose token is not ours, or was dropped with the rest, is shown no form.
    auto const forged = sending.answered("/loi-co-ten", over, "");
    CHECK(forged.status == 413);
    CHECK(forged.page == over.sentence);
    CHECK(sending.answered("/loi-co-ten", std::nullopt).status == 303);
}

TEST_ON_BOTH("the same submission sent again is answered as before: what records and what keeps house")
{
    struct Row {
        char const* what;
        char const* path;
        char const* first; // the text, and then the same act with this text
        char const* again;
        int done;   // how often it was begun, after both
        int status; // of the second answer
        bool same;  // both answers lead to one place
    };
    Row const table[] = {
        {"sent twice", "/nhap", "Một", "Một", 1, 303, true},
        {"other words, begun and undone", "/nhap", "Một", "Hai", 2, 409, false},
        {"what only shows something", "/nhap", "Xem", "Xem", 2, 200, false},
        {"shown first, then sent", "/nhap", "Xem", "Một", 2, 303, false},
        {"sent, and shown once more", "/nhap", "Một", "Xem", 2, 200, false},
        {"a form with a code", "/ma", "Một", "Một", 2, 303, false},
        {"where anyone may", "/cua", "Một", "Một", 2, 303, false},
    };
    auto sending = Sending(engine);
    for (auto const& row : table) {
        CAPTURE(row.what);
        housekept = 0;
        auto const act = hex(random_bytes(16));
        auto const first = sending.answered(row.path, {}, "token", row.first, act);
        auto const again = sending.answered(row.path, {}, "token", row.again, act);
        CHECK(housekept == row.done);
        CHECK(again.status == row.status);
        CHECK((!again.location.empty() && again.location == first.location) == row.same);
    }
    auto const act = hex(random_bytes(16));
    auto const first = sending.answered("/loi-co-ten", {}, "token", "Một", act);
    CHECK(sending.answered("/loi-co-ten", {}, "token", "Một", act).location == first.location);
    CHECK(sending.kept("acts") == "46 ");
    // One act is one submission, whichever form brings it.
    CHECK(sending.answered("/nhap", {}, "token", "Một", act).status == 409);
}
