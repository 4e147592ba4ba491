// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/models/decide.hpp"

#include "capabilities/models/load.hpp"
#include "capabilities/models/model.sql.hpp"
#include "capabilities/models/register.hpp"
#include "platform/json/read.hpp"

#include <array>

namespace kheo::models
{

namespace
{

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

std::span<forms::Rule const> KeepForm::rules()
{
    static constexpr std::array<forms::Rule, 3> list{{
        {"model", "Mô hình", forms::Input::id, INT64_MAX, forms::Need::required},
        {"version", "Phiên bản", forms::Input::hidden, INT64_MAX, forms::Need::required},
        {"year", "Năm", forms::Input::number, 2100, forms::Need::required},
    }};
    return list;
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

Outcome<acts::Recorded<Model>> submit(acts::Work& work, DecideForm const& form)
{
    auto model = TRY(load_for_change(work, may::edit_models, form.model, form.version));
    auto next = TRY(submitted(std::move(model)));
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
    return store(work, "models.published", next);
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
    auto words = json::read<Revision>(json::of(model).as_object());
    if (!words.result.empty())
        words.baseline = std::exchange(words.result, "");
    auto next = TRY(kept(std::move(model), form.year, words));
    return store(work, "models.kept", next);
}

} // namespace kheo::models
