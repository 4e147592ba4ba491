// SPDX-License-Identifier: AGPL-3.0-or-later
// From a form's rules to the fields of its page, with what was typed and what
// is wrong; and the choices that several forms of accounts offer.
#pragma once

#include "platform/acts/work.hpp"
#include "platform/forms/forms.hpp"
#include "web/components.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::accounts
{

// In the order of the rules; hidden ones and files are left to the page.
std::vector<web::Field> fields_of(std::span<forms::Rule const> rules, forms::Sent const& sent);
// The field of that name; one that is not there is a Contradiction.
web::Field& web_field(std::vector<web::Field>& fields, std::string_view name);
std::vector<web::Field> with_errors(std::vector<web::Field> fields, Problem const* problem);
web::Errors errors_of(Problem const* problem);
web::FormKeys keys_of(acts::Reading const& reading, std::string version = {});

// "Chọn vai trò" and every role.
std::vector<web::Choice> role_choices(std::string_view chosen);
// Codes of the bodies that most accounts belong to: each commune's đầu mối and
// those of the province.
std::vector<std::string> body_offers(Date day);

// What the page of a plain form needs.
struct AddPage {
    web::Errors errors;
    web::FormKeys keys;
    std::vector<web::Field> fields;
};

} // namespace kheo::accounts
