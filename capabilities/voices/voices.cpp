// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/voices/voices.hpp"

#include "capabilities/voices/voices.html.hpp"
#include "platform/http/rate_limit.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

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

int turn(http::Head const& head, acts::Actor const& actor, std::int64_t place, std::int64_t waiting,
         std::int64_t crowd)
{
    constexpr auto one_an_hour = http::Budget{1.0 / 60, 1};
    static http::RateLimit limit;
    if (waiting < crowd)
        return 0;
    auto const account =
        actor.kind == acts::ActorKind::person ? std::to_string(actor.account) : std::string();
    return limit.take(head, std::to_string(place), account, {}, one_an_hour).value_or(0);
}

std::unexpected<Problem> not_yet(int wait)
{
    constexpr int minute = 60;
    return refuse(problems::not_your_turn, std::to_string((wait + minute - 1) / minute));
}

std::vector<std::int64_t> first_of_each(std::vector<Spot> const& spots, std::size_t most)
{
    std::unordered_map<std::int64_t, std::size_t> before;
    std::vector<std::pair<std::size_t, std::size_t>> turns; // and the place among all
    for (std::size_t at = 0; at < spots.size(); ++at)
        turns.emplace_back(before[spots[at].about]++, at);
    auto const shown = std::min(most, turns.size());
    std::ranges::partial_sort(turns, turns.begin() + std::ptrdiff_t(shown));
    std::vector<std::int64_t> first;
    for (std::size_t at = 0; at < shown; ++at)
        first.push_back(spots[turns[at].second].id);
    return first;
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
