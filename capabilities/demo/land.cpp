// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/demo/land.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace kheo::demo
{

namespace
{

// "MH001-PHU-NU", "MH-TINH-UY": of a place's own code.
std::string code_of(std::string_view kind, std::string_view place)
{
    auto code = fmt::format("{}-{}", place, kind);
    std::ranges::replace(code, '_', '-');
    std::ranges::transform(code, code.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? char(c - 32) : c; });
    return code;
}

std::string code_in_village(std::string_view kind, Commune const& commune, std::size_t village)
{
    return fmt::format("{}-{:02}", code_of(kind, commune.code), village + 1);
}

} // namespace

Land::Land(Content const& content)
{
    for (auto const level : {Level::province, Level::commune, Level::village})
        for (auto const& kind : content.bodies)
            if (kind.level == level)
                add_all(content, kind);
}

void Land::add_all(Content const& content, BodyKind const& kind)
{
    for (auto const& province : content.provinces) {
        if (kind.level == Level::province) {
            add(kind, province, nullptr, 0);
            continue;
        }
        for (auto const& commune : communes_of(content, province))
            if (at_home(kind.terrains, commune.terrain))
                for (std::size_t at = 0; at < (kind.level == Level::village ? commune.villages.size() : 1);
                     ++at)
                    add(kind, province, &commune, at);
    }
}

void Land::add(BodyKind const& kind, Province const& province, Commune const* commune, std::size_t village)
{
    auto words = commune ? place_words(*commune, village, village) : Words();
    words["province"] = province.name;
    auto superior = std::string();
    if (!kind.superior.empty()) {
        superior = code_of(kind.superior, commune ? commune->code : province.code);
        if (!by_code_.contains(superior)) // above the commune
            superior = code_of(kind.superior, province.code);
        ensure(by_code_.contains(superior), "a body of data/demo stands before its superior");
    }
    auto code = kind.level == Level::village ? code_in_village(kind.key, *commune, village)
                                             : code_of(kind.key, commune ? commune->code : province.code);
    by_code_.emplace(code, units_.size());
    units_.push_back({&kind, &province, commune, village, std::move(code),
                      capitalised(filled(kind.name, words)), capitalised(filled(kind.short_name, words)),
                      std::move(superior),
                      commune && kind.level == Level::commune && commune->contact == kind.key});
}

std::size_t Land::at(std::string const& code) const
{
    auto const found = by_code_.find(code);
    return found == by_code_.end() ? npos : found->second;
}

std::size_t Land::find(std::string_view kind, Province const& province) const
{
    return at(code_of(kind, province.code));
}

std::size_t Land::find(std::string_view kind, Commune const& commune, std::size_t village) const
{
    auto const own = at(code_of(kind, commune.code));
    return own != npos ? own : at(code_in_village(kind, commune, village));
}

} // namespace kheo::demo
