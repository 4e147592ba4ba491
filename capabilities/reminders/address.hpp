// SPDX-License-Identifier: AGPL-3.0-or-later
// The address that somebody gave for reminders: their own, confirmed by a link in
// a letter to it, seen by nobody else, gone when they say so. Housekeeping: it
// stands in no act, and a restored backup forgets again what was erased after it.
#pragma once

#include "capabilities/accounts/accounts.hpp"
#include "platform/mail/smtp.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::reminders
{

using accounts::AccountId;
using AddressId = Id<struct AddressTag>;

// waiting: for the link in its letter. failing: its server refuses it for good.
enum class State { waiting, confirmed, failing };
BOOST_DESCRIBE_ENUM(State, waiting, confirmed, failing)

struct Address {
    AddressId id;
    AccountId account;
    std::string address;
    State state = State::waiting;
    std::string code;    // in the links of its letters; it confirms only together with signing in
    Instant asked_at;    // the newest letter to confirm it
    std::string problem; // what the server said of it
    std::string told;    // the marks of what its reader was told
    std::optional<Instant> told_at;
};
BOOST_DESCRIBE_STRUCT(Address, (), (id, account, address, state, code, asked_at, problem, told, told_at))

inline constexpr std::int64_t confirm_days = 7;
inline constexpr std::int64_t most_asked_a_day = 5; // letters to confirm, of one account

// From the configuration, given once at the start.
struct Settings {
    mail::Server server; // without a host: off
    std::string inside;  // domains whose addresses may read names of inside matters
    int hour = 7;
    std::string site; // stands for the sender
    bool demo = false;
    bool on() const { return !server.host.empty(); }
};
void put_settings(Settings settings);
Settings const& settings();

// Names what the one who sends must look at.
inline constexpr std::string_view topic = "reminders/letters";

std::optional<Address> address_of(db::Connection& db, AccountId account);
std::optional<Address> address_by_code(db::Connection& db, std::string_view code);
std::optional<Address> address_by_id(db::Connection& db, AddressId id);

struct GiveForm {
    std::string address;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(GiveForm, (), (address))

struct CodeForm {
    std::string code;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(CodeForm, (), (code))

// What is recorded of an erasure: that there was one.
struct Forgotten {
    AddressId id;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Forgotten, (), (id, version))
inline std::string_view object_kind(Forgotten const&)
{
    return "reminder_address";
}
inline acts::Place place(Forgotten const&)
{
    return {};
}
inline acts::Visibility visibility(Forgotten const&)
{
    return acts::Visibility::internal;
}
inline std::string topics(Forgotten const&)
{
    return std::string(topic);
}

// The actor's own. A letter to confirm it goes out.
Outcome<routes::Kept> give(acts::Work& work, GiveForm const& form);
Outcome<routes::Kept> send_again(acts::Work& work, routes::Nothing const&);
// By who is signed in with the account that gave it, and nobody else.
Outcome<routes::Kept> confirm(acts::Work& work, CodeForm const& form);
Outcome<acts::Recorded<Forgotten>> erase(acts::Work& work, routes::Nothing const&);
// By whoever has one of its letters.
Outcome<acts::Recorded<Forgotten>> erase_by_code(acts::Work& work, CodeForm const& form);
// With the account; nothing where it gave none.
void forget_of(acts::Work& work, AccountId account);
// In a restored backup; false where it is not there.
bool erase_again(acts::Work& work, std::int64_t address);

// Whether the link of its letter still holds.
bool is_fresh(Address const& address, Instant now);

} // namespace kheo::reminders
