// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/exemplars/register.hpp"

#include "capabilities/exemplars/load.hpp"
#include "capabilities/models/models.hpp"
#include "platform/text/text.hpp"
#include "web/form_page.hpp"
#include "web/form_page.html.hpp"

#include <algorithm>
#include <array>

namespace kheo::exemplars
{

namespace
{

using forms::Input;
using forms::Need;

constexpr int first_year = 2009;

constexpr std::array<forms::Choice, 3> bases{{
    {"consent", "Người đó đồng ý"},
    {"law", "Căn cứ pháp luật"},
    {"none", "Chưa có, bổ sung sau"},
}};

constexpr std::array<forms::Rule, 12> record_rules{{
    {"body", "Đơn vị đề nghị", Input::id, INT64_MAX, Need::required},
    {"year", "Năm", Input::year, 2100, Need::required},
    {"name", "Họ và tên", Input::line, 80, Need::required},
    {"office", "Chức vụ, nơi công tác hoặc sinh hoạt", Input::line, 200, Need::required,
     "Ví dụ: Bí thư Chi bộ thôn. Không ghi số nhà, số điện thoại."},
    {"field", "Lĩnh vực", Input::choice, 60, Need::required},
    {"merit", "Thành tích", Input::text, 2000, Need::required,
     "Việc đã làm và kết quả. Không nêu tên người khác, sức khỏe, tôn giáo, dân tộc."},
    {"decision", "Số quyết định", Input::line, 80, Need::optional, "Ví dụ: 412/QĐ-UBND."},
    {"decided_on", "Ngày quyết định", Input::date},
    {"decided_by", "Cơ quan ra quyết định", Input::line, 200},
    {"basis", "Vì sao được nêu tên", Input::choice, 0, Need::required, "", bases},
    {"basis_text", "Ghi rõ", Input::line, 300, Need::optional,
     "Đồng ý bằng cách nào (bản ký ngày nào, lưu ở đâu), hoặc điều, khoản nào của luật."},
    {"basis_on", "Ngày đồng ý, hoặc ngày có hiệu lực", Input::date},
}};

void copy_common(auto& to, auto const& from)
{
    json::each_shared(to, from, [](std::string_view name, auto& member, auto const& value) {
        if (name != "id" && name != "version")
            member = value;
    });
}

// The exemplar's own name is meant to be read; another's is not.
std::string without(std::string text, std::string const& name)
{
    for (auto at = text.find(name); !name.empty() && at != std::string::npos; at = text.find(name, at))
        text.erase(at, name.size());
    return text;
}

template <class Form>
Outcome<Form> checked(Form const& form)
{
    std::vector<FieldError> errors;
    if (!models::is_field(form.field))
        errors.push_back({"field", "Lĩnh vực: xin chọn một mục trong danh sách."});
    if (form.year < first_year)
        errors.push_back({"year", "Năm: phải từ " + std::to_string(first_year) + " trở đi."});
    for (auto const& [field, text] :
         {std::pair("office", &form.office), std::pair("merit", &form.merit),
          std::pair("decision", &form.decision), std::pair("decided_by", &form.decided_by),
          std::pair("basis_text", &form.basis_text)})
        if (auto error = areas::private_data_in(
                field, std::ranges::find(record_rules, std::string_view(field), &forms::Rule::name)->label,
                without(*text, form.name)))
            errors.push_back(std::move(*error));
    if (!errors.empty())
        return refuse(kheo::problems::bad_fields, std::move(errors));
    return form;
}

Outcome<void> in_the_past(auto const& form, Date today)
{
    std::vector<FieldError> errors;
    if (form.decided_on && *form.decided_on > today)
        errors.push_back({"decided_on", "Ngày quyết định: chưa đến ngày này."});
    if (form.basis_on && *form.basis_on > today)
        errors.push_back({"basis_on", "Ngày đồng ý, hoặc ngày có hiệu lực: chưa đến ngày này."});
    if (!errors.empty())
        return refuse(kheo::problems::bad_fields, std::move(errors));
    return {};
}

std::vector<web::FormSection> sections(web::FormFields const& fields)
{
    return {{"Người được giới thiệu",
             "Chỉ ghi những mục này; Khéo không giữ thông tin nào khác về một người.",
             fields.fields({"year", "name", "office", "field", "merit"})},
            {"Quyết định", "Chưa có quyết định thì để trống, bổ sung sau.",
             fields.fields({"decision", "decided_on", "decided_by"})},
            {"Được nêu tên", "", fields.fields({"basis", "basis_text", "basis_on"})}};
}

web::Offered offered()
{
    return models::fields_offered();
}

} // namespace

std::span<forms::Rule const> RegisterForm::rules()
{
    return record_rules;
}

std::span<forms::Rule const> CompleteForm::rules()
{
    static auto const list = [] {
        std::vector<forms::Rule> rules(record_rules.begin() + 1, record_rules.end());
        rules.push_back({"exemplar", "Điển hình", Input::id, INT64_MAX, Need::required});
        rules.push_back({"version", "Phiên bản", Input::hidden, INT64_MAX, Need::required});
        return rules;
    }();
    return list;
}

std::span<forms::Rule const> exemplar_query()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"exemplar", "Điển hình", Input::id, INT64_MAX, Need::required}}};
    return list;
}

