// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/sessions/mine.hpp"

#include "capabilities/sessions/enrol.hpp"
#include "capabilities/sessions/enrol.html.hpp"
#include "capabilities/sessions/mine.html.hpp"
#include "capabilities/sessions/password.hpp"
#include "capabilities/sessions/problems.hpp"
#include "capabilities/sessions/second_step.hpp"
#include "capabilities/sessions/sign_in.hpp"
#include "platform/crypto/totp.hpp"

#include <array>

namespace kheo::sessions
{

namespace
{

using forms::Input;
using forms::Need;

constexpr forms::Rule password_rule{"password", "Mật khẩu đang dùng", Input::line, longest_password,
                                    Need::required};

routes::Kept back(std::string notice)
{
    return {.after = {"/can-bo/toi", std::move(notice)}, .cookies = {}, .json = {}};
}

SessionLine line_of(Session const& session, std::int64_t current)
{
    return {.id = shown(session.id),
            .device = session.device,
            .started = shown(session.started_at),
            .last_seen = shown(session.last_seen_at),
            .current = session.id.value == current};
}

} // namespace

std::span<forms::Rule const> EndForm::rules()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"id", "Lần đăng nhập", Input::id, INT64_MAX, Need::required}}};
    return list;
}

std::span<forms::Rule const> PasswordForm::rules()
{
    static constexpr std::array<forms::Rule, 3> list{{
        password_rule,
        {"new_password", "Mật khẩu mới", Input::line, longest_password, Need::required,
         "Ít nhất 12 ký tự. Một câu ngắn dễ nhớ là tốt nhất, có dấu hay không đều được."},
        {"new_password_again", "Gõ lại mật khẩu mới", Input::line, longest_password, Need::required},
    }};
    return list;
}

std::span<forms::Rule const> NewAppForm::rules()
{
    static constexpr std::array<forms::Rule, 3> list{{
        password_rule,
        {"secret", "Khóa", Input::hidden, 40, Need::required},
        {"code", "Mã trong ứng dụng", Input::line, 20, Need::required},
    }};
    return list;
}

std::span<forms::Rule const> NewCardForm::rules()
{
    static constexpr std::array<forms::Rule, 1> list{{password_rule}};
    return list;
}

routes::Page my_page(std::string title, html::Html body)
{
    auto crumbs = std::vector<routes::Crumb>{
        {"Việc của tôi", "/can-bo"}, {"Tài khoản của tôi", "/can-bo/toi"}, {title, ""}};
    return {.title = std::move(title),
            .description = {},
            .crumbs = std::move(crumbs),
            .body = std::move(body),
            .section = {}};
}

Outcome<Mine> view_mine(acts::Reading& reading, routes::Nothing const&)
{
    auto const account = AccountId{reading.actor.account};
    auto const credentials = credentials_of(reading.db, account);
    if (!credentials)
        return refuse(kheo::problems::not_found);
    auto mine = Mine{.id = shown(account), .login = credentials->login, .name = credentials->name};
    for (auto const& post : reading.actor.posts)
        mine.posts.push_back(accounts::words_of(post, reading.today()));
    mine.has_app = credentials->has_app;
    mine.card_codes_left = card_codes_left(reading.db, account);
    mine.must_have_second_step = must_have_second_step(reading.actor.posts);
    for (auto const& session : live_sessions(reading.db, account, reading.now))
        mine.sessions.push_back(line_of(session, reading.actor.session));
    mine.tokens = live_tokens(reading.db, account, reading.now);
    if (auto const words = settings().reminders)
        mine.reminders = words(reading);
    return mine;
}

routes::Page show_mine(acts::Reading& reading, Mine const& mine)
{
    return {.title = "Tài khoản của tôi",
            .description = {},
            .crumbs = {{"Việc của tôi", "/can-bo"}, {"Tài khoản của tôi", ""}},
            .body = mine_body(mine, accounts::keys_of(reading)),
            .section = "/can-bo/toi"};
}

