// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/areas/areas.hpp"

#include "data/data.hpp"
#include "platform/text/csv.hpp"

#include <mutex>
#include <set>
#include <utility>

namespace kheo::areas
{

namespace
{

std::mutex mutex;
// Made from that atlas; both owned by mutex.
std::pair<std::shared_ptr<Atlas const>, std::shared_ptr<PrivateDataCheck const>> made;

// The rules, and every name an area has or had: "Võ Thị Sáu" may be a ward.
std::string words_with(Atlas const& atlas)
{
    auto words = std::string(data::file("rules/private-words.csv"));
    std::set<std::string_view> names;
    for (auto const& area : atlas.periods())
        names.insert(area.name);
    for (auto const name : names)
        csv::append(words, csv::Row{"public_name", std::string(name)});
    return words;
}

} // namespace

std::shared_ptr<PrivateDataCheck const> private_data_check()
{
    auto const now = atlas();
    std::scoped_lock const lock(mutex);
    if (made.first != now || !made.second) {
        auto check = PrivateDataCheck::parse(data::file("rules/family-names.csv"), words_with(*now));
        ensure(check.has_value(), "data/rules: the words of private data are broken");
        made = {now, std::make_shared<PrivateDataCheck const>(std::move(*check))};
    }
    return made.second;
}

std::optional<FieldError> private_data_in(std::string_view field, std::string_view label,
                                          std::string_view text)
{
    auto const found = private_data_check()->find(text);
    if (found.empty())
        return std::nullopt;
    auto said = std::string(label) + ": “" +
                std::string(text.substr(found.front().begin, found.front().end - found.front().begin)) +
                "”. " + found.front().sentence;
    if (found.size() > 1)
        said += " Trong mục này còn " + std::to_string(found.size() - 1) + " chỗ như vậy.";
    return FieldError{std::string(field), std::move(said)};
}

} // namespace kheo::areas
