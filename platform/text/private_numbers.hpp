// SPDX-License-Identifier: AGPL-3.0-or-later
// Phone numbers, numbers of identity papers, bank accounts and e-mail addresses.
#pragma once

#include "platform/text/private_words.hpp"

namespace kheo::private_text
{

std::vector<Finding> numbers(std::string_view text, Words const& words, Lists const& lists);

} // namespace kheo::private_text
