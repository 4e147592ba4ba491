// SPDX-License-Identifier: AGPL-3.0-or-later
// Vietnamese order by ICU's collation rules for "vi" (CLDR).
#include "platform/text/text.hpp"

#include <fmt/format.h>
#include <memory>
#include <stdexcept>
#include <unicode/coll.h>

namespace kheo
{
namespace
{

// Enough to order any title; longer texts that begin alike are ordered by id.
constexpr std::size_t ordered_characters = 200;

// Shared by all threads: ICU's collator is safe to share while it is const.
icu::Collator const& collator()
{
    static std::unique_ptr<icu::Collator const> const made = [] {
        auto status = U_ZERO_ERROR;
        std::unique_ptr<icu::Collator> order(icu::Collator::createInstance(icu::Locale("vi"), status));
        if (U_SUCCESS(status))
            order->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, status);
        if (U_FAILURE(status))
            throw std::runtime_error(u_errorName(status));
        return order;
    }();
    return *made;
}

std::string hexadecimal(std::uint8_t const* bytes, std::size_t count)
{
    constexpr char digits[] = "0123456789abcdef";
    std::string out;
    out.reserve(2 * count);
    for (std::size_t i = 0; i < count; ++i) {
        out.push_back(digits[bytes[i] >> 4]);
        out.push_back(digits[bytes[i] & 15]);
    }
    return out;
}

} // namespace

std::string sort_key(std::string_view text)
{
    auto const part = first_characters(text, ordered_characters);
    auto const wide =
        icu::UnicodeString::fromUTF8(icu::StringPiece(part.data(), static_cast<std::int32_t>(part.size())));
    std::vector<std::uint8_t> key(256);
    auto size = collator().getSortKey(wide, key.data(), static_cast<std::int32_t>(key.size()));
    if (size > static_cast<std::int32_t>(key.size())) {
        key.resize(static_cast<std::size_t>(size));
        size = collator().getSortKey(wide, key.data(), size);
    }
    // The last byte is ICU's own 00.
    return hexadecimal(key.data(), static_cast<std::size_t>(size > 0 ? size - 1 : 0));
}

std::string sort_key_version()
{
    UVersionInfo version;
    collator().getVersion(version);
    return "vi-numeric-" + hexadecimal(version, sizeof version);
}

} // namespace kheo
