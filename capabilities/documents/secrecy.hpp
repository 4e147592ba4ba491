// SPDX-License-Identifier: AGPL-3.0-or-later
// The marking of a state secret on a paper. The word in a sentence is none.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace kheo::documents
{

enum class Secrecy { secret, top_secret, most_secret }; // MẬT, TỐI MẬT, TUYỆT MẬT

struct Marking {
    Secrecy secrecy{};
    std::size_t start = 0; // code points of the text
    std::size_t end = 0;
};

// The highest marking: alone on its line in any case, said to be it ("Độ mật:
// Mật"), after the number, or capitals at the edge of a line, as a stamp stands.
// Letters apart or of another alphabet do not hide it; marks lost by a scan are
// forgiven where two words remain.
std::optional<Marking> secret_marking(std::string_view text);

std::string_view words_of(Secrecy secrecy); // "TỐI MẬT"

} // namespace kheo::documents
