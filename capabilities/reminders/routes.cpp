// SPDX-License-Identifier: AGPL-3.0-or-later
// Every way into reminders.
#include "capabilities/reminders/reminders.hpp"

#include <array>

namespace kheo::reminders
{

namespace
{
constexpr int tries_a_minute = 12; // of one account; letters are counted by the day
}

std::vector<acts::Erasable> erasables()
{
    return {{"reminder_address", erase_again}};
}

std::span<routes::Row const> rows()
{
    static std::array const list = {
        routes::form("/can-bo/toi/thu", routes::signed_in, show_mine),
        routes::keep("/can-bo/toi/thu", {}, routes::signed_in, give, show_mine,
                     {.per_minute = tries_a_minute}),
        routes::keep("/can-bo/toi/thu/gui-lai", {}, routes::signed_in, send_again, nullptr,
                     {.summary = "Gửi lại thư xác nhận địa chỉ", .per_minute = tries_a_minute}),
        routes::act("/can-bo/toi/thu/xoa", {}, routes::signed_in, erase, after_erase, nullptr,
                    {.summary = "Thôi nhận thư nhắc việc và xóa địa chỉ"}),
        routes::form("/can-bo/toi/thu/xac-nhan/{code}", routes::signed_in, show_confirm, CodeForm::rules()),
        routes::keep("/can-bo/toi/thu/xac-nhan/{code}", {}, routes::signed_in, confirm, show_confirm),
        routes::form("/thu-nhac/{code}", routes::anyone, show_stop, CodeForm::rules()),
        routes::act_shown("/thu-nhac/{code}", {}, routes::anyone, erase_by_code, show_stopped, stopped_again,
                          show_stop),
        routes::read<routes::Nothing, MailStatus>({}, "/api/v1/mail", routes::operator_only, view_status,
                                                  nullptr, {.summary = "Thư nhắc việc có gửi được không"}),
    };
    return list;
}

} // namespace kheo::reminders
