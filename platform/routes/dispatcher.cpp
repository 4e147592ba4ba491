// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/routes/dispatcher.hpp"

#include "platform/crypto/digest.hpp"
#include "platform/http/cookies.hpp"
#include "platform/http/workers.hpp"
#include "platform/routes/answers.hpp"
#include "platform/routes/asked.hpp"
#include "platform/routes/wrong_query.hpp"

#include <algorithm>

namespace kheo::routes
{

namespace
{

// What is read, though more than the row takes, of a form that can be shown
// again: a browser shows the answer only once it has sent all it had.
constexpr std::uint64_t fields_read_on = 4; // times what all fields may hold
constexpr std::uint64_t files_read_on = 512 << 20;

} // namespace

Dispatcher::Dispatcher(Engine engine, Site site, Table const& table, std::size_t cache_bytes)
    : engine_(engine), site_(std::move(site)), table_(table), cache_(cache_bytes), limits_(site_.budgets),
      later_(2)
{
}

http::Plan Dispatcher::plan(http::Head const& head)
{
    auto plan = http::Plan();
    if (auto direct = site_.direct ? site_.direct(head) : std::nullopt) {
        plan.now = std::make_unique<http::Response>(std::move(*direct));
        return plan;
    }
    auto match = std::make_shared<Match>(table_.find(head.method, head.path));
    // Who is signed in sees it in their own shell, which takes a look into the database.
    auto const by_person = head.reads() && http::cookie(head, "session") && table_.allowed(head.path).empty();
    if (!match->row && !by_person) {
        auto const allowed = table_.allowed(head.path);
        auto answer = allowed.empty() ? refuse(head, Problem(kheo::problems::not_found))
                      : head.method == http::Method::options ? http::options(allowed)
                                                             : http::method_not_allowed(allowed);
        plan.now = std::make_unique<http::Response>(std::move(answer));
        return plan;
    }
    if (!match->row) {
        plan.context = std::move(match);
        return plan;
    }
    auto const& row = *match->row;
    plan.row = match->api ? row.api : row.page;
    plan.accepts = row.options.accepts;
    plan.accepts.file_bytes = std::min(plan.accepts.file_bytes, site_.most_file_bytes);
    if (row.method == http::Method::post)
        plan.accepts.form = plan.accepts.json = true;
    if (row.form && !match->api)
        plan.accepts.read_on_bytes =
            row.options.accepts.files > 0 ? files_read_on : fields_read_on * row.options.accepts.body_bytes;
    if (row.options.cached && is_plain_visit(head)) {
        if (auto const page = cache_.find(cache_key(head, row, local_date(engine_.clock.now()))))
            plan.now = std::make_unique<http::Response>(http::from_cache(page, head));
    }
    plan.context = std::move(match);
    return plan;
}

void Dispatcher::answer(std::shared_ptr<http::Exchange> exchange)
{
    auto const call = std::make_shared<Asked>(engine_.ids);
    call->match = *std::static_pointer_cast<Match const>(exchange->plan().context);
    call->exchange = std::move(exchange);
    call->now = engine_.clock.now();
    call->for_people = !call->match.api;
    call->session = site_.session_of(call->request());
    if (!call->is_for_anyone())
        call->exchange->line().actor = name_for_log(call->session.actor);
    if (!call->match.row)
        return send(call, problem_answer(call->request(), kheo::problems::not_found, call->session));
    call->wait = limits_.take(call->request(), call->match, call->session.actor).value_or(0);
    if (call->wait > 0)
        return send_wait(call);
    auto sent = sent_values(call->request(), call->match);
    if (!sent)
        return send_problem(call, sent.error());
    call->sent = std::move(*sent);
    auto const& over = call->request().over;
    if (auto const admitted = admit(call); !admitted) {
        // Its token may be among what was dropped.
        if (over && admitted.error().id == problems::forged_form.id)
            return send_problem(call, *over);
        // Of our own page, from before signing in anew: nothing typed is lost.
        auto const stale = admitted.error().id == problems::forged_form.id &&
                           !http::cross_site(call->request()) && is_own_form(call->session, call->sent);
        return stale ? show_again(call, admitted.error()) : send_problem(call, admitted.error());
    }
    if (over)
        return show_again(call, over_of(call->row(), *over));
    if (call->row().kind == Kind::read)
        read(call);
    else
        write(call);
}

void Dispatcher::send_wait(Call const& call)
{
    auto const problem = Problem(problems::too_many_requests, std::to_string(call->wait));
    // What people write without a name, they have nowhere else.
    if (call->is_for_anyone() && call->row().kind == Kind::act && call->row().form && call->for_people)
        if (auto sent = sent_values(call->request(), call->match)) {
            call->sent = std::move(*sent);
            return show_again(call, problem);
        }
    send_problem(call, problem);
}

Outcome<void> Dispatcher::admit(Call const& call) const
{
    auto const& row = call->row();
    auto const& session = call->session;
    auto const writes_by_browser = row.kind != Kind::read && session.by_browser;
    if (writes_by_browser && http::cross_site(call->request()))
        return kheo::refuse(problems::forged_form);
    if (call->is_for_anyone())
        return {};
    if (row.permission.name == operator_only.name && session.actor.kind != acts::ActorKind::system)
        return kheo::refuse(kheo::problems::not_allowed);
    if (session.actor.kind == acts::ActorKind::visitor)
        return kheo::refuse(problems::sign_in_first);
    if (row.permission.name != signed_in.name && row.permission.name != operator_only.name &&
        !site_.allowed(session.actor, row.permission, acts::Place(), local_date(call->now)))
        return kheo::refuse(kheo::problems::not_allowed);
    auto const token = forms::value_of(call->sent.values, "token");
    if (writes_by_browser && !same_in_constant_time(bytes_of(token), bytes_of(session.csrf)))
        return kheo::refuse(problems::forged_form);
    return {};
}

void Dispatcher::read(Call const& call)
{
    auto const& row = call->row();
    auto const snapshot = cache_.snapshot();
    auto const as_csv = row.csv && wants_csv(call->request(), call->sent);
    if (auto const& raw = as_csv ? row.csv : row.raw) {
        auto answer = engine_.store.read([&](db::Connection& db) {
            auto reading = call->reading(db, site_.allowed);
            return raw(reading, call->sent);
        });
        return answer ? send(call, std::move(*answer)) : send_problem(call, answer.error());
    }
    auto shown = engine_.store.read([&](db::Connection& db) {
        call->touched.clear();
        auto reading = call->reading(db, site_.allowed);
        return read_row(row, reading, call->sent, call->for_people);
    });
    if (!shown)
        return send_problem(call, shown.error());
    if (!shown->page)
        return send(call, http::json(200, std::move(shown->json)));
    auto answer = page_answer(call, std::move(*shown->page));
    auto const key = row.options.cached && answer.status == 200 && is_plain_visit(call->request())
                         ? cache_key(call->request(), row, local_date(call->now))
                         : std::string();
    if (!key.empty())
        answer = http::from_cache(
            cache_.put(key, std::move(std::get<std::string>(answer.body)), call->touched, snapshot),
            call->request());
    send(call, std::move(answer));
}

void Dispatcher::changed(std::vector<std::string> const& topics)
{
    if (topics.empty())
        return;
    try {
        if (site_.changed)
            site_.changed(topics);
    } catch (std::exception const& error) { // committed is committed, and said so
        log::incident("changed", error);
    }
    cache_.drop(topics);
}

void Dispatcher::send_done(Call const& call)
{
    auto& done = *call->done;
    if (!call->for_people) {
        auto answer = http::json(done.status, done.json);
        if (!done.after.location.empty())
            answer.headers.add("Location", done.after.location);
        return send(call, std::move(answer));
    }
    if (done.page)
        return send(call,
                    with_cookies(call->request(), call->cookies, page_answer(call, std::move(*done.page))));
    if (call->resume)
        return later_.run([this, call] { resume(call); });
    auto answer = http::see_other(done.after.location.empty() ? "/" : done.after.location);
    if (!done.after.notice.empty())
        http::set_cookie(answer, call->request(), "notice",
                         hex(Bytes(done.after.notice.begin(), done.after.notice.end())), 60);
    send(call, with_cookies(call->request(), call->cookies, std::move(answer)));
}

// As the person who has just signed in: the form that waited, filled in. The
// request goes on as if it had come with the new session.
void Dispatcher::resume(Call const& call)
{
    auto& request = call->request();
    auto match = table_.find(http::Method::post, call->resume->path);
    if (!match.row || match.api) {
        call->resume.reset();
        return send_done(call);
    }
    http::Fields cookies;
    for (auto const& [name, value, seconds] : call->cookies)
        if (seconds >= 0)
            cookies.add(http::cookie_name(request, name), value);
    request.cookies = std::move(cookies);
    request.path = call->resume->path;
    call->session = site_.session_of(request);
    if (call->resume->whose.empty() || call->resume->whose != owner_of(call->session.csrf)) {
        call->resume.reset();
        call->done->after.notice = std::string(problems::of_another_person.sentence);
        return send_done(call);
    }
    call->sent = {match.values, {}};
    std::ranges::move(call->resume->values, std::back_inserter(call->sent.values));
    call->match = std::move(match);
    auto const admitted = admit(call);
    if (!admitted && admitted.error().id != problems::forged_form.id)
        return send_problem(call, admitted.error());
    show_again(call, problems::was_signed_out);
}

// A refused form is shown again with everything that was typed.
void Dispatcher::show_again(Call const& call, Problem const& problem)
{
    auto const waits = problem.id == problems::was_signed_out.id || problem.id == problems::forged_form.id;
    if (!call->for_people || (!call->row().form && !(waits && site_.send_again)))
        return send_problem(call, problem);
    try {
        auto page = engine_.store.read([&](db::Connection& db) -> Outcome<Page> {
            auto reading = call->reading(db, site_.allowed);
            if (!call->row().form)
                return site_.send_again(call->row(), carried(call->request().path, call->sent), reading);
            return call->row().form(reading, call->sent, &problem);
        });
        if (!page)
            return send_problem(call, page.error());
        page->status = problem.status;
        auto answer = page_answer(call, std::move(*page));
        answer.headers.add("Kheo-Problem", problem.id);
        send(call, with_cookies(call->request(), call->cookies, std::move(answer)));
    } catch (std::exception const& error) {
        call->exchange->line().incident = log::incident("form", error);
        send_problem(call, failed(call->exchange->line().incident));
    }
}

void Dispatcher::send_problem(Call const& call, Problem const& problem)
{
    auto const& head = call->request();
    if (!call->for_people || problem.id != problems::sign_in_first.id)
        return send(
            call, with_cookies(call->request(), call->cookies, problem_answer(head, problem, call->session)));
    if (head.reads() || !site_.sign_in_page)
        return send(call, http::see_other(site_.sign_in + "?tiep=" + escaped(head.target)));
    auto page = site_.sign_in_page(carried(head.path, call->sent));
    page.status = problem.status;
    send(call, page_answer(call, std::move(page)));
}

// Also on an I/O thread, where nobody looks into the database: the public shell.
http::Response Dispatcher::refuse(http::Head const& head, Problem const& problem)
{
    return problem_answer(head, problem, http::Workers::here() ? site_.session_of(head) : Session());
}

http::Response Dispatcher::problem_answer(http::Head const& head, Problem const& problem,
                                          Session const& session) const
{
    if (wants_json(head))
        return problem_json(problem);
    auto page = site_.problem_page(problem, head);
    auto answer = http::page(site_.shell(page, {session, head, {}}));
    answer.status = problem.status;
    answer.headers.add("Kheo-Problem", problem.id);
    return answer;
}

http::Response Dispatcher::page_answer(Call const& call, Page page)
{
    auto const& head = call->request();
    auto const notice = notice_of(head);
    auto answer = http::page(site_.shell(page, {call->session, head, notice}));
    answer.status = page.status;
    if (page.refresh > 0)
        answer.headers.add("Refresh", std::to_string(page.refresh));
    if (!notice.empty())
        http::clear_cookie(answer, head, "notice");
    return answer;
}

void Dispatcher::send(Call const& call, http::Response response)
{
    if (call->wait > 0)
        response.headers.add("Retry-After", std::to_string(call->wait));
    call->exchange->send(std::move(response));
}

} // namespace kheo::routes
