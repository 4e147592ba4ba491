// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/consultations/opinion.hpp"

#include "capabilities/consultations/consultation.sql.hpp"
#include "capabilities/consultations/consultations.hpp"
#include "capabilities/consultations/opinion.html.hpp"
#include "web/form_page.hpp"
#include "web/form_page.html.hpp"

#include <algorithm>
#include <array>

namespace kheo::consultations
{

namespace
{

using forms::Input;
using forms::Need;

std::optional<Consultation> consultation_of(db::Connection& db, ConsultationId id)
{
    return db.one<Consultation>(sql::consultation_by_id, {{"id", id}});
}

Outcome<Consultation> running_one(acts::Reading const& reading, ConsultationId id)
{
    auto one = consultation_of(reading.db, id);
    if (!one)
        return refuse(kheo::problems::not_found);
    switch (course(*one, reading.today())) {
    case Course::running:
        return *one;
    case Course::over:
        return refuse(problems::over);
    case Course::stopped:
        return refuse(problems::is_stopped);
    }
    throw Contradiction("no such course");
}

std::string title_of(acts::Reading const& reading, ModelId id)
{
    auto const model =
        id ? models::load(reading, id) : Outcome<models::Model>(refuse(kheo::problems::not_found));
    return model ? model->title : std::string();
}

Outcome<Opinion> load_for_change(acts::Work const& work, OpinionId id, std::int64_t version)
{
    auto opinion = work.db.one<Opinion>(sql::opinion_by_id, {{"id", id}});
    if (!opinion || !work.may(may::consult, place(*opinion)))
        return refuse(kheo::problems::not_found);
    if (opinion->version != version)
        return refuse(kheo::problems::changed_meanwhile, "Người khác");
    return *opinion;
}

SentView view_of(acts::Reading const& reading, Opinion const& opinion)
{
    auto const list = consultation_of(reading.db, opinion.consultation);
    return {.code = opinion.code,
            .consultation = opinion.consultation,
            .title = list ? list->title : std::string(),
            .about = title_of(reading, opinion.model),
            .text = opinion.text,
            .state = std::string(label(opinion.state)),
            .sent_on = opinion.sent_on,
            .reply = opinion.reply,
            .reason = opinion.reason,
            .replied_on = opinion.replied_on,
            .demo = opinion.demo};
}

acts::Recorded<Opinion> store_erased(acts::Work& work, Opinion opinion)
{
    acts::erase(work, object_kind(opinion), opinion.id.value);
    return store(work, "opinions.erased", std::move(opinion));
}

} // namespace

std::span<forms::Rule const> SendForm::rules()
{
    static constexpr std::array<forms::Rule, 3> list{
        {{"consultation", "Danh sách", Input::id, INT64_MAX, Need::required},
         {"model", "Về mô hình", Input::id, INT64_MAX, Need::optional, "Bỏ trống nếu về cả danh sách."},
         {"text", "Ý kiến", Input::text, 2000, Need::required,
          "Nói về việc làm và kết quả: có thật không, có lợi không, cần sửa gì. Không ghi tên, số điện thoại "
          "của ai."}}};
    return list;
}

std::span<forms::Rule const> AnswerForm::rules()
{
    static constexpr std::array<forms::Rule, 4> list{
        {{"opinion", "Ý kiến", Input::id, INT64_MAX, Need::required},
         {"version", "Phiên bản", Input::hidden, INT64_MAX, Need::required},
         {"reply", "Trả lời, giải trình", Input::text, 2000},
         {"reason", "Lý do không đăng", Input::text, 1000, Need::optional,
          "Phê bình cơ quan không phải là lý do. Có tố cáo thì dùng “Xóa nội dung” ở dưới."}}};
    return list;
}

std::span<forms::Rule const> EraseForm::rules()
{
    static constexpr std::array<forms::Rule, 3> list{
        {{"opinion", "Ý kiến", Input::id, INT64_MAX, Need::required},
         {"version", "Phiên bản", Input::hidden, INT64_MAX, Need::required},
         {"why", "Lý do xóa", Input::text, 1000, Need::required,
          "Người gửi đọc được: gửi tố cáo ở đâu, vì sao không nhận ở đây. Không nhắc lại nội dung."}}};
    return list;
}

std::span<forms::Rule const> SlipQuery::rules()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"slip", "Mã ý kiến", Input::line, 40, Need::required}}};
    return list;
}

std::span<forms::Rule const> opinion_query()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"opinion", "Ý kiến", Input::id, INT64_MAX, Need::required}}};
    return list;
}

std::span<forms::Rule const> send_query()
{
    static constexpr std::array<forms::Rule, 2> list{
        {{"consultation", "Danh sách", Input::id, INT64_MAX, Need::required},
         {"model", "Về mô hình", Input::id, INT64_MAX}}};
    return list;
}

