// SPDX-License-Identifier: AGPL-3.0-or-later
// Whether mail goes out, for those who run the installation: figures and the mail
// server's last words, never whose address it is.
#pragma once

#include "capabilities/reminders/address.hpp"

namespace kheo::reminders
{

struct MailStatus {
    bool on = false;
    std::string host;
    std::int64_t port = 0;
    std::string from;
    std::int64_t hour = 0;
    std::int64_t confirmed = 0; // addresses
    std::int64_t unconfirmed = 0;
    std::int64_t failing = 0;
    std::int64_t waiting = 0; // letters
    std::int64_t sent = 0;    // of the last month
    std::int64_t given_up = 0;
    std::int64_t without_news = 0; // days on which somebody needed no letter
    std::optional<Instant> last_sent;
    std::string trouble; // why letters wait that were tried; "" where none does
};
BOOST_DESCRIBE_STRUCT(MailStatus, (),
                      (on, host, port, from, hour, confirmed, unconfirmed, failing, waiting, sent, given_up,
                       without_news, last_sent, trouble))

Outcome<MailStatus> view_status(acts::Reading& reading, routes::Nothing const&);
// "" where mail is off or goes out.
std::string trouble_of(db::Connection& db);

} // namespace kheo::reminders
