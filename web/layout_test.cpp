// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/layout.html.hpp"

#include "web/gallery/gallery.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace kheo;
using namespace kheo::web;

namespace
{

Site const site{"Khéo",
                "Tỉnh Minh Họa",
                "https://kheo.example.vn",
                "Văn phòng Tỉnh ủy",
                {{"Xã tôi", "/dia-ban"}},
                {{"Liên hệ", "/lien-he"}}};

std::string with(Page page)
{
    return layout(page).take();
}

} // namespace

TEST_CASE("a page names itself, its address and its preview")
{
    auto const page = with({.site = site,
                            .title = "Tổ <đọc> sách",
                            .description = "Cho trẻ \"vùng cao\"",
                            .path = "/mo-hinh/7k2m"});
    CHECK(page.starts_with("<!DOCTYPE html>\n<html lang=\"vi\""));
    CHECK(page.contains("<title>Tổ &lt;đọc&gt; sách – Khéo</title>"));
    CHECK(page.contains("<link rel=\"canonical\" href=\"https://kheo.example.vn/mo-hinh/7k2m\">"));
    CHECK(page.contains("<meta property=\"og:description\" content=\"Cho trẻ &#34;vùng cao&#34;\">"));
    CHECK(page.contains("<meta property=\"og:image\" content=\"https://kheo.example.vn/tinh/preview-"));
    CHECK_FALSE(page.contains("noindex"));
    CHECK(with({.site = site, .title = "a", .indexed = false}).contains("noindex"));
}

TEST_CASE("without a public address a page claims none")
{
    auto const nowhere = Site{.name = "Khéo"};
    auto const page = with({.site = nowhere, .title = "a", .path = "/mo-hinh"});
    CHECK_FALSE(page.contains("canonical"));
    CHECK_FALSE(page.contains("og:url"));
    CHECK_FALSE(page.contains("og:image"));
}

TEST_CASE("the footer names who runs the site, or says that nobody stated it")
{
    CHECK(with({.site = site, .title = "a"}).contains("Trang này do Văn phòng Tỉnh ủy vận hành"));
    CHECK(with({.site = Site{.name = "Khéo"}, .title = "a"}).contains("Cơ quan vận hành chưa được nêu tên."));
    CHECK(with({.site = Site{.name = "Khéo", .demo = true}, .title = "a"}).contains("Bản minh họa của Khéo"));
}

TEST_CASE("a page with errors says so first")
{
    CHECK(with({.site = site, .title = "Đăng ký", .has_errors = true})
              .contains("<title>Lỗi: Đăng ký – Khéo</title>"));
}

TEST_CASE("a public page holds no form and no token; a page of the back office can sign out")
{
    CHECK_FALSE(with({.site = site, .title = "a"}).contains("<form"));
    auto const page = with({.site = site,
                            .title = "a",
                            .signed_in = {"Cán bộ",
                                          "Văn phòng",
                                          "/can-bo/toi",
                                          "/can-bo/dang-xuat",
                                          "t0k3n",
                                          {{"Việc của tôi", "/can-bo", true}}}});
    CHECK(page.contains("href=\"/can-bo/toi\""));
    CHECK(page.contains("action=\"/can-bo/dang-xuat\" method=\"post\""));
    CHECK(page.contains("name=\"token\" value=\"t0k3n\""));
    CHECK(page.contains("href=\"/can-bo\" aria-current=\"true\">Việc của tôi</a>"));
    CHECK_FALSE(page.contains("Xã tôi"));
}

TEST_CASE("the demo is marked on every page, and nothing else is")
{
    auto demo = site;
    demo.demo = true;
    CHECK(with({.site = demo, .title = "a"}).contains("Dữ liệu minh họa."));
    CHECK_FALSE(with({.site = site, .title = "a"}).contains("minh họa"));
}

TEST_CASE("the body stands inside main, behind what was done")
{
    auto const page = with({.site = site,
                            .title = "a",
                            .notices = {{Notice::Kind::success, "Đã lưu.", {}}},
                            .body = html::trusted("<h1>Thân</h1>")});
    CHECK(page.find("id=\"noi-dung\"") < page.find("Đã lưu."));
    CHECK(page.find("Đã lưu.") < page.find("<h1>Thân</h1>"));
    CHECK(page.find("<h1>Thân</h1>") < page.find("</main>"));
}

TEST_CASE("the footer gives the ways that the site has, and who runs it")
{
    auto const page = with({.site = site, .title = "a"});
    CHECK(page.contains("<a class=\"govuk-link\" href=\"/lien-he\">Liên hệ</a>"));
    CHECK(page.contains("Trang này do Văn phòng Tỉnh ủy vận hành"));
}

TEST_CASE("assets are found by name and by address, and by no other")
{
    CHECK(assets().size() >= 6);
    CHECK(std::ranges::is_sorted(assets(), {}, &Asset::address));
    for (auto const* name :
         {"site.css", "site.js", "mark.svg", "preview.png", "text-400.woff2", "text-600.woff2"}) {
        auto const* const served = served_asset(asset(name));
        REQUIRE(served != nullptr);
        CHECK(served->name == name);
        CHECK(served->integrity.starts_with("sha384-"));
        CHECK_FALSE(served->bytes.empty());
        CHECK(served->gzip.size() < served->bytes.size());
        CHECK(served->brotli.size() < served->bytes.size());
    }
    CHECK(served_asset("/tinh/site.css") == nullptr);
    CHECK(served_asset("") == nullptr);
    CHECK_THROWS_AS(asset("nothing.css"), Contradiction);
}

TEST_CASE("compressed assets begin as their formats do, fonts are not compressed twice")
{
    auto const& css = *served_asset(asset("site.css"));
    CHECK(css.gzip.starts_with("\x1f\x8b"));
    CHECK(css.brotli.size() > 1000);
    CHECK(css.bytes.contains(asset("text-400.woff2").substr(6))); // beside it, under /tinh/
    CHECK(served_asset(asset("text-400.woff2"))->gzip.empty());
    CHECK(served_asset(asset("text-400.woff2"))->bytes.starts_with("wOF2"));
}

TEST_CASE("a first view fits its budget of 60 KiB with half of it left for the page")
{
    std::size_t sum = 0;
    for (auto const* name : {"site.css", "site.js", "mark.svg", "text-400.woff2", "text-600.woff2"}) {
        auto const& one = *served_asset(asset(name));
        sum += one.brotli.empty() ? one.bytes.size() : one.brotli.size();
    }
    CHECK(sum < 45 * 1024);
}

TEST_CASE("the gallery's pages hold no style attribute, handler or inline script")
{
    auto const pages = gallery::pages();
    CHECK(pages.size() == 4);
    for (auto const& page : pages) {
        CHECK_FALSE(page.html.view().contains(" style="));
        CHECK_FALSE(page.html.view().contains(" onclick="));
        CHECK_FALSE(page.html.view().contains("<script>"));
        CHECK(page.html.view().ends_with("</html>"));
    }
}
