// SPDX-License-Identifier: AGPL-3.0-or-later
// Register a person as an exemplar, and complete the record until it is public.
#pragma once

#include "capabilities/exemplars/exemplar.hpp"
#include "platform/forms/forms.hpp"
#include "platform/routes/row.hpp"

#include <span>

namespace kheo::exemplars
{

// The fields of the record; nothing else about a person is asked or kept.
struct RegisterForm {
    BodyId body;
    int year = 0;
    std::string name;
    std::string office;
    std::string field;
    std::string merit;
    std::string decision;
    std::optional<Date> decided_on;
    std::string decided_by;
    Basis basis = Basis::none;
    std::string basis_text;
    std::optional<Date> basis_on;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(RegisterForm, (),
                      (body, year, name, office, field, merit, decision, decided_on, decided_by, basis,
                       basis_text, basis_on))

struct CompleteForm {
    ExemplarId exemplar;
    std::int64_t version = 0;
    int year = 0;
    std::string name;
    std::string office;
    std::string field;
    std::string merit;
    std::string decision;
    std::optional<Date> decided_on;
    std::string decided_by;
    Basis basis = Basis::none;
    std::string basis_text;
    std::optional<Date> basis_on;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(CompleteForm, (),
                      (exemplar, version, year, name, office, field, merit, decision, decided_on, decided_by,
                       basis, basis_text, basis_on))

// Before the queue. No text may tell of other people, of health, religion or
// ethnicity, nor give a number to call: the person's own name is the only one.
Outcome<RegisterForm> checked_registration(RegisterForm const& form);
Outcome<CompleteForm> checked_completion(CompleteForm const& form);

Outcome<acts::Recorded<Exemplar>> register_exemplar(acts::Work& work, RegisterForm const& form);
// What is missing before it can be public; afterwards it is withdrawn instead.
Outcome<acts::Recorded<Exemplar>> complete(acts::Work& work, CompleteForm const& form);

Outcome<routes::Page> show_register(routes::Reading& reading, forms::Sent const& sent,
                                    Problem const* problem);
Outcome<routes::Page> show_complete(routes::Reading& reading, forms::Sent const& sent,
                                    Problem const* problem);
std::span<forms::Rule const> exemplar_query();

} // namespace kheo::exemplars
