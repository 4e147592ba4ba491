// SPDX-License-Identifier: AGPL-3.0-or-later
// The forms on which a line is recorded, corrected and struck.
#include "capabilities/contributions/contributions.hpp"
#include "web/form_page.hpp"
#include "web/form_page.html.hpp"

#include <algorithm>
#include <array>

namespace kheo::contributions
{

namespace
{

web::Offered sources_offered()
{
    std::vector<web::Choice> choices;
    for (auto const& source : sources())
        choices.push_back({source.code, source.label});
    return {{"source", std::move(choices)}};
}

// The tick that says: these very figures are right. Only after they were asked about.
void ask_again(std::vector<web::FormSection>& sections, forms::Values const& values, Problem const* problem)
{
    if (!problem || problem->id != problems::look_again.id)
        return;
    auto const typed = [&](std::string_view name) { return forms::value_of(values, name); };
    sections.push_back({"Xem lại con số",
                        "",
                        {{.kind = web::Field::Kind::checkboxes,
                          .name = "sure",
                          .label = "Các con số trên",
                          .choices = {{figures_typed(typed("land"), typed("money"), typed("work")),
                                       "Đã xem lại, ghi đúng như vậy"}}}}});
}

std::vector<web::FormSection> sections_of(web::FormFields const& fields, forms::Values const& values,
                                          Problem const* problem)
{
    auto sections = std::vector<web::FormSection>{
        {"Nguồn và thời gian", "", fields.fields({"source", "since", "until"})},
        {"Con số",
         "Ghi mục nào có. Nguồn từ nhân dân, doanh nghiệp, xã hội hóa thì ghi thêm bao nhiêu hộ, đơn vị đã "
         "góp: "
         "phần của ít người không bao giờ nêu ra ngoài.",
         fields.fields({"land", "land_givers", "money", "money_givers", "work", "work_givers"})},
        {"", "", fields.fields({"note"})}};
    ask_again(sections, values, problem);
    return sections;
}

forms::Values values_of(Contribution const& line)
{
    auto const amount = [&](Kind kind) {
        auto const gift = gift_of(line, kind);
        return gift.amount > 0 ? figure_of(kind, gift.amount) : std::string();
    };
    auto const count = [](std::int64_t givers) {
        return givers > 0 ? std::to_string(givers) : std::string();
    };
    return {{"source", line.source},
            {"since", shown(line.since)},
            {"until", line.until == line.since ? std::string() : shown(line.until)},
            {"land", amount(Kind::land)},
            {"land_givers", count(line.land_givers)},
            {"money", amount(Kind::money)},
            {"money_givers", count(line.money_givers)},
            {"work", amount(Kind::work)},
            {"work_givers", count(line.work_givers)},
            {"note", line.note}};
}

std::vector<routes::Crumb> crumbs_of(std::string const& title, std::string const& address,
                                     std::string const& last)
{
    return {{"Việc của tôi", "/can-bo"},
            {"Mô hình", "/can-bo/mo-hinh"},
            {title, address},
            {"Đóng góp", address + "/dong-gop"},
            {last, ""}};
}

} // namespace

routes::After after(Contribution const& line)
{
    return {"/can-bo/mo-hinh/" + shown(line.model) + "/dong-gop",
            line.struck        ? "Đã bỏ dòng này, không tính nữa."
            : line.version > 1 ? "Đã sửa. Con số cũ và lý do còn trong lịch sử."
                               : "Đã ghi."};
}

Outcome<routes::Page> show_record(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const id = ModelId{parse_id(forms::value_of(sent.values, "model")).value_or(0)};
    auto const model = TRY(models::load(reading, id));
    if (!reading.may(may::record_contributions, models::place(model)))
        return refuse(kheo::problems::not_found);
    auto const fields = web::FormFields(RecordForm::rules(), sent.values, problem, sources_offered());
    auto const address = "/can-bo/mo-hinh/" + shown(id);
    auto const form =
        web::FormPage{.title = "Ghi đóng góp",
                      .intro = model.title + ". Mỗi nguồn một dòng. Không ghi ai góp, chỉ ghi bao nhiêu.",
                      .action = address + "/dong-gop/ghi",
                      .keys = web::form_keys_of(reading.csrf, sent.values, problem),
                      .errors = web::errors_of(problem),
                      .sections = sections_of(fields, sent.values, problem),
                      .buttons = {{"Ghi dòng này"}},
                      .cancel = {"Bỏ, về các dòng đã ghi", address + "/dong-gop"}};
    return routes::Page{.title = form.title,
                        .crumbs = crumbs_of(model.title, address, "Ghi"),
                        .body = web::form_page(form),
                        .section = "/can-bo/mo-hinh"};
}

Outcome<routes::Page> show_correct(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const id = ContributionId{parse_id(forms::value_of(sent.values, "contribution")).value_or(0)};
    auto const line = TRY(load(reading, id));
    if (!reading.may(may::record_contributions, place(line)))
        return refuse(kheo::problems::not_found);
    auto const model = TRY(models::load(reading, line.model));
    auto const stored = values_of(line);
    auto const& values = problem ? sent.values : stored;
    auto const fields = web::FormFields(CorrectForm::rules(), values, problem, sources_offered(), stored);
    auto const address = "/can-bo/dong-gop/" + shown(id);
    auto form = web::FormPage{
        .title = "Sửa một dòng đóng góp",
        .intro = model.title +
                 ". Con số cũ và lý do sửa còn trong lịch sử của dòng này. Có thêm hộ góp thì ghi "
                 "dòng mới, đừng sửa dòng này: phần công khai sẽ phải rút lại.",
        .action = address + "/sua",
        .keys = web::form_keys_of(reading.csrf, sent.values, problem, std::to_string(line.version)),
        .errors = fields.errors(),
        .sections = sections_of(fields, values, problem),
        .buttons = {{"Lưu sửa đổi"}},
        .cancel = {"Bỏ, về dòng này", address}};
    form.sections.push_back({"", "", fields.fields({"reason"})});
    return routes::Page{.title = form.title,
                        .crumbs = crumbs_of(model.title, "/can-bo/mo-hinh/" + shown(line.model), "Sửa"),
                        .body = web::form_page(form),
                        .section = "/can-bo/mo-hinh"};
}

Outcome<routes::Page> show_strike(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const id = ContributionId{parse_id(forms::value_of(sent.values, "contribution")).value_or(0)};
    auto const line = TRY(load(reading, id));
    if (!reading.may(may::record_contributions, place(line)))
        return refuse(kheo::problems::not_found);
    auto const model = TRY(models::load(reading, line.model));
    auto const fields = web::FormFields(StrikeForm::rules(), sent.values, problem);
    auto const address = "/can-bo/dong-gop/" + shown(id);
    auto const form = web::FormPage{
        .title = "Bỏ một dòng đóng góp",
        .intro = model.title + ", " + time_of(line) +
                 ". Dòng không được tính nữa, vẫn còn trong lịch sử cùng lý do.",
        .action = address + "/bo",
        .keys = web::form_keys_of(reading.csrf, sent.values, problem, std::to_string(line.version)),
        .errors = web::errors_of(problem),
        .sections = {{"", "", fields.fields({"reason"})}},
        .buttons = {{"Bỏ dòng này", web::Button::Kind::warning}},
        .cancel = {"Thôi, về dòng này", address}};
    return routes::Page{.title = form.title,
                        .crumbs = crumbs_of(model.title, "/can-bo/mo-hinh/" + shown(line.model), "Bỏ"),
                        .body = web::form_page(form),
                        .section = "/can-bo/mo-hinh"};
}

} // namespace kheo::contributions
