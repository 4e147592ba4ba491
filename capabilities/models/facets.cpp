// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/models/facets.hpp"

#include "capabilities/areas/areas.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <array>
#include <tuple>

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
        if (value != "0")
            order.emplace_back(by_label ? sort_key(label_of_value(value)) : value, value);
    std::ranges::sort(order);
    for (auto const& [key, value] : order)
        list.values.push_back({value, label_of_value(value), counts.at(value)});
    return list;
}

// What is nowhere is left out, but not what was chosen: the next question would
// widen without a word.
Counted with_chosen(Counted counts, ListQuery const& query)
{
    auto const keep = [](std::map<std::string, std::int64_t>& of, auto const& chosen, auto name) {
        std::erase_if(of, [](auto const& one) { return one.second <= 0; });
        for (auto const& one : chosen)
            of.try_emplace(name(one), 0);
    };
    auto const id = [](auto area) { return shown(area); };
    auto const code = [](auto value) { return name_of(value); };
    keep(counts.field, query.field, [](std::string const& field) { return field; });
    keep(counts.province, query.province, id);
    keep(counts.commune, query.commune, id);
    keep(counts.body, query.body, id);
    keep(counts.year, query.year, [](int year) { return std::to_string(year); });
    keep(counts.kind, query.kind, code);
    keep(counts.entry, query.entry, code);
    keep(counts.stage, query.stage, code);
    keep(counts.condition, query.condition, code);
    keep(counts.movement, query.movement, id);
    return counts;
}

template <class E>
std::string label_of_enum(std::string const& name)
{
    auto value = E();
    boost::describe::enum_from_string(name.c_str(), value);
    return std::string(label(value));
}

} // namespace

std::vector<FacetList> facets_of(Counted const& sums, ListQuery const& query, Audience side, Date today,
                                 NameOfMovement const& name_of_movement)
{
    auto const counts = with_chosen(sums, query);
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
    auto const body = [&](std::string const& id) {
        auto const* const held = bodies::directory()->newest({parse_id(id).value_or(0)});
        return held ? held->name : std::string("Không rõ đơn vị");
    };
    if (!query.body.empty())
        facets.push_back(facet_of("body", "Đơn vị", counts.body, body, true));
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
    auto const movement = [&](std::string const& id) {
        auto name = name_of_movement ? name_of_movement({parse_id(id).value_or(0)}) : std::string();
        return name.empty() ? std::string("Không rõ phong trào") : name;
    };
    if (!counts.movement.empty())
        facets.push_back(facet_of("movement", "Phong trào", counts.movement, movement, true));
    return facets;
}

