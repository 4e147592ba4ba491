// SPDX-License-Identifier: AGPL-3.0-or-later
// Whom a document cites and who cites it, as far as the reader may see.
#pragma once

#include "capabilities/documents/documents.hpp"
#include "platform/forms/forms.hpp"
#include "platform/routes/row.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace kheo::library
{

using documents::Document;
using documents::DocumentId;

// open: what everybody may see, whoever asks. inside: what this reader may.
enum class Scope { open, inside };
bool shows(acts::Reading const& reading, Scope scope, Document const& document);
std::string address_of(Scope scope, Document const& document);

struct Relation {
    std::string kind; // "based_on"
    std::string how;  // "Căn cứ", "Được thực hiện bằng"
    std::string name;
    std::string url; // of the document, or of the page of one that is cited but not here; "" nowhere
    bool held = false;
    std::string note; // why it leads nowhere
};
BOOST_DESCRIBE_STRUCT(Relation, (), (kind, how, name, url, held, note))

std::vector<Relation> cited_by(acts::Reading const& reading, Scope scope, Document const& document);
std::vector<Relation> citing(acts::Reading const& reading, Scope scope, Document const& document);

// "Bị thay thế bằng Chỉ thị 12-CT/TU", the newest that does: nothing where it
// stands, or where only one says so who may not end it.
std::optional<Relation> ended_by(acts::Reading const& reading, Scope scope, Document const& document);

// A document that is cited and perhaps not here.
struct CitedQuery {
    std::string node; // citations::code_of
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(CitedQuery, (), (node))
struct CitedGroup {
    std::string name; // as its fullest line says it
    bool held = false;
    std::string url;
    std::vector<Relation> citing;
};
BOOST_DESCRIBE_STRUCT(CitedGroup, (), (name, held, url, citing))
struct CitedView {
    std::string code;
    std::vector<CitedGroup> groups;
};
BOOST_DESCRIBE_STRUCT(CitedView, (), (code, groups))
Outcome<CitedView> view_cited(acts::Reading& reading, CitedQuery const& query);
Outcome<CitedView> view_cited_inside(acts::Reading& reading, CitedQuery const& query);
routes::Page show_cited(acts::Reading& reading, CitedView const& view);
routes::Page show_cited_inside(acts::Reading& reading, CitedView const& view);

// All that is seen as one graph: each document once, held or only cited.
struct GraphNode {
    std::string id;
    std::string name;
    bool held = false;
};
BOOST_DESCRIBE_STRUCT(GraphNode, (), (id, name, held))
struct GraphEdge {
    std::string from;
    std::string to;
    std::string kind;
};
BOOST_DESCRIBE_STRUCT(GraphEdge, (), (from, to, kind))
struct Graph {
    std::vector<GraphNode> nodes;
    std::vector<GraphEdge> edges;
};
BOOST_DESCRIBE_STRUCT(Graph, (), (nodes, edges))
Outcome<Graph> view_graph(acts::Reading& reading, routes::Nothing const& query);

} // namespace kheo::library
