// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/sessions/sign_in.hpp"

#include "capabilities/sessions/password.hpp"
#include "capabilities/sessions/problems.hpp"
#include "capabilities/sessions/second_step.hpp"
#include "capabilities/sessions/sign_in.html.hpp"
#include "capabilities/sessions/tries.hpp"

#include <algorithm>
#include <array>

namespace kheo::sessions
{

namespace
{

using forms::Input;
using forms::Need;
using forms::value_of;

constexpr forms::Rule tiep_rule{"tiep", "Trang muốn xem", Input::hidden, 2'000};
constexpr forms::Rule carried_rule{"carried", "Nội dung mang theo", Input::hidden,
                                   std::int64_t(routes::most_carried)};

std::mutex mutex;
Settings current; // owned by mutex

// The session that still lacks its second step.
std::optional<Session> half_session(acts::Reading const& reading)
{
    auto const session =
        reading.actor.session != 0 ? session_by_id(reading.db, reading.actor.session) : std::nullopt;
    return session && session->stage == Stage::password && is_alive(*session, reading.now) ? session
                                                                                           : std::nullopt;
}

Waiting waiting_of(forms::Values const& values)
{
    auto const carried = std::string(value_of(values, "carried"));
    auto const decoded = routes::decode_carried(carried);
    return {.tiep = own_path(value_of(values, "tiep")),
            .carried = decoded ? carried : std::string(),
            .typed = decoded && !decoded->too_long,
            .files = decoded && decoded->files,
            .too_long = decoded && decoded->too_long};
}

routes::Page page_of(std::string title, html::Html body)
{
    return {
        .title = std::move(title), .description = {}, .crumbs = {}, .body = std::move(body), .section = {}};
}

routes::Page code_page(Waiting const& waiting, Problem const* problem)
{
    return page_of("Bước xác nhận", code_body(waiting, accounts::errors_of(problem), code_field(problem)));
}

Stage stage_after_password(Credentials const& found, std::vector<acts::Post> const& posts)
{
    if (found.has_app || found.has_card)
        return Stage::password;
    return must_have_second_step(posts) ? Stage::enrol : Stage::full;
}

} // namespace

void put_settings(Settings settings)
{
    std::scoped_lock const lock(mutex);
    current = std::move(settings);
}

Settings settings()
{
    std::scoped_lock const lock(mutex);
    return current;
}

std::span<forms::Rule const> SignInForm::rules()
{
    static constexpr std::array<forms::Rule, 5> list{{
        {"login", "Tên đăng nhập", Input::line, 80, Need::required},
        {"password", "Mật khẩu", Input::line, longest_password, Need::required},
        {"own_computer", "Máy của riêng tôi", Input::yes_no},
        tiep_rule,
        carried_rule,
    }};
    return list;
}

std::span<forms::Rule const> CodeForm::rules()
{
    static constexpr std::array<forms::Rule, 3> list{{
        {"code", "Mã xác nhận", Input::line, 40, Need::required},
        tiep_rule,
        carried_rule,
    }};
    return list;
}

std::string own_path(std::string_view text)
{
    auto const own =
        text.starts_with('/') && !text.starts_with("//") &&
        std::ranges::none_of(text, [](unsigned char c) { return c <= 0x20 || c >= 0x7f || c == '\\'; });
    return own ? std::string(text) : std::string();
}

routes::Kept signed_in(std::string_view token, std::string_view tiep, std::string_view carried)
{
    auto kept = routes::Kept{.after = {own_path(tiep), {}}, .cookies = {cookie_of(token)}, .json = {}};
    if (kept.after.location.empty())
        kept.after.location = settings().home;
    kept.resume = routes::decode_carried(carried);
    return kept;
}

Outcome<Checked> check_sign_in(routes::Before const& before, SignInForm const& form)
{
    auto const login = accounts::login_of(form.login);
    if (auto const wait = tries().of_sign_in(before.head, login))
        return refuse(problems::too_many_tries, waiting(*wait));
    auto posts = std::vector<acts::Post>();
    auto const found = before.store.read([&](db::Connection& db) {
        auto credentials = credentials_of(db, login);
        if (credentials)
            posts = accounts::held_posts(db, credentials->account, local_date(before.now));
        return credentials;
    });
    auto const right = TRY(matches(form.password, found ? found->hash.value_or("") : ""));
    if (!right || found->state != accounts::State::active)
        return refuse(problems::wrong_sign_in);
    return Checked{.account = found->account,
                   .stage = stage_after_password(*found, posts),
                   .shared_computer = !form.own_computer,
                   .device = device_of(before.head.headers.value("User-Agent")),
                   .token = new_token(),
                   .tiep = form.tiep,
                   .carried = form.carried};
}

Outcome<routes::Kept> sign_in(acts::Work& work, Checked const& checked)
{
    begin(work, checked.account, checked.stage, checked.shared_computer, checked.device, checked.token);
    auto kept = signed_in(checked.token, checked.tiep, checked.carried);
    if (checked.stage == Stage::full)
        return kept;
    kept.resume.reset();
    if (checked.stage == Stage::enrol)
        kept.after.location = "/can-bo/bat-dau";
    else
        kept.page = code_page(waiting_of({{"tiep", checked.tiep}, {"carried", checked.carried}}), nullptr);
    return kept;
}

Outcome<routes::Page> show_sign_in(acts::Reading&, forms::Sent const& sent, Problem const* problem)
{
    auto const fields = sign_in_fields(value_of(sent.values, "login"), problem);
    auto const own_computer = !value_of(sent.values, "own_computer").empty();
    return page_of("Đăng nhập",
                   sign_in_body(waiting_of(sent.values), accounts::errors_of(problem), fields, own_computer));
}

routes::Page sign_in_page(routes::Carried const& carried)
{
    auto const waiting = waiting_of({{"carried", routes::encoded(carried)}});
    return page_of("Đăng nhập", sign_in_body(waiting, {}, sign_in_fields({}, nullptr), false));
}

Outcome<Coded> check_code(routes::Before const& before, CodeForm const& form)
{
    auto const account = before.store.read([&](db::Connection& db) -> AccountId {
        auto const session =
            before.actor.session != 0 ? session_by_id(db, before.actor.session) : std::nullopt;
        return session ? session->account : AccountId();
    });
    if (!account)
        return refuse(problems::took_too_long);
    if (auto const wait = tries().of_code(before.actor.session, account.value, before.now))
        return refuse(problems::too_many_tries, waiting(*wait));
    return Coded{form, new_token()};
}

Outcome<routes::Kept> confirm_code(acts::Work& work, Coded const& coded)
{
    auto const session = half_session(work);
    if (!session)
        return refuse(problems::took_too_long);
    if (!use_code(work, session->account, coded.form.code))
        return refuse(kheo::problems::bad_fields,
                      std::vector<FieldError>{{"code", std::string(problems::wrong_code.sentence)}});
    complete(work, session->id, coded.token);
    return signed_in(coded.token, coded.form.tiep, coded.form.carried);
}

Outcome<routes::Page> show_code(acts::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    if (!half_session(reading))
        return show_sign_in(reading, sent, problem);
    return code_page(waiting_of(sent.values), problem);
}

Outcome<routes::Kept> sign_out(acts::Work& work, routes::Nothing const&)
{
    if (work.actor.session != 0)
        end(work, {work.actor.session});
    return routes::Kept{
        .after = {"/can-bo/dang-nhap", "Đã đăng xuất."}, .cookies = {no_cookie()}, .json = {}};
}

routes::Page send_again(routes::Row const& row, routes::Carried const& carried, acts::Reading const& reading)
{
    auto waiting = Again{.path = carried.path,
                         .what = std::string(row.options.summary),
                         .keys = {},
                         .typed = {},
                         .hidden = {}};
    waiting.keys = {reading.csrf, std::string(value_of(carried.values, "act")), {}};
    if (waiting.keys.act.empty())
        waiting.keys.act = hex(random_bytes(16));
    for (auto const& [name, value] : carried.values) {
        auto const rule = std::ranges::find(row.rules, name, &forms::Rule::name);
        if (rule == row.rules.end() || row.page.find("{" + name + "}") != std::string_view::npos)
            continue;
        waiting.hidden.push_back({name, value});
        if (rule->input != Input::hidden && rule->input != Input::id && !value.empty())
            waiting.typed.push_back({std::string(rule->label), value});
    }
    return page_of("Gửi lại", again_body(waiting));
}

} // namespace kheo::sessions
