// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/sessions/tokens.hpp"

#include "capabilities/sessions/mine.hpp"
#include "capabilities/sessions/password.hpp"
#include "capabilities/sessions/problems.hpp"
#include "capabilities/sessions/tokens.html.hpp"
#include "capabilities/sessions/tokens.sql.hpp"

#include <array>

namespace kheo::sessions
{

namespace
{
constexpr std::int64_t day_ms = 24 * 60 * minute_ms;
} // namespace

std::span<forms::Rule const> TokenForm::rules()
{
    using forms::Input;
    using forms::Need;
    static constexpr std::array<forms::Rule, 2> list{{
        {"name", "Dùng để làm gì", Input::line, 80, Need::required, "Ví dụ: nạp sổ từ phần mềm của xã."},
        {"password", "Mật khẩu đang dùng", Input::line, longest_password, Need::required},
    }};
    return list;
}

std::span<forms::Rule const> RevokeForm::rules()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"id", "Mã truy cập", forms::Input::id, INT64_MAX, forms::Need::required}}};
    return list;
}

std::vector<Token> live_tokens(db::Connection& db, AccountId account, Instant now)
{
    return db.all<Token>(sql::tokens_of_account, {{"account", account}, {"now", now}});
}

Outcome<TokenPrepared> prepare_token(routes::Before const& before, TokenForm const& form)
{
    [[maybe_unused]] auto const sure = TRY(confirmed(before, form.password));
    return TokenPrepared{form.name, "kheo_" + hex(random_bytes(32))};
}

Outcome<routes::Kept> make_token(acts::Work& work, TokenPrepared const& prepared)
{
    auto const account = AccountId{work.actor.account};
    if (live_tokens(work.db, account, work.now).size() >= most_tokens)
        return refuse(problems::too_many_tokens);
    auto const token = Token{.id = {work.draws.id()},
                             .name = prepared.name,
                             .made_at = work.now,
                             .expires_at = {work.now.ms + token_days * day_ms}};
    work.db.run(sql::insert_token, db::Params(token),
                {{"account", account}, {"hash", hash_of(prepared.token)}});
    auto kept = routes::Kept();
    kept.page = my_page("Mã truy cập mới", token_body(prepared.token, shown(local_date(token.expires_at))));
    return kept;
}

Outcome<routes::Page> show_make_token(acts::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const fields = accounts::with_errors(accounts::fields_of(TokenForm::rules(), sent), problem);
    return my_page("Tạo mã truy cập",
                   make_token_body(accounts::errors_of(problem), accounts::keys_of(reading), fields));
}

Outcome<routes::Kept> revoke_token(acts::Work& work, RevokeForm const& form)
{
    auto const own =
        work.db.one<std::int64_t>(sql::own_tokens, {{"id", form.id}, {"account", work.actor.account}});
    if (own == 0)
        return refuse(problems::no_such_token);
    work.db.run(sql::revoke_token, {{"id", form.id}, {"account", work.actor.account}, {"now", work.now}});
    return routes::Kept{.after = {"/can-bo/toi", "Đã thu hồi mã truy cập."}, .cookies = {}, .json = {}};
}

} // namespace kheo::sessions
