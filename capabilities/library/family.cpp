// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/library/family.hpp"

#include "capabilities/library/view.html.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace kheo::library
{

namespace
{

constexpr std::size_t most_citing = 500;
constexpr std::size_t most_of_graph = 500;
constexpr std::size_t most_looked_at = 5'000; // for an officer's graph

using citations::Kind;

std::string name_of(Kind kind)
{
    return boost::describe::enum_to_string(kind, "");
}

// Those of this number that the reader may see.
std::vector<Document> of_code(acts::Reading const& reading, Scope scope, std::string_view code)
{
    auto all = documents::documents_of(reading.db, code);
    std::erase_if(all, [&](Document const& one) {
        return one.stage != documents::Stage::recorded || !shows(reading, scope, one);
    });
    return all;
}

Relation held_relation(Kind kind, std::string_view how, Scope scope, Document const& document)
{
    return {
        name_of(kind), std::string(how), documents::name_of(document), address_of(scope, document), true, ""};
}

// Who may not end a document only says that it does.
std::string_view how_of(acts::Reading const& reading, Kind kind, Document const& from, Document const& cited)
{
    if ((kind == Kind::replaces || kind == Kind::repeals) &&
        !documents::may_end(from, cited, reading.today()))
        return kind == Kind::replaces ? "Nói là thay thế văn bản này" : "Nói là bãi bỏ văn bản này";
    return citations::backwards(kind);
}

} // namespace

bool shows(acts::Reading const& reading, Scope scope, Document const& document)
{
    return scope == Scope::open ? documents::is_open(document) : documents::sees(reading, document);
}

std::string address_of(Scope scope, Document const& document)
{
    return (scope == Scope::open ? "/van-ban/" : "/can-bo/van-ban/") + shown(document.id);
}

std::vector<Relation> cited_by(acts::Reading const& reading, Scope scope, Document const& document)
{
    std::vector<Relation> all;
    for (auto const& line : citations::lines_of(document.citations)) {
        auto relation = Relation{.kind = name_of(line.kind),
                                 .how = std::string(citations::label(line.kind)),
                                 .name = citations::words_of(line)};
        auto const node = citations::node_of(line);
        auto const code = citations::code_of(node.base);
        auto held = of_code(reading, scope, code);
        std::erase_if(held, [&](Document const& one) {
            return one.id == document.id || !citations::agree(documents::node_of(one), node);
        });
        if (held.size() == 1) {
            relation.url = address_of(scope, held.front());
            relation.held = true;
        } else if (held.size() > 1) {
            relation.note = "Có " + std::to_string(held.size()) + " văn bản cùng số, chưa rõ là văn bản nào.";
        }
        if (relation.url.empty() && !code.empty())
            relation.url = (scope == Scope::open ? "/van-ban/duoc-dan/" : "/can-bo/van-ban/duoc-dan/") + code;
        else if (relation.url.empty())
            relation.note = line.partial ? "Mới biết một phần số." : "Chưa đủ để biết là văn bản nào.";
        all.push_back(std::move(relation));
    }
    return all;
}

std::vector<Relation> citing(acts::Reading const& reading, Scope scope, Document const& document)
{
    std::vector<Relation> all;
    auto const node = documents::node_of(document);
    auto const code = citations::code_of(node.base);
    auto const twins = of_code(reading, scope, code);
    std::set<std::pair<std::int64_t, Kind>> told;
    citations::each_citing(reading.db, code, citations::Which::all, [&](citations::Kept const& line) {
        auto const said = citations::node_of(line.citation());
        auto const meant = std::ranges::count_if(
            twins, [&](Document const& one) { return citations::agree(documents::node_of(one), said); });
        if (line.document == document.id.value || meant > 1 || !citations::agree(node, said) ||
            !told.emplace(line.document, line.kind).second)
            return true;
        for (auto const& from : documents::those_seen(reading, {line.document}))
            if (shows(reading, scope, from))
                all.push_back(
                    held_relation(line.kind, how_of(reading, line.kind, from, document), scope, from));
        return all.size() < most_citing;
    });
    return all;
}

std::optional<Relation> ended_by(acts::Reading const& reading, Scope scope, Document const& document)
{
    std::optional<Relation> by;
    auto const node = documents::node_of(document);
    citations::each_citing(
        reading.db, citations::code_of(node.base), citations::Which::ending,
        [&](citations::Kept const& line) {
            if (line.document == document.id.value ||
                !citations::agree(citations::node_of(line.citation()), node))
                return true;
            for (auto const& from : documents::those_seen(reading, {line.document}))
                if (shows(reading, scope, from) && documents::may_end(from, document, reading.today()))
                    by = held_relation(line.kind, citations::backwards(line.kind), scope, from);
            return !by.has_value();
        });
    return by;
}

std::span<forms::Rule const> CitedQuery::rules()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"node", "Mã văn bản được dẫn", forms::Input::line, 16, forms::Need::required}}};
    return list;
}

