// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/exemplars/browse.hpp"

#include "capabilities/exemplars/browse.html.hpp"
#include "capabilities/exemplars/exemplar.sql.hpp"
#include "capabilities/exemplars/load.hpp"
#include "capabilities/models/models.hpp"
#include "platform/text/text.hpp"
#include "web/form_page.hpp"

#include <array>

namespace kheo::exemplars
{

namespace
{

constexpr std::size_t most_collectives = 20;
constexpr int chunk = 200;

std::string decision_words(Exemplar const& exemplar)
{
    if (exemplar.decision.empty())
        return {};
    auto words = exemplar.decision;
    if (exemplar.decided_on)
        words += " ngày " + shown(*exemplar.decided_on);
    if (!exemplar.decided_by.empty())
        words += ", " + exemplar.decided_by;
    return words;
}

void name_places(ExemplarItem& item, BodyId body, AreaId area, Date today)
{
    auto const atlas = areas::atlas();
    auto const held = bodies::directory();
    auto const* at = held->on(body, today);
    if (!at)
        at = held->newest(body);
    item.unit = at ? at->name : "";
    if (auto const* const place = atlas->on(atlas->area_today(area, today), today))
        item.commune = place->full_name;
}

ExemplarItem item_of(Exemplar const& exemplar, Date today, bool inside)
{
    auto item = ExemplarItem{.id = shown(exemplar.id),
                             .url = (inside ? "/can-bo/dien-hinh/" : "/dien-hinh/") + shown(exemplar.id),
                             .kind = "dien_hinh_ca_nhan",
                             .name = exemplar.stage == Stage::erased ? "(đã xóa tên)" : exemplar.name,
                             .office = exemplar.office,
                             .field_name = models::field_label(exemplar.field),
                             .year = exemplar.year,
                             .merit = exemplar.merit,
                             .decision = exemplar.decision,
                             .decided_on = exemplar.decided_on,
                             .decided_by = exemplar.decided_by,
                             .stage = inside ? std::string(label(exemplar.stage)) : "",
                             .demo = exemplar.demo,
                             .decision_words = decision_words(exemplar)};
    name_places(item, exemplar.body, exemplar.area, today);
    return item;
}

bool wanted(ListQuery const& query, auto const& record)
{
    return (query.field.empty() || record.field == query.field) &&
           (query.year == 0 || record.year == query.year);
}

// Persons in name order that pass, a page of them.
void add_persons(acts::Reading const& reading, ListQuery const& query, bool inside, ExemplarList& list)
{
    // Where somebody stands in the order tells the name.
    auto id = query.after && load(reading, query.after) ? query.after : ExemplarId();
    auto key = reading.db.one<std::string>(sql::key_of_exemplar, {{"id", id}}).value_or("");
    for (;;) {
        auto const rows =
            reading.db.all<Exemplar>(sql::exemplars_after, {{"key", key}, {"id", id}, {"most", chunk}});
        for (auto const& row : rows) {
            auto const seen =
                inside ? reading.may(may::see_exemplars, place(row)) : row.stage == Stage::published;
            if (!seen || !wanted(query, row))
                continue;
            if (int(list.persons.size()) == items_of_a_page) {
                list.next = list.persons.back().id;
                return;
            }
            list.persons.push_back(item_of(row, reading.today(), inside));
        }
        if (int(rows.size()) < chunk)
            return;
        id = rows.back().id;
        key = reading.db.one<std::string>(sql::key_of_exemplar, {{"id", id}}).value_or("");
    }
}

void add_collectives(acts::Reading const& reading, ListQuery const& query, ExemplarList& list)
{
    auto wanted_models = models::ListQuery{.kind = {models::Kind::dien_hinh_tap_the}};
    if (!query.field.empty())
        wanted_models.field = {query.field};
    if (query.year != 0)
        wanted_models.year = {query.year};
    for (auto const& model : models::public_models(reading, wanted_models, most_collectives + 1)) {
        if (list.collectives.size() == most_collectives) {
            list.more_collectives = true;
            return;
        }
        auto item = ExemplarItem{.id = shown(model.id),
                                 .url = "/mo-hinh/" + shown(model.id),
                                 .kind = "dien_hinh_tap_the",
                                 .name = model.title,
                                 .field_name = models::field_label(model.field),
                                 .year = model.year,
                                 .merit = model.outputs,
                                 .demo = model.demo};
        name_places(item, model.body, model.area, reading.today());
        list.collectives.push_back(std::move(item));
    }
}

// Values as they came in the address.
Filters filters_of(acts::Reading const& reading, ListQuery const& query, std::string action)
{
    auto const values = web::values_of(query);
    auto choices = models::fields_offered();
    auto const fields = web::FormFields(ListQuery::rules(), values, nullptr, std::move(choices));
    auto made = Filters{std::move(action), fields.fields({"field", "year"})};
    for (auto& field : made.fields) {
        field.optional = false;
        if (field.kind == web::Field::Kind::select)
            field.choices.front().text = "Mọi lĩnh vực";
        if (field.name == "year" && query.year == 0)
            field.value.clear();
    }
    web::tell_wrong(made.fields, reading.wrong, reading.typed);
    return made;
}

} // namespace

std::span<forms::Rule const> ListQuery::rules()
{
    static constexpr std::array<forms::Rule, 3> list{{
        {"field", "Lĩnh vực", forms::Input::choice, 60},
        {"year", "Năm", forms::Input::year, 2100},
        {"after", "Sau", forms::Input::id, INT64_MAX},
    }};
    return list;
}

std::span<forms::Rule const> ExemplarQuery::rules()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"exemplar", "Điển hình", forms::Input::id, INT64_MAX, forms::Need::required}}};
    return list;
}

