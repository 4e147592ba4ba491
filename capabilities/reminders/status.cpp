// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/reminders/status.hpp"

#include "capabilities/reminders/status.sql.hpp"

namespace kheo::reminders
{

namespace
{

struct Count {
    std::string state;
    std::int64_t n = 0;
};
BOOST_DESCRIBE_STRUCT(Count, (), (state, n))

struct Last {
    std::optional<Instant> at;
};
BOOST_DESCRIBE_STRUCT(Last, (), (at))

std::int64_t of(std::vector<Count> const& counts, std::string_view state)
{
    for (auto const& count : counts)
        if (count.state == state)
            return count.n;
    return 0;
}

} // namespace

std::string trouble_of(db::Connection& db)
{
    return settings().on() ? db.one<std::string>(sql::newest_trouble).value_or("") : "";
}

Outcome<MailStatus> view_status(acts::Reading& reading, routes::Nothing const&)
{
    auto const& server = settings().server;
    auto const addresses = reading.db.all<Count>(sql::count_addresses);
    auto const letters = reading.db.all<Count>(sql::count_letters);
    return MailStatus{.on = settings().on(),
                      .host = server.host,
                      .port = server.port,
                      .from = server.from,
                      .hour = settings().hour,
                      .confirmed = of(addresses, "confirmed"),
                      .unconfirmed = of(addresses, "waiting"),
                      .failing = of(addresses, "failing"),
                      .waiting = of(letters, "waiting"),
                      .sent = of(letters, "sent"),
                      .given_up = of(letters, "given_up"),
                      .without_news = of(letters, "nothing"),
                      .last_sent = reading.db.one<Last>(sql::last_letter_sent).value_or(Last{}).at,
                      .trouble = trouble_of(reading.db)};
}

} // namespace kheo::reminders
