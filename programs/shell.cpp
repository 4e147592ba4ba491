// SPDX-License-Identifier: AGPL-3.0-or-later
#include "programs/shell.hpp"

#include "capabilities/accounts/accounts.hpp"
#include "capabilities/areas/areas.hpp"
#include "capabilities/desk/desk.hpp"
#include "capabilities/portal/portal.hpp"
#include "platform/http/assets.hpp"
#include "platform/qr/qr.hpp"
#include "programs/mailing.hpp"
#include "web/assets.hpp"
#include "web/components.html.hpp"
#include "web/layout.html.hpp"
#include "web/page.hpp"

#include <array>
#include <fmt/format.h>

namespace kheo
{

namespace
{

struct Entry {
    std::string_view text;
    std::string_view address;
};

constexpr std::array<Entry, 7> public_entries{{{"Trang chủ", "/"},
                                               {"Mô hình", "/mo-hinh"},
                                               {"Điển hình", "/dien-hinh"},
                                               {"Văn bản", "/van-ban"},
                                               {"Nhiệm vụ", "/nhiem-vu"},
                                               {"Địa bàn", "/dia-ban"},
                                               {"Sổ kiểm chứng", "/so-kiem-chung"}}};
constexpr std::array<Entry, 11> office_entries{{{"Việc của tôi", "/can-bo"},
                                                {"Nhiệm vụ", "/can-bo/nhiem-vu"},
                                                {"Mô hình", "/can-bo/mo-hinh"},
                                                {"Thẩm định", "/can-bo/tham-dinh"},
                                                {"Duy trì", "/can-bo/duy-tri"},
                                                {"Điển hình", "/can-bo/dien-hinh"},
                                                {"Văn bản", "/can-bo/van-ban"},
                                                {"Gộp sổ", "/can-bo/gop-so"},
                                                {"Biểu tổng hợp", "/can-bo/bieu"},
                                                {"Cơ quan", "/can-bo/co-quan"},
                                                {"Tài khoản", "/can-bo/tai-khoan"}}};

// Those that lead somewhere, for whom they do.
std::vector<web::Link> navigation(std::span<Entry const> entries, routes::Table const& table,
                                  acts::Actor const& actor, Date today, std::string_view section)
{
    std::vector<web::Link> links;
    for (auto const& [text, address] : entries) {
        auto const* const row = table.find(http::Method::get, address).row;
        auto const open = row && (row->permission.name == routes::anyone.name ||
                                  row->permission.name == routes::signed_in.name ||
                                  accounts::allowed(actor, row->permission, {}, today));
        if (open)
            links.push_back({std::string(text), std::string(address), address == section});
    }
    return links;
}

web::SignedIn signed_in(routes::Table const& table, routes::ShellContext const& context,
                        std::string_view section)
{
    auto const& actor = context.session.actor;
    if (actor.kind != acts::ActorKind::person)
        return {};
    auto const today = local_date(context.head.received);
    auto post = actor.posts.empty() ? std::string("Chưa được giao vị trí")
                                    : accounts::words_of(actor.posts.front(), today);
    if (actor.posts.size() > 1)
        post += fmt::format(" và {} vị trí khác", actor.posts.size() - 1);
    return {.name = actor.name,
            .post = std::move(post),
            .account = "/can-bo/toi",
            .sign_out = "/can-bo/dang-xuat",
            .token = context.session.csrf,
            .navigation = navigation(office_entries, table, actor, today, section)};
}

} // namespace

std::string name_of_province(std::string const& code, Date today)
{
    auto const atlas = areas::atlas();
    auto const* const area = atlas->by_code(code, today);
    return area ? area->full_name : code;
}

void introduce(config::Config const& config, routes::Table const& table, Date today,
               std::function<std::string()> file_trouble)
{
    portal::put_place({.site = config.site_name,
                       .province = name_of_province(config.province, today),
                       .origin = config.origin,
                       .operated_by = config.operated_by,
                       .postal_address = config.postal_address,
                       .phone = config.phone,
                       .email = config.email,
                       .privacy_email = config.privacy_email.empty() ? config.email : config.privacy_email,
                       .demo = config.demo,
                       .table = &table,
                       .file_trouble = std::move(file_trouble),
                       .mail_state = mail_state});
    introduce_mail(config);
    desk::put_settings({.operator_stated = config.demo || !config.operated_by.empty()});
}

std::string shell(config::Config const& config, routes::Table const& table, routes::Page const& page,
                  routes::ShellContext const& context)
{
    auto const visitor = acts::Actor();
    auto const site =
        web::Site{.name = config.site_name,
                  .province = name_of_province(config.province, local_date(context.head.received)),
                  .origin = config.origin,
                  .operated_by = config.operated_by,
                  .navigation = navigation(public_entries, table, visitor, {}, page.section),
                  .footer = {{"Trang này là gì", "/gioi-thieu"},
                             {"Quyền riêng tư", "/quyen-rieng-tu"},
                             {"Ai cũng dùng được", "/tro-nang"},
                             {"Liên hệ", "/lien-he"},
                             {"Trợ giúp", "/tro-giup"},
                             {"Sổ kiểm chứng", "/so-kiem-chung"},
                             {"Cán bộ đăng nhập", "/can-bo/dang-nhap"}},
                  .demo = config.demo};
    auto whole = web::Page{.site = site,
                           .title = page.title,
                           .description = page.description,
                           .path = context.head.path,
                           .crumbs = {},
                           .signed_in = signed_in(table, context, page.section),
                           .notices = {},
                           .body = page.wrong.empty() ? page.body : web::told({"", page.wrong}, page.body),
                           .has_errors = page.status == 422 || !page.wrong.empty(),
                           .wide = page.wide,
                           .indexed = !context.head.path.starts_with("/can-bo")};
    if (page.printed_code) {
        auto const address = accounts::origin() + context.head.path;
        auto code = qr::code(address);
        whole.code = {code.side, std::move(code.path), address};
    }
    for (auto const& crumb : page.crumbs)
        whole.crumbs.push_back({crumb.title, crumb.href});
    if (!context.notice.empty())
        whole.notices.push_back({web::Notice::Kind::success, context.notice, {}});
    return web::layout(whole).take();
}

namespace
{

// The page whose form was refused before it was read; our own pages alone say
// where they were.
web::Link way_back(http::Head const& head)
{
    auto const from = head.headers.value("Referer");
    auto const host = from.find("://");
    auto const path = host == from.npos ? from.npos : from.find('/', host + 3);
    if (head.method != http::Method::post || path == from.npos || from.substr(path).starts_with("//"))
        return {"Về trang chủ", "/"};
    return {"Trở lại trang trước", std::string(from.substr(path))};
}

} // namespace

routes::Page problem_page(Problem const& problem, http::Head const& head)
{
    auto const heading = problem.status == 404   ? "Không tìm thấy trang"
                         : problem.status >= 500 ? "Máy chủ gặp trục trặc"
                                                 : "Chưa làm được việc này";
    auto page = routes::Page{.title = heading, .description = problem.sentence};
    auto sentence = problem.fields.empty() ? problem.sentence : std::string();
    for (auto const& error : problem.fields)
        sentence += (sentence.empty() ? "" : " ") + error.sentence;
    page.body = web::dead_end({heading, sentence, way_back(head)}, problem.status == 404);
    page.status = problem.status;
    return page;
}

std::optional<http::Response> direct(http::Head const& head)
{
    static auto const assets = [] {
        static std::vector<http::Asset> table;
        for (auto const& asset : web::assets())
            table.push_back({asset.name, asset.address.substr(asset.address.rfind('/') + 1), asset.type,
                             asset.bytes, asset.gzip, asset.brotli});
        return http::Assets(table);
    }();
    if (head.path == "/healthz" && head.reads())
        return http::text(200, "ok\n");
    return assets.answer(head);
}

} // namespace kheo