Outcome<ExemplarList> list_exemplars(acts::Reading& reading, ListQuery const& query)
{
    for (auto const* const topic : {"exemplars", "models", "areas", "bodies"})
        reading.reads(topic);
    auto list = ExemplarList{.query = query};
    add_persons(reading, query, false, list);
    add_collectives(reading, query, list);
    return list;
}

Outcome<ExemplarList> list_office(acts::Reading& reading, ListQuery const& query)
{
    auto list = ExemplarList{.query = query};
    add_persons(reading, query, true, list);
    return list;
}

Outcome<ExemplarItem> view_exemplar(acts::Reading& reading, ExemplarQuery const& query)
{
    auto const exemplar = TRY(load(reading, query.exemplar));
    reading.reads("exemplar/" + shown(exemplar.id));
    reading.reads("areas");
    reading.reads("bodies");
    if (exemplar.stage != Stage::published)
        return refuse(kheo::problems::not_found);
    return item_of(exemplar, reading.today(), false);
}

routes::Page show_exemplars(acts::Reading& reading, ExemplarList const& list)
{
    return {.title = "Điển hình Dân vận khéo",
            .description = "Tập thể, cá nhân điển hình đã có quyết định và đồng ý được giới thiệu.",
            .crumbs = {{"Trang chủ", "/"}, {"Điển hình", ""}},
            .body = exemplars_page(list, filters_of(reading, list.query, "/dien-hinh")),
            .section = "/dien-hinh"};
}

routes::Page show_office_list(acts::Reading& reading, ExemplarList const& list)
{
    return {.title = "Điển hình cá nhân",
            .crumbs = {{"Việc của tôi", "/can-bo"}, {"Điển hình", ""}},
            .body = office_list_page(list, filters_of(reading, list.query, "/can-bo/dien-hinh")),
            .section = "/can-bo/dien-hinh"};
}

routes::Page show_exemplar(acts::Reading&, ExemplarItem const& item)
{
    return {.title = item.name,
            .description = item.office,
            .crumbs = {{"Trang chủ", "/"}, {"Điển hình", "/dien-hinh"}, {item.name, ""}},
            .body = exemplar_page(item),
            .section = "/dien-hinh"};
}

Outcome<routes::Page> show_office(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto exemplar = TRY(load(reading, {parse_id(forms::value_of(sent.values, "exemplar")).value_or(0)}));
    auto const at = place(exemplar);
    if (!reading.may(may::see_exemplars, at))
        return refuse(kheo::problems::not_found);
    auto page = OfficePage{.record = exemplar, .item = item_of(exemplar, reading.today(), true)};
    auto const waits = exemplar.stage == Stage::registered;
    page.keys = web::form_keys_of(reading.csrf, sent.values, problem, std::to_string(exemplar.version));
    page.errors = web::errors_of(problem);
    page.basis = std::string(label(exemplar.basis));
    page.typed_reason = problem ? forms::value_of(sent.values, "reason") : "";
    page.may_complete = waits && reading.may(may::register_exemplars, at);
    page.may_publish = waits && reading.may(may::publish_exemplars, at);
    page.may_withdraw =
        (waits || exemplar.stage == Stage::published) && reading.may(may::withdraw_exemplars, at);
    page.may_erase = exemplar.stage != Stage::erased && reading.may(may::erase_exemplars, at);
    return routes::Page{
        .title = page.item.name,
        .crumbs = {{"Việc của tôi", "/can-bo"}, {"Điển hình", "/can-bo/dien-hinh"}, {page.item.name, ""}},
        .body = office_page(page),
        .section = "/can-bo/dien-hinh"};
}

} // namespace kheo::exemplars
