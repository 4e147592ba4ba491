// SPDX-License-Identifier: AGPL-3.0-or-later
// The library as a list: filters, and search inside the text with the passage.
#pragma once

#include "capabilities/library/family.hpp"
#include "platform/text/snippet.hpp"
#include "web/components.hpp"

namespace kheo::library
{

enum class InForce { any, in_force, ended };
BOOST_DESCRIBE_ENUM(InForce, any, in_force, ended)

struct ListQuery {
    std::string q;
    std::string type;
    std::string issuer;
    std::string field;
    int year = 0;
    InForce force = InForce::any;
    DocumentId after;
    std::string dang;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(ListQuery, (), (q, type, issuer, field, year, force, after, dang))

struct DocumentItem {
    std::string id;
    std::string url;
    std::string source; // "paper", "press"
    std::string name;   // "Chỉ thị 35-CT/TU"
    std::string type;
    std::string number;
    std::string issuer;
    std::string issued_on; // ISO, or ""
    int year = 0;
    std::string subject;
    std::string field;
    std::string reach; // "open"
    std::string force; // "in_force"
    std::string ended_by;
    std::string snippet; // where words were sought
    bool demo = false;

    std::string day; // left out of JSON: 02/11/2022
    std::vector<web::Badge> badges;
    std::vector<Segment> segments;
};
BOOST_DESCRIBE_STRUCT(DocumentItem, (),
                      (id, url, source, name, type, number, issuer, issued_on, year, subject, field, reach,
                       force, ended_by, snippet, demo))

struct DocumentList {
    std::vector<DocumentItem> items; // newest first; where words are sought, best first
    std::string next;
    ListQuery query;  // left out of JSON
    bool cut = false; // not full: so many were looked at that the rest waits for the next page
};
BOOST_DESCRIBE_STRUCT(DocumentList, (), (items, next))

// `ended` as ended_by says.
DocumentItem item_of(acts::Reading const& reading, Scope scope, Document const& document,
                     std::optional<Relation> const& ended);

Outcome<DocumentList> list_open(acts::Reading& reading, ListQuery const& query);
Outcome<DocumentList> list_inside(acts::Reading& reading, ListQuery const& query);
routes::Page show_open(acts::Reading& reading, DocumentList const& list);
routes::Page show_inside(acts::Reading& reading, DocumentList const& list);
Outcome<http::Response> csv_open(acts::Reading& reading, ListQuery const& query);
Outcome<http::Response> csv_inside(acts::Reading& reading, ListQuery const& query);

struct ListPage {
    std::string title;
    std::string action;
    std::string note;
    bool may_add = false;
    web::Field sought;
    std::vector<web::Field> filters;
    bool narrowed = false; // by one of the filters; then they stand open
    std::string next;      // address
    std::string csv;
    std::string looked_at; // at most, for one page
    std::string csv_rows;  // at most, in one file
};

} // namespace kheo::library
