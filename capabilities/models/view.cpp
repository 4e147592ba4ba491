// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/models/view.hpp"

#include "capabilities/areas/areas.hpp"
#include "capabilities/bodies/bodies.hpp"
#include "capabilities/models/fields.hpp"
#include "capabilities/models/load.hpp"
#include "capabilities/models/view.html.hpp"
#include "platform/text/number.hpp"

#include <array>

namespace kheo::models
{

namespace
{

std::vector<Event> events_of(acts::Reading& reading, ModelId model)
{
    std::vector<Event> events;
    for (auto const& act : acts::history(reading.db, "model", model.value)) {
        auto event = Event{shown(local_date(act.at)), std::string(said(act.kind)), {}, {}};
        if (act.visibility == acts::Visibility::open)
            event.act = std::to_string(act.id);
        if (!act.content.empty()) {
            auto const content = boost::json::parse(act.content).as_object();
            if (auto const* const reason = content.at("note").as_object().if_contains("reason"))
                event.reason = reason->as_string();
        }
        events.push_back(std::move(event));
    }
    return events;
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
        auto& one =
            line.emplace_back(web::Event{.date = event.day, .title = event.title, .text = event.reason});
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
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> words{{
        {"models.registered", "Đăng ký"},
        {"models.drafted", "Lập bản nháp"},
        {"models.submitted", "Gửi đăng ký"},
        {"models.received", "Tiếp nhận"},
        {"models.returned", "Trả lại để bổ sung"},
        {"models.published", "Công khai"},
        {"models.edited", "Sửa nội dung"},
        {"models.withdrawn", "Rút mô hình"},
    }};
    auto const found = std::ranges::find(words, act, &std::pair<std::string_view, std::string_view>::first);
    return found == words.end() ? act : found->second;
}

Outcome<ModelView> view_model(acts::Reading& reading, ModelQuery const& query)
{
    auto loaded = TRY(load(reading, query.model));
    auto view = ModelView{.record = std::move(loaded)};
    auto const& model = view.record;
    reading.reads("model/" + shown(model.id));
    reading.reads("areas");
    auto const day = model.registered_on.value_or(reading.today());
    auto const atlas = areas::atlas();
    auto const held = bodies::directory();
    view.id = shown(model.id);
    view.url = "/mo-hinh/" + view.id;
    view.field_name = field_label(model.field);
    if (auto const* const body = held->on(model.body, day)) {
        view.unit = body->name;
        view.unit_code = body->code;
    }
    if (auto const* const area = atlas->on(model.area, day); area && areas::is_communal(area->kind))
        view.commune = area->full_name;
    if (auto const* const province = atlas->province_of(model.area, day))
        view.province = province->full_name;
    view.events = events_of(reading, model.id);
    return view;
}

routes::Page show_model(acts::Reading&, ModelView const& view)
{
    auto const& model = view.record;
    auto page = routes::Page{.title = model.title,
                             .description = model.aims.empty() ? model.situation : model.aims,
                             .crumbs = {{"Trang chủ", "/"}, {"Mô hình", "/mo-hinh"}, {model.title, ""}},
                             .body = model_page(view, chart_of(model), timeline_of(view.events)),
                             .section = "/mo-hinh"};
    return page;
}

} // namespace kheo::models
