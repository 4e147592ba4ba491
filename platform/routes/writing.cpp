// SPDX-License-Identifier: AGPL-3.0-or-later
// A write: slow work before the queue, the verb in its transaction, and once for
// each submission, however often it is sent.
#include "platform/routes/answers.hpp"
#include "platform/routes/asked.hpp"

namespace kheo::routes
{

void Dispatcher::write(Call const& call)
{
    auto const& row = call->row();
    if (row.kind == Kind::act) {
        auto run = row.act(call->before(engine_.store, site_.allowed), call->sent);
        if (!run)
            return show_again(call, run.error());
        call->run = std::move(*run);
    } else {
        auto keep = row.keep(call->before(engine_.store, site_.allowed), call->sent);
        if (!keep)
            return show_again(call, keep.error());
        call->keep = std::move(*keep);
    }
    if (remembers(row)) {
        call->act = act_of(call->request(), call->sent);
        call->form_digest = digest_of(row, call->sent);
    }
    engine_.store.write(
        [this, call](db::Connection& db) {
            call->touched.clear();
            call->draws.rewind();
            auto work = Work{call->reading(db, site_.allowed), call->draws, call->request().id, 0};
            work.group = call->draws.id();
            call->done = verb(call, work);
            return call->done ? db::Verdict::commit : db::Verdict::rollback;
        },
        [this, call](db::Written ended) { written(call, ended); });
}

Outcome<Done> Dispatcher::housekeeping(Call const& call, Work& work)
{
    // The same act with other words is refused only below: what but shows
    // something, as advice before a form is sent, stores nothing and is asked
    // again and again with the act of that form.
    auto earlier = Outcome<std::optional<std::string>>();
    if (!call->act.empty())
        earlier = acts::earlier_answer(work, call->act, call->form_digest);
    if (earlier && *earlier)
        return done_of(**earlier);
    auto kept = TRY(call->keep(work));
    call->cookies = std::move(kept.cookies);
    call->resume = std::move(kept.resume);
    auto done = Done{std::move(kept.after), boost::json::serialize(kept.json), {}, 200, std::move(kept.page)};
    auto const goes_on = !done.page && !call->resume && call->cookies.empty() && !done.after.location.empty();
    if (!call->act.empty() && goes_on) {
        if (!earlier)
            return std::unexpected(std::move(earlier).error());
        acts::remember_answer(work, call->act, call->form_digest, text_of(done));
    }
    ensure(writes_only(work.db.steps(), site_.unrecorded), "housekeeping wrote what must be recorded");
    return done;
}

Outcome<Done> Dispatcher::verb(Call const& call, Work& work)
{
    if (call->keep)
        return housekeeping(call, work);
    if (!call->act.empty()) {
        auto const earlier = TRY(acts::earlier_answer(work, call->act, call->form_digest));
        if (earlier)
            return done_of(*earlier);
    }
    auto const done = TRY(call->run(work));
    if (!call->act.empty())
        acts::remember_answer(work, call->act, call->form_digest,
                              text_of(done.page ? Done{done.after, "{}", {}, done.status, {}} : done));
    return done;
}

void Dispatcher::written(Call const& call, db::Written const& written)
{
    auto& line = call->exchange->line();
    if (written.error) {
        try {
            std::rethrow_exception(written.error);
        } catch (db::Violation const& violation) {
            later_.run([this, call, problem = problem_of(site_, violation)] { show_again(call, problem); });
        } catch (db::Failure const& failure) {
            line.incident = log::incident("write", failure);
            auto const& refusal =
                failure.kind == db::Failure::Kind::full ? problems::storage_full : problems::storage_busy;
            later_.run([this, call, problem = Problem(refusal)] { show_again(call, problem); });
        } catch (std::exception const& error) {
            line.incident = log::incident("write", error);
            send_problem(call, failed(line.incident));
        }
        return;
    }
    if (!call->done) {
        later_.run([this, call] { show_again(call, call->done.error()); });
        return;
    }
    changed(call->touched);
    send_done(call);
}

} // namespace kheo::routes
