// SPDX-License-Identifier: AGPL-3.0-or-later
// The person's own page: where they are signed in, password, second step,
// personal tokens.
#pragma once

#include "capabilities/sessions/session.hpp"
#include "capabilities/sessions/tokens.hpp"
#include "platform/forms/forms.hpp"
#include "platform/routes/row.hpp"

#include <span>
#include <string>
#include <vector>

namespace kheo::sessions
{

struct SessionLine {
    std::string id;
    std::string device;
    std::string started;
    std::string last_seen;
    bool current = false;
};
BOOST_DESCRIBE_STRUCT(SessionLine, (), (id, device, started, last_seen, current))

struct Mine {
    std::string id;
    std::string login;
    std::string name;
    std::vector<std::string> posts;
    bool has_app = false;
    std::int64_t card_codes_left = 0;
    bool must_have_second_step = false;
    std::vector<SessionLine> sessions;
    std::vector<Token> tokens;
    std::string reminders; // left out of JSON: it may name the person's address
};
BOOST_DESCRIBE_STRUCT(Mine, (),
                      (id, login, name, posts, has_app, card_codes_left, must_have_second_step, sessions,
                       tokens))

Outcome<Mine> view_mine(acts::Reading& reading, routes::Nothing const&);
routes::Page show_mine(acts::Reading& reading, Mine const& mine);

struct EndForm {
    SessionId id;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(EndForm, (), (id))

Outcome<routes::Kept> end_one(acts::Work& work, EndForm const& form);
Outcome<routes::Kept> end_all_others(acts::Work& work, routes::Nothing const&);

struct PasswordForm {
    std::string password;
    std::string new_password;
    std::string new_password_again;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(PasswordForm, (), (password, new_password, new_password_again))

Outcome<std::string> hash_new_password(routes::Before const& before, PasswordForm const& form);
Outcome<routes::Kept> change_password(acts::Work& work, std::string const& hash);
Outcome<routes::Page> show_change_password(acts::Reading& reading, forms::Sent const& sent,
                                           Problem const* problem);

struct NewAppForm {
    std::string password;
    std::string secret;
    std::string code;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(NewAppForm, (), (password, secret, code))

Outcome<NewAppForm> check_new_app(routes::Before const& before, NewAppForm const& form);
Outcome<routes::Kept> change_app(acts::Work& work, NewAppForm const& form);
Outcome<routes::Page> show_change_app(acts::Reading& reading, forms::Sent const& sent,
                                      Problem const* problem);

struct NewCardForm {
    std::string password;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(NewCardForm, (), (password))

using Codes = std::vector<std::string>;
Outcome<Codes> prepare_new_card(routes::Before const& before, NewCardForm const& form);
Outcome<routes::Kept> change_card(acts::Work& work, Codes const& codes);
Outcome<routes::Page> show_change_card(acts::Reading& reading, forms::Sent const& sent,
                                       Problem const* problem);

// A page below "Tài khoản của tôi".
routes::Page my_page(std::string title, html::Html body);

} // namespace kheo::sessions
