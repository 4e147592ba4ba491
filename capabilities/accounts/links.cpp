// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/accounts/links.hpp"

#include "capabilities/accounts/links.html.hpp"
#include "capabilities/accounts/links.sql.hpp"
#include "capabilities/accounts/problems.hpp"
#include "capabilities/accounts/roles.hpp"
#include "platform/crypto/digest.hpp"
#include "platform/crypto/totp.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <array>
#include <mutex>

namespace kheo::accounts
{

namespace
{

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::int64_t most_at_once = 500;

std::mutex mutex;
std::string current_origin; // owned by mutex

// 26 letters and digits for 128 bits, without the characters taken for others.
std::string token_of(Bytes const& bytes)
{
    return lower(base32(bytes).substr(0, 26));
}

Bytes hash_of(std::string_view token)
{
    auto const digest = sha256(bytes_of(lower(token)));
    return {digest.begin(), digest.end()};
}

// The accounts that the form names, each once: a second link would end the first
// of the same sheet.
Outcome<std::vector<Account>> wanted(acts::Work& work, LinkForm const& form)
{
    std::vector<Account> accounts;
    auto const take = [&](Account const& account) {
        if (std::ranges::find(accounts, account.id, &Account::id) == accounts.end())
            accounts.push_back(account);
    };
    for (auto const id : form.account) {
        auto const found = account_by_id(work.db, id);
        if (!found)
            return refuse(kheo::problems::not_found);
        take(*found);
    }
    if (!form.login.empty()) {
        auto const found = account_by_login(work.db, login_of(form.login));
        if (!found)
            return refuse(problems::no_such_account);
        take(*found);
    }
    if (accounts.empty() || std::int64_t(accounts.size()) > most_at_once)
        return refuse(problems::nobody_chosen);
    return accounts;
}

} // namespace

std::span<forms::Rule const> LinkForm::rules()
{
    static constexpr std::array<forms::Rule, 3> list{{
        {"account", "Tài khoản", forms::Input::id, INT64_MAX},
        {"login", "Tên đăng nhập", forms::Input::line, 40},
        {"purpose", "Mục đích", forms::Input::choice},
    }};
    return list;
}

void put_origin(std::string origin)
{
    std::scoped_lock const lock(mutex);
    current_origin = std::move(origin);
}

std::string origin()
{
    std::scoped_lock const lock(mutex);
    return current_origin;
}

Purpose purpose_for(db::Connection& db, AccountId account)
{
    return *db.one<std::int64_t>(sql::has_password, {{"account", account}}) > 0 ? Purpose::reset
                                                                                : Purpose::enrol;
}

Made make_link(acts::Work& work, Account const& account, Purpose purpose)
{
    auto const token = token_of(work.draws.salt());
    auto const link = Link{.id = {work.draws.id()},
                           .account = account.id,
                           .purpose = purpose,
                           .expires_at = {work.now.ms + link_days * day_ms}};
    work.db.run(sql::end_links_of_account, {{"account", account.id}, {"now", work.now}});
    work.db.run(sql::insert_link, db::Params(link), {{"hash", hash_of(token)}});
    auto recorded = acts::append(work, "accounts.link_issued", link);
    auto const posts = held_posts(work.db, account.id, work.today());
    return {std::move(recorded),
            {.account = shown(account.id),
             .login = account.login,
             .name = account.name,
             .post = posts.empty() ? std::string() : words_of(posts.front(), work.today()),
             .url = origin() + "/can-bo/lien-ket/" + token,
             .expires = shown(local_date(link.expires_at)),
             .purpose = purpose}};
}

std::optional<Link> live_link(db::Connection& db, std::string_view token, Instant now)
{
    return db.one<Link>(sql::link_by_hash, {{"hash", hash_of(token)}, {"now", now}});
}

std::optional<Link> use_link(acts::Work& work, std::string_view token)
{
    auto link = live_link(work.db, token, work.now);
    if (!link || work.db.run(sql::use_one_link, {{"id", link->id}, {"now", work.now}}) != 1)
        return std::nullopt;
    return link;
}

Outcome<acts::Recorded<Slips>> issue_links(acts::Work& work, LinkForm const& form)
{
    auto const accounts = TRY(wanted(work, form));
    if (form.purpose == Purpose::sign_in && work.actor.kind != acts::ActorKind::system)
        return refuse(kheo::problems::not_allowed);
    auto slips = Slips();
    auto last = std::optional<acts::Recorded<Link>>();
    for (auto const& account : accounts) {
        auto const mine = TRY(load_for_change(work, account.id, account.version));
        if (mine.state != State::active)
            return refuse(problems::not_active);
        auto made = make_link(work, mine, form.purpose.value_or(purpose_for(work.db, mine.id)));
        slips.items.push_back(std::move(made.slip));
        last.emplace(std::move(made.recorded));
    }
    return acts::answering(*last, std::move(slips));
}

routes::Page show_slips(acts::Reading&, Slips const& slips)
{
    std::vector<SlipShown> shown;
    for (auto const& slip : slips.items)
        shown.push_back({slip, qr::code(slip.url)});
    return {
        .title = "Phiếu đăng nhập",
        .description = {},
        .crumbs = {{"Việc của tôi", "/can-bo"}, {"Tài khoản", "/can-bo/tai-khoan"}, {"Phiếu đăng nhập", ""}},
        .body = slips_page(shown),
        .section = "/can-bo/tai-khoan"};
}

routes::After after_links(Slips const& slips)
{
    auto const one = slips.items.size() == 1;
    return {one ? "/can-bo/tai-khoan/" + slips.items.front().account : "/can-bo/tai-khoan",
            "Liên kết đã được cấp ở lần bấm trước và chỉ hiện một lần. Nếu đã mất, xin cấp liên kết mới."};
}

} // namespace kheo::accounts
