// SPDX-License-Identifier: AGPL-3.0-or-later
// What results can be narrowed by, with how many there are beside each choice.
// Pure: no database.
#pragma once

#include "capabilities/search/find.hpp"
#include "platform/json/json.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace kheo::search
{

// A value that some entry has, as search_values keeps it.
struct Value {
    std::string facet; // "kind", "field", "province", "year"
    std::string value;
    std::string label;
};
BOOST_DESCRIBE_STRUCT(Value, (), (facet, value, label))

// So many hits of equal facts.
struct Cell {
    std::string kind;
    std::string field;
    std::int64_t province = 0;
    int year = 0;
    std::int64_t hits = 0;
};
BOOST_DESCRIBE_STRUCT(Cell, (), (kind, field, province, year, hits))

struct FacetValue {
    std::string value;
    std::string label;
    std::optional<std::int64_t> count; // not counted among very many hits
};
BOOST_DESCRIBE_STRUCT(FacetValue, (), (value, label, count))
struct FacetList {
    std::string name;
    std::string label;
    std::vector<FacetValue> values;
};
BOOST_DESCRIBE_STRUCT(FacetList, (), (name, label, values))

// Labels in order, years from the newest. With `cells`, which are of the words
// alone, each count is of what the other facets leave, and values without hits
// are left out unless chosen; without them every value is offered uncounted.
// A facet with less than two values and none chosen is left out.
std::vector<FacetList> facets_of(std::vector<Value> const& values, Filters const& filters,
                                 std::optional<std::vector<Cell>> const& cells);

// The chosen values of one facet.
std::vector<std::string> const& chosen(Filters const& filters, std::string_view facet);
// How a value reads; itself where it is unknown.
std::string label_of(std::vector<Value> const& values, std::string_view facet, std::string_view value);

} // namespace kheo::search
