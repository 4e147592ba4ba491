// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/text/upper.hpp"

#include "platform/text/letters.hpp"

#include <unicode/uchar.h>

namespace kheo
{

std::string upper(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        auto const [point, length] = letters::decoded(text, at);
        letters::append(out, static_cast<char32_t>(u_toupper(static_cast<UChar32>(point))));
        at += length;
    }
    return out;
}

} // namespace kheo
