// SPDX-License-Identifier: AGPL-3.0-or-later
// The parts of the search page, ready for its template.
#pragma once

#include "capabilities/search/view.hpp"
#include "web/components.hpp"

#include <string>
#include <vector>

namespace kheo::search
{

struct SearchParts {
    web::SearchBox box;
    std::vector<web::Facet> facets;
    std::string sum;   // "12 kết quả cho “nước sạch”"
    std::string clear; // address without filters; "" where there is none chosen
    web::Pager pager;
};

SearchParts search_parts(SearchView const& view);

} // namespace kheo::search
