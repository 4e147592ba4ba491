// SPDX-License-Identifier: AGPL-3.0-or-later
// Register (đăng ký): a body proposes a model of its own for a year, at once
// or by way of a draft.
#pragma once

#include "capabilities/advice/advice.hpp"
#include "capabilities/models/facets.hpp"
#include "capabilities/models/model.hpp"
#include "platform/forms/forms.hpp"
#include "platform/routes/row.hpp"
#include "web/form_page.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace kheo::models
{

// The fields of one registration. Limits are in characters.
struct RegisterForm : Text {
    BodyId body;
    int year = 0;
    Kind kind = Kind::mo_hinh;
    Entry entry = Entry::moi;
    std::string measure;
    std::string baseline;
    std::string target;
    std::optional<Date> registered_on;
    std::string signer;
    ModelId origin;                    // of a replication; dropped where the entry is none
    std::vector<MovementId> movements; // to which it belongs from now on
    bool draft = false;                // kept, not yet sent
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(RegisterForm, (Text),
                      (body, year, kind, entry, measure, baseline, target, registered_on, signer, origin,
                       movements, draft))

// The record a form asks for, as a draft: pure. `area` is the body's on its day.
Model drafted(RegisterForm const& form, AreaId area);

Outcome<acts::Recorded<Model>> register_model(acts::Work& work, RegisterForm const& form);

// Before the queue: what decoding cannot know. A field of work that the rules
// list, figures as numbers, a year that can be; and private persons' data,
// unless it is a draft.
Outcome<RegisterForm> checked_registration(RegisterForm const& form);
// One registers for this year or the next: else the sentence at `year`.
Outcome<void> in_reach(int year, Date today);
// A figure as it is stored ("1.250,5"), or the sentence to say at the field.
std::expected<std::string, std::string> figure(std::string_view label, std::string_view typed);
// What belongs to private persons in the texts of a record or a form.
template <class Texts>
std::vector<FieldError> private_data_of(Texts const& texts)
{
    std::vector<FieldError> found;
    json::each_member(texts, [&](std::string_view name, auto const& member) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(member)>, std::string>)
            if (is_public_text(name))
                if (auto error = areas::private_data_in(name, label_of(name), member))
                    found.push_back(std::move(*error));
    });
    return found;
}

// The page, empty or refused. Its query may name a commune and a body.
Outcome<routes::Page> show_register(routes::Reading& reading, forms::Sent const& sent,
                                    Problem const* problem);
// What advice says of a record, to who writes or receives it.
advice::Panel advice_on(acts::Reading const& reading, Model const& model);
// The same page with advice on what was typed; nothing is stored.
Outcome<routes::Page> show_preview(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);
std::span<forms::Rule const> register_query();
// What a model says, under headings: the same on every form.
std::vector<web::FormSection> text_sections(web::FormFields const& fields);
web::Offered fields_offered();

// What a model belongs to, as a form showed it.
struct Belonging {
    std::vector<MovementId> movements;
    std::int64_t version = 0; // of all of it together; 0 of a new model
};
// Movements are no part of a model's record; who keeps them gives this at the
// start. A form joins and leaves under the same rules as the model's own page.
struct Movements {
    // Those that a model there may belong to this year, and what `now` holds
    // besides; none where the actor may not decide it.
    std::vector<web::Choice> (*offered)(acts::Reading const& reading, acts::Place place,
                                        Belonging const& now) = nullptr;
    Belonging (*of)(db::Connection& db, ModelId model) = nullptr;
    // Nothing where nothing changes.
    Outcome<std::optional<acts::Recorded<Model>>> (*join)(acts::Work& work, Model const& model,
                                                          Belonging const& wanted) = nullptr;
    std::string (*name)(db::Connection& db, MovementId movement) = nullptr;
};
void put_movements(Movements movements);
Movements const& held_movements(); // all there, or none
// The part of a form in which they are ticked; nothing where none is offered.
std::vector<web::FormSection> movements_section(web::FormFields const& fields);

// Bodies for which this actor may register today, as choices. Where they are
// too many to choose from, those of one commune, and the communes.
struct BodyChoices {
    std::vector<web::Choice> bodies;
    std::vector<web::Choice> communes; // empty where all bodies are listed
};
BodyChoices body_choices(acts::Reading const& reading, AreaId commune, BodyId chosen);

} // namespace kheo::models
