// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/tasks/propose.hpp"

#include "data/data.hpp"
#include "platform/text/csv.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace kheo::tasks
{

namespace
{

struct Named {
    std::string words; // folded, blanks around them
    Group group;
};

std::string key_of(std::string_view text)
{
    std::string key = " ";
    for (auto const& token : tokens(folded(nfc(text))))
        key += std::string(token.text) + " ";
    return key;
}

std::vector<Named> const& register_of_groups()
{
    static auto const list = [] {
        auto const rows =
            csv::Records::parse(data::file("registers/task-assignees.csv"), {"words", "group", "status"});
        ensure(rows.has_value(), "data/registers/task-assignees.csv is broken");
        std::vector<Named> made;
        for (std::size_t row = 0; row < rows->size(); ++row) {
            auto& one = made.emplace_back(Named{key_of(rows->at(row, "words")), {}});
            ensure(boost::describe::enum_from_string(std::string(rows->at(row, "group")).c_str(), one.group),
                   "data/registers/task-assignees.csv: no such group");
        }
        std::ranges::sort(made, std::greater<>(), [](Named const& one) { return one.words.size(); });
        return made;
    }();
    return list;
}

// The number before these words; 0 where there is none.
int number_before(std::string_view key, std::size_t at)
{
    auto begin = at;
    while (begin > 0 && key[begin - 1] >= '0' && key[begin - 1] <= '9')
        --begin;
    int number = 0;
    std::from_chars(key.data() + begin, key.data() + at, number);
    return number;
}

void put(forms::Values& values, std::string_view name, std::string value)
{
    values.emplace_back(name, std::move(value));
}

void put_rule(forms::Values& values, DueRule const& rule)
{
    put(values, "due_kind", boost::describe::enum_to_string(rule.kind, ""));
    put(values, "due_on", rule.on ? shown(*rule.on) : "");
    put(values, "due_days", rule.days > 0 ? std::to_string(rule.days) : "");
}

} // namespace

std::vector<Group> groups_in(std::string_view words)
{
    std::vector<Group> all;
    auto key = key_of(words);
    for (auto const& one : register_of_groups())
        if (auto const at = key.find(one.words); at != std::string::npos) {
            key.replace(at, one.words.size(), " | ");
            if (std::ranges::find(all, one.group) == all.end())
                all.push_back(one.group);
        }
    std::ranges::sort(all);
    return all;
}

DueRule term_in(std::string_view words)
{
    auto const key = key_of(words);
    for (auto const& [sign, kind] : {std::pair(" ngay lam viec ", DueKind::working_days_after),
                                     std::pair(" ngay ke tu ", DueKind::days_after)})
        if (auto const at = key.find(sign); at != std::string::npos)
            if (auto const days = number_before(key, at); days > 0)
                return {.kind = kind, .days = days};
    static constexpr std::array<std::pair<std::string_view, DueKind>, 4> periods{{
        {" thang ", DueKind::each_month},
        {" quy ", DueKind::each_quarter},
        {" 6 thang ", DueKind::each_half_year},
        {" nam ", DueKind::each_year},
    }};
    for (auto const& [unit, kind] : periods)
        for (auto const* const every : {" hang", " moi", " dinh ky"})
            if (key.find(every + std::string(unit)) != std::string::npos)
                return {.kind = kind};
    return {};
}

forms::Values values_of(documents::ProposedTask const& proposed, Document const& document, Date today)
{
    forms::Values values;
    put(values, "text", std::string(first_characters(tidied(proposed.what.value), 1000)));
    put(values, "sentence", tidied(proposed.what.words));
    auto const held = bodies::directory();
    auto const named = held->by_name(proposed.who, today);
    if (proposed.who.empty() || named.size() != 1)
        for (auto const group : groups_in(proposed.who.empty() ? proposed.what.value : proposed.who))
            put(values, "lead", boost::describe::enum_to_string(group, ""));
    else
        put(values, "lead_names", named.front()->name);
    auto rule = term_in(proposed.what.value);
    if (auto const day = parse_iso_date(proposed.due))
        rule = {.kind = DueKind::on_day, .on = day};
    put_rule(values, rule);
    if (document.issued_on)
        put(values, "counted_from", shown(*document.issued_on));
    return values;
}

forms::Values values_of(Task const& task)
{
    forms::Values values{{"lead", ""}, {"support", ""}, {"text", task.text}};
    put(values, "product", task.product);
    put(values, "sentence", task.sentence);
    std::array<std::string, 3> names;
    auto const held = bodies::directory();
    for (auto const& one : whom_of(task.whom)) {
        if (one.group) {
            put(values, one.part == Part::lead ? "lead" : "support",
                boost::describe::enum_to_string(*one.group, ""));
            continue;
        }
        auto const* const body = held->newest(one.body);
        ensure(body != nullptr, "a task for a body that never was");
        auto& lines = names.at(std::size_t(one.part));
        lines += (lines.empty() ? "" : "\n") + body->code;
    }
    put(values, "lead_names", names[0]);
    put(values, "support_names", names[1]);
    put(values, "watch_names", names[2]);
    put_rule(values, due_of(task));
    put(values, "counted_from", shown(task.counted_from));
    return values;
}

} // namespace kheo::tasks
