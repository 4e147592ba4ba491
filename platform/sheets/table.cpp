// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/sheets/table.hpp"

#include "platform/sheets/table_text.hpp"
#include "platform/text/number.hpp"

#include <cmath>

namespace kheo::sheets
{
namespace
{

// Longer chains than this can only be a circle.
constexpr int max_chain = 64;

double summed(Table const& table, Sum const& sum, int chain)
{
    ensure(chain < max_chain, "a sum of a table reaches itself");
    auto total = 0.0;
    for (auto const& range : sum.ranges)
        for (auto row = range.top; row <= range.bottom; ++row) {
            ensure(row >= 0 && row < static_cast<int>(table.rows.size()), "a sum goes out of its table");
            auto const& cells = table.rows[static_cast<std::size_t>(row)].cells;
            for (auto column = range.left; column <= range.right && column < static_cast<int>(cells.size());
                 ++column) {
                auto const& cell = cells[static_cast<std::size_t>(column)];
                if (auto const* number = std::get_if<double>(&cell))
                    total += *number;
                else if (auto const* inner = std::get_if<Sum>(&cell))
                    total += summed(table, *inner, chain + 1);
            }
        }
    return total;
}

// Half away from zero, as people round.
Decimal rounded(double value, int places)
{
    auto const scale = std::pow(10, places);
    ensure(std::isfinite(value) && std::fabs(value) * scale < 1e15, "a number is too large for a table");
    Decimal result{std::llround(value * scale), places};
    for (; result.places > 0 && result.units % 10 == 0; --result.places)
        result.units /= 10;
    return result;
}

} // namespace

double value_of(Table const& table, Sum const& sum)
{
    return summed(table, sum, 0);
}

std::string words_of(Table const& table, TableCell const& cell, ColumnKind kind)
{
    if (auto const* text = std::get_if<std::string>(&cell))
        return *text;
    if (auto const* date = std::get_if<Date>(&cell))
        return kheo::shown(*date);
    if (std::holds_alternative<std::monostate>(cell))
        return {};
    auto const* sum = std::get_if<Sum>(&cell);
    auto const value = sum != nullptr ? value_of(table, *sum) : std::get<double>(cell);
    if (kind == ColumnKind::percent)
        return kheo::shown(rounded(value * 100, 1)) + "%";
    return kind == ColumnKind::decimal ? kheo::shown(rounded(value, 1))
                                       : kheo::shown(rounded(value, 0).units);
}

bool is_right_aligned(ColumnKind kind)
{
    return kind == ColumnKind::whole || kind == ColumnKind::decimal || kind == ColumnKind::percent;
}

HeaderGroup const* group_over(Table const& table, int column)
{
    for (auto const& group : table.groups)
        if (group.first <= column && column < group.first + group.count)
            return &group;
    return nullptr;
}

} // namespace kheo::sheets
