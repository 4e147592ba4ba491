// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/http/networks.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <charconv>
#include <span>
#include <stdexcept>

namespace kheo::http
{
namespace
{

constexpr std::array<std::uint8_t, 12> mapped_ipv4{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

bool is_ipv4(Address const& address)
{
    return std::ranges::equal(mapped_ipv4, std::span(address.bytes).first(12));
}

std::string_view trimmed(std::string_view text)
{
    auto const begin = text.find_first_not_of(" \t");
    auto const end = text.find_last_not_of(" \t");
    return begin == text.npos ? std::string_view() : text.substr(begin, end - begin + 1);
}

// The values of all fields of this name as one list (RFC 9110 §5.3), last first.
std::vector<std::string_view> last_first(Headers const& headers, std::string_view name)
{
    std::vector<std::string_view> items;
    for (std::size_t i = 0; i < headers.size(); ++i) {
        if (!equal_ignoring_case(headers.name_at(i), name))
            continue;
        auto list = headers.value_at(i);
        for (;;) {
            auto const comma = list.find(',');
            items.push_back(trimmed(list.substr(0, comma)));
            if (comma == list.npos)
                break;
            list.remove_prefix(comma + 1);
        }
    }
    std::ranges::reverse(items);
    return items;
}

} // namespace

std::optional<Address> parse_address(std::string_view text)
{
    std::string const terminated(text);
    if (terminated.size() != text.size() || text.find('\0') != text.npos)
        return {};
    Address address;
    if (::inet_pton(AF_INET6, terminated.c_str(), address.bytes.data()) == 1)
        return address;
    std::ranges::copy(mapped_ipv4, address.bytes.begin());
    if (::inet_pton(AF_INET, terminated.c_str(), address.bytes.data() + 12) == 1)
        return address;
    return {};
}

std::string shown(Address const& address)
{
    char text[INET6_ADDRSTRLEN] = {};
    if (is_ipv4(address))
        ::inet_ntop(AF_INET, address.bytes.data() + 12, text, sizeof text);
    else
        ::inet_ntop(AF_INET6, address.bytes.data(), text, sizeof text);
    return text;
}

Networks::Networks(std::vector<std::string> const& list)
{
    for (auto const& text : list) {
        auto const slash = text.find('/');
        auto const address = parse_address(std::string_view(text).substr(0, slash));
        if (!address)
            throw std::invalid_argument("not a network: " + text);
        int const before = is_ipv4(*address) ? 96 : 0;
        int bits = 128 - before;
        if (slash != std::string::npos) {
            auto const* begin = text.data() + slash + 1;
            auto const* end = text.data() + text.size();
            auto const [read, error] = std::from_chars(begin, end, bits);
            if (error != std::errc() || read != end || bits < 0 || bits > 128 - before)
                throw std::invalid_argument("not a network: " + text);
        }
        list_.push_back({*address, bits + before});
    }
}

bool Networks::contain(Address const& address) const
{
    return std::ranges::any_of(list_, [&](Network const& network) {
        for (int bit = 0; bit < network.bits; bit += 8) {
            auto const left = std::min(8, network.bits - bit);
            auto const mask = static_cast<std::uint8_t>(0xff << (8 - left));
            auto const at = static_cast<std::size_t>(bit / 8);
            if ((address.bytes[at] & mask) != (network.address.bytes[at] & mask))
                return false;
        }
        return true;
    });
}

void set_client(Head& head, Address const& peer, Networks const& trusted)
{
    head.secure = false;
    if (trusted.empty() || !trusted.contain(peer))
        return;
    for (auto const item : last_first(head.headers, "X-Forwarded-For")) {
        auto const address = parse_address(item);
        if (!address)
            break; // what stands before it may be anybody's invention
        head.address = shown(*address);
        if (!trusted.contain(*address))
            break;
    }
    // A proxy of ours sets this field, and no other may add to it.
    auto const schemes = last_first(head.headers, "X-Forwarded-Proto");
    head.secure = !schemes.empty() && equal_ignoring_case(schemes.front(), "https");
}

} // namespace kheo::http
