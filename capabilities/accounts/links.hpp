// SPDX-License-Identifier: AGPL-3.0-or-later
// One-time links (liên kết dùng một lần): on paper or on a screen, for the
// first sign-in or after a lost telephone. Kept as a hash; shown once.
#pragma once

#include "capabilities/accounts/account.hpp"
#include "platform/forms/forms.hpp"
#include "platform/qr/qr.hpp"
#include "platform/routes/row.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::accounts
{

using LinkId = Id<struct LinkTag>;

// sign_in opens everything at once: in a demo only. enrol and reset let a
// person set the password and the second step anew.
enum class Purpose { sign_in, enrol, reset };
BOOST_DESCRIBE_ENUM(Purpose, sign_in, enrol, reset)

inline constexpr std::int64_t link_days = 7;

// What is recorded of it; the token is not.
struct Link {
    LinkId id;
    std::int64_t version = 1;
    AccountId account;
    Purpose purpose = Purpose::enrol;
    Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(Link, (), (id, version, account, purpose, expires_at))

inline std::string_view object_kind(Link const&)
{
    return "one_time_link";
}
inline acts::Place place(Link const&)
{
    return {};
}
inline acts::Visibility visibility(Link const&)
{
    return acts::Visibility::internal;
}
inline std::string topics(Link const& link)
{
    return "account/" + shown(link.account);
}

// A link as it is handed over, once.
struct Slip {
    std::string account;
    std::string login;
    std::string name;
    std::string post; // in words
    std::string url;
    std::string expires; // "28/11/2026"
    Purpose purpose = Purpose::enrol;
};
BOOST_DESCRIBE_STRUCT(Slip, (), (account, login, name, post, url, expires, purpose))

struct Slips {
    std::vector<Slip> items;
};
BOOST_DESCRIBE_STRUCT(Slips, (), (items))

struct SlipShown {
    Slip slip;
    qr::Code code;
};

struct Made {
    acts::Recorded<Link> recorded;
    Slip slip;
};
// A new link for a person who may sign in; their earlier ones die. The caller
// has checked that the actor may.
Made make_link(acts::Work& work, Account const& account, Purpose purpose);
// enrol before the first password, reset after.
Purpose purpose_for(db::Connection& db, AccountId account);

// The link of a token that was neither used nor has run out.
std::optional<Link> live_link(db::Connection& db, std::string_view token, Instant now);
// The same, and used up in this transaction.
std::optional<Link> use_link(acts::Work& work, std::string_view token);

// By account ids (a page) or one login (the command line).
struct LinkForm {
    std::vector<AccountId> account;
    std::string login;
    std::optional<Purpose> purpose; // sign_in: the operator alone
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(LinkForm, (), (account, login, purpose))

Outcome<acts::Recorded<Slips>> issue_links(acts::Work& work, LinkForm const& form);
// Slips to print, four lines and a QR code each, eight on an A4 sheet.
routes::Page show_slips(acts::Reading& reading, Slips const& slips);
routes::After after_links(Slips const& slips);

// Where people reach this installation, without a path; links begin with it.
void put_origin(std::string origin);
std::string origin();

} // namespace kheo::accounts
