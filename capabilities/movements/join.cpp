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

bool may_belong(Model const& model)
{
    return model.stage != models::Stage::withdrawn && model.stage != models::Stage::draft;
}

} // namespace

std::vector<Movement> offered_to(acts::Reading const& reading, Model const& model)
{
    auto const atlas = areas::atlas();
    auto const today = reading.today();
    auto const area = atlas->area_today(model.area, today);
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
    auto const model = TRY(models::load(work, form.model));
    if (!work.may(may::join_movements, models::place(model)))
        return refuse(kheo::problems::not_allowed);
    if (!may_belong(model))
        return refuse(models::problems::stage_forbids, models::label(model.stage));
    auto const now = memberships_of(work.db, model.id);
    if (version_of(now) != form.version)
        return refuse(kheo::problems::changed_meanwhile, "Người khác");
    auto const offered = offered_to(work, model);
    auto const has = present(now);
    for (auto const id : form.movements)
        if (!holds(has, id) && std::ranges::find(offered, id, &Movement::id) == offered.end())
            return refuse(
                problems::no_such_movement,
                std::vector<FieldError>{{"movements", std::string(problems::no_such_movement.sentence)}});
    auto const made = changes(now, form.movements, model, model.year);
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
    auto offered = offered_to(reading, model);
    for (auto const one : has) // one that has ended since is not lost
        if (std::ranges::find(offered, one, &Movement::id) == offered.end())
            if (auto movement = movement_of(reading.db, one))
                offered.push_back(std::move(*movement));
    forms::Values stored{{"movements", ""}};
    std::vector<web::Choice> choices;
    for (auto const& one : offered) {
        choices.push_back({shown(one.id), one.name,
                           std::string(label(one.kind)) + " " + years_of(one) + ", " +
                               bodies::name_of(one.body, reading.today())});
        if (holds(has, one.id))
            stored.emplace_back("movements", shown(one.id));
    }
    auto const fields = web::FormFields(JoinForm::rules(), problem ? sent.values : stored, problem,
                                        {{"movements", std::move(choices)}}, stored);
    auto field = fields.field("movements");
    if (!offered.empty())
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
    if (offered.empty())
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
