// SPDX-License-Identifier: AGPL-3.0-or-later
// A model in the back office: everything, its internal acts too, and what this
// actor may do with it now. The lists of the back office are in browse.
#pragma once

#include "capabilities/models/evidence.hpp"
#include "capabilities/models/view.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kheo::models
{

// A step that stands open: its address ends the model's own.
struct Step {
    std::string_view path; // "tiep-nhan"
    std::string_view text; // "Tiếp nhận"
    std::string_view hint;
    bool with_reason = false;
    std::string_view reason_label = {};
};
// Pure: which of the steps a record's stage allows, for what the actor may.
struct Rights {
    bool edit = false;
    bool receive = false;
    bool publish = false;
    bool withdraw = false;
};
std::vector<Step> steps_of(Model const& model, Rights const& rights);
bool can_edit(Model const& model, Rights const& rights);
// Whether the year's registration can be made now for a model of before.
bool can_keep(Model const& model, Rights const& rights, int this_year);
Rights rights_of(acts::Reading const& reading, Model const& model);

struct OfficeEvent {
    web::Event line;
    std::vector<FieldChange> changes;
};

// A round that has the model, or had it.
struct InRound {
    Id<struct InRoundTag> id; // its file there
    int place = 0;
    Date put_in_on;
    std::string title;
};
BOOST_DESCRIBE_STRUCT(InRound, (), (id, place, put_in_on, title))

struct OfficeView {
    ModelView view;
    Rights rights;
    std::vector<Step> steps;
    bool edit = false;
    bool drafts = false;            // may write letters about it
    int keep = 0;                   // the year for which it can be kept; 0: none
    html::Html hints;               // advice on its text, while it may still change
    std::vector<FieldError> advice; // what is to be rewritten before it is sent
    std::vector<Evidence> evidence;
    std::vector<OfficeEvent> events;
    std::vector<InRound> rounds;
    web::FormKeys keys;
    web::Errors errors;
    std::string reason; // typed and refused
    std::string at;     // the step that was refused
};

// Of a step's reason: the refused one has the id that the error summary links to.
std::string reason_id(OfficeView const& page, Step const& step);
std::string_view reason_error(OfficeView const& page, Step const& step);

// The page, and again after a refused step.
Outcome<routes::Page> show_office(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);

} // namespace kheo::models
