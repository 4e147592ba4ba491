// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/reports/ask.hpp"

#include "capabilities/reports/ask.sql.hpp"
#include "platform/ids/time_of.hpp"

#include <array>
#include <fmt/format.h>

namespace kheo::reports
{

namespace
{

constexpr forms::Rule year_rule{"year", "Năm", forms::Input::year, 2100};
constexpr forms::Rule as_of_rule{"as_of", "Số liệu tính đến ngày", forms::Input::date};
constexpr forms::Rule area_rule{"area", "Địa bàn", forms::Input::id, INT64_MAX};
constexpr forms::Rule group_rule{"group", "Xem theo", forms::Input::choice};
constexpr forms::Rule movement_rule{"movement", "Phong trào", forms::Input::id, INT64_MAX};

// One exemplar of the person kind.
struct Person {
    Id<struct PersonTag> id;
    int year = 0;
    BodyId body;
    AreaId area;
    std::string field;
    std::string name;
    std::optional<Date> decided_on;
    std::string stage;
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(Person, (), (id, year, body, area, field, name, decided_on, stage, demo))

// Where an officer's posts stand, in their order, as far as they may see reports.
AreaId own_area(acts::Reading const& reading)
{
    auto const held = bodies::directory();
    auto const atlas = areas::atlas();
    for (auto const& post : reading.actor.posts) {
        auto const* const body = held->newest({post.body});
        auto const area = body ? atlas->area_today(body->area, reading.today()) : AreaId();
        if (area && reading.may(may::see_reports, {.area = area.value}))
            return area;
    }
    return {};
}

// The one province that has bodies here; none where there are several.
AreaId only_province(Date today)
{
    auto const atlas = areas::atlas();
    auto province = AreaId();
    for (auto const& body : bodies::directory()->periods()) {
        auto const* const at = atlas->province_of(atlas->area_today(body.area, today), today);
        if (!at || at->area == province)
            continue;
        if (province)
            return {};
        province = at->area;
    }
    return province;
}

bool is_commune(AreaId area, Date today)
{
    auto const* const at = areas::atlas()->on(area, today);
    return at && !areas::is_provincial(at->kind);
}

Group group_of(SummaryQuery const& query, AreaId area, Date today)
{
    auto const group = query.group.value_or(Group::commune);
    // A commune is made of bodies; the bodies of a whole country are no page.
    if (group == Group::commune && is_commune(area, today))
        return Group::body;
    return group == Group::body && !area ? Group::commune : group;
}

} // namespace

std::span<forms::Rule const> SummaryQuery::rules()
{
    static constexpr std::array list{year_rule, as_of_rule, area_rule, group_rule, movement_rule};
    return list;
}

std::span<forms::Rule const> CellQuery::rules()
{
    static constexpr std::array<forms::Rule, 8> list{
        {year_rule,
         as_of_rule,
         area_rule,
         group_rule,
         movement_rule,
         {"row", "Dòng", forms::Input::line, 40, forms::Need::required},
         {"column", "Cột", forms::Input::line, 60, forms::Need::required},
         {"page", "Trang", forms::Input::number, 100'000}}};
    return list;
}

Outcome<Scope> scope_of(acts::Reading const& reading, SummaryQuery const& query, Seen seen)
{
    auto const today = reading.today();
    auto scope =
        Scope{.as_of = query.as_of.value_or(today), .today = today, .only_public = seen == Seen::by_all};
    if (scope.as_of > today)
        return refuse(kheo::problems::bad_fields,
                      std::vector<FieldError>{{"as_of", std::string(problems::day_ahead.sentence)}});
    scope.year = query.year ? query.year : civil(scope.as_of).year;
    if (scope.year < 1990)
        return refuse(kheo::problems::bad_fields, std::vector<FieldError>{{"year", "Năm: từ 1990 trở đi"}});
    scope.area = query.area;
    if (!scope.area && seen == Seen::by_officers)
        scope.area = own_area(reading);
    if (!scope.area)
        scope.area = only_province(today);
    // Old names lead to today's unit.
    scope.area = areas::atlas()->area_today(scope.area, today);
    if (scope.area && !areas::atlas()->on(scope.area, today))
        return refuse(kheo::problems::bad_fields,
                      std::vector<FieldError>{{"area", "Địa bàn: không có đơn vị hành chính này."}});
    if (seen == Seen::by_officers && !reading.may(may::see_reports, {.area = scope.area.value}))
        return refuse(kheo::problems::not_allowed);
    scope.group = group_of(query, scope.area, today);
    if (!query.movement)
        return scope;
    auto const movement = movements::movement_of(reading.db, query.movement);
    if (!movement)
        return refuse(kheo::problems::not_found);
    reading.reads("movement/" + shown(movement->id));
    scope.movement = movement->id;
    scope.movement_name = movement->name;
    return scope;
}

std::vector<Entered> entered_until(db::Connection& db, int year, Date as_of)
{
    auto entries = db.all<Entered>(sql::entries_until, {{"year", year}, {"as_of", as_of}});
    for (auto& person : db.all<Person>(sql::persons_until, {{"year", year}}))
        entries.push_back({.model = {person.id.value},
                           .year = person.year,
                           .kind = std::string(of_persons),
                           .body = person.body,
                           .area = person.area,
                           .field = std::move(person.field),
                           .title = std::move(person.name),
                           .stage = models::Stage::received, // a person waits for nothing here
                           .registered_on = person.decided_on,
                           .entered_at = time_of(person.id.value),
                           .published = person.stage == "published",
                           .demo = person.demo});
    return entries;
}

std::vector<Entered> entered_in(db::Connection& db, Scope const& scope)
{
    auto entries = entered_until(db, scope.year, scope.as_of);
    if (!scope.movement)
        return entries;
    auto const members = movements::members_of(db, scope.movement);
    std::erase_if(entries, [&](Entered const& entered) {
        auto const member = members.find(entered.model);
        return entered.kind == of_persons || member == members.end() || entered.year < member->second;
    });
    return entries;
}

Summary summary_of(acts::Reading const& reading, Scope const& scope)
{
    return summary(entered_in(reading.db, scope), *bodies::directory(), *areas::atlas(), scope);
}

std::string address_query(Scope const& scope)
{
    return address_query(scope, scope.area, scope.group);
}

std::string address_query(Scope scope, AreaId area, Group group)
{
    auto query = fmt::format("?year={}&as_of={}&group={}", scope.year, iso(scope.as_of),
                             boost::describe::enum_to_string(group, ""));
    if (area)
        query += "&area=" + shown(area);
    if (scope.movement)
        query += "&movement=" + shown(scope.movement);
    return query;
}

std::string_view base_of(Scope const& scope)
{
    return scope.only_public ? "/bieu" : "/can-bo/bieu";
}

std::string address_of_kept(Summary const& sums)
{
    return sums.sum("entry.duy_tri") == sums.kept ? address_of_cell(sums, sums.total, "entry.duy_tri")
                                                  : std::string();
}

std::string address_of_cell(Summary const& sums, SummaryRow const& row, std::string_view column)
{
    if (column == "change" || sums.figure(row, column) == 0)
        return {};
    return fmt::format("{}/dong{}&row={}&column={}", base_of(sums.scope), address_query(sums.scope), row.id,
                       column);
}

} // namespace kheo::reports
