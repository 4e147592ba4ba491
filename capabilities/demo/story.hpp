// SPDX-License-Identifier: AGPL-3.0-or-later
// Every model of the demo and what became of it in two years: pure, and the
// same each time.
#pragma once

#include "capabilities/demo/land.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kheo::demo
{

inline constexpr int first_year = 2025; // communes began on 1 July
inline constexpr int this_year = 2026;

// What is done to a model, in order; the names are those of its acts.
enum class Step { registered, returned, submitted, received, published, edited, kept, withdrawn };
BOOST_DESCRIBE_ENUM(Step, registered, returned, submitted, received, published, edited, kept, withdrawn)

// A year's registration: what the body writes in it.
struct Registration {
    int year = 0;
    models::Entry entry = models::Entry::moi;
    models::Text text;
    std::string measure;
    std::string baseline;
    std::string target;
    std::string result; // told at the end of the year
    Date registered_on;
    std::string signer;
};

struct Told {
    std::size_t unit = 0; // in Land::units()
    Situation const* situation = nullptr;
    models::Kind kind = models::Kind::mo_hinh;
    Registration first;
    std::optional<Registration> again; // kept in the next year
    std::size_t origin = Land::npos;   // in Story::models: what it replicates
    std::vector<Step> steps;
    std::string returned_for; // reasons, where it was returned or withdrawn
    std::string withdrawn_for;
};

struct Story {
    std::vector<Told> models;         // by the day of their first registration
    std::vector<bool> unit_has_model; // as Land::units()
};

Story told(Content const& content, Land const& land);

// One registration of a situation by a body at a place: what `told` and the
// register files are made of. `choice` decides alternatives and numbers.
Registration registration(Situation const& situation, Unit const& unit, Commune const& place,
                          std::size_t village, int year, std::string_view choice);

} // namespace kheo::demo
