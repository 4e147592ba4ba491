// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/accounts/fields.hpp"

#include "capabilities/accounts/roles.hpp"

#include <algorithm>

namespace kheo::accounts
{

namespace
{

web::Field::Kind kind_of(forms::Input input)
{
    using Kind = web::Field::Kind;
    switch (input) {
    case forms::Input::text:
        return Kind::area;
    case forms::Input::number:
    case forms::Input::year:
        return Kind::number;
    case forms::Input::date:
        return Kind::date;
    case forms::Input::choice:
        return Kind::select;
    case forms::Input::yes_no:
        return Kind::checkboxes;
    case forms::Input::line:
    case forms::Input::id:
    case forms::Input::file:
    case forms::Input::hidden:
        break;
    }
    return Kind::text;
}

web::Field field_of(forms::Rule const& rule, forms::Sent const& sent)
{
    auto field =
        web::Field{.kind = kind_of(rule.input),
                   .name = std::string(rule.name),
                   .label = std::string(rule.label),
                   .hint = std::string(rule.hint),
                   .optional = rule.need == forms::Need::optional && rule.input != forms::Input::yes_no};
    if (rule.name.find("password") != std::string_view::npos) {
        field.kind = web::Field::Kind::password; // never shown again
        return field;
    }
    field.value = forms::value_of(sent.values, rule.name);
    if (rule.input == forms::Input::yes_no)
        field.choices = {{"1", field.label, {}, !field.value.empty()}};
    return field;
}

} // namespace

std::vector<web::Field> fields_of(std::span<forms::Rule const> rules, forms::Sent const& sent)
{
    std::vector<web::Field> fields;
    for (auto const& rule : rules)
        if (rule.input != forms::Input::hidden && rule.input != forms::Input::file &&
            rule.input != forms::Input::id)
            fields.push_back(field_of(rule, sent));
    return fields;
}

web::Field& web_field(std::vector<web::Field>& fields, std::string_view name)
{
    auto const found = std::ranges::find(fields, name, &web::Field::name);
    ensure(found != fields.end(), "no such field");
    return *found;
}

std::vector<web::Field> with_errors(std::vector<web::Field> fields, Problem const* problem)
{
    if (problem)
        for (auto& field : fields)
            field.error = web::error_of(problem->fields, field.name);
    return fields;
}

web::Errors errors_of(Problem const* problem)
{
    return problem ? web::Errors::of(*problem) : web::Errors();
}

web::FormKeys keys_of(acts::Reading const& reading, std::string version)
{
    return {reading.csrf, hex(random_bytes(16)), std::move(version)};
}

std::vector<web::Choice> role_choices(std::string_view chosen)
{
    std::vector<web::Choice> choices{{"", "Chọn vai trò", {}, chosen.empty()}};
    for (auto const& role : roles().all())
        choices.push_back({role.code, role.label, {}, role.code == chosen});
    return choices;
}

std::vector<std::string> body_offers(Date day)
{
    std::vector<std::string> offers;
    auto const atlas = areas::atlas();
    auto const directory = bodies::directory();
    for (auto const& body : directory->periods()) {
        auto const* const area = body.holds_on(day) ? atlas->on(body.area, day) : nullptr;
        if (area && (body.contact || areas::is_provincial(area->kind)))
            offers.push_back(body.name);
    }
    std::ranges::sort(offers);
    return offers;
}

} // namespace kheo::accounts
