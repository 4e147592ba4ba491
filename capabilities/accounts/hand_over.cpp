// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/accounts/hand_over.hpp"

#include "capabilities/accounts/fields.hpp"
#include "capabilities/accounts/hand_over.html.hpp"
#include "capabilities/accounts/posts.hpp"
#include "capabilities/accounts/problems.hpp"
#include "capabilities/accounts/roles.hpp"

#include <array>
#include <fmt/format.h>

namespace kheo::accounts
{

namespace
{

std::vector<MoveWork>& moves()
{
    static std::vector<MoveWork> list;
    return list;
}

} // namespace

void on_hand_over(MoveWork move)
{
    moves().push_back(std::move(move));
}

std::span<forms::Rule const> HandOverForm::rules()
{
    using forms::Input;
    using forms::Need;
    static constexpr std::array<forms::Rule, 5> list{{
        {"post", "Vị trí", Input::id, INT64_MAX, Need::required},
        {"version", "Phiên bản", Input::hidden, INT64_MAX, Need::required},
        {"login", "Tên đăng nhập của người nhận", Input::line, 40, Need::required,
         "Người nhận phải có tài khoản; nếu chưa có, hãy thêm trước."},
        {"day", "Bàn giao từ ngày", Input::date, 0, Need::optional, "Để trống là từ hôm nay."},
        {"decision", "Văn bản", Input::line, 200, Need::optional, "Số, ký hiệu và ngày."},
    }};
    return list;
}

Outcome<acts::Recorded<HandOver>> hand_over(acts::Work& work, HandOverForm const& form)
{
    auto const post = TRY(load_post_for_change(work, form.post, form.version));
    auto const taker = account_by_login(work.db, login_of(form.login));
    if (!taker)
        return refuse(kheo::problems::bad_fields,
                      std::vector<FieldError>{{"login", std::string(problems::no_such_account.sentence)}});
    auto const account = TRY(load_for_change(work, taker->id, taker->version));
    if (account.state != State::active)
        return refuse(problems::not_active);
    if (account.id == post.account)
        return refuse(problems::same_person);
    auto const day = form.day.value_or(work.today());
    auto const last = TRY(ended(post, day));
    auto fresh = Post{.id = {work.draws.id()},
                      .account = account.id,
                      .role = post.role,
                      .body = post.body,
                      .valid_from = day,
                      .decision = form.decision,
                      .demo = post.demo};
    store(work, "posts.ended", last);
    store_new(work, fresh);
    auto done = HandOver{.id = {work.draws.id()},
                         .from_post = post.id,
                         .to_post = fresh.id,
                         .from_account = post.account,
                         .to_account = account.id,
                         .role = post.role,
                         .body = post.body,
                         .day = day,
                         .decision = form.decision};
    for (auto const& move : moves())
        done.moved.push_back(move(work, done));
    return acts::append(work, "posts.handed_over", std::move(done));
}

Outcome<routes::Page> show_hand_over(acts::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const held = TRY(held_post(reading, forms::value_of(sent.values, "post")));
    auto const page = AddPage{errors_of(problem), keys_of(reading, std::to_string(held.post.version)),
                              with_errors(fields_of(HandOverForm::rules(), sent), problem)};
    auto const words = words_of({held.post.id.value, held.post.role, held.post.body.value}, reading.today());
    return routes::Page{.title = "Bàn giao vị trí",
                        .description = {},
                        .crumbs = {{"Việc của tôi", "/can-bo"},
                                   {"Tài khoản", "/can-bo/tai-khoan"},
                                   {held.account.name, "/can-bo/tai-khoan/" + shown(held.account.id)},
                                   {"Bàn giao vị trí", ""}},
                        .body = hand_over_page(held, words, page),
                        .section = "/can-bo/tai-khoan"};
}

routes::After after_hand_over(HandOver const& hand_over)
{
    std::string moved;
    for (auto const& [what, count] : hand_over.moved)
        moved += fmt::format(" Chuyển {} {}.", count, what);
    return {"/can-bo/tai-khoan/" + shown(hand_over.to_account), "Đã bàn giao vị trí." + moved};
}

} // namespace kheo::accounts
