// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/documents/secrecy.hpp"

#include "platform/text/source.hpp"
#include "platform/text/text.hpp"

namespace kheo::documents
{
namespace
{

// "Độ mật: TỐI MẬT", "[MẬT]", "MẬT      Số: 12-CT/TU".
reading::Pattern const& stamp()
{
    static reading::Pattern const pattern(
        R"(^[^\pL\d]*(?:(?i:độ mật|mức độ mật)[ :]*)?((?:TUY[ỆEÊ]T|T[ỐOÔÓÕ]I) +M[ẬÂA]T|MẬT)[^\pL\d]*(?:  |\t|$))");
    return pattern;
}

reading::Pattern const& at_the_edge()
{
    static reading::Pattern const pattern(R"((?:  |\t)[^\pL\d]*((?:TUYỆT|TỐI) +MẬT|MẬT)[^\pL\d]*$)");
    return pattern;
}

Secrecy secrecy_of(std::string_view words)
{
    auto const key = folded(tidied(words));
    return key.starts_with("tuyet") ? Secrecy::most_secret
           : key.starts_with("toi") ? Secrecy::top_secret
                                    : Secrecy::secret;
}

} // namespace

std::string_view words_of(Secrecy secrecy)
{
    return secrecy == Secrecy::secret ? "MẬT" : secrecy == Secrecy::top_secret ? "TỐI MẬT" : "TUYỆT MẬT";
}

std::optional<Marking> secret_marking(std::string_view text)
{
    reading::Source const source(text);
    std::optional<Marking> highest;
    for (auto const& line : source.lines())
        for (auto const* pattern : {&stamp(), &at_the_edge()})
            for (auto const& found : reading::matches(source, *pattern, line.span)) {
                auto const secrecy = secrecy_of(source[found[1]]);
                if (!highest || secrecy > highest->secrecy)
                    highest = {secrecy, source.place(found[1].begin), source.raw_end(found[1])};
            }
    return highest;
}

} // namespace kheo::documents
