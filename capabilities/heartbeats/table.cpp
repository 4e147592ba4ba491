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
// A form takes a thousand fields, a line has up to six.
constexpr std::size_t lines_of_a_page = 100;

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

// What somebody else said while this was typed: "đang lưu: còn làm, 130; chờ nghiệm thu".
std::string said_meanwhile(Kept const& kept, Line const* typed)
{
    if (!typed || typed->seen == kept.said_version || !kept.said)
        return {};
    auto words = std::string("đang lưu: còn làm");
    if (!kept.said_result.empty())
        words += ", " + kept.said_result;
    if (!kept.said_note.empty())
        words += " (" + kept.said_note + ")";
    return words;
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
                         .meanwhile = said_meanwhile(kept, typed),
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

// A line of the table by its group, then by title.
using Placed = std::pair<std::size_t, Kept const*>;

std::vector<Placed> placed(std::vector<Kept> const& all, periods::Period period, BodyId keeper)
{
    std::array<std::vector<Placed>, 3> groups;
    for (auto const& kept : all) {
        if (kept.course != Course::goes_on)
            continue;
        auto const group = !is_due(kept, period) ? 2U : kept.body != keeper ? 0U : 1U;
        groups.at(group).emplace_back(group, &kept);
    }
    std::vector<Placed> list;
    for (auto const& group : groups)
        list.insert(list.end(), group.begin(), group.end());
    return list;
}

// The lines of one page: those behind a model, or those that were sent and refused.
std::vector<Placed> chosen(std::vector<Placed> const& list, std::map<ModelId, Line const*> const& typed,
                           ModelId after)
{
    std::vector<Placed> page;
    std::ranges::copy_if(list, std::back_inserter(page),
                         [&](Placed const& one) { return typed.contains(one.second->model); });
    if (!page.empty())
        return page;
    auto first = std::ranges::find(list, after, [](Placed const& one) { return one.second->model; });
    first = first == list.end() ? list.begin() : std::next(first);
    auto const count = std::min(lines_of_a_page, std::size_t(list.end() - first));
    page.assign(first, first + std::ptrdiff_t(count));
    return page;
}

std::vector<GroupPart> groups_of(acts::Reading const& reading, std::vector<Placed> const& list,
                                 std::vector<Placed> const& page, std::map<ModelId, Line const*> const& typed,
                                 Problem const* problem, BodyId keeper)
{
    auto const period = periods::calendar().of(reading.today());
    std::array<GroupPart, 3> groups{{
        {"Nhận từ đơn vị cũ",
         "Đơn vị cũ đã sáp nhập hoặc giải thể; việc theo dõi nay là của đơn vị này. Không còn làm thì ghi "
         "kết thúc, kèm bài học.",
         0,
         {}},
        {"Cần xác nhận kỳ này", "", 0, {}},
        {"Đã có lời kỳ này", "Sửa được đến hết kỳ.", 0, {}},
    }};
    for (auto const& [group, kept] : list)
        ++groups.at(group).total;
    for (auto const& [group, kept] : page) {
        auto const line = typed.find(kept->model);
        auto const unit = kept->body != keeper ? bodies::name_of(kept->body) : std::string();
        groups.at(group).lines.push_back(
            part_of(reading, *kept, line == typed.end() ? nullptr : line->second, problem, period, unit));
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
        if (!seen.insert(body.body).second || bodies::stands(*held, *atlas, body.body, reading.today()))
            continue;
        auto const keeper = bodies::keeper_of(*held, *atlas, body.body, reading.today());
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
        auto const all = conditions(reading);
        for (auto const& some : *all)
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

namespace
{

// Where not all lines stand on one page.
void tell_place(ConfirmPage& page, std::vector<Placed> const& list, std::vector<Placed> const& lines)
{
    if (lines.empty() || lines.size() == list.size())
        return;
    auto const first = std::ranges::find(list, lines.front()) - list.begin() + 1;
    page.from = fmt::format("Dòng {} đến {} trên {} dòng. Gửi xong trang này rồi sang trang sau.", first,
                            first + std::ptrdiff_t(lines.size()) - 1, list.size());
    if (lines.back() != list.back())
        page.more =
            fmt::format("/can-bo/duy-tri?body={}&after={}", page.body, shown(lines.back().second->model));
}

} // namespace

std::span<forms::Rule const> confirm_query()
{
    static constexpr std::array<forms::Rule, 2> list{{
        {"body", "Đơn vị", forms::Input::id, INT64_MAX},
        {"after", "Sau mô hình", forms::Input::id, INT64_MAX},
    }};
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
    auto const sent_table = problem ? table_of({id}, sent.values).value_or(Table()) : Table();
    std::map<ModelId, Line const*> typed;
    for (auto const& line : sent_table.lines)
        typed.emplace(line.model, &line);
    auto const list = placed(all, period, id);
    auto const lines = chosen(list, typed, {parse_id(forms::value_of(sent.values, "after")).value_or(0)});
    auto page = ConfirmPage{.body = shown(id),
                            .unit = bodies::name_of(id),
                            .period = periods::shown(period),
                            .last_day = shown(period.last()),
                            .figures = figures_of(all, period),
                            .groups = groups_of(reading, list, lines, typed, problem, id),
                            .rested = rested_of(all),
                            .keys = web::form_keys_of(reading.csrf, sent.values, problem),
                            .errors = web::errors_of(problem),
                            .asks_again = problem && problem->id == problems::look_again.id};
    tell_place(page, list, lines);
    return shown_page(confirm_page(page));
}

} // namespace kheo::heartbeats
