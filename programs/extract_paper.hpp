// SPDX-License-Identifier: AGPL-3.0-or-later
// `kheo-extract paper NAME`: a document of any kind as text. `kheo-extract parts -`:
// the files of a message, as they are.
#pragma once

#include <string>
#include <string_view>

namespace kheo
{

// The answer in papers' own bytes. Says on stderr which page it is at; the
// server reads it there.
std::string paper(std::string_view bytes, std::string_view name);
std::string parts(std::string_view bytes, std::string_view name);

} // namespace kheo
