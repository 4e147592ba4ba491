// SPDX-License-Identifier: AGPL-3.0-or-later
// The table of a body as people see it.
#include "capabilities/heartbeats/heartbeats.hpp"
#include "capabilities/heartbeats/table.html.hpp"
#include "web/form_page.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <set>

namespace kheo::heartbeats
{

namespace
{

constexpr std::size_t most_asked_singly = 200; // bodies

std::string field(std::string_view name, ModelId model)
{
    return fmt::format("{}-{}", name, model.value);
}

// What is known of the figures: "Cần đạt 200; lần trước 120 (30/06/2026)".
std::string facts_of(Kept const& kept, std::string const& unit)
{
    std::string words = unit;
    auto const add = [&](std::string part) { words += (words.empty() ? "" : "; ") + std::move(part); };
    if (!kept.target.empty())
        add("cần đạt " + kept.target);
    if (!kept.last_result.empty() && kept.last_on)
        add(fmt::format("lần trước {} ({})", kept.last_result, shown(*kept.last_on)));
    else if (!kept.result.empty())
        add("đã báo " + kept.result);
    return words.empty() ? fmt::format("Đăng ký năm {}", kept.year) : words;
}

std::string state_of(Kept const& kept, periods::Period period)
{
    if (kept.said_on)
        return "Đã xác nhận ngày " + shown(*kept.said_on);
    if (!is_due(kept, period))
        return "Mới đăng ký kỳ này, chưa cần xác nhận";
    auto const since = periods::calendar().kept_since(period.first);
    return last_sign(kept) < since ? "Chưa xác nhận từ " + shown(last_sign(kept)) : std::string();
}

std::vector<web::Choice> choices_of(Said chosen, bool may_end)
{
    std::vector<web::Choice> choices{{"nothing", "Chưa trả lời", "", chosen == Said::nothing},
                                     {"works", "Còn làm", "", chosen == Said::works},
                                     {"paused", "Tạm dừng", "", chosen == Said::paused}};
    if (may_end)
        choices.push_back({"ended", "Đã kết thúc", "", chosen == Said::ended});
    return choices;
}

// A line with what was typed, or else prefilled from last time.
LinePart part_of(acts::Reading const& reading, Kept const& kept, Line const* typed, Problem const* problem,
                 periods::Period period, std::string const& unit)
{
    auto const last = kept.last_result.empty() ? kept.result : kept.last_result;
    auto const said = typed ? typed->said : kept.said ? Said::works : Said::nothing;
    auto const ends = reading.may(may::end_models, {kept.area.value, kept.body.value});
    auto part = LinePart{.id = shown(kept.model),
                         .title = kept.title,
                         .facts = facts_of(kept, unit),
                         .state = state_of(kept, period),
                         .measured = !kept.measure.empty(),
                         .measure = kept.measure,
                         .choices = choices_of(said, ends),
                         .result = typed       ? typed->result
                                   : kept.said ? kept.said_result
                                               : last,
                         .note = typed ? typed->note : kept.said_note,
                         .seen = std::to_string(kept.said_version),
                         .seen_life = std::to_string(kept.life_version)};
    if (!problem)
        return part;
    auto const error = [&](std::string_view name) {
        return std::string(web::error_of(problem->fields, field(name, kept.model)));
    };
    part.result_error = error("result");
    part.note_error = error("note");
    part.said_error = error("said");
    if (problem->id == problems::look_again.id && !part.result_error.empty())
        part.sure = part.result;
    else if (typed)
        part.sure = typed->sure;
    return part;
}

// The figures above the table: of this period, and to date.
std::vector<web::Figure> figures_of(std::vector<Kept> const& all, periods::Period period)
{
    std::int64_t asked = 0;
    std::int64_t said = 0;
    std::int64_t fresh = 0;
    for (auto const& kept : all) {
        if (kept.course != Course::goes_on)
            continue;
        auto const due = is_due(kept, period);
        asked += due || kept.said ? 1 : 0;
        said += kept.said ? 1 : 0;
        fresh += !due && !kept.said ? 1 : 0;
    }
    return {{"Trong kỳ: đã xác nhận", web::number(said), fmt::format("trên {} cần xác nhận", asked)},
            {"Mới đăng ký trong kỳ", web::number(fresh), "kỳ sau mới cần xác nhận"},
            {"Lũy kế", web::number(std::int64_t(all.size())), "cả mô hình tạm dừng, đã kết thúc"}};
}

web::Table rested_of(std::vector<Kept> const& all)
{
    auto table = web::Table{.caption = "Tạm dừng, đã kết thúc: không phải xác nhận",
                            .columns = {{"Mô hình"}, {"Tình trạng"}, {"Lý do hoặc bài học"}}};
    for (auto const& kept : all)
        if (kept.course != Course::goes_on)
            table.rows.push_back({{{kept.title, "/can-bo/mo-hinh/" + shown(kept.model) + "/tinh-trang"},
                                   {std::string(periods::label(condition(kept.course, {}, {})))},
                                   {kept.course == Course::ended ? kept.lesson : kept.reason}}});
    return table;
}

std::vector<GroupPart> groups_of(acts::Reading const& reading, std::vector<Kept> const& all,
                                 Table const& typed, Problem const* problem, BodyId keeper)
{
    auto const period = periods::calendar().of(reading.today());
    std::array<GroupPart, 3> groups{{
        {"Nhận từ đơn vị cũ",
         "Đơn vị cũ đã sáp nhập hoặc giải thể; việc theo dõi nay là của đơn vị này. Không còn làm thì ghi "
         "kết thúc, kèm bài học.",
         {}},
        {"Cần xác nhận kỳ này", "", {}},
        {"Đã có lời kỳ này", "Sửa được đến hết kỳ.", {}},
    }};
    for (auto const& kept : all) {
        if (kept.course != Course::goes_on)
            continue;
        auto const line = std::ranges::find(typed.lines, kept.model, &Line::model);
        auto const inherited = kept.body != keeper;
        auto const due = is_due(kept, period);
        auto const at = !due ? 2 : inherited ? 0 : 1;
        groups.at(std::size_t(at))
            .lines.push_back(part_of(reading, kept, line == typed.lines.end() ? nullptr : &*line, problem,
                                     period, inherited ? bodies::name_of(kept.body) : std::string()));
    }
    std::vector<GroupPart> filled;
    for (auto& group : groups)
        if (!group.lines.empty())
            filled.push_back(std::move(group));
    return filled;
}

routes::Page shown_page(html::Html body)
{
    return {.title = "Xác nhận duy trì",
            .crumbs = {{"Việc của tôi", "/can-bo"}, {"Xác nhận duy trì", ""}},
            .body = std::move(body),
            .section = "/can-bo/duy-tri",
            .wide = true};
}

// Models of bodies as their keepers have them: all, of these due, of these inherited.
struct KeptSums {
    std::int64_t all = 0;
    std::int64_t due = 0;
    std::int64_t inherited = 0;
};
// Those whose models one of these keeps, with the keeper: themselves, and bodies
// that are gone.
std::map<BodyId, BodyId> keepers_of(acts::Reading const& reading, std::vector<bodies::Body const*> const& own)
{
    auto const held = bodies::directory();
    auto const atlas = areas::atlas();
    std::map<BodyId, BodyId> keepers;
    for (auto const* const body : own)
        keepers.emplace(body->body, body->body);
    std::set<BodyId> seen;
    for (auto const& body : held->periods()) {
        if (!seen.insert(body.body).second || stands(*held, *atlas, body.body, reading.today()))
            continue;
        auto const keeper = keeper_of(*held, *atlas, body.body, reading.today());
        if (std::ranges::find(own, keeper, &bodies::Body::body) != own.end())
            keepers.emplace(body.body, keeper);
    }
    return keepers;
}

std::map<BodyId, KeptSums> sums_by_keeper(acts::Reading const& reading,
                                          std::vector<bodies::Body const*> const& own)
{
    std::map<BodyId, KeptSums> sums;
    auto const keepers = keepers_of(reading, own);
    auto const add = [&](BodyId body, std::int64_t models, bool due) {
        auto const keeper = keepers.at(body);
        auto& sum = sums[keeper];
        sum.all += models;
        sum.due += due ? models : 0;
        sum.inherited += due && keeper != body ? models : 0;
    };
    // A commune asks for its own few; a province would ask a thousand times.
    if (keepers.size() > most_asked_singly) {
        for (auto const& some : conditions(reading))
            if (keepers.contains(some.body) && some.condition != Condition::paused &&
                some.condition != Condition::ended)
                add(some.body, some.models, !some.said);
        return sums;
    }
    auto const period = periods::calendar().of(reading.today());
    for (auto const& [body, keeper] : keepers)
        for (auto const& kept : models_of(reading, body))
            if (kept.course == Course::goes_on)
                add(body, 1, is_due(kept, period));
    return sums;
}

// Which bodies wait, with how many models.
html::Html choice_of_bodies(acts::Reading const& reading, std::vector<bodies::Body const*> const& own)
{
    auto sums = sums_by_keeper(reading, own);
    std::vector<BodyLine> lines;
    for (auto const* const body : own) {
        auto const& sum = sums[body->body];
        if (sum.all > 0)
            lines.push_back({body->name, "/can-bo/duy-tri?body=" + shown(body->body),
                             sum.due > 0 ? fmt::format("Còn {} trên {} mô hình", sum.due, sum.all)
                                         : fmt::format("Xong cả {} mô hình", sum.all)});
    }
    return choose_body(lines, periods::shown(periods::calendar().of(reading.today())));
}

} // namespace

std::span<forms::Rule const> confirm_query()
{
    static constexpr std::array<forms::Rule, 1> list{{{"body", "Đơn vị", forms::Input::id, INT64_MAX}}};
    return list;
}

routes::After after_confirm(Confirmed const& confirmed)
{
    auto const rest = confirmed.paused + confirmed.ended;
    auto said = fmt::format("Đã xác nhận {} mô hình.", confirmed.works);
    if (rest > 0)
        said += fmt::format(" Ghi tạm dừng {}, kết thúc {}.", confirmed.paused, confirmed.ended);
    return {"/can-bo/duy-tri?body=" + shown(confirmed.body), said};
}

std::vector<bodies::Body const*> own_bodies(acts::Reading const& reading, bodies::Directory const& held)
{
    std::vector<bodies::Body const*> own;
    for (auto const& body : held.periods())
        if (body.holds_on(reading.today()) && reading.may(may::confirm_models, bodies::place(body)))
            own.push_back(&body);
    return own;
}

std::vector<Owed> owed(acts::Reading const& reading)
{
    auto const held = bodies::directory();
    auto const own = own_bodies(reading, *held);
    auto sums = sums_by_keeper(reading, own);
    std::vector<Owed> list;
    for (auto const* const body : own)
        if (auto const& sum = sums[body->body]; sum.due > 0)
            list.push_back({body->body, sum.due - sum.inherited, sum.inherited});
    return list;
}

Outcome<routes::Page> show_confirm(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const held = bodies::directory();
    auto const own = own_bodies(reading, *held);
    auto const asked = BodyId{parse_id(forms::value_of(sent.values, "body")).value_or(0)};
    if (!asked && own.size() != 1)
        return shown_page(choice_of_bodies(reading, own));
    auto const id = asked ? asked : own.front()->body;
    if (std::ranges::find(own, id, &bodies::Body::body) == own.end())
        return refuse(kheo::problems::not_found);
    auto const period = periods::calendar().of(reading.today());
    auto const all = kept_models(reading, id);
    auto const typed = problem ? table_of({id}, sent.values) : Table();
    auto page = ConfirmPage{.body = shown(id),
                            .unit = bodies::name_of(id),
                            .period = periods::shown(period),
                            .last_day = shown(period.last()),
                            .figures = figures_of(all, period),
                            .groups = groups_of(reading, all, typed, problem, id),
                            .rested = rested_of(all),
                            .keys = web::form_keys_of(reading.csrf, sent.values, problem),
                            .errors = web::errors_of(problem),
                            .asks_again = problem && problem->id == problems::look_again.id};
    return shown_page(confirm_page(page));
}

} // namespace kheo::heartbeats
