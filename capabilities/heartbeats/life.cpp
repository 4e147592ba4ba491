// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/heartbeats/life.hpp"

#include "capabilities/heartbeats/heartbeats.hpp"
#include "capabilities/heartbeats/life.html.hpp"
#include "capabilities/heartbeats/life.sql.hpp"
#include "web/form_page.hpp"

#include <algorithm>
#include <array>

namespace kheo::heartbeats
{

namespace
{

std::string_view label(Course course)
{
    return course == Course::goes_on ? "Đang làm" : periods::label(condition(course, {}, {}));
}

Outcome<Life> turned(Life life, std::initializer_list<Course> from, Course to, Date day)
{
    if (std::ranges::find(from, life.course) == from.end())
        return refuse(problems::course_forbids, label(life.course));
    life.course = to;
    life.day = day;
    ++life.version;
    return life;
}

// A refusal for want of a text, said at its field.
std::unexpected<Problem> lacking(Refusal const& refusal, std::string field)
{
    return refuse(refusal, std::vector<FieldError>{{std::move(field), std::string(refusal.sentence)}});
}

Outcome<Life> load_for_change(acts::Work const& work, acts::Permission permission, LifeForm const& form)
{
    auto const model = TRY(models::load_row(work, form.model));
    if (!work.may(permission, models::place(model)))
        return refuse(kheo::problems::not_allowed);
    if (!is_in_life(model))
        return refuse(problems::not_in_life);
    auto life = life_of(work.db, model);
    if (life.version != form.version)
        return refuse(kheo::problems::changed_meanwhile, "Người khác");
    return life;
}

} // namespace

Outcome<Life> paused(Life life, Date day, std::string reason)
{
    if (reason.empty())
        return lacking(problems::reason_needed, "reason");
    life.reason = std::move(reason);
    return turned(std::move(life), {Course::goes_on}, Course::paused, day);
}

Outcome<Life> resumed(Life life, Date day, std::string reason)
{
    if (reason.empty())
        return lacking(problems::reason_needed, "reason");
    life.reason = std::move(reason);
    life.lesson.clear();
    life.reply.clear();
    return turned(std::move(life), {Course::paused, Course::ended}, Course::goes_on, day);
}

Outcome<Life> ended(Life life, Date day, std::string reason, std::string lesson)
{
    if (lesson.empty())
        return lacking(problems::lesson_needed, "lesson");
    life.reason = std::move(reason);
    life.lesson = std::move(lesson);
    return turned(std::move(life), {Course::goes_on, Course::paused}, Course::ended, day);
}

Outcome<Life> answered(Life life, std::string reply)
{
    if (reply.empty())
        return lacking(problems::reply_needed, "reply");
    life.reply = std::move(reply);
    auto const day = life.day;
    return turned(std::move(life), {Course::ended}, Course::ended, day);
}

bool is_in_life(Model const& model)
{
    return models::is_in_life(model.stage, model.published);
}

Life stored_life(db::Connection& db, Model const& model)
{
    return db.one<Life>(sql::life_of_model, {{"model", model.id}}).value_or(Life{.model = model.id});
}

Life life_of(db::Connection& db, Model const& model)
{
    auto life = stored_life(db, model);
    life.body = model.body;
    life.area = model.area;
    life.opened = life.opened || model.published;
    life.demo = model.demo;
    return life;
}

acts::Recorded<Life> store(acts::Work& work, std::string_view act, Life life)
{
    if (life.version == 1) {
        life.id = {work.draws.id()};
        work.db.run(sql::insert_life, life);
    } else {
        ensure(work.db.run(sql::update_life, life) == 1, "a life changed under its verb");
    }
    return acts::append(work, act, std::move(life));
}

std::span<forms::Rule const> LifeForm::rules()
{
    using forms::Input;
    static constexpr std::array<forms::Rule, 5> list{{
        {"model", "Mô hình", Input::id, INT64_MAX, forms::Need::required},
        {"version", "Phiên bản", Input::hidden, INT64_MAX},
        {"reason", "Lý do", Input::text, 1000},
        {"lesson", "Bài học rút ra", Input::text, 2000, forms::Need::optional,
         "Việc gì làm được, việc gì không, nơi khác nên làm khác ở đâu."},
        {"reply", "Ý kiến của đơn vị", Input::text, 2000},
    }};
    return list;
}

Outcome<LifeForm> without_private_data(LifeForm const& form)
{
    return areas::without_private_data(form, {"reason", "lesson", "reply"});
}

Outcome<acts::Recorded<Life>> pause(acts::Work& work, LifeForm const& form)
{
    auto life = TRY(load_for_change(work, may::confirm_models, form));
    auto next = TRY(paused(std::move(life), work.today(), form.reason));
    return store(work, "lives.paused", std::move(next));
}

Outcome<acts::Recorded<Life>> resume(acts::Work& work, LifeForm const& form)
{
    auto life = TRY(load_for_change(work, may::confirm_models, form));
    auto next = TRY(resumed(std::move(life), work.today(), form.reason));
    return store(work, "lives.resumed", std::move(next));
}

Outcome<acts::Recorded<Life>> end(acts::Work& work, LifeForm const& form)
{
    auto life = TRY(load_for_change(work, may::end_models, form));
    auto next = TRY(ended(std::move(life), work.today(), form.reason, form.lesson));
    return store(work, "lives.ended", std::move(next));
}

Outcome<acts::Recorded<Life>> answer(acts::Work& work, LifeForm const& form)
{
    auto life = TRY(load_for_change(work, may::confirm_models, form));
    auto next = TRY(answered(std::move(life), form.reply));
    return store(work, "lives.answered", std::move(next));
}

routes::After after_life(Life const& life)
{
    return {"/can-bo/mo-hinh/" + shown(life.model) + "/tinh-trang", "Đã lưu. Việc này đã được ghi lại."};
}

namespace
{

// The steps that stand open, each with the texts it asks for.
std::vector<LifeStep> steps_of(Life const& life, bool confirms, bool ends, web::FormFields const& fields)
{
    std::vector<LifeStep> steps;
    if (confirms && life.course == Course::goes_on)
        steps.push_back({"tam-dung", "Tạm dừng",
                         "Mô hình nghỉ một thời gian: không phải xác nhận, không bị tính là im lặng.", false,
                         fields.fields({"reason"})});
    if (confirms && life.course != Course::goes_on)
        steps.push_back({"lam-tiep", "Làm tiếp", "Từ đó mô hình lại được xác nhận mỗi kỳ.", false,
                         fields.fields({"reason"})});
    if (ends && life.course != Course::ended)
        steps.push_back({"ket-thuc", "Kết thúc mô hình",
                         "Trang công khai vẫn còn, ghi rõ đã kết thúc và bài học.", true,
                         fields.fields({"lesson"})});
    if (confirms && life.course == Course::ended)
        steps.push_back(
            {"tra-loi", "Ghi ý kiến của đơn vị", "Hiện bên dưới bài học.", false, fields.fields({"reply"})});
    return steps;
}

// What was typed for a step that does not stand open any more: it is not lost.
std::vector<web::Field> typed_elsewhere(std::vector<LifeStep> const& steps, web::FormFields const& fields)
{
    auto typed = fields.fields({"reason", "lesson", "reply"});
    std::erase_if(typed, [&](web::Field const& field) {
        return field.value.empty() || std::ranges::any_of(steps, [&](LifeStep const& step) {
                   return std::ranges::find(step.fields, field.name, &web::Field::name) != step.fields.end();
               });
    });
    return typed;
}

} // namespace

Outcome<routes::Page> show_life(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const id = ModelId{parse_id(forms::value_of(sent.values, "model")).value_or(0)};
    auto const model = TRY(models::load(reading, id));
    auto const confirms = reading.may(may::confirm_models, models::place(model));
    auto const ends = reading.may(may::end_models, models::place(model));
    if (!confirms && !ends)
        return refuse(kheo::problems::not_found);
    auto page = LifePage{.model = shown(id), .title = model.title, .life = life_of(reading.db, model)};
    if (is_in_life(model))
        page.badge = badge_of(standing_of(reading, model).condition);
    auto const held = bodies::directory();
    if (auto const* const body = held->newest(model.body))
        page.unit = body->name;
    auto const fields = web::FormFields(LifeForm::rules(), sent.values, problem);
    if (is_in_life(model))
        page.steps = steps_of(page.life, confirms, ends, fields);
    if (problem)
        page.typed = typed_elsewhere(page.steps, fields);
    page.keys = web::form_keys_of(reading.csrf, sent.values, problem, std::to_string(page.life.version));
    page.errors = web::errors_of(problem);
    return routes::Page{.title = "Tình trạng: " + model.title,
                        .crumbs = {{"Việc của tôi", "/can-bo"},
                                   {"Mô hình", "/can-bo/mo-hinh"},
                                   {model.title, "/can-bo/mo-hinh/" + page.model},
                                   {"Tình trạng", ""}},
                        .body = life_page(page),
                        .section = "/can-bo/mo-hinh"};
}

} // namespace kheo::heartbeats
