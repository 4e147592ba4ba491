// SPDX-License-Identifier: AGPL-3.0-or-later
// One description of a form's fields serves the page, the API, the command
// line, imports, exports and the blank paper form. A form is a described
// struct with `static std::span<forms::Rule const> rules()`.
#pragma once

#include "platform/ids/ids.hpp"
#include "platform/json/json.hpp"
#include "platform/problem/problem.hpp"
#include "platform/time/time.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kheo::forms
{

enum class Input { line, text, number, year, date, choice, yes_no, id, file, hidden };
BOOST_DESCRIBE_ENUM(Input, line, text, number, year, date, choice, yes_no, id, file, hidden)

// unless_draft: not where `draft` is ticked. depends: on what else is said; the
// verb knows.
enum class Need { optional, required, unless_draft, depends };

struct Choice {
    std::string_view value;
    std::string_view label;
};

// One field: `most` is the longest text in characters, the largest number, the
// last year, or how many files.
struct Rule {
    std::string_view name;
    std::string_view label;
    Input input = Input::line;
    std::int64_t most = 200;
    Need need = Need::optional;
    std::string_view hint = {};
    std::span<Choice const> choices = {};
};

// What came in, in order; a name may stand more than once.
using Values = std::vector<std::pair<std::string, std::string>>;

// A file that came in, kept at `path` while the request lasts. Its name and
// content are the sender's: never to be trusted.
struct File {
    std::string field;
    std::string name;
    std::string path;
    std::uint64_t size = 0;
    std::string sha256; // 64 hexadecimal digits
};
BOOST_DESCRIBE_STRUCT(File, (), (field, name, size, sha256))

struct Sent {
    Values values;
    std::vector<File> files;
};

// The first value of that name, or "".
std::string_view value_of(Values const& values, std::string_view name);
void replace(Values& values, std::string_view name, std::string value);
// A JSON object of strings, numbers, booleans, null and arrays of these as
// values; nothing where it is not an object or nests deeper.
std::optional<Values> values_of_json(std::string_view text);

// The text of one field made NFC and tidy. The sentence where it is empty
// though required, too long, not UTF-8 or holds control characters.
std::expected<std::string, std::string> clean_text(Rule const& rule, std::string_view raw);

// Parsers of one field: the value, or the sentence to say at the field.
std::expected<std::int64_t, std::string> whole_number(Rule const& rule, std::string_view raw);
std::expected<Date, std::string> date(Rule const& rule, std::string_view raw);
std::expected<std::int64_t, std::string> id(Rule const& rule, std::string_view raw);
std::string not_a_choice(Rule const& rule);

namespace detail
{

using Said = std::optional<std::string>; // the sentence, where there is one

template <class T>
Said keep(std::expected<T, std::string> parsed, T& into)
{
    if (!parsed)
        return std::move(parsed).error();
    into = std::move(*parsed);
    return std::nullopt;
}

inline Said read(Rule const& rule, std::string_view raw, std::string& into)
{
    return keep(clean_text(rule, raw), into);
}
inline Said read(Rule const& rule, std::string_view raw, std::int64_t& into)
{
    return keep(whole_number(rule, raw), into);
}
inline Said read(Rule const& rule, std::string_view raw, int& into)
{
    std::int64_t wide = 0;
    auto said = read(rule, raw, wide);
    into = int(wide);
    return said;
}
inline Said read(Rule const& rule, std::string_view raw, Date& into)
{
    return keep(date(rule, raw), into);
}
inline Said read(Rule const&, std::string_view raw, bool& into)
{
    into = raw == "1" || raw == "true" || raw == "on" || raw == "co";
    return std::nullopt;
}
template <class Tag>
Said read(Rule const& rule, std::string_view raw, Id<Tag>& into)
{
    return keep(id(rule, raw), into.value);
}
template <json::DescribedEnum E>
Said read(Rule const& rule, std::string_view raw, E& into)
{
    if (boost::describe::enum_from_string(std::string(raw).c_str(), into))
        return std::nullopt;
    return not_a_choice(rule);
}
template <class T>
Said read(Rule const& rule, std::string_view raw, std::optional<T>& into)
{
    return read(rule, raw, into.emplace());
}

std::string missing(Rule const& rule);
std::string too_many_files(Rule const& rule);
bool blank(std::string_view raw);
bool is_needed(Rule const& rule, Sent const& sent);

template <class T>
void read_all(Rule const& rule, Sent const& sent, T& into, std::vector<FieldError>& errors)
{
    auto const raw = value_of(sent.values, rule.name);
    auto said = Said();
    if (!blank(raw))
        said = read(rule, raw, into);
    else if (is_needed(rule, sent))
        said = missing(rule);
    if (said)
        errors.push_back({std::string(rule.name), std::move(*said)});
}

// A field that may stand more than once.
template <class T>
void read_all(Rule const& rule, Sent const& sent, std::vector<T>& into, std::vector<FieldError>& errors)
{
    for (auto const& [name, raw] : sent.values) {
        if (name != rule.name || blank(raw))
            continue;
        if (auto said = read(rule, raw, into.emplace_back()))
            errors.push_back({std::string(rule.name), std::move(*said)});
    }
    if (into.empty() && is_needed(rule, sent))
        errors.push_back({std::string(rule.name), missing(rule)});
}

inline void read_all(Rule const& rule, Sent const& sent, std::vector<File>& into,
                     std::vector<FieldError>& errors)
{
    std::ranges::copy_if(sent.files, std::back_inserter(into),
                         [&](File const& file) { return file.field == rule.name; });
    if (into.empty() && is_needed(rule, sent))
        errors.push_back({std::string(rule.name), missing(rule)});
    if (std::int64_t(into.size()) > rule.most)
        errors.push_back({std::string(rule.name), too_many_files(rule)});
}

} // namespace detail

// The form, or `bad_fields` with a sentence for each field that is wrong.
template <class Form>
Outcome<Form> decode(Sent const& sent)
{
    auto form = Form();
    std::vector<FieldError> errors;
    json::each_member(form, [&](std::string_view name, auto& member) {
        auto const rules = Form::rules();
        auto const rule = std::ranges::find(rules, name, &Rule::name);
        ensure(rule != rules.end(), "a form's member has no rule");
        detail::read_all(*rule, sent, member, errors);
    });
    if (!errors.empty())
        return refuse(problems::bad_fields, std::move(errors));
    return form;
}

} // namespace kheo::forms
