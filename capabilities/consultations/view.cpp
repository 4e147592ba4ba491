// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/consultations/view.hpp"

#include "capabilities/consultations/consultation.sql.hpp"
#include "capabilities/consultations/consultations.hpp"
#include "capabilities/consultations/view.html.hpp"

#include <algorithm>
#include <array>

namespace kheo::consultations
{

namespace
{

constexpr std::int64_t lists_of_a_page = 30;
constexpr std::int64_t opinions_of_a_page = 50;

ConsultationItem item_of(Consultation const& one, Date today)
{
    return {.id = shown(one.id),
            .url = "/lay-y-kien/" + shown(one.id),
            .title = one.title,
            .body = bodies::name_of(one.body, one.opened_on),
            .opened_on = one.opened_on,
            .closes_on = one.closes_on,
            .course = course(one, today) == Course::running ? "running"
                      : course(one, today) == Course::over  ? "over"
                                                            : "stopped",
            .models = std::int64_t(ids_in<ModelId>(one.models).size()),
            .demo = one.demo};
}

// As it is called today, also where it was withdrawn since; one that nobody may
// read any more is only said to have been there.
ListedModel listed(acts::Reading const& reading, ModelId id)
{
    auto const model = models::load(reading, id);
    if (!model)
        return {.id = shown(id), .title = "Mô hình không còn đọc được"};
    auto const view = models::named_view(*model, reading.today());
    return {.id = view.id,
            .url = view.url,
            .title = model->title,
            .place = view.commune.empty()
                         ? view.unit
                         : view.unit + ", " + models::place_words(view.commune, view.commune_today),
            .demo = model->demo};
}

} // namespace

std::span<forms::Rule const> ListQuery::rules()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"before", "Trước danh sách", forms::Input::id, INT64_MAX}}};
    return list;
}

std::span<forms::Rule const> ViewQuery::rules()
{
    static constexpr std::array<forms::Rule, 2> list{
        {{"consultation", "Danh sách", forms::Input::id, INT64_MAX, forms::Need::required},
         {"after", "Sau ý kiến", forms::Input::id, INT64_MAX}}};
    return list;
}

web::Badge badge_of(std::string const& course)
{
    if (course == "running")
        return {"Đang lấy ý kiến", web::Tone::green};
    return course == "over" ? web::Badge{"Đã hết thời gian", web::Tone::grey}
                            : web::Badge{"Đã dừng", web::Tone::orange};
}

Outcome<ConsultationList> list_consultations(acts::Reading& reading, ListQuery const& query)
{
    reading.reads("consultations");
    reading.reads("bodies");
    reading.reads("today");
    auto const before = query.before ? query.before.value : INT64_MAX;
    auto rows = reading.db.all<Consultation>(sql::consultations_before,
                                             {{"before", before}, {"most", lists_of_a_page + 1}});
    auto list = ConsultationList();
    if (std::int64_t(rows.size()) > lists_of_a_page) {
        rows.pop_back();
        list.next = shown(rows.back().id);
    }
    for (auto const& one : rows)
        list.items.push_back(item_of(one, reading.today()));
    return list;
}

routes::Page show_consultations(acts::Reading&, ConsultationList const& list)
{
    return {.title = "Danh sách đề nghị công nhận, lấy ý kiến",
            .crumbs = {{"Trang chủ", "/"}, {"Mô hình", "/mo-hinh"}, {"Lấy ý kiến", ""}},
            .body = consultations_page(list),
            .section = "/mo-hinh"};
}

Outcome<ConsultationView> view_consultation(acts::Reading& reading, ViewQuery const& query)
{
    auto const one = reading.db.one<Consultation>(sql::consultation_by_id, {{"id", query.consultation}});
    if (!one)
        return refuse(kheo::problems::not_found);
    reading.reads("consultation/" + shown(query.consultation));
    for (auto const* const topic : {"models", "areas", "bodies", "today"})
        reading.reads(topic);
    auto view = ConsultationView{.consultation = item_of(*one, reading.today()),
                                 .note = one->note,
                                 .reason = one->reason,
                                 .leads = reading.may(may::consult, place(*one)),
                                 .first = !query.after};
    for (auto const id : ids_in<ModelId>(one->models))
        view.items.push_back(listed(reading, id));
    auto opinions = reading.db.all<Opinion>(
        sql::published_opinions,
        {{"consultation", query.consultation}, {"after", query.after}, {"most", opinions_of_a_page + 1}});
    if (std::int64_t(opinions.size()) > opinions_of_a_page) {
        opinions.pop_back();
        view.next = shown(opinions.back().id);
    }
    for (auto const& opinion : opinions) {
        auto const about = std::ranges::find(view.items, shown(opinion.model), &ListedModel::id);
        view.opinions.push_back({.text = opinion.text,
                                 .about = opinion.model && about != view.items.end() ? about->title : "",
                                 .sent_on = opinion.sent_on,
                                 .reply = opinion.reply,
                                 .replied_on = opinion.replied_on});
    }
    return view;
}

routes::Page show_consultation(acts::Reading&, ConsultationView const& view)
{
    auto table = web::Table{.caption = "Mô hình được đề nghị", .columns = {{"Mô hình"}, {"Nơi làm"}}};
    for (auto const& one : view.items)
        table.rows.push_back({{{one.title, one.url}, {one.place}}});
    auto pager = web::Pager();
    if (!view.first)
        pager.previous = view.consultation.url;
    if (!view.next.empty())
        pager.next = view.consultation.url + "?after=" + view.next;
    return {.title = "Lấy ý kiến: " + view.consultation.title,
            .description =
                "Danh sách mô hình được đề nghị công nhận; ai cũng góp ý được, không phải xưng tên.",
            .crumbs = {{"Trang chủ", "/"}, {"Lấy ý kiến", "/lay-y-kien"}, {view.consultation.title, ""}},
            .body = consultation_page(view, table, pager),
            .section = "/mo-hinh",
            .printed_code = true};
}

models::Told tell(acts::Reading& reading, models::Model const& model, models::Audience side)
{
    if (!model.published || model.stage == models::Stage::withdrawn)
        return {};
    reading.reads("today"); // the list runs until a day
    for (auto const& one : running(reading.db, reading.today())) {
        auto const listed_models = ids_in<ModelId>(one.models);
        if (std::ranges::find(listed_models, model.id) == listed_models.end())
            continue;
        auto told = models::Told();
        told.top = tell_top(shown(one.id), shown(model.id), shown(one.closes_on),
                            side == models::Audience::everybody);
        return told;
    }
    return {};
}

} // namespace kheo::consultations
