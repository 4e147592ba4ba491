// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/portal/words.hpp"

#include "capabilities/portal/place.hpp"
#include "capabilities/portal/words.html.hpp"

namespace kheo::portal
{

namespace
{

using routes::Page;

using Template = html::Html (*)(Place const&);

// A page of words: nothing is read but what the installation is.
template <Template make>
routes::Row words(std::string_view path, char const* title, char const* description)
{
    static std::string_view const at = path;
    static char const* const name = title;
    static char const* const about = description;
    return routes::form(path, routes::anyone,
                        [](acts::Reading&, forms::Sent const&, Problem const*) -> Outcome<Page> {
                            return Page{.title = name,
                                        .description = about,
                                        .crumbs = {{"Trang chủ", "/"}, {name, ""}},
                                        .body = make(place()),
                                        .section = std::string(at)};
                        },
                        {}, {.cached = true});
}

} // namespace

routes::Row about_row()
{
    return words<static_cast<Template>(about_page)>("/gioi-thieu", "Trang này là gì",
                                                    "Ai vận hành trang này và nội dung từ đâu ra.");
}

routes::Row privacy_row()
{
    return words<static_cast<Template>(privacy_page)>(
        "/quyen-rieng-tu", "Quyền riêng tư", "Xem trang không cần tài khoản và không để lại dấu vết.");
}

routes::Row accessibility_row()
{
    return words<static_cast<Template>(accessibility_page)>("/tro-nang", "Ai cũng dùng được",
                                                            "Cách trang này phục vụ mọi người dùng.");
}

routes::Row contact_row()
{
    return words<static_cast<Template>(contact_page)>("/lien-he", "Liên hệ", "Hỏi ai, về việc gì.");
}

routes::Row help_row()
{
    return words<static_cast<Template>(help_page)>(
        "/tro-giup", "Trợ giúp", "Cách dùng cho người dân, cán bộ xã, cán bộ tỉnh, người quản trị.");
}

} // namespace kheo::portal
