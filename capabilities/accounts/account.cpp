// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/accounts/account.hpp"

#include "capabilities/accounts/account.sql.hpp"
#include "capabilities/accounts/accounts.hpp"
#include "capabilities/accounts/problems.hpp"
#include "platform/text/text.hpp"

#include <algorithm>

namespace kheo::accounts
{

namespace
{

db::Args keys_of(Account const& account)
{
    return {{"sort_key", sort_key(account.name)}, {"search_key", folded(account.name) + " " + account.login}};
}

// Nobody changes the account of a person who holds a post beyond their reach.
bool within_reach(acts::Work const& work, AccountId account)
{
    auto const posts = posts_of(work.db, account);
    return work.may(may::manage_accounts, {}) && std::ranges::all_of(posts, [&](Post const& post) {
               return !post.holds_on(work.today()) || work.may(may::manage_accounts, place(post));
           });
}

} // namespace

acts::Place place(Post const& post)
{
    auto const directory = bodies::directory();
    auto const* const body = directory->on(post.body, post.valid_from);
    return {.area = body ? body->area.value : 0, .body = post.body.value};
}

bool is_login(std::string_view text)
{
    auto const letter = [](char c) { return c >= 'a' && c <= 'z'; };
    return text.size() >= 3 && text.size() <= 40 && letter(text.front()) &&
           std::ranges::all_of(text, [&](char c) {
               return letter(c) || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
           });
}

std::string login_of(std::string_view typed)
{
    return folded(tidied(typed));
}

Outcome<Account> deactivated(Account account)
{
    if (account.state == State::deactivated)
        return refuse(problems::not_active);
    account.state = State::deactivated;
    ++account.version;
    return account;
}

Outcome<Account> reactivated(Account account)
{
    if (account.state == State::active)
        return refuse(problems::already_active);
    account.state = State::active;
    ++account.version;
    return account;
}

Outcome<Post> ended(Post post, Date day)
{
    if (post.valid_to)
        return refuse(problems::post_ended);
    // Held by mistake and handed over on its first day: no day of it remains.
    if (day < post.valid_from)
        return refuse(problems::ends_before_it_begins);
    post.valid_to = day;
    ++post.version;
    return post;
}

std::optional<Account> account_by_login(db::Connection& db, std::string_view login)
{
    return db.one<Account>(sql::account_by_login, {{"login", std::string(login)}});
}

std::optional<Account> account_by_id(db::Connection& db, AccountId id)
{
    return db.one<Account>(sql::account_by_id, {{"id", id}});
}

std::vector<Post> posts_of(db::Connection& db, AccountId account)
{
    return db.all<Post>(sql::posts_of_account, {{"account", account}});
}

std::vector<acts::Post> held_posts(db::Connection& db, AccountId account, Date day)
{
    std::vector<acts::Post> held;
    for (auto const& post : posts_of(db, account))
        if (post.holds_on(day))
            held.push_back({post.id.value, post.role, post.body.value});
    return held;
}

Outcome<Account> load_for_change(acts::Work const& work, AccountId id, std::int64_t version)
{
    auto account = account_by_id(work.db, id);
    if (!account)
        return refuse(kheo::problems::not_found);
    if (!within_reach(work, id))
        return refuse(kheo::problems::not_allowed);
    if (account->version != version)
        return refuse(kheo::problems::changed_meanwhile, "Người khác");
    return *account;
}

Outcome<Post> load_post_for_change(acts::Work const& work, PostId id, std::int64_t version)
{
    auto post = work.db.one<Post>(sql::post_by_id, {{"id", id}});
    if (!post)
        return refuse(kheo::problems::not_found);
    if (!work.may(may::manage_accounts, place(*post)))
        return refuse(kheo::problems::not_allowed);
    if (post->version != version)
        return refuse(kheo::problems::changed_meanwhile, "Người khác");
    return *post;
}

acts::Recorded<Account> store(acts::Work& work, std::string_view act, Account const& account)
{
    ensure(work.db.run(sql::update_account, db::Params(account), keys_of(account)) == 1,
           "an account changed under its verb");
    return acts::append(work, act, account);
}

acts::Recorded<Account> store_new(acts::Work& work, Account const& account)
{
    work.db.run(sql::insert_account, db::Params(account), keys_of(account));
    return acts::append(work, "accounts.added", account);
}

acts::Recorded<Post> store(acts::Work& work, std::string_view act, Post const& post)
{
    ensure(work.db.run(sql::update_post, post) == 1, "a post changed under its verb");
    return acts::append(work, act, post);
}

acts::Recorded<Post> store_new(acts::Work& work, Post const& post)
{
    work.db.run(sql::insert_post, post);
    return acts::append(work, "posts.added", post);
}

} // namespace kheo::accounts
