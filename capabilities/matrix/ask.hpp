// SPDX-License-Identifier: AGPL-3.0-or-later
// Which part of the table is asked for, and what of it the asker may see.
#pragma once

#include "capabilities/matrix/board.hpp"
#include "web/form_page.hpp"

#include <span>

namespace kheo::matrix
{

struct BoardQuery {
    DocumentId document;
    TaskId task;
    std::optional<Standing> standing; // rows with at least one such cell
    std::optional<bodies::Line> line;
    std::string q;    // part of a body's name
    std::string dang; // "csv"
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(BoardQuery, (), (document, task, standing, line, q, dang))

// Everybody's view, or that of officers.
enum class Seen { by_all, by_officers };

inline constexpr std::size_t most_columns = 60; // of one table; a document or task narrows it

struct Asked {
    Seen seen = Seen::by_officers;
    Board board;
    std::vector<documents::Document> documents; // that may be chosen, newest first
    bool cut = false;                           // more columns than one table holds
    bool demo = false;
};

// Pages, files and the API ask the same. Officers read whole rows of tasks whose
// document reaches them or which they oversee; else the rows of their own bodies.
Outcome<Asked> asked(acts::Reading& reading, BoardQuery const& query, Seen seen);

// "?document=12&standing=open_late" of a query; "" of an empty one.
std::string address_query(BoardQuery const& query);

} // namespace kheo::matrix
