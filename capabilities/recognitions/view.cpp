// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/recognitions/view.hpp"

#include "capabilities/accounts/accounts.hpp"
#include "capabilities/recognitions/certificate.hpp"
#include "capabilities/recognitions/load.hpp"
#include "capabilities/recognitions/view.html.hpp"

#include "platform/log/log.hpp"

#include <array>
#include <fmt/format.h>

namespace kheo::recognitions
{

namespace
{

constexpr std::int64_t decisions_of_a_page = 50;

DecisionItem item_of(Decision const& decision, std::int64_t withdrawn)
{
    return {.id = shown(decision.id),
            .url = "/quyet-dinh/" + shown(decision.id),
            .number = decision.number,
            .issued_on = iso(decision.issued_on),
            .body = bodies::name_of(decision.body, decision.issued_on),
            .signer = decision.signer,
            .level = std::string(label(decision.level)),
            .models = decision.models - withdrawn,
            .withdrawn = withdrawn,
            .demo = decision.demo,
            .day = shown(decision.issued_on)};
}

// Without the model's words where there is none to show.
RecognisedItem item_of(acts::Reading& reading, Recognition const& recognition, models::Model const* model)
{
    auto const ended = recognition.withdrawn_on;
    auto const named = model ? named_at(reading.db, recognition, *model) : Named();
    auto item = RecognisedItem{.id = shown(recognition.id),
                               .url = "/cong-nhan/" + shown(recognition.id),
                               .model = model ? shown(recognition.model) : "",
                               .title = named.title,
                               .title_today = model && model->title != named.title ? model->title : "",
                               .unit = model ? bodies::name_of(recognition.body, recognition.issued_on) : "",
                               .year = recognition.year,
                               .withdrawn = recognition.withdrawn,
                               .withdrawn_on = ended ? iso(*ended) : "",
                               .reason = recognition.reason,
                               .receipt = {},
                               .certificate = {},
                               .demo = recognition.demo,
                               .withdrawn_day = ended ? shown(*ended) : ""};
    if (auto const act = receipt_of(reading.db, recognition))
        item.receipt = "/so-kiem-chung/phieu/" + std::to_string(act);
    if (!recognition.withdrawn && !item.receipt.empty())
        item.certificate = "/giay-cong-nhan/" + item.id;
    return item;
}

std::int64_t withdrawn_of(db::Connection& db, DecisionId id)
{
    return withdrawn_between(db, id, id)[id.value];
}

} // namespace

std::span<forms::Rule const> DecisionsQuery::rules()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"before", "Trước quyết định", forms::Input::id, INT64_MAX}}};
    return list;
}

std::span<forms::Rule const> DecisionQuery::rules()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"decision", "Quyết định", forms::Input::id, INT64_MAX, forms::Need::required}}};
    return list;
}

std::span<forms::Rule const> CertificateQuery::rules()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"recognition", "Việc công nhận", forms::Input::id, INT64_MAX, forms::Need::required}}};
    return list;
}

Outcome<DecisionList> list_decisions(acts::Reading& reading, DecisionsQuery const& query)
{
    reading.reads("decisions");
    reading.reads("bodies");
    auto list = DecisionList();
    auto const decisions = decisions_before(reading.db, query.before, decisions_of_a_page + 1);
    std::map<std::int64_t, std::int64_t> withdrawn;
    if (!decisions.empty())
        withdrawn = withdrawn_between(reading.db, decisions.back().id, decisions.front().id);
    for (auto const& decision : decisions) {
        if (list.items.size() == std::size_t(decisions_of_a_page)) {
            list.next = list.items.back().id;
            break;
        }
        list.items.push_back(item_of(decision, withdrawn[decision.id.value]));
    }
    return list;
}

routes::Page show_decisions(acts::Reading&, DecisionList const& list)
{
    return {.title = "Quyết định công nhận mô hình",
            .description = "Các quyết định công nhận mô hình Dân vận khéo, mới nhất trước.",
            .crumbs = {{"Trang chủ", "/"}, {"Mô hình", "/mo-hinh"}, {"Quyết định công nhận", ""}},
            .body = decisions_page(list, "/quyet-dinh"),
            .section = "/mo-hinh"};
}

routes::Page show_office_decisions(acts::Reading&, DecisionList const& list)
{
    return {.title = "Quyết định công nhận",
            .crumbs = {{"Việc của tôi", "/can-bo"},
                       {"Thẩm định", "/can-bo/tham-dinh"},
                       {"Quyết định công nhận", ""}},
            .body = decisions_page(list, "/can-bo/cong-nhan"),
            .section = "/can-bo/tham-dinh"};
}

