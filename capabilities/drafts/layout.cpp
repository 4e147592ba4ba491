// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/drafts/layout.hpp"

#include "data/data.hpp"
#include "platform/text/csv.hpp"
#include "platform/text/text.hpp"

#include <charconv>
#include <cmath>

namespace kheo::drafts
{

namespace
{

constexpr double twips_of_mm = 1'440 / 25.4;

csv::Records rows(std::string_view name, std::initializer_list<std::string_view> columns)
{
    auto records = csv::Records::parse(data::file(name), columns);
    ensure(records.has_value(), "data/rules: a table of paper layouts is broken");
    return *std::move(records);
}

double number(std::string_view text)
{
    auto value = 0.0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    ensure(error == std::errc() && end == text.data() + text.size(), "data/rules: a measure is no number");
    return value;
}

bodies::Line line_named(std::string_view name)
{
    auto line = bodies::Line();
    ensure(boost::describe::enum_from_string(std::string(name).c_str(), line), "data/rules: no such line");
    return line;
}

std::vector<std::string> parts_of(std::string_view text)
{
    std::vector<std::string> parts;
    for (std::size_t at = 0; at <= text.size() && !text.empty();) {
        auto const end = std::min(text.find('|', at), text.size());
        parts.emplace_back(text.substr(at, end - at));
        at = end + 1;
    }
    return parts;
}

struct Into {
    std::string_view name;
    int sheets::Look::* member;
    double of_pt; // what one point is there: half points, or twips
};

constexpr Into lengths[] = {
    {"top", &sheets::Look::top, 20},
    {"bottom", &sheets::Look::bottom, 20},
    {"left", &sheets::Look::left, 20},
    {"right", &sheets::Look::right, 20},
    {"first_line", &sheets::Look::first_line, 20},
    {"after", &sheets::Look::after, 20},
    {"line", &sheets::Look::line, 20},
    {"country", &sheets::Look::country, 2},
    {"motto", &sheets::Look::motto, 2},
    {"superior", &sheets::Look::superior, 2},
    {"organisation", &sheets::Look::organisation, 2},
    {"number", &sheets::Look::number, 2},
    {"brief", &sheets::Look::brief, 2},
    {"place", &sheets::Look::place, 2},
    {"type", &sheets::Look::type, 2},
    {"subject", &sheets::Look::subject, 2},
    {"text", &sheets::Look::text, 2},
    {"authority", &sheets::Look::authority, 2},
    {"signer", &sheets::Look::signer, 2},
    {"recipients_heading", &sheets::Look::recipients_heading, 2},
    {"recipients", &sheets::Look::recipients, 2},
    {"page_number", &sheets::Look::page_number, 2},
};

void put_measure(sheets::Look& look, Measure const& measure)
{
    auto const* const into = std::ranges::find(lengths, measure.name, &Into::name);
    ensure(into != std::end(lengths), "data/rules/paper-measures.csv: no such measure");
    // A length in millimetres is rounded up, so that it is never below its limit.
    look.*into->member =
        int(std::ceil(measure.unit == "mm" ? measure.value * twips_of_mm : measure.value * into->of_pt));
}

std::vector<Measure> loaded_measures()
{
    auto const all = rows("rules/paper-measures.csv", {"measures", "name", "value", "least", "most", "unit"});
    std::vector<Measure> made;
    for (std::size_t at = 0; at < all.size(); ++at)
        made.push_back({std::string(all.at(at, "measures")), std::string(all.at(at, "name")),
                        number(all.at(at, "value")), number(all.at(at, "least")), number(all.at(at, "most")),
                        std::string(all.at(at, "unit")), all.at(at, "status") == "verified"});
    return made;
}

std::vector<Layout> loaded_layouts()
{
    auto const all =
        rows("rules/paper-layouts.csv", {"key", "line", "valid_from", "measures", "heading", "number_before",
                                         "number_after", "end_mark", "between", "status", "source"});
    std::vector<Layout> made;
    for (std::size_t at = 0; at < all.size(); ++at) {
        auto const from = parse_iso_date(all.at(at, "valid_from"));
        ensure(from.has_value(), "data/rules/paper-layouts.csv: a layout begins on no day");
        auto layout = Layout{.key = std::string(all.at(at, "key")),
                             .line = line_named(all.at(at, "line")),
                             .valid_from = *from,
                             .valid_to = parse_iso_date(all.at(at, "valid_to")),
                             .number_before = std::string(all.at(at, "number_before")),
                             .number_after = all.at(at, "number_after").at(0),
                             .end_mark = std::string(all.at(at, "end_mark")),
                             .confirmed = all.at(at, "status") == "verified",
                             .source = std::string(all.at(at, "source"))};
        auto const party = all.at(at, "heading") == "party";
        layout.heading = party ? sheets::Heading::party : sheets::Heading::state;
        layout.look.between_recipients = all.at(at, "between").at(0);
        layout.look.recipients_underlined = party;
        layout.look.brief_italic = party;
        layout.look.grounds_italic = !party;
        for (auto const& measure : measures())
            if (measure.measures == all.at(at, "measures"))
                put_measure(layout.look, measure);
        made.push_back(std::move(layout));
    }
    return made;
}

std::vector<IssuerRule> loaded_issuers()
{
    auto const all = rows("rules/paper-issuers.csv", {"begins", "line", "written", "with_superior",
                                                      "notation", "head", "deputy", "filed"});
    std::vector<IssuerRule> made;
    for (std::size_t at = 0; at < all.size(); ++at)
        made.push_back({std::string(all.at(at, "begins")), line_named(all.at(at, "line")),
                        std::string(all.at(at, "written")), all.at(at, "with_superior") == "có",
                        std::string(all.at(at, "notation")), parts_of(all.at(at, "head")),
                        parts_of(all.at(at, "deputy")), std::string(all.at(at, "filed")),
                        all.at(at, "status") == "verified"});
    return made;
}

} // namespace

std::span<Measure const> measures()
{
    static auto const list = loaded_measures();
    return list;
}

std::span<Layout const> layouts()
{
    static auto const list = loaded_layouts();
    return list;
}

Layout const* layout_of(bodies::Line line, Date day)
{
    for (auto const& layout : layouts())
        if (layout.line == line && layout.valid_from <= day && (!layout.valid_to || day < *layout.valid_to))
            return &layout;
    return nullptr;
}

IssuerRule const* issuer_rule(std::string_view name, bodies::Line line)
{
    static auto const list = loaded_issuers();
    auto const key = folded(nfc(name)) + " ";
    IssuerRule const* best = nullptr;
    for (auto const& rule : list)
        if (rule.line == line && key.starts_with(folded(rule.begins) + " ") &&
            (!best || rule.begins.size() > best->begins.size()))
            best = &rule;
    return best;
}

std::string type_code(sheets::Heading heading, std::string_view type)
{
    static auto const all = rows("rules/document-types.csv", {"line", "code", "label"});
    auto const line = heading == sheets::Heading::party ? "party" : "state";
    for (std::size_t at = 0; at < all.size(); ++at)
        if (all.at(at, "line") == line && all.at(at, "label") == type)
            return std::string(all.at(at, "code"));
    return {};
}

} // namespace kheo::drafts
