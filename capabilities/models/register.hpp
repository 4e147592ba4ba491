// SPDX-License-Identifier: AGPL-3.0-or-later
// Register (đăng ký): a body proposes a model of its own for a year.
#pragma once

#include "capabilities/models/model.hpp"
#include "platform/forms/forms.hpp"

#include <span>

namespace kheo::models
{

// The fields of one registration. Limits are in characters.
struct RegisterForm {
    int year = 0;
    Kind kind = Kind::mo_hinh;
    Entry entry = Entry::moi;
    BodyId body;
    std::string field;
    std::string title;
    std::string situation;
    std::string aims;
    std::string way_of_working;
    std::string forces;
    std::string resources;
    std::string timetable;
    std::string beneficiaries;
    std::string outputs;
    std::string keep_up;
    std::string measure;
    std::string baseline;
    std::string target;
    std::optional<Date> registered_on;
    std::string signer;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(RegisterForm, (),
                      (year, kind, entry, body, field, title, situation, aims, way_of_working, forces,
                       resources, timetable, beneficiaries, outputs, keep_up, measure, baseline, target,
                       registered_on, signer))

// The record a form asks for, as a draft: pure. `area` is the body's on its day.
Model drafted(RegisterForm const& form, AreaId area);

Outcome<acts::Recorded<Model>> register_model(acts::Work& work, RegisterForm const& form);

} // namespace kheo::models
