// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/models/view.hpp"

#include "capabilities/areas/areas.hpp"
#include "capabilities/bodies/bodies.hpp"
#include "capabilities/ledger/ledger.hpp"
#include "capabilities/models/evidence.hpp"
#include "capabilities/models/load.hpp"
#include "capabilities/models/model.sql.hpp"
#include "capabilities/models/view.html.hpp"
#include "platform/text/number.hpp"
#include "platform/text/text.hpp"

#include <array>

namespace kheo::models
{

namespace
{

std::vector<Teller> tellers; // written once, before the first request

constexpr std::size_t most_of_a_preview = 160; // characters

struct YearRow {
    int year = 0;
    Entry entry = Entry::moi;
    Stage stage = Stage::draft;
    std::string result;
    std::optional<Date> registered_on;
};
BOOST_DESCRIBE_STRUCT(YearRow, (), (year, entry, stage, result, registered_on))

struct RecognitionRow {
    Id<struct RecognitionRowTag> id;
    Id<struct DecisionRowTag> decision;
    int year = 0;
    std::string number;
    Date issued_on;
    BodyId issuer;
    bool withdrawn = false;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(RecognitionRow, (), (id, decision, year, number, issued_on, issuer, withdrawn, reason))

std::vector<RecognisedBy> recognitions_of(acts::Reading& reading, ModelId model)
{
    auto const held = bodies::directory();
    std::vector<RecognisedBy> all;
    for (auto const& row : reading.db.all<RecognitionRow>(sql::recognitions_of_model, {{"model", model}})) {
        auto const* const issuer = held->on(row.issuer, row.issued_on);
        all.push_back({.number = row.number,
                       .url = "/quyet-dinh/" + shown(row.decision),
                       .year = row.year,
                       .issued_on = row.issued_on,
                       .issuer = issuer ? issuer->name : std::string(),
                       .withdrawn = row.withdrawn,
                       .reason = row.reason});
    }
    return all;
}

// What the public reads of an act before it was open.
bool is_public_step(std::string_view act)
{
    return act == "models.registered" || act == "models.submitted" || act == "models.kept" ||
           act == "models.received";
}

Event event_of(Past const& past)
{
    auto event =
        Event{local_date(past.act.at), std::string(ledger::said(past.act.kind)), {}, past.office, {}};
    auto const registers = past.act.kind == "models.registered" || past.act.kind == "models.kept";
    if (registers && past.record && past.record->registered_on)
        event.reason = "Theo văn bản ngày " + shown(*past.record->registered_on) + ".";
    if (past.act.visibility != acts::Visibility::open)
        return event;
    event.act = std::to_string(past.act.id);
    if (!past.reason.empty())
        event.reason = past.reason;
    if (past.act.kind != "models.corrected" || past.changes.empty())
        return event;
    event.reason += event.reason.empty() ? "Sửa: " : " Sửa: ";
    for (auto const& change : past.changes)
        event.reason += (&change == &past.changes.front() ? "" : "; ") + change.label;
    event.reason += ".";
    return event;
}

std::vector<Event> events_of(acts::Reading& reading, ModelId model)
{
    std::vector<Event> events;
    for (auto const& past : past_of(reading.db, model))
        if (past.act.visibility == acts::Visibility::open || is_public_step(past.act.kind))
            events.push_back(event_of(past));
    return events;
}

// Oldest first; one that waits is shown to the public as registered, without
// the result it tells.
std::vector<YearView> years_of(acts::Reading& reading, Model const& model, bool inside)
{
    std::vector<YearView> years;
    for (auto const& row : reading.db.all<YearRow>(sql::years_of_model, {{"model", model.id}})) {
        if (row.stage == Stage::draft || (row.stage == Stage::withdrawn && model.stage != Stage::withdrawn))
            continue;
        auto const waits = row.stage == Stage::registered || row.stage == Stage::returned;
        auto const stage = waits && !inside ? Stage::registered : row.stage;
        years.push_back({.year = row.year,
                         .entry = std::string(label(row.entry)),
                         .registered_on = row.registered_on,
                         .stage = std::string(label(stage)),
                         .result = waits && !inside ? std::string() : row.result});
    }
    return years;
}

// Whether the newest year's entry waits to be received, as the public is told.
bool waits(std::vector<YearView> const& years)
{
    return !years.empty() && years.back().stage == label(Stage::registered);
}

std::vector<Photo> photos_of(std::vector<Evidence> const& evidence)
{
    std::vector<Photo> photos;
    for (auto const& one : evidence)
        if (one.shown) {
            auto const address = "/mo-hinh/anh/" + shown(one.id);
            photos.push_back(
                {shown(one.id), one.caption, address + "/lon", address + "/nho", one.width, one.height});
        }
    return photos;
}

// The figures as bars: before, wanted, reached in each year; empty where none
// is a number.
web::Chart chart_of(ModelView const& view)
{
    auto const& model = view.record;
    auto chart = web::Chart{.name = "ket-qua",
                            .title = model.measure.empty() ? "Kết quả so với trước khi làm" : model.measure,
                            .description = "So sánh trước khi làm, mức cần đạt và kết quả từng năm.",
                            .axis = "Thời điểm",
                            .measure = "Giá trị"};
    auto const add = [&](std::string name, std::string const& text, bool marked) {
        if (auto const number = parse_number(text); !text.empty() && number)
            chart.points.push_back({std::move(name), number->value(), shown(*number), marked});
    };
    add("Trước khi làm", model.baseline, false);
    add("Cần đạt", model.target, false);
    for (auto const& year : view.years)
        add("Đạt năm " + std::to_string(year.year), year.result, true);
    return chart;
}

std::vector<web::Event> timeline_of(std::vector<Event> const& events)
{
    std::vector<web::Event> line;
    for (auto const& event : events) {
        auto& one = line.emplace_back(
            web::Event{.date = shown(event.day), .title = event.title, .text = event.reason, .by = event.by});
        if (!event.act.empty())
            one.link = {"Phiếu kiểm chứng", "/so-kiem-chung/phieu/" + event.act};
    }
    if (!line.empty())
        line.back().current = true;
    return line;
}

} // namespace

std::span<forms::Rule const> ModelQuery::rules()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"model", "Mô hình", forms::Input::id, INT64_MAX, forms::Need::required}}};
    return list;
}

