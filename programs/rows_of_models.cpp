// SPDX-License-Identifier: AGPL-3.0-or-later
#include "programs/rows_of_models.hpp"

#include "capabilities/advice/advice.hpp"
#include "capabilities/consultations/consultations.hpp"
#include "capabilities/contributions/contributions.hpp"
#include "capabilities/heartbeats/heartbeats.hpp"
#include "capabilities/models/models.hpp"
#include "capabilities/movements/movements.hpp"
#include "capabilities/plans/plans.hpp"
#include "capabilities/questions/questions.hpp"
#include "capabilities/recognitions/recognitions.hpp"
#include "capabilities/replications/replications.hpp"
#include "capabilities/rounds/rounds.hpp"
#include "programs/rows.hpp"

#include <algorithm>
#include <iterator>

namespace kheo
{

std::vector<std::span<routes::Row const>> rows_of_models()
{
    return {models::rows(),     advice::rows(),       rounds::rows(),    recognitions::rows(),
            heartbeats::rows(), replications::rows(), questions::rows(), contributions::rows(),
            movements::rows(),  consultations::rows()};
}

std::vector<acts::Projection> projections_of_models()
{
    std::vector<acts::Projection> all;
    for (auto const& of_capability :
         {models::projections(), rounds::projections(), recognitions::projections(),
          heartbeats::projections(), replications::projections(), questions::projections(),
          contributions::projections(), movements::projections(), consultations::projections()})
        std::ranges::copy(of_capability, std::back_inserter(all));
    return all;
}

std::vector<acts::Erasable> erasables_of_models()
{
    auto all = questions::erasables();
    std::ranges::copy(consultations::erasables(), std::back_inserter(all));
    return all;
}

void put_neighbours_of_models()
{
    models::put_tellers({consultations::tell, heartbeats::tell, movements::tell, contributions::tell,
                         replications::tell, plans::tell, questions::tell});
    models::put_openers({recognitions::open_standing, movements::open_memberships});
    models::put_movements(movements::for_registration());
}

} // namespace kheo
