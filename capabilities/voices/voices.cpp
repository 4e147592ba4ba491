// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/voices/voices.hpp"

#include "capabilities/voices/voices.html.hpp"
#include "platform/text/text.hpp"

namespace kheo::voices
{

namespace
{

constexpr std::size_t code_characters = 16;
constexpr std::size_t most_of_a_title = 60; // characters

} // namespace

std::string new_code(acts::Draws& draws)
{
    return hex(draws.salt()).substr(0, code_characters);
}

std::string short_of(std::string const& text)
{
    return text.empty() ? "(đã xóa nội dung)" : std::string(first_characters(text, most_of_a_title));
}

routes::Page show(Inbox const& inbox)
{
    auto page = routes::Page{
        .title = inbox.title, .crumbs = inbox.crumbs, .body = inbox_page(inbox), .section = inbox.section};
    page.crumbs.push_back({inbox.title, ""});
    return page;
}

html::Html forms_of(std::vector<Step> const& steps, web::FormKeys const& keys)
{
    return step_forms(steps, keys);
}

Step erasing(std::string address, web::FormFields const& fields)
{
    return {
        std::move(address), "Xóa nội dung",
        "Khi có tố cáo hoặc chuyện riêng của một người. Chuyển cho nơi có thẩm quyền ngoài hệ thống trước: "
        "xóa rồi không lấy lại được, ở đây cũng như trong lịch sử.",
        web::Button::Kind::warning, fields.fields({"why"})};
}

} // namespace kheo::voices
