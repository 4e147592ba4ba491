// SPDX-License-Identifier: AGPL-3.0-or-later
// What the sign-in pages show: where one wanted to go, what waits to be sent.
#pragma once

#include "capabilities/accounts/accounts.hpp"
#include "platform/qr/qr.hpp"

#include <string>
#include <utility>
#include <vector>

namespace kheo::sessions
{

struct Waiting {
    std::string tiep;
    std::string carried; // goes on from page to page, hidden
    bool typed = false;  // a form waits
    bool files = false;  // its files are lost
    bool too_long = false;
};

// A form that is sent anew.
struct Again {
    std::string path;
    std::string what; // "Trả lại để bổ sung, kèm lý do"
    web::FormKeys keys;
    std::vector<std::pair<std::string, std::string>> typed;  // label and value
    std::vector<std::pair<std::string, std::string>> hidden; // name and value
};

// Login and password.
std::vector<web::Field> sign_in_fields(std::string_view login, Problem const* problem);
web::Field code_field(Problem const* problem);
// The code that proves a new app.
web::Field app_code_field(Problem const* problem);

// An app's secret, to scan or to type.
struct SecretShown {
    std::string secret; // hexadecimal, as the form brings it back
    std::string typed;  // base 32
    qr::Code code;
};

} // namespace kheo::sessions
