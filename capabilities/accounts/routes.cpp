// SPDX-License-Identifier: AGPL-3.0-or-later
// Every way into accounts.
#include "capabilities/accounts/account.sql.hpp"
#include "capabilities/accounts/accounts.hpp"
#include "capabilities/accounts/add.hpp"
#include "capabilities/accounts/browse.hpp"
#include "capabilities/accounts/deactivate.hpp"
#include "capabilities/accounts/import.hpp"
#include "capabilities/accounts/links.sql.hpp"
#include "capabilities/accounts/posts.hpp"

#include <array>

namespace kheo::accounts
{

namespace
{

constexpr http::Accepts one_sheet{.form = true, .files = 1, .file_bytes = 10 << 20};
constexpr auto manage = may::manage_accounts;

} // namespace

std::vector<acts::Projection> projections()
{
    return {acts::projection<Account>("account", sql::every_account),
            acts::projection<Post>("post", sql::every_post),
            acts::projection<Link>("one_time_link", sql::every_link)};
}

std::span<routes::Row const> rows()
{
    static std::array const list = {
        routes::read("/can-bo/tai-khoan", "/api/v1/accounts", manage, list_accounts, show_accounts,
                     {.summary = "Các tài khoản, theo tên"}),
        routes::form("/can-bo/tai-khoan/moi", manage, show_add),
        routes::act("/can-bo/tai-khoan/moi", "/api/v1/accounts", manage, add, after_add, show_add,
                    {.summary = "Thêm một người với vị trí đầu tiên"}),
        routes::form("/can-bo/tai-khoan/nhap", manage, show_import),
        routes::keep("/can-bo/tai-khoan/nhap", "/api/v1/accounts/import/preview", manage, read_sheet,
                     preview_people, show_import,
                     {.accepts = one_sheet,
                      .summary = "Xem trước danh sách nhiều người, chưa lưu gì",
                      .answers = json::describe<PreviewSums>}),
        routes::act_shown("/can-bo/tai-khoan/nhap/ghi", "/api/v1/accounts/import", manage, import_people,
                          show_slips, after_links, show_import,
                          {.summary = "Thêm nhiều người và cấp liên kết"}),
        routes::raw("/can-bo/tai-khoan/nhap/mau.csv", {}, manage, blank_sheet),
        routes::act_shown("/can-bo/tai-khoan/lien-ket", "/api/v1/accounts/links", manage, issue_links,
                          show_slips, after_links, nullptr, {.summary = "Cấp liên kết dùng một lần"}),
        routes::read("/can-bo/tai-khoan/{account}", "/api/v1/accounts/{account}", manage, view_account,
                     show_account, {.summary = "Một tài khoản với các vị trí"}),
        routes::act_shown("/can-bo/tai-khoan/{account}/lien-ket", {}, manage, issue_links, show_slips,
                          after_links, nullptr, {.summary = "Cấp liên kết dùng một lần"}),
        routes::act("/can-bo/tai-khoan/{account}/ngung", "/api/v1/accounts/{account}/deactivate", manage,
                    deactivate, after_state, nullptr, {.summary = "Ngừng một tài khoản"}),
        routes::act("/can-bo/tai-khoan/{account}/mo-lai", "/api/v1/accounts/{account}/reactivate", manage,
                    reactivate, after_state, nullptr, {.summary = "Cho một tài khoản dùng lại"}),
        routes::form("/can-bo/tai-khoan/{account}/vi-tri", manage, show_give),
        routes::act("/can-bo/tai-khoan/{account}/vi-tri", "/api/v1/accounts/{account}/posts", manage,
                    give_post, after_post, show_give, {.summary = "Giao thêm vị trí"}),
        routes::form("/can-bo/vi-tri/{post}/ket-thuc", manage, show_end),
        routes::act("/can-bo/vi-tri/{post}/ket-thuc", "/api/v1/posts/{post}/end", manage, end_post,
                    after_post, show_end, {.summary = "Kết thúc một vị trí"}),
        routes::form("/can-bo/vi-tri/{post}/ban-giao", manage, show_hand_over),
        routes::act("/can-bo/vi-tri/{post}/ban-giao", "/api/v1/posts/{post}/hand-over", manage, hand_over,
                    after_hand_over, show_hand_over, {.summary = "Bàn giao một vị trí cho người khác"}),
    };
    return list;
}

} // namespace kheo::accounts
