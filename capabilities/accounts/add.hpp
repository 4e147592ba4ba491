// SPDX-License-Identifier: AGPL-3.0-or-later
// Add a person with their first post. The same plan serves the sheet of many.
#pragma once

#include "capabilities/accounts/account.hpp"
#include "capabilities/accounts/roles.hpp"
#include "platform/forms/forms.hpp"
#include "platform/routes/row.hpp"

#include <expected>
#include <span>
#include <string>
#include <vector>

namespace kheo::accounts
{

// As typed: the role by code or label, the body by code or full name.
struct Line {
    std::string login;
    std::string name;
    std::string role;
    std::string unit_code;
};
BOOST_DESCRIBE_STRUCT(Line, (), (login, name, role, unit_code))

// Without ids.
struct Person {
    Account account;
    Post post;
};

// The body of that code or of that name alone; no id where there is none.
BodyId body_named(bodies::Directory const& directory, std::string_view typed, Date day);

// Pure: the records, or a sentence for each field that is wrong. Whether the
// login is taken only the database knows.
std::expected<Person, std::vector<FieldError>> planned(Line const& line, Roles const& roles,
                                                       bodies::Directory const& directory, Date day);

struct AddForm {
    std::string login;
    std::string name;
    std::string role;
    std::string unit_code;
    std::optional<Date> valid_from; // today where none is given
    std::string decision;
    bool demo = false;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(AddForm, (), (login, name, role, unit_code, valid_from, decision, demo))

Outcome<acts::Recorded<Account>> add(acts::Work& work, AddForm const& form);
// Stores both with new ids; the caller has checked that the actor may.
acts::Recorded<Account> add_person(acts::Work& work, Person person);

Outcome<routes::Page> show_add(acts::Reading& reading, forms::Sent const& sent, Problem const* problem);
routes::After after_add(Account const& account);

} // namespace kheo::accounts
