// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/search/facets.hpp"

#include "platform/text/text.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace kheo::search
{

namespace
{

struct Kind {
    std::string_view name;
    std::string_view label;
    std::vector<std::string> Filters::* chosen;
};
constexpr std::array<Kind, 4> kinds{{{"kind", "Loại", &Filters::kind},
                                     {"field", "Lĩnh vực", &Filters::field},
                                     {"province", "Tỉnh, thành phố", &Filters::province},
                                     {"year", "Năm", &Filters::year}}};

std::string value_of(Cell const& cell, std::string_view facet)
{
    if (facet == "kind")
        return cell.kind;
    if (facet == "field")
        return cell.field;
    auto const number = facet == "province" ? cell.province : std::int64_t(cell.year);
    return number ? std::to_string(number) : std::string();
}

bool fits(Cell const& cell, Filters const& filters, std::string_view aside)
{
    return std::ranges::all_of(kinds, [&](Kind const& kind) {
        auto const& wanted = filters.*kind.chosen;
        return kind.name == aside || wanted.empty() ||
               std::ranges::find(wanted, value_of(cell, kind.name)) != wanted.end();
    });
}

std::map<std::string, std::int64_t> counts(std::vector<Cell> const& cells, Filters const& filters,
                                           std::string_view facet)
{
    std::map<std::string, std::int64_t> sums;
    for (auto const& cell : cells)
        if (auto value = value_of(cell, facet); !value.empty() && fits(cell, filters, facet))
            sums[std::move(value)] += cell.hits;
    return sums;
}

void sort(FacetList& list)
{
    if (list.name == "year")
        std::ranges::sort(list.values, std::greater(), &FacetValue::value);
    else
        std::ranges::sort(list.values, {}, [](FacetValue const& one) { return sort_key(one.label); });
}

} // namespace

std::vector<std::string> const& chosen(Filters const& filters, std::string_view facet)
{
    auto const kind = std::ranges::find(kinds, facet, &Kind::name);
    ensure(kind != kinds.end(), "there is no such facet");
    return filters.*kind->chosen;
}

std::string label_of(std::vector<Value> const& values, std::string_view facet, std::string_view value)
{
    auto const found = std::ranges::find_if(
        values, [&](Value const& one) { return one.facet == facet && one.value == value; });
    return found == values.end() ? std::string(value) : found->label;
}

std::vector<FacetList> facets_of(std::vector<Value> const& values, Filters const& filters,
                                 std::optional<std::vector<Cell>> const& cells)
{
    std::vector<FacetList> facets;
    for (auto const& kind : kinds) {
        auto list = FacetList{std::string(kind.name), std::string(kind.label), {}};
        auto const& wanted = filters.*kind.chosen;
        auto const sums = cells ? counts(*cells, filters, kind.name) : std::map<std::string, std::int64_t>();
        for (auto const& one : values) {
            if (one.facet != kind.name)
                continue;
            auto const sum = sums.find(one.value);
            auto const is_chosen = std::ranges::find(wanted, one.value) != wanted.end();
            if (cells && sum == sums.end() && !is_chosen)
                continue;
            auto count = cells ? std::optional(sum == sums.end() ? 0 : sum->second) : std::nullopt;
            list.values.push_back({one.value, one.label, count});
        }
        sort(list);
        if (list.values.size() > 1 || !wanted.empty())
            facets.push_back(std::move(list));
    }
    return facets;
}

} // namespace kheo::search
