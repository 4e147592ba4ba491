// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/accounts/deactivate.hpp"

#include "capabilities/accounts/deactivate.sql.hpp"
#include "capabilities/accounts/problems.hpp"

#include <array>

namespace kheo::accounts
{

namespace
{

std::vector<ForgetOwn>& own_things()
{
    static std::vector<ForgetOwn> list;
    return list;
}

} // namespace

void on_deactivate(ForgetOwn forget)
{
    own_things().push_back(std::move(forget));
}

std::span<forms::Rule const> StateForm::rules()
{
    static constexpr std::array<forms::Rule, 2> list{{
        {"account", "Tài khoản", forms::Input::id, INT64_MAX, forms::Need::required},
        {"version", "Phiên bản", forms::Input::hidden, INT64_MAX, forms::Need::required},
    }};
    return list;
}

Outcome<acts::Recorded<Account>> deactivate(acts::Work& work, StateForm const& form)
{
    auto account = TRY(load_for_change(work, form.account, form.version));
    if (account.id.value == work.actor.account)
        return refuse(problems::yourself);
    auto const next = TRY(deactivated(std::move(account)));
    for (auto const* const statement :
         {&sql::end_sessions_of_account, &sql::revoke_tokens_of_account, &sql::kill_links_of_account})
        work.db.run(*statement, {{"account", next.id}, {"now", work.now}});
    for (auto const& forget : own_things())
        forget(work, next.id);
    return store(work, "accounts.deactivated", next);
}

Outcome<acts::Recorded<Account>> reactivate(acts::Work& work, StateForm const& form)
{
    auto account = TRY(load_for_change(work, form.account, form.version));
    auto const next = TRY(reactivated(std::move(account)));
    return store(work, "accounts.reactivated", next);
}

routes::After after_state(Account const& account)
{
    return {"/can-bo/tai-khoan/" + shown(account.id),
            account.state == State::active
                ? "Tài khoản dùng lại được. Hãy cấp liên kết mới nếu người này quên mật khẩu."
                : "Đã ngừng tài khoản: mọi nơi đang đăng nhập đều bị thoát."};
}

} // namespace kheo::accounts
