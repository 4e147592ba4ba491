// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/html/html.hpp"

#include <algorithm>
#include <array>

namespace kheo::html
{

namespace
{

// The five signs that end text or an attribute; U+0000 must not reach a page.
constexpr std::array<std::string_view, 256> escapes = [] {
    std::array<std::string_view, 256> table{};
    table['&'] = "&amp;";
    table['<'] = "&lt;";
    table['>'] = "&gt;";
    table['"'] = "&#34;";
    table['\''] = "&#39;";
    table[0] = "\xef\xbf\xbd"; // U+FFFD
    return table;
}();

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Browsers drop tabs, line breaks and leading blanks inside a scheme, so a
// scheme counts as known only when every byte of it is.
bool allowed_scheme(std::string_view value)
{
    auto const end = value.find_first_of(":/?#");
    if (end == value.npos || value[end] != ':')
        return true;
    std::string scheme(value.substr(0, end));
    std::ranges::transform(scheme, scheme.begin(), lower);
    return scheme == "http" || scheme == "https" || scheme == "mailto" || scheme == "tel";
}

} // namespace

Html trusted(std::string text)
{
    return Html(std::move(text));
}

void Out::escape(std::string_view value)
{
    std::size_t from = 0;
    for (std::size_t i = 0; i < value.size(); ++i) {
        auto const& escaped = escapes[static_cast<unsigned char>(value[i])];
        if (escaped.empty())
            continue;
        page_.append(value, from, i - from);
        page_.append(escaped);
        from = i + 1;
    }
    page_.append(value, from);
}

// Percent-encodes all but letters, digits, "-._~", the signs kept and, where
// any are kept, the bytes of letters beyond ASCII.
void Out::encode(std::string_view value, std::string_view kept)
{
    static constexpr auto digits = std::string_view("0123456789ABCDEF");
    for (auto const c : value) {
        auto const byte = static_cast<unsigned char>(c);
        auto const plain = (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') ||
                           std::string_view("-._~").contains(c);
        if (plain || kept.contains(c) || (byte >= 0x80 && !kept.empty())) {
            c == '&' ? page_.append("&amp;") : page_.append(1, c);
            continue;
        }
        page_ += '%';
        page_ += digits[byte >> 4];
        page_ += digits[byte & 15];
    }
}

void Out::address(std::string_view value)
{
    // RFC 3986 2.2 and 2.1, without ' which could end an attribute.
    encode(allowed_scheme(value) ? value : "#", ":/?#[]@!$&()*+,;=%");
}

void Out::own_address(std::string_view value)
{
    auto const own = value.starts_with('/') && !value.starts_with("//") && !value.contains('\\');
    address(own ? value : "#");
}

void Out::part(std::string_view value)
{
    encode(value, {});
}

void Out::json(std::string_view value)
{
    static constexpr auto digits = std::string_view("0123456789abcdef");
    page_ += '"';
    for (auto const c : value) {
        auto const byte = static_cast<unsigned char>(c);
        if (c == '\\') {
            page_ += "\\\\";
        } else if (byte < 0x20 || std::string_view("<>&\"'").contains(c)) {
            page_ += "\\u00";
            page_ += digits[byte >> 4];
            page_ += digits[byte & 15];
        } else {
            page_ += c;
        }
    }
    page_ += '"';
}

void Out::json(Json const& value)
{
    // Outside strings JSON has no <, inside them \u003c means the same.
    for (auto const c : value.text)
        c == '<' ? page_.append("\\u003c") : page_.append(1, c);
}

} // namespace kheo::html
