// SPDX-License-Identifier: AGPL-3.0-or-later
// The doors to an exemplar's row.
#pragma once

#include "capabilities/exemplars/exemplar.hpp"

namespace kheo::exemplars
{

// The record as this actor may see it; not_found otherwise. One who was never
// public, or whose name was erased, is there for its office alone.
Outcome<Exemplar> load(acts::Reading const& reading, ExemplarId id);
Outcome<Exemplar> load_for_change(acts::Work const& work, acts::Permission permission, ExemplarId id,
                                  std::int64_t version);

acts::Recorded<Exemplar> store(acts::Work& work, std::string_view act, Exemplar const& exemplar,
                               acts::Note note = {});
acts::Recorded<Exemplar> store_new(acts::Work& work, std::string_view act, Exemplar const& exemplar);

} // namespace kheo::exemplars
