// SPDX-License-Identifier: AGPL-3.0-or-later
// What other capabilities may use of plans.
#pragma once

#include "capabilities/plans/fulfil.hpp"
#include "capabilities/plans/load.hpp"
#include "capabilities/plans/plan.hpp"
#include "platform/acts/projection.hpp"
#include "platform/routes/row.hpp"
#include "web/components.hpp"

#include <span>
#include <vector>

namespace kheo::plans
{

std::span<routes::Row const> rows();
std::vector<acts::Projection> projections();

// What stands on a model's page: "mô hình này đáp ứng nhiệm vụ …".
models::Told tell(acts::Reading& reading, models::Model const& model, models::Audience side);
// "2 trong 3 mô hình mà sản phẩm nêu"; "" where the product asks for none.
std::string count_words(std::string_view product, std::int64_t models, Reader reader);

// The badge and words of a state, shared with the pages of many.
web::Badge badge_of(State const& state);
std::string words_of(State const& state, std::optional<Date> due, Date today);
// What a body that is gone had said; null: nothing.
std::string taken_words(Plan const* plan);

} // namespace kheo::plans
