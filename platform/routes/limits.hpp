// SPDX-License-Identifier: AGPL-3.0-or-later
// How often one may ask: all reads together, all writes together, and a row
// that costs more by itself (Options::per_minute; below 0 the row has no limit:
// whoever verifies the ledger reads thousands of its tiles). By account; a
// visitor by device and address.
#pragma once

#include "platform/http/rate_limit.hpp"
#include "platform/routes/table.hpp"

#include <optional>

namespace kheo::routes
{

// So many a minute, half of them at once.
http::Budget budget_of(double per_minute);

struct Budgets {
    http::Budget reads = budget_of(1'200);
    http::Budget writes = budget_of(240);
};

class Limits
{
  public:
    explicit Limits(Budgets budgets) : budgets_(budgets) {}

    // Takes one try; nothing if it was there, else the seconds to wait.
    std::optional<int> take(http::Head const& head, Match const& match, acts::Actor const& actor);

  private:
    Budgets budgets_;
    http::RateLimit limit_;
};

} // namespace kheo::routes
