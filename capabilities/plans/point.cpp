// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/plans/point.hpp"

#include "capabilities/plans/answer.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace kheo::plans
{

namespace
{

using forms::Input;
using forms::Need;

constexpr int most_documents = 60; // of one body, to choose from
constexpr std::size_t most_choices = 200;

bool is_seen_model(acts::Reading const& reading, bodies::Body const& body, ModelId id)
{
    auto const model = models::load(reading, id);
    return model && model->stage != models::Stage::draft && model->stage != models::Stage::withdrawn &&
           is_own_of(body, model->body, reading.today());
}

bool is_seen_document(acts::Reading const& reading, bodies::Body const& body, DocumentId id)
{
    auto const document = documents::load(reading, id);
    return document && document->stage == documents::Stage::recorded && shown_as(document->type) &&
           is_own_of(body, document->body, reading.today());
}

web::Offered choices_of(acts::Reading const& reading, bodies::Body const& part)
{
    web::Offered offered;
    auto& models = offered["model"];
    auto& documents = offered["fulfilled_by"];
    std::vector<ModelId> ids;
    for (auto const body : own_bodies(part, reading.today())) {
        if (ids.size() >= most_choices && documents.size() >= most_choices)
            break; // its own come first
        std::ranges::copy(models_to_point(reading.db, body), std::back_inserter(ids));
        for (auto const& one : documents::documents_of_body(reading.db, body, most_documents))
            if (shown_as(one.type) && documents::sees(reading, one))
                documents.push_back({shown(one.id), documents::name_of(one) + ": " + one.subject});
    }
    auto const loaded = models::Several(reading, ids);
    for (auto const id : ids)
        if (auto const* const model = loaded.seen(id))
            models.push_back({shown(id), fmt::format("{} ({}, {})", model->title, model->year,
                                                     bodies::name_of(model->body))});
    if (models.empty())
        models.push_back({"", "Đơn vị chưa có mô hình nào đã đăng ký"});
    if (documents.empty())
        documents.push_back({"", "Thư viện chưa có văn bản nào như vậy của đơn vị"});
    return offered;
}

bool was_sent(forms::Values const& sent, std::string_view name)
{
    return std::ranges::any_of(sent, [&](auto const& pair) { return pair.first == name; });
}

std::vector<FieldError> at(std::string field, Refusal const& refusal)
{
    return {{std::move(field), std::string(refusal.sentence)}};
}

// What the forms on the part's page share.
std::vector<forms::Rule> of_part(std::initializer_list<forms::Rule> own)
{
    std::vector<forms::Rule> all(PartQuery::rules().begin(), PartQuery::rules().end());
    std::ranges::copy(own, std::back_inserter(all));
    return all;
}

} // namespace

std::span<forms::Rule const> PointForm::rules()
{
    static auto const list = of_part({
        {"model", "Mô hình của đơn vị", Input::id, INT64_MAX, Need::optional,
         "Mô hình đã gửi đăng ký của đơn vị hoặc của cơ quan khác trong cùng xã, phường."},
        {"fulfilled_by", "Hoặc văn bản của đơn vị", Input::id, INT64_MAX, Need::optional,
         "Thông báo, kế hoạch, báo cáo; cuộc họp thì chọn kết luận hoặc biên bản. Văn bản chưa gửi tới cơ "
         "quan giao việc thì nơi ấy thấy là có mà không mở được."},
    });
    return list;
}

std::span<forms::Rule const> RemoveForm::rules()
{
    static auto const list = of_part({
        {"fulfilment", "Mục cần gỡ", Input::id, INT64_MAX, Need::required},
        {"removed_for", "Vì sao gỡ", Input::text, 500, Need::optional,
         "Ví dụ: chọn nhầm mô hình. Lý do được ghi lại."},
    });
    return list;
}

Outcome<acts::Recorded<Fulfilment>> point(acts::Work& work, PointForm const& form)
{
    auto const part = TRY(load_to_lead(work, form));
    if (bool(form.model) == bool(form.fulfilled_by))
        return refuse(problems::point_at_one, at("model", problems::point_at_one));
    if (form.model && !is_seen_model(work, part.body, form.model))
        return refuse(problems::not_own_model, at("model", problems::not_own_model));
    if (form.fulfilled_by && !is_seen_document(work, part.body, form.fulfilled_by))
        return refuse(problems::not_fulfilling, at("fulfilled_by", problems::not_fulfilling));
    auto const made = Fulfilment{.id = {work.draws.id()},
                                 .task = part.task.id,
                                 .period = part.occurrence.period,
                                 .body = part.body.body,
                                 .area = part.body.area,
                                 .model = form.model,
                                 .document = form.fulfilled_by,
                                 .pointed_on = work.today(),
                                 .removed_for = {},
                                 .demo = part.task.demo};
    if (is_pointed(work.db, made))
        return refuse(problems::pointed_before,
                      at(form.model ? "model" : "fulfilled_by", problems::pointed_before));
    return store_new(work, made);
}

Outcome<acts::Recorded<Fulfilment>> unpoint(acts::Work& work, RemoveForm const& form)
{
    auto const part = TRY(load_part(work, form));
    auto const held = fulfilment_by_id(work.db, form.fulfilment);
    auto const& taken = part.meant.took_over;
    if (!held || held->task != part.task.id || held->period != part.occurrence.period ||
        !(held->body == part.body.body || std::ranges::find(taken, held->body) != taken.end()))
        return refuse(kheo::problems::not_found);
    if (!work.may(may::answer_tasks, bodies::place(part.body)) &&
        !work.may(may::accept_plans, tasks::place(part.task)))
        return refuse(kheo::problems::not_allowed);
    if (auto const open = no_secret(form.removed_for); !open)
        return std::unexpected(open.error());
    auto const next = TRY(removed(*held, form.removed_for));
    return store(work, next);
}

std::string count_words(std::string_view product, std::int64_t models, Reader reader)
{
    auto const asked = models_asked(product);
    if (!asked)
        return {};
    // Everybody is told of what is public, which need not be all.
    return reader == Reader::officers
               ? fmt::format("{} trong {} mô hình mà sản phẩm nêu", models, *asked)
               : fmt::format("{} mô hình đã công khai; sản phẩm nêu {} mô hình", models, *asked);
}

Outcome<FulfilledView> view_fulfilled(acts::Reading& reading, PartQuery const& query)
{
    auto const part = TRY(load_part(reading, query));
    auto fulfilled =
        Pointers(reading, part.task.id).of(reading, part.occurrence.period, part.meant, Reader::officers);
    return FulfilledView{std::move(fulfilled.items), fulfilled.models,
                         models_asked(part.task.product).value_or(0)};
}

FulfilledPart fulfilled_part(acts::Reading const& reading, Part const& part, bool stands,
                             forms::Values const& sent, Problem const* problem)
{
    auto told =
        Pointers(reading, part.task.id).of(reading, part.occurrence.period, part.meant, Reader::officers);
    auto made = FulfilledPart{.items = std::move(told.items),
                              .count = count_words(part.task.product, told.models, Reader::officers),
                              .point = {},
                              .remove = {}};
    auto const answers = stands && reading.may(may::answer_tasks, bodies::place(part.body));
    if (answers) {
        made.point = web::FormFields(PointForm::rules(), sent, problem, choices_of(reading, part.body))
                         .fields({"model", "fulfilled_by"});
        made.point_open = was_sent(sent, "model");
    }
    if (made.items.empty() ||
        !(answers || (stands && reading.may(may::accept_plans, tasks::place(part.task)))))
        return made;
    web::Offered offered;
    for (auto const& one : made.items)
        offered["fulfilment"].push_back(
            {shown(one.id), one.kind + (one.title.empty() ? "" : ": " + one.title)});
    made.remove = web::FormFields(RemoveForm::rules(), sent, problem, std::move(offered))
                      .fields({"fulfilment", "removed_for"});
    made.remove_open = was_sent(sent, "removed_for");
    return made;
}

} // namespace kheo::plans
