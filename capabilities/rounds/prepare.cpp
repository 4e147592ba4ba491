// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/rounds/prepare.hpp"

#include "capabilities/rounds/load.hpp"
#include "capabilities/rounds/view.html.hpp"
#include "web/form_page.hpp"
#include "web/form_page.html.hpp"

#include <array>

namespace kheo::rounds
{

namespace
{

using forms::Input;
using forms::Need;

constexpr int first_year = 2010;
constexpr std::size_t most_bodies = 200;

constexpr std::array<forms::Choice, 2> scorings{
    {{"council", "Họp hội đồng, có biên bản"},
     {"independent", "Từng người chấm điểm độc lập trước, rồi họp hội đồng"}}};

Level level_of(bodies::Body const& body, Date today)
{
    auto const atlas = areas::atlas();
    auto const* const area = atlas->on(atlas->area_today(body.area, today), today);
    return area && areas::is_communal(area->kind) ? Level::cap_xa : Level::cap_tinh;
}

auto wrong(std::string field, std::string sentence)
{
    return refuse(kheo::problems::bad_fields,
                  std::vector<FieldError>{{std::move(field), std::move(sentence)}});
}

} // namespace

std::span<forms::Rule const> PrepareForm::rules()
{
    static constexpr std::array<forms::Rule, 8> list{{
        {"body", "Cơ quan công nhận", Input::id, INT64_MAX, Need::required},
        {"year", "Năm của các bản đăng ký", Input::year, 2100, Need::required},
        {"title", "Tên đợt", Input::line, 160, Need::required, "Ví dụ: Đợt thẩm định mô hình năm 2026"},
        {"scoring", "Cách thẩm định", Input::choice, 20, Need::required, "", scorings},
        {"sample", "Lấy bộ tiêu chí mẫu của Khéo để sửa", Input::yes_no, 1, Need::optional,
         "Bộ mẫu chưa phải quy định của cơ quan nào; sửa được cho đến khi mở đợt."},
        {"cut_off", "Mức điểm cần đạt (%)", Input::number, 100, Need::optional,
         "Dưới mức này hội đồng phải ghi vì sao vẫn đề nghị. Để trống: 50."},
        {"spread", "Điểm hai người chênh quá bao nhiêu % thì phải trao đổi", Input::number, 100,
         Need::optional, "Để trống: 20."},
        {"closes_on", "Hạn khép đợt", Input::date},
    }};
    return list;
}

std::span<forms::Rule const> CriterionForm::rules()
{
    static constexpr std::array<forms::Rule, 7> list{{
        {"round", "Đợt thẩm định", Input::id, INT64_MAX, Need::required},
        {"version", "Phiên bản", Input::hidden, INT64_MAX, Need::required},
        {"at", "Thứ tự", Input::number, std::int64_t(most_criteria)},
        {"label", "Tiêu chí", Input::line, 200, Need::required,
         "Nói về việc làm và kết quả; không hỏi về con người hay dư luận."},
        {"weight", "Hệ số", Input::number, most_weight, Need::optional, "Từ 1 đến 10. Để trống: 1."},
        {"most", "Điểm cao nhất", Input::number, most_points, Need::optional, "Từ 1 đến 100. Để trống: 10."},
        {"evidence", "Minh chứng cần có", Input::line, 300},
    }};
    return list;
}

std::span<forms::Rule const> RemoveForm::rules()
{
    static constexpr std::array<forms::Rule, 3> list{{
        {"round", "Đợt thẩm định", Input::id, INT64_MAX, Need::required},
        {"version", "Phiên bản", Input::hidden, INT64_MAX, Need::required},
        {"at", "Thứ tự", Input::number, 1'000'000, Need::required},
    }};
    return list;
}

std::span<forms::Rule const> RoundForm::rules()
{
    static constexpr std::array<forms::Rule, 2> list{{
        {"round", "Đợt thẩm định", Input::id, INT64_MAX, Need::required},
        {"version", "Phiên bản", Input::hidden, INT64_MAX, Need::required},
    }};
    return list;
}

Outcome<acts::Recorded<Round>> prepare_round(acts::Work& work, PrepareForm const& form)
{
    auto const held = bodies::directory();
    auto const* const body = held->on(form.body, work.today());
    if (!body)
        return wrong("body", "Cơ quan công nhận: không có cơ quan này.");
    if (!work.may(may::manage_rounds, bodies::place(*body)))
        return refuse(kheo::problems::not_allowed);
    if (form.year < first_year)
        return wrong("year", "Năm: từ " + std::to_string(first_year) + " trở đi.");
    auto round = Round{.id = {work.draws.id()},
                       .body = form.body,
                       .area = body->area,
                       .year = form.year,
                       .title = form.title,
                       .level = level_of(*body, work.today()),
                       .scoring = form.scoring,
                       .sample = form.sample,
                       .cut_off = int(form.cut_off.value_or(50)),
                       .spread = int(form.spread.value_or(20)),
                       .closes_on = form.closes_on,
                       .demo = body->demo};
    if (form.sample)
        round.criteria = written(sample_criteria());
    return store_new(work, round);
}

Outcome<acts::Recorded<Round>> put_criterion(acts::Work& work, CriterionForm const& form)
{
    auto round = TRY(load_round_for_change(work, form.round, form.version));
    auto const count = criteria_of(round).size();
    auto const at = form.at ? std::size_t(*form.at) - 1 : count;
    std::vector<FieldError> errors;
    if (form.weight && *form.weight < 1)
        errors.push_back({"weight", "Hệ số: từ 1 đến 10."});
    if (form.most && *form.most < 1)
        errors.push_back({"most", "Điểm cao nhất: từ 1 đến 100."});
    if (!errors.empty())
        return refuse(kheo::problems::bad_fields, std::move(errors));
    auto const next = TRY(with_criterion(std::move(round), at,
                                         {.label = form.label,
                                          .weight = int(form.weight.value_or(1)),
                                          .most = int(form.most.value_or(10)),
                                          .evidence = form.evidence}));
    return store(work, "rounds.form_changed", next);
}

Outcome<acts::Recorded<Round>> remove_criterion(acts::Work& work, RemoveForm const& form)
{
    auto round = TRY(load_round_for_change(work, form.round, form.version));
    auto const next = TRY(without_criterion(std::move(round), std::size_t(form.at) - 1));
    return store(work, "rounds.form_changed", next);
}

Outcome<acts::Recorded<Round>> open_round(acts::Work& work, RoundForm const& form)
{
    auto round = TRY(load_round_for_change(work, form.round, form.version));
    auto const next = TRY(opened(std::move(round)));
    return store(work, "rounds.opened", next);
}

Outcome<acts::Recorded<Round>> close_round(acts::Work& work, RoundForm const& form)
{
    auto round = TRY(load_round_for_change(work, form.round, form.version));
    auto const left = undecided_in(work.db, round.id);
    auto const next = TRY(closed(std::move(round), left));
    return store(work, "rounds.closed", next);
}

namespace
{

// Bodies for which this actor may hold rounds: those of their posts first.
std::vector<web::Choice> bodies_offered(acts::Reading const& reading)
{
    auto const held = bodies::directory();
    std::vector<web::Choice> own;
    std::vector<web::Choice> others;
    for (auto const& body : held->periods()) {
        if (held->on(body.body, reading.today()) != &body ||
            !reading.may(may::manage_rounds, bodies::place(body)) || own.size() + others.size() > most_bodies)
            continue;
        auto const mine = std::ranges::any_of(
            reading.actor.posts, [&](acts::Post const& post) { return post.body == body.body.value; });
        (mine ? own : others).push_back({shown(body.body), body.name});
    }
    std::ranges::move(others, std::back_inserter(own));
    return own;
}

} // namespace

Outcome<routes::Page> show_prepare(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto values = sent.values;
    if (!problem) {
        forms::replace(values, "year", std::to_string(civil(reading.today()).year));
        forms::replace(values, "scoring", "council");
        forms::replace(values, "sample", "1");
        if (!reading.actor.posts.empty())
            forms::replace(values, "body", std::to_string(reading.actor.posts.front().body));
    }
    auto const fields =
        web::FormFields(PrepareForm::rules(), values, problem, {{"body", bodies_offered(reading)}});
    auto page = web::FormPage{
        .title = "Lập đợt thẩm định",
        .intro = "Đợt được chuẩn bị trước; bộ tiêu chí sửa được cho đến khi mở đợt, sau đó giữ nguyên.",
        .action = "/can-bo/tham-dinh/moi",
        .keys = web::form_keys_of(reading.csrf, values, problem),
        .errors = web::errors_of(problem),
        .sections = {{"Đợt nào", "", fields.fields({"body", "year", "title", "closes_on"})},
                     {"Thẩm định thế nào", "", fields.fields({"scoring", "sample", "cut_off", "spread"})}},
        .buttons = {{"Lập đợt"}},
        .cancel = {"Bỏ, về danh sách", "/can-bo/tham-dinh"}};
    return routes::Page{
        .title = page.title,
        .crumbs = {{"Việc của tôi", "/can-bo"}, {"Thẩm định", "/can-bo/tham-dinh"}, {page.title, ""}},
        .body = web::form_page(page),
        .section = "/can-bo/tham-dinh"};
}

std::span<forms::Rule const> criterion_query()
{
    static constexpr std::array<forms::Rule, 2> list{{
        {"round", "Đợt thẩm định", Input::id, INT64_MAX, Need::required},
        {"at", "Thứ tự", Input::number, std::int64_t(most_criteria)},
    }};
    return list;
}

Outcome<routes::Page> show_criterion(routes::Reading& reading, forms::Sent const& sent,
                                     Problem const* problem)
{
    auto const round =
        TRY(load_round(reading, RoundId{parse_id(forms::value_of(sent.values, "round")).value_or(0)}));
    if (!reading.may(may::manage_rounds, place(round)))
        return refuse(kheo::problems::not_allowed);
    auto values = sent.values;
    auto const at = parse_id(forms::value_of(values, "at")).value_or(0);
    auto const criteria = criteria_of(round);
    auto const there = at > 0 && at <= std::int64_t(criteria.size());
    auto const stored = there ? web::values_of(criteria[std::size_t(at) - 1]) : forms::Values();
    if (!problem) {
        if (round.stage != RoundStage::preparing)
            return refuse(problems::form_frozen);
        if (at > 0 && !there)
            return refuse(kheo::problems::not_found);
        for (auto const& [name, value] : stored)
            forms::replace(values, name, value);
    }
    auto const address = "/can-bo/tham-dinh/" + shown(round.id);
    auto const fields = web::FormFields(CriterionForm::rules(), values, problem, {}, stored);
    auto page =
        web::FormPage{.title = at > 0 ? "Sửa tiêu chí " + std::to_string(at) : "Thêm tiêu chí",
                      .intro = round.title + ". Tiêu chí sửa được cho đến khi mở đợt, sau đó giữ nguyên.",
                      .action = address + "/tieu-chi",
                      .keys = web::form_keys_of(reading.csrf, values, problem, std::to_string(round.version)),
                      .errors = fields.errors(),
                      .sections = {{"", "", fields.fields({"label", "evidence", "weight", "most"})}},
                      .buttons = {{"Lưu tiêu chí"}},
                      .cancel = {"Bỏ, về đợt thẩm định", address}};
    if (at > 0)
        page.sections.front().before = criterion_place(at);
    return routes::Page{.title = page.title,
                        .crumbs = {{"Việc của tôi", "/can-bo"},
                                   {"Thẩm định", "/can-bo/tham-dinh"},
                                   {round.title, address},
                                   {page.title, ""}},
                        .body = web::form_page(page),
                        .section = "/can-bo/tham-dinh"};
}

} // namespace kheo::rounds
