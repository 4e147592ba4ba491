// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/models/register.hpp"

#include "capabilities/advice/advice.hpp"
#include "capabilities/bodies/bodies.hpp"
#include "capabilities/models/load.hpp"
#include "capabilities/models/register.html.hpp"
#include "platform/text/number.hpp"
#include "platform/text/text.hpp"
#include "web/form_page.html.hpp"

#include <array>
#include <fmt/format.h>
#include <set>

namespace kheo::models
{

namespace
{

constexpr std::size_t most_bodies = 80; // in one list of choices
constexpr int first_year = 2009;        // the movement began on 26/02/2009

constexpr std::array<forms::Choice, 2> kinds{{
    {"mo_hinh", "Mô hình"},
    {"dien_hinh_tap_the", "Điển hình tập thể"},
}};
constexpr std::array<forms::Choice, 3> entries{{
    {"moi", "Mới"},
    {"duy_tri", "Duy trì"},
    {"nhan_rong", "Nhân rộng"},
}};

void check_figure(std::string_view name, std::string& typed, std::vector<FieldError>& errors)
{
    auto read = figure(label_of(name), typed);
    if (read)
        typed = std::move(*read);
    else
        errors.push_back({std::string(name), std::move(read).error()});
}

} // namespace

std::span<forms::Rule const> RegisterForm::rules()
{
    using forms::Input;
    using forms::Need;
    static constexpr std::array<forms::Rule, 23> list{{
        {"year", "Năm đăng ký", Input::year, 2100, Need::required},
        {"kind", "Loại", Input::choice, 0, Need::required, "", kinds},
        {"entry", "Hình thức đăng ký", Input::choice, 0, Need::required, "", entries},
        {"body", "Đơn vị đăng ký", Input::id, INT64_MAX, Need::unless_draft},
        {"field", "Lĩnh vực", Input::choice, 60, Need::unless_draft},
        {"title", "Tên mô hình", Input::line, 300, Need::required, "Ngắn gọn, nói được việc làm và nơi làm."},
        {"situation", "Thực trạng, lý do", Input::text, 4000, Need::optional,
         "Việc khó hay việc mới nào cần giải quyết?"},
        {"aims", "Mục tiêu, chỉ tiêu", Input::text, 4000, Need::optional,
         "Con số cụ thể, đơn vị tính, đến bao giờ."},
        {"way_of_working", "Nội dung, cách làm", Input::text, 8000, Need::optional},
        {"forces", "Lực lượng thực hiện", Input::text, 2000, Need::optional,
         "Ai chủ trì, ai phối hợp, ai tham gia."},
        {"resources", "Nguồn lực", Input::text, 2000, Need::optional,
         "Kinh phí, vật chất, ngày công, đóng góp."},
        {"timetable", "Thời gian thực hiện", Input::text, 1000, Need::optional},
        {"beneficiaries", "Đối tượng thụ hưởng", Input::text, 2000, Need::optional,
         "Nhóm người và số lượng; không ghi tên người."},
        {"outputs", "Sản phẩm, kết quả kiểm tra được", Input::text, 4000, Need::optional},
        {"keep_up", "Duy trì, nhân rộng", Input::text, 2000, Need::optional},
        {"measure", "Chỉ tiêu đo", Input::line, 120, Need::optional, "Ví dụ: số hộ phân loại rác tại nguồn."},
        {"baseline", "Trước khi làm", Input::line, 20},
        {"target", "Cần đạt", Input::line, 20},
        {"registered_on", "Ngày ký bản đăng ký", Input::date},
        {"signer", "Chức vụ người ký", Input::line, 120, Need::optional, "Ghi chức vụ, không ghi tên."},
        {"origin", "Nhân rộng từ mô hình", Input::id, INT64_MAX, Need::optional,
         "Chỉ dùng khi hình thức là nhân rộng."},
        {"movements", "Thuộc phong trào, cuộc vận động", Input::id, INT64_MAX, Need::optional,
         "Đánh dấu mọi phong trào mà mô hình góp phần; mỗi phong trào tính mô hình một lần."},
        {"draft", "Lưu bản nháp, chưa gửi", Input::yes_no},
    }};
    return list;
}

Model drafted(RegisterForm const& form, AreaId area)
{
    auto model = Model{.area = area};
    json::copy_shared(model, form);
    if (model.entry != Entry::nhan_rong)
        model.origin = {};
    return model;
}

Outcome<void> in_reach(int year, Date today)
{
    if (year > civil(today).year + 1)
        return refuse(kheo::problems::bad_fields,
                      std::vector<FieldError>{{"year", "Năm đăng ký: chưa đến lúc đăng ký cho năm này."}});
    return {};
}

std::expected<std::string, std::string> figure(std::string_view label, std::string_view typed)
{
    if (typed.empty())
        return std::string();
    auto const number = parse_number(typed);
    if (!number)
        return std::unexpected(fmt::format("{}: {}", label, number.error().sentence));
    return shown(*number);
}

Outcome<RegisterForm> checked_registration(RegisterForm const& form)
{
    auto checked = form;
    std::vector<FieldError> errors;
    if (form.year < first_year)
        errors.push_back({"year", fmt::format("Năm đăng ký: phải từ {} trở đi.", first_year)});
    if (!is_field(form.field) && !(form.draft && form.field.empty()))
        errors.push_back({"field", "Lĩnh vực: xin chọn một mục trong danh sách."});
    if (!has_letter(form.title))
        errors.push_back({"title", "Tên mô hình: xin ghi tên bằng chữ."});
    check_figure("baseline", checked.baseline, errors);
    check_figure("target", checked.target, errors);
    if (form.measure.empty() && !(form.baseline.empty() && form.target.empty()))
        errors.push_back({"measure", "Chỉ tiêu đo: đã ghi con số thì xin ghi đó là số gì, đơn vị tính."});
    if (!form.draft)
        std::ranges::move(private_data_of(form), std::back_inserter(errors));
    if (!errors.empty())
        return refuse(kheo::problems::bad_fields, std::move(errors));
    return checked;
}

namespace
{

// The one chosen; of a draft that names none, the actor's own where they have
// one alone.
BodyId body_of(acts::Work const& work, RegisterForm const& form)
{
    if (form.body || work.actor.posts.empty())
        return form.body;
    auto const own = work.actor.posts.front().body;
    auto const alone =
        std::ranges::all_of(work.actor.posts, [&](acts::Post const& post) { return post.body == own; });
    return alone ? BodyId{own} : BodyId();
}

} // namespace

Outcome<acts::Recorded<Model>> register_model(acts::Work& work, RegisterForm const& form)
{
    auto const day = form.registered_on.value_or(work.today());
    auto const held = bodies::directory();
    auto registered = form;
    registered.body = body_of(work, form);
    if (!registered.body)
        return refuse(kheo::problems::bad_fields,
                      std::vector<FieldError>{{"body", "Đơn vị đăng ký: chưa chọn."}});
    auto const then = std::min(day, work.today());
    auto const* const body = held->on(registered.body, then);
    if (!body || !bodies::stands(*held, *areas::atlas(), body->body, then))
        return refuse(problems::no_such_body,
                      std::vector<FieldError>{{"body", std::string(problems::no_such_body.sentence)}});
    auto model = drafted(registered, body->area);
    if (!work.may(may::register_models, place(model)))
        return refuse(kheo::problems::not_allowed);
    if (auto const reached = in_reach(form.year, work.today()); !reached)
        return std::unexpected(reached.error());
    if (day > work.today())
        return refuse(kheo::problems::bad_fields,
                      std::vector<FieldError>{{"registered_on", "Ngày ký bản đăng ký: chưa đến ngày này."}});
    if (model.origin)
        if (auto const origin = load_row(work, model.origin);
            !origin || !origin->published || origin->stage == Stage::withdrawn)
            return refuse(
                kheo::problems::bad_fields,
                std::vector<FieldError>{{"origin", "Nhân rộng từ mô hình: không có mô hình công khai này."}});
    model.id = {work.draws.id()};
    model.stage = form.draft ? Stage::draft : Stage::registered;
    model.entered_for =
        work.actor.kind == acts::ActorKind::person &&
        std::ranges::find(work.actor.posts, model.body.value, &acts::Post::body) == work.actor.posts.end();
    model.demo = body->demo;
    auto recorded = store_new(work, form.draft ? "models.drafted" : "models.registered", model);
    if (!form.movements.empty() && held_movements().join)
        if (auto const joined = held_movements().join(work, model, {form.movements}); !joined)
            return std::unexpected(joined.error());
    return recorded;
}

std::span<forms::Rule const> register_query()
{
    static constexpr std::array<forms::Rule, 3> list{{
        {"commune", "Xã, phường", forms::Input::id, INT64_MAX},
        {"body", "Đơn vị", forms::Input::id, INT64_MAX},
        {"year", "Năm", forms::Input::year, 2100},
    }};
    return list;
}

web::Offered fields_offered()
{
    std::vector<web::Choice> choices;
    for (auto const& field : fields_of_work())
        choices.push_back({field.code, field.label});
    return {{"field", std::move(choices)}};
}

std::vector<web::FormSection> text_sections(web::FormFields const& fields)
{
    return {{"Nội dung", "", fields.fields({"title", "field", "situation", "aims", "way_of_working"})},
            {"Con số đo được", "Có số đầu, số cần đạt thì cuối năm biết ngay mô hình có kết quả hay không.",
             fields.fields({"measure", "baseline", "target"})},
            {"Tổ chức thực hiện", "",
             fields.fields({"forces", "resources", "timetable", "beneficiaries", "outputs", "keep_up"})},
            {"Bản đăng ký đã ký", "", fields.fields({"registered_on", "signer"})}};
}

std::vector<web::FormSection> movements_section(web::FormFields const& fields)
{
    auto field = fields.field("movements");
    std::erase_if(field.choices, [](web::Choice const& one) { return one.value.empty(); });
    if (field.choices.empty())
        return {};
    field.kind = web::Field::Kind::checkboxes;
    return {{"Phong trào", "", {std::move(field)}}};
}

BodyChoices body_choices(acts::Reading const& reading, AreaId commune, BodyId chosen)
{
    auto const day = reading.today();
    auto const atlas = areas::atlas();
    auto const held = bodies::directory();
    std::vector<std::pair<std::string, bodies::Body const*>> allowed; // by area and name
    std::set<std::pair<std::string, std::int64_t>> places;
    for (auto const& body : held->periods()) {
        if (!body.holds_on(day) || !bodies::stands(*held, *atlas, body.body, day) ||
            !reading.may(may::register_models, bodies::place(body)))
            continue;
        auto const* const area = atlas->on(body.area, day);
        auto const place = sort_key(area ? area->full_name : "");
        allowed.emplace_back(place + sort_key(body.name), &body);
        places.emplace(place, body.area.value);
    }
    std::ranges::sort(allowed);
    auto made = BodyChoices();
    if (auto const* const one = held->on(chosen, day); one && !commune)
        commune = one->area;
    auto const few = allowed.size() <= most_bodies;
    for (auto const& [key, body] : allowed) {
        auto const own = std::ranges::find(reading.actor.posts, body->body.value, &acts::Post::body) !=
                         reading.actor.posts.end();
        if (few || own || body->area == commune)
            made.bodies.push_back({shown(body->body), body->name, "", body->body == chosen});
    }
    if (made.bodies.size() == 1)
        made.bodies.front().chosen = true;
    for (auto const& [key, area] : places)
        if (auto const* const at = few ? nullptr : atlas->on({area}, day))
            made.communes.push_back({shown(at->area), at->full_name, "", at->area == commune});
    return made;
}

namespace
{

constexpr std::string_view preview = "/can-bo/mo-hinh/xem-truoc";

// The model that this one replicates, carried in the form once it was chosen.
html::Html origin_of(acts::Reading const& reading, forms::Values const& values)
{
    auto const id = ModelId{parse_id(forms::value_of(values, "origin")).value_or(0)};
    if (!id || forms::value_of(values, "entry") != "nhan_rong")
        return {};
    auto const origin = load(reading, id);
    return origin ? origin_part(shown(id), origin->title) : html::Html();
}

// Where no body is chosen yet, those of the actor's own place.
std::vector<web::Choice> movements_offered(acts::Reading const& reading, BodyId chosen)
{
    if (!chosen && !reading.actor.posts.empty())
        chosen = {reading.actor.posts.front().body};
    auto const* const body = bodies::directory()->on(chosen, reading.today());
    return body && held_movements().offered ? held_movements().offered(reading, bodies::place(*body), {})
                                            : std::vector<web::Choice>();
}

Outcome<routes::Page> register_page(routes::Reading& reading, forms::Values values, Problem const* problem,
                                    advice::Panel panel)
{
    auto const number = [&](std::string_view name) {
        return parse_id(forms::value_of(values, name)).value_or(0);
    };
    auto const offered = body_choices(reading, {number("commune")}, {number("body")});
    if (offered.bodies.empty() && offered.communes.empty())
        return refuse(kheo::problems::not_allowed);
    if (forms::value_of(values, "year").empty())
        forms::replace(values, "year", std::to_string(civil(reading.today()).year));
    if (!problem && forms::value_of(values, "kind").empty()) {
        forms::replace(values, "kind", "mo_hinh");
        forms::replace(values, "entry", "moi");
    }
    if (offered.bodies.size() == 1)
        forms::replace(values, "body", offered.bodies.front().value);
    auto choices = fields_offered();
    choices["body"] = offered.bodies;
    choices["movements"] = movements_offered(reading, {number("body")});
    auto const fields = web::FormFields(RegisterForm::rules(), values, problem, std::move(choices));
    auto page = web::FormPage{
        .title = "Đăng ký mô hình",
        .intro = "Chưa viết xong thì lưu bản nháp rồi viết tiếp. Tệp minh chứng thêm được sau khi lưu.",
        .action = "/can-bo/mo-hinh/moi",
        .keys = web::form_keys_of(reading.csrf, values, problem),
        .errors = web::errors_of(problem),
        .buttons = {{"Gửi đăng ký"}, {"Lưu bản nháp", web::Button::Kind::secondary, "draft", "1"}},
        .cancel = {"Bỏ, về Việc của tôi", "/can-bo"}};
    page.sections.push_back({"Đơn vị", "", fields.fields({"body", "year", "kind", "entry"})});
    page.sections.back().before = origin_of(reading, values);
    std::ranges::move(text_sections(fields), std::back_inserter(page.sections));
    std::ranges::move(movements_section(fields), std::back_inserter(page.sections));
    panel.preview = preview;
    page.sections.push_back({.before = advice::shown_panel(panel)});
    if (!offered.communes.empty())
        page.before = choose_commune(offered.communes);
    return routes::Page{
        .title = "Đăng ký mô hình",
        .crumbs = {{"Việc của tôi", "/can-bo"}, {"Mô hình", "/can-bo/mo-hinh"}, {"Đăng ký", ""}},
        .body = web::form_page(page),
        .section = "/can-bo/mo-hinh"};
}

} // namespace

Outcome<routes::Page> show_register(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    return register_page(reading, sent.values, problem, {});
}

advice::Panel advice_on(acts::Reading const& reading, Model const& model)
{
    auto draft = advice::draft_of(model);
    auto const atlas = areas::atlas();
    if (auto const* const body = bodies::directory()->newest(model.body))
        draft.unit = body->name;
    if (auto const* const area = atlas->newest(model.area))
        draft.commune = area->full_name;
    auto const found = advice::found(reading, draft, {model.body.value}, {model.id.value});
    auto panel = advice::panel_of(draft, found, label_of);
    panel.reader = advice::Reader::receiver;
    panel.replicates = false;
    return panel;
}

Outcome<routes::Page> show_preview(routes::Reading& reading, forms::Sent const& sent, Problem const*)
{
    auto values = sent.values;
    if (auto const chosen = std::string(forms::value_of(values, "origin_chosen")); !chosen.empty()) {
        forms::replace(values, "entry", "nhan_rong");
        forms::replace(values, "origin", chosen);
    }
    auto const form = forms::decode<advice::AskForm>({values, {}});
    if (!form)
        return register_page(reading, std::move(values), &form.error(), {});
    advice::Draft draft = *form;
    auto const held = bodies::directory();
    if (auto const* const body = held->on({form->body.value}, reading.today())) {
        draft.unit = body->name;
        if (auto const* const area = areas::atlas()->on(body->area, reading.today()))
            draft.commune = area->full_name;
    }
    auto const found = advice::found(reading, draft, form->body, {});
    return register_page(reading, std::move(values), nullptr, advice::panel_of(draft, found, label_of));
}

} // namespace kheo::models
