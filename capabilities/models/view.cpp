// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/models/view.hpp"

#include "capabilities/areas/areas.hpp"
#include "capabilities/bodies/bodies.hpp"
#include "capabilities/models/evidence.hpp"
#include "capabilities/models/load.hpp"
#include "capabilities/models/view.html.hpp"
#include "platform/text/number.hpp"
#include "platform/text/text.hpp"

#include <array>

namespace kheo::models
{

namespace
{

constexpr std::size_t most_of_a_preview = 160; // characters

// What the public reads of an act before it was open.
bool is_public_step(std::string_view act)
{
    return act == "models.registered" || act == "models.submitted" || act == "models.received";
}

Event event_of(Past const& past)
{
    auto event = Event{shown(local_date(past.act.at)), std::string(said(past.act.kind)), {}, past.office, {}};
    if (past.act.visibility != acts::Visibility::open)
        return event;
    event.act = std::to_string(past.act.id);
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

// What is only between offices: a step on the way back to being received, its
// reason, the import it came with.
Model as_public(Model model)
{
    if (model.stage != Stage::withdrawn && model.stage != Stage::received) {
        model.stage = Stage::received;
        model.reason.clear();
    }
    model.import = 0;
    return model;
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

// The figures as bars: before, wanted, reached; empty where none is a number.
web::Chart chart_of(Model const& model)
{
    auto chart = web::Chart{.name = "ket-qua",
                            .title = model.measure.empty() ? "Kết quả so với trước khi làm" : model.measure,
                            .description = "So sánh trước khi làm, mức cần đạt và kết quả đến nay.",
                            .axis = "Thời điểm",
                            .measure = "Giá trị"};
    std::array<std::tuple<std::string_view, std::string const*, bool>, 3> const bars{{
        {"Trước khi làm", &model.baseline, false},
        {"Cần đạt", &model.target, false},
        {"Đã đạt", &model.result, true},
    }};
    for (auto const& [name, text, marked] : bars)
        if (auto const number = parse_number(*text); !text->empty() && number)
            chart.points.push_back({std::string(name), number->value(), shown(*number), marked});
    return chart;
}

std::vector<web::Event> timeline_of(std::vector<Event> const& events)
{
    std::vector<web::Event> line;
    for (auto const& event : events) {
        auto& one = line.emplace_back(
            web::Event{.date = event.day, .title = event.title, .text = event.reason, .by = event.by});
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

std::string_view said(std::string_view act)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 11> words{{
        {"models.registered", "Đăng ký"},
        {"models.drafted", "Lập bản nháp"},
        {"models.submitted", "Gửi đăng ký"},
        {"models.received", "Tiếp nhận"},
        {"models.returned", "Trả lại để bổ sung"},
        {"models.published", "Công khai"},
        {"models.edited", "Sửa nội dung"},
        {"models.corrected", "Cải chính"},
        {"models.withdrawn", "Rút mô hình"},
        {"models.kept", "Đăng ký duy trì"},
        {"models.brought_back", "Trở lại bản trước"},
    }};
    auto const found = std::ranges::find(words, act, &std::pair<std::string_view, std::string_view>::first);
    return found == words.end() ? act : found->second;
}

std::string place_words(std::string const& then, std::string const& today)
{
    return today.empty() || then == today ? then : then + " (nay là " + today + ")";
}

web::Badge stage_badge(Model const& model)
{
    static constexpr std::array tones{web::Tone::grey, web::Tone::blue, web::Tone::orange, web::Tone::teal,
                                      web::Tone::red};
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

Outcome<ModelView> view_model(acts::Reading& reading, ModelQuery const& query)
{
    auto loaded = TRY(load(reading, query.model));
    auto const inside = reading.may(may::see_models, place(loaded));
    auto view = named_view(inside ? std::move(loaded) : as_public(std::move(loaded)), reading.today());
    auto const& model = view.record;
    reading.reads("model/" + shown(model.id));
    reading.reads("areas");
    reading.reads("bodies");
    if (model.registered_on)
        view.registered_on = shown(*model.registered_on);
    view.events = events_of(reading, model.id);
    auto const evidence = evidence_of(reading.db, model.id);
    view.evidence = std::int64_t(evidence.size());
    if (model.stage != Stage::withdrawn)
        view.photos = photos_of(evidence);
    if (model.origin)
        if (auto const origin = load(reading, model.origin); origin && origin->published)
            view.origin_title = origin->title;
    return view;
}

routes::Page show_model(acts::Reading&, ModelView const& view)
{
    auto const& model = view.record;
    return {.title = model.title,
            .description = std::string(
                first_characters(model.aims.empty() ? model.situation : model.aims, most_of_a_preview)),
            .crumbs = {{"Trang chủ", "/"}, {"Mô hình", "/mo-hinh"}, {model.title, ""}},
            .body = model_page(view, chart_of(model), timeline_of(view.events)),
            .section = "/mo-hinh",
            .printed_code = true};
}

} // namespace kheo::models
