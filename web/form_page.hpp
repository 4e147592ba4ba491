// SPDX-License-Identifier: AGPL-3.0-or-later
// A whole form from the rules of its struct: what was typed, what is wrong at
// each field, limits and choices. The verb's row and its page share the rules.
#pragma once

#include "platform/forms/forms.hpp"
#include "web/components.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::web
{

// Fields under one heading; `before` stands between heading and fields.
struct FormSection {
    std::string heading;
    std::string hint;
    std::vector<Field> fields;
    html::Html before = {};
};

struct FormPage {
    std::string title;
    std::string intro;
    std::string action; // where it posts
    bool with_files = false;
    FormKeys keys;
    Errors errors;
    std::vector<FormSection> sections;
    std::vector<Button> buttons;
    Link cancel;
    html::Html before = {}; // between the errors and the form
};

// Choices that are data, by the field's name; they come before the rule's own.
using Offered = std::map<std::string, std::vector<Choice>, std::less<>>;

class FormFields
{
  public:
    // `problem` is null for an empty form. The first three outlive this.
    // `stored` is the record as it is now, in the same words: where somebody
    // changed it meanwhile, each field that would overwrite it says so.
    FormFields(std::span<forms::Rule const> rules, forms::Values const& values, Problem const* problem,
               Offered offered = {}, forms::Values const& stored = {});

    // The field that the rule of this name describes. A name without a rule is
    // a Contradiction.
    Field field(std::string_view name) const;
    std::vector<Field> fields(std::initializer_list<std::string_view> names) const;
    // What the summary says; nothing for an empty form.
    Errors errors() const;

  private:
    std::vector<Choice> choices(forms::Rule const& rule) const;
    std::string words_of(forms::Rule const& rule, forms::Values const& values) const;
    void tell_stored(forms::Values const& stored);

    std::span<forms::Rule const> rules_;
    forms::Values const& values_;
    Problem const* problem_;
    Offered offered_;
    std::vector<FieldError> told_; // at the fields
};

// At most so many choices stand open; more are a select.
inline constexpr std::size_t most_radios = 5;

// The errors as the page's fields stand, from top to bottom: first what is said
// of the whole, last what is of no field here.
Errors in_order(FormPage const& page);

// The fields of a page's query with what was typed and what is wrong with it;
// `wrong` and `typed` are null where all was well (acts::Reading has them).
void tell_wrong(std::vector<Field>& fields, Problem const* wrong, forms::Values const* typed);

// What a form's summary says of a problem; nothing for an empty form.
Errors errors_of(Problem const* problem);

// The hidden keys: `act` as it was sent, so that pressing twice does once,
// unless it is used up. `version` is the record's now; a refused form keeps the
// one that it was filled in on, or what another stored since would be
// overwritten unseen, until changed_meanwhile has told of it.
FormKeys form_keys_of(std::string_view token, forms::Values const& values, Problem const* problem,
                      std::string version = {});

namespace detail
{
inline std::string typed(std::string const& text)
{
    return text;
}
inline std::string typed(bool value)
{
    return value ? "1" : "";
}
template <class Number>
    requires std::integral<Number>
std::string typed(Number number)
{
    return std::to_string(number);
}
inline std::string typed(Date date)
{
    return shown(date);
}
template <class Tag>
std::string typed(Id<Tag> id)
{
    return id ? shown(id) : std::string();
}
template <json::DescribedEnum E>
std::string typed(E value)
{
    return boost::describe::enum_to_string(value, "");
}
template <class T>
std::string typed(std::optional<T> const& value)
{
    return value ? typed(*value) : std::string();
}
} // namespace detail

// A record as somebody would have typed it: days as 21/11/2026.
template <json::Described T>
forms::Values values_of(T const& record)
{
    forms::Values values;
    json::each_member(record, [&](std::string_view name, auto const& member) {
        values.emplace_back(name, detail::typed(member));
    });
    return values;
}

} // namespace kheo::web
