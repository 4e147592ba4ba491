// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/reports/summary.hpp"

#include "capabilities/reports/frame.hpp"
#include "platform/text/text.hpp"

#include <algorithm>

namespace kheo::reports
{

namespace
{

using models::Entry;
using models::Stage;
using periods::Condition;

bool ended_by(Entered const& entered, Date day)
{
    return entered.ended_at && local_date(*entered.ended_at) <= day;
}

// Counted on the evening of that day: registered by then, not withdrawn by then.
bool stands_on(Entered const& entered, Date day)
{
    return day_of(entered) <= day && !ended_by(entered, day);
}

// A year that was entered by mistake and undone: as if it had never been sent.
bool undone_by(Entered const& entered, Date day)
{
    return entered.kind != of_persons && entered.year > entered.model_year && ended_by(entered, day);
}

// Typed in after that evening and withdrawn since, as when an import is undone.
bool never_stood(Entered const& entered, Date evening)
{
    return entered.ended_at && local_date(entered.entered_at) > evening;
}

bool newer(Entered const& one, Entered const& other)
{
    return one.year > other.year;
}

std::string_view kind_label(std::string_view kind)
{
    return kind == "mo_hinh" ? "Mô hình" : "Điển hình tập thể";
}

// The fields that get a column: the common ones, and any that was registered.
std::vector<std::string> fields_of(std::vector<Judged> const& judged)
{
    std::vector<std::string> codes;
    for (auto const& field : models::fields_of_work())
        if (field.confirmed || std::ranges::any_of(judged, [&](Judged const& one) {
                return one.this_year && one.entered->field == field.code;
            }))
            codes.push_back(field.code);
    for (auto const& one : judged)
        if (one.this_year && std::ranges::find(codes, one.entered->field) == codes.end())
            codes.push_back(one.entered->field);
    return codes;
}

std::vector<Rule> field_rules(std::vector<Judged> const& judged)
{
    std::vector<Rule> rules;
    for (auto const& code : fields_of(judged))
        rules.push_back({{"field." + code, models::field_label(code), "Lĩnh vực"},
                         [code](Judged const& one) { return one.this_year && one.entered->field == code; }});
    return rules;
}

Rule entry_rule(Entry entry)
{
    return {{"entry." + std::string(boost::describe::enum_to_string(entry, "")),
             std::string(models::label(entry)), "Đăng ký trong năm"},
            [entry](Judged const& one) { return one.this_year && one.entered->entry == entry; }};
}

Rule stage_rule(std::string key, std::string label, Stage stage)
{
    return {{std::move(key), std::move(label), "Đến nay"},
            [stage](Judged const& one) { return one.this_year && one.entered->stage == stage; }};
}

Rule condition_rule(std::string key, Condition condition)
{
    return {{std::move(key), std::string(periods::label(condition)), "Trong lũy kế"},
            [condition](Judged const& one) { return one.cumulative && one.condition == condition; }};
}

// Each column with the rule by which it counts. "change" is reckoned, not counted.
std::vector<Rule> rules_of(Scope const& scope, std::vector<Judged> const& judged)
{
    auto rules = std::vector<Rule>{entry_rule(Entry::moi),
                                   entry_rule(Entry::duy_tri),
                                   entry_rule(Entry::nhan_rong),
                                   {{"total", "Cộng", "Đăng ký trong năm"}, &Judged::this_year}};
    for (auto const* const kind : {"mo_hinh", "dien_hinh_tap_the"})
        rules.push_back({{"kind." + std::string(kind), std::string(kind_label(kind)), "Loại"},
                         [kind](Judged const& one) { return one.this_year && one.entered->kind == kind; }});
    rules.push_back({{"kind." + std::string(of_persons), "Điển hình cá nhân", "Đếm riêng"}, &Judged::person});
    if (scope.group != Group::field)
        std::ranges::move(field_rules(judged), std::back_inserter(rules));
    if (!scope.only_public) {
        rules.push_back(stage_rule("stage.registered", "Chờ tiếp nhận", Stage::registered));
        rules.push_back(stage_rule("stage.returned", "Trả lại", Stage::returned));
        rules.push_back({{"stage.received", "Đã tiếp nhận", "Đến nay"}, [](Judged const& one) {
                             return one.this_year && models::is_received(one.entered->stage);
                         }});
        rules.push_back({{"published", "Đã công khai", "Đến nay"},
                         [](Judged const& one) { return one.this_year && one.entered->published; }});
    }
    // By the decision's day, as of the day that is asked about.
    rules.push_back({{"recognised", "Đã công nhận", "Trong năm"}, [day = scope.as_of](Judged const& one) {
                         return one.this_year && one.entered->recognised_on &&
                                *one.entered->recognised_on <= day;
                     }});
    rules.push_back({{"last_year", "Cùng ngày năm trước", "So sánh"}, &Judged::last_year});
    rules.push_back({{"change", "Tăng, giảm", "So sánh"}, nullptr});
    rules.push_back({{"cumulative", "Lũy kế", ""}, &Judged::cumulative});
    rules.push_back(condition_rule("alive", Condition::alive));
    rules.push_back(condition_rule("unconfirmed", Condition::unconfirmed));
    return rules;
}

std::size_t place_of(std::vector<Column> const& columns, std::string_view key)
{
    return std::size_t(std::ranges::find(columns, key, &Column::key) - columns.begin());
}

void count(Summary& sums, std::vector<Rule> const& rules, std::vector<Judged> const& judged)
{
    for (auto* const row : {&sums.total})
        row->figures.assign(rules.size(), 0);
    for (auto& row : sums.rows)
        row.figures.assign(rules.size(), 0);
    for (auto const& one : judged)
        for (std::size_t at = 0; at < rules.size(); ++at)
            if (rules[at].holds && rules[at].holds(one)) {
                ++sums.rows[one.row].figures[at];
                ++sums.total.figures[at];
            }
    auto const change = place_of(sums.columns, "change");
    auto const reckon = [&](SummaryRow& row) {
        row.figures[change] = sums.figure(row, "total") - sums.figure(row, "last_year");
    };
    std::ranges::for_each(sums.rows, reckon);
    reckon(sums.total);
}

} // namespace

Date day_of(Entered const& entered)
{
    return entered.registered_on.value_or(local_date(entered.entered_at));
}

Date year_before(Date day)
{
    auto const was = civil(day);
    auto const same = date_of({was.year - 1, was.month, was.day});
    return same ? *same : *date_of({was.year - 1, was.month, was.day - 1});
}

std::int64_t Summary::figure(SummaryRow const& row, std::string_view key) const
{
    auto const at = place_of(columns, key);
    return at < row.figures.size() ? row.figures[at] : 0;
}

// What people outside may count: a published model's year, once it was received.
bool is_open(Entered const& entered)
{
    return entered.published &&
           (models::is_received(entered.stage) || entered.stage == models::Stage::withdrawn);
}

namespace
{

// The registration's own sign of life: the day of its paper, else the beginning
// of its year.
Date sign_of(Entered const& entered)
{
    return entered.registered_on.value_or(*date_of({entered.year, 1, 1}));
}

// As of the day that is asked about; none where it was never received.
std::optional<Condition> condition_of(Entered const& entered, Date last_registered, Date as_of)
{
    if (!models::is_in_life(entered.stage, entered.published))
        return std::nullopt;
    return periods::condition(entered.course, std::max(last_registered, entered.confirmed.value_or(Date())),
                              periods::calendar().kept_since(as_of));
}

} // namespace

std::vector<Judged> judge(std::vector<Entered> const& entries, Frame& frame)
{
    auto const& scope = frame.scope();
    auto const eve = Date{date_of({scope.year, 1, 1})->day - 1}; // of the year
    auto const last_as_of = year_before(scope.as_of);
    std::unordered_map<std::int64_t, Entered const*> newest;
    std::unordered_map<std::int64_t, Date> signs; // of the newest registration, also one that waits
    std::unordered_set<std::int64_t> kept;
    std::vector<Entered const*> known;
    for (auto const& entered : entries) {
        if (entered.year > scope.year || day_of(entered) > scope.as_of || undone_by(entered, scope.as_of))
            continue;
        if (stands_on(entered, scope.as_of)) {
            auto& sign = signs[entered.model.value];
            sign = std::max(sign, sign_of(entered));
        }
        if (scope.only_public && !is_open(entered))
            continue;
        known.push_back(&entered);
        if (entered.kind == of_persons)
            continue;
        auto& last = newest[entered.model.value];
        if (!last || newer(entered, *last))
            last = &entered;
        if (entered.year == scope.year && entered.entry == Entry::duy_tri && stands_on(entered, scope.as_of))
            kept.insert(entered.model.value);
    }
    std::vector<Judged> judged;
    for (auto const* const entered : known) {
        auto const row = frame.row_of(*entered);
        if (!row)
            continue;
        auto const stands = stands_on(*entered, scope.as_of);
        if (entered->kind == of_persons) {
            judged.push_back({.entered = entered, .row = *row, .person = entered->year == scope.year});
            continue;
        }
        auto const of_last_year = entered->year == scope.year - 1;
        auto const cumulative = newest.at(entered->model.value) == entered && stands;
        judged.push_back(
            {.entered = entered,
             .row = *row,
             .sent = entered->year == scope.year && stands,
             .this_year = entered->year == scope.year && stands,
             .last_year = of_last_year && stands_on(*entered, last_as_of),
             .cumulative = cumulative,
             .could_keep = of_last_year && !ended_by(*entered, eve) && !never_stood(*entered, eve),
             .kept = kept.contains(entered->model.value),
             .condition = cumulative ? condition_of(*entered, signs.at(entered->model.value), scope.as_of)
                                     : std::nullopt});
    }
    return judged;
}

Summary summary(std::vector<Entered> const& entries, bodies::Directory const& directory,
                areas::Atlas const& atlas, Scope const& scope)
{
    auto frame = Frame(directory, atlas, scope);
    auto const judged = judge(entries, frame);
    auto const rules = rules_of(scope, judged);
    auto sums = Summary{.scope = scope, .last_as_of = year_before(scope.as_of)};
    for (auto const& rule : rules)
        sums.columns.push_back(rule.column);
    sums.rows = frame.take_rows();
    sums.total = {.id = "total", .name = "Tổng cộng"};
    count(sums, rules, judged);
    for (auto const& one : judged) {
        sums.could_keep += one.could_keep;
        sums.kept += one.could_keep && one.kept;
        sums.demo = sums.demo || one.entered->demo;
    }
    frame.tell_missing(sums, judged);
    if (scope.movement) { // nobody has to belong to it
        sums.missing_units.clear();
        sums.missing_bodies.clear();
    }
    // A province has a thousand bodies: those without any figure are told as missing.
    if (scope.group == Group::body && (sums.by_commune || !scope.area))
        std::erase_if(sums.rows, [](SummaryRow const& row) {
            return std::ranges::all_of(row.figures, [](auto figure) { return figure == 0; });
        });
    return sums;
}

std::vector<Entered> counted(std::vector<Entered> const& entries, bodies::Directory const& directory,
                             areas::Atlas const& atlas, Scope const& scope, std::string_view row,
                             std::string_view column)
{
    auto frame = Frame(directory, atlas, scope);
    auto const judged = judge(entries, frame);
    auto const rules = rules_of(scope, judged);
    auto const rule = std::ranges::find(rules, column, [](Rule const& one) { return one.column.key; });
    if (rule == rules.end() || !rule->holds)
        return {};
    auto const rows = frame.take_rows();
    std::vector<std::pair<std::string, Entered const*>> found;
    for (auto const& one : judged)
        if ((row == "total" || rows[one.row].id == row) && rule->holds(one))
            found.emplace_back(sort_key(one.entered->title), one.entered);
    std::ranges::sort(found, {},
                      [](auto const& each) { return std::pair(each.first, each.second->model.value); });
    std::vector<Entered> list;
    for (auto const& [key, entered] : found)
        list.push_back(*entered);
    return list;
}

} // namespace kheo::reports
