// SPDX-License-Identifier: AGPL-3.0-or-later
// Questions as people see them: the form, what became of one, the inbox.
#include "capabilities/questions/question.html.hpp"
#include "capabilities/questions/question.sql.hpp"
#include "capabilities/questions/questions.hpp"
#include "web/form_page.hpp"
#include "web/form_page.html.hpp"

#include <array>

namespace kheo::questions
{

namespace
{

constexpr std::int64_t answers_of_a_page = 20;

// A page of what was answered at a public model.
AnsweredList answered_at(acts::Reading const& reading, Model const& model, QuestionId before)
{
    auto rows =
        reading.db.all<Question>(sql::questions_of_model, {{"model", model.id},
                                                           {"before", before ? before.value : INT64_MAX},
                                                           {"most", answers_of_a_page + 1}});
    auto list = AnsweredList{.model = model.id, .title = model.title, .first = !before};
    if (std::int64_t(rows.size()) > answers_of_a_page) {
        rows.pop_back();
        list.next = shown(rows.back().id);
    }
    for (auto const& one : rows)
        list.items.push_back({one.asker, one.text, one.asked_on, one.answer, one.answered_on});
    return list;
}

} // namespace

std::span<forms::Rule const> AnsweredQuery::rules()
{
    static constexpr std::array<forms::Rule, 2> list{
        {{"model", "Mô hình", forms::Input::id, INT64_MAX, forms::Need::required},
         {"before", "Trước câu hỏi", forms::Input::id, INT64_MAX}}};
    return list;
}

Outcome<AnsweredList> list_answered(acts::Reading& reading, AnsweredQuery const& query)
{
    auto const model = TRY(models::load(reading, query.model));
    reading.reads("model/" + shown(model.id));
    if (!model.published || model.stage == models::Stage::withdrawn)
        return refuse(kheo::problems::not_found);
    return answered_at(reading, model, query.before);
}

routes::Page show_answered(acts::Reading&, AnsweredList const& list)
{
    auto const address = "/mo-hinh/" + shown(list.model);
    auto pager = web::Pager();
    if (!list.first)
        pager.previous = address + "/hoi-dap";
    if (!list.next.empty())
        pager.next = address + "/hoi-dap?before=" + list.next;
    return {.title = "Hỏi và trả lời: " + list.title,
            .crumbs = {{"Trang chủ", "/"},
                       {"Mô hình", "/mo-hinh"},
                       {list.title, address},
                       {"Hỏi và trả lời", ""}},
            .body = answered_page(list, pager),
            .section = "/mo-hinh"};
}

Outcome<routes::Page> show_ask(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const id = ModelId{parse_id(forms::value_of(sent.values, "model")).value_or(0)};
    auto const model = TRY(models::load(reading, id));
    if (!model.published || model.stage == models::Stage::withdrawn)
        return refuse(kheo::problems::not_found);
    auto const view = models::named_view(model, reading.today());
    auto const fields = web::FormFields(AskForm::rules(), sent.values, problem);
    auto const address = "/mo-hinh/" + shown(id);
    auto const form =
        web::FormPage{.title = "Hỏi nơi đang làm",
                      .intro = "Câu hỏi gửi đến " + view.unit + " về “" + model.title +
                               "”. Không phải xưng tên. Đơn vị đọc rồi đăng câu hỏi cùng câu trả lời.",
                      .action = address + "/hoi",
                      .keys = web::form_keys_of(reading.csrf, sent.values, problem),
                      .errors = web::errors_of(problem),
                      .sections = {{"", "", fields.fields({"text", "asker"})}},
                      .buttons = {{"Gửi câu hỏi"}},
                      .cancel = {"Bỏ, về trang của mô hình", address}};
    return routes::Page{
        .title = form.title,
        .crumbs = {{"Trang chủ", "/"}, {"Mô hình", "/mo-hinh"}, {model.title, address}, {"Hỏi", ""}},
        .body = web::form_page(form),
        .section = "/mo-hinh"};
}

routes::Page show_asked(acts::Reading&, Asked const& asked)
{
    return {.title = "Câu hỏi: " + voices::short_of(asked.text),
            .crumbs = {{"Trang chủ", "/"},
                       {"Mô hình", "/mo-hinh"},
                       {asked.title, "/mo-hinh/" + asked.model},
                       {"Câu hỏi", ""}},
            .body = asked_page(asked),
            .section = "/mo-hinh"};
}

routes::Page show_inbox(acts::Reading&, Inbox const& inbox)
{
    auto page = voices::Inbox{.title = "Câu hỏi chờ trả lời",
                              .crumbs = {{"Việc của tôi", "/can-bo"}},
                              .section = "/can-bo",
                              .none = "Không có câu hỏi nào đang chờ.",
                              .total = inbox.total};
    for (std::size_t at = 0; at < inbox.items.size(); ++at) {
        auto const& one = inbox.items[at];
        page.items.push_back({.title = one.text,
                              .address = "/can-bo/cau-hoi/" + inbox.ids[at],
                              .from = one.unit + " · " + one.title,
                              .due = "Hỏi ngày " + shown(one.asked_on)});
    }
    return voices::show(page);
}

Outcome<routes::Page> show_answer(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const id = QuestionId{parse_id(forms::value_of(sent.values, "question")).value_or(0)};
    auto const question = reading.db.one<Question>(sql::question_by_id, {{"id", id}});
    if (!question || !reading.may(may::answer_questions, place(*question)))
        return refuse(kheo::problems::not_found);
    auto const asked = TRY(view_asked(reading, {question->code}));
    auto const address = "/can-bo/cau-hoi/" + shown(id);
    auto page = AnswerPage{.asked = asked, .asker = question->asker};
    std::vector<voices::Step> steps;
    auto const fields = web::FormFields(AnswerForm::rules(), sent.values, problem);
    if (question->state == State::asked || problem) // what was typed is not lost
        steps = {{address + "/tra-loi", "Đăng câu hỏi và câu trả lời",
                  "Ai cũng đọc được ở trang của mô hình.", web::Button::Kind::primary,
                  fields.fields({"answer"})},
                 {address + "/khong-dang", "Không đăng", "Người hỏi đọc được lý do bằng mã của họ.",
                  web::Button::Kind::secondary, fields.fields({"reason"})}};
    if (!question->text.empty() || problem)
        steps.push_back(
            voices::erasing(address + "/xoa", web::FormFields(EraseForm::rules(), sent.values, problem)));
    page.steps = voices::forms_of(
        steps, web::form_keys_of(reading.csrf, sent.values, problem, std::to_string(question->version)));
    page.errors = web::errors_of(problem);
    return routes::Page{.title = "Trả lời câu hỏi",
                        .crumbs = {{"Việc của tôi", "/can-bo"},
                                   {"Câu hỏi chờ trả lời", "/can-bo/cau-hoi"},
                                   {voices::short_of(question->text), ""}},
                        .body = answer_page(page),
                        .section = "/can-bo"};
}

models::Told tell(acts::Reading& reading, Model const& model, models::Audience side)
{
    if (!model.published || model.stage == models::Stage::withdrawn)
        return {};
    auto told = models::Told();
    auto const list = answered_at(reading, model, {});
    if (!list.items.empty())
        told.main = tell_answers(list);
    if (side == models::Audience::everybody)
        told.side = tell_ask(shown(model.id));
    return told;
}

} // namespace kheo::questions
