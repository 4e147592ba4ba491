// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/models/office.hpp"

#include "capabilities/ledger/ledger.hpp"
#include "capabilities/models/browse.sql.hpp"
#include "capabilities/models/decide.hpp"
#include "capabilities/models/model.sql.hpp"
#include "capabilities/models/models.hpp"
#include "capabilities/models/office.html.hpp"
#include "capabilities/models/register.hpp"
#include "web/form_page.hpp"

namespace kheo::models
{

bool can_edit(Model const& model, Rights const& rights)
{
    return rights.edit && model.stage != Stage::withdrawn;
}

bool can_keep(Model const& model, Rights const& rights, int this_year)
{
    return rights.edit && is_received(model.stage) && model.year < this_year;
}

Rights rights_of(acts::Reading const& reading, Model const& model)
{
    auto const at = place(model);
    return {reading.may(may::edit_models, at), reading.may(may::receive_models, at),
            reading.may(may::publish_models, at), reading.may(may::withdraw_models, at)};
}

std::vector<Step> steps_of(Model const& model, Rights const& rights)
{
    std::vector<Step> steps;
    auto const& stage = model.stage;
    if (rights.edit && (stage == Stage::draft || stage == Stage::returned))
        steps.push_back({"gui", stage == Stage::draft ? "Gửi đăng ký" : "Gửi lại",
                         "Sau khi gửi, cấp trên thấy bản đăng ký này."});
    if (rights.receive && stage == Stage::registered) {
        steps.push_back({"tiep-nhan", "Tiếp nhận", "Bản đăng ký đủ để theo dõi, tổng hợp."});
        steps.push_back({"tra-lai", "Trả lại để bổ sung", "Đơn vị thấy lý do ngay ở Việc của tôi.", true,
                         "Cần bổ sung gì?"});
    }
    if (rights.publish && is_received(stage) && !model.published)
        steps.push_back({"cong-khai", "Công khai", "Từ đó ai cũng xem được, kể cả khi sau này rút."});
    if (rights.withdraw && stage != Stage::withdrawn)
        steps.push_back({"rut", "Rút mô hình",
                         model.published ? "Trang công khai vẫn còn, ghi rõ đã rút và lý do."
                                         : "Mô hình không còn trong danh sách của đơn vị.",
                         true, "Lý do rút"});
    return steps;
}

std::string reason_id(OfficeView const& page, Step const& step)
{
    return page.at == step.path ? "f-reason" : "f-reason-" + std::string(step.path);
}

std::string_view reason_error(OfficeView const& page, Step const& step)
{
    return page.at == step.path ? web::error_of(page.errors.fields, "reason") : std::string_view();
}

namespace
{

std::vector<OfficeEvent> events_of(std::vector<Past> const& past)
{
    std::vector<OfficeEvent> events;
    for (auto const& one : past) {
        auto& event = events.emplace_back();
        event.line = {.date = shown(one.act.at),
                      .title = std::string(ledger::said(one.act.kind)),
                      .text = one.reason,
                      .by = one.who};
        if (one.act.visibility == acts::Visibility::open)
            event.line.link = {"Phiếu kiểm chứng", "/so-kiem-chung/phieu/" + std::to_string(one.act.id)};
        event.changes = one.changes;
    }
    if (!events.empty())
        events.back().line.current = true;
    return events;
}

} // namespace

Outcome<routes::Page> show_office(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const id = ModelId{parse_id(forms::value_of(sent.values, "model")).value_or(0)};
    auto view = TRY(view_model(reading, {id}));
    auto page = OfficeView{.view = std::move(view)};
    auto const& model = page.view.record;
    if (!reading.may(may::see_models, place(model)) && !reading.may(may::edit_models, place(model)))
        return refuse(kheo::problems::not_found);
    page.view.told = told_of(reading, model, Audience::office);
    page.rights = rights_of(reading, model);
    page.steps = steps_of(model, page.rights);
    page.edit = can_edit(model, page.rights);
    page.drafts = reading.may({"drafts.write"}, {});
    auto const year = civil(reading.today()).year;
    page.keep = can_keep(model, page.rights, year) ? year : 0;
    if (page.edit && !model.published)
        page.advice = private_data_of(model);
    if (!model.published && (page.edit || page.rights.receive))
        page.hints = advice::shown_panel(advice_on(reading, model));
    page.evidence = evidence_of(reading.db, id);
    page.events = events_of(past_of(reading.db, id));
    page.rounds = reading.db.all<InRound>(sql::rounds_of_model, {{"model", id}});
    page.keys = web::form_keys_of(reading.csrf, sent.values, problem, std::to_string(model.version));
    page.errors = web::errors_of(problem);
    if (problem) {
        page.reason = forms::value_of(sent.values, "reason");
        page.at = forms::value_of(sent.values, "step");
        if (problem->id == kheo::problems::changed_meanwhile.id)
            page.errors.fields.insert(page.errors.fields.begin(), {"", problem->sentence});
        for (auto& error : page.errors.fields)
            if (error.field != "reason")
                error.field.clear(); // the fields stand on the form of editing, not here
    }
    return routes::Page{
        .title = model.title,
        .crumbs = {{"Việc của tôi", "/can-bo"}, {"Mô hình", "/can-bo/mo-hinh"}, {model.title, ""}},
        .body = office_page(page),
        .section = "/can-bo/mo-hinh"};
}

YearOfBody year_of(db::Connection& db, BodyId body, int year)
{
    return db.one<YearOfBody>(sql::year_of_body, {{"body", body}, {"year", year}}).value_or(YearOfBody());
}

std::string list_of_unkept(BodyId body, int first_year, int year)
{
    auto address = "/can-bo/mo-hinh?body=" + shown(body);
    for (auto const stage : {Stage::received, Stage::appraising, Stage::not_yet, Stage::recognised})
        address += "&stage=" + std::string(boost::describe::enum_to_string(stage, ""));
    for (auto const condition :
         {periods::Condition::alive, periods::Condition::unconfirmed, periods::Condition::paused})
        address += "&condition=" + std::string(boost::describe::enum_to_string(condition, ""));
    for (auto earlier = first_year; earlier < year; ++earlier)
        address += "&year=" + std::to_string(earlier);
    return address;
}

} // namespace kheo::models
