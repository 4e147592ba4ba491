// SPDX-License-Identifier: AGPL-3.0-or-later
// What other capabilities may use of areas.
#pragma once

#include "capabilities/areas/atlas.hpp"
#include "capabilities/areas/change.hpp"
#include "capabilities/areas/facts.hpp"
#include "capabilities/areas/found.hpp"
#include "capabilities/areas/import.hpp"
#include "capabilities/areas/problems.hpp"
#include "platform/acts/projection.hpp"
#include "platform/routes/row.hpp"
#include "platform/text/private_data.hpp"

#include <algorithm>
#include <initializer_list>
#include <memory>
#include <span>

namespace kheo::areas
{

// The atlas this program works with now; a snapshot that stays whole while it
// is held.
std::shared_ptr<Atlas const> atlas();
// Puts a newly loaded one in its place: at the start and after each change.
void put_atlas(std::shared_ptr<Atlas const> atlas);

// The check for what belongs to private persons, with the rules that the
// program carries and the names of all areas; whole while it is held.
std::shared_ptr<PrivateDataCheck const> private_data_check();
// What to say at a field whose text it finds something in.
std::optional<FieldError> private_data_in(std::string_view field, std::string_view label,
                                          std::string_view text);
// The form; refused where one of these of its texts names a private person
// (design 8.8), said at each such field. A text it has not is a Contradiction.
template <json::Described Form>
Outcome<Form> without_private_data(Form const& form, std::initializer_list<std::string_view> texts)
{
    std::size_t read = 0;
    std::vector<FieldError> found;
    json::each_member(form, [&](std::string_view name, auto const& member) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(member)>, std::string>)
            if (std::ranges::find(texts, name) != texts.end()) {
                ++read;
                auto const rule = std::ranges::find(Form::rules(), name, &forms::Rule::name);
                if (auto error = private_data_in(name, rule->label, member))
                    found.push_back(std::move(*error));
            }
    });
    ensure(read == texts.size(), "a form without one of the texts that are to be read");
    if (!found.empty())
        return refuse(problems::private_data, std::move(found));
    return form;
}

std::span<routes::Row const> rows();
// Which rows `kheo check` compares with their acts.
std::vector<acts::Projection> projections();

} // namespace kheo::areas
