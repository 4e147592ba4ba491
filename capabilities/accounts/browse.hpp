// SPDX-License-Identifier: AGPL-3.0-or-later
// The administrator's reads: the list of accounts, and one of them.
#pragma once

#include "capabilities/accounts/account.hpp"
#include "platform/forms/forms.hpp"
#include "platform/routes/row.hpp"

#include <span>
#include <string>
#include <vector>

namespace kheo::accounts
{

inline constexpr std::int64_t page_size = 50;

// `after` is the place of the last one on the page before: "sort_key.id".
struct ListQuery {
    std::string q;
    std::string unit_code;
    std::string after;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(ListQuery, (), (q, unit_code, after))

struct AccountRow {
    std::string id;
    std::string login;
    std::string name;
    std::vector<std::string> posts; // those of today, in words
    State state = State::active;
    bool signed_in_once = false;
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(AccountRow, (), (id, login, name, posts, state, signed_in_once, demo))

struct AccountList {
    std::vector<AccountRow> items;
    std::string next; // `after` of the next page; "" on the last
    std::string q;
    std::string unit_code;
};
BOOST_DESCRIBE_STRUCT(AccountList, (), (items, next, q, unit_code))

struct PostView {
    std::string id;
    std::int64_t version = 1; // to be sent back when it is ended or handed over
    std::string words;
    std::string from;
    std::string to; // "" while it holds
    std::string decision;
    bool holds = false;
};
BOOST_DESCRIBE_STRUCT(PostView, (), (id, version, words, from, to, decision, holds))

struct AccountView {
    Account record;
    std::vector<PostView> posts;
    bool has_password = false;
    bool has_second_factor = false;
    std::int64_t card_codes_left = 0;
    std::string last_seen; // "" where never
};
BOOST_DESCRIBE_STRUCT(AccountView, (),
                      (record, posts, has_password, has_second_factor, card_codes_left, last_seen))

struct AccountQuery {
    AccountId account;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(AccountQuery, (), (account))

Outcome<AccountList> list_accounts(acts::Reading& reading, ListQuery const& query);
routes::Page show_accounts(acts::Reading& reading, AccountList const& list);
Outcome<AccountView> view_account(acts::Reading& reading, AccountQuery const& query);
routes::Page show_account(acts::Reading& reading, AccountView const& view);

} // namespace kheo::accounts
