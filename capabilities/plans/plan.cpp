// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/plans/plan.hpp"

#include <algorithm>
#include <array>
#include <sstream>

namespace kheo::plans
{

namespace
{

Outcome<Plan> in_hand(Plan plan)
{
    if (plan.stage == Stage::submitted || plan.stage == Stage::accepted)
        return refuse(problems::stage_forbids, label(plan.stage));
    ++plan.version;
    return plan;
}

FieldError ahead(std::string field)
{
    return {std::move(field), std::string(problems::day_ahead.sentence)};
}

} // namespace

bool is_done(Plan const& plan)
{
    return plan.done_on && (plan.stage == Stage::submitted || plan.stage == Stage::accepted);
}

std::string_view label(Stage stage)
{
    static constexpr std::array<std::string_view, 4> labels{
        "Đang thực hiện", "Đã báo hoàn thành, chờ xác nhận", "Trả lại để làm tiếp", "Đã xác nhận hoàn thành"};
    return labels.at(std::size_t(stage));
}

std::string_view label(Standing standing)
{
    static constexpr std::array<std::string_view, standings> labels{
        "Hoàn thành đúng hạn", "Hoàn thành quá hạn", "Đang thực hiện trong hạn", "Đang thực hiện quá hạn"};
    return labels.at(std::size_t(standing));
}

std::string text_of(std::vector<Proof> const& proofs)
{
    std::string text;
    for (auto const& one : proofs)
        text += (text.empty() ? "" : " ") +
                (one.document ? "document:" + shown(one.document) : "model:" + shown(one.model));
    return text;
}

std::vector<Proof> proofs_of(std::string_view text)
{
    std::vector<Proof> all;
    auto in = std::istringstream(std::string(text));
    for (std::string word; in >> word;) {
        auto const colon = word.find(':');
        auto const id = colon == word.npos ? std::nullopt : parse_id(word.substr(colon + 1));
        ensure(id.has_value(), "a proof without an id");
        all.push_back(word.starts_with("document:") ? Proof{{*id}, {}} : Proof{{}, {*id}});
    }
    return all;
}

Outcome<Plan> planned(Plan plan, std::string promise, DocumentId document, std::optional<Date> day)
{
    auto next = TRY(in_hand(std::move(plan)));
    if (promise.empty() && !document)
        return refuse(problems::nothing_said,
                      std::vector<FieldError>{{"promise", std::string(problems::nothing_said.sentence)}});
    next.stage = Stage::working;
    next.promise = std::move(promise);
    next.document = document;
    next.planned_on = day;
    return next;
}

Outcome<Plan> reported(Plan plan, std::string progress, Date day)
{
    auto next = TRY(in_hand(std::move(plan)));
    if (progress.empty())
        return refuse(problems::nothing_said,
                      std::vector<FieldError>{{"progress", std::string(problems::nothing_said.sentence)}});
    next.stage = Stage::working;
    next.progress = std::move(progress);
    next.progress_on = day;
    return next;
}

Outcome<Plan> completed(Plan plan, Completion completion, Date today)
{
    auto next = TRY(in_hand(std::move(plan)));
    if (completion.done_on > today)
        return refuse(kheo::problems::bad_fields, std::vector{ahead("done_on")});
    if (completion.not_before && completion.done_on < *completion.not_before)
        return refuse(
            kheo::problems::bad_fields,
            std::vector<FieldError>{
                {"done_on", Problem(problems::day_before, shown(*completion.not_before)).sentence}});
    if (completion.result.empty())
        return refuse(problems::result_needed,
                      std::vector<FieldError>{{"result", std::string(problems::result_needed.sentence)}});
    next.stage = Stage::submitted;
    next.done_on = completion.done_on;
    next.result = std::move(completion.result);
    next.signer_office = std::move(completion.signer_office);
    next.submitted_on = today;
    next.reason.clear();
    next.decided_on.reset();
    return next;
}

Outcome<Plan> accepted(Plan plan, Date today)
{
    if (plan.stage != Stage::submitted)
        return refuse(problems::stage_forbids, label(plan.stage));
    plan.stage = Stage::accepted;
    plan.decided_on = today;
    ++plan.version;
    return plan;
}

Outcome<Plan> returned(Plan plan, std::string reason, Date today)
{
    if (plan.stage != Stage::submitted && plan.stage != Stage::accepted)
        return refuse(problems::stage_forbids, label(plan.stage));
    if (reason.empty())
        return refuse(problems::reason_needed,
                      std::vector<FieldError>{{"reason", std::string(problems::reason_needed.sentence)}});
    plan.stage = Stage::returned;
    plan.reason = std::move(reason);
    plan.decided_on = today;
    ++plan.version;
    return plan;
}

State state_of(std::optional<Date> due, Plan const* own, std::span<Plan const* const> taken, Date today)
{
    auto state = State();
    Plan const* counts = own;
    if (!own && !taken.empty()) {
        state.inherited = std::ranges::any_of(taken, [](Plan const* one) { return one != nullptr; });
        // Done only when all are: the one that was done last tells when.
        if (std::ranges::all_of(taken, [](Plan const* one) { return one && is_done(*one); }))
            counts = *std::ranges::max_element(taken, {}, [](Plan const* one) { return *one->done_on; });
        else if (state.inherited)
            state.begun = true;
    }
    if (counts && is_done(*counts)) {
        state.begun = true;
        // Who is gone waits for no word: its part cannot be opened any more.
        state.waiting = counts == own && counts->stage == Stage::submitted;
        state.days_late = due ? std::max(0, counts->done_on->day - due->day) : 0;
        state.standing = state.days_late > 0 ? Standing::done_late : Standing::done_in_time;
        return state;
    }
    state.begun = state.begun || own;
    state.returned = own && own->stage == Stage::returned;
    state.days_late = due ? std::max(0, today.day - due->day) : 0;
    state.standing = state.days_late > 0 ? Standing::open_late : Standing::open_in_time;
    return state;
}

} // namespace kheo::plans
