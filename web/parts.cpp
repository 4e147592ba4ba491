// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/parts.hpp"

#include <algorithm>

namespace kheo::web
{

std::string_view error_of(std::vector<FieldError> const& errors, std::string_view name)
{
    auto const found = std::ranges::find(errors, name, &FieldError::field);
    return found == errors.end() ? std::string_view{} : found->sentence;
}

void tell_errors(std::vector<FieldError> const& errors, std::vector<Field*> const& fields)
{
    for (auto* const field : fields)
        field->error = error_of(errors, field->name);
}

std::string input_classes(Field const& field)
{
    std::string classes;
    if (field.width > 0)
        classes += " govuk-input--width-" + std::to_string(field.width);
    else if (field.kind == Field::Kind::date)
        classes += " govuk-input--width-10";
    if (!field.error.empty())
        classes += " govuk-input--error";
    if (field.kind == Field::Kind::code)
        classes += " govuk-input--extra-letter-spacing";
    return classes;
}

std::string_view input_type(Field const& field)
{
    switch (field.kind) {
    case Field::Kind::email:
        return "email";
    case Field::Kind::phone:
        return "tel";
    case Field::Kind::password:
        return "password";
    case Field::Kind::radios:
        return "radio";
    case Field::Kind::checkboxes:
        return "checkbox";
    default: // type="date" and "number" show the browser's language, not the page's
        return "text";
    }
}

std::string_view input_mode(Field const& field)
{
    return field.kind == Field::Kind::number ? "decimal" : "";
}

bool has_notes(Field const& field)
{
    return !field.hint.empty() || !field.error.empty() || !field.unit.empty();
}

std::string note_ids(Field const& field)
{
    std::string ids;
    auto const add = [&](bool there, char const* what) {
        if (there)
            ids += (ids.empty() ? "f-" : " f-") + field.name + what;
    };
    add(!field.hint.empty(), "-hint");
    add(!field.error.empty(), "-error");
    add(!field.unit.empty(), "-unit");
    return ids;
}

std::string_view choices_class(Field const& field)
{
    return field.kind == Field::Kind::radios ? "radios" : "checkboxes";
}

std::string choice_id(Field const& field, Choice const& choice)
{
    auto const at = &choice - field.choices.data();
    return "f-" + field.name + (at == 0 ? "" : "-" + std::to_string(at + 1));
}

std::size_t chosen(Facet const& facet)
{
    return static_cast<std::size_t>(std::ranges::count(facet.choices, true, &Choice::chosen));
}

std::string_view tone_name(Tone tone)
{
    constexpr std::string_view names[] = {"grey",   "blue",   "teal", "green",
                                          "yellow", "orange", "red",  "purple"};
    return names[static_cast<std::size_t>(tone)];
}

std::string sorted_words(Table const& table)
{
    for (auto const& column : table.columns)
        if (column.sorted != Column::Sorted::no)
            return ", xếp theo " + column.text +
                   (column.sorted == Column::Sorted::ascending ? " tăng dần" : " giảm dần");
    return {};
}

std::string_view state_class(Row::State state)
{
    constexpr std::string_view classes[] = {"", " kheo-row--good", " kheo-row--look", " kheo-row--bad",
                                            " kheo-row--total"};
    return classes[static_cast<std::size_t>(state)];
}

bool is_numeric(Table const& table, std::size_t column)
{
    return column < table.columns.size() && table.columns[column].numeric;
}

std::string_view notice_title(Notice const& notice)
{
    return notice.kind == Notice::Kind::success ? "Đã xong." : "Cần chú ý.";
}

} // namespace kheo::web
