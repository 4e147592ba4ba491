// SPDX-License-Identifier: AGPL-3.0-or-later
// Put models in a round: the body that registered them asks for it, or the one
// that recognises takes them. One at a time for each model.
#pragma once

#include "capabilities/rounds/round.hpp"
#include "platform/forms/forms.hpp"
#include "platform/routes/row.hpp"
#include "web/components.hpp"

#include <span>

namespace kheo::rounds
{

inline constexpr std::size_t most_at_once = 100;

struct PutInForm {
    RoundId round;
    std::vector<std::string> models; // "ID-VERSION", as they were shown
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(PutInForm, (), (round, models))

struct PutIn {
    RoundId round;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(PutIn, (), (round, count))

// "ID-VERSION" as a list of boxes sends it; nothing for anything else.
struct Ticked {
    std::int64_t id = 0;
    std::int64_t version = 0;
};
std::optional<Ticked> ticked(std::string_view text);

Outcome<acts::Recorded<PutIn>> put_in(acts::Work& work, PutInForm const& form);
Outcome<routes::Page> show_put_in(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);
std::span<forms::Rule const> put_in_query();

// A model with what appraisal makes of it; one whose body has registered another
// year since keeps that year's stage.
using Transition = Outcome<models::Model> (*)(models::Model);
Outcome<void> change_model(acts::Work& work, Candidate const& candidate, int year, Transition transition,
                           std::string_view act);

// What the template shows.
struct Offer {
    std::string value;
    std::string title;
    std::string address;
    std::string unit;
    std::string note; // "Cấp dưới đề nghị"
    bool chosen = false;
};
struct PutInPage {
    Round round;
    std::string title;
    std::vector<Offer> offers;
    std::string more; // address of the next page; "" on the last
    web::FormKeys keys;
    web::Errors errors;
};

} // namespace kheo::rounds
