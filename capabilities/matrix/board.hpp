// SPDX-License-Identifier: AGPL-3.0-or-later
// The table itself: bodies × what is owed, each cell with how it stands. Put
// together from tasks, who owes them today, and what was said; no database.
#pragma once

#include "capabilities/plans/plans.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace kheo::matrix
{

using bodies::BodyId;
using documents::DocumentId;
using plans::Standing;
using plans::State;
using tasks::Task;
using tasks::TaskId;

using Counts = std::array<std::int64_t, plans::standings>; // by Standing

// One thing owed once: a task, or one period of it.
struct Column {
    Task task;
    tasks::Occurrence occurrence;
    tasks::Circle circle;
};
// What is owed: most bodies owe few of all columns.
struct Cell {
    std::size_t column = 0;
    State state;
};
struct Row {
    BodyId body;
    areas::AreaId area;
    std::vector<Cell> cells; // in the order of columns
    Counts counts{};
    int most_late = 0;       // days, of what is still open
    std::int64_t silent = 0; // late and nothing said

    // Null where it does not owe that.
    State const* at(std::size_t column) const;
};
struct Board {
    std::vector<Column> columns;
    std::vector<Row> rows; // in the order of areas' names
    Counts totals{};

    std::int64_t total() const;
};

// So many periods of a task stand in the table, the newest.
inline constexpr std::size_t most_periods = 4;
std::vector<Column> columns_of(tasks::Eyes& eyes, std::vector<Task> const& tasks, Date today);

Board board_of(std::vector<Column> columns, plans::Said const& said, Date today);

// Only rows for which `keep` holds; totals follow.
template <class Keep>
void keep_rows(Board& board, Keep keep)
{
    std::erase_if(board.rows, [&](Row const& row) { return !keep(row); });
    board.totals = {};
    for (auto const& row : board.rows)
        for (std::size_t at = 0; at < row.counts.size(); ++at)
            board.totals[at] += row.counts[at];
}

inline std::int64_t count(Counts const& counts, Standing standing)
{
    return counts[std::size_t(standing)];
}

// "✓", "✓+2", "…", "!11": for narrow cells, with the standing in words for readers aloud.
std::string sign_of(State const& state);

} // namespace kheo::matrix
