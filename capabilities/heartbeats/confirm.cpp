// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/heartbeats/confirm.hpp"

#include "capabilities/heartbeats/heartbeat.sql.hpp"
#include "capabilities/heartbeats/heartbeats.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

namespace kheo::heartbeats
{

namespace
{

constexpr std::string_view said_field = "said-";

std::string field(std::string_view name, ModelId model)
{
    return fmt::format("{}-{}", name, model.value);
}

FieldError error_at(std::string_view name, Kept const& kept, std::string_view sentence)
{
    return {field(name, kept.model), fmt::format("“{}”: {}", kept.title, sentence)};
}

// What the period was told of a model.
Heartbeat heartbeat_of(acts::Work& work, Table const& table, AreaId area, Line const& line, Kept const& kept)
{
    return {.id = kept.said ? kept.said : HeartbeatId{work.draws.id()},
            .version = kept.said_version + 1,
            .model = line.model,
            .period = periods::calendar().of(work.today()).first,
            .day = work.today(),
            .body = table.body,
            .area = area,
            .result = line.result,
            .note = line.note,
            .opened = kept.published,
            .demo = kept.demo};
}

// The life that a line asks for, or why not, said at the line.
Outcome<Life> turned(acts::Work const& work, Line const& line)
{
    auto const model = TRY(models::load_row(work, line.model));
    auto life = life_of(work.db, model);
    auto const day = work.today();
    return line.said == Said::paused ? paused(std::move(life), day, line.note)
                                     : ended(std::move(life), day, {}, line.note);
}

// What must hold before anything is stored, of every line at once.
std::vector<FieldError> wrong_in(acts::Reading const& reading, Line const& line, Kept const& kept,
                                 bool& asks_again)
{
    std::vector<FieldError> errors;
    auto const permission = line.said == Said::ended ? may::end_models : may::confirm_models;
    if (!reading.may(permission, {kept.area.value, kept.body.value}))
        errors.push_back(error_at("said", kept, kheo::problems::not_allowed.sentence));
    else if (line.seen != kept.said_version || line.seen_life != kept.life_version)
        errors.push_back(error_at("said", kept, "người khác vừa ghi. Xin xem lại dòng này rồi gửi lại."));
    else if (kept.course != Course::goes_on)
        errors.push_back(error_at("said", kept, "đã tạm dừng hoặc kết thúc, xin ghi ở trang của mô hình."));
    else if (line.said == Said::paused && line.note.empty())
        errors.push_back(error_at("note", kept, "tạm dừng thì xin ghi lý do."));
    else if (line.said == Said::ended && line.note.empty())
        errors.push_back(error_at("note", kept, "kết thúc thì xin ghi bài học rút ra."));
    if (!errors.empty() || line.said != Said::works)
        return errors;
    auto const last = kept.last_result.empty() ? kept.result : kept.last_result;
    auto const why = absurd(line.result, {kept.baseline, kept.target, last}, periods::rule("absurd_factor"));
    if (!why.empty() && line.sure != line.result) {
        asks_again = true;
        errors.push_back(
            error_at("result", kept, fmt::format("{} {}. Nếu đúng thì bấm Gửi lần nữa.", line.result, why)));
    }
    return errors;
}

// Each line as an act of its own; none is left to refuse but by a change that
// came in between.
Outcome<acts::Recorded<Confirmed>> store_all(acts::Work& work, Table const& table, AreaId area,
                                             std::vector<std::pair<Line const*, Kept const*>> const& spoken)
{
    auto sums = Confirmed{.body = table.body};
    std::optional<acts::Recorded<Confirmed>> answer;
    for (auto const& [line, kept] : spoken) {
        ++(line->said == Said::works ? sums.works : line->said == Said::paused ? sums.paused : sums.ended);
        if (line->said == Said::works) {
            answer = acts::answering(store(work, heartbeat_of(work, table, area, *line, *kept)), sums);
            continue;
        }
        auto life = TRY(turned(work, *line));
        auto const act = line->said == Said::paused ? "lives.paused" : "lives.ended";
        answer = acts::answering(store(work, act, std::move(life)), sums);
    }
    ensure(answer.has_value(), "a table that says nothing is stored");
    return *answer;
}

} // namespace

acts::Recorded<Heartbeat> store(acts::Work& work, Heartbeat heartbeat)
{
    if (heartbeat.version == 1)
        work.db.run(sql::insert_heartbeat, heartbeat);
    else
        ensure(work.db.run(sql::update_heartbeat, heartbeat) == 1, "a heartbeat changed under its verb");
    return acts::append(work, heartbeat.version == 1 ? "heartbeats.confirmed" : "heartbeats.corrected",
                        std::move(heartbeat));
}

Date registered_sign(std::optional<Date> registered_on, int year)
{
    return registered_on.value_or(*date_of({year, 1, 1}));
}

Date last_sign(Kept const& kept)
{
    auto sign = registered_sign(kept.registered_on, kept.year);
    for (auto const& day : {kept.last_on, kept.said_on})
        sign = std::max(sign, day.value_or(sign));
    return sign;
}

bool is_due(Kept const& kept, periods::Period period)
{
    return kept.course == Course::goes_on && last_sign(kept) < period.first;
}

std::vector<Kept> models_of(acts::Reading const& reading, BodyId body)
{
    auto const period = periods::calendar().of(reading.today());
    return reading.db.all<Kept>(sql::models_of_body, {{"body", body}, {"period", period.first}});
}

std::vector<Kept> kept_models(acts::Reading const& reading, BodyId keeper)
{
    std::vector<Kept> all;
    for (auto const body : bodies::kept_by(*bodies::directory(), *areas::atlas(), keeper, reading.today()))
        std::ranges::move(models_of(reading, body), std::back_inserter(all));
    std::ranges::sort(all, {}, [](Kept const& kept) { return std::tie(kept.sort_key, kept.model); });
    return all;
}

bool says_more(Line const& line, Kept const& kept)
{
    if (line.said == Said::nothing)
        return false;
    return line.said != Said::works || !kept.said || line.result != kept.said_result ||
           line.note != kept.said_note;
}

std::span<forms::Rule const> ConfirmForm::rules()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"body", "Đơn vị", forms::Input::id, INT64_MAX, forms::Need::required}}};
    return list;
}

