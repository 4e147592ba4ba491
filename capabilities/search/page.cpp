// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/search/page.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace kheo::search
{

namespace
{

web::Facet facet(FacetList const& list, Filters const& filters)
{
    auto made = web::Facet{.name = list.name, .legend = list.label};
    auto const& wanted = chosen(filters, list.name);
    for (auto const& [value, label, count] : list.values)
        made.choices.push_back({.value = value,
                                .text = label,
                                .chosen = std::ranges::find(wanted, value) != wanted.end(),
                                .count = count ? web::number(*count) : ""});
    made.open = !wanted.empty(); // on a telephone the results come first
    return made;
}

// "Trang trước" would need the way one came: the browser has it. The first
// page is always one step away.
web::Pager pager(SearchView const& view)
{
    auto made = web::Pager{};
    auto other = view.query;
    if (view.query.after) {
        other.after = {};
        made.previous = address(other);
    }
    if (view.more && !view.items.empty()) {
        other.after = {parse_id(view.items.back().id).value_or(0)};
        made.next = address(other);
    }
    return made;
}

} // namespace

SearchParts search_parts(SearchView const& view)
{
    auto parts = SearchParts();
    parts.box = {.action = "/tim",
                 .label = "Tìm mô hình, văn bản, địa bàn",
                 .value = view.query.q,
                 .hint = "Gõ có dấu hay không dấu đều được. Ví dụ: nuoc sach, UBND xã, Ninh Thuận."};
    auto const filters = Filters{view.query.kind, view.query.field, view.query.province, view.query.year};
    for (auto const& list : view.facets)
        parts.facets.push_back(facet(list, filters));
    if (!filters.empty()) {
        auto whole = SearchQuery{.q = view.query.q};
        parts.clear = address(whole);
    }
    parts.sum = fmt::format("{} kết quả", web::number(view.total));
    parts.pager = pager(view);
    return parts;
}

} // namespace kheo::search
