// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/accounts/browse.hpp"

#include "capabilities/accounts/add.hpp"
#include "capabilities/accounts/browse.html.hpp"
#include "capabilities/accounts/browse.sql.hpp"
#include "capabilities/accounts/fields.hpp"
#include "platform/text/text.hpp"

#include <array>

namespace kheo::accounts
{

namespace
{

struct ListRow {
    AccountId id;
    std::int64_t version = 1;
    std::string login;
    std::string name;
    State state = State::active;
    bool demo = false;
    std::string sort_key;
    bool signed_in_once = false;
};
BOOST_DESCRIBE_STRUCT(ListRow, (), (id, version, login, name, state, demo, sort_key, signed_in_once))

struct Facts {
    std::int64_t passwords = 0;
    std::int64_t apps = 0;
    std::int64_t codes = 0;
    std::optional<Instant> seen;
};
BOOST_DESCRIBE_STRUCT(Facts, (), (passwords, apps, codes, seen))

// The words as they stand inside the key, "!" before what LIKE takes for its own.
std::string pattern_of(std::string_view words)
{
    std::string pattern = "%";
    for (auto const c : folded(words)) {
        if (c == '%' || c == '_' || c == '!')
            pattern += '!';
        pattern += c;
    }
    return pattern + "%";
}

// What of the list this actor may manage.
bool may_see(acts::Reading const& reading, std::vector<Post> const& posts)
{
    return std::ranges::all_of(posts, [&](Post const& post) {
        return !post.holds_on(reading.today()) || reading.may(may::manage_accounts, place(post));
    });
}

std::vector<std::string> words_of_held(std::vector<Post> const& posts, Date today)
{
    std::vector<std::string> words;
    for (auto const& post : posts)
        if (post.holds_on(today))
            words.push_back(words_of({post.id.value, post.role, post.body.value}, today));
    return words;
}

} // namespace

std::span<forms::Rule const> ListQuery::rules()
{
    static constexpr std::array<forms::Rule, 3> list{{
        {"q", "Tên hoặc tên đăng nhập", forms::Input::line, 80},
        {"unit_code", "Cơ quan, tổ chức", forms::Input::line, 200},
        {"after", "Từ sau", forms::Input::line, 2'000},
    }};
    return list;
}

std::span<forms::Rule const> AccountQuery::rules()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"account", "Tài khoản", forms::Input::id, INT64_MAX, forms::Need::required}}};
    return list;
}

Outcome<AccountList> list_accounts(acts::Reading& reading, ListQuery const& query)
{
    auto const directory = bodies::directory();
    auto const today = reading.today();
    auto const body = body_named(*directory, query.unit_code, today);
    auto list = AccountList{.items = {}, .next = {}, .q = query.q, .unit_code = query.unit_code};
    if (!query.unit_code.empty() && !body)
        return list;
    auto const cut = query.after.rfind('.');
    auto const after_id =
        cut == std::string::npos ? std::nullopt : parse_id(std::string_view(query.after).substr(cut + 1));
    auto const rows = reading.db.all<ListRow>(
        sql::list_accounts, {{"after_key", after_id ? query.after.substr(0, cut) : std::string()},
                             {"after_id", after_id.value_or(0)},
                             {"q", query.q},
                             {"pattern", pattern_of(query.q)},
                             {"body", body},
                             {"today", today},
                             {"most", page_size + 1}});
    for (auto const& row : rows) {
        if (std::int64_t(list.items.size()) == page_size)
            break;
        auto const posts = posts_of(reading.db, row.id);
        if (may_see(reading, posts))
            list.items.push_back({.id = shown(row.id),
                                  .login = row.login,
                                  .name = row.name,
                                  .posts = words_of_held(posts, today),
                                  .state = row.state,
                                  .signed_in_once = row.signed_in_once,
                                  .demo = row.demo});
    }
    if (std::int64_t(rows.size()) > page_size) {
        auto const& last = rows[std::size_t(page_size) - 1];
        list.next = last.sort_key + "." + shown(last.id);
    }
    return list;
}

routes::Page show_accounts(acts::Reading& reading, AccountList const& list)
{
    return {.title = "Tài khoản",
            .description = {},
            .crumbs = {{"Việc của tôi", "/can-bo"}, {"Tài khoản", ""}},
            .body = accounts_page(list, keys_of(reading), body_offers(reading.today())),
            .section = "/can-bo/tai-khoan"};
}

Outcome<AccountView> view_account(acts::Reading& reading, AccountQuery const& query)
{
    auto const account = account_by_id(reading.db, query.account);
    auto const posts = posts_of(reading.db, query.account);
    if (!account || !may_see(reading, posts))
        return refuse(kheo::problems::not_found);
    auto const today = reading.today();
    auto view = AccountView{.record = *account};
    for (auto const& post : posts)
        view.posts.push_back({.id = shown(post.id),
                              .version = post.version,
                              .words = words_of({post.id.value, post.role, post.body.value}, today),
                              .from = shown(post.valid_from),
                              .to = post.valid_to ? shown(*post.valid_to) : std::string(),
                              .decision = post.decision,
                              .holds = post.holds_on(today)});
    auto const facts = *reading.db.one<Facts>(sql::sign_in_facts, {{"account", query.account}});
    view.has_password = facts.passwords > 0;
    view.has_second_factor = facts.apps > 0;
    view.card_codes_left = facts.codes;
    view.last_seen = facts.seen ? shown(*facts.seen) : std::string();
    return view;
}

routes::Page show_account(acts::Reading& reading, AccountView const& view)
{
    auto const mine = view.record.id.value == reading.actor.account;
    return {
        .title = view.record.name,
        .description = {},
        .crumbs = {{"Việc của tôi", "/can-bo"}, {"Tài khoản", "/can-bo/tai-khoan"}, {view.record.name, ""}},
        .body = account_page(view, keys_of(reading, std::to_string(view.record.version)), mine),
        .section = "/can-bo/tai-khoan"};
}

} // namespace kheo::accounts