std::string place_words(std::string const& then, std::string const& today)
{
    return today.empty() || then == today ? then : then + " (nay là " + today + ")";
}

web::Badge stage_badge(Model const& model)
{
    static constexpr std::array tones{web::Tone::grey,  web::Tone::blue,   web::Tone::orange,
                                      web::Tone::teal,  web::Tone::purple, web::Tone::orange,
                                      web::Tone::green, web::Tone::red};
    return {std::string(label(model.stage)), tones.at(std::size_t(model.stage))};
}

namespace
{

// Names as of the paper's day, and of today.
void name_places(ModelView& view, Date day, Date today)
{
    auto const& model = view.record;
    auto const atlas = areas::atlas();
    auto const held = bodies::directory();
    view.field_name = field_label(model.field);
    auto const* body = held->on(model.body, day);
    if (!body)
        body = held->newest(model.body);
    if (body) {
        view.unit = body->name;
        view.unit_code = body->code;
    }
    auto const* area = atlas->on(model.area, day);
    if (!area)
        area = atlas->newest(model.area);
    if (!area)
        return;
    auto const now = atlas->area_today(model.area, today);
    auto const* const still = atlas->on(now, today);
    view.area_today = shown(now);
    if (areas::is_communal(area->kind)) {
        view.commune = area->full_name;
        view.commune_today = still ? still->full_name : "";
    }
    auto const* province = atlas->province_of(now, today);
    if (!province)
        province = atlas->province_of(model.area, day);
    if (province)
        view.province = province->full_name;
}

} // namespace

ModelView named_view(Model model, Date today)
{
    auto view = ModelView{.record = std::move(model)};
    view.id = shown(view.record.id);
    view.url = "/mo-hinh/" + view.id;
    name_places(view, view.record.registered_on.value_or(today), today);
    return view;
}

bool is_recognised(ModelView const& view)
{
    return view.record.stage != Stage::withdrawn &&
           std::ranges::any_of(view.recognitions, [](RecognisedBy const& one) { return !one.withdrawn; });
}

void put_tellers(std::vector<Teller> given)
{
    tellers = std::move(given);
}

std::vector<Told> told_of(acts::Reading& reading, Model const& model, Audience side)
{
    std::vector<Told> told;
    for (auto const teller : tellers)
        told.push_back(teller(reading, model, side));
    return told;
}

Outcome<ModelView> view_model(acts::Reading& reading, ModelQuery const& query)
{
    auto loaded = TRY(load(reading, query.model));
    auto const inside = reading.may(may::see_models, place(loaded));
    auto view = named_view(std::move(loaded), reading.today());
    auto const& model = view.record;
    reading.reads("model/" + shown(model.id));
    reading.reads("areas");
    reading.reads("bodies");
    if (model.registered_on)
        view.registered_on = shown(*model.registered_on);
    view.years = years_of(reading, model, inside);
    view.waiting = !inside && waits(view.years);
    view.recognitions = recognitions_of(reading, model.id);
    // Its year's line may have gone on to the next before the decision came.
    for (auto& year : view.years)
        for (auto const& one : view.recognitions)
            if (one.year == year.year && !one.withdrawn)
                year.stage = std::string(label(Stage::recognised));
    view.events = events_of(reading, model.id);
    auto const evidence = evidence_of(reading.db, model.id);
    view.evidence = std::int64_t(evidence.size());
    if (model.stage != Stage::withdrawn)
        view.photos = photos_of(evidence);
    if (model.origin)
        if (auto const origin = load(reading, model.origin); origin && origin->published)
            view.origin_title = origin->title;
    view.told = told_of(reading, model, Audience::everybody);
    return view;
}

routes::Page show_model(acts::Reading&, ModelView const& view)
{
    auto const& model = view.record;
    return {.title = model.title,
            .description = std::string(
                first_characters(model.aims.empty() ? model.situation : model.aims, most_of_a_preview)),
            .crumbs = {{"Trang chủ", "/"}, {"Mô hình", "/mo-hinh"}, {model.title, ""}},
            .body = model_page(view, chart_of(view), timeline_of(view.events)),
            .section = "/mo-hinh",
            .printed_code = true};
}

} // namespace kheo::models
