// SPDX-License-Identifier: AGPL-3.0-or-later
// The first sign-in, and the one after a loss: a one-time link opened by its
// button, then a new password, then the second step.
#pragma once

#include "capabilities/sessions/session.hpp"
#include "platform/forms/forms.hpp"
#include "platform/routes/row.hpp"

#include <span>
#include <string>

namespace kheo::sessions
{

struct OpenForm {
    std::string link; // its token
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(OpenForm, (), (link))

struct Opened {
    std::string link;
    std::string token;
    std::string device;
};
// GET only shows the button: chats open links to preview them.
Outcome<routes::Page> show_link(acts::Reading& reading, forms::Sent const& sent, Problem const* problem);
Outcome<Opened> prepare_open(routes::Before const& before, OpenForm const& form);
Outcome<routes::Kept> open_link(acts::Work& work, Opened const& opened);

struct FirstPasswordForm {
    std::string new_password;
    std::string new_password_again;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(FirstPasswordForm, (), (new_password, new_password_again))

Outcome<routes::Page> show_first_password(acts::Reading& reading, forms::Sent const& sent,
                                          Problem const* problem);
Outcome<std::string> hash_first_password(routes::Before const& before, FirstPasswordForm const& form);
Outcome<routes::Kept> set_first_password(acts::Work& work, std::string const& hash);

// The app's secret as the page showed it, and the code that proves the app has it.
struct AppForm {
    std::string secret;
    std::string code;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(AppForm, (), (secret, code))

Outcome<routes::Page> show_second_step(acts::Reading& reading, forms::Sent const& sent,
                                       Problem const* problem);

struct AppPrepared {
    AppForm form;
    std::string token;
};
Outcome<AppPrepared> prepare_app(routes::Before const& before, AppForm const& form);
Outcome<routes::Kept> enrol_app(acts::Work& work, AppPrepared const& app);

struct CardPrepared {
    std::vector<std::string> codes;
    std::string token;
};
Outcome<CardPrepared> prepare_card(routes::Before const& before, routes::Nothing const&);
Outcome<routes::Kept> enrol_card(acts::Work& work, CardPrepared const& card);
// For roles that need not decide.
Outcome<routes::Kept> enrol_later(acts::Work& work, CardPrepared const& card);

// A new password as it was typed twice: the sentences at its fields, none where
// it is good.
std::vector<FieldError> password_errors(std::string const& once, std::string const& again,
                                        std::string_view login, std::string_view name);
// The step of the code that proves the app; refuses at the field `code`.
Outcome<std::int64_t> proven_step(std::string const& secret, std::string const& code, Instant now);

} // namespace kheo::sessions
