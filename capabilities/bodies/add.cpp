// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/bodies/add.hpp"

#include "capabilities/bodies/body.sql.hpp"
#include "capabilities/bodies/browse.hpp"
#include "capabilities/bodies/plan.hpp"
#include "capabilities/bodies/problems.hpp"

#include "web/form_page.html.hpp"

#include <array>

namespace kheo::bodies
{

std::span<forms::Rule const> AddForm::rules()
{
    using forms::Input;
    using forms::Need;
    static constexpr std::array<forms::Rule, 10> list{{
        {"code", "Mã cơ quan", Input::line, 35, Need::optional,
         "Dùng trong bảng tài khoản và tệp đăng ký. Để trống thì tự đặt theo mã địa bàn và tên."},
        {"name", "Tên cơ quan, tổ chức", Input::line, 200, Need::required},
        {"line", "Khối", Input::choice, 0, Need::required},
        {"area", "Địa bàn", Input::id, INT64_MAX},
        {"area_code", "Mã địa bàn", Input::line, 10},
        {"superior", "Cơ quan cấp trên", Input::id, INT64_MAX},
        {"contact", "Là đầu mối dân vận", Input::yes_no},
        {"valid_from", "Từ ngày", Input::date, 0, Need::required},
        {"decision", "Văn bản thành lập", Input::line, 200},
        {"demo", "Dữ liệu minh họa", Input::yes_no},
    }};
    return list;
}

namespace
{

// Where it is to stand, by either name; null where there is no such area.
areas::Area const* area_of(AddForm const& form, areas::Atlas const& atlas)
{
    return form.area ? atlas.on(form.area, form.valid_from) : atlas.by_code(form.area_code, form.valid_from);
}

} // namespace

Outcome<Body> added(AddForm const& form, Directory const& directory, areas::Atlas const& atlas)
{
    auto const* const area = area_of(form, atlas);
    if (!area)
        return refuse(problems::no_such_area);
    if (form.superior && !directory.on(form.superior, form.valid_from))
        return refuse(problems::no_such_superior);
    if (auto const* const there = directory.name_ahead(form.name, area->area, form.valid_from))
        return refuse(problems::name_taken, there->code);
    if (auto const* const there = directory.contact_of(area->area, form.valid_from); form.contact && there)
        return refuse(problems::contact_taken, there->name);
    if (!form.code.empty() && directory.code_ahead(form.code, form.valid_from))
        return refuse(problems::code_taken);
    auto const code = form.code.empty()
                          ? free_code(form.name, *area,
                                      [&](std::string const& made) {
                                          return directory.code_ahead(made, form.valid_from) != nullptr;
                                      })
                          : form.code;
    return Body{.code = code,
                .name = form.name,
                .line = form.line,
                .area = area->area,
                .superior = form.superior,
                .contact = form.contact,
                .valid_from = form.valid_from,
                .decision = form.decision,
                .demo = form.demo};
}

acts::Recorded<Body> store_new(acts::Work& work, Body const& body)
{
    work.db.run(sql::insert_body, body);
    return acts::append(work, "bodies.added", body);
}

Outcome<acts::Recorded<Body>> add(acts::Work& work, AddForm const& form)
{
    auto const atlas = areas::load_atlas(work.db);
    auto const* const area = area_of(form, *atlas);
    if (!area)
        return refuse(problems::no_such_area);
    if (!work.may(may::add_bodies, {.area = area->area.value}))
        return refuse(kheo::problems::not_allowed);
    auto body = TRY(added(form, *load_directory(work.db), *atlas));
    body.id = {work.draws.id()};
    body.body = {work.draws.id()};
    return store_new(work, body);
}

Outcome<routes::Page> show_add(acts::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const id = parse_id(forms::value_of(sent.values, "area"));
    auto const atlas = areas::atlas();
    auto const* const area = id ? atlas->on({*id}, reading.today()) : nullptr;
    if (!area)
        return refuse(kheo::problems::not_found);
    if (!reading.may(may::add_bodies, {.area = area->area.value}))
        return refuse(kheo::problems::not_allowed);
    auto values = sent.values;
    if (forms::value_of(values, "valid_from").empty())
        forms::replace(values, "valid_from", shown(usual_start(*atlas, *area, reading.today())));
    auto const fields = web::FormFields(
        AddForm::rules(), values, problem,
        {{"line", line_choices()}, {"superior", superior_choices(*area, {}, reading.today())}});
    auto const form =
        web::FormPage{.title = "Thêm một cơ quan, tổ chức",
                      .intro = "Ở " + atlas->full_name(area->area, reading.today()) + ".",
                      .action = "/can-bo/co-quan/dia-ban/" + shown(area->area) + "/moi",
                      .keys = web::form_keys_of(reading.csrf, values, problem),
                      .errors = web::errors_of(problem),
                      .sections = {{.fields = {fields.field("name"), fields.field("line"),
                                               as_select(fields.field("superior")), fields.field("contact"),
                                               fields.field("valid_from"), fields.field("decision"),
                                               fields.field("code")}}},
                      .buttons = {{"Thêm cơ quan này"}},
                      .cancel = {"Quay lại", "/can-bo/co-quan"}};
    return routes::Page{.title = form.title,
                        .description = {},
                        .crumbs = crumbs(form.title),
                        .body = web::form_page(form),
                        .section = "/can-bo/co-quan"};
}

routes::After after_add(Body const& body)
{
    return {"/can-bo/co-quan/" + shown(body.body), "Đã thêm cơ quan, mã " + body.code + "."};
}

} // namespace kheo::bodies
