// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/routes/row.hpp"

namespace kheo::routes
{

Row form(std::string_view page, acts::Permission permission, FormPage show,
         std::span<forms::Rule const> query, Options options)
{
    auto row = Row{Kind::read, http::Method::get, page, {}, permission, options, query};
    row.read = [show](Reading& reading, forms::Sent const& sent, bool) -> Outcome<Shown> {
        auto page = TRY(show(reading, sent, nullptr));
        return Shown{std::move(page), {}};
    };
    row.form = show;
    return row;
}

} // namespace kheo::routes
