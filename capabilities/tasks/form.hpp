// SPDX-License-Identifier: AGPL-3.0-or-later
// What a person fills in about a task, for a new one and for a change alike; and
// the lines of a document's page, each of which is such a form.
#pragma once

#include "capabilities/tasks/tasks.hpp"
#include "web/form_page.hpp"

#include <span>

namespace kheo::tasks
{

// What the forms share, by the record's names where it has them.
struct Fields {
    std::string text;
    std::string product;
    std::string sentence;
    std::vector<Group> lead;
    std::string lead_names; // names or codes of bodies, one a line
    std::vector<Group> support;
    std::string support_names;
    std::string watch_names;
    DueKind due_kind = DueKind::none;
    std::optional<Date> due_on;
    int due_days = 0;
    std::optional<Date> counted_from; // the document's day where none is given
};
BOOST_DESCRIBE_STRUCT(Fields, (),
                      (text, product, sentence, lead, lead_names, support, support_names, watch_names,
                       due_kind, due_on, due_days, counted_from))
std::span<forms::Rule const> field_rules();

struct AssignForm : Fields {
    DocumentId document;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(AssignForm, (Fields), (document))

struct ChangeForm : Fields {
    TaskId task;
    std::int64_t version = 0;
    std::string reason;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(ChangeForm, (Fields), (task, version, reason))

// The lines of a document's page that were ticked: take-N, and each field with -N.
struct AssignAllForm {
    DocumentId document;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(AssignAllForm, (), (document))
inline constexpr std::size_t most_lines = 60;
// The numbers of the lines that were ticked, as they were sent.
std::vector<std::string> taken_lines(forms::Values const& values);
// The names of a line's fields without their number; nothing of other lines.
forms::Values line_of(forms::Values const& values, std::string_view line);
Outcome<std::vector<AssignForm>> lines_of(AssignAllForm const& form, forms::Values const& values);

} // namespace kheo::tasks
