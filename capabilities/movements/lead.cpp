// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/movements/lead.hpp"

#include "capabilities/movements/browse.html.hpp"
#include "platform/text/text.hpp"
#include "web/form_page.hpp"
#include "web/form_page.html.hpp"

#include <algorithm>
#include <array>

namespace kheo::movements
{

namespace
{

constexpr int earliest_year = 1945; // movements that still go on may be old
constexpr int latest_year = 2100;
constexpr std::array<forms::Choice, 2> kind_choices{
    {{"phong_trao", "Phong trào"}, {"cuoc_van_dong", "Cuộc vận động"}}};

using forms::Input;
using forms::Need;
constexpr forms::Rule kind_rule{"kind", "Loại", Input::choice, 20, Need::required, "", kind_choices};
constexpr forms::Rule name_rule{
    "name", "Tên",          Input::line,
    200,    Need::required, "Như ghi trong văn bản phát động, không kèm chữ “phong trào”."};
constexpr forms::Rule first_rule{"first_year", "Năm bắt đầu", Input::year, latest_year, Need::required};
constexpr forms::Rule last_rule{"last_year", "Năm kết thúc", Input::year,
                                latest_year, Need::optional, "Bỏ trống nếu chưa ấn định."};
constexpr forms::Rule basis_rule{"basis",        "Văn bản phát động",
                                 Input::line,    300,
                                 Need::optional, "Ví dụ: Kế hoạch số 12-KH/TU ngày 15/01/2021."};

std::vector<FieldError> wrong_in(MovementText const& text)
{
    std::vector<FieldError> errors;
    if (text.first_year < earliest_year)
        errors.push_back({"first_year", "Năm bắt đầu: từ " + std::to_string(earliest_year) + " trở đi."});
    if (text.last_year != 0 && text.last_year < text.first_year)
        errors.push_back({"last_year", std::string(problems::years_turned.sentence)});
    return errors;
}

template <class Form>
Outcome<Form> checked(Form const& form)
{
    auto errors = wrong_in(form);
    if (!errors.empty())
        return refuse(kheo::problems::bad_fields, std::move(errors));
    return areas::without_private_data(form, {"name", "basis"});
}

Movement with(Movement movement, MovementText const& text)
{
    movement.kind = text.kind;
    movement.name = text.name;
    movement.first_year = text.first_year;
    movement.last_year = text.last_year;
    movement.basis = text.basis;
    return movement;
}

// One body does not launch two of one name, however it is written.
Outcome<void> unique_name(acts::Work& work, Movement const& movement)
{
    auto const all = all_movements(work.db);
    auto const same = std::ranges::any_of(all, [&](Movement const& other) {
        return other.id != movement.id && other.body == movement.body &&
               folded(other.name) == folded(movement.name);
    });
    if (!same)
        return {};
    return refuse(problems::same_name,
                  std::vector<FieldError>{{"name", std::string(problems::same_name.sentence)}});
}

Outcome<Movement> load_to_lead(acts::Reading const& reading, MovementId id)
{
    auto movement = movement_of(reading.db, id);
    if (!movement)
        return refuse(kheo::problems::not_found);
    if (!reading.may(may::lead_movements, place(*movement)))
        return refuse(kheo::problems::not_allowed);
    return *movement;
}

// Bodies that may launch one: not those of the communes below, but one's own.
std::vector<web::Choice> masters(acts::Reading const& reading)
{
    auto const held = bodies::directory();
    auto const atlas = areas::atlas();
    auto const today = reading.today();
    std::vector<AreaId> own;
    for (auto const& post : reading.actor.posts)
        if (auto const* const body = held->on({post.body}, today))
            own.push_back(body->area);
    std::vector<std::pair<std::string, web::Choice>> found;
    for (auto const& body : held->periods()) {
        if (!body.holds_on(today) || !reading.may(may::lead_movements, bodies::place(body)))
            continue;
        auto const* const area = atlas->on(body.area, today);
        auto const is_own = std::ranges::find(own, body.area) != own.end();
        if (is_own || (area && !areas::is_communal(area->kind)))
            found.emplace_back(sort_key(body.name), web::Choice{shown(body.body), body.name});
    }
    std::ranges::sort(found, {}, [](auto const& one) { return std::tie(one.first, one.second.value); });
    std::vector<web::Choice> choices;
    for (auto& [key, choice] : found)
        choices.push_back(std::move(choice));
    return choices;
}

routes::Page page_of(web::FormPage const& form)
{
    return {.title = form.title,
            .crumbs = {{"Việc của tôi", "/can-bo"}, {"Phong trào", "/can-bo/phong-trao"}, {form.title, ""}},
            .body = web::form_page(form),
            .section = "/can-bo/mo-hinh"};
}

} // namespace

std::span<forms::Rule const> LaunchForm::rules()
{
    static constexpr std::array<forms::Rule, 6> list{
        {{"body", "Đơn vị chủ trì", Input::id, INT64_MAX, Need::required},
         kind_rule,
         name_rule,
         first_rule,
         last_rule,
         basis_rule}};
    return list;
}

std::span<forms::Rule const> ChangeForm::rules()
{
    static constexpr std::array<forms::Rule, 7> list{
        {{"movement", "Phong trào", Input::id, INT64_MAX, Need::required},
         {"version", "Phiên bản", Input::hidden, INT64_MAX, Need::required},
         kind_rule,
         name_rule,
         first_rule,
         last_rule,
         basis_rule}};
    return list;
}

std::span<forms::Rule const> ThemeForm::rules()
{
    static constexpr std::array<forms::Rule, 5> list{
        {{"movement", "Phong trào", Input::id, INT64_MAX, Need::required},
         {"instead_of", "Chủ đề đang sửa", Input::id, INT64_MAX, Need::optional,
          "Bỏ trống khi năm ấy chưa có chủ đề."},
         {"version", "Phiên bản", Input::hidden, INT64_MAX},
         {"year", "Năm", Input::year, latest_year, Need::required},
         {"theme", "Chủ đề năm", Input::line, 300, Need::required,
          "Ví dụ: Năm dân vận chính quyền hướng về cơ sở."}}};
    return list;
}

Outcome<LaunchForm> checked_launch(LaunchForm const& form)
{
    return checked(form);
}

Outcome<ChangeForm> checked_change(ChangeForm const& form)
{
    return checked(form);
}

Outcome<ThemeForm> checked_theme(ThemeForm const& form)
{
    return areas::without_private_data(form, {"theme"});
}

Outcome<acts::Recorded<Movement>> launch(acts::Work& work, LaunchForm const& form)
{
    auto const held = bodies::directory();
    auto const* const body = held->on(form.body, work.today());
    if (!body)
        return refuse(
            models::problems::no_such_body,
            std::vector<FieldError>{{"body", std::string(models::problems::no_such_body.sentence)}});
    if (!work.may(may::lead_movements, bodies::place(*body)))
        return refuse(kheo::problems::not_allowed);
    auto const movement = with({.body = form.body, .area = body->area, .demo = body->demo}, form);
    if (auto const unique = unique_name(work, movement); !unique)
        return std::unexpected(unique.error());
    auto made = movement;
    made.id = {work.draws.id()};
    return store(work, "movements.launched", std::move(made));
}

Outcome<acts::Recorded<Movement>> change(acts::Work& work, ChangeForm const& form)
{
    auto const now = TRY(load_to_lead(work, form.movement));
    if (now.version != form.version)
        return refuse(kheo::problems::changed_meanwhile, "Người khác");
    auto next = with(now, form);
    if (json::text(next) == json::text(now))
        return refuse(problems::nothing_changed);
    if (auto const unique = unique_name(work, next); !unique)
        return std::unexpected(unique.error());
    ++next.version;
    return store(work, "movements.changed", std::move(next));
}

Outcome<acts::Recorded<Theme>> set_theme(acts::Work& work, ThemeForm const& form)
{
    auto const movement = TRY(load_to_lead(work, form.movement));
    auto const at_year = [](Refusal const& refusal) {
        return refuse(refusal, std::vector<FieldError>{{"year", std::string(refusal.sentence)}});
    };
    if (!holds_in(movement, form.year))
        return at_year(problems::outside_years);
    auto const themes = themes_of(work.db, movement.id);
    auto const now = std::ranges::find(themes, form.year, &Theme::year);
    if (now == themes.end())
        return store(work, Theme{.id = {work.draws.id()},
                                 .movement = movement.id,
                                 .year = form.year,
                                 .theme = form.theme,
                                 .body = movement.body,
                                 .area = movement.area,
                                 .demo = movement.demo});
    // Versions of two years' themes may be the same number: the record decides.
    if (form.instead_of != now->id)
        return at_year(problems::has_theme);
    if (form.version != now->version)
        return refuse(kheo::problems::changed_meanwhile, "Người khác");
    if (now->theme == form.theme)
        return refuse(problems::nothing_changed);
    auto next = *now;
    next.theme = form.theme;
    ++next.version;
    return store(work, std::move(next));
}

std::span<forms::Rule const> theme_query()
{
    static constexpr std::array<forms::Rule, 2> list{
        {{"movement", "Phong trào", Input::id, INT64_MAX, Need::required},
         {"year", "Năm", Input::year, latest_year}}};
    return list;
}

routes::After after_movement(Movement const& movement)
{
    return {"/phong-trao/" + shown(movement.id), movement.version == 1
                                                     ? "Đã ghi. Đơn vị nay chọn được phong trào này "
                                                       "cho mô hình của mình."
                                                     : "Đã lưu."};
}

routes::After after_theme(Theme const& theme)
{
    return {"/phong-trao/" + shown(theme.movement), "Đã ghi chủ đề năm " + std::to_string(theme.year) + "."};
}

Outcome<routes::Page> show_launch(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto values = sent.values;
    auto offered = masters(reading);
    if (offered.empty())
        return refuse(kheo::problems::not_allowed);
    if (offered.size() == 1)
        forms::replace(values, "body", offered.front().value);
    if (forms::value_of(values, "kind").empty() && !problem)
        forms::replace(values, "kind", "phong_trao");
    auto const fields = web::FormFields(LaunchForm::rules(), values, problem, {{"body", std::move(offered)}});
    return page_of(
        {.title = "Thêm phong trào, cuộc vận động",
         .intro =
             "Ghi một lần; các đơn vị chọn cho mô hình của mình. Một mô hình có thể thuộc nhiều phong trào.",
         .action = "/can-bo/phong-trao/moi",
         .keys = web::form_keys_of(reading.csrf, values, problem),
         .errors = web::errors_of(problem),
         .sections = {{"", "", fields.fields({"body", "kind", "name", "first_year", "last_year", "basis"})}},
         .buttons = {{"Ghi phong trào"}},
         .cancel = {"Bỏ, về danh sách", "/can-bo/phong-trao"}});
}

Outcome<routes::Page> show_change(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const id = MovementId{parse_id(forms::value_of(sent.values, "movement")).value_or(0)};
    auto const movement = TRY(load_to_lead(reading, id));
    auto stored = web::values_of(movement);
    if (movement.last_year == 0)
        forms::replace(stored, "last_year", "");
    auto const fields =
        web::FormFields(ChangeForm::rules(), problem ? sent.values : stored, problem, {}, stored);
    return page_of(
        {.title = "Sửa: " + movement.name,
         .action = "/can-bo/phong-trao/" + shown(id) + "/sua",
         .keys = web::form_keys_of(reading.csrf, sent.values, problem, std::to_string(movement.version)),
         .errors = fields.errors(),
         .sections = {{"", "", fields.fields({"kind", "name", "first_year", "last_year", "basis"})}},
         .buttons = {{"Lưu"}},
         .cancel = {"Bỏ, về danh sách", "/can-bo/phong-trao"}});
}

Outcome<routes::Page> show_theme(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const id = MovementId{parse_id(forms::value_of(sent.values, "movement")).value_or(0)};
    auto const movement = TRY(load_to_lead(reading, id));
    auto values = sent.values;
    if (forms::value_of(values, "year").empty() && !problem)
        forms::replace(values, "year", std::to_string(civil(reading.today()).year));
    auto const themes = themes_of(reading.db, id);
    auto const now = std::ranges::find_if(themes, [&](Theme const& theme) {
        return std::to_string(theme.year) == forms::value_of(values, "year");
    });
    auto const stored = now != themes.end() ? forms::Values{{"theme", now->theme}} : forms::Values();
    auto const changed = problem && problem->id == kheo::problems::changed_meanwhile.id;
    if (!problem)
        for (auto const& [name, value] : stored)
            forms::replace(values, name, value);
    if (!problem || changed) // a form refused otherwise is still of the theme it was opened on
        forms::replace(values, "instead_of", now != themes.end() ? shown(now->id) : "");
    auto const fields = web::FormFields(ThemeForm::rules(), values, problem, {}, stored);
    return page_of({.title = "Chủ đề năm: " + movement.name,
                    .intro = "Phong trào " + years_of(movement) + ". Mỗi năm một chủ đề.",
                    .action = "/can-bo/phong-trao/" + shown(id) + "/chu-de",
                    .keys = web::form_keys_of(reading.csrf, sent.values, problem,
                                              std::to_string(now != themes.end() ? now->version : 0)),
                    .errors = fields.errors(),
                    .sections = {{"", "", fields.fields({"year", "theme"}),
                                  theme_shown(std::string(forms::value_of(values, "instead_of")))}},
                    .buttons = {{"Ghi chủ đề"}},
                    .cancel = {"Bỏ, về danh sách", "/can-bo/phong-trao"}});
}

} // namespace kheo::movements
