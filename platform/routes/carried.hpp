// SPDX-License-Identifier: AGPL-3.0-or-later
// What somebody typed into a form whose sign-in had run out: carried through
// the sign-in pages in one hidden field, and then shown again.
#pragma once

#include "platform/forms/forms.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace kheo::routes
{

// A password or a code: typed anew each time, and kept nowhere.
bool is_secret(std::string_view name);

struct Carried {
    std::string path;      // where the form was sent
    std::string whose;     // the account it was shown to; "" where that is not known
    forms::Values values;  // as typed; never a password, a token or a code
    bool files = false;    // there were files, which cannot be carried
    bool too_long = false; // there was more than can be carried: the values are left out
};

// What a form brings back to prove that it is ours also says to whom it was
// shown: "HASH-ACCOUNT". The account, "" where there is none.
std::string_view owner_of(std::string_view token);

// The most that is carried, in bytes of the hidden field; the server takes
// fields up to 256 KB.
inline constexpr std::size_t most_carried = 250'000;

// What of a refused form may be carried.
Carried carried(std::string_view path, forms::Sent const& sent);

// Letters, digits, "+", "/" and "=" only.
std::string encoded(Carried const& carried);
// Nothing for what encoded() did not make, or whose path is none of this site.
std::optional<Carried> decode_carried(std::string_view text);

} // namespace kheo::routes