Outcome<SendForm> checked_opinion(SendForm const& form)
{
    return areas::without_private_data(form, {"text"});
}

Outcome<AnswerForm> checked_answer(AnswerForm const& form)
{
    return areas::without_private_data(form, {"reply", "reason"});
}

Outcome<EraseForm> checked_erasure(EraseForm const& form)
{
    return areas::without_private_data(form, {"why"});
}

Outcome<voices::InTurn<SendForm>> prepare_opinion(routes::Before const& before, SendForm const& form)
{
    auto const checked = TRY(checked_opinion(form));
    auto const waiting = before.store.read([&](db::Connection& db) { return unread(db, form.consultation); });
    return voices::InTurn<SendForm>{
        checked, voices::turn(before.head, before.actor, form.consultation.value, waiting, crowd_at_list)};
}

Outcome<acts::Recorded<Opinion>> send_in_turn(acts::Work& work, voices::InTurn<SendForm> const& sent)
{
    if (sent.wait > 0)
        return voices::not_yet(sent.wait);
    return send(work, sent.form);
}

Outcome<acts::Recorded<Opinion>> send(acts::Work& work, SendForm const& form)
{
    auto const list = TRY(running_one(work, form.consultation));
    auto const listed = ids_in<ModelId>(list.models);
    if (form.model && std::ranges::find(listed, form.model) == listed.end())
        return refuse(
            kheo::problems::bad_fields,
            std::vector<FieldError>{{"model", "Về mô hình: xin chọn một mô hình trong danh sách."}});
    if (unread(work.db, list.id) >= most_unread)
        return refuse(problems::too_many);
    return store(work, "opinions.sent",
                 Opinion{.id = {work.draws.id()},
                         .code = voices::new_code(work.draws),
                         .consultation = list.id,
                         .model = form.model,
                         .body = list.body,
                         .area = list.area,
                         .sent_on = work.today(),
                         .text = form.text,
                         .demo = list.demo});
}

Outcome<acts::Recorded<Opinion>> publish_opinion(acts::Work& work, AnswerForm const& form)
{
    auto now = TRY(load_for_change(work, form.opinion, form.version));
    auto next = TRY(published(std::move(now), form.reply, work.today()));
    return store(work, "opinions.published", std::move(next));
}

Outcome<acts::Recorded<Opinion>> hold_back(acts::Work& work, AnswerForm const& form)
{
    auto now = TRY(load_for_change(work, form.opinion, form.version));
    auto next = TRY(held_back(std::move(now), form.reason, work.today()));
    return store(work, "opinions.held_back", std::move(next));
}

Outcome<acts::Recorded<Opinion>> erase(acts::Work& work, EraseForm const& form)
{
    auto now = TRY(load_for_change(work, form.opinion, form.version));
    auto next = TRY(erased(std::move(now), form.why, work.today()));
    return store_erased(work, std::move(next));
}

bool erase_again(acts::Work& work, std::int64_t opinion)
{
    auto there = work.db.one<Opinion>(sql::opinion_by_id, {{"id", opinion}});
    if (!there || there->text.empty())
        return false;
    auto const reason = there->reason.empty() ? "Nội dung đã được xóa." : there->reason;
    store_erased(work, erased(std::move(*there), reason, work.today()).value());
    return true;
}

routes::After after_send(Opinion const& opinion)
{
    return {"/y-kien/" + opinion.code, "Đã gửi ý kiến."};
}

routes::After after_answer(Opinion const& opinion)
{
    return {"/can-bo/y-kien/" + shown(opinion.id), opinion.text.empty() ? "Đã xóa nội dung, chỉ giữ lý do."
                                                   : opinion.state == State::published
                                                       ? "Đã đăng ý kiến cùng trả lời."
                                                       : "Đã ghi lý do không đăng."};
}

Outcome<routes::Page> show_send(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const id = ConsultationId{parse_id(forms::value_of(sent.values, "consultation")).value_or(0)};
    auto const list = consultation_of(reading.db, id);
    if (!list)
        return refuse(kheo::problems::not_found);
    if (!problem)
        if (auto const open = running_one(reading, id); !open)
            return std::unexpected(open.error());
    web::Offered offered;
    for (auto const model : ids_in<ModelId>(list->models))
        offered["model"].push_back({shown(model), title_of(reading, model)});
    auto const fields = web::FormFields(SendForm::rules(), sent.values, problem, std::move(offered));
    auto const address = "/lay-y-kien/" + shown(id);
    auto const form = web::FormPage{
        .title = "Góp ý về danh sách đề nghị công nhận",
        .intro =
            list->title + ", đến hết ngày " + shown(list->closes_on) +
            ". Không phải xưng tên. Ý kiến được đọc rồi đăng cùng trả lời. Tố cáo không nhận ở đây: xin gửi "
            "cơ quan có thẩm quyền theo Luật Tố cáo.",
        .action = address + "/gop-y",
        .keys = web::form_keys_of(reading.csrf, sent.values, problem),
        .errors = web::errors_of(problem),
        .sections = {{"", "", fields.fields({"model", "text"})}},
        .buttons = {{"Gửi ý kiến"}},
        .cancel = {"Bỏ, về danh sách", address}};
    return routes::Page{
        .title = form.title,
        .crumbs = {{"Trang chủ", "/"}, {"Lấy ý kiến", "/lay-y-kien"}, {list->title, address}, {"Góp ý", ""}},
        .body = web::form_page(form),
        .section = "/mo-hinh"};
}

