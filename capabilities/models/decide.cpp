// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/models/decide.hpp"

#include "capabilities/areas/areas.hpp"
#include "capabilities/models/decide.html.hpp"
#include "capabilities/models/load.hpp"
#include "capabilities/models/model.sql.hpp"
#include "capabilities/models/models.hpp"
#include "capabilities/models/register.hpp"
#include "capabilities/models/view.hpp"
#include "platform/json/read.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <utility>

namespace kheo::models
{

namespace
{

std::vector<Opener> openers; // written once, before the first request

// The sentence stands at the field that asks for the reason.
Outcome<Model> with_reason(Outcome<Model> next)
{
    if (!next && next.error().id == problems::reason_needed.id)
        next.error().fields.push_back({"reason", next.error().sentence});
    return next;
}

} // namespace

std::span<forms::Rule const> DecideForm::rules()
{
    static constexpr std::array<forms::Rule, 3> list{{
        {"model", "Mô hình", forms::Input::id, INT64_MAX, forms::Need::required},
        {"version", "Phiên bản", forms::Input::hidden, INT64_MAX, forms::Need::required},
        {"reason", "Lý do", forms::Input::text, 1000},
    }};
    return list;
}

std::span<forms::Rule const> ManyForm::rules()
{
    static constexpr std::array<forms::Rule, 2> list{{
        {"step", "Việc cần làm", forms::Input::choice, 20, forms::Need::required},
        {"models", "Các mô hình", forms::Input::choice, 50, forms::Need::required},
    }};
    return list;
}

std::span<forms::Rule const> KeepForm::rules()
{
    static constexpr std::array<forms::Rule, 3> list{{
        {"model", "Mô hình", forms::Input::id, INT64_MAX, forms::Need::required},
        {"version", "Phiên bản", forms::Input::hidden, INT64_MAX, forms::Need::required},
        {"year", "Năm", forms::Input::year, 2100, forms::Need::required},
    }};
    return list;
}

void put_openers(std::vector<Opener> given)
{
    openers = std::move(given);
}

Outcome<DecideForm> without_private_data(routes::Before const& before, DecideForm const& form)
{
    auto const model = before.store.read(
        [&](db::Connection& db) { return db.one<Model>(sql::model_by_id, {{"id", form.model}}); });
    // Whether the actor may see it at all is decided by the verb.
    auto const reading_allowed =
        model && before.allowed(before.actor, may::see_models, place(*model), local_date(before.now));
    auto found = reading_allowed ? private_data_of(*model) : std::vector<FieldError>();
    if (!found.empty())
        return refuse(problems::private_data, std::move(found));
    return form;
}

Outcome<DecideForm> receivable(routes::Before const& before, DecideForm const& form)
{
    auto const model = before.store.read(
        [&](db::Connection& db) { return db.one<Model>(sql::model_by_id, {{"id", form.model}}); });
    return model && model->published ? without_private_data(before, form) : form;
}

Outcome<DecideForm> with_public_reason(routes::Before const&, DecideForm const& form)
{
    return areas::without_private_data(form, {"reason"});
}

Outcome<acts::Recorded<Model>> submit(acts::Work& work, DecideForm const& form)
{
    auto model = TRY(load_for_change(work, may::edit_models, form.model, form.version));
    auto next = TRY(submitted(std::move(model)));
    if (!is_field(next.field))
        return refuse(problems::field_needed);
    return store(work, "models.submitted", next);
}

Outcome<acts::Recorded<Model>> receive(acts::Work& work, DecideForm const& form)
{
    auto model = TRY(load_for_change(work, may::receive_models, form.model, form.version));
    auto next = TRY(received(std::move(model)));
    return store(work, "models.received", next);
}

Outcome<acts::Recorded<Model>> give_back(acts::Work& work, DecideForm const& form)
{
    auto model = TRY(load_for_change(work, may::receive_models, form.model, form.version));
    auto next = TRY(with_reason(returned(std::move(model), form.reason)));
    return store(work, "models.returned", next, {{"reason", form.reason}});
}

Outcome<acts::Recorded<Model>> publish(acts::Work& work, DecideForm const& form)
{
    auto model = TRY(load_for_change(work, may::publish_models, form.model, form.version));
    auto next = TRY(published(std::move(model)));
    auto recorded = store(work, "models.published", next);
    for (auto const open : openers)
        open(work, next);
    return recorded;
}

Outcome<acts::Recorded<Model>> withdraw(acts::Work& work, DecideForm const& form)
{
    auto model = TRY(load_for_change(work, may::withdraw_models, form.model, form.version));
    auto next = TRY(with_reason(withdrawn(std::move(model), form.reason)));
    return store(work, "models.withdrawn", next, {{"reason", form.reason}});
}

Outcome<acts::Recorded<Model>> keep(acts::Work& work, KeepForm const& form)
{
    auto model = TRY(load_for_change(work, may::register_models, form.model, form.version));
    if (auto const reached = in_reach(form.year, work.today()); !reached)
        return std::unexpected(reached.error());
    auto const words = json::read<Revision>(json::of(model).as_object());
    auto next = TRY(kept(std::move(model), form.year, words));
    return store(work, "models.kept", next);
}

namespace
{

// "250027582739709967-3": a model and the version that was shown.
struct Ticked {
    ModelId model;
    std::int64_t version = 0;
};

std::optional<Ticked> ticked(std::string_view text)
{
    auto const cut = text.find('-');
    auto const model = parse_id(text.substr(0, cut));
    auto const version = cut == text.npos ? std::nullopt : parse_id(text.substr(cut + 1));
    if (!model || !version)
        return std::nullopt;
    return Ticked{{*model}, *version};
}

// The refusal of one of many, told under its title.
Problem about(Problem problem, std::string const& title)
{
    auto sentence = fmt::format("“{}”: {}", title, problem.sentence);
    for (auto const& field : problem.fields)
        sentence += " " + field.sentence;
    problem.fields = {{"models", sentence}};
    return problem;
}

// Its number alone where the actor may not see it.
std::string title_of(acts::Reading const& reading, ModelId id)
{
    auto const model = load(reading, id);
    return model ? model->title : shown(id);
}

} // namespace

Outcome<ManyForm> without_private_data_in_any(routes::Before const& before, ManyForm const& form)
{
    if (form.models.size() > most_at_once)
        return refuse(
            kheo::problems::bad_fields,
            std::vector<FieldError>{{"models", fmt::format("Mỗi lần nhiều nhất {} mô hình.", most_at_once)}});
    auto const check = form.step == ManyStep::publish ? without_private_data : receivable;
    std::vector<FieldError> errors;
    for (auto const& text : form.models)
        if (auto const one = ticked(text))
            if (auto const checked = check(before, {one->model, one->version, {}}); !checked) {
                auto const title = before.store.read([&](db::Connection& db) {
                    return title_of(
                        {.db = db, .actor = before.actor, .now = before.now, .allowed = before.allowed},
                        one->model);
                });
                errors.push_back(about(checked.error(), title).fields.front());
            }
    if (!errors.empty())
        return refuse(problems::private_data, std::move(errors));
    return form;
}

Outcome<acts::Recorded<Model>> decide_many(acts::Work& work, ManyForm const& form)
{
    std::optional<acts::Recorded<Model>> last;
    for (auto const& text : form.models) {
        auto const one = ticked(text);
        if (!one)
            return refuse(kheo::problems::bad_fields,
                          std::vector<FieldError>{{"models", "Các mô hình: có mục không đọc được."}});
        auto const decided = DecideForm{one->model, one->version, {}};
        auto done = form.step == ManyStep::publish ? publish(work, decided) : receive(work, decided);
        if (!done)
            return std::unexpected(about(std::move(done.error()), title_of(work, one->model)));
        last = std::move(*done);
    }
    ensure(last.has_value(), "a form of many names none");
    return *last;
}

Outcome<routes::Page> show_many(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto page = ManyPage{.step = forms::value_of(sent.values, "step") == "publish" ? ManyStep::publish
                                                                                   : ManyStep::receive};
    auto const publishes = page.step == ManyStep::publish;
    auto const permission = publishes ? may::publish_models : may::receive_models;
    auto const list = waiting(reading, publishes ? Stage::received : Stage::registered, permission,
                              publishes ? Open::left_out : Open::with_public, most_at_once);
    page.total = list.total;
    for (auto const& [model, since] : list.items) {
        auto const view = named_view(model, reading.today());
        auto const value = fmt::format("{}-{}", shown(model.id), model.version);
        auto const chosen =
            std::ranges::find(sent.values, std::pair(std::string("models"), value)) != sent.values.end();
        page.items.push_back({value, model.title, "/can-bo/mo-hinh/" + view.id,
                              view.commune.empty() ? view.unit : view.unit + " · " + view.commune,
                              shown(local_date(since)), chosen});
    }
    page.keys = web::form_keys_of(reading.csrf, sent.values, problem, "0");
    page.errors = web::errors_of(problem);
    auto const title = std::string(publishes ? "Công khai nhiều mô hình" : "Tiếp nhận nhiều mô hình");
    return routes::Page{.title = title,
                        .crumbs = {{"Việc của tôi", "/can-bo"}, {"Mô hình", "/can-bo/mo-hinh"}, {title, ""}},
                        .body = many_page(page, title),
                        .section = "/can-bo/mo-hinh"};
}

} // namespace kheo::models
