// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/bodies/frame.hpp"

#include "capabilities/bodies/browse.hpp"
#include "capabilities/bodies/problems.hpp"
#include "data/data.hpp"
#include "platform/text/csv.hpp"
#include "platform/text/text.hpp"
#include "web/form_page.html.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace kheo::bodies
{

namespace
{

constexpr std::string_view placeholder = "{commune}";

std::vector<FrameKind> const& kinds()
{
    static auto const list = frame_kinds(data::file("registers/commune-bodies.csv"));
    return list;
}

std::string named(std::string_view pattern, areas::Area const& commune)
{
    auto name = std::string(pattern);
    if (auto const at = name.find(placeholder); at != std::string::npos)
        name.replace(at, placeholder.size(), inside_name(commune));
    return name;
}

bool has_contact(Directory const& directory, AreaId area, Date day)
{
    return std::ranges::any_of(directory.periods(), [&](Body const& period) {
        return period.contact && period.area == area && (!period.valid_to || day < *period.valid_to);
    });
}

struct Planned {
    areas::Area const* province = nullptr;
    std::shared_ptr<areas::Atlas const> atlas; // holds `province`
    Plan plan;
};

Outcome<Planned> plan_of(acts::Work& work, FrameForm const& form)
{
    auto made = Planned{.atlas = areas::load_atlas(work.db)};
    made.province = made.atlas->by_code(form.province, work.today());
    if (!made.province || !areas::is_provincial(made.province->kind))
        return std::unexpected(unknown_province(form.province));
    auto const directory = load_directory(work.db);
    auto const ground = Ground{.directory = *directory,
                               .atlas = *made.atlas,
                               .today = work.today(),
                               .may = [&](acts::Place place) { return work.may(may::add_bodies, place); }};
    auto const lines = framed(kinds(), made.province->area, ground);
    if (lines.empty())
        return refuse(problems::no_communes, made.province->full_name);
    made.plan = planned(lines, ground);
    return made;
}

} // namespace

std::span<forms::Rule const> FrameForm::rules()
{
    static constexpr std::array<forms::Rule, 2> list{{
        {"province", "Tỉnh, thành phố", forms::Input::choice, 10, forms::Need::required},
        {"demo", "Dữ liệu minh họa", forms::Input::yes_no},
    }};
    return list;
}

Problem unknown_province(std::string const& code)
{
    auto problem = Problem(problems::no_such_province, code);
    problem.fields = {{"province", problem.sentence}};
    return problem;
}

std::vector<FrameKind> frame_kinds(std::string_view csv)
{
    auto const records =
        csv::Records::parse(csv, {"key", "name", "line", "superior", "contact", "valid_from", "status"});
    ensure(records.has_value(), "commune-bodies.csv is no table");
    std::vector<FrameKind> list;
    for (std::size_t row = 0; row < records->size(); ++row) {
        auto const cell = [&](std::string_view column) { return std::string(records->at(row, column)); };
        auto const from = parse_iso_date(cell("valid_from"));
        ensure(from && line_of(cell("line")) && cell("name").contains(placeholder),
               "commune-bodies.csv: a line is not sound");
        ensure(cell("superior").empty() ||
                   std::ranges::find(list, cell("superior"), &FrameKind::key) != list.end(),
               "commune-bodies.csv: a kind stands before its superior");
        list.push_back({.key = cell("key"),
                        .name = cell("name"),
                        .line = cell("line"),
                        .superior = cell("superior"),
                        .contact = cell("contact") == "có",
                        .valid_from = *from,
                        .valid_to = parse_iso_date(cell("valid_to")),
                        .confirmed = cell("status") == "verified"});
    }
    return list;
}

std::vector<SheetLine> framed(std::vector<FrameKind> const& kinds, AreaId province, Ground const& ground)
{
    std::vector<SheetLine> lines;
    for (auto const* const commune : ground.atlas.children(province, ground.today)) {
        if (!areas::is_communal(commune->kind))
            continue;
        auto const taken = has_contact(ground.directory, commune->area, commune->valid_from);
        for (auto const& kind : kinds) {
            if (ground.today < kind.valid_from || (kind.valid_to && *kind.valid_to <= ground.today))
                continue;
            auto const above = std::ranges::find(kinds, kind.superior, &FrameKind::key);
            lines.push_back(
                {.line = lines.size() + 1,
                 .typed = {.name = named(kind.name, *commune),
                           .line = kind.line,
                           .area = commune->code,
                           .superior = above == kinds.end() ? std::string() : named(above->name, *commune),
                           .contact = kind.contact && !taken ? "có" : "",
                           .valid_from = shown(std::max(commune->valid_from, kind.valid_from))}});
        }
    }
    return lines;
}

Outcome<routes::Kept> preview_frame(acts::Work& work, FrameForm const& form)
{
    auto made = TRY(plan_of(work, form));
    auto const title = fmt::format("Khung cơ quan của {}", made.province->full_name);
    return previewed(work, made.plan,
                     {.title = title,
                      .action = "/can-bo/co-quan/khung/ghi",
                      .province = form.province,
                      .back = "/can-bo/co-quan/khung"});
}

Outcome<acts::Recorded<BodyImport>> add_frame(acts::Work& work, FrameForm const& form)
{
    auto made = TRY(plan_of(work, form));
    if (made.plan.count(RowState::bad) > 0)
        return refuse(problems::bad_rows, faults_of(made.plan));
    for (auto& row : made.plan.rows)
        row.body.demo = form.demo;
    auto const source = fmt::format("Khung cơ quan, {}", made.province->full_name);
    return store_import(work, made.plan, source, {});
}

Outcome<routes::Page> show_frame(acts::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const fields = web::FormFields(FrameForm::rules(), sent.values, problem,
                                        {{"province", province_choices(reading.today())}});
    auto const province = as_select(fields.field("province"));
    auto form = web::FormPage{
        .title = "Khung cơ quan của mọi xã trong tỉnh",
        .intro =
            "Thêm một lần các cơ quan, tổ chức thường có ở mỗi xã, phường, đặc khu. Cơ quan đã có được giữ "
            "nguyên. Được xem trước khi lưu.",
        .action = "/can-bo/co-quan/khung",
        .keys = web::form_keys_of(reading.csrf, sent.values, problem),
        .errors = web::errors_of(problem),
        .sections = {{.fields = {province}}},
        .buttons = {{"Xem trước"}},
        .cancel = {"Quay lại", "/can-bo/co-quan"}};
    std::string names;
    for (auto const& kind : kinds()) {
        auto name = tidied(kind.name.substr(0, kind.name.find(placeholder)));
        names += (names.empty() ? "" : "; ") + name + (kind.confirmed ? "" : " (chưa đối chiếu văn bản)");
    }
    form.sections.front().hint = "Gồm: " + names + ".";
    return routes::Page{.title = form.title,
                        .description = {},
                        .crumbs = crumbs("Khung cơ quan"),
                        .body = web::form_page(form),
                        .section = "/can-bo/co-quan"};
}

} // namespace kheo::bodies
