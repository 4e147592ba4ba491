// SPDX-License-Identifier: AGPL-3.0-or-later
#include "programs/shell.hpp"

#include "web/components.html.hpp"
#include "web/layout.html.hpp"
#include "web/page.hpp"

namespace kheo
{

namespace
{

std::vector<web::Link> navigation(std::string_view section)
{
    std::vector<web::Link> links{{"Trang chủ", "/"},
                                 {"Mô hình", "/mo-hinh"},
                                 {"Địa bàn", "/dia-ban"},
                                 {"Sổ kiểm chứng", "/so-kiem-chung"}};
    for (auto& link : links)
        link.current = link.address == section;
    return links;
}

} // namespace

std::string shell(config::Config const& config, routes::Page const& page, routes::ShellContext const& context)
{
    auto const site = web::Site{.name = config.site_name,
                                .province = config.province,
                                .origin = config.origin,
                                .operated_by = config.site_name,
                                .navigation = navigation(page.section),
                                .footer = {{"Sổ kiểm chứng", "/so-kiem-chung"}},
                                .demo = config.demo};
    auto whole = web::Page{.site = site,
                           .title = page.title,
                           .description = page.description,
                           .path = context.head.path,
                           .crumbs = {},
                           .signed_in = {},
                           .notices = {},
                           .body = page.body,
                           .has_errors = page.status == 422,
                           .wide = page.wide};
    for (auto const& crumb : page.crumbs)
        whole.crumbs.push_back({crumb.title, crumb.href});
    if (!context.notice.empty())
        whole.notices.push_back({web::Notice::Kind::success, context.notice, {}});
    return web::layout(whole).take();
}

routes::Page problem_page(Problem const& problem, http::Head const&)
{
    auto const heading = problem.status == 404   ? "Không tìm thấy trang"
                         : problem.status >= 500 ? "Máy chủ gặp trục trặc"
                                                 : "Chưa làm được việc này";
    auto page = routes::Page{.title = heading, .description = problem.sentence};
    page.body = web::empty_state({heading, problem.sentence, {"Về trang chủ", "/"}});
    page.status = problem.status;
    return page;
}

} // namespace kheo
