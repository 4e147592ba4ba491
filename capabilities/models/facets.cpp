// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/models/facets.hpp"

#include "capabilities/areas/areas.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <array>
#include <functional>

namespace kheo::models
{

namespace
{

template <class T>
bool has(std::vector<T> const& list, T const& value)
{
    return list.empty() || std::ranges::find(list, value) != list.end();
}

template <class E>
std::string name_of(E value)
{
    return boost::describe::enum_to_string(value, "");
}

std::string area_name(AreaId area, Date today)
{
    auto const atlas = areas::atlas();
    auto const* at = atlas->on(area, today);
    if (!at)
        at = atlas->newest(area);
    return at ? at->full_name : "Không rõ địa bàn";
}

FacetList facet_of(std::string_view name, std::string_view label,
                   std::map<std::string, std::int64_t> const& counts,
                   std::function<std::string(std::string const&)> const& label_of_value, bool by_label)
{
    auto list = FacetList{std::string(name), std::string(label), {}};
    std::vector<std::pair<std::string, std::string>> order;
    for (auto const& [value, count] : counts)
        if (count > 0 && value != "0")
            order.emplace_back(by_label ? sort_key(label_of_value(value)) : value, value);
    std::ranges::sort(order);
    for (auto const& [key, value] : order)
        list.values.push_back({value, label_of_value(value), counts.at(value)});
    return list;
}

template <class E>
std::string label_of_enum(std::string const& name)
{
    auto value = E();
    boost::describe::enum_from_string(name.c_str(), value);
    return std::string(label(value));
}

} // namespace

std::vector<FacetList> facets_of(Counted const& counts, ListQuery const& query, Audience side, Date today)
{
    auto const area = [&](std::string const& id) { return area_name({parse_id(id).value_or(0)}, today); };
    std::vector<FacetList> facets;
    if (side == Audience::office)
        facets.push_back(facet_of("stage", "Bước", counts.stage, label_of_enum<Stage>, false));
    else if (auto const at = counts.stage.find("recognised"); at != counts.stage.end())
        facets.push_back(facet_of("stage", "Công nhận", {*at}, label_of_enum<Stage>, false));
    if (!counts.condition.empty())
        facets.push_back(
            facet_of("condition", "Tình trạng", counts.condition, label_of_enum<periods::Condition>, false));
    facets.push_back(facet_of("field", "Lĩnh vực", counts.field, field_label, true));
    auto const by_year = [](std::string const& year) { return year; };
    facets.push_back(facet_of("year", "Năm đăng ký", counts.year, by_year, false));
    std::ranges::reverse(facets.back().values);
    if (counts.province.size() > 1 || !query.province.empty())
        facets.push_back(facet_of("province", "Tỉnh, thành phố", counts.province, area, true));
    // Of a whole country the communes come once a province is chosen.
    if (counts.province.size() <= 1 || query.province.size() == 1 || !query.commune.empty())
        facets.push_back(facet_of("commune", "Xã, phường", counts.commune, area, true));
    facets.push_back(facet_of("entry", "Hình thức", counts.entry, label_of_enum<Entry>, false));
    facets.push_back(facet_of("kind", "Loại", counts.kind, label_of_enum<Kind>, false));
    return facets;
}

std::span<forms::Rule const> ListQuery::rules()
{
    using forms::Input;
    static constexpr std::array<forms::Rule, 13> list{{
        {"field", "Lĩnh vực", Input::choice, 60},
        {"province", "Tỉnh, thành phố", Input::id, INT64_MAX},
        {"commune", "Xã, phường", Input::id, INT64_MAX},
        {"year", "Năm đăng ký", Input::year, 2100},
        {"kind", "Loại", Input::choice, 20},
        {"entry", "Hình thức đăng ký", Input::choice, 20},
        {"stage", "Bước", Input::choice, 20},
        {"condition", "Tình trạng", Input::choice, 20},
        {"own", "Chỉ của đơn vị tôi", Input::yes_no},
        {"after", "Sau mô hình", Input::id, INT64_MAX},
        {"before", "Trước mô hình", Input::id, INT64_MAX},
        {"limit", "Số dòng", Input::number, most_items},
        {"dang", "Dạng", Input::line, 10},
    }};
    return list;
}

namespace
{

bool has_condition(ListQuery const& query, Facts const& facts)
{
    return query.condition.empty() ||
           (is_in_life(facts.stage, facts.published) && has(query.condition, facts.condition));
}

} // namespace

bool wanted(ListQuery const& query, Facts const& facts, Facet aside)
{
    auto const asks = [&](Facet facet, bool holds) { return facet == aside || holds; };
    auto const hides_ended = query.stage.empty() && facts.stage == Stage::withdrawn;
    return asks(Facet::field, has(query.field, facts.field)) &&
           asks(Facet::province, has(query.province, facts.province)) &&
           asks(Facet::commune, has(query.commune, facts.area)) &&
           asks(Facet::year, has(query.year, facts.year)) && asks(Facet::kind, has(query.kind, facts.kind)) &&
           asks(Facet::entry, has(query.entry, facts.entry)) &&
           asks(Facet::stage, has(query.stage, facts.stage) && !hides_ended) &&
           asks(Facet::condition, has_condition(query, facts));
}

ListQuery open_query(ListQuery query)
{
    std::erase_if(query.stage, [](Stage stage) { return stage != Stage::recognised; });
    query.own = false;
    return query;
}

bool is_filtered(ListQuery const& query)
{
    return query.own ||
           !(query.field.empty() && query.province.empty() && query.commune.empty() && query.year.empty() &&
             query.kind.empty() && query.entry.empty() && query.stage.empty() && query.condition.empty());
}

Counted counted(ListQuery const& query, std::span<std::pair<Facts, std::int64_t> const> cells)
{
    auto made = Counted();
    for (auto const& [facts, models] : cells) {
        auto const add = [&](Facet facet, std::map<std::string, std::int64_t>& to, std::string value) {
            if (wanted(query, facts, facet))
                to[std::move(value)] += models;
        };
        if (wanted(query, facts))
            made.total += models;
        add(Facet::field, made.field, facts.field);
        add(Facet::province, made.province, shown(facts.province));
        add(Facet::commune, made.commune, shown(facts.area));
        add(Facet::year, made.year, std::to_string(facts.year));
        add(Facet::kind, made.kind, name_of(facts.kind));
        add(Facet::entry, made.entry, name_of(facts.entry));
        add(Facet::stage, made.stage, name_of(facts.stage));
        if (is_in_life(facts.stage, facts.published))
            add(Facet::condition, made.condition, name_of(facts.condition));
    }
    return made;
}

} // namespace kheo::models
