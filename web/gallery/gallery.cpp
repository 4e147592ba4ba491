// SPDX-License-Identifier: AGPL-3.0-or-later
// Each sample within the whole page.
#include "web/gallery/gallery.hpp"

#include "web/gallery/gallery.html.hpp"
#include "web/layout.html.hpp"

namespace kheo::gallery
{

namespace
{

web::Site const site{"Khéo",
                     "Tỉnh Minh Họa",
                     "https://kheo.example.vn",
                     "Ban Tuyên giáo và Dân vận Tỉnh ủy Minh Họa",
                     {{"Xã tôi", "/dia-ban"},
                      {"Tìm mô hình", "/mo-hinh", true},
                      {"Sổ kiểm chứng", "/so-kiem-chung"},
                      {"Trợ giúp", "/tro-giup"}},
                     {{"Ai vận hành trang này", "/gioi-thieu"},
                      {"Dữ liệu cá nhân", "/du-lieu-ca-nhan"},
                      {"Khả năng tiếp cận", "/tiep-can"},
                      {"Liên hệ", "/lien-he"}},
                     true};

web::SignedIn const officer{"Cán bộ xã An Bình",
                            "Văn phòng Đảng ủy xã An Bình",
                            "/can-bo/toi",
                            "/can-bo/dang-xuat",
                            "k3y",
                            {{"Việc của tôi", "/can-bo", true},
                             {"Đăng ký mô hình", "/can-bo/mo-hinh"},
                             {"Gộp sổ đăng ký", "/can-bo/gop-so"},
                             {"Biểu tổng hợp", "/can-bo/bieu-tong-hop"}}};

html::Html page(char const* title, html::Html body, web::SignedIn account, bool wide, bool errors,
                std::vector<web::Notice> notices)
{
    return web::layout({.site = site,
                        .title = title,
                        .description = "Trang mẫu của các thành phần.",
                        .path = "/mo-hinh/7k2m",
                        .crumbs = {{"Trang chủ", "/"}, {"Xã An Bình", "/dia-ban/an-binh"}, {title, ""}},
                        .signed_in = std::move(account),
                        .notices = std::move(notices),
                        .body = std::move(body),
                        .has_errors = errors,
                        .wide = wide});
}

} // namespace

std::vector<GalleryPage> pages()
{
    using enum web::Notice::Kind;
    std::vector<GalleryPage> all;
    all.push_back({"model", page("Tổ “Một cửa lưu động”", model_body(model()), {}, false, false, {})});
    all.push_back({"form", page("Đăng ký mô hình", form_body(form()), officer, false, true, {})});
    all.push_back(
        {"report", page("Biểu tổng hợp", report_body(report()), officer, true, false,
                        {{success, "Đã nhận 42 dòng của xã An Bình.", {"Hoàn tác", "/can-bo/gop-so/1"}}})});
    all.push_back({"list", page("Tìm mô hình", list_body(list()), officer, false, false,
                                {{important, "Sổ đăng ký năm 2026 đóng ngày 30/11/2026.", {}}})});
    return all;
}

} // namespace kheo::gallery
