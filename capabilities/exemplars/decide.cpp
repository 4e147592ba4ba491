// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/exemplars/decide.hpp"

#include "capabilities/exemplars/load.hpp"

#include <array>

namespace kheo::exemplars
{

std::span<forms::Rule const> DecideForm::rules()
{
    static constexpr std::array<forms::Rule, 3> list{{
        {"exemplar", "Điển hình", forms::Input::id, INT64_MAX, forms::Need::required},
        {"version", "Phiên bản", forms::Input::hidden, INT64_MAX, forms::Need::required},
        {"reason", "Lý do", forms::Input::text, 500},
    }};
    return list;
}

Outcome<acts::Recorded<Exemplar>> publish(acts::Work& work, DecideForm const& form)
{
    auto exemplar = TRY(load_for_change(work, may::publish_exemplars, form.exemplar, form.version));
    auto const next = TRY(published(std::move(exemplar), work.today()));
    return store(work, "exemplars.published", next);
}

Outcome<acts::Recorded<Exemplar>> withdraw(acts::Work& work, DecideForm const& form)
{
    auto exemplar = TRY(load_for_change(work, may::withdraw_exemplars, form.exemplar, form.version));
    auto const next = TRY(withdrawn(std::move(exemplar), form.reason));
    return store(work, "exemplars.withdrawn", next, {{"reason", form.reason}});
}

Outcome<acts::Recorded<Exemplar>> erase(acts::Work& work, DecideForm const& form)
{
    auto exemplar = TRY(load_for_change(work, may::erase_exemplars, form.exemplar, form.version));
    auto const next = TRY(erased(std::move(exemplar)));
    acts::erase(work, object_kind(next), next.id.value);
    return store(work, "exemplars.erased", next);
}

bool erase_again(acts::Work& work, std::int64_t exemplar)
{
    auto const there = load(work, ExemplarId{exemplar});
    if (!there || there->stage == Stage::erased)
        return false;
    ensure(erase(work, {there->id, there->version, ""}).has_value(), "an erasure could not be repeated");
    return true;
}

} // namespace kheo::exemplars
