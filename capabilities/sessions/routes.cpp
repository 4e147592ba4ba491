// SPDX-License-Identifier: AGPL-3.0-or-later
// Every way in at the door.
#include "capabilities/sessions/enrol.hpp"
#include "capabilities/sessions/mine.hpp"
#include "capabilities/sessions/sessions.hpp"

#include <array>

namespace kheo::sessions
{

namespace
{

using routes::anyone;
constexpr auto signed_in_person = routes::signed_in;
constexpr std::array<forms::Rule, 1> where_to{{{"tiep", "Trang muốn xem", forms::Input::hidden, 2'000}}};

} // namespace

std::span<routes::Row const> rows()
{
    static std::array const list = {
        routes::form("/can-bo/dang-nhap", anyone, show_sign_in, where_to),
        routes::keep("/can-bo/dang-nhap", {}, anyone, check_sign_in, sign_in, show_sign_in),
        routes::form("/can-bo/dang-nhap/ma", anyone, show_code),
        routes::keep("/can-bo/dang-nhap/ma", {}, anyone, check_code, confirm_code, show_code),
        routes::keep("/can-bo/dang-xuat", {}, signed_in_person, sign_out, nullptr, {.summary = "Đăng xuất"}),

        routes::form("/can-bo/lien-ket/{link}", anyone, show_link),
        routes::keep("/can-bo/lien-ket/{link}", {}, anyone, prepare_open, open_link, show_link),
        routes::form("/can-bo/bat-dau", anyone, show_first_password),
        routes::keep("/can-bo/bat-dau", {}, anyone, hash_first_password, set_first_password,
                     show_first_password),
        routes::form("/can-bo/bat-dau/xac-nhan", anyone, show_second_step),
        routes::keep("/can-bo/bat-dau/ung-dung", {}, anyone, prepare_app, enrol_app, show_second_step),
        routes::keep("/can-bo/bat-dau/the-ma", {}, anyone, prepare_card, enrol_card, show_second_step),
        routes::keep("/can-bo/bat-dau/de-sau", {}, anyone, prepare_card, enrol_later, show_second_step),

        routes::read("/can-bo/toi", "/api/v1/me", signed_in_person, view_mine, show_mine,
                     {.summary = "Tài khoản đang đăng nhập"}),
        routes::keep("/can-bo/toi/phien/{id}/ket-thuc", {}, signed_in_person, end_one, nullptr,
                     {.summary = "Kết thúc một lần đăng nhập"}),
        routes::keep("/can-bo/toi/phien/ket-thuc-khac", {}, signed_in_person, end_all_others, nullptr,
                     {.summary = "Kết thúc mọi lần đăng nhập khác"}),
        routes::form("/can-bo/toi/mat-khau", signed_in_person, show_change_password),
        routes::keep("/can-bo/toi/mat-khau", {}, signed_in_person, hash_new_password, change_password,
                     show_change_password),
        routes::form("/can-bo/toi/ung-dung", signed_in_person, show_change_app),
        routes::keep("/can-bo/toi/ung-dung", {}, signed_in_person, check_new_app, change_app,
                     show_change_app),
        routes::form("/can-bo/toi/the-ma", signed_in_person, show_change_card),
        routes::keep("/can-bo/toi/the-ma", {}, signed_in_person, prepare_new_card, change_card,
                     show_change_card),
        routes::form("/can-bo/toi/ma-truy-cap", signed_in_person, show_make_token),
        routes::keep("/can-bo/toi/ma-truy-cap", {}, signed_in_person, prepare_token, make_token,
                     show_make_token),
        routes::keep("/can-bo/toi/ma-truy-cap/{id}/thu-hoi", {}, signed_in_person, revoke_token, nullptr,
                     {.summary = "Thu hồi một mã truy cập"}),
    };
    return list;
}

} // namespace kheo::sessions
