// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/routes/wrong_query.hpp"

#include <algorithm>

namespace kheo::routes
{

namespace
{

bool in_address(Row const& row, std::string_view field)
{
    auto const name = "{" + std::string(field) + "}";
    return row.page.contains(name) || row.api.contains(name);
}

bool any_in_address(Row const& row, std::vector<FieldError> const& errors)
{
    return std::ranges::any_of(errors, [&](FieldError const& error) { return in_address(row, error.field); });
}

// How many of the sent values were those that the errors name.
std::size_t left_out(forms::Values& values, std::vector<FieldError> const& errors)
{
    return std::erase_if(values, [&](auto const& pair) {
        return std::ranges::find(errors, pair.first, &FieldError::field) != errors.end();
    });
}

} // namespace

Outcome<Shown> read_row(Row const& row, Reading& reading, forms::Sent const& sent, bool for_people)
{
    auto shown = row.read(reading, sent, for_people);
    if (!shown && any_in_address(row, shown.error().fields))
        return refuse(kheo::problems::not_found);
    if (shown || !for_people || shown.error().fields.empty())
        return shown;
    auto wrong = shown.error();
    wrong.status = 400;
    auto rest = sent;
    // What the row's verb refuses may come to light only when the rest is right.
    for (auto errors = wrong.fields; !shown; errors = shown.error().fields) {
        if (any_in_address(row, errors))
            return refuse(kheo::problems::not_found);
        if (left_out(rest.values, errors) == 0)
            return std::unexpected(wrong); // something is lacking, not wrong
        reading.wrong = &wrong;
        reading.typed = &sent.values;
        shown = row.read(reading, rest, true);
        if (!shown && shown.error().fields.empty())
            return shown;
        if (!shown)
            std::ranges::copy(shown.error().fields, std::back_inserter(wrong.fields));
    }
    reading.wrong = nullptr;
    reading.typed = nullptr;
    if (shown->page) {
        shown->page->status = wrong.status;
        shown->page->wrong = std::move(wrong.fields);
    }
    return shown;
}

} // namespace kheo::routes
