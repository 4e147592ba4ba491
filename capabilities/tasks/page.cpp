// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/tasks/page.hpp"

#include "capabilities/tasks/page.html.hpp"
#include "capabilities/tasks/propose.hpp"
#include "platform/text/text.hpp"
#include "web/form_page.html.hpp"

#include <algorithm>
#include <set>

namespace kheo::tasks
{

namespace
{

std::string address_of(Document const& document)
{
    return "/can-bo/van-ban/" + shown(document.id);
}

std::vector<routes::Crumb> crumbs_of(Document const& document, std::string here)
{
    return {{"Việc của tôi", "/can-bo"},
            {"Văn bản", "/can-bo/van-ban"},
            {documents::name_of(document), address_of(document)},
            {std::move(here), ""}};
}

// Choices of several stand open as boxes.
void as_boxes(std::vector<web::Field>& fields)
{
    for (auto& field : fields)
        if (field.name.starts_with("lead") || field.name.starts_with("support"))
            if (!field.choices.empty()) {
                field.kind = web::Field::Kind::checkboxes;
                std::erase_if(field.choices, [](auto const& choice) { return choice.value.empty(); });
            }
}

std::vector<web::Field> fields_of(std::span<forms::Rule const> rules, forms::Values const& values,
                                  Problem const* problem, std::initializer_list<std::string_view> names,
                                  std::string const& suffix = {})
{
    // Errors of a line bear its number; the rules do not.
    auto own = Problem(kheo::problems::bad_fields);
    if (problem)
        for (auto const& error : problem->fields)
            if (error.field.ends_with(suffix))
                own.fields.push_back(
                    {error.field.substr(0, error.field.size() - suffix.size()), error.sentence});
    auto fields = web::FormFields(rules, values, &own).fields(names);
    as_boxes(fields);
    for (auto& field : fields)
        field.name += suffix;
    return fields;
}

bool is_filled(web::Field const& field)
{
    return !field.error.empty() || !field.value.empty() ||
           std::ranges::any_of(field.choices, &web::Choice::chosen);
}

ProposedLine line_shown(std::size_t number, documents::ProposedTask const& proposed, Document const& document,
                        forms::Values const& sent, Date today, Problem const* problem)
{
    auto const name = std::to_string(number);
    auto const again = !sent.empty();
    auto const values = again ? line_of(sent, name) : values_of(proposed, document, today);
    auto line = ProposedLine{
        .number = name, .sentence = tidied(proposed.what.words), .sign = proposed.sign, .take = {}};
    auto const taken = again ? forms::value_of(values, "take") == "1"
                             : !proposed.who.empty() || !forms::value_of(values, "lead").empty();
    line.take = {.kind = web::Field::Kind::checkboxes,
                 .name = "take-" + name,
                 .label = "Xác nhận",
                 .quiet = true,
                 .choices = {{"1", "Giao việc này", "", taken, ""}}};
    auto const rules = AssignForm::rules();
    auto const suffix = "-" + name;
    line.main = fields_of(rules, values, problem,
                          {"text", "product", "lead", "due_kind", "due_on", "due_days"}, suffix);
    line.more = fields_of(
        rules, values, problem,
        {"lead_names", "support", "support_names", "watch_names", "counted_from", "sentence"}, suffix);
    line.more_open = std::ranges::any_of(line.more, [&](web::Field const& field) {
        return !field.name.starts_with("counted_from") && !field.name.starts_with("sentence")
                   ? is_filled(field)
                   : !field.error.empty();
    });
    return line;
}

std::string reach_words(Document const& document)
{
    switch (document.reach) {
    case documents::Reach::open:
        return "Văn bản công khai: người dân xem được việc gì đã giao, cho ai, hạn nào và làm đến đâu. Lời "
               "trao đổi giữa các cơ quan thì không.";
    case documents::Reach::system:
        return "Văn bản phổ biến trong hệ thống: mọi cán bộ xem được các nhiệm vụ.";
    case documents::Reach::recipients:
        break;
    }
    return "Văn bản chỉ đến nơi nhận: đơn vị được giao thấy câu giao việc cho mình, không thấy phần còn lại.";
}

forms::Values without_keys(forms::Values const& sent)
{
    forms::Values values;
    std::ranges::copy_if(sent, std::back_inserter(values),
                         [](auto const& pair) { return pair.first.find('-') != std::string::npos; });
    return values;
}

routes::Page form_page_of(routes::Reading& reading, Document const& document, web::FormPage page)
{
    (void)reading;
    auto title = page.title;
    return {.title = title,
            .crumbs = crumbs_of(document, title),
            .body = web::form_page(page),
            .section = "/can-bo/nhiem-vu"};
}

std::vector<web::FormSection> sections_of(std::span<forms::Rule const> rules, forms::Values const& values,
                                          Problem const* problem)
{
    return {
        {"", "", fields_of(rules, values, problem, {"text", "product", "sentence"})},
        {"Ai làm", "",
         fields_of(rules, values, problem,
                   {"lead", "lead_names", "support", "support_names", "watch_names"})},
        {"Hạn", "", fields_of(rules, values, problem, {"due_kind", "due_on", "due_days", "counted_from"})}};
}

} // namespace

Outcome<routes::Page> show_assign(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const id = DocumentId{parse_id(forms::value_of(sent.values, "document")).value_or(0)};
    auto const document = TRY(documents::load(reading, id));
    auto page = AssignPage{.document = shown(document.id),
                           .name = documents::name_of(document),
                           .source = document.source == documents::Source::press
                                         ? std::string(documents::label(document.source))
                                         : "",
                           .reach = reach_words(document),
                           .keys = web::form_keys_of(reading.csrf, sent.values, problem),
                           .errors = web::errors_of(problem)};
    page.may_assign = document.stage == documents::Stage::recorded && may_assign_at(reading, document);
    std::set<std::string> known;
    for (auto const& task : tasks_of(reading.db, id)) {
        known.insert(task.sentence);
        page.assigned.push_back({task.text, "/can-bo/nhiem-vu/" + shown(task.id),
                                 lines_of(whom_of(task.whom), reading.today()), words_of(due_of(task)),
                                 task.stage == Stage::dropped});
    }
    auto const words = documents::words_of(reading.db, id);
    page.has_text = !words.text.empty();
    auto const typed = without_keys(sent.values);
    std::size_t number = 0;
    for (auto const& proposed : documents::propose(words.text).tasks)
        if (++number <= most_lines && page.may_assign && !known.contains(tidied(proposed.what.words)))
            page.lines.push_back(line_shown(number, proposed, document, typed, reading.today(), problem));
    return routes::Page{.title = "Giao việc: " + page.name,
                        .crumbs = crumbs_of(document, "Giao việc"),
                        .body = assign_page(page),
                        .section = "/can-bo/nhiem-vu"};
}

Outcome<routes::Page> show_add(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const id = DocumentId{parse_id(forms::value_of(sent.values, "document")).value_or(0)};
    auto const document = TRY(documents::load(reading, id));
    auto const address = address_of(document) + "/giao-viec";
    return form_page_of(reading, document,
                        {.title = "Thêm một việc",
                         .intro = documents::name_of(document),
                         .action = address + "/them",
                         .keys = web::form_keys_of(reading.csrf, sent.values, problem),
                         .errors = web::errors_of(problem),
                         .sections = sections_of(AssignForm::rules(), sent.values, problem),
                         .buttons = {{"Giao việc"}},
                         .cancel = {"Bỏ, về trang giao việc", address}});
}

Outcome<routes::Page> show_change(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const task = TRY(load(reading, {parse_id(forms::value_of(sent.values, "task")).value_or(0)}));
    if (!reading.may(may::assign_tasks, place(task)))
        return refuse(kheo::problems::not_allowed);
    auto const document = TRY(documents::load(reading, task.document));
    auto const stored = values_of(task);
    auto const& values = problem ? sent.values : stored;
    auto const address = "/can-bo/nhiem-vu/" + shown(task.id);
    auto const errors = web::FormFields(ChangeForm::rules(), values, problem, {}, stored).errors();
    auto const told = Problem(kheo::problems::bad_fields, errors.fields);
    auto sections = sections_of(ChangeForm::rules(), values, &told);
    sections.push_back({"", "", fields_of(ChangeForm::rules(), values, &told, {"reason"})});
    return form_page_of(
        reading, document,
        {.title = "Sửa nhiệm vụ",
         .intro =
             "Các đơn vị đã trả lời giữ nguyên phần trả lời; đúng hạn hay quá hạn tính lại theo hạn mới.",
         .action = address + "/sua",
         .keys = web::form_keys_of(reading.csrf, sent.values, problem, std::to_string(task.version)),
         .errors = errors,
         .sections = std::move(sections),
         .buttons = {{"Lưu nhiệm vụ"}},
         .cancel = {"Bỏ, về nhiệm vụ", address}});
}

} // namespace kheo::tasks
