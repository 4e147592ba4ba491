// SPDX-License-Identifier: AGPL-3.0-or-later
// Edit (sửa), and correct (cải chính) once a model is public. Where two edit
// one record, the second sees both versions field by field and loses nothing.
#pragma once

#include "capabilities/models/facets.hpp"
#include "capabilities/models/load.hpp"
#include "platform/forms/forms.hpp"
#include "platform/routes/row.hpp"
#include "web/components.hpp"

#include <span>
#include <string>
#include <vector>

namespace kheo::models
{

struct EditForm : Revision {
    ModelId model;
    std::int64_t version = 0; // the one that was shown
    std::string reason;
    std::vector<std::string> take; // fields whose stored value wins over the one typed here
    std::vector<MovementId> movements;
    std::int64_t memberships = 0; // one more than their version that was shown; 0: they are left alone
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(EditForm, (Revision), (model, version, reason, take, movements, memberships))

// Before the queue: as checked_registration(); private persons' data are
// refused from the moment the model was sent.
Outcome<EditForm> checked_edit(routes::Before const& before, EditForm const& form);
Outcome<acts::Recorded<Model>> edit(acts::Work& work, EditForm const& form);

// One field that two people looked at: what was shown to both, what is stored
// now, what this one typed.
struct Side {
    std::string field;
    std::string label;
    std::string was;
    std::string theirs;
    std::string mine;
    enum class State { theirs_only, both } state = State::both;
};
// Pure. Fields that only this one changed, or both alike, are left out.
std::vector<Side> sides_of(Model const& shown, Model const& now, forms::Values const& typed);

// The form, empty or refused; after changed_meanwhile with both sides.
Outcome<routes::Page> show_edit(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);

// What the page shows of two people's versions.
struct ConflictPage {
    std::string who;
    std::string at;
    std::vector<Side> sides;
    web::Field take; // which of the fields that both changed go to the stored version
    bool asked = false;
};

} // namespace kheo::models
