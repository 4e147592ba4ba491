// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/bodies/change.hpp"

#include "capabilities/bodies/body.sql.hpp"
#include "capabilities/bodies/browse.hpp"
#include "capabilities/bodies/problems.hpp"
#include "platform/text/text.hpp"
#include "web/form_page.html.hpp"

#include <algorithm>
#include <array>

namespace kheo::bodies
{

namespace
{

// The newest period of the body that one is of; null where there is none.
Body const* newest_of(Directory const& directory, BodyPeriodId period)
{
    auto const& all = directory.periods();
    auto const found = std::ranges::find(all, period, &Body::id);
    return found == all.end() ? nullptr : directory.newest(found->body);
}

// Where the actor may change it and nobody did meanwhile.
Outcome<Body> load_for_change(acts::Work const& work, Directory const& directory, BodyPeriodId period,
                              std::int64_t version)
{
    auto const* const body = newest_of(directory, period);
    if (!body)
        return refuse(kheo::problems::not_found);
    if (!work.may(may::change_bodies, place(*body)))
        return refuse(kheo::problems::not_allowed);
    if (body->id != period || body->version != version)
        return refuse(kheo::problems::changed_meanwhile, "Người khác");
    return *body;
}

Step step_from(Body const& old, Body next, Date day)
{
    if (day == old.valid_from) {
        next.version = old.version + 1;
        return {std::nullopt, next};
    }
    auto last = old;
    last.valid_to = day;
    ++last.version;
    next.id = {};
    next.version = 1;
    next.valid_from = day;
    return {last, next};
}

void update(acts::Work& work, Body const& body)
{
    ensure(work.db.run(sql::update_body, body) == 1, "a body changed under its verb");
}

acts::Recorded<Body> store(acts::Work& work, Step const& step)
{
    if (!step.ended) {
        update(work, step.begun);
        return acts::append(work, "bodies.corrected", step.begun);
    }
    update(work, *step.ended);
    acts::append(work, "bodies.replaced", *step.ended);
    auto fresh = step.begun;
    fresh.id = {work.draws.id()};
    work.db.run(sql::insert_body, fresh);
    return acts::append(work, "bodies.changed", fresh);
}

struct Shown {
    Body body;
    areas::Area area;
};

// What a form of it begins with; refuses where there is nothing to change.
Outcome<Shown> shown_for_change(acts::Reading const& reading, forms::Sent const& sent)
{
    auto const held = directory();
    auto const period = parse_id(forms::value_of(sent.values, "period"));
    auto const id = parse_id(forms::value_of(sent.values, "body"));
    auto const* const body = period ? newest_of(*held, {*period}) : id ? held->newest({*id}) : nullptr;
    if (!body)
        return refuse(kheo::problems::not_found);
    if (!reading.may(may::change_bodies, place(*body)))
        return refuse(kheo::problems::not_allowed);
    auto const atlas = areas::atlas();
    auto const* area = atlas->on(body->area, reading.today());
    if (!area)
        area = atlas->newest(body->area);
    ensure(area != nullptr, "a body without its area");
    return Shown{*body, *area};
}

// What may be changed, as it holds.
forms::Values values_of_change(Body const& body)
{
    return {{"name", body.name},
            {"superior", body.superior ? shown(body.superior) : std::string()},
            {"contact", body.contact ? "1" : ""}};
}

} // namespace

std::span<forms::Rule const> ChangeForm::rules()
{
    using forms::Input;
    using forms::Need;
    static constexpr std::array<forms::Rule, 7> list{{
        {"period", "Thời kỳ", Input::id, INT64_MAX, Need::required},
        {"version", "Phiên bản", Input::hidden, INT64_MAX, Need::required},
        {"name", "Tên cơ quan, tổ chức", Input::line, 200, Need::required},
        {"superior", "Cơ quan cấp trên", Input::id, INT64_MAX},
        {"contact", "Là đầu mối dân vận của địa bàn", Input::yes_no, 0, Need::optional,
         "Mỗi địa bàn có một đầu mối. Cơ quan đang là đầu mối sẽ thôi từ cùng ngày."},
        {"day", "Thay đổi từ ngày", Input::date, 0, Need::optional,
         "Để trống là từ hôm nay. Ghi đúng ngày bắt đầu của thời kỳ hiện nay là sửa lỗi nhập."},
        {"decision", "Văn bản", Input::line, 200, Need::optional, "Số, ký hiệu và ngày."},
    }};
    return list;
}

std::span<forms::Rule const> EndForm::rules()
{
    using forms::Input;
    using forms::Need;
    static constexpr std::array<forms::Rule, 5> list{{
        {"period", "Thời kỳ", Input::id, INT64_MAX, Need::required},
        {"version", "Phiên bản", Input::hidden, INT64_MAX, Need::required},
        {"day", "Không còn từ ngày", Input::date, 0, Need::optional, "Để trống là từ hôm nay."},
        {"successor", "Cơ quan nhận việc đang mở", Input::id, INT64_MAX},
        {"decision", "Văn bản", Input::line, 200, Need::optional, "Số, ký hiệu và ngày."},
    }};
    return list;
}

std::span<forms::Rule const> EndByCodeForm::rules()
{
    using forms::Input;
    static constexpr std::array<forms::Rule, 4> list{{
        {"code", "Mã cơ quan", Input::line, 80, forms::Need::required},
        {"day", "Không còn từ ngày", Input::date},
        {"successor_code", "Mã cơ quan nhận việc đang mở", Input::line, 80},
        {"decision", "Văn bản", Input::line, 200},
    }};
    return list;
}

Outcome<std::vector<Step>> changed(Body const& old, ChangeForm const& form, Date today,
                                   Directory const& directory)
{
    auto const day = form.day.value_or(today);
    if (old.valid_to)
        return refuse(problems::ended_already, shown(*old.valid_to));
    if (day < old.valid_from)
        return refuse(problems::before_it_began, shown(old.valid_from));
    auto next = old;
    next.name = form.name;
    next.superior = form.superior;
    next.contact = form.contact;
    if (next.name == old.name && next.superior == old.superior && next.contact == old.contact)
        return refuse(problems::nothing_changed);
    if (!form.decision.empty())
        next.decision = form.decision;
    if (form.superior && !directory.on(form.superior, day))
        return refuse(problems::no_such_superior);
    if (form.superior && directory.below(form.superior, old.body, day))
        return refuse(problems::circle);
    if (auto const* const same = directory.name_ahead(form.name, old.area, day);
        same && same->body != old.body)
        return refuse(problems::name_taken, same->code);
    std::vector<Step> steps{step_from(old, next, day)};
    auto const* const contact = directory.contact_of(old.area, day);
    if (form.contact && !old.contact && contact) {
        auto const* const newest = directory.newest(contact->body);
        if (newest->valid_to || day < newest->valid_from)
            return refuse(problems::contact_taken, contact->name);
        auto without = *newest;
        without.contact = false;
        steps.push_back(step_from(*newest, without, day));
    }
    return steps;
}

Outcome<Body> ended(Body body, Date day, Directory const& directory)
{
    if (body.valid_to)
        return refuse(problems::ended_already, shown(*body.valid_to));
    if (day <= body.valid_from)
        return refuse(problems::before_it_began, shown(body.valid_from));
    if (auto const below = directory.directly_below(body.body, day); !below.empty())
        return refuse(problems::still_above, below.front()->name);
    body.valid_to = day;
    ++body.version;
    return body;
}

namespace
{

std::unexpected<Problem> refuse_successor(Refusal const& refusal)
{
    return refuse(refusal, std::vector<FieldError>{{"successor", std::string(refusal.sentence)}});
}

} // namespace

Outcome<std::optional<Body>> handed_on(Body const& last, BodyId successor, Directory const& directory,
                                       areas::Atlas const& atlas)
{
    auto const day = last.valid_to.value();
    if (!successor) {
        auto const others = directory.of_area(last.area, day).size() > 1; // it is still there itself
        if (others && !heir_of(directory, atlas, last, day))
            return refuse_successor(problems::name_a_successor);
        return std::nullopt;
    }
    auto const* const area = atlas.on(last.area, day);
    auto const* const heir = directory.on(successor, day);
    if (!heir || successor == last.body || (heir->area != last.area && (!area || heir->area != area->parent)))
        return refuse_successor(problems::no_such_successor);
    auto closing = last;
    closing.id = {};
    closing.version = 1;
    closing.superior = successor;
    closing.contact = false;
    closing.valid_from = day;
    return closing;
}

Outcome<acts::Recorded<Body>> change(acts::Work& work, ChangeForm const& form)
{
    auto const directory = load_directory(work.db);
    auto const body = TRY(load_for_change(work, *directory, form.period, form.version));
    auto const steps = TRY(changed(body, form, work.today(), *directory));
    // The one that was the contact first: at no time are there two.
    if (steps.size() > 1)
        store(work, steps.back());
    return store(work, steps.front());
}

Outcome<acts::Recorded<Body>> end(acts::Work& work, EndForm const& form)
{
    auto const directory = load_directory(work.db);
    auto body = TRY(load_for_change(work, *directory, form.period, form.version));
    if (!form.decision.empty())
        body.decision = form.decision;
    auto const last = TRY(ended(std::move(body), form.day.value_or(work.today()), *directory));
    auto closing = TRY(handed_on(last, form.successor, *directory, *areas::load_atlas(work.db)));
    update(work, last);
    if (closing) {
        closing->id = {work.draws.id()};
        work.db.run(sql::insert_body, *closing);
        acts::append(work, "bodies.handed_on", *closing);
    }
    return acts::append(work, "bodies.ended", last);
}

Outcome<acts::Recorded<Body>> end_by_code(acts::Work& work, EndByCodeForm const& form)
{
    auto const directory = load_directory(work.db);
    auto const* const body = directory->by_code(form.code, work.today());
    if (!body)
        return refuse(problems::no_such_code, form.code);
    auto const named = !form.successor_code.empty();
    auto const* const successor = named ? directory->by_code(form.successor_code, work.today()) : nullptr;
    if (named && !successor)
        return refuse(problems::no_such_code, form.successor_code);
    auto const* const newest = directory->newest(body->body);
    return end(
        work, {newest->id, newest->version, form.day, successor ? successor->body : BodyId(), form.decision});
}

Outcome<routes::Page> show_change(acts::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const at = TRY(shown_for_change(reading, sent));
    auto const& body = at.body;
    auto const stored = values_of_change(body);
    auto const& values = problem ? sent.values : stored;
    auto const fields =
        web::FormFields(ChangeForm::rules(), values, problem,
                        {{"superior", superior_choices(at.area, body.body, reading.today())}}, stored);
    auto form =
        web::FormPage{.title = body.name,
                      .action = "/can-bo/co-quan/thoi-ky/" + shown(body.id) + "/sua",
                      .keys = web::form_keys_of(reading.csrf, values, problem, std::to_string(body.version)),
                      .errors = fields.errors(),
                      .sections = {},
                      .buttons = {{"Lưu thay đổi"}},
                      .cancel = {"Quay lại", "/can-bo/co-quan"},
                      .before = body_facts(reading, body)};
    if (body.valid_to)
        form.buttons.clear();
    else
        form.sections = {
            {.heading = "Thay đổi",
             .fields = {fields.field("name"), as_select(fields.field("superior")), fields.field("contact"),
                        fields.field("day"), fields.field("decision")}}};
    return routes::Page{.title = body.name,
                        .description = {},
                        .crumbs = crumbs(body.name),
                        .body = web::form_page(form),
                        .section = "/can-bo/co-quan"};
}

namespace
{

// "Để trống thì do … nhận."
std::string hint_on_successor(Body const& body, Date today)
{
    auto const heir = heir_of(*directory(), *areas::atlas(), body, today);
    return heir ? "Để trống thì " + name_of(heir, today) + " nhận."
                : "Việc chưa xong, bản bị trả lại, mô hình phải xác nhận duy trì.";
}

} // namespace

Outcome<routes::Page> show_end(acts::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const at = TRY(shown_for_change(reading, sent));
    auto const fields =
        web::FormFields(EndForm::rules(), sent.values, problem,
                        {{"successor", superior_choices(at.area, at.body.body, reading.today())}});
    auto successor = as_select(fields.field("successor"));
    successor.hint = hint_on_successor(at.body, reading.today());
    auto const form = web::FormPage{
        .title = "Kết thúc " + at.body.name,
        .intro =
            "Từ ngày ấy cơ quan này không còn nhận việc và không có người giữ vị trí; việc đang mở do cơ "
            "quan khác giữ tiếp. Những gì đã làm vẫn giữ nguyên tên cơ quan.",
        .action = "/can-bo/co-quan/thoi-ky/" + shown(at.body.id) + "/ket-thuc",
        .keys = web::form_keys_of(reading.csrf, sent.values, problem, std::to_string(at.body.version)),
        .errors = web::errors_of(problem),
        .sections = {{.fields = {fields.field("day"), std::move(successor), fields.field("decision")}}},
        .buttons = {{"Kết thúc cơ quan này", web::Button::Kind::warning}},
        .cancel = {"Quay lại", "/can-bo/co-quan/" + shown(at.body.body)}};
    return routes::Page{.title = form.title,
                        .description = {},
                        .crumbs = crumbs("Kết thúc"),
                        .body = web::form_page(form),
                        .section = "/can-bo/co-quan"};
}

routes::After after_change(Body const& body)
{
    return {"/can-bo/co-quan/" + shown(body.body), "Đã lưu thay đổi từ " + shown(body.valid_from) + "."};
}

routes::After after_end(Body const& body)
{
    return {"/can-bo/co-quan/" + shown(body.body), "Đã ghi ngày kết thúc cơ quan."};
}

} // namespace kheo::bodies
