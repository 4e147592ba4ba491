// SPDX-License-Identifier: AGPL-3.0-or-later
// Small decisions that the component templates ask for: classes, ids, words.
#pragma once

#include "web/components.hpp"

#include <string>
#include <string_view>

namespace kheo::web
{

// Classes of an input beside its own, each with a blank before it.
std::string input_classes(Field const& field);
std::string_view input_type(Field const& field);
// The keyboard a phone shows; "" for the usual one.
std::string_view input_mode(Field const& field);
bool has_notes(Field const& field);
// Ids of hint, error and unit, as aria-describedby takes them.
std::string note_ids(Field const& field);
std::string_view choices_class(Field const& field);
// The first choice has the field's own id, so that an error can link to it.
std::string choice_id(Field const& field, Choice const& choice);
std::size_t chosen(Facet const& facet);

std::string_view tone_name(Tone tone);
// ", xếp theo … tăng dần" for the caption; "" where nothing is sorted.
std::string sorted_words(Table const& table);
std::string_view state_class(Row::State state);
bool is_numeric(Table const& table, std::size_t column);
std::string_view notice_title(Notice const& notice);

} // namespace kheo::web