Outcome<routes::Kept> end_one(acts::Work& work, EndForm const& form)
{
    auto const session = session_by_id(work.db, form.id.value);
    if (!session || session->account.value != work.actor.account)
        return refuse(problems::no_such_session);
    end(work, form.id);
    return back("Đã kết thúc lần đăng nhập đó.");
}

Outcome<routes::Kept> end_all_others(acts::Work& work, routes::Nothing const&)
{
    end_others(work, {work.actor.account}, {work.actor.session});
    return back("Đã kết thúc mọi lần đăng nhập khác.");
}

Outcome<std::string> hash_new_password(routes::Before const& before, PasswordForm const& form)
{
    auto const credentials = TRY(confirmed(before, form.password));
    auto errors =
        password_errors(form.new_password, form.new_password_again, credentials.login, credentials.name);
    if (!errors.empty())
        return refuse(kheo::problems::bad_fields, std::move(errors));
    return hashed(form.new_password);
}

Outcome<routes::Kept> change_password(acts::Work& work, std::string const& hash)
{
    auto const account = AccountId{work.actor.account};
    put_password(work, account, hash);
    end_others(work, account, {work.actor.session});
    return back("Đã đổi mật khẩu. Mọi nơi khác đang đăng nhập đều bị thoát.");
}

Outcome<routes::Page> show_change_password(acts::Reading& reading, forms::Sent const& sent,
                                           Problem const* problem)
{
    auto fields = accounts::with_errors(accounts::fields_of(PasswordForm::rules(), sent), problem);
    accounts::web_field(fields, "password").autocomplete = "current-password";
    accounts::web_field(fields, "new_password").autocomplete = "new-password";
    accounts::web_field(fields, "new_password_again").autocomplete = "new-password";
    return my_page("Đổi mật khẩu",
                   change_password_body(accounts::errors_of(problem), accounts::keys_of(reading), fields));
}

Outcome<NewAppForm> check_new_app(routes::Before const& before, NewAppForm const& form)
{
    [[maybe_unused]] auto const sure = TRY(confirmed(before, form.password));
    return form;
}

Outcome<routes::Kept> change_app(acts::Work& work, NewAppForm const& form)
{
    auto const step = TRY(proven_step(form.secret, form.code, work.now));
    put_app(work, {work.actor.account}, *secret_of(form.secret), step);
    return back("Đã gắn ứng dụng tạo mã này. Ứng dụng gắn trước đây thôi dùng được.");
}

Outcome<routes::Page> show_change_app(acts::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const typed = secret_of(forms::value_of(sent.values, "secret"));
    auto const secret = typed ? *typed : *secret_of(new_secret());
    auto const credentials = credentials_of(reading.db, AccountId{reading.actor.account});
    if (!credentials)
        return refuse(kheo::problems::not_found);
    auto const code = qr::code(totp_address(settings().name, credentials->login, secret));
    auto fields = accounts::with_errors(accounts::fields_of(NewCardForm::rules(), sent), problem);
    return my_page("Gắn ứng dụng tạo mã",
                   change_app_body({hex(secret), base32(secret), code}, accounts::errors_of(problem),
                                   accounts::keys_of(reading), fields.front(), app_code_field(problem)));
}

Outcome<Codes> prepare_new_card(routes::Before const& before, NewCardForm const& form)
{
    [[maybe_unused]] auto const sure = TRY(confirmed(before, form.password));
    return new_card();
}

Outcome<routes::Kept> change_card(acts::Work& work, Codes const& codes)
{
    put_card(work, {work.actor.account}, codes);
    auto kept = routes::Kept();
    kept.page = my_page("Thẻ mã", card_body(codes, work.actor.name, shown(work.today()), "/can-bo/toi"));
    return kept;
}

Outcome<routes::Page> show_change_card(acts::Reading& reading, forms::Sent const& sent,
                                       Problem const* problem)
{
    auto const fields = accounts::with_errors(accounts::fields_of(NewCardForm::rules(), sent), problem);
    return my_page("In thẻ mã mới", change_card_body(accounts::errors_of(problem), accounts::keys_of(reading),
                                                     fields.front()));
}

} // namespace kheo::sessions
