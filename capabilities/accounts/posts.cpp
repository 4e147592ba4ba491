// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/accounts/posts.hpp"

#include "capabilities/accounts/account.sql.hpp"
#include "capabilities/accounts/add.hpp"
#include "capabilities/accounts/fields.hpp"
#include "capabilities/accounts/posts.html.hpp"
#include "capabilities/accounts/problems.hpp"

#include <array>

namespace kheo::accounts
{

std::span<forms::Rule const> GiveForm::rules()
{
    using forms::Input;
    using forms::Need;
    static constexpr std::array<forms::Rule, 5> list{{
        {"account", "Tài khoản", Input::id, INT64_MAX, Need::required},
        {"role", "Vai trò", Input::choice, 60, Need::required},
        {"unit_code", "Cơ quan, tổ chức", Input::line, 200, Need::optional,
         "Ghi mã hoặc tên đầy đủ. Để trống nếu vai trò dùng cho toàn hệ thống."},
        {"valid_from", "Giữ vị trí từ ngày", Input::date, 0, Need::optional, "Để trống là từ hôm nay."},
        {"decision", "Văn bản phân công", Input::line, 200, Need::optional, "Số, ký hiệu và ngày."},
    }};
    return list;
}

std::span<forms::Rule const> EndForm::rules()
{
    using forms::Input;
    using forms::Need;
    static constexpr std::array<forms::Rule, 4> list{{
        {"post", "Vị trí", Input::id, INT64_MAX, Need::required},
        {"version", "Phiên bản", Input::hidden, INT64_MAX, Need::required},
        {"day", "Thôi giữ vị trí từ ngày", Input::date, 0, Need::optional, "Để trống là từ hôm nay."},
        {"decision", "Văn bản", Input::line, 200, Need::optional, "Số, ký hiệu và ngày."},
    }};
    return list;
}

Outcome<acts::Recorded<Post>> give_post(acts::Work& work, GiveForm const& form)
{
    auto const found = account_by_id(work.db, form.account);
    if (!found)
        return refuse(kheo::problems::not_found);
    auto const account = TRY(load_for_change(work, found->id, found->version));
    auto const directory = bodies::directory();
    auto const day = form.valid_from.value_or(work.today());
    auto person = planned({account.login, account.name, form.role, form.unit_code}, roles(), *directory, day);
    if (!person)
        return refuse(kheo::problems::bad_fields, std::move(person).error());
    auto post = person->post;
    if (!work.may(may::manage_accounts, place(post)))
        return refuse(kheo::problems::not_allowed);
    post.id = {work.draws.id()};
    post.account = account.id;
    post.decision = form.decision;
    post.demo = account.demo;
    return store_new(work, post);
}

Outcome<acts::Recorded<Post>> end_post(acts::Work& work, EndForm const& form)
{
    auto post = TRY(load_post_for_change(work, form.post, form.version));
    if (post.account.value == work.actor.account)
        return refuse(problems::yourself);
    auto next = TRY(ended(std::move(post), form.day.value_or(work.today())));
    if (!form.decision.empty())
        next.decision = form.decision;
    return store(work, "posts.ended", next);
}

Outcome<HeldPost> held_post(acts::Reading const& reading, std::string_view id)
{
    auto const number = parse_id(id);
    auto const post = number ? reading.db.one<Post>(sql::post_by_id, {{"id", *number}}) : std::nullopt;
    if (!post || !reading.may(may::manage_accounts, place(*post)))
        return refuse(kheo::problems::not_found);
    auto const account = account_by_id(reading.db, post->account);
    ensure(account.has_value(), "a post without its account");
    return HeldPost{*post, *account};
}

namespace
{

std::vector<routes::Crumb> crumbs(Account const& account, std::string last)
{
    return {{"Việc của tôi", "/can-bo"},
            {"Tài khoản", "/can-bo/tai-khoan"},
            {account.name, "/can-bo/tai-khoan/" + shown(account.id)},
            {std::move(last), ""}};
}

} // namespace

Outcome<routes::Page> show_give(acts::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const id = parse_id(forms::value_of(sent.values, "account"));
    auto const account = id ? account_by_id(reading.db, {*id}) : std::nullopt;
    if (!account)
        return refuse(kheo::problems::not_found);
    auto fields = fields_of(GiveForm::rules(), sent);
    web_field(fields, "role").choices = role_choices(forms::value_of(sent.values, "role"));
    web_field(fields, "unit_code").offers = body_offers(reading.today());
    auto const page = AddPage{errors_of(problem), keys_of(reading), with_errors(std::move(fields), problem)};
    return routes::Page{.title = "Giao thêm vị trí",
                        .description = {},
                        .crumbs = crumbs(*account, "Giao thêm vị trí"),
                        .body = give_page(*account, page),
                        .section = "/can-bo/tai-khoan"};
}

Outcome<routes::Page> show_end(acts::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const held = TRY(held_post(reading, forms::value_of(sent.values, "post")));
    auto const page = AddPage{errors_of(problem), keys_of(reading, std::to_string(held.post.version)),
                              with_errors(fields_of(EndForm::rules(), sent), problem)};
    auto const words = words_of({held.post.id.value, held.post.role, held.post.body.value}, reading.today());
    return routes::Page{.title = "Kết thúc vị trí",
                        .description = {},
                        .crumbs = crumbs(held.account, "Kết thúc vị trí"),
                        .body = end_page(held, words, page),
                        .section = "/can-bo/tai-khoan"};
}

routes::After after_post(Post const& post)
{
    return {"/can-bo/tai-khoan/" + shown(post.account),
            post.valid_to ? "Đã ghi ngày kết thúc vị trí." : "Đã giao vị trí."};
}

} // namespace kheo::accounts
