// SPDX-License-Identifier: AGPL-3.0-or-later
// What other capabilities may use of areas.
#pragma once

#include "capabilities/areas/atlas.hpp"
#include "platform/routes/row.hpp"

#include <memory>
#include <span>

namespace kheo::areas
{

// The atlas this program works with now; a snapshot that stays whole while it
// is held.
std::shared_ptr<Atlas const> atlas();
// Puts a newly loaded one in its place: at the start and after each change.
void put_atlas(std::shared_ptr<Atlas const> atlas);

std::span<routes::Row const> rows();

} // namespace kheo::areas
