// SPDX-License-Identifier: AGPL-3.0-or-later
// Mail as the configuration says it, given to reminders.
#pragma once

#include "platform/config/config.hpp"
#include "platform/db/db.hpp"
#include "platform/mail/smtp.hpp"

#include <string>

namespace kheo
{

// Throws std::runtime_error, a sentence for the operator, where `mail.from` is no address.
mail::Server mail_server_of(config::Config const& config);

// Before anything is served.
void introduce_mail(config::Config const& config);

// For /readyz: "off", "ok", or "waiting" where letters were tried in vain.
std::string mail_state(db::Connection& db);

} // namespace kheo
