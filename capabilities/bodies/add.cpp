// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/bodies/add.hpp"

#include "capabilities/bodies/body.sql.hpp"
#include "capabilities/bodies/problems.hpp"

#include <array>

namespace kheo::bodies
{

std::span<forms::Rule const> AddForm::rules()
{
    using forms::Input;
    using forms::Need;
    static constexpr std::array<forms::Rule, 10> list{{
        {"code", "Mã cơ quan", Input::line, 35, Need::required},
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

Outcome<Body> added(AddForm const& form, Directory const& directory, areas::Atlas const& atlas)
{
    auto const* const area =
        form.area ? atlas.on(form.area, form.valid_from) : atlas.by_code(form.area_code, form.valid_from);
    if (!area)
        return refuse(problems::no_such_area);
    if (form.superior && !directory.on(form.superior, form.valid_from))
        return refuse(problems::no_such_superior);
    if (auto const* const there = directory.contact_of(area->area, form.valid_from); form.contact && there)
        return refuse(problems::contact_taken, there->name);
    if (directory.by_code(form.code, form.valid_from))
        return refuse(problems::code_taken);
    return Body{.code = form.code,
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
    auto body = TRY(added(form, *load_directory(work.db), *areas::load_atlas(work.db)));
    body.id = {work.draws.id()};
    body.body = {work.draws.id()};
    return store_new(work, body);
}

} // namespace kheo::bodies
