// SPDX-License-Identifier: AGPL-3.0-or-later
// The doors to a model's row: loaded for change only with a permission and the
// version the form showed; stored only together with its act.
#pragma once

#include "capabilities/models/model.hpp"

namespace kheo::models
{

// The record as this actor may see it: public, or within their rights.
// Refuses not_found otherwise, as if it were not there.
Outcome<Model> load(acts::Reading const& reading, ModelId id);

// Refuses not_found where the actor may not even see it, else not_allowed, or
// changed_meanwhile where the row has another version than the form showed.
Outcome<Model> load_for_change(acts::Work const& work, acts::Permission permission, ModelId id,
                               std::int64_t version);

// Stores a model that `load_for_change` gave and a transition advanced, its
// year's entry, and the act.
acts::Recorded<Model> store(acts::Work& work, std::string_view act, Model const& model, acts::Note note = {});
// The same for one that was not there before.
acts::Recorded<Model> store_new(acts::Work& work, std::string_view act, Model const& model,
                                acts::Note note = {});

} // namespace kheo::models
