// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/demo/land.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace kheo::demo
{

namespace
{

std::string code_of(std::string_view kind, Level level, Commune const* commune, std::size_t village)
{
    auto code = fmt::format("{}-{}", commune ? std::string_view(commune->code) : province_code, kind);
    std::ranges::replace(code, '_', '-');
    std::ranges::transform(code, code.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? char(c - 32) : c; });
    return level == Level::village ? fmt::format("{}-{:02}", code, village + 1) : code;
}

} // namespace

Land::Land(Content const& content)
{
    for (auto const level : {Level::province, Level::commune, Level::village})
        for (auto const& kind : content.bodies) {
            if (kind.level != level)
                continue;
            if (level == Level::province)
                add(kind, nullptr, 0);
            else
                for (auto const& commune : content.communes)
                    if (at_home(kind.terrains, commune.terrain))
                        for (std::size_t at = 0; at < (level == Level::village ? commune.villages.size() : 1);
                             ++at)
                            add(kind, &commune, at);
        }
}

void Land::add(BodyKind const& kind, Commune const* commune, std::size_t village)
{
    auto const words = commune ? place_words(*commune, village, village) : Words();
    auto superior = std::string();
    if (!kind.superior.empty()) {
        superior = code_of(kind.superior, Level::commune, commune, 0);
        if (!by_code_.contains(superior)) // above the commune
            superior = code_of(kind.superior, Level::province, nullptr, 0);
        ensure(by_code_.contains(superior), "a body of data/demo stands before its superior");
    }
    auto code = code_of(kind.key, kind.level, commune, village);
    by_code_.emplace(code, units_.size());
    units_.push_back({&kind, commune, village, std::move(code), capitalised(filled(kind.name, words)),
                      capitalised(filled(kind.short_name, words)), std::move(superior),
                      commune && kind.level == Level::commune && commune->contact == kind.key});
}

std::size_t Land::find(std::string_view kind, Commune const* commune, std::size_t village) const
{
    for (auto const level : {Level::commune, Level::village, Level::province}) {
        auto const found =
            by_code_.find(code_of(kind, level, level == Level::province ? nullptr : commune, village));
        if ((commune || level == Level::province) && found != by_code_.end())
            return found->second;
    }
    return npos;
}

} // namespace kheo::demo
