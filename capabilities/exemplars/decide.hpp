// SPDX-License-Identifier: AGPL-3.0-or-later
// Publish after the decision, withdraw on request, erase the name.
#pragma once

#include "capabilities/exemplars/exemplar.hpp"
#include "platform/forms/forms.hpp"

#include <span>

namespace kheo::exemplars
{

struct DecideForm {
    ExemplarId exemplar;
    std::int64_t version = 0;
    std::string reason;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(DecideForm, (), (exemplar, version, reason))

Outcome<acts::Recorded<Exemplar>> publish(acts::Work& work, DecideForm const& form);
Outcome<acts::Recorded<Exemplar>> withdraw(acts::Work& work, DecideForm const& form);
// What every act said until now is emptied with it; digests stay in the ledger.
Outcome<acts::Recorded<Exemplar>> erase(acts::Work& work, DecideForm const& form);

// The same for a backup from before; false where the person is not in it or is
// erased already.
bool erase_again(acts::Work& work, std::int64_t exemplar);

} // namespace kheo::exemplars
