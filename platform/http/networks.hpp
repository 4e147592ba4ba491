// SPDX-License-Identifier: AGPL-3.0-or-later
// IP addresses, networks, and who a request came from when a proxy stands
// before us.
#pragma once

#include "platform/http/request.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::http
{

// IPv4 stands as ::ffff:a.b.c.d, so that one address has one form.
struct Address {
    std::array<std::uint8_t, 16> bytes{};
    friend bool operator==(Address const&, Address const&) = default;
};
// An IPv4 or IPv6 literal; nothing for anything else.
std::optional<Address> parse_address(std::string_view text);
std::string shown(Address const& address); // "10.0.0.1", "2001:db8::1"

class Networks
{
  public:
    // Addresses and networks ("10.0.0.0/8", "fd00::/8"). Throws
    // std::invalid_argument for any other text.
    explicit Networks(std::vector<std::string> const& list = {});
    bool contain(Address const& address) const;
    bool empty() const { return list_.empty(); }

  private:
    struct Network {
        Address address;
        int bits; // of 128
    };
    std::vector<Network> list_;
};

// Fills secure, and address, which is the peer's until now. X-Forwarded-For and
// X-Forwarded-Proto count only from a trusted peer; of the former, the last
// address that is not trusted.
void set_client(Head& head, Address const& peer, Networks const& trusted);

} // namespace kheo::http
