// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/models/decide.hpp"

#include "capabilities/models/load.hpp"

#include <array>

namespace kheo::models
{

std::span<forms::Rule const> DecideForm::rules()
{
    static constexpr std::array<forms::Rule, 3> list{{
        {"model", "Mô hình", forms::Input::id, INT64_MAX, forms::Need::required},
        {"version", "Phiên bản", forms::Input::hidden, INT64_MAX, forms::Need::required},
        {"reason", "Lý do", forms::Input::text, 1000},
    }};
    return list;
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
    auto next = TRY(returned(std::move(model), form.reason));
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
    auto next = TRY(withdrawn(std::move(model), form.reason));
    return store(work, "models.withdrawn", next, {{"reason", form.reason}});
}

} // namespace kheo::models
