// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/sessions/tries.hpp"

#include <fmt/format.h>

namespace kheo::sessions
{

namespace
{

// An office's machines are often set up alike and look like one device: forty
// people come at eight o'clock.
constexpr http::Budget from_device{30, 60};
constexpr http::Budget login_from_address{1, 5};
constexpr http::Budget login_from_anywhere{10, 30};
constexpr http::Budget codes_of_session{1, 5};
constexpr http::Budget codes_of_account{4, 20};
constexpr http::Budget confirming{2, 6};

} // namespace

std::optional<int> Tries::of_sign_in(http::Head const& head, std::string_view login)
{
    if (auto const wait = limit_.take(head, "sign_in", {}, {}, from_device))
        return wait;
    auto const here = fmt::format("login\n{}\n{}", http::address_prefix(head.address), login);
    if (auto const wait = limit_.take(here, login_from_address, head.received))
        return wait;
    return limit_.take(fmt::format("login\n{}", login), login_from_anywhere, head.received);
}

std::optional<int> Tries::of_code(std::int64_t session, std::int64_t account, Instant now)
{
    if (auto const wait = limit_.take(fmt::format("code\n{}", session), codes_of_session, now))
        return wait;
    return limit_.take(fmt::format("codes\n{}", account), codes_of_account, now);
}

std::optional<int> Tries::of_account(std::int64_t account, Instant now)
{
    return limit_.take(fmt::format("confirm\n{}", account), confirming, now);
}

std::optional<int> Tries::of_link(http::Head const& head)
{
    return limit_.take(head, "link", {}, {}, from_device);
}

Tries& tries()
{
    static auto all = Tries();
    return all;
}

std::string waiting(int seconds)
{
    return seconds <= 90 ? fmt::format("{} giây", seconds) : fmt::format("{} phút", (seconds + 59) / 60);
}

} // namespace kheo::sessions
