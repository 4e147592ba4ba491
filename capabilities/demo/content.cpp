// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/demo/content.hpp"

#include "data/data.hpp"
#include "platform/text/csv.hpp"
#include "platform/text/number.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace kheo::demo
{

namespace
{

csv::Records records_of(std::string const& name, std::initializer_list<std::string_view> columns)
{
    auto records = csv::Records::parse(data::file("demo/" + name), columns);
    ensure(records.has_value(), "a file of data/demo is broken");
    return std::move(*records);
}

template <class Enum>
Enum named(std::string_view name)
{
    auto value = Enum();
    ensure(boost::describe::enum_from_string(std::string(name).c_str(), value),
           "data/demo names a kind that does not exist");
    return value;
}

Situation situation_of(csv::Records const& records, std::size_t row)
{
    auto const cell = [&](std::string_view column) { return std::string(records.at(row, column)); };
    auto made = Situation{.key = cell("key"),
                          .theme = cell("theme"),
                          .kind = named<models::Kind>(cell("kind")),
                          .bodies = parts(cell("body")),
                          .terrains = parts(cell("terrain")),
                          .title2 = cell("title2"),
                          .quality = named<Quality>(cell("quality")),
                          .lesson = cell("lesson"),
                          .change = cell("change")};
    json::each_member(made.text, [&](std::string_view name, std::string& text) { text = cell(name); });
    ensure(models::is_field(made.text.field), "data/demo names a field of work that does not exist");
    for (std::size_t at = 0; at < made.numbers.size(); ++at) {
        auto const text = cell(fmt::format("n{}", at + 1));
        made.numbers.at(at) = parsed_range(text);
        ensure(text.empty() || made.numbers.at(at).has_value(), "data/demo has a number of another shape");
    }
    return made;
}

std::vector<Situation> read_situations()
{
    std::vector<Situation> all;
    for (auto const& field : models::fields_of_work()) {
        auto name = "situations-" + field.code + ".csv";
        std::ranges::replace(name, '_', '-');
        auto const records =
            records_of(name, {"key", "field", "theme", "body", "terrain", "kind", "title", "quality", "n1"});
        for (std::size_t row = 0; row < records.size(); ++row)
            all.push_back(situation_of(records, row));
    }
    return all;
}

std::vector<Province> read_provinces()
{
    auto const records =
        records_of("provinces.csv", {"code", "name", "login", "models", "first_year", "appraised"});
    std::vector<Province> all;
    for (std::size_t row = 0; row < records.size(); ++row) {
        auto const number = [&](std::string_view column) {
            auto const count = parse_count(records.at(row, column));
            ensure(count.has_value() && *count > 0, "data/demo/provinces.csv lacks a number");
            return std::size_t(*count);
        };
        auto const cell = [&](std::string_view column) { return std::string(records.at(row, column)); };
        all.push_back({cell("code"), cell("name"), cell("login"), number("models"), number("first_year"),
                       number("appraised")});
    }
    return all;
}

std::vector<Commune> read_communes()
{
    auto const records = records_of("communes.csv", {"code", "province", "name", "full_name", "kind",
                                                     "terrain", "focal", "villages", "places"});
    std::vector<Commune> all;
    for (std::size_t row = 0; row < records.size(); ++row) {
        auto const cell = [&](std::string_view column) { return std::string(records.at(row, column)); };
        auto const kind = areas::kind_of(cell("kind"));
        auto const places = parts(cell("places"));
        ensure(kind && places.size() == 4, "data/demo/communes.csv is broken");
        all.push_back({cell("code"),
                       cell("province"),
                       cell("name"),
                       cell("full_name"),
                       *kind,
                       cell("terrain"),
                       cell("focal"),
                       parts(cell("villages")),
                       {places[0], places[1], places[2], places[3]}});
    }
    return all;
}

std::vector<BodyKind> read_bodies()
{
    auto const records = records_of("bodies.csv", {"key", "level", "name", "short_name", "line", "superior"});
    auto const signers = records_of("signers.csv", {"key", "signer"});
    std::map<std::string, std::string> signer_of;
    for (std::size_t row = 0; row < signers.size(); ++row)
        signer_of.emplace(signers.at(row, "key"), signers.at(row, "signer"));
    std::vector<BodyKind> all;
    for (std::size_t row = 0; row < records.size(); ++row) {
        auto const cell = [&](std::string_view column) { return std::string(records.at(row, column)); };
        all.push_back({cell("key"), named<Level>(cell("level")), cell("name"), cell("short_name"),
                       named<bodies::Line>(cell("line")), cell("superior"), parts(cell("terrain")),
                       signer_of[cell("key")]});
    }
    return all;
}

std::vector<Exemplar> read_exemplars()
{
    auto const records = records_of("exemplars.csv", {"key", "kind", "field", "body", "title", "merit"});
    std::vector<Exemplar> all;
    for (std::size_t row = 0; row < records.size(); ++row) {
        auto const cell = [&](std::string_view column) { return std::string(records.at(row, column)); };
        all.push_back({cell("key"), cell("kind"), cell("field"), cell("body"), parts(cell("terrain")),
                       cell("title"), cell("office"), cell("merit"), cell("decision"), cell("decision_day"),
                       cell("consent") == "có"});
    }
    return all;
}

Parts read_parts()
{
    Parts all;
    for (auto const* const name : {"parts-livelihood.csv", "parts-life.csv", "parts-rule.csv",
                                   "parts-more.csv", "steps-land.csv", "steps-people.csv"}) {
        auto const records = records_of(name, {"column", "theme", "terrain", "text"});
        for (std::size_t row = 0; row < records.size(); ++row) {
            auto const of = records.at(row, "theme").empty() ? "terrain" : "theme";
            all[fmt::format("{}/{}", records.at(row, "column"), records.at(row, of))].emplace_back(
                records.at(row, "text"));
        }
    }
    return all;
}

} // namespace

std::vector<std::string> parts(std::string_view text, std::string_view between)
{
    std::vector<std::string> list;
    while (!text.empty()) {
        auto const cut = std::min(text.find(between), text.size());
        list.emplace_back(tidied(text.substr(0, cut)));
        text.remove_prefix(std::min(cut + between.size(), text.size()));
    }
    return list;
}

std::optional<NumberRange> parsed_range(std::string_view text)
{
    auto const space = text.find(' ');
    auto const dash = text.find('-');
    if (space == std::string_view::npos || dash == std::string_view::npos || dash > space)
        return std::nullopt;
    auto const slash = text.substr(0, space).find('/');
    auto const end = slash == std::string_view::npos ? space : slash;
    auto const low = parse_number(text.substr(0, dash));
    auto const high = parse_number(text.substr(dash + 1, end - dash - 1));
    auto const step = slash == std::string_view::npos ? Outcome<Decimal>()
                                                      : parse_number(text.substr(end + 1, space - end - 1));
    if (!low || !high || !step)
        return std::nullopt;
    auto range = NumberRange{.places = std::max({low->places, high->places, step->places}),
                             .unit = tidied(text.substr(space))};
    auto const scaled = [&](Decimal number) {
        for (; number.places < range.places; ++number.places)
            number.units *= 10;
        return number.units;
    };
    range.low = scaled(*low);
    range.high = scaled(*high);
    range.step = slash == std::string_view::npos ? 1 : scaled(*step);
    if (range.low > range.high || range.low < 0 || range.step < 1 || range.unit.empty())
        return std::nullopt;
    return range;
}

bool at_home(std::vector<std::string> const& terrains, std::string_view terrain)
{
    return terrains.empty() || std::ranges::find(terrains, terrain) != terrains.end();
}

Content const& content()
{
    static auto const read = Content{read_provinces(), read_situations(), read_communes(),
                                     read_bodies(),    read_exemplars(),  read_parts()};
    return read;
}

Province const& home()
{
    return content().provinces.front();
}

std::span<Commune const> communes_of(Content const& content, Province const& province)
{
    auto const within = [&](Commune const& commune) { return commune.province == province.code; };
    auto const first = std::ranges::find_if(content.communes, within);
    auto const last = std::find_if_not(first, content.communes.end(), within);
    ensure(first != last && std::none_of(last, content.communes.end(), within),
           "data/demo/communes.csv does not go province by province");
    return {first, last};
}

} // namespace kheo::demo