namespace
{

// Every way in which a document of one number is spoken of, and by whom.
Outcome<CitedView> cited_view(acts::Reading& reading, Scope scope, std::string const& code)
{
    struct Said {
        citations::Node node;
        citations::Citation line;
        std::optional<Document> held;
        std::optional<Relation> by;
    };
    std::vector<Said> all;
    for (auto const& one : of_code(reading, scope, code))
        all.push_back({documents::node_of(one),
                       {.type = one.type,
                        .number = one.number,
                        .issuer = one.issuer,
                        .day = one.issued_on ? iso(*one.issued_on) : ""},
                       one,
                       std::nullopt});
    citations::each_citing(reading.db, code, citations::Which::all, [&](citations::Kept const& line) {
        for (auto const& from : documents::those_seen(reading, {line.document}))
            if (shows(reading, scope, from))
                all.push_back({citations::node_of(line.citation()), line.citation(), std::nullopt,
                               held_relation(line.kind, citations::label(line.kind), scope, from)});
        return all.size() < most_citing;
    });
    if (all.empty())
        return refuse(kheo::problems::not_found);
    std::vector<citations::Node> nodes;
    for (auto const& one : all)
        nodes.push_back(one.node);
    auto view = CitedView{.code = code};
    auto const groups = citations::grouped(nodes);
    view.groups.resize(*std::ranges::max_element(groups) + 1);
    for (std::size_t at = 0; at < all.size(); ++at) {
        auto& group = view.groups[groups[at]];
        if (auto words = citations::words_of(all[at].line); words.size() > group.name.size())
            group.name = std::move(words);
        if (all[at].held) {
            group.held = true;
            group.url = address_of(scope, *all[at].held);
        }
        if (all[at].by)
            group.citing.push_back(std::move(*all[at].by));
    }
    return view;
}

} // namespace

Outcome<CitedView> view_cited(acts::Reading& reading, CitedQuery const& query)
{
    reading.reads("documents");
    return cited_view(reading, Scope::open, query.node);
}

Outcome<CitedView> view_cited_inside(acts::Reading& reading, CitedQuery const& query)
{
    return cited_view(reading, Scope::inside, query.node);
}

routes::Page show_cited(acts::Reading&, CitedView const& view)
{
    auto const& name = view.groups.front().name;
    return {.title = name,
            .description = "Văn bản được các văn bản khác dẫn.",
            .crumbs = {{"Trang chủ", "/"}, {"Văn bản", "/van-ban"}, {"Văn bản được dẫn", ""}},
            .body = cited_page(view),
            .section = "/van-ban"};
}

routes::Page show_cited_inside(acts::Reading&, CitedView const& view)
{
    return {.title = view.groups.front().name,
            .crumbs = {{"Việc của tôi", "/can-bo"}, {"Văn bản", "/can-bo/van-ban"}, {"Văn bản được dẫn", ""}},
            .body = cited_page(view),
            .section = "/can-bo/van-ban"};
}

namespace
{

std::vector<Document> newest_seen(acts::Reading const& reading)
{
    // Of everybody's alone one read is enough.
    if (reading.actor.kind == acts::ActorKind::visitor)
        return documents::documents_before(reading.db, {}, int(most_of_graph),
                                           {.reach = documents::Reach::open});
    constexpr int chunk = 200;
    std::vector<Document> seen;
    auto spot = documents::Spot();
    for (std::size_t looked_at = 0; looked_at < most_looked_at; looked_at += chunk) {
        auto page = documents::documents_before(reading.db, spot, chunk);
        auto const whole = page.size() == std::size_t(chunk);
        if (whole)
            spot = documents::spot_of(reading.db, page.back().id);
        for (auto& one : page)
            if (one.stage == documents::Stage::recorded && documents::sees(reading, one) &&
                seen.size() < most_of_graph)
                seen.push_back(std::move(one));
        if (!whole || seen.size() == most_of_graph)
            break;
    }
    return seen;
}

std::string id_of(Document const& document)
{
    return "d" + shown(document.id);
}

// What is said of the documents of one number: by a document of itself (without
// a kind), or by another of it.
struct Said {
    citations::Node node;
    std::string name;
    std::string from;
    std::string kind;
};

void put_group(Graph& graph, std::string const& base, std::vector<Said> const& said)
{
    std::vector<citations::Node> nodes;
    for (auto const& one : said)
        nodes.push_back(one.node);
    auto const groups = citations::grouped(nodes);
    std::map<std::size_t, GraphNode> made;
    for (std::size_t at = 0; at < said.size(); ++at)
        if (said[at].kind.empty())
            made[groups[at]] = {said[at].from, "", true};
    for (std::size_t at = 0; at < said.size(); ++at) {
        if (said[at].kind.empty())
            continue;
        auto& node = made[groups[at]];
        if (node.id.empty())
            node.id = "c" + citations::code_of(base) + "-" + std::to_string(groups[at]);
        if (!node.held && said[at].name.size() > node.name.size())
            node.name = said[at].name;
        if (said[at].from != node.id)
            graph.edges.push_back({said[at].from, node.id, said[at].kind});
    }
    for (auto& [group, node] : made)
        if (!node.held)
            graph.nodes.push_back(std::move(node));
}

} // namespace

Outcome<Graph> view_graph(acts::Reading& reading, routes::Nothing const&)
{
    std::map<std::string, std::vector<Said>> by_base;
    auto graph = Graph();
    auto const alone = [&](std::string const& from, citations::Citation const& line) {
        auto id = "x" + std::to_string(graph.nodes.size());
        graph.nodes.push_back({id, citations::words_of(line), false});
        graph.edges.push_back({from, std::move(id), name_of(line.kind)});
    };
    for (auto const& document : newest_seen(reading)) {
        auto const own = documents::node_of(document);
        auto const id = id_of(document);
        graph.nodes.push_back({id, documents::name_of(document), true});
        if (!own.base.empty())
            by_base[own.base].push_back({own, "", id, ""});
        for (auto const& line : citations::lines_of(document.citations))
            if (auto node = citations::node_of(line); node.base.empty())
                alone(id, line);
            else
                by_base[node.base].push_back({node, citations::words_of(line), id, name_of(line.kind)});
    }
    for (auto const& [base, said] : by_base)
        put_group(graph, base, said);
    return graph;
}

} // namespace kheo::library
