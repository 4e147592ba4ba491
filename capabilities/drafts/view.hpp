// SPDX-License-Identifier: AGPL-3.0-or-later
// A draft as it will stand on paper, its files, and the list of drafts.
#pragma once

#include "capabilities/drafts/edit.hpp"
#include "platform/http/response.hpp"
#include "web/components.hpp"

#include <span>
#include <string>
#include <vector>

namespace kheo::drafts
{

struct DraftQuery {
    DraftId draft;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(DraftQuery, (), (draft))

struct ListQuery {
    DraftId after;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(ListQuery, (), (after))

struct DraftItem {
    std::string id;
    std::string kind;
    std::string name;
    std::string unit;       // that issues it
    std::string changed_at; // ISO
    std::string document;   // what it became, ""
    bool demo = false;

    std::string url; // left out of JSON
    std::string day;
};
BOOST_DESCRIBE_STRUCT(DraftItem, (), (id, kind, name, unit, changed_at, document, demo))
struct DraftList {
    std::vector<DraftItem> items; // newest first
    std::string next;
};
BOOST_DESCRIBE_STRUCT(DraftList, (), (items, next))

Outcome<DraftList> list_drafts(acts::Reading& reading, ListQuery const& query);
routes::Page show_list(acts::Reading& reading, DraftList const& list);

Outcome<Draft> view_draft(acts::Reading& reading, DraftQuery const& query);
Outcome<routes::Page> show_draft(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);
Outcome<http::Response> export_docx(routes::Reading& reading, DraftQuery const& query);
Outcome<http::Response> export_pdf(routes::Reading& reading, DraftQuery const& query);

// "ke-hoach-thuc-hien-….pdf".
std::string file_name(Draft const& draft, std::string_view ending);

// Which guide it follows, and whether that is certain.
std::string layout_words(Draft const& draft, Date today);

// What a draft is begun from, with the fields that carry it.
struct About {
    std::string words;
    std::vector<std::pair<std::string, std::string>> kept;
};

// The letter on the screen, in the order of reading.
struct Line {
    std::string text;
    std::string look; // of the style sheet: "", "ground", "head", "item"
};
struct DraftPage {
    std::string address;
    std::string name;
    std::string layout;
    std::vector<std::string> open; // what is still to be filled in
    bool party = false;
    sheets::Letter letter;
    std::vector<Line> lines;
    std::optional<web::Table> table; // behind them
    std::vector<Line> closing;
    std::vector<std::string> addressed_to; // with the signs between them
    std::vector<std::string> recipients;
    web::Errors errors;
    web::FormKeys keys;
    std::string origin_url;
    std::string origin;
    std::string signed_url;
    std::string signed_name;
    std::vector<web::Field> hand_in; // none where it is no plan from a task
    bool hand_in_ready = false;      // nothing is left open in its text
    web::Field signed_as;            // no choices: no document of its body could be it
};

} // namespace kheo::drafts
