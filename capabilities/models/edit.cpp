// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/models/edit.hpp"

#include "capabilities/areas/areas.hpp"
#include "capabilities/models/edit.html.hpp"
#include "capabilities/models/model.sql.hpp"
#include "capabilities/models/register.hpp"
#include "platform/text/text.hpp"
#include "web/form_page.html.hpp"

namespace kheo::models
{

namespace
{

bool taken(EditForm const& form, std::string_view field)
{
    return std::ranges::find(form.take, field) != form.take.end();
}

bool is_revised(std::string_view field)
{
    auto const revision = Revision();
    auto found = false;
    json::each_member(revision, [&](std::string_view name, auto const&) { found |= name == field; });
    return found;
}

// What the form says, but for the fields that go to the stored version.
Revision revision_of(EditForm const& form, Model const& stored)
{
    Revision revision = form;
    json::each_shared(revision, stored, [&](std::string_view name, auto& member, auto const& value) {
        if (taken(form, name))
            member = value;
    });
    return revision;
}

std::string typed_as_stored(std::string_view field, std::string_view typed)
{
    auto const rules = EditForm::rules();
    auto const& rule = *std::ranges::find(rules, field, &forms::Rule::name);
    if (field == "baseline" || field == "target" || field == "result")
        return figure(rule.label, typed).value_or(std::string(typed));
    return forms::clean_text(rule, typed).value_or(std::string(typed));
}

std::string shown_value(std::string_view field, std::string const& value)
{
    return field == "field" ? field_label(value) : value;
}

void check_figures(EditForm& form, std::vector<FieldError>& errors)
{
    for (auto const& [name, text] : {std::pair("baseline", &form.baseline), std::pair("target", &form.target),
                                     std::pair("result", &form.result)}) {
        if (taken(form, name))
            continue;
        if (auto read = figure(label_of(name), *text))
            *text = std::move(*read);
        else
            errors.push_back({name, read.error()});
    }
}

} // namespace

std::span<forms::Rule const> EditForm::rules()
{
    using forms::Input;
    using forms::Need;
    static auto const list = [] {
        std::vector<forms::Rule> rules{
            {"model", "Mô hình", Input::id, INT64_MAX, Need::required},
            {"version", "Phiên bản", Input::hidden, INT64_MAX, Need::required},
            {"result", "Đã đạt", Input::line, 20, Need::optional, "Con số đến nay của chỉ tiêu đo."},
            {"reason", "Lý do sửa", Input::text, 1000, Need::depends,
             "Mô hình đã công khai thì lý do được hiện cho mọi người xem."},
            {"take", "Lấy bản đang lưu", Input::choice, 60},
            {"memberships", "Phiên bản của phần phong trào", Input::hidden, INT64_MAX}};
        for (auto const& rule : RegisterForm::rules())
            if (is_revised(rule.name) || rule.name == "movements") {
                rules.push_back(rule);
                if (rule.need == Need::unless_draft)
                    rules.back().need = Need::depends;
            }
        return rules;
    }();
    return list;
}

Outcome<EditForm> checked_edit(routes::Before const& before, EditForm const& form)
{
    auto checked = form;
    std::vector<FieldError> errors;
    if (!has_letter(form.title) && !taken(form, "title"))
        errors.push_back({"title", "Tên mô hình: xin ghi tên bằng chữ."});
    check_figures(checked, errors);
    if (auto error = areas::private_data_in("reason", "Lý do sửa", form.reason))
        errors.push_back(std::move(*error));
    auto const stored = before.store.read(
        [&](db::Connection& db) { return db.one<Model>(sql::model_by_id, {{"id", form.model}}); });
    auto const unfinished = stored && stored->stage == Stage::draft && form.field.empty();
    if (!is_field(form.field) && !taken(form, "field") && !unfinished)
        errors.push_back({"field", "Lĩnh vực: xin chọn một mục trong danh sách."});
    // What was public once is read by all again at the next step.
    auto const own_draft = stored && (stored->stage == Stage::draft || stored->stage == Stage::returned);
    if (stored && (stored->published || !own_draft))
        for (auto& error : private_data_of(form))
            if (!taken(form, error.field))
                errors.push_back(std::move(error));
    if (!errors.empty())
        return refuse(kheo::problems::bad_fields, std::move(errors));
    return checked;
}

namespace
{

// What it belongs to now, where the form showed that and it changes.
Outcome<std::optional<acts::Recorded<Model>>> moved_by(acts::Work& work, Model const& model,
                                                       EditForm const& form)
{
    if (form.memberships == 0 || !held_movements().join)
        return std::nullopt;
    return held_movements().join(work, model, {form.movements, form.memberships - 1});
}

} // namespace

Outcome<acts::Recorded<Model>> edit(acts::Work& work, EditForm const& form)
{
    auto model = TRY(load_for_change(work, may::edit_models, form.model, form.version));
    if (form.registered_on && *form.registered_on > work.today())
        return refuse(kheo::problems::bad_fields,
                      std::vector<FieldError>{{"registered_on", "Ngày ký bản đăng ký: chưa đến ngày này."}});
    auto const moved = TRY(moved_by(work, model, form));
    auto const revision = revision_of(form, model);
    auto next = edited(std::move(model), revision, form.reason);
    if (!next && next.error().id == problems::nothing_changed.id && moved)
        return *moved;
    if (!next && next.error().id == problems::reason_needed.id)
        next.error().fields.push_back({"reason", std::string(problems::reason_needed.sentence)});
    auto const after = TRY(std::move(next));
    auto const note = form.reason.empty() ? acts::Note() : acts::Note{{"reason", form.reason}};
    return store(work, after.published ? "models.corrected" : "models.edited", after, note);
}

std::vector<Side> sides_of(Model const& shown, Model const& now, forms::Values const& typed)
{
    auto const was = web::values_of(shown);
    std::vector<Side> sides;
    for (auto const& [name, theirs] : web::values_of(now)) {
        auto const before = std::string(forms::value_of(was, name));
        if (!is_revised(name) || before == theirs)
            continue;
        auto const mine = typed_as_stored(name, forms::value_of(typed, name));
        if (mine == theirs)
            continue;
        sides.push_back({name, std::string(label_of(name)), shown_value(name, before),
                         shown_value(name, theirs), shown_value(name, mine),
                         mine == before ? Side::State::theirs_only : Side::State::both});
    }
    return sides;
}

namespace
{

// The versions side by side; `values` gets what only the other one changed.
ConflictPage conflict_of(routes::Reading& reading, Model const& now, forms::Values& values)
{
    auto const past = past_of(reading.db, now.id);
    auto const version = parse_id(forms::value_of(values, "version")).value_or(0);
    auto const base = std::ranges::find(past, version, [](Past const& one) { return one.act.version; });
    auto made = ConflictPage{.who = who_since(past, version), .at = shown(past.back().act.at)};
    if (made.who.empty())
        made.who = "Người khác";
    made.sides = sides_of(base != past.end() && base->record ? *base->record : Model(), now, values);
    made.take = {.kind = web::Field::Kind::checkboxes,
                 .name = "take",
                 .label = "Mục nào lấy theo bản đang lưu?",
                 .hint = "Mục không chọn thì giữ lời của bạn ở biểu mẫu bên dưới, còn sửa tiếp được."};
    for (auto const& side : made.sides) {
        if (side.state == Side::State::both)
            made.take.choices.push_back({side.field, side.label});
        else
            forms::replace(values, side.field, std::string(forms::value_of(web::values_of(now), side.field)));
    }
    made.asked = !made.take.choices.empty();
    return made;
}

} // namespace

Outcome<routes::Page> show_edit(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const id = ModelId{parse_id(forms::value_of(sent.values, "model")).value_or(0)};
    auto const model = TRY(load(reading, id));
    if (!reading.may(may::edit_models, place(model)) || model.stage == Stage::withdrawn)
        return refuse(kheo::problems::not_allowed);
    auto values = problem ? sent.values : web::values_of(model);
    auto const conflict = problem && problem->id == kheo::problems::changed_meanwhile.id;
    auto const version = problem && !conflict ? std::string(forms::value_of(values, "version"))
                                              : std::to_string(model.version);
    auto const address = "/can-bo/mo-hinh/" + shown(model.id);
    auto page = web::FormPage{.title = model.published ? "Cải chính mô hình" : "Sửa bản đăng ký",
                              .intro = model.title,
                              .action = address + "/sua",
                              .errors = web::errors_of(problem),
                              .buttons = {{model.published ? "Lưu và công khai nội dung cải chính" : "Lưu"}},
                              .cancel = {"Bỏ, không sửa", address}};
    if (conflict) {
        page.errors.fields = {{"", problem->sentence}};
        auto const both = conflict_of(reading, model, values);
        page.sections.push_back({.before = conflict_part(both)});
    }
    page.keys = web::form_keys_of(reading.csrf, values, problem, version);
    auto choices = fields_offered();
    if (held_movements().offered) {
        auto const now = held_movements().of(reading.db, id);
        choices["movements"] = held_movements().offered(reading, place(model), now);
        // Ticks that somebody else changed meanwhile are shown as they stand, not
        // overwritten unseen at the next try.
        auto const was = forms::value_of(values, "memberships");
        auto const moved = conflict && !was.empty() && was != std::to_string(now.version + 1);
        if (moved) {
            std::erase_if(values, [](auto const& value) { return value.first == "movements"; });
            page.errors.fields.push_back({"movements", "Người khác vừa đổi phần phong trào; biểu mẫu đã lấy "
                                                       "bản đang lưu, xin xem lại."});
        }
        if (!problem || moved)
            for (auto const movement : now.movements)
                values.emplace_back("movements", shown(movement));
        if (!problem || conflict)
            forms::replace(values, "memberships", std::to_string(now.version + 1));
    }
    auto const fields = web::FormFields(EditForm::rules(), values, problem, std::move(choices));
    if (model.published)
        page.sections.push_back({"Lý do", "", fields.fields({"reason"})});
    std::ranges::move(text_sections(fields), std::back_inserter(page.sections));
    for (auto& section : page.sections)
        if (section.heading == "Con số đo được")
            section.fields.push_back(fields.field("result"));
    for (auto& section : movements_section(fields)) {
        section.fields.push_back(fields.field("memberships"));
        page.sections.push_back(std::move(section));
    }
    return routes::Page{.title = page.title,
                        .crumbs = {{"Việc của tôi", "/can-bo"},
                                   {"Mô hình", "/can-bo/mo-hinh"},
                                   {model.title, address},
                                   {"Sửa", ""}},
                        .body = web::form_page(page),
                        .section = "/can-bo/mo-hinh"};
}

} // namespace kheo::models
