// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/bodies/bodies.hpp"
#include "capabilities/bodies/body.sql.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <mutex>

namespace kheo::bodies
{

namespace
{

constexpr int most_superiors = 6;

std::mutex mutex;
auto current = std::make_shared<Directory const>(); // owned by mutex

std::vector<std::size_t> const& found(auto const& index, auto const& key)
{
    static std::vector<std::size_t> const none;
    auto const at = index.find(key);
    return at == index.end() ? none : at->second;
}

} // namespace

Directory::Directory(std::vector<Body> periods) : periods_(std::move(periods))
{
    std::ranges::sort(periods_, {}, [](Body const& b) { return std::pair(b.body.value, b.valid_from); });
    std::vector<std::tuple<Line, std::string, std::size_t>> order;
    for (std::size_t at = 0; at < periods_.size(); ++at) {
        auto const& period = periods_[at];
        by_body_[period.body.value].push_back(at);
        by_code_[period.code].push_back(at);
        by_name_[folded(period.name)].push_back(at);
        order.emplace_back(period.line, sort_key(period.name), at);
    }
    std::ranges::sort(order);
    for (auto const& [line, key, at] : order)
        by_area_[periods_[at].area.value].push_back(at);
}

Body const* Directory::on(BodyId body, Date day) const
{
    for (auto const at : found(by_body_, body.value))
        if (periods_[at].holds_on(day))
            return &periods_[at];
    return nullptr;
}

Body const* Directory::newest(BodyId body) const
{
    auto const& all = found(by_body_, body.value);
    return all.empty() ? nullptr : &periods_[all.back()];
}

Body const* Directory::by_code(std::string_view code, Date day) const
{
    for (auto const at : found(by_code_, std::string(code)))
        if (periods_[at].holds_on(day))
            return &periods_[at];
    return nullptr;
}

Body const* Directory::code_ahead(std::string_view code, Date day) const
{
    for (auto const at : found(by_code_, std::string(code)))
        if (auto const& period = periods_[at]; // one of no length has its first day too
            !period.valid_to || day < *period.valid_to || day <= period.valid_from)
            return &period;
    return nullptr;
}

Body const* Directory::name_ahead(std::string_view name, AreaId area, Date day) const
{
    auto const key = exact_key(tidied(name));
    for (auto const at : found(by_name_, folded(tidied(name)))) {
        auto const& period = periods_[at];
        if (period.area == area && exact_key(period.name) == key &&
            (!period.valid_to || day < *period.valid_to))
            return &period;
    }
    return nullptr;
}

std::vector<Body const*> Directory::directly_below(BodyId superior, Date day) const
{
    std::vector<Body const*> list;
    for (auto const& period : periods_)
        if (period.superior == superior && period.holds_on(day))
            list.push_back(&period);
    return list;
}

std::vector<Body const*> Directory::by_name(std::string_view name, Date day, AreaId area) const
{
    std::vector<Body const*> matches;
    for (auto const at : found(by_name_, folded(tidied(name)))) {
        auto const& period = periods_[at];
        if (period.holds_on(day) && (!area || period.area == area))
            matches.push_back(&period);
    }
    return matches;
}

std::vector<Body const*> Directory::of_area(AreaId area, Date day) const
{
    std::vector<Body const*> list;
    for (auto const at : found(by_area_, area.value))
        if (periods_[at].holds_on(day))
            list.push_back(&periods_[at]);
    return list;
}

Body const* Directory::contact_of(AreaId area, Date day) const
{
    for (auto const* const body : of_area(area, day))
        if (body->contact)
            return body;
    return nullptr;
}

bool Directory::below(BodyId inner, BodyId outer, Date day) const
{
    for (int step = 0; inner && step <= most_superiors; ++step) {
        if (inner == outer)
            return true;
        auto const* const at = on(inner, day);
        inner = at ? at->superior : BodyId();
    }
    return false;
}

std::shared_ptr<Directory const> load_directory(db::Connection& db)
{
    return std::make_shared<Directory const>(db.all<Body>(sql::all_bodies));
}

std::vector<acts::Projection> projections()
{
    return {acts::projection<Body>("body", sql::all_bodies, acts::by_all)};
}

std::shared_ptr<Directory const> directory()
{
    std::scoped_lock const lock(mutex);
    return current;
}

void put_directory(std::shared_ptr<Directory const> fresh)
{
    std::scoped_lock const lock(mutex);
    current = std::move(fresh);
}

std::string name_of(BodyId id, Date day)
{
    auto const held = directory();
    auto const* const body = held->on(id, day);
    return body ? body->name : name_of(id);
}

std::string name_of(BodyId id)
{
    auto const held = directory();
    auto const* const body = held->newest(id);
    return body ? body->name : std::string();
}

} // namespace kheo::bodies
