// SPDX-License-Identifier: AGPL-3.0-or-later
// Every way into the portal.
#include "capabilities/ledger/ledger.hpp"
#include "capabilities/portal/describe.hpp"
#include "capabilities/portal/home.hpp"
#include "capabilities/portal/place.hpp"
#include "capabilities/portal/words.hpp"
#include "platform/acts/halt.hpp"

#include <array>

namespace kheo::portal
{

namespace
{

using routes::Nothing;

// Whether this program can do its work; 503 with the reasons where not.
Outcome<http::Response> ready(acts::Reading& reading, Nothing const&)
{
    boost::json::array trouble;
    if (ledger::served().note.empty())
        trouble.push_back("ledger: chưa có điểm chốt");
    if (acts::halted())
        trouble.push_back("ledger: đã dừng vì mâu thuẫn, không nhận việc mới; xin xem nhật ký");
    auto const files = place().file_trouble ? place().file_trouble() : std::string();
    auto const mail = place().mail_state ? place().mail_state(reading.db) : std::string("off");
    auto const good = trouble.empty();
    return http::json(
        good ? 200 : 503,
        boost::json::serialize(boost::json::object{
            {"ready", good}, {"trouble", trouble}, {"files", files.empty() ? "ok" : files}, {"mail", mail}}));
}

Outcome<http::Response> robots(acts::Reading&, Nothing const&)
{
    return http::text(200, "User-agent: *\nDisallow: /can-bo\nDisallow: /api/\n");
}

Outcome<http::Response> api_description(acts::Reading&, Nothing const&)
{
    return http::json(200, boost::json::serialize(openapi(*place().table, place().origin)));
}

} // namespace

std::span<routes::Row const> rows()
{
    static std::array const list = {
        routes::read("/", "/api/v1/home", routes::anyone, view_home, show_home,
                     {.cached = true, .summary = "Trang chủ: mô hình mới công khai"}),
        about_row(),
        privacy_row(),
        accessibility_row(),
        contact_row(),
        help_row(),
        routes::raw("/readyz", {}, routes::anyone, ready),
        routes::raw("/robots.txt", {}, routes::anyone, robots),
        routes::raw({}, "/api/v1/openapi.json", routes::anyone, api_description,
                    {.summary = "Mô tả API", .media = "application/json"}),
    };
    return list;
}

} // namespace kheo::portal
