// SPDX-License-Identifier: AGPL-3.0-or-later
// What a demo shows of appraisal: a round of the first year with decisions for
// a part of its models, and an open one of this year with scores that differ.
#pragma once

#include "capabilities/rounds/rounds.hpp"

#include <span>

namespace kheo::recognitions::demo
{

// Who appraises in a province: its department holds the rounds.
struct Council {
    acts::Actor officer;
    bodies::Body department;
    std::vector<bodies::Body> members; // of the council, whose officers score
    std::string login;                 // the end of their logins; "" in the first province
    std::size_t one_in = 1;            // of so many of the year's public models goes into the round
};

// Both change the records at hand, those of the council's province, as they store them.
void recognise_year(acts::Work& work, Council const& council, int year, std::span<models::Model* const> all);
void open_year(acts::Work& work, Council const& council, int year, std::span<models::Model* const> all);

} // namespace kheo::recognitions::demo