std::span<forms::Rule const> ListQuery::rules()
{
    using forms::Input;
    static constexpr std::array<forms::Rule, 15> list{{
        {"field", "Lĩnh vực", Input::choice, 60},
        {"province", "Tỉnh, thành phố", Input::id, INT64_MAX},
        {"commune", "Xã, phường", Input::id, INT64_MAX},
        {"body", "Đơn vị", Input::id, INT64_MAX},
        {"year", "Năm đăng ký", Input::year, 2100},
        {"kind", "Loại", Input::choice, 20},
        {"entry", "Hình thức đăng ký", Input::choice, 20},
        {"stage", "Bước", Input::choice, 20},
        {"condition", "Tình trạng", Input::choice, 20},
        {"movement", "Phong trào", Input::id, INT64_MAX},
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

bool has_movement(ListQuery const& query, Facts const& facts)
{
    return query.movement.empty() ||
           std::ranges::find_first_of(query.movement, facts.movements) != query.movement.end();
}

} // namespace

std::optional<Facet> kept_out_by(ListQuery const& query, Facts const& facts)
{
    auto const hides_ended = query.stage.empty() && facts.stage == Stage::withdrawn;
    std::pair<Facet, bool> const asked[] = {
        {Facet::field,
         query.field.empty() || std::ranges::find(query.field, facts.field) != query.field.end()},
        {Facet::province, has(query.province, facts.province)},
        {Facet::commune, has(query.commune, facts.area)},
        {Facet::body, has(query.body, facts.body)},
        {Facet::year, has(query.year, facts.year)},
        {Facet::kind, has(query.kind, facts.kind)},
        {Facet::entry, has(query.entry, facts.entry)},
        {Facet::stage, has(query.stage, facts.stage) && !hides_ended},
        {Facet::condition, has_condition(query, facts)},
        {Facet::movement, has_movement(query, facts)},
    };
    auto by = Facet::none;
    for (auto const& [facet, holds] : asked) {
        if (holds)
            continue;
        if (by != Facet::none)
            return std::nullopt;
        by = facet;
    }
    return by;
}

bool wanted(ListQuery const& query, Facts const& facts)
{
    return kept_out_by(query, facts) == Facet::none;
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
           !(query.field.empty() && query.province.empty() && query.commune.empty() && query.body.empty() &&
             query.year.empty() && query.kind.empty() && query.entry.empty() && query.stage.empty() &&
             query.condition.empty() && query.movement.empty());
}

void Tally::add(Facts const& facts)
{
    auto const by = kept_out_by(query_, facts);
    if (!by)
        return;
    auto const counts = [&](Facet facet) { return *by == Facet::none || *by == facet; };
    total_ += *by == Facet::none;
    if (counts(Facet::field))
        ++field_[facts.field];
    if (counts(Facet::province))
        ++province_[facts.province.value];
    if (counts(Facet::commune))
        ++commune_[facts.area.value];
    if (!query_.body.empty() && has(query_.body, facts.body) && counts(Facet::body))
        ++body_[facts.body.value];
    if (counts(Facet::year))
        ++year_[facts.year];
    if (counts(Facet::kind))
        ++kind_[facts.kind];
    if (counts(Facet::entry))
        ++entry_[facts.entry];
    if (counts(Facet::stage))
        ++stage_[facts.stage];
    if (counts(Facet::condition) && is_in_life(facts.stage, facts.published))
        ++condition_[facts.condition];
    if (counts(Facet::movement))
        for (auto const movement : facts.movements)
            ++movement_[movement.value];
}

Counted Tally::counted() const
{
    auto made = Counted{.total = total_};
    auto const take = [](auto const& counts, std::map<std::string, std::int64_t>& to, auto name) {
        for (auto const& [value, models] : counts)
            to[name(value)] = models;
    };
    auto const number = [](auto value) { return std::to_string(value); };
    auto const code = [](auto value) { return name_of(value); };
    take(field_, made.field, [](std::string_view field) { return std::string(field); });
    take(province_, made.province, number);
    take(commune_, made.commune, number);
    take(body_, made.body, number);
    take(year_, made.year, number);
    take(kind_, made.kind, code);
    take(entry_, made.entry, code);
    take(stage_, made.stage, code);
    take(condition_, made.condition, code);
    take(movement_, made.movement, number);
    return made;
}

namespace
{

// Names that are alike stand in the order of their ids.
bool stands_before(Standing const& a, Standing const& b)
{
    return std::tie(a.sort_key, a.id) < std::tie(b.sort_key, b.id);
}

} // namespace

Catalogue::Catalogue(std::vector<Standing> models)
{
    std::ranges::sort(models, stands_before);
    for (auto& model : models)
        put(std::move(model));
}

std::size_t Catalogue::place_of(Standing const& model) const
{
    auto const place = std::ranges::lower_bound(order_, model, stands_before,
                                                [](Standing const* one) -> auto& { return *one; });
    return std::size_t(place - order_.begin());
}

std::pair<std::size_t, std::size_t> Catalogue::around(ModelId model, bool backwards) const
{
    auto const known = by_id_.find(model.value);
    if (known == by_id_.end())
        return backwards ? std::pair(order_.size(), order_.size())
                         : std::pair<std::size_t, std::size_t>(0, 0);
    auto const place = place_of(*known->second);
    return {place, place + 1};
}

std::optional<Standing> Catalogue::find(ModelId model) const
{
    std::shared_lock const lock(mutex_);
    auto const known = by_id_.find(model.value);
    return known == by_id_.end() ? std::nullopt : std::optional(*known->second);
}

std::map<MovementId, std::int64_t> Catalogue::public_in_movements() const
{
    std::shared_lock const lock(mutex_);
    return in_movements_;
}

void Catalogue::count(Standing const& model, int by)
{
    if (model.published && model.stage != Stage::withdrawn)
        for (auto const movement : model.movements)
            in_movements_[movement] += by;
}

void Catalogue::put(Standing model)
{
    std::scoped_lock const lock(mutex_);
    auto& known = by_id_[model.id.value];
    if (known) {
        order_.erase(order_.begin() + std::ptrdiff_t(place_of(*known)));
        count(*known, -1);
    } else {
        known = &kept_.emplace_back();
    }
    *known = std::move(model);
    count(*known, 1);
    order_.insert(order_.begin() + std::ptrdiff_t(place_of(*known)), known);
}

} // namespace kheo::models
