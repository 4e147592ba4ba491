// SPDX-License-Identifier: AGPL-3.0-or-later
// A row of a capability's table of routes: one verb, its page and API paths,
// its permission. Three kinds: read (read-only transaction), act (a verb that
// records), keep (housekeeping: sessions, drafts, preferences).
#pragma once

#include "platform/acts/acts.hpp"
#include "platform/forms/forms.hpp"
#include "platform/html/html.hpp"
#include "platform/http/request.hpp"
#include "platform/http/response.hpp"
#include "platform/http/server.hpp"
#include "platform/json/schema.hpp"
#include "platform/routes/carried.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::routes
{

struct Crumb {
    std::string title;
    std::string href;
};

// What a verb shows people, inside the shell that the program puts around it.
struct Page {
    std::string title;
    std::string description; // for previews; no markup
    std::vector<Crumb> crumbs;
    html::Html body;
    std::string section; // which entry of the navigation is the current one
    bool wide = false;   // tables that need the whole screen
    // On paper the page carries its address, to be opened with a phone.
    bool printed_code = false;
    // Chosen by the page on the reader's behalf: a status other than 200.
    int status = 200;
    int refresh = 0; // seconds after which the browser asks again, while work goes on; 0: never
    // What was asked wrongly, to be said above the page; it is shown without that.
    std::vector<FieldError> wrong = {};
};

enum class Kind { read, act, keep };

// Where a browser goes after a write, and what it says there.
struct After {
    std::string location;
    std::string notice;
};

struct Cookie {
    std::string name;
    std::string value;
    std::int64_t seconds = 0; // 0: until the browser closes; < 0: removed
};

// What housekeeping answers.
struct Kept {
    After after;
    std::vector<Cookie> cookies;
    boost::json::object json;
    std::optional<Page> page = {};      // shown at once, instead of going on
    std::optional<Carried> resume = {}; // the form that waited for signing in, shown again
};

// What an act answers, kept for the same submission sent again; but not the
// page, which may hold what is shown only once.
struct Done {
    After after;
    std::string json;
    std::string topics;
    int status = 201;
    std::optional<Page> page = {};
};

struct Shown {
    std::optional<Page> page; // for people
    std::string json;         // for programs
};

// Extra facts of a row. `accepts` beyond plain fields; `cached` pages are kept
// in memory without a session; `query` names the parameters they know.
struct Options {
    http::Accepts accepts = {};
    bool cached = false;
    std::string_view summary = {}; // for the API's description, Vietnamese
    // For each account or device; 0: the general limit alone; below 0: no limit.
    int per_minute = 0;
    // For the API's description: what housekeeping answers, and the media types
    // of a row of bytes, a space between.
    json::Describe answers = nullptr;
    std::string_view media = {};
};

using acts::Reading;
using acts::Work;
using FormPage = Outcome<Page> (*)(Reading&, forms::Sent const&, Problem const*);

// What slow work before the queue may use: reads of its own, each a short one.
struct Before {
    db::Store& store;
    http::Head const& head;
    acts::Actor const& actor;
    acts::Allowed const& allowed;
    Instant now;
};

struct Row {
    Kind kind;
    http::Method method;
    std::string_view page; // "/mo-hinh/{model}"; "" where there is none
    std::string_view api;  // "/api/v1/models/{model}"; "" where there is none
    acts::Permission permission;
    Options options;
    std::span<forms::Rule const> rules; // of the query or the form

    std::function<Outcome<Shown>(Reading&, forms::Sent const&, bool for_people)> read = {};
    std::function<Outcome<http::Response>(Reading&, forms::Sent const&)> raw = {};
    // The same list as a file of rows: for `?dang=csv`, and on the API path for
    // a client that asks for text/csv.
    std::function<Outcome<http::Response>(Reading&, forms::Sent const&)> csv = {};
    // Decodes and does slow work before the queue; the result runs inside the
    // transaction, more than once if the database asks.
    using Verb = std::function<Outcome<Done>(Work&)>;
    std::function<Outcome<Verb>(Before const&, forms::Sent const&)> act = {};
    using Housekeeping = std::function<Outcome<Kept>(Work&)>;
    std::function<Outcome<Housekeeping>(Before const&, forms::Sent const&)> keep = {};
    // Shows the form again, with what was typed and what is wrong.
    FormPage form = nullptr;
    // The types behind the description of the API: null for bytes.
    json::Describe takes = nullptr;
    json::Describe answers = nullptr;
};

// Anyone may; the record still decides what is seen.
inline constexpr acts::Permission anyone{"anyone"};
// Any account that is signed in.
inline constexpr acts::Permission signed_in{"signed_in"};
// Only the operator, through the command line.
inline constexpr acts::Permission operator_only{"operator"};

namespace detail
{
template <class Form>
Row row(Kind kind, std::string_view page, std::string_view api, acts::Permission permission,
        Options const& options)
{
    auto const method = kind == Kind::read ? http::Method::get : http::Method::post;
    auto made = Row{kind, method, page, api, permission, options, Form::rules()};
    made.takes = json::describe<Form>;
    made.answers = options.answers;
    return made;
}
} // namespace detail

// GET: `ask` reads, `show` makes the page (null: API alone).
template <class Query, class View>
Row read(std::string_view page, std::string_view api, acts::Permission permission,
         Outcome<View> (*ask)(Reading&, Query const&), Page (*show)(Reading&, View const&),
         Options options = {})
{
    auto row = detail::row<Query>(Kind::read, page, api, permission, options);
    row.answers = json::describe<View>;
    row.read = [ask, show](Reading& reading, forms::Sent const& sent, bool for_people) -> Outcome<Shown> {
        auto const query = TRY(forms::decode<Query>(sent));
        auto const view = TRY(ask(reading, query));
        auto shown = Shown();
        if (for_people && show)
            shown.page = show(reading, view);
        else
            shown.json = json::text(view);
        return shown;
    };
    return row;
}

// GET of a list that is also a file of rows. The query has a member `dang`.
template <class Query, class View>
Row list(std::string_view page, std::string_view api, acts::Permission permission,
         Outcome<View> (*ask)(Reading&, Query const&), Page (*show)(Reading&, View const&),
         Outcome<http::Response> (*csv)(Reading&, Query const&), Options options = {})
{
    auto row = read(page, api, permission, ask, show, options);
    row.csv = [csv](Reading& reading, forms::Sent const& sent) -> Outcome<http::Response> {
        auto const query = TRY(forms::decode<Query>(sent));
        return csv(reading, query);
    };
    return row;
}

// GET of bytes that are no page: a file, a tile, an export.
template <class Query>
Row raw(std::string_view page, std::string_view api, acts::Permission permission,
        Outcome<http::Response> (*ask)(Reading&, Query const&), Options options = {})
{
    auto row = detail::row<Query>(Kind::read, page, api, permission, options);
    row.raw = [ask](Reading& reading, forms::Sent const& sent) -> Outcome<http::Response> {
        auto const query = TRY(forms::decode<Query>(sent));
        return ask(reading, query);
    };
    return row;
}

// GET of an empty form; the same function shows it again after a refusal.
Row form(std::string_view page, acts::Permission permission, FormPage show,
         std::span<forms::Rule const> query = {}, Options options = {});

namespace detail
{
template <class T>
Outcome<Done> done(Outcome<acts::Recorded<T>> recorded, After (*after)(T const&))
{
    auto const record = TRY(std::move(recorded));
    auto answer = Done();
    answer.json = json::text(record.value());
    if (after)
        answer.after = after(record.value());
    return answer;
}
} // namespace detail

// POST: a verb that records. A verb that forgets does not compile here.
template <class Form, class T>
Row act(std::string_view page, std::string_view api, acts::Permission permission,
        Outcome<acts::Recorded<T>> (*verb)(Work&, Form const&), After (*after)(T const&),
        FormPage form = nullptr, Options options = {})
{
    auto row = detail::row<Form>(Kind::act, page, api, permission, options);
    row.answers = json::describe<T>;
    row.act = [verb, after](Before const&, forms::Sent const& sent) -> Outcome<Row::Verb> {
        auto decoded = TRY(forms::decode<Form>(sent));
        return [verb, after, decoded](Work& work) { return detail::done(verb(work, decoded), after); };
    };
    row.form = form;
    return row;
}

// The same, with slow work before the queue: `prepare` turns the form into
// what the verb takes (parsed files, hashes of passwords).
template <class Form, class Prepared, class T>
Row act(std::string_view page, std::string_view api, acts::Permission permission,
        Outcome<Prepared> (*prepare)(Form const&), Outcome<acts::Recorded<T>> (*verb)(Work&, Prepared const&),
        After (*after)(T const&), FormPage form = nullptr, Options options = {})
{
    auto row = detail::row<Form>(Kind::act, page, api, permission, options);
    row.answers = json::describe<T>;
    row.act = [prepare, verb, after](Before const&, forms::Sent const& sent) -> Outcome<Row::Verb> {
        auto const decoded = TRY(forms::decode<Form>(sent));
        auto prepared = TRY(prepare(decoded));
        auto const ready = std::make_shared<Prepared const>(std::move(prepared));
        return [verb, after, ready](Work& work) { return detail::done(verb(work, *ready), after); };
    };
    row.form = form;
    return row;
}

// The same, where the slow work needs more than the form: a look into the
// database, who asks, from where.
template <class Form, class Prepared, class T>
Row act(std::string_view page, std::string_view api, acts::Permission permission,
        Outcome<Prepared> (*prepare)(Before const&, Form const&),
        Outcome<acts::Recorded<T>> (*verb)(Work&, Prepared const&), After (*after)(T const&),
        FormPage form = nullptr, Options options = {})
{
    auto row = detail::row<Form>(Kind::act, page, api, permission, options);
    row.answers = json::describe<T>;
    row.act = [prepare, verb, after](Before const& before, forms::Sent const& sent) -> Outcome<Row::Verb> {
        auto const decoded = TRY(forms::decode<Form>(sent));
        auto prepared = TRY(prepare(before, decoded));
        auto const ready = std::make_shared<Prepared const>(std::move(prepared));
        return [verb, after, ready](Work& work) { return detail::done(verb(work, *ready), after); };
    };
    row.form = form;
    return row;
}

// POST: a verb whose answer is a page shown once (codes, one-time links). The
// same submission sent again goes where `again` says.
template <class Form, class T>
Row act_shown(std::string_view page, std::string_view api, acts::Permission permission,
              Outcome<acts::Recorded<T>> (*verb)(Work&, Form const&), Page (*show)(Reading&, T const&),
              After (*again)(T const&), FormPage form = nullptr, Options options = {})
{
    auto row = detail::row<Form>(Kind::act, page, api, permission, options);
    row.answers = json::describe<T>;
    row.act = [verb, show, again](Before const&, forms::Sent const& sent) -> Outcome<Row::Verb> {
        auto decoded = TRY(forms::decode<Form>(sent));
        return [verb, show, again, decoded](Work& work) -> Outcome<Done> {
            auto const record = TRY(verb(work, decoded));
            auto done = Done();
            done.after = again(record.value());
            done.json = json::text(record.value());
            done.page = show(work, record.value());
            return done;
        };
    };
    row.form = form;
    return row;
}

// POST: housekeeping, on tables that tests/rules lists as unrecorded.
template <class Form>
Row keep(std::string_view page, std::string_view api, acts::Permission permission,
         Outcome<Kept> (*verb)(Work&, Form const&), FormPage form = nullptr, Options options = {})
{
    auto row = detail::row<Form>(Kind::keep, page, api, permission, options);
    row.keep = [verb](Before const&, forms::Sent const& sent) -> Outcome<Row::Housekeeping> {
        auto decoded = TRY(forms::decode<Form>(sent));
        return [verb, decoded](Work& work) { return verb(work, decoded); };
    };
    row.form = form;
    return row;
}

// The same, with slow work before the queue.
template <class Form, class Prepared>
Row keep(std::string_view page, std::string_view api, acts::Permission permission,
         Outcome<Prepared> (*prepare)(Before const&, Form const&),
         Outcome<Kept> (*verb)(Work&, Prepared const&), FormPage form = nullptr, Options options = {})
{
    auto row = detail::row<Form>(Kind::keep, page, api, permission, options);
    row.keep = [prepare, verb](Before const& before, forms::Sent const& sent) -> Outcome<Row::Housekeeping> {
        auto const decoded = TRY(forms::decode<Form>(sent));
        auto prepared = TRY(prepare(before, decoded));
        auto const ready = std::make_shared<Prepared const>(std::move(prepared));
        return [verb, ready](Work& work) { return verb(work, *ready); };
    };
    row.form = form;
    return row;
}

// A query without parameters.
struct Nothing {
    static std::span<forms::Rule const> rules() { return {}; }
};
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

} // namespace kheo::routes
