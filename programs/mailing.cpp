// SPDX-License-Identifier: AGPL-3.0-or-later
#include "programs/mailing.hpp"

#include "capabilities/desk/desk.hpp"
#include "capabilities/reminders/reminders.hpp"

namespace kheo
{

mail::Server mail_server_of(config::Config const& config)
{
    return {.host = config.mail_host,
            .port = config.mail_port,
            .security = config.mail_security == "none"  ? mail::Security::none
                        : config.mail_security == "tls" ? mail::Security::tls
                                                        : mail::Security::starttls,
            .user = config.mail_user,
            .password_file = config.mail_password_file,
            .ca_file = config.mail_ca_file,
            .from = config.mail_from};
}

void introduce_mail(config::Config const& config)
{
    reminders::put_settings({.server = mail_server_of(config),
                             .inside = config.mail_inside,
                             .hour = config.mail_hour,
                             .site = config.site_name,
                             .demo = config.demo});
    reminders::on_waiting(desk::piles);
    accounts::on_deactivate(reminders::forget_of);
}

std::string mail_state(db::Connection& db)
{
    if (!reminders::settings().on())
        return "off";
    return reminders::trouble_of(db).empty() ? "ok" : "waiting";
}

} // namespace kheo