Outcome<SentView> view_sent(acts::Reading& reading, SlipQuery const& query)
{
    auto const opinion = reading.db.one<Opinion>(sql::opinion_by_code, {{"code", query.slip}});
    if (!opinion)
        return refuse(kheo::problems::not_found);
    return view_of(reading, *opinion);
}

routes::Page show_sent(acts::Reading&, SentView const& view)
{
    return {.title = "Ý kiến: " + voices::short_of(view.text),
            .crumbs = {{"Trang chủ", "/"},
                       {"Lấy ý kiến", "/lay-y-kien"},
                       {view.title, "/lay-y-kien/" + shown(view.consultation)},
                       {"Ý kiến của bạn", ""}},
            .body = sent_page(view),
            .section = "/mo-hinh"};
}

voices::Waiting<Opinion> unread_opinions(acts::Reading const& reading, std::size_t most)
{
    return voices::waiting<Opinion>(reading, may::consult, sql::unread_opinions, sql::opinion_by_id, most);
}

Outcome<Unread> view_unread(acts::Reading& reading, routes::Nothing const&)
{
    auto const list = unread_opinions(reading, voices::most_shown);
    auto view = Unread{.total = list.total};
    for (auto const& opinion : list.items) {
        view.items.push_back(view_of(reading, opinion));
        view.ids.push_back(shown(opinion.id));
    }
    return view;
}

routes::Page show_unread(acts::Reading&, Unread const& list)
{
    auto page = voices::Inbox{.title = "Ý kiến chờ trả lời",
                              .crumbs = {{"Việc của tôi", "/can-bo"}, {"Thẩm định", "/can-bo/tham-dinh"}},
                              .section = "/can-bo/tham-dinh",
                              .none = "Không có ý kiến nào đang chờ.",
                              .total = list.total};
    for (std::size_t at = 0; at < list.items.size(); ++at) {
        auto const& one = list.items[at];
        page.items.push_back({.title = one.text,
                              .address = "/can-bo/y-kien/" + list.ids[at],
                              .from = one.title + (one.about.empty() ? "" : " · " + one.about),
                              .due = "Gửi ngày " + shown(one.sent_on)});
    }
    return voices::show(page);
}

Outcome<routes::Page> show_answer(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const id = OpinionId{parse_id(forms::value_of(sent.values, "opinion")).value_or(0)};
    auto const opinion = reading.db.one<Opinion>(sql::opinion_by_id, {{"id", id}});
    if (!opinion || !reading.may(may::consult, place(*opinion)))
        return refuse(kheo::problems::not_found);
    auto const address = "/can-bo/y-kien/" + shown(id);
    auto page = OpinionPage{.sent = view_of(reading, *opinion)};
    std::vector<voices::Step> steps;
    auto const fields = web::FormFields(AnswerForm::rules(), sent.values, problem);
    if (opinion->state == State::sent || problem) // what was typed is not lost
        steps = {{address + "/dang", "Đăng ý kiến và trả lời", "Ai cũng đọc được ở trang của danh sách.",
                  web::Button::Kind::primary, fields.fields({"reply"})},
                 {address + "/khong-dang", "Không đăng", "Người gửi đọc được lý do bằng mã của họ.",
                  web::Button::Kind::secondary, fields.fields({"reason"})}};
    if (!opinion->text.empty() || problem)
        steps.push_back(
            voices::erasing(address + "/xoa", web::FormFields(EraseForm::rules(), sent.values, problem)));
    page.steps = voices::forms_of(
        steps, web::form_keys_of(reading.csrf, sent.values, problem, std::to_string(opinion->version)));
    page.errors = web::errors_of(problem);
    return routes::Page{.title = "Trả lời ý kiến",
                        .crumbs = {{"Việc của tôi", "/can-bo"},
                                   {"Ý kiến chờ trả lời", "/can-bo/y-kien"},
                                   {voices::short_of(opinion->text), ""}},
                        .body = opinion_page(page),
                        .section = "/can-bo/tham-dinh"};
}

} // namespace kheo::consultations
