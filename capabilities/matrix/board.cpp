// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/matrix/board.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace kheo::matrix
{

State const* Row::at(std::size_t column) const
{
    auto const found = std::ranges::lower_bound(cells, column, {}, &Cell::column);
    return found == cells.end() || found->column != column ? nullptr : &found->state;
}

std::int64_t Board::total() const
{
    return std::accumulate(totals.begin(), totals.end(), std::int64_t(0));
}

std::vector<Column> columns_of(tasks::Eyes& eyes, std::vector<Task> const& tasks, Date today)
{
    std::vector<Column> columns;
    for (auto const& task : tasks) {
        auto const all = tasks::occurrences_of(task, today);
        auto const first = all.size() > most_periods ? all.size() - most_periods : 0;
        for (auto at = first; at < all.size(); ++at)
            columns.push_back({task, all[at], eyes.circle(task, tasks::Part::lead, all[at])});
    }
    return columns;
}

Board board_of(std::vector<Column> columns, plans::Said const& said, Date today)
{
    auto board = Board{.columns = std::move(columns), .rows = {}};
    std::map<BodyId, std::size_t> places;
    for (std::size_t at = 0; at < board.columns.size(); ++at) {
        auto const& column = board.columns[at];
        for (auto const& meant : column.circle.meant) {
            auto const [place, fresh] = places.try_emplace(meant.body, board.rows.size());
            if (fresh)
                board.rows.push_back({.body = meant.body, .area = meant.area, .cells = {}});
            auto& row = board.rows[place->second];
            auto const& cell =
                row.cells.emplace_back(Cell{at, said.state(column.task, column.occurrence, meant, today)});
            ++row.counts[std::size_t(cell.state.standing)];
            ++board.totals[std::size_t(cell.state.standing)];
            if (cell.state.standing == Standing::open_late) {
                row.most_late = std::max(row.most_late, cell.state.days_late);
                row.silent += cell.state.begun ? 0 : 1;
            }
        }
    }
    return board;
}

std::string sign_of(State const& state)
{
    switch (state.standing) {
    case Standing::done_in_time:
        return state.waiting ? "✓?" : "✓";
    case Standing::done_late:
        return "✓+" + std::to_string(state.days_late);
    case Standing::open_in_time:
        return state.returned ? "↩" : state.begun ? "…" : "–";
    case Standing::open_late:
        return "!" + std::to_string(state.days_late);
    }
    return "";
}

} // namespace kheo::matrix
