// SPDX-License-Identifier: AGPL-3.0-or-later
// Personal tokens (mã truy cập): a program of the person's own speaks to the
// API in their name, until it is revoked.
#pragma once

#include "capabilities/sessions/session.hpp"
#include "platform/forms/forms.hpp"
#include "platform/routes/row.hpp"

#include <span>
#include <string>
#include <vector>

namespace kheo::sessions
{

using TokenId = Id<struct TokenTag>;

inline constexpr std::int64_t token_days = 365;
inline constexpr std::size_t most_tokens = 10;

struct Token {
    TokenId id;
    std::string name;
    Instant made_at;
    Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(Token, (), (id, name, made_at, expires_at))

// Those that still open something, the newest first.
std::vector<Token> live_tokens(db::Connection& db, AccountId account, Instant now);

struct TokenForm {
    std::string name;
    std::string password;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(TokenForm, (), (name, password))

struct TokenPrepared {
    std::string name;
    std::string token;
};
Outcome<TokenPrepared> prepare_token(routes::Before const& before, TokenForm const& form);
Outcome<routes::Kept> make_token(acts::Work& work, TokenPrepared const& prepared);
Outcome<routes::Page> show_make_token(acts::Reading& reading, forms::Sent const& sent,
                                      Problem const* problem);

struct RevokeForm {
    TokenId id;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(RevokeForm, (), (id))

Outcome<routes::Kept> revoke_token(acts::Work& work, RevokeForm const& form);

} // namespace kheo::sessions