Outcome<RegisterForm> checked_registration(RegisterForm const& form)
{
    return checked(form);
}

Outcome<CompleteForm> checked_completion(CompleteForm const& form)
{
    return checked(form);
}

Outcome<acts::Recorded<Exemplar>> register_exemplar(acts::Work& work, RegisterForm const& form)
{
    auto const held = bodies::directory();
    auto const* const body = held->on(form.body, work.today());
    if (!body)
        return refuse(
            models::problems::no_such_body,
            std::vector<FieldError>{{"body", std::string(models::problems::no_such_body.sentence)}});
    auto exemplar = Exemplar{.area = body->area, .demo = body->demo};
    copy_common(exemplar, form);
    if (!work.may(may::register_exemplars, place(exemplar)))
        return refuse(kheo::problems::not_allowed);
    auto const good = in_the_past(form, work.today());
    if (!good)
        return std::unexpected(good.error());
    exemplar.id = {work.draws.id()};
    return store_new(work, "exemplars.registered", exemplar);
}

Outcome<acts::Recorded<Exemplar>> complete(acts::Work& work, CompleteForm const& form)
{
    auto exemplar = TRY(load_for_change(work, may::register_exemplars, form.exemplar, form.version));
    if (exemplar.stage != Stage::registered)
        return refuse(problems::stage_forbids, label(exemplar.stage));
    auto const good = in_the_past(form, work.today());
    if (!good)
        return std::unexpected(good.error());
    copy_common(exemplar, form);
    ++exemplar.version;
    return store(work, "exemplars.completed", exemplar);
}

Outcome<routes::Page> show_register(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto values = sent.values;
    auto const bodies =
        models::body_choices(reading, {}, {parse_id(forms::value_of(values, "body")).value_or(0)});
    if (forms::value_of(values, "year").empty())
        forms::replace(values, "year", std::to_string(civil(reading.today()).year));
    if (bodies.bodies.size() == 1)
        forms::replace(values, "body", bodies.bodies.front().value);
    auto choices = offered();
    choices["body"] = bodies.bodies;
    auto const fields = web::FormFields(RegisterForm::rules(), values, problem, std::move(choices));
    auto page = web::FormPage{.title = "Giới thiệu điển hình cá nhân",
                              .intro = "Tên chỉ được công khai sau khi có quyết định và người đó đồng ý hoặc "
                                       "có căn cứ pháp luật; người đó xin rút lúc nào cũng được.",
                              .action = "/can-bo/dien-hinh/moi",
                              .keys = web::form_keys_of(reading.csrf, values, problem),
                              .errors = web::errors_of(problem),
                              .buttons = {{"Lưu"}},
                              .cancel = {"Bỏ, về danh sách", "/can-bo/dien-hinh"}};
    page.sections.push_back({"Đơn vị", "", fields.fields({"body"})});
    std::ranges::move(sections(fields), std::back_inserter(page.sections));
    return routes::Page{
        .title = page.title,
        .crumbs = {{"Việc của tôi", "/can-bo"}, {"Điển hình", "/can-bo/dien-hinh"}, {"Giới thiệu", ""}},
        .body = web::form_page(page),
        .section = "/can-bo/dien-hinh"};
}

Outcome<routes::Page> show_complete(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const exemplar =
        TRY(load(reading, {parse_id(forms::value_of(sent.values, "exemplar")).value_or(0)}));
    if (!reading.may(may::register_exemplars, place(exemplar)) || exemplar.stage != Stage::registered)
        return refuse(kheo::problems::not_allowed);
    auto const stored = web::values_of(exemplar);
    auto const& values = problem ? sent.values : stored;
    auto const fields = web::FormFields(CompleteForm::rules(), values, problem, offered(), stored);
    auto const address = "/can-bo/dien-hinh/" + shown(exemplar.id);
    auto page = web::FormPage{
        .title = "Bổ sung hồ sơ điển hình",
        .action = address + "/sua",
        .keys = web::form_keys_of(reading.csrf, values, problem, std::to_string(exemplar.version)),
        .errors = fields.errors(),
        .sections = sections(fields),
        .buttons = {{"Lưu"}},
        .cancel = {"Bỏ, không sửa", address}};
    return routes::Page{.title = page.title,
                        .crumbs = {{"Việc của tôi", "/can-bo"},
                                   {"Điển hình", "/can-bo/dien-hinh"},
                                   {exemplar.name, address},
                                   {"Bổ sung", ""}},
                        .body = web::form_page(page),
                        .section = "/can-bo/dien-hinh"};
}

} // namespace kheo::exemplars
