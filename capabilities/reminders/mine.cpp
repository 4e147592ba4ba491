// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/reminders/mine.hpp"

#include "capabilities/reminders/mine.html.hpp"

namespace kheo::reminders
{

namespace
{

routes::Page own_page(std::string title, html::Html body)
{
    auto crumbs = std::vector<routes::Crumb>{
        {"Việc của tôi", "/can-bo"}, {"Tài khoản của tôi", "/can-bo/toi"}, {title, ""}};
    return {.title = std::move(title),
            .description = {},
            .crumbs = std::move(crumbs),
            .body = std::move(body),
            .section = "/can-bo/toi"};
}

routes::Page open_page(std::string title, html::Html body)
{
    return {
        .title = std::move(title), .description = {}, .crumbs = {}, .body = std::move(body), .section = {}};
}

std::optional<Address> own_address(acts::Reading const& reading)
{
    return address_of(reading.db, {reading.actor.account});
}

void describe(MinePage& page, Address const& address, Instant now)
{
    page.given = true;
    page.address = address.address;
    page.problem = address.state == State::failing ? address.problem : "";
    page.last = address.told_at ? shown(*address.told_at) : "";
    page.may_ask_again = page.on && address.state != State::confirmed;
    switch (address.state) {
    case State::waiting:
        page.state = {"Chờ xác nhận", web::Tone::yellow};
        page.words = is_fresh(address, now)
                         ? "Mở thư gửi lúc " + shown(address.asked_at) + ", bấm liên kết trong đó."
                         : "Liên kết trong thư đã hết hạn.";
        break;
    case State::confirmed:
        page.state = {page.on ? "Đang gửi" : "Tạm chưa gửi", page.on ? web::Tone::green : web::Tone::grey};
        page.words = page.on ? "" : "Nơi này hiện không gửi thư.";
        break;
    case State::failing:
        page.state = {"Bị từ chối", web::Tone::red};
        page.words = "Máy chủ thư không nhận thư tới địa chỉ này nên đã thôi gửi. Xem lại địa chỉ; đúng rồi "
                     "thì gửi lại thư "
                     "xác nhận.";
        break;
    }
}

} // namespace

std::string words_of_own(acts::Reading const& reading)
{
    auto const address = own_address(reading);
    if (!address)
        return settings().on() ? "không nhận" : "";
    switch (address->state) {
    case State::waiting:
        return "chờ xác nhận";
    case State::confirmed:
        return "gửi tới " + address->address;
    case State::failing:
        break;
    }
    return "địa chỉ bị máy chủ thư từ chối";
}

bool is_failing(acts::Reading const& reading)
{
    auto const address = own_address(reading);
    return address && address->state == State::failing;
}

Outcome<routes::Page> show_mine(acts::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto page =
        MinePage{.on = settings().on(),
                 .hour = settings().hour,
                 .errors = accounts::errors_of(problem),
                 .keys = accounts::keys_of(reading),
                 .other_keys = accounts::keys_of(reading),
                 .fields = accounts::with_errors(accounts::fields_of(GiveForm::rules(), sent), problem)};
    auto& field = accounts::web_field(page.fields, "address");
    field.kind = web::Field::Kind::email;
    field.autocomplete = "email";
    field.width = 30;
    if (auto const address = own_address(reading))
        describe(page, *address, reading.now);
    return own_page("Thư nhắc việc", mine_body(page));
}

Outcome<routes::Page> show_confirm(acts::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const code = std::string(forms::value_of(sent.values, "code"));
    auto const address = address_by_code(reading.db, code);
    if (!address || address->account.value != reading.actor.account || !is_fresh(*address, reading.now)) {
        auto page = own_page("Liên kết không dùng được nữa", dead_body());
        page.status = 410;
        return page;
    }
    return own_page("Xác nhận địa chỉ", confirm_body({.address = address->address,
                                                      .action = "/can-bo/toi/thu/xac-nhan/" + code,
                                                      .errors = accounts::errors_of(problem),
                                                      .keys = accounts::keys_of(reading)}));
}

Outcome<routes::Page> show_stop(acts::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const code = std::string(forms::value_of(sent.values, "code"));
    if (!address_by_code(reading.db, code)) {
        auto page = open_page("Liên kết không dùng được nữa", dead_body());
        page.status = 410;
        return page;
    }
    // The address itself is not shown: the link may have been passed on.
    return open_page("Thôi nhận thư nhắc việc", stop_body({.address = {},
                                                           .action = "/thu-nhac/" + code,
                                                           .errors = accounts::errors_of(problem),
                                                           .keys = accounts::keys_of(reading)}));
}

routes::After after_erase(Forgotten const&)
{
    return {"/can-bo/toi/thu", "Đã thôi nhận thư và xóa địa chỉ."};
}

routes::Page show_stopped(acts::Reading&, Forgotten const&)
{
    return open_page("Đã thôi nhận thư", stopped_body());
}

routes::After stopped_again(Forgotten const&)
{
    return {"/", "Địa chỉ đã được xóa ở lần bấm trước."};
}

} // namespace kheo::reminders
