// SPDX-License-Identifier: AGPL-3.0-or-later
// The pages every public site must have.
#pragma once

#include "capabilities/portal/portal.hpp"

namespace kheo::portal
{

routes::Row about_row();
routes::Row privacy_row();
routes::Row accessibility_row();
routes::Row contact_row();
routes::Row help_row();

} // namespace kheo::portal
