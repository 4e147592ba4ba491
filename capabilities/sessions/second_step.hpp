// SPDX-License-Identifier: AGPL-3.0-or-later
// The second step: a code of an app (RFC 6238) or of a printed card. Each code
// works once.
#pragma once

#include "capabilities/sessions/session.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::sessions
{

inline constexpr std::size_t card_size = 10;

// A card's codes, 60 bits each: "k7mf-2q9x-wp4t". Drawn before the transaction.
std::vector<std::string> new_card();
// Replaces the card before; only hashes are kept.
void put_card(acts::Work& work, AccountId account, std::vector<std::string> const& codes);
// Replaces the app before. `step` is that of the code which proved it.
void put_app(acts::Work& work, AccountId account, Bytes const& secret, std::int64_t step);
// Takes both and the password away: after a link was opened.
void forget_secrets(acts::Work& work, AccountId account);

// Whether it is a code of this account's, which is then used up: one of the
// app's of now, later than the last one taken, or an unused one of the card.
bool use_code(acts::Work& work, AccountId account, std::string_view typed);
std::int64_t card_codes_left(db::Connection& db, AccountId account);

// Whether one of these posts decides, so that the second step is not a choice.
bool must_have_second_step(std::span<acts::Post const> posts);

// The app's secret on its way through the page that shows it.
std::string new_secret(); // hexadecimal
std::optional<Bytes> secret_of(std::string_view text);

} // namespace kheo::sessions