Outcome<DecisionView> view_decision(acts::Reading& reading, DecisionQuery const& query)
{
    auto const decision = decision_by_id(reading.db, query.decision);
    if (!decision)
        return refuse(kheo::problems::not_found);
    for (auto const& topic : {"decision/" + shown(decision->id), std::string("bodies")})
        reading.reads(topic);
    auto view = DecisionView{.decision = item_of(*decision, withdrawn_of(reading.db, decision->id))};
    view.may_withdraw = reading.may(may::decide_recognitions, place(*decision));
    view.scan = view.may_withdraw && !decision->file_hash.empty();
    for (auto const& recognition : recognitions_of(reading.db, decision->id)) {
        reading.reads("model/" + shown(recognition.model));
        if (auto const model = models::load(reading, recognition.model))
            view.items.push_back(item_of(reading, recognition, &*model));
        else
            ++view.internal;
    }
    return view;
}

routes::Page show_decision(acts::Reading&, DecisionView const& view)
{
    auto const title = "Quyết định " + view.decision.number;
    return {.title = title,
            .description = fmt::format("{} công nhận {} mô hình Dân vận khéo ngày {}.", view.decision.body,
                                       view.decision.models, view.decision.day),
            .crumbs = {{"Trang chủ", "/"},
                       {"Mô hình", "/mo-hinh"},
                       {"Quyết định công nhận", "/quyet-dinh"},
                       {title, ""}},
            .body = decision_page(view),
            .section = "/mo-hinh",
            .printed_code = true};
}

Outcome<RecognitionView> view_recognition(acts::Reading& reading, CertificateQuery const& query)
{
    auto const recognition = recognition_by_id(reading.db, query.recognition);
    if (!recognition)
        return refuse(kheo::problems::not_found);
    auto const model = models::load(reading, recognition->model);
    // What hangs on a wall is answered also where its model went from the public pages.
    if (!recognition->opened && !model)
        return refuse(kheo::problems::not_found);
    auto const decision = decision_by_id(reading.db, recognition->decision);
    ensure(decision.has_value(), "a recognition without its decision");
    for (auto const& topic :
         {"decision/" + shown(decision->id), "model/" + shown(recognition->model), std::string("bodies")})
        reading.reads(topic);
    return RecognitionView{.decision = item_of(*decision, withdrawn_of(reading.db, decision->id)),
                           .item = item_of(reading, *recognition, model ? &*model : nullptr)};
}

routes::Page show_recognition(acts::Reading&, RecognitionView const& view)
{
    auto const title = view.item.title.empty() ? "Việc công nhận mô hình" : "Công nhận: " + view.item.title;
    return {.title = title,
            .description = view.item.withdrawn
                               ? "Đã hủy công nhận ngày " + view.item.withdrawn_day + "."
                               : fmt::format("Việc công nhận theo quyết định {} ngày {} đang có hiệu lực.",
                                             view.decision.number, view.decision.day),
            .crumbs = {{"Trang chủ", "/"},
                       {"Mô hình", "/mo-hinh"},
                       {"Quyết định công nhận", "/quyet-dinh"},
                       {"Quyết định " + view.decision.number, view.decision.url},
                       {"Việc công nhận", ""}},
            .body = recognition_page(view),
            .section = "/mo-hinh"};
}

Outcome<http::Response> scan_file(routes::Reading& reading, DecisionQuery const& query)
{
    auto const decision = decision_by_id(reading.db, query.decision);
    if (!decision || decision->file_hash.empty() || !reading.may(may::decide_recognitions, place(*decision)))
        return refuse(kheo::problems::not_found);
    auto answer = TRY(models::stored_file(decision->file_hash, decision->file_ending));
    answer.download_as = decision->file_name;
    return answer;
}

Outcome<http::Response> certificate_file(routes::Reading& reading, CertificateQuery const& query)
{
    auto const recognition = TRY(load(reading, query.recognition));
    auto const model = TRY(models::load(reading, recognition.model));
    if (recognition.withdrawn || !recognition.opened)
        return refuse(kheo::problems::not_found);
    reading.reads("model/" + shown(recognition.model));
    auto const atlas = areas::atlas();
    auto const day = recognition.issued_on;
    auto const* const area = atlas->on(atlas->area_today(recognition.area, day), day);
    auto const named = named_at(reading.db, recognition, model);
    auto file = certificate({.title = named.title,
                             .title_today = named.title == model.title ? "" : model.title,
                             .unit = bodies::name_of(recognition.body, day),
                             .place = area ? area->full_name : "",
                             .field = models::field_label(named.field),
                             .year = recognition.year,
                             .issuer = bodies::name_of(recognition.issuer, day),
                             .level = std::string(label(recognition.level)),
                             .number = recognition.number,
                             .issued_on = day,
                             .signer = recognition.signer,
                             .page = accounts::origin() + "/cong-nhan/" + shown(recognition.id),
                             .demo = recognition.demo});
    if (file.unknown > 0)
        log::write(
            log::Level::warning, "certificate",
            {{"recognition", shown(recognition.id)}, {"letters_without_font", std::to_string(file.unknown)}});
    auto answer = http::Response();
    answer.type = "application/pdf";
    answer.body = std::move(file.bytes);
    answer.download_as = "giay-cong-nhan-" + shown(recognition.id) + ".pdf";
    return answer;
}

} // namespace kheo::recognitions
