// SPDX-License-Identifier: AGPL-3.0-or-later
// The owner's page of the address, and the pages that the links of a letter open.
#pragma once

#include "capabilities/reminders/address.hpp"
#include "web/components.hpp"

namespace kheo::reminders
{

// How it stands, for the owner's account page: "gửi tới lan.nt@tinh.gov.vn"; ""
// where no mail goes out from here and none was given.
std::string words_of_own(acts::Reading const& reading);
// Whether the owner's address is refused by its server.
bool is_failing(acts::Reading const& reading);

Outcome<routes::Page> show_mine(acts::Reading& reading, forms::Sent const& sent, Problem const* problem);
Outcome<routes::Page> show_confirm(acts::Reading& reading, forms::Sent const& sent, Problem const* problem);
Outcome<routes::Page> show_stop(acts::Reading& reading, forms::Sent const& sent, Problem const* problem);
routes::After after_erase(Forgotten const& gone);
routes::Page show_stopped(acts::Reading& reading, Forgotten const& gone);
routes::After stopped_again(Forgotten const& gone);

// Ready for the template.
struct MinePage {
    bool on = false;
    bool given = false;
    std::string address;
    web::Badge state;
    std::string words; // what the owner is to do, or what the server said
    std::string problem;
    bool may_ask_again = false;
    std::string last; // when the last letter went
    std::int64_t hour = 7;
    web::Errors errors;
    web::FormKeys keys;
    web::FormKeys other_keys;
    std::vector<web::Field> fields;
};
struct LinkPage {
    std::string address;
    std::string action;
    web::Errors errors;
    web::FormKeys keys;
};

} // namespace kheo::reminders
