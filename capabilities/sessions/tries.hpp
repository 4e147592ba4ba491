// SPDX-License-Identifier: AGPL-3.0-or-later
// How often one may try to sign in. An account cannot be locked from elsewhere
// by a stranger: the small budget is for one address, the account's own larger.
#pragma once

#include "platform/http/rate_limit.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace kheo::sessions
{

class Tries
{
  public:
    // Each takes one try; nothing if it was there, else the seconds to wait.
    std::optional<int> of_sign_in(http::Head const& head, std::string_view login);
    std::optional<int> of_code(std::int64_t session, std::int64_t account, Instant now);
    std::optional<int> of_account(std::int64_t account, Instant now);
    std::optional<int> of_link(http::Head const& head);

  private:
    http::RateLimit limit_;
};

// Of this program.
Tries& tries();

// "40 giây", "2 phút".
std::string waiting(int seconds);

} // namespace kheo::sessions
