// SPDX-License-Identifier: AGPL-3.0-or-later
// What other capabilities may use of replications.
#pragma once

#include "capabilities/replications/lineage.hpp"
#include "capabilities/replications/replication.hpp"

#include <span>
#include <vector>

namespace kheo::replications
{

std::span<routes::Row const> rows();
std::vector<acts::Projection> projections();

// Models that many took over in this period.
struct Spreading {
    ModelId model;
    std::string title; // as people outside read it
    BodyId body;
    AreaId area;
    std::int64_t fresh = 0; // that began in this period
};
BOOST_DESCRIBE_STRUCT(Spreading, (), (model, body, area, fresh))
// By title. From as many on as the rule `spreading` says.
std::vector<Spreading> spreading(acts::Reading const& reading);

// What the page of a model says of where it came from and who followed.
models::Told tell(acts::Reading& reading, Model const& model, models::Audience side);

} // namespace kheo::replications
