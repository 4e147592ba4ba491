// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/movements/join.hpp"

#include "web/form_page.hpp"
#include "web/form_page.html.hpp"

#include <algorithm>
#include <array>

namespace kheo::movements
{

namespace
{

std::vector<MovementId> present(std::vector<Membership> const& all)
{
    std::vector<MovementId> ids;
    for (auto const& one : all)
        if (!one.gone)
            ids.push_back(one.movement);
    return ids;
}

bool holds(std::vector<MovementId> const& ids, MovementId id)
{
    return std::ranges::find(ids, id) != ids.end();
}

// A draft keeps what was ticked; it counts once it is sent.
bool may_belong(Model const& model)
{
    return model.stage != models::Stage::withdrawn;
}

web::Choice choice_of(Movement const& movement, Date today)
{
    return {shown(movement.id), movement.name,
            std::string(label(movement.kind)) + " " + years_of(movement) + ", " +
                bodies::name_of(movement.body, today)};
}

// Those that change, or why one may not be joined.
Outcome<std::vector<Membership>> wanted_changes(acts::Work& work, Model const& model,
                                                std::vector<Membership> const& now,
                                                std::vector<MovementId> const& wanted)
{
    if (!may_belong(model))
        return refuse(models::problems::stage_forbids, models::label(model.stage));
    auto const offered = offered_to(work, model.area);
    auto const has = present(now);
    for (auto const id : wanted)
        if (!holds(has, id) && std::ranges::find(offered, id, &Movement::id) == offered.end())
            return refuse(
                problems::no_such_movement,
                std::vector<FieldError>{{"movements", std::string(problems::no_such_movement.sentence)}});
    return changes(now, wanted, model, model.year);
}

// What is offered there, and what is held already: one that has ended since is not lost.
std::vector<web::Choice> choices_for(acts::Reading const& reading, AreaId area,
                                     std::vector<MovementId> const& has)
{
    auto offered = offered_to(reading, area);
    for (auto const one : has)
        if (std::ranges::find(offered, one, &Movement::id) == offered.end())
            if (auto movement = movement_of(reading.db, one))
                offered.push_back(std::move(*movement));
    std::vector<web::Choice> choices;
    for (auto const& movement : offered)
        choices.push_back(choice_of(movement, reading.today()));
    return choices;
}

std::vector<web::Choice> offered_in_form(acts::Reading const& reading, acts::Place place,
                                         models::Belonging const& now)
{
    if (!reading.may(may::join_movements, place))
        return {};
    return choices_for(reading, AreaId{place.area}, now.movements);
}

models::Belonging belonging_of(db::Connection& db, ModelId model)
{
    auto const now = memberships_of(db, model);
    return {present(now), version_of(now)};
}

Outcome<std::optional<acts::Recorded<Model>>> join_by_form(acts::Work& work, Model const& model,
                                                           models::Belonging const& wanted)
{
    auto const now = memberships_of(work.db, model.id);
    if (version_of(now) != wanted.version)
        return refuse(kheo::problems::changed_meanwhile, "Người khác");
    auto const made = TRY(wanted_changes(work, model, now, wanted.movements));
    if (!made.empty() && !work.may(may::join_movements, models::place(model)))
        return refuse(kheo::problems::not_allowed);
    std::optional<acts::Recorded<Model>> recorded;
    for (auto const& one : made)
        recorded = acts::answering(store(work, one), model);
    return recorded;
}

std::string name_of(db::Connection& db, MovementId id)
{
    auto const movement = movement_of(db, id);
    return movement ? movement->name : std::string();
}

} // namespace

models::Movements for_registration()
{
    return {offered_in_form, belonging_of, join_by_form, name_of};
}

std::vector<Movement> offered_to(acts::Reading const& reading, AreaId of_model)
{
    auto const atlas = areas::atlas();
    auto const today = reading.today();
    auto const area = atlas->area_today(of_model, today);
    auto all = all_movements(reading.db);
    std::erase_if(all, [&](Movement const& movement) {
        return !holds_in(movement, civil(today).year) ||
               !atlas->within(area, atlas->area_today(movement.area, today), today);
    });
    return all;
}

std::span<forms::Rule const> JoinForm::rules()
{
    static constexpr std::array<forms::Rule, 3> list{
        {{"model", "Mô hình", forms::Input::id, INT64_MAX, forms::Need::required},
         {"version", "Phiên bản", forms::Input::hidden, INT64_MAX},
         {"movements", "Thuộc phong trào, cuộc vận động", forms::Input::id, INT64_MAX}}};
    return list;
}

Outcome<acts::Recorded<Joined>> join(acts::Work& work, JoinForm const& form)
{
    auto const model = TRY(models::load_row(work, form.model));
    if (!work.may(may::join_movements, models::place(model)))
        return refuse(kheo::problems::not_allowed);
    auto const now = memberships_of(work.db, model.id);
    if (version_of(now) != form.version)
        return refuse(kheo::problems::changed_meanwhile, "Người khác");
    auto const made = TRY(wanted_changes(work, model, now, form.movements));
    if (made.empty())
        return refuse(problems::nothing_changed);
    auto const answer = Joined{model.id, form.movements};
    std::optional<acts::Recorded<Joined>> recorded;
    for (auto const& one : made)
        recorded = acts::answering(store(work, one), answer);
    return *recorded;
}

routes::After after_join(Joined const& joined)
{
    return {"/can-bo/mo-hinh/" + shown(joined.model),
            joined.movements.empty() ? "Đã ghi: mô hình không thuộc phong trào nào."
                                     : "Đã ghi. Mô hình được tính trong biểu của từng phong trào."};
}

Outcome<routes::Page> show_join(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const id = ModelId{parse_id(forms::value_of(sent.values, "model")).value_or(0)};
    auto const model = TRY(models::load(reading, id));
    if (!reading.may(may::join_movements, models::place(model)))
        return refuse(kheo::problems::not_found);
    auto const now = memberships_of(reading.db, id);
    auto const has = present(now);
    auto choices = choices_for(reading, model.area, has);
    auto const offered = !choices.empty();
    forms::Values stored{{"movements", ""}};
    for (auto const one : has)
        stored.emplace_back("movements", shown(one));
    auto const fields = web::FormFields(JoinForm::rules(), problem ? sent.values : stored, problem,
                                        {{"movements", std::move(choices)}}, stored);
    auto field = fields.field("movements");
    if (offered)
        field.choices.erase(field.choices.begin()); // “Xin chọn” is for a select
    field.kind = web::Field::Kind::checkboxes;
    field.optional = false;
    auto const address = "/can-bo/mo-hinh/" + shown(id);
    auto form = web::FormPage{
        .title = "Thuộc phong trào nào",
        .intro =
            model.title + ". Chọn mọi phong trào mà mô hình góp phần; mỗi phong trào tính mô hình một lần.",
        .action = address + "/phong-trao",
        .keys = web::form_keys_of(reading.csrf, sent.values, problem, std::to_string(version_of(now))),
        .errors = fields.errors(),
        .cancel = {"Bỏ, về trang của mô hình", address}};
    if (!offered)
        form.intro += ". Năm nay chưa có phong trào, cuộc vận động nào được ghi cho nơi này.";
    else {
        form.sections.push_back({"", "", {std::move(field)}});
        form.buttons = {{"Lưu"}};
    }
    return routes::Page{.title = form.title,
                        .crumbs = {{"Việc của tôi", "/can-bo"},
                                   {"Mô hình", "/can-bo/mo-hinh"},
                                   {model.title, address},
                                   {"Phong trào", ""}},
                        .body = web::form_page(form),
                        .section = "/can-bo/mo-hinh"};
}

} // namespace kheo::movements
