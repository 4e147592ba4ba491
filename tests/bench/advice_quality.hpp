// SPDX-License-Identifier: AGPL-3.0-or-later
// Precision, recall and agreement of advice on the labelled texts.
#pragma once

#include <string>

namespace kheo::bench
{

enum class Wrong { counted, told };
// Prints JSON; with `told` also each wrong answer, on standard error.
void quality(std::string const& folder, Wrong wrong);

} // namespace kheo::bench
