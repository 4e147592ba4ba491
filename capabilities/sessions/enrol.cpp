// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/sessions/enrol.hpp"

#include "capabilities/sessions/enrol.html.hpp"
#include "capabilities/sessions/password.hpp"
#include "capabilities/sessions/problems.hpp"
#include "capabilities/sessions/second_step.hpp"
#include "capabilities/sessions/sign_in.hpp"
#include "capabilities/sessions/tries.hpp"
#include "platform/crypto/totp.hpp"

#include <array>
#include <fmt/format.h>

namespace kheo::sessions
{

namespace
{

using forms::Input;
using forms::Need;

constexpr auto password_page = "/can-bo/bat-dau";
constexpr auto second_page = "/can-bo/bat-dau/xac-nhan";

routes::Page page_of(std::string title, html::Html body)
{
    return {
        .title = std::move(title), .description = {}, .crumbs = {}, .body = std::move(body), .section = {}};
}

// The session that came by a link, or whose role asks for a second step that
// the account does not have yet.
struct Enrolling {
    Session session;
    Credentials credentials;
    bool must = false; // the second step is not a choice
};

std::optional<Enrolling> enrolling(db::Connection& db, acts::Actor const& actor, Instant now)
{
    auto const session = actor.session != 0 ? session_by_id(db, actor.session) : std::nullopt;
    if (!session || session->stage != Stage::enrol || !is_alive(*session, now))
        return std::nullopt;
    auto credentials = credentials_of(db, session->account);
    ensure(credentials.has_value(), "a session without its account");
    auto const posts = accounts::held_posts(db, session->account, local_date(now));
    return Enrolling{*session, std::move(*credentials), must_have_second_step(posts)};
}

routes::Page expired_page()
{
    return page_of("Liên kết đã hết hạn", expired_body());
}

// The password comes before the second step.
Outcome<Enrolling> ready_for_second_step(acts::Work& work)
{
    auto enrol = enrolling(work.db, work.actor, work.now);
    if (!enrol || !enrol->credentials.hash)
        return refuse(problems::took_too_long);
    return *enrol;
}

} // namespace

std::span<forms::Rule const> OpenForm::rules()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"link", "Liên kết", Input::hidden, 64, Need::required}}};
    return list;
}

std::span<forms::Rule const> FirstPasswordForm::rules()
{
    static constexpr std::array<forms::Rule, 2> list{{
        {"new_password", "Mật khẩu mới", Input::line, longest_password, Need::required,
         "Ít nhất 12 ký tự. Một câu ngắn dễ nhớ là tốt nhất, có dấu hay không đều được."},
        {"new_password_again", "Gõ lại mật khẩu mới", Input::line, longest_password, Need::required},
    }};
    return list;
}

std::span<forms::Rule const> AppForm::rules()
{
    static constexpr std::array<forms::Rule, 2> list{{
        {"secret", "Khóa", Input::hidden, 40, Need::required},
        {"code", "Mã trong ứng dụng", Input::line, 20, Need::required},
    }};
    return list;
}

Outcome<routes::Page> show_link(acts::Reading& reading, forms::Sent const& sent, Problem const*)
{
    auto const token = forms::value_of(sent.values, "link");
    auto const link = accounts::live_link(reading.db, token, reading.now);
    auto const account = link ? accounts::account_by_id(reading.db, link->account) : std::nullopt;
    if (!account || account->state != accounts::State::active) {
        auto page = expired_page();
        page.status = 410;
        return page;
    }
    auto const fully = link->purpose == accounts::Purpose::sign_in && settings().demo;
    return page_of("Mở liên kết đăng nhập", link_body(*account, token, fully));
}

Outcome<Opened> prepare_open(routes::Before const& before, OpenForm const& form)
{
    if (auto const wait = tries().of_link(before.head))
        return refuse(problems::too_many_tries, waiting(*wait));
    return Opened{form.link, new_token(), device_of(before.head.headers.value("User-Agent"))};
}

Outcome<routes::Kept> open_link(acts::Work& work, Opened const& opened)
{
    auto const link = accounts::use_link(work, opened.link);
    auto const account = link ? accounts::account_by_id(work.db, link->account) : std::nullopt;
    if (!account || account->state != accounts::State::active)
        return refuse(problems::link_dead);
    if (link->purpose == accounts::Purpose::sign_in && settings().demo) {
        begin(work, account->id, Stage::full, true, opened.device, opened.token);
        return signed_in(opened.token, {}, {});
    }
    // From here on what the person had before opens nothing.
    forget_secrets(work, account->id);
    auto const session = begin(work, account->id, Stage::enrol, true, opened.device, opened.token);
    end_others(work, account->id, session.id);
    return signed_in(opened.token, password_page, {});
}

