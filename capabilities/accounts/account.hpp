// SPDX-License-Identifier: AGPL-3.0-or-later
// Account (tài khoản): a person, who does everything in posts: a role at a body
// for a period. Secrets are in other tables and in no act.
#pragma once

#include "capabilities/bodies/bodies.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::accounts
{

using areas::AreaId;
using bodies::BodyId;
using AccountId = Id<struct AccountTag>;
using PostId = Id<struct PostTag>;

enum class State { active, deactivated };
BOOST_DESCRIBE_ENUM(State, active, deactivated)

struct Account {
    AccountId id;
    std::int64_t version = 1;
    std::string login;
    std::string name;
    State state = State::active;
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(Account, (), (id, version, login, name, state, demo))

// `valid_to` is the first day it no longer holds. No body: the whole
// installation, for roles whose every right is of scope `all`.
struct Post {
    PostId id;
    std::int64_t version = 1;
    AccountId account;
    std::string role; // of data/rules/roles.csv
    BodyId body;
    Date valid_from;
    std::optional<Date> valid_to;
    std::string decision;
    bool demo = false;

    bool holds_on(Date day) const { return valid_from <= day && (!valid_to || day < *valid_to); }
};
BOOST_DESCRIBE_STRUCT(Post, (), (id, version, account, role, body, valid_from, valid_to, decision, demo))

// How the acts see them: never open.
inline std::string_view object_kind(Account const&)
{
    return "account";
}
inline acts::Place place(Account const&)
{
    return {};
}
inline acts::Visibility visibility(Account const&)
{
    return acts::Visibility::internal;
}
inline std::string topics(Account const& account)
{
    return "accounts account/" + shown(account.id);
}
inline std::string_view object_kind(Post const&)
{
    return "post";
}
// The area is that of the body on the post's first day.
acts::Place place(Post const& post);
inline acts::Visibility visibility(Post const&)
{
    return acts::Visibility::internal;
}
inline std::string topics(Post const& post)
{
    return "accounts account/" + shown(post.account);
}

// Three to forty small letters, digits, ".", "-" and "_", beginning with a
// letter: easy to say on the telephone.
bool is_login(std::string_view text);
// Capital letters and marks forgiven: what was typed, as logins are written.
std::string login_of(std::string_view typed);

// Pure: the next record, or the refusal.
Outcome<Account> deactivated(Account account);
Outcome<Account> reactivated(Account account);
// The last day of work is the day before `day`.
Outcome<Post> ended(Post post, Date day);

namespace may
{
inline constexpr acts::Permission manage_accounts{"accounts.manage"};
} // namespace may

std::optional<Account> account_by_login(db::Connection& db, std::string_view login);
std::optional<Account> account_by_id(db::Connection& db, AccountId id);
// All its posts, the newest first.
std::vector<Post> posts_of(db::Connection& db, AccountId account);
// Those that hold on that day, as an Actor has them.
std::vector<acts::Post> held_posts(db::Connection& db, AccountId account, Date day);

// The account, to be changed: refuses not_found, not_allowed where some post of
// it lies outside the actor's reach, changed_meanwhile.
Outcome<Account> load_for_change(acts::Work const& work, AccountId id, std::int64_t version);
Outcome<Post> load_post_for_change(acts::Work const& work, PostId id, std::int64_t version);

acts::Recorded<Account> store(acts::Work& work, std::string_view act, Account const& account);
acts::Recorded<Account> store_new(acts::Work& work, Account const& account);
acts::Recorded<Post> store(acts::Work& work, std::string_view act, Post const& post);
acts::Recorded<Post> store_new(acts::Work& work, Post const& post);

} // namespace kheo::accounts
