// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/problem/problem.hpp"

namespace kheo
{

Problem::Problem(Refusal const& refusal, std::string_view detail) : Problem(refusal)
{
    if (auto const at = sentence.find("{}"); at != std::string::npos)
        sentence.replace(at, 2, detail);
}

} // namespace kheo
