// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/http/urlencoded.hpp"

#include "platform/http/problems.hpp"

#include <algorithm>
#include <boost/locale/utf.hpp>

namespace kheo::http
{
namespace
{

int digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

} // namespace

void shorten(std::string& text, std::size_t bytes)
{
    if (text.size() <= bytes)
        return;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U)
        --bytes;
    text.resize(bytes);
}

bool is_text(std::string_view bytes)
{
    namespace utf = boost::locale::utf;
    for (auto const* at = bytes.begin(); at != bytes.end();) {
        auto const point = utf::utf_traits<char>::decode(at, bytes.end());
        if (point == 0 || point == utf::illegal || point == utf::incomplete)
            return false;
    }
    return true;
}

std::optional<std::string> percent_decoded(std::string_view text, Plus plus)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            auto const high = i + 2 < text.size() ? digit(text[i + 1]) : -1;
            auto const low = i + 2 < text.size() ? digit(text[i + 2]) : -1;
            if (high < 0 || low < 0)
                return {};
            out += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            out += text[i] == '+' && plus == Plus::is_space ? ' ' : text[i];
        }
    }
    return out;
}

std::string percent_encoded(std::string_view text)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (char const c : text) {
        bool const letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (letter || c == '-' || c == '_' || c == '.' || c == '~') {
            out += c;
        } else {
            auto const byte = static_cast<unsigned char>(c);
            (out += '%') += digits[byte >> 4U];
            out += digits[byte & 15U];
        }
    }
    return out;
}

Outcome<Fields> parse_urlencoded(std::string_view body, FieldLimits const& limits)
{
    Fields fields;
    while (!body.empty()) {
        auto const end = body.find('&');
        auto const piece = body.substr(0, end);
        body.remove_prefix(end == body.npos ? body.size() : end + 1);
        if (piece.empty())
            continue;
        if (fields.size() == limits.fields)
            return refuse(problems::too_many_fields);
        auto const equals = piece.find('=');
        auto name = percent_decoded(piece.substr(0, equals), Plus::is_space);
        auto value = percent_decoded(equals == piece.npos ? "" : piece.substr(equals + 1), Plus::is_space);
        if (!name || !value)
            return refuse(problems::bad_form);
        if (limits.cut && value->size() > limits.value_bytes) { // it may end within a letter
            shorten(*value, limits.value_bytes);
            if (limits.cut->empty())
                *limits.cut = *name;
        }
        if (limits.marks_nul)
            std::ranges::replace(*value, '\0', '\1');
        if (!is_text(*name) || !is_text(*value))
            return refuse(problems::bad_encoding);
        if (name->size() > limits.name_bytes)
            return refuse(problems::bad_form);
        if (value->size() > limits.value_bytes && !limits.cut)
            return refuse(problems::field_too_long, *name);
        fields.add(std::move(*name), std::move(*value));
    }
    return fields;
}

std::string urlencoded(Fields const& fields)
{
    std::string out;
    for (auto const& [name, value] : fields) {
        if (!out.empty())
            out += '&';
        (out += percent_encoded(name)) += '=';
        out += percent_encoded(value);
    }
    return out;
}

} // namespace kheo::http