Outcome<routes::Page> show_first_password(acts::Reading& reading, forms::Sent const& sent,
                                          Problem const* problem)
{
    auto const enrol = enrolling(reading.db, reading.actor, reading.now);
    if (!enrol)
        return expired_page();
    if (enrol->credentials.hash)
        return show_second_step(reading, {}, nullptr);
    auto const fields = accounts::with_errors(accounts::fields_of(FirstPasswordForm::rules(), sent), problem);
    return page_of("Đặt mật khẩu", password_body(enrol->credentials.name, enrol->credentials.login,
                                                 accounts::errors_of(problem), fields));
}

std::vector<FieldError> password_errors(std::string const& once, std::string const& again,
                                        std::string_view login, std::string_view name)
{
    if (auto const weak = weakness(once, login, name))
        return {{"new_password", *weak}};
    if (once != again)
        return {{"new_password_again", "Hai lần gõ mật khẩu chưa giống nhau."}};
    return {};
}

Outcome<std::string> hash_first_password(routes::Before const& before, FirstPasswordForm const& form)
{
    auto const enrol =
        before.store.read([&](db::Connection& db) { return enrolling(db, before.actor, before.now); });
    if (!enrol)
        return refuse(problems::took_too_long);
    auto errors = password_errors(form.new_password, form.new_password_again, enrol->credentials.login,
                                  enrol->credentials.name);
    if (!errors.empty())
        return refuse(kheo::problems::bad_fields, std::move(errors));
    return hashed(form.new_password);
}

Outcome<routes::Kept> set_first_password(acts::Work& work, std::string const& hash)
{
    auto const enrol = enrolling(work.db, work.actor, work.now);
    if (!enrol)
        return refuse(problems::took_too_long);
    put_password(work, enrol->session.account, hash);
    return routes::Kept{.after = {second_page, {}}, .cookies = {}, .json = {}};
}

Outcome<routes::Page> show_second_step(acts::Reading& reading, forms::Sent const& sent,
                                       Problem const* problem)
{
    auto const enrol = enrolling(reading.db, reading.actor, reading.now);
    if (!enrol)
        return expired_page();
    if (!enrol->credentials.hash)
        return show_first_password(reading, {}, nullptr);
    auto const typed = secret_of(forms::value_of(sent.values, "secret"));
    auto const secret = typed ? *typed : *secret_of(new_secret());
    auto const code = qr::code(totp_address(settings().name, enrol->credentials.login, secret));
    return page_of("Bước xác nhận thứ hai",
                   second_step_body({hex(secret), base32(secret), code}, accounts::errors_of(problem),
                                    app_code_field(problem), enrol->must));
}

Outcome<std::int64_t> proven_step(std::string const& secret, std::string const& code, Instant now)
{
    auto const bytes = secret_of(secret);
    auto digits = code;
    std::erase_if(digits, [](unsigned char c) { return !std::isdigit(c); });
    auto const step = bytes ? totp_step(*bytes, digits, now) : std::nullopt;
    if (!step)
        return refuse(
            kheo::problems::bad_fields,
            std::vector<FieldError>{{"code", "Mã không đúng. Xin gõ 6 số đang hiện trong ứng dụng; nếu vẫn "
                                             "sai, hãy bật chỉnh giờ tự động trên điện thoại."}});
    return *step;
}

Outcome<AppPrepared> prepare_app(routes::Before const&, AppForm const& form)
{
    return AppPrepared{form, new_token()};
}

Outcome<routes::Kept> enrol_app(acts::Work& work, AppPrepared const& app)
{
    auto const enrol = TRY(ready_for_second_step(work));
    auto const step = TRY(proven_step(app.form.secret, app.form.code, work.now));
    put_app(work, enrol.session.account, *secret_of(app.form.secret), step);
    complete(work, enrol.session.id, app.token);
    auto kept = signed_in(app.token, {}, {});
    kept.after.notice =
        "Đã gắn ứng dụng tạo mã. Nên in thêm một thẻ mã ở trang Tài khoản của tôi, phòng khi mất điện thoại.";
    return kept;
}

Outcome<CardPrepared> prepare_card(routes::Before const&, routes::Nothing const&)
{
    return CardPrepared{new_card(), new_token()};
}

Outcome<routes::Kept> enrol_card(acts::Work& work, CardPrepared const& card)
{
    auto const enrol = TRY(ready_for_second_step(work));
    put_card(work, enrol.session.account, card.codes);
    complete(work, enrol.session.id, card.token);
    auto kept = signed_in(card.token, {}, {});
    kept.page = page_of(
        "Thẻ mã", card_body(card.codes, enrol.credentials.name, shown(work.today()), kept.after.location));
    return kept;
}

Outcome<routes::Kept> enrol_later(acts::Work& work, CardPrepared const& card)
{
    auto const enrol = TRY(ready_for_second_step(work));
    if (enrol.must)
        return refuse(problems::second_step_needed);
    complete(work, enrol.session.id, card.token);
    return signed_in(card.token, {}, {});
}

} // namespace kheo::sessions
