// SPDX-License-Identifier: AGPL-3.0-or-later
// Question (hỏi nơi khởi đầu): anybody asks the unit of a public model, without
// saying who they are; it is published after reading, together with the answer.
#pragma once

#include "capabilities/models/models.hpp"
#include "capabilities/voices/voices.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace kheo::questions
{

using areas::AreaId;
using bodies::BodyId;
using models::Model;
using models::ModelId;
using QuestionId = Id<struct QuestionTag>;

enum class State { asked, answered, declined };
BOOST_DESCRIBE_ENUM(State, asked, answered, declined)
std::string_view label(State state); // Chờ trả lời

struct Question {
    QuestionId id;
    std::int64_t version = 1;
    std::string code; // its address, known to whoever asked
    ModelId model;
    BodyId body; // that is asked
    AreaId area;
    Date asked_on;
    std::string asker; // a unit that wants to be named; never a person
    std::string text;
    State state = State::asked;
    std::string answer;
    std::optional<Date> answered_on;
    std::string reason; // why it is not published: shown to whoever asked
    bool opened = false;
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(Question, (),
                      (id, version, code, model, body, area, asked_on, asker, text, state, answer,
                       answered_on, reason, opened, demo))

inline std::string_view object_kind(Question const&)
{
    return "question";
}
inline acts::Place place(Question const& question)
{
    return {question.area.value, question.body.value};
}
inline acts::Visibility visibility(Question const& question)
{
    return question.opened ? acts::Visibility::open : acts::Visibility::internal;
}
inline std::string topics(Question const& question)
{
    return "question/" + question.code + " model/" + shown(question.model);
}

// Pure: the next record, or the refusal.
Outcome<Question> answered(Question question, Date day, std::string answer);
Outcome<Question> declined(Question question, std::string reason);
// What should not be here, at any stage: the words go, the reason stays.
Outcome<Question> erased(Question question, std::string reason);

// From so many on that wait at one body, those who ask there take turns.
inline constexpr std::int64_t crowd_at_body = 50;
// So many may wait at one model, whoever asks: a flood fills no disk.
inline constexpr std::int64_t most_waiting = 1'000;

struct AskForm {
    ModelId model;
    std::string text;
    std::string asker;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(AskForm, (), (model, text, asker))
Outcome<AskForm> checked_question(AskForm const& form);
Outcome<voices::InTurn<AskForm>> prepare_question(routes::Before const& before, AskForm const& form);
Outcome<acts::Recorded<Question>> ask(acts::Work& work, AskForm const& form);
// Only then the turn is asked for: what was sent already gets its first answer again.
Outcome<acts::Recorded<Question>> ask_in_turn(acts::Work& work, voices::InTurn<AskForm> const& sent);
Outcome<routes::Page> show_ask(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);

struct AnswerForm {
    QuestionId question;
    std::int64_t version = 0;
    std::string answer;
    std::string reason;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(AnswerForm, (), (question, version, answer, reason))
struct EraseForm {
    QuestionId question;
    std::int64_t version = 0;
    std::string why;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(EraseForm, (), (question, version, why))
Outcome<EraseForm> checked_erasure(EraseForm const& form);
// A denunciation is not taken (design 8.6): what it said goes, also from its acts.
Outcome<acts::Recorded<Question>> erase(acts::Work& work, EraseForm const& form);
// The same in a restored backup; false where there is nothing to erase.
bool erase_again(acts::Work& work, std::int64_t question);
Outcome<AnswerForm> checked_answer(AnswerForm const& form);
Outcome<acts::Recorded<Question>> answer(acts::Work& work, AnswerForm const& form);
Outcome<acts::Recorded<Question>> decline(acts::Work& work, AnswerForm const& form);
Outcome<routes::Page> show_answer(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);

// What became of it, by the code that whoever asked was given.
struct CodeQuery {
    std::string code;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(CodeQuery, (), (code))
struct Asked {
    std::string code;
    std::string model;
    std::string title;
    std::string unit;
    std::string text;
    std::string state;
    Date asked_on;
    std::string answer;
    std::optional<Date> answered_on;
    std::string reason;
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(Asked, (),
                      (code, model, title, unit, text, state, asked_on, answer, answered_on, reason, demo))
Outcome<Asked> view_asked(acts::Reading& reading, CodeQuery const& query);
routes::Page show_asked(acts::Reading& reading, Asked const& asked);

// All that was answered at one model, the newest first.
struct AnsweredQuery {
    ModelId model;
    QuestionId before; // where a page begins
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(AnsweredQuery, (), (model, before))
struct Answered {
    std::string asker;
    std::string text;
    Date asked_on;
    std::string answer;
    std::optional<Date> answered_on;
};
BOOST_DESCRIBE_STRUCT(Answered, (), (asker, text, asked_on, answer, answered_on))
struct AnsweredList {
    ModelId model;
    std::string title;
    std::vector<Answered> items;
    std::string next;  // `before` of the next page
    bool first = true; // left out of JSON
};
BOOST_DESCRIBE_STRUCT(AnsweredList, (), (model, title, items, next))
Outcome<AnsweredList> list_answered(acts::Reading& reading, AnsweredQuery const& query);
routes::Page show_answered(acts::Reading& reading, AnsweredList const& list);

// What waits for an answer, for those who may give it.
struct Inbox {
    std::int64_t total = 0;
    std::vector<Asked> items;
    std::vector<std::string> ids;
};
BOOST_DESCRIBE_STRUCT(Inbox, (), (total, items, ids))
Outcome<Inbox> view_inbox(acts::Reading& reading, routes::Nothing const&);
routes::Page show_inbox(acts::Reading& reading, Inbox const& inbox);

// What the templates show.
struct AnswerPage {
    Asked asked;
    std::string asker;
    html::Html steps;
    web::Errors errors;
};

namespace may
{
inline constexpr acts::Permission answer_questions{"questions.answer"};
} // namespace may

namespace problems
{
inline constexpr Refusal not_open{"questions.not_open", 409,
                                  "Mô hình này chưa công khai hoặc đã rút, nên không hỏi ở đây được."};
inline constexpr Refusal too_many_waiting{
    "questions.too_many_waiting", 409,
    "Đang có nhiều câu hỏi chờ đơn vị này trả lời. Xin đọc các câu đã trả lời, hoặc hỏi lại sau vài ngày."};
inline constexpr Refusal already_settled{"questions.already_settled", 409,
                                         "Câu hỏi này đã được trả lời hoặc đã thôi."};
inline constexpr Refusal erased_already{"questions.erased_already", 409, "Nội dung câu hỏi này đã được xóa."};
inline constexpr Refusal answer_needed{"questions.answer_needed", 422, "Xin ghi câu trả lời."};
inline constexpr Refusal reason_needed{"questions.reason_needed", 422,
                                       "Xin ghi lý do không đăng: người hỏi sẽ đọc."};
} // namespace problems

} // namespace kheo::questions
