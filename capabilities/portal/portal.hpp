// SPDX-License-Identifier: AGPL-3.0-or-later
// The public front of an installation.
#pragma once

#include "platform/routes/table.hpp"

#include <functional>
#include <span>
#include <string>

namespace kheo::portal
{

// What this installation is, given once at the start.
struct Place {
    std::string site;
    std::string province;
    std::string origin;      // "https://…" without a slash at the end
    std::string operated_by; // the agency that answers for it; "" where nobody stated it
    std::string postal_address;
    std::string phone;
    std::string email;
    std::string privacy_email;
    bool demo = false;
    routes::Table const* table = nullptr; // outlives the program's rows
    // Why files cannot be read safely just now; "" where they can.
    std::function<std::string()> file_trouble = {};
    // "off", "ok" or "waiting": whether letters go out.
    std::function<std::string(db::Connection&)> mail_state = {};
};
void put_place(Place place);

std::span<routes::Row const> rows();

} // namespace kheo::portal
