// SPDX-License-Identifier: AGPL-3.0-or-later
// Which part of the table is asked for, and what of it the asker may see.
#pragma once

#include "capabilities/matrix/board.hpp"
#include "web/form_page.hpp"

#include <map>
#include <span>
#include <utility>

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

// A column's document as far as the asker may know it.
struct Source {
    std::string name;      // where it stands alone: with what kind of source it is
    std::string bare_name; // beside `press`
    std::string subject;   // "" where the document does not reach the asker
    std::string press;     // tasks::Eyes::press_words
};

// Of one table to look at. A document's or a task's own are shown whole, and what is
// counted, told or sent goes through all.
inline constexpr std::size_t most_columns = 60;
enum class Whole { table, all };

struct Asked {
    Seen seen = Seen::by_officers;
    Board board;
    std::map<DocumentId, Source> documents; // of the columns
    bool cut = false;                       // more columns than one table holds
    bool demo = false;

    Source const& document_of(Column const& column) const;
};

// All that is asked of anybody now, and how each part stands; for pages that ask twice.
struct Current {
    std::vector<Task> tasks;
    plans::Said said;
};
Current current_of(db::Connection& db, Seen seen);

// Pages, files and the API ask the same. Officers read whole rows of tasks whose
// document reaches them or which they oversee; else the rows of their own bodies.
Outcome<Asked> asked(acts::Reading& reading, BoardQuery const& query, Seen seen, Whole whole);
// Without a query, of what is at hand.
Asked asked(acts::Reading& reading, Current const& current, Seen seen);
// The documents that ask something which this actor may see, newest first.
std::vector<std::pair<DocumentId, std::string>> documents_to_choose(acts::Reading& reading, Seen seen);

// "?document=12&standing=open_late" of a query; "" of an empty one.
std::string address_query(BoardQuery const& query);

} // namespace kheo::matrix
