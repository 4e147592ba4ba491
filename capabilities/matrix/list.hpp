// SPDX-License-Identifier: AGPL-3.0-or-later
// Nhiệm vụ: which documents ask what of whom and how that stands, for everybody
// and for officers; and what an officer's own bodies owe.
#pragma once

#include "capabilities/matrix/show.hpp"
#include "capabilities/matrix/work.hpp"

namespace kheo::matrix
{

struct TaskItem {
    TaskId id;
    std::string text;
    std::string due_rule;
    std::int64_t done_in_time = 0;
    std::int64_t done_late = 0;
    std::int64_t open_in_time = 0;
    std::int64_t open_late = 0;
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(TaskItem, (),
                      (id, text, due_rule, done_in_time, done_late, open_in_time, open_late, demo))

struct DocumentItem {
    DocumentId document;
    std::string name;
    std::string subject;
    std::string source;       // "press" where it is read from a press text
    std::string source_words; // "Theo báo, chưa có văn bản gốc"
    std::vector<TaskItem> tasks;
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(DocumentItem, (), (document, name, subject, source, source_words, tasks, demo))

struct OwnItem {
    std::string text;
    std::string url;
    std::string body;
    std::string document;
    std::optional<Date> due;
    Kind kind = Kind::open;
    int days_late = 0;
    bool demo = false;
    std::string words; // left out of JSON
};
BOOST_DESCRIBE_STRUCT(OwnItem, (), (text, url, body, document, due, kind, days_late, demo))

struct ListQuery {
    DocumentId after; // the last document of the page before; none: the first page
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(ListQuery, (), (after))

// The figures are those of all documents, whatever page is shown.
struct ListView {
    std::int64_t total = 0; // of things owed
    std::int64_t done_in_time = 0;
    std::int64_t done_late = 0;
    std::int64_t open_in_time = 0;
    std::int64_t open_late = 0;
    std::vector<DocumentItem> items; // the newest document first
    std::string next;                // `after` of the next page; "" on the last
    Seen seen = Seen::by_officers;   // from here on left out of JSON
    bool begins = true;              // the first page
    std::vector<OwnItem> own;
    bool assigns = false;
};
BOOST_DESCRIBE_STRUCT(ListView, (), (total, done_in_time, done_late, open_in_time, open_late, items, next))

Outcome<ListView> view_list(acts::Reading& reading, ListQuery const& query);
Outcome<ListView> view_public_list(acts::Reading& reading, ListQuery const& query);
routes::Page show_list(acts::Reading& reading, ListView const& view);

// Own duties for programs.
struct OwnView {
    std::vector<OwnItem> items;
};
BOOST_DESCRIBE_STRUCT(OwnView, (), (items))
Outcome<OwnView> view_own(acts::Reading& reading, routes::Nothing const&);

struct ListPage {
    std::vector<web::Figure> figures;
    std::vector<web::WorkItem> own;
    std::string more_own;
};

} // namespace kheo::matrix
