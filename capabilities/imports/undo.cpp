// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/imports/batch.sql.hpp"
#include "capabilities/imports/take.hpp"
#include "capabilities/rounds/rounds.hpp"

#include <array>
#include <fmt/format.h>

namespace kheo::imports
{

namespace
{

constexpr std::size_t most_named = 20;

struct Entered {
    StoredRow row;
    models::Model model;
};

// The models of the taking as they are now, without those that somebody
// changed since; refuses these by name unless they are to be left.
Outcome<std::vector<Entered>> untouched(acts::Work& work, TakingId taking, bool leave_touched)
{
    std::vector<Entered> list;
    std::vector<FieldError> touched;
    for (auto& row : work.db.all<StoredRow>(sql::rows_of_taking, {{"taking", taking}})) {
        auto model = TRY(models::load_row(work, row.model));
        if (!work.may(models::may::import_models, models::place(model)))
            return refuse(kheo::problems::not_allowed);
        if (model.version != row.version_after)
            touched.push_back({"", fmt::format("“{}”: {}", model.title, models::label(model.stage))});
        else
            list.push_back({std::move(row), std::move(model)});
    }
    if (touched.empty() || (leave_touched && !list.empty()))
        return list;
    auto problem = Problem(problems::touched, std::to_string(touched.size()));
    touched.resize(std::min(touched.size(), most_named));
    problem.fields = std::move(touched);
    return std::unexpected(std::move(problem));
}

} // namespace

std::span<forms::Rule const> UndoForm::rules()
{
    using forms::Input;
    using forms::Need;
    static constexpr std::array<forms::Rule, 5> list{{
        {"import", "Lần gộp sổ", Input::id, INT64_MAX, Need::required},
        {"taking", "Lần nhận", Input::id, INT64_MAX, Need::required},
        {"version", "Phiên bản", Input::hidden, INT64_MAX, Need::required},
        {"reason", "Lý do hoàn tác", Input::line, 500, Need::required},
        {"leave_touched", "Vẫn hoàn tác phần còn lại", Input::yes_no},
    }};
    return list;
}

Outcome<acts::Recorded<Taking>> undo(acts::Work& work, UndoForm const& form)
{
    auto const import = TRY(load_import(work, form.import));
    auto taking = work.db.one<Taking>(sql::taking_by_id, {{"id", form.taking}});
    if (!taking || taking->import != import.id)
        return refuse(kheo::problems::not_found);
    if (taking->undone)
        return refuse(problems::undone_before);
    auto entered = TRY(untouched(work, taking->id, form.leave_touched));
    for (auto& [row, model] : entered) {
        if (row.version_before == 0) {
            auto const gone = TRY(models::withdrawn(model, form.reason));
            models::store(work, "models.withdrawn", gone, {{"reason", form.reason}});
            ++taking->withdrawn;
        } else {
            models::bring_back(work, model, row.version_before, form.reason, rounds::stage_in_year);
            ++taking->restored;
        }
        // The row stands as before, ready to be taken again.
        row.state = row.version_before == 0 ? State::good : State::kept;
        if (row.version_before == 0)
            row.model = {};
        row.taking = {};
        row.version_before = row.version_after = 0;
        work.db.run(sql::update_row, row);
    }
    ++taking->version;
    taking->undone = true;
    taking->reason = form.reason;
    work.db.run(sql::update_taking, *taking);
    return acts::append(work, "imports.undone", *taking, {{"reason", form.reason}});
}

} // namespace kheo::imports
