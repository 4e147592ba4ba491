// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/form_page.hpp"

#include "platform/text/text.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <tuple>

namespace kheo::web
{

namespace
{

Field::Kind kind_of(forms::Rule const& rule, std::size_t choices)
{
    using forms::Input;
    switch (rule.input) {
    case Input::text:
        return Field::Kind::area;
    case Input::number:
    case Input::year:
        return Field::Kind::number;
    case Input::date:
        return Field::Kind::date;
    case Input::choice:
        return choices <= most_radios ? Field::Kind::radios : Field::Kind::select;
    case Input::id:
        return choices > 0 ? Field::Kind::select : Field::Kind::text;
    case Input::yes_no:
        return Field::Kind::checkboxes;
    case Input::file:
        return rule.most > 1 ? Field::Kind::files : Field::Kind::file;
    case Input::line:
    case Input::hidden:
        break;
    }
    return Field::Kind::text;
}

constexpr std::size_t told_of_a_field = 300; // characters

// As it is stored, however it was typed.
std::string tidy(forms::Rule const& rule, std::string_view typed)
{
    using forms::Input;
    if (rule.input == Input::line || rule.input == Input::text)
        return forms::clean_text(rule, typed).value_or(std::string(typed));
    auto const day = forms::date(rule, typed);
    return rule.input == Input::date && day ? shown(*day) : std::string(typed);
}

bool holds(forms::Values const& values, std::string_view name)
{
    return std::ranges::any_of(values, [&](auto const& pair) { return pair.first == name; });
}

bool is_changed_meanwhile(Problem const* problem)
{
    return problem && problem->id == problems::changed_meanwhile.id;
}

bool sent(forms::Values const& values, std::string_view name, std::string_view value)
{
    return std::ranges::any_of(values,
                               [&](auto const& pair) { return pair.first == name && pair.second == value; });
}

// Short ones get a short box; what a line may hold at most is said where it is passed.
int width_of(forms::Rule const& rule)
{
    if (rule.input == forms::Input::year)
        return 4;
    if (rule.input == forms::Input::number)
        return rule.most < 10'000 ? 5 : 10;
    return rule.input == forms::Input::line && rule.most <= 30 ? 20 : 0;
}

} // namespace

FormFields::FormFields(std::span<forms::Rule const> rules, forms::Values const& values,
                       Problem const* problem, Offered offered, forms::Values const& stored)
    : rules_(rules), values_(values), problem_(problem), offered_(std::move(offered))
{
    if (problem_)
        told_ = problem_->fields;
    if (is_changed_meanwhile(problem_) && !stored.empty())
        tell_stored(stored);
}

// What a field says, in people's words: "Nhân dân", "21/11/2026".
std::string FormFields::words_of(forms::Rule const& rule, forms::Values const& values) const
{
    auto const offered = choices(rule);
    std::string words;
    for (auto const& [name, value] : values) {
        auto one = name == rule.name ? tidy(rule, value) : std::string();
        if (one.empty())
            continue;
        if (auto const choice = std::ranges::find(offered, one, &Choice::value); choice != offered.end())
            one = choice->text;
        words += (words.empty() ? "" : ", ") + one;
    }
    return words;
}

// Only of what the record holds: a reason is this form's own.
void FormFields::tell_stored(forms::Values const& stored)
{
    told_ = {{"", problem_->sentence}};
    for (auto const& rule : rules_) {
        auto const now = words_of(rule, stored);
        if (rule.input == forms::Input::hidden || !holds(stored, rule.name) || now == words_of(rule, values_))
            continue;
        told_.push_back({std::string(rule.name), now.empty()
                                                     ? fmt::format("{}: bản đang lưu để trống.", rule.label)
                                                     : fmt::format("{}: bản đang lưu là “{}”.", rule.label,
                                                                   first_characters(now, told_of_a_field))});
    }
}

Errors FormFields::errors() const
{
    return problem_ ? Errors{problem_->sentence, told_} : Errors();
}

std::vector<Choice> FormFields::choices(forms::Rule const& rule) const
{
    std::vector<Choice> all;
    if (auto const found = offered_.find(rule.name); found != offered_.end())
        all = found->second;
    for (auto const& [value, label] : rule.choices)
        all.push_back({std::string(value), std::string(label)});
    if (rule.input == forms::Input::yes_no)
        all = {{"1", "Có"}};
    for (auto& choice : all)
        choice.chosen = sent(values_, rule.name, choice.value);
    return all;
}

Field FormFields::field(std::string_view name) const
{
    auto const rule = std::ranges::find(rules_, name, &forms::Rule::name);
    ensure(rule != rules_.end(), "a form's page names a field without a rule");
    auto made = Field{.name = std::string(rule->name),
                      .label = std::string(rule->label),
                      .hint = std::string(rule->hint),
                      .value = std::string(forms::value_of(values_, name)),
                      .width = width_of(*rule),
                      .optional = rule->need == forms::Need::optional,
                      .choices = choices(*rule)};
    made.kind = kind_of(*rule, made.choices.size());
    if (made.kind == Field::Kind::area) {
        made.limit = int(rule->most);
        made.rows = rule->most > 2'000 ? 6 : 3;
    }
    if (rule->input == forms::Input::yes_no)
        made.optional = false;
    if (made.kind == Field::Kind::select)
        made.choices.insert(made.choices.begin(), Choice{.value = "", .text = "Xin chọn"});
    made.error = error_of(told_, name);
    return made;
}

std::vector<Field> FormFields::fields(std::initializer_list<std::string_view> names) const
{
    std::vector<Field> made;
    for (auto const name : names)
        made.push_back(field(name));
    return made;
}

Errors in_order(FormPage const& page)
{
    std::vector<std::string_view> names;
    for (auto const& section : page.sections)
        for (auto const& field : section.fields)
            names.push_back(field.name);
    auto errors = page.errors;
    std::ranges::sort(errors.fields, {}, [&](FieldError const& error) {
        auto const at = error.field.empty() ? names.begin() : std::ranges::find(names, error.field);
        return std::tuple(at - names.begin(), std::string_view(error.field),
                          std::string_view(error.sentence));
    });
    return errors;
}

void tell_wrong(std::vector<Field>& fields, Problem const* wrong, forms::Values const* typed)
{
    if (!wrong || !typed)
        return;
    for (auto& field : fields) {
        field.error = error_of(wrong->fields, field.name);
        if (!field.error.empty())
            field.value = forms::value_of(*typed, field.name);
    }
}

Errors errors_of(Problem const* problem)
{
    return problem ? Errors::of(*problem) : Errors();
}

FormKeys form_keys_of(std::string_view token, forms::Values const& values, Problem const* problem,
                      std::string version)
{
    auto act = std::string(forms::value_of(values, "act"));
    if (act.empty() || (problem && problem->id == problems::act_reused.id))
        act = hex(random_bytes(16));
    auto const filled_in_on = forms::value_of(values, "version");
    if (problem && !is_changed_meanwhile(problem) && !filled_in_on.empty())
        version = filled_in_on;
    return {std::string(token), std::move(act), std::move(version)};
}

} // namespace kheo::web
