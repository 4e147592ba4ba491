// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/citations/node.hpp"

#include "data/data.hpp"
#include "platform/crypto/digest.hpp"
#include "platform/text/csv.hpp"
#include "platform/text/source.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <optional>

namespace kheo::citations
{

namespace
{

struct Term {
    std::string name;
    std::string from; // ISO
    std::string to;   // the first day after it, or ""
};

std::vector<Term> const& terms()
{
    static auto const list = [] {
        auto const rows =
            csv::Records::parse(data::file("rules/party-terms.csv"), {"term", "valid_from", "valid_to"});
        ensure(rows.has_value(), "data/rules/party-terms.csv is broken");
        std::vector<Term> made;
        for (std::size_t row = 0; row < rows->size(); ++row)
            made.push_back({std::string(rows->at(row, "term")), std::string(rows->at(row, "valid_from")),
                            std::string(rows->at(row, "valid_to"))});
        return made;
    }();
    return list;
}

// Codes that stand for bodies of one province or commune each.
bool is_local(std::string_view code)
{
    static auto const codes = [] {
        auto const rows = csv::Records::parse(data::file("registers/local-issuers.csv"), {"code"});
        ensure(rows.has_value(), "data/registers/local-issuers.csv is broken");
        std::vector<std::string> made;
        for (std::size_t row = 0; row < rows->size(); ++row)
            made.push_back(folded(rows->at(row, "code")));
        return made;
    }();
    return std::ranges::any_of(codes, [&](std::string const& each) { return code == each; });
}

bool is_central(std::string_view code)
{
    return code.ends_with("tw");
}

// "25-nq/tw": one spelling, no zero in front.
std::string tidy_number(std::string_view number)
{
    std::string made;
    for (auto const letter : folded(nfc(number)))
        if (letter != ' ')
            made += letter;
    for (std::string_view const dash : {"–", "—", "−", "‑"})
        for (auto at = made.find(dash); at != std::string::npos; at = made.find(dash))
            made.replace(at, dash.size(), "-");
    auto const first = made.find_first_not_of('0');
    return first == std::string::npos ? made : made.substr(first);
}

// "tu" of "35-ct/tu"; "ttg" of "33/ct-ttg"; "qh15" of "10/2022/qh15".
std::string code_in(std::string_view number)
{
    auto const cut = number.rfind('/');
    if (cut == std::string_view::npos)
        return {};
    auto tail = number.substr(cut + 1);
    // The state's form has the type before the last dash, the Party's before the slash.
    auto const party = number.substr(0, cut).find('-') != std::string_view::npos;
    if (auto const dash = tail.find('-'); !party && dash != std::string_view::npos)
        tail = tail.substr(dash + 1);
    return std::string(tail);
}

// "ninh thuan" of "ban thuong vu tinh uy ninh thuan"; "" where it names none.
std::string place_in(std::string_view issuer)
{
    static reading::Pattern const named(
        R"(.*\b(?:tinh uy|thanh uy|huyen uy|quan uy|dang uy|tinh|thanh pho|huyen|quan|xa|phuong|dac khu|thi tran|thi xa) +(.+)$)");
    // "Tỉnh ủy (Ninh Thuận)": the province that the rest of the text named.
    auto key = folded(issuer);
    std::ranges::replace_if(key, [](char letter) { return letter == '(' || letter == ')'; }, ' ');
    key = tidied(key);
    std::string place;
    if (!RE2::FullMatch(key, named, &place))
        return {};
    static reading::Pattern const generic(
        R"(^(?:cac|nay|khoa|nhiem ky|uy|uy ban|hoi dong|cap)\b.*$|^[ivx\d]+$)");
    return RE2::FullMatch(place, generic) ? std::string() : place;
}

std::string term_of(std::string_view code, std::string_view issuer, std::string_view day)
{
    if (!is_central(code))
        return std::string(day.substr(0, day.size() < 4 ? 0 : 4));
    if (!day.empty())
        for (auto const& term : terms())
            if (term.from <= day && (term.to.empty() || day < term.to))
                return term.name;
    static reading::Pattern const of_term(R"(.*\bkhoa +([ivx]+|\d{1,2})\b.*)");
    std::string said;
    if (!RE2::FullMatch(folded(issuer), of_term, &said))
        return {};
    if (said.front() >= '0' && said.front() <= '9')
        return said;
    auto value = 0;
    for (std::size_t at = 0; at < said.size(); ++at) {
        auto const worth = [](char letter) { return letter == 'i' ? 1 : letter == 'v' ? 5 : 10; };
        auto const less = at + 1 < said.size() && worth(said[at]) < worth(said[at + 1]);
        value += less ? -worth(said[at]) : worth(said[at]);
    }
    return std::to_string(value);
}

} // namespace

bool is_partial(std::string_view number)
{
    return !number.empty() && number.find('/') == std::string_view::npos &&
           number.find('-') == std::string_view::npos;
}

Node node_of(std::string_view type, std::string_view number, std::string_view issuer, std::string_view day,
             bool named, std::string_view place)
{
    auto node = Node{.day = std::string(day)};
    auto const kind = folded(tidied(type));
    if (number.empty())
        return node;
    auto where = place_in(issuer);
    if (where.empty())
        where = folded(tidied(place));
    if (named) {
        // A name means one document where it is long enough to be one.
        auto const name = folded(tidied(number));
        if (name.starts_with("luat ") || name.starts_with("bo luat ") || name.starts_with("phap lenh "))
            node.base = "name|" + name;
        return node;
    }
    auto const tidy = tidy_number(number);
    auto const code = code_in(tidy);
    if (is_partial(tidy) || code.empty()) {
        if (!issuer.empty() && !kind.empty())
            node.base = "part|" + kind + "|" + tidy + "|" + folded(tidied(issuer));
        return node;
    }
    node.term = term_of(code, issuer, day);
    if (!is_local(code))
        node.base = tidy;
    else if (!where.empty())
        node.base = tidy + "|" + where;
    return node;
}

Node node_of(Citation const& citation)
{
    return node_of(citation.type, citation.number, citation.issuer, citation.day, citation.named);
}

std::string code_of(std::string_view base)
{
    if (base.empty())
        return {};
    auto const digest = sha256(bytes_of(base));
    return hex(Bytes(digest.begin(), digest.begin() + 8));
}

bool agree(Node const& one, Node const& other)
{
    if (one.base != other.base || one.base.empty())
        return false;
    if (!one.day.empty() && !other.day.empty())
        return one.day == other.day;
    return one.term.empty() || other.term.empty() || one.term == other.term;
}

std::vector<std::size_t> grouped(std::span<Node const> nodes)
{
    struct Group {
        Node known;
        std::size_t number;
    };
    std::vector<Group> groups;
    std::vector<std::optional<std::size_t>> found(nodes.size());
    auto const put = [&](std::size_t at) {
        std::vector<std::size_t> fits;
        for (std::size_t each = 0; each < groups.size(); ++each)
            if (agree(groups[each].known, nodes[at]))
                fits.push_back(each);
        if (fits.size() == 1) {
            auto& known = groups[fits.front()].known;
            if (known.day.empty())
                known.day = nodes[at].day;
            if (known.term.empty())
                known.term = nodes[at].term;
            found[at] = groups[fits.front()].number;
            return;
        }
        groups.push_back({nodes[at], groups.size()});
        found[at] = groups.back().number;
    };
    // What says its day first, then its term, then what says neither.
    for (auto const pass : {0, 1, 2})
        for (std::size_t at = 0; at < nodes.size(); ++at) {
            auto const says = !nodes[at].day.empty() ? 0 : !nodes[at].term.empty() ? 1 : 2;
            if (says == pass)
                put(at);
        }
    // Numbered anew as they appear.
    std::vector<std::size_t> order;
    std::vector<std::size_t> made;
    for (auto const& each : found) {
        auto const seen = std::ranges::find(order, *each);
        made.push_back(std::size_t(seen - order.begin()));
        if (seen == order.end())
            order.push_back(*each);
    }
    return made;
}

} // namespace kheo::citations
