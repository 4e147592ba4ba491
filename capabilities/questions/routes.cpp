// SPDX-License-Identifier: AGPL-3.0-or-later
// Every way into questions.
#include "capabilities/questions/question.sql.hpp"
#include "capabilities/questions/questions.hpp"

#include <array>

namespace kheo::questions
{

namespace
{

constexpr int questions_a_minute = 6; // of one device, or of one account

routes::After after_question(Question const& question)
{
    return {"/hoi-dap/" + question.code, "Đã gửi câu hỏi."};
}

routes::After after_answer(Question const& question)
{
    return {"/can-bo/cau-hoi/" + shown(question.id), question.text.empty() ? "Đã xóa nội dung, chỉ giữ lý do."
                                                     : question.state == State::answered
                                                         ? "Đã đăng câu hỏi cùng câu trả lời."
                                                         : "Đã ghi lý do không đăng."};
}

} // namespace

std::vector<acts::Projection> projections()
{
    return {acts::projection<Question>("question", sql::every_question)};
}

std::vector<acts::Erasable> erasables()
{
    return {{"question", erase_again}};
}

std::span<forms::Rule const> one_query()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"question", "Câu hỏi", forms::Input::id, INT64_MAX, forms::Need::required}}};
    return list;
}

std::span<routes::Row const> rows()
{
    static std::array const list = {
        routes::form("/mo-hinh/{model}/hoi", routes::anyone, show_ask, models::ModelQuery::rules()),
        routes::act("/mo-hinh/{model}/hoi", "/api/v1/models/{model}/questions", routes::anyone,
                    prepare_question, ask_in_turn, after_question, show_ask,
                    {.summary = "Hỏi đơn vị đang làm một mô hình; không phải xưng tên",
                     .per_minute = questions_a_minute}),
        routes::read("/mo-hinh/{model}/hoi-dap", "/api/v1/models/{model}/questions", routes::anyone,
                     list_answered, show_answered,
                     {.cached = true, .summary = "Câu hỏi về một mô hình cùng câu trả lời"}),
        routes::read("/hoi-dap/{code}", "/api/v1/questions/{code}", routes::anyone, view_asked, show_asked,
                     {.summary = "Một câu hỏi đã gửi, bằng mã của người hỏi"}),
        routes::read("/can-bo/cau-hoi", "/api/v1/office/questions", may::answer_questions, view_inbox,
                     show_inbox, {.summary = "Câu hỏi chờ trả lời"}),
        routes::form("/can-bo/cau-hoi/{question}", may::answer_questions, show_answer, one_query()),
        routes::act("/can-bo/cau-hoi/{question}/tra-loi", "/api/v1/questions/{question}/answer",
                    may::answer_questions, checked_answer, answer, after_answer, show_answer,
                    {.summary = "Trả lời: câu hỏi và câu trả lời được đăng"}),
        routes::act("/can-bo/cau-hoi/{question}/khong-dang", "/api/v1/questions/{question}/decline",
                    may::answer_questions, checked_answer, decline, after_answer, show_answer,
                    {.summary = "Không đăng một câu hỏi, kèm lý do"}),
        routes::act("/can-bo/cau-hoi/{question}/xoa", "/api/v1/questions/{question}/erase",
                    may::answer_questions, checked_erasure, erase, after_answer, show_answer,
                    {.summary = "Xóa nội dung một câu hỏi có tố cáo, chỉ giữ lý do"}),
    };
    return list;
}

} // namespace kheo::questions
