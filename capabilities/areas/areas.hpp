// SPDX-License-Identifier: AGPL-3.0-or-later
// What other capabilities may use of areas.
#pragma once

#include "capabilities/areas/atlas.hpp"
#include "capabilities/areas/facts.hpp"
#include "capabilities/areas/found.hpp"
#include "capabilities/areas/import.hpp"
#include "platform/acts/projection.hpp"
#include "platform/routes/row.hpp"
#include "platform/text/private_data.hpp"

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

std::span<routes::Row const> rows();
// Which rows `kheo check` compares with their acts.
std::vector<acts::Projection> projections();

} // namespace kheo::areas
