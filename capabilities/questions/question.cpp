// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/questions/question.hpp"

#include "capabilities/questions/question.sql.hpp"
#include "capabilities/questions/questions.hpp"

#include <array>

namespace kheo::questions
{

namespace
{

struct Crowd {
    BodyId body;
    std::int64_t waiting = 0;
};
BOOST_DESCRIBE_STRUCT(Crowd, (), (body, waiting))

Outcome<Question> settled(Question question, State state)
{
    if (question.state != State::asked)
        return refuse(problems::already_settled);
    question.state = state;
    ++question.version;
    return question;
}

std::unexpected<Problem> lacking(Refusal const& refusal, std::string field)
{
    return refuse(refusal, std::vector<FieldError>{{std::move(field), std::string(refusal.sentence)}});
}

std::string title_of(acts::Reading const& reading, ModelId id)
{
    auto const model = models::load(reading, id);
    return model ? model->title : std::string();
}

Asked asked_of(acts::Reading const& reading, Question const& question)
{
    return {.code = question.code,
            .model = shown(question.model),
            .title = title_of(reading, question.model),
            .unit = bodies::name_of(question.body),
            .text = question.text,
            .state = std::string(label(question.state)),
            .asked_on = question.asked_on,
            .answer = question.answer,
            .answered_on = question.answered_on,
            .reason = question.reason,
            .demo = question.demo};
}

Outcome<Question> load_for_change(acts::Work const& work, QuestionId id, std::int64_t version)
{
    auto question = work.db.one<Question>(sql::question_by_id, {{"id", id}});
    if (!question || !work.may(may::answer_questions, place(*question)))
        return refuse(kheo::problems::not_found);
    if (question->version != version)
        return refuse(kheo::problems::changed_meanwhile, bodies::name_of(question->body));
    return *question;
}

acts::Recorded<Question> store(acts::Work& work, std::string_view act, Question question)
{
    ensure(work.db.run(sql::update_question, question) == 1, "a question changed under its verb");
    return acts::append(work, act, std::move(question));
}

acts::Recorded<Question> store_erased(acts::Work& work, Question question)
{
    acts::erase(work, object_kind(question), question.id.value);
    return store(work, "questions.erased", std::move(question));
}

} // namespace

std::string_view label(State state)
{
    static constexpr std::array<std::string_view, 3> labels{"Chờ trả lời", "Đã trả lời", "Không đăng"};
    return labels.at(std::size_t(state));
}

Outcome<Question> answered(Question question, Date day, std::string answer)
{
    if (answer.empty())
        return lacking(problems::answer_needed, "answer");
    question.answer = std::move(answer);
    question.answered_on = day;
    question.opened = true;
    return settled(std::move(question), State::answered);
}

Outcome<Question> declined(Question question, std::string reason)
{
    if (reason.empty())
        return lacking(problems::reason_needed, "reason");
    question.reason = std::move(reason);
    return settled(std::move(question), State::declined);
}

Outcome<Question> erased(Question question, std::string reason)
{
    if (question.text.empty())
        return refuse(problems::erased_already);
    if (reason.empty())
        return lacking(problems::reason_needed, "why");
    question.state = State::declined;
    for (auto* const words : {&question.text, &question.asker, &question.answer})
        words->clear();
    question.reason = std::move(reason);
    ++question.version;
    return question;
}

std::span<forms::Rule const> AskForm::rules()
{
    using forms::Input;
    static constexpr std::array<forms::Rule, 3> list{{
        {"model", "Mô hình", Input::id, INT64_MAX, forms::Need::required},
        {"text", "Câu hỏi", Input::text, 1000, forms::Need::required,
         "Hỏi về cách làm, khó khăn, kinh phí. Không ghi tên, số điện thoại của ai."},
        {"asker", "Đơn vị hỏi", Input::line, 200, forms::Need::optional,
         "Nếu muốn nêu tên đơn vị. Người dân không cần ghi gì."},
    }};
    return list;
}

Outcome<AskForm> checked_question(AskForm const& form)
{
    return areas::without_private_data(form, {"text", "asker"});
}

Outcome<voices::InTurn<AskForm>> prepare_question(routes::Before const& before, AskForm const& form)
{
    auto const checked = TRY(checked_question(form));
    auto const there = before.store.read([&](db::Connection& db) {
        return db.one<Crowd>(sql::waiting_at_body_of, {{"model", form.model}}).value_or(Crowd());
    });
    return voices::InTurn<AskForm>{
        checked, voices::turn(before.head, before.actor, there.body.value, there.waiting, crowd_at_body)};
}

Outcome<acts::Recorded<Question>> ask_in_turn(acts::Work& work, voices::InTurn<AskForm> const& sent)
{
    if (sent.wait > 0)
        return voices::not_yet(sent.wait);
    return ask(work, sent.form);
}

Outcome<acts::Recorded<Question>> ask(acts::Work& work, AskForm const& form)
{
    auto const model = TRY(models::load_row(work, form.model));
    if (!model.published || model.stage == models::Stage::withdrawn)
        return refuse(problems::not_open);
    if (work.db.one<std::int64_t>(sql::waiting_at_model, {{"model", model.id}}).value_or(0) >= most_waiting)
        return refuse(problems::too_many_waiting);
    auto const question = Question{.id = {work.draws.id()},
                                   .code = voices::new_code(work.draws),
                                   .model = model.id,
                                   .body = model.body,
                                   .area = model.area,
                                   .asked_on = work.today(),
                                   .asker = form.asker,
                                   .text = form.text,
                                   .demo = model.demo};
    work.db.run(sql::insert_question, question);
    return acts::append(work, "questions.asked", question);
}

std::span<forms::Rule const> AnswerForm::rules()
{
    using forms::Input;
    static constexpr std::array<forms::Rule, 4> list{{
        {"question", "Câu hỏi", Input::id, INT64_MAX, forms::Need::required},
        {"version", "Phiên bản", Input::hidden, INT64_MAX, forms::Need::required},
        {"answer", "Trả lời", Input::text, 4000},
        {"reason", "Lý do không đăng", Input::text, 1000, forms::Need::optional,
         "Phê bình cơ quan không phải là lý do. Có tố cáo thì dùng “Xóa nội dung” ở dưới."},
    }};
    return list;
}

std::span<forms::Rule const> EraseForm::rules()
{
    using forms::Input;
    static constexpr std::array<forms::Rule, 3> list{{
        {"question", "Câu hỏi", Input::id, INT64_MAX, forms::Need::required},
        {"version", "Phiên bản", Input::hidden, INT64_MAX, forms::Need::required},
        {"why", "Lý do xóa", Input::text, 1000, forms::Need::required,
         "Người hỏi đọc được: gửi tố cáo ở đâu, vì sao không nhận ở đây. Không nhắc lại nội dung."},
    }};
    return list;
}

Outcome<AnswerForm> checked_answer(AnswerForm const& form)
{
    return areas::without_private_data(form, {"answer", "reason"});
}

Outcome<acts::Recorded<Question>> answer(acts::Work& work, AnswerForm const& form)
{
    auto question = TRY(load_for_change(work, form.question, form.version));
    auto next = TRY(answered(std::move(question), work.today(), form.answer));
    return store(work, "questions.answered", std::move(next));
}

Outcome<acts::Recorded<Question>> decline(acts::Work& work, AnswerForm const& form)
{
    auto question = TRY(load_for_change(work, form.question, form.version));
    auto next = TRY(declined(std::move(question), form.reason));
    return store(work, "questions.declined", std::move(next));
}

Outcome<EraseForm> checked_erasure(EraseForm const& form)
{
    return areas::without_private_data(form, {"why"});
}

Outcome<acts::Recorded<Question>> erase(acts::Work& work, EraseForm const& form)
{
    auto question = TRY(load_for_change(work, form.question, form.version));
    auto next = TRY(erased(std::move(question), form.why));
    return store_erased(work, std::move(next));
}

bool erase_again(acts::Work& work, std::int64_t question)
{
    auto there = work.db.one<Question>(sql::question_by_id, {{"id", question}});
    if (!there || there->text.empty())
        return false;
    auto const reason = there->reason.empty() ? "Nội dung đã được xóa." : there->reason;
    store_erased(work, erased(std::move(*there), reason).value());
    return true;
}

std::span<forms::Rule const> CodeQuery::rules()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"code", "Mã câu hỏi", forms::Input::line, 40, forms::Need::required}}};
    return list;
}

Outcome<Asked> view_asked(acts::Reading& reading, CodeQuery const& query)
{
    auto const question = reading.db.one<Question>(sql::question_by_code, {{"code", query.code}});
    if (!question)
        return refuse(kheo::problems::not_found);
    return asked_of(reading, *question);
}

voices::Waiting<Question> waiting(acts::Reading const& reading, std::size_t most)
{
    return voices::waiting<Question>(reading, may::answer_questions, sql::waiting_questions,
                                     sql::question_by_id, most);
}

Outcome<Inbox> view_inbox(acts::Reading& reading, routes::Nothing const&)
{
    auto const list = waiting(reading, voices::most_shown);
    auto inbox = Inbox{.total = list.total};
    for (auto const& question : list.items) {
        inbox.items.push_back(asked_of(reading, question));
        inbox.ids.push_back(shown(question.id));
    }
    return inbox;
}

} // namespace kheo::questions
