// SPDX-License-Identifier: AGPL-3.0-or-later
// Passwords: what may be one, and Argon2id on its own two threads, so that many
// sign-ins at once take neither the memory nor the workers of everything else.
#pragma once

#include "capabilities/sessions/session.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace kheo::sessions
{

inline constexpr std::int64_t shortest_password = 12; // characters
inline constexpr std::int64_t longest_password = 200;

// The sentence where it may not be one: too short, too few different
// characters, or the login or name again. Pure.
std::optional<std::string> weakness(std::string_view password, std::string_view login, std::string_view name);

// Each waits for its turn; refuses sessions.busy where too many wait already.
Outcome<std::string> hashed(std::string const& password);
// "" as `stored` takes as long as any other, and is never right.
Outcome<bool> matches(std::string const& password, std::string const& stored);

// What an account signs in with.
struct Credentials {
    AccountId account;
    std::string login;
    std::string name;
    accounts::State state = accounts::State::active;
    std::optional<std::string> hash;
    bool has_app = false;
    bool has_card = false; // also one whose codes are all used
};
BOOST_DESCRIBE_STRUCT(Credentials, (), (account, login, name, state, hash, has_app, has_card))

std::optional<Credentials> credentials_of(db::Connection& db, std::string_view login);
std::optional<Credentials> credentials_of(db::Connection& db, AccountId account);

void put_password(acts::Work& work, AccountId account, std::string const& hash);

// Who is signed in says the password once more, before what protects the
// account is changed. Refuses at the field `password`, and after too many tries.
Outcome<Credentials> confirmed(routes::Before const& before, std::string const& password);

} // namespace kheo::sessions
