// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/routes/limits.hpp"

#include <algorithm>

namespace kheo::routes
{

namespace
{

// The phones of a village come by one address, and those of one make say the
// same of themselves. Where people write without a name, what looks like one
// device is taken for so many; the address as a whole gets no more for it.
constexpr double people_who_look_alike = 5;

} // namespace

http::Budget budget_of(double per_minute)
{
    return {per_minute, std::max(1.0, per_minute / 2)};
}

std::optional<int> Limits::take(http::Head const& head, Match const& match, acts::Actor const& actor)
{
    auto const& row = *match.row;
    if (row.options.per_minute < 0)
        return {};
    auto const account =
        actor.kind == acts::ActorKind::person ? std::to_string(actor.account) : std::string();
    auto const reads = row.kind == Kind::read;
    auto const general =
        limit_.take(head, reads ? "read" : "write", account, {}, reads ? budgets_.reads : budgets_.writes);
    if (general || row.options.per_minute == 0)
        return general;
    // The page and its API path are one row: what one of them took, the other lacks.
    auto const path = row.api.empty() ? row.page : row.api;
    if (row.kind == Kind::act && row.permission.name == anyone.name && account.empty())
        return limit_.take(head, path, {}, {}, budget_of(row.options.per_minute * people_who_look_alike),
                           http::address_share / people_who_look_alike);
    return limit_.take(head, path, account, {}, budget_of(row.options.per_minute));
}

} // namespace kheo::routes
