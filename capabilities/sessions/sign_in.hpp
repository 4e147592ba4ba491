// SPDX-License-Identifier: AGPL-3.0-or-later
// Sign in (đăng nhập) with login and password, then with a code; sign out.
#pragma once

#include "capabilities/sessions/session.hpp"
#include "capabilities/sessions/waiting.hpp"
#include "platform/forms/forms.hpp"
#include "platform/routes/row.hpp"

#include <functional>
#include <span>
#include <string>

namespace kheo::sessions
{

// `tiep` is where one wanted to go; `carried` what was typed into a form whose
// session had run out.
struct SignInForm {
    std::string login;
    std::string password;
    bool own_computer = false;
    std::string tiep;
    std::string carried;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(SignInForm, (), (login, password, own_computer, tiep, carried))

// What was found before the transaction.
struct Checked {
    AccountId account;
    Stage stage = Stage::full;
    bool shared_computer = true;
    std::string device;
    std::string token;
    std::string tiep;
    std::string carried;
};

Outcome<Checked> check_sign_in(routes::Before const& before, SignInForm const& form);
Outcome<routes::Kept> sign_in(acts::Work& work, Checked const& checked);
Outcome<routes::Page> show_sign_in(acts::Reading& reading, forms::Sent const& sent, Problem const* problem);
// In answer to a form that came without a session.
routes::Page sign_in_page(routes::Carried const& carried);

struct CodeForm {
    std::string code;
    std::string tiep;
    std::string carried;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(CodeForm, (), (code, tiep, carried))

struct Coded {
    CodeForm form;
    std::string token;
};
Outcome<Coded> check_code(routes::Before const& before, CodeForm const& form);
Outcome<routes::Kept> confirm_code(acts::Work& work, Coded const& coded);
Outcome<routes::Page> show_code(acts::Reading& reading, forms::Sent const& sent, Problem const* problem);

Outcome<routes::Kept> sign_out(acts::Work& work, routes::Nothing const&);

// The waiting form of a row that has no page of its own: what was typed, and
// the button to send it now.
routes::Page send_again(routes::Row const& row, routes::Carried const& carried, acts::Reading const& reading);

// Where one goes once signed in: where one wanted to, else to the back office.
routes::Kept signed_in(std::string_view token, std::string_view tiep, std::string_view carried);
// "/…" of this site; "" for anything else.
std::string own_path(std::string_view text);

// What the pages know of the installation.
struct Settings {
    std::string name = "Khéo"; // in the person's authenticator app
    std::string home = "/can-bo";
    bool demo = false; // links may sign in fully
    // How the person's own reminders by mail stand; "" where there are none here.
    std::function<std::string(acts::Reading const&)> reminders = {};
};
void put_settings(Settings settings);
Settings settings();

} // namespace kheo::sessions
