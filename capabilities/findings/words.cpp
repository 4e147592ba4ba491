// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/findings/words.hpp"

#include "data/data.hpp"
#include "platform/text/csv.hpp"
#include "platform/text/source.hpp"
#include "platform/text/text.hpp"

#include <algorithm>

namespace kheo::findings
{
namespace
{

csv::Records rows(std::string_view name, std::initializer_list<std::string_view> columns)
{
    auto records = csv::Records::parse(data::file(name), columns);
    ensure(records.has_value(), "data: a register of extraction is broken");
    return *std::move(records);
}

Words loaded()
{
    Words all;
    auto const phrases = rows("rules/extraction-words.csv", {"group", "phrase"});
    for (std::size_t row = 0; row < phrases.size(); ++row) {
        auto const group = std::string(phrases.at(row, "group"));
        auto const phrase = phrases.at(row, "phrase");
        all.groups[group].emplace_back(phrase);
        all.keys[group].insert(key_of(phrase));
    }
    auto const documents = rows("registers/document-words.csv", {"word", "partial", "named"});
    for (std::size_t row = 0; row < documents.size(); ++row)
        all.documents.push_back({std::string(documents.at(row, "word")),
                                 documents.at(row, "partial") == "yes", documents.at(row, "named") == "yes"});
    auto const types = rows("rules/document-types.csv", {"code", "label"});
    for (std::size_t row = 0; row < types.size(); ++row)
        if (auto const code = types.at(row, "code"); !code.empty())
            all.types.emplace(code, types.at(row, "label"));
    auto const issuers = rows("registers/issuers.csv", {"code", "name"});
    for (std::size_t row = 0; row < issuers.size(); ++row)
        all.issuers.emplace(issuers.at(row, "code"), issuers.at(row, "name"));
    auto const laws = rows("registers/laws.csv", {"name"});
    for (std::size_t row = 0; row < laws.size(); ++row)
        all.laws.emplace_back(laws.at(row, "name"));
    auto const provinces = rows("registers/provinces.csv", {"name"});
    for (std::size_t row = 0; row < provinces.size(); ++row)
        if (auto name = std::string(provinces.at(row, "name"));
            std::ranges::find(all.provinces, name) == all.provinces.end())
            all.provinces.push_back(std::move(name));
    auto const families = rows("rules/family-names.csv", {"name"});
    for (std::size_t row = 0; row < families.size(); ++row)
        all.family_names.insert(key_of(families.at(row, "name")));
    auto abbreviations = Abbreviations::parse(data::file("rules/abbreviations.csv"));
    ensure(abbreviations.has_value(), "data/rules/abbreviations.csv is broken");
    all.abbreviations = *std::move(abbreviations);
    return all;
}

} // namespace

std::string key_of(std::string_view phrase)
{
    return exact_key(tidied(phrase));
}

std::vector<std::string> const& Words::group(std::string_view name) const
{
    auto const found = groups.find(name);
    ensure(found != groups.end(), "data/rules/extraction-words.csv lacks a group");
    return found->second;
}

bool Words::has(std::string_view group, std::string_view phrase) const
{
    auto const found = keys.find(group);
    return found != keys.end() && found->second.contains(key_of(phrase));
}

std::string types(bool DocumentWord::* which)
{
    std::vector<std::string> list;
    for (auto const& each : words().documents)
        if (which == nullptr || each.*which)
            list.push_back(each.word);
    return reading::one_of(std::move(list));
}

std::string label_of(std::string_view type)
{
    auto const key = key_of(type);
    for (auto const& each : words().documents)
        if (key_of(each.word) == key)
            return each.word;
    return tidied(type);
}

std::vector<std::string> lowered(std::string_view group)
{
    std::vector<std::string> all;
    for (auto const& each : words().group(group))
        all.push_back(lower(each));
    return all;
}

Words const& words()
{
    static Words const all = loaded();
    return all;
}

} // namespace kheo::findings