Outcome<Table> table_of(ConfirmForm const& form, forms::Values const& values)
{
    auto table = Table{.body = form.body};
    std::set<std::int64_t> seen;
    for (auto const& [name, value] : values) {
        auto const model =
            name.starts_with(said_field) ? parse_id(name.substr(said_field.size())) : std::nullopt;
        if (!model || !seen.insert(*model).second)
            continue;
        if (table.lines.size() == most_lines)
            return refuse(problems::too_many_lines, std::to_string(most_lines));
        auto& line = table.lines.emplace_back(Line{.model = {*model}});
        boost::describe::enum_from_string(value.c_str(), line.said);
        auto const text = [&](std::string_view of) {
            return std::string(forms::value_of(values, field(of, line.model)));
        };
        line.result = text("result");
        line.note = text("note");
        line.sure = text("sure");
        line.seen = parse_id(text("seen")).value_or(0);
        line.seen_life = parse_id(text("seen_life")).value_or(0);
    }
    return table;
}

Outcome<Table> checked_table(Table table)
{
    static constexpr auto note_rule = forms::Rule{"note", "Ghi chú", forms::Input::text, 1000};
    std::vector<FieldError> errors;
    for (auto& line : table.lines) {
        if (line.said == Said::nothing)
            continue;
        auto figure = models::figure("Đã đạt", line.result);
        if (figure)
            line.result = std::move(*figure);
        else
            errors.push_back({field("result", line.model), std::move(figure).error()});
        auto note = forms::clean_text(note_rule, line.note);
        if (!note)
            errors.push_back({field("note", line.model), std::move(note).error()});
        else if (auto found = areas::private_data_in(field("note", line.model), "Ghi chú", *note))
            errors.push_back(std::move(*found));
        else
            line.note = std::move(*note);
    }
    if (!errors.empty())
        return refuse(kheo::problems::bad_fields, std::move(errors));
    return table;
}

std::span<forms::Rule const> ConfirmOneForm::rules()
{
    static constexpr std::array<forms::Rule, 5> list{{
        {"model", "Mô hình", forms::Input::id, INT64_MAX, forms::Need::required},
        {"version", "Phiên bản", forms::Input::hidden, INT64_MAX},
        {"result", "Đã đạt", forms::Input::line, 20},
        {"note", "Ghi chú", forms::Input::text, 1000},
        {"sure", "Con số đã xem lại", forms::Input::line, 20},
    }};
    return list;
}

Outcome<Table> checked_one(routes::Before const& before, ConfirmOneForm const& form)
{
    return before.store.read([&](db::Connection& db) -> Outcome<Table> {
        auto const reading =
            acts::Reading{.db = db, .actor = before.actor, .now = before.now, .allowed = before.allowed};
        auto const model = TRY(models::load(reading, form.model));
        auto const keeper =
            bodies::keeper_of(*bodies::directory(), *areas::atlas(), model.body, reading.today());
        return checked_table({.body = keeper,
                              .lines = {{.model = form.model,
                                         .said = Said::works,
                                         .result = form.result,
                                         .note = form.note,
                                         .sure = form.sure,
                                         .seen = form.version,
                                         .seen_life = life_of(db, model).version}}});
    });
}

Outcome<acts::Recorded<Confirmed>> confirm(acts::Work& work, Table const& table)
{
    auto const* const body = bodies::directory()->on(table.body, work.today());
    if (!body || !work.may(may::confirm_models, bodies::place(*body)))
        return refuse(kheo::problems::not_allowed);
    std::map<ModelId, Kept> held;
    for (auto& kept : kept_models(work, table.body))
        held.emplace(kept.model, std::move(kept));
    std::vector<std::pair<Line const*, Kept const*>> spoken;
    std::vector<FieldError> errors;
    auto asks_again = false;
    auto wrong = false;
    for (auto const& line : table.lines) {
        auto const found = held.find(line.model);
        if (found == held.end())
            return refuse(problems::not_in_life);
        if (!says_more(line, found->second))
            continue;
        spoken.emplace_back(&line, &found->second);
        auto asks = false;
        for (auto& error : wrong_in(work, line, found->second, asks)) {
            errors.push_back(std::move(error));
            wrong = wrong || !asks;
        }
        asks_again = asks_again || asks;
    }
    if (!errors.empty())
        return refuse(wrong ? kheo::problems::bad_fields : problems::look_again, std::move(errors));
    if (spoken.empty())
        return refuse(problems::nothing_said);
    return store_all(work, table, body->area, spoken);
}

} // namespace kheo::heartbeats
