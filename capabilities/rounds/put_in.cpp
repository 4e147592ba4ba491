// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/rounds/put_in.hpp"

#include "capabilities/rounds/load.hpp"
#include "capabilities/rounds/put_in.html.hpp"
#include "capabilities/rounds/put_in.sql.hpp"
#include "web/form_page.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <set>
#include <tuple>

namespace kheo::rounds
{

namespace
{

constexpr std::size_t most_offered = 50;
constexpr std::int64_t read_at_once = most_offered + 1; // of one place

struct Eligible {
    ModelId id;
    std::int64_t version = 0;
    std::string title;
    BodyId body;
    AreaId area;
    models::Stage stage = models::Stage::received;
    std::string sort_key;
    std::int64_t proposed_upwards = 0;
};
BOOST_DESCRIBE_STRUCT(Eligible, (), (id, version, title, body, area, stage, sort_key, proposed_upwards))

// Whether the round's body recognises what is registered there.
bool reaches(Round const& round, AreaId area, Date today)
{
    auto const atlas = areas::atlas();
    auto const inner = atlas->area_today(area, today);
    auto const outer = atlas->area_today(round.area, today);
    return inner && outer && atlas->within(inner, outer, today);
}

bool may_put_in(acts::Reading const& reading, Round const& round, acts::Place model)
{
    return reading.may(may::manage_rounds, place(round)) || reading.may(may::submit_to_rounds, model);
}

Outcome<acts::Recorded<Candidate>> put_in_one(acts::Work& work, Round const& round, Ticked const& one, int at)
{
    auto const model = TRY(models::load_row(work, {one.id}));
    if (!may_put_in(work, round, models::place(model)))
        return refuse(kheo::problems::not_allowed);
    if (model.version != one.version)
        return refuse(kheo::problems::changed_meanwhile, "Đơn vị");
    if (model.year != round.year || !reaches(round, model.area, work.today()))
        return refuse(kheo::problems::not_found);
    if (work.db.one<std::int64_t>(sql::open_rounds_of_model, {{"model", model.id}}))
        return refuse(problems::in_round, model.title);
    auto const next = TRY(models::put_in_round(model));
    models::store(work, "models.put_in_round", next);
    for (auto& before : candidates_of_model(work.db, model.id))
        if (before.round == round.id) {
            auto const again = TRY(put_in_again(std::move(before)));
            // What was said of it then is not said of it now. Who stepped back stays so.
            for (auto const& score : scores_of(work.db, again.id))
                if (!score.conflict)
                    store(work, "scores.set_aside", set_aside(score));
            return store(work, "candidates.put_in", again);
        }
    return store_new(work, {.id = {work.draws.id()},
                            .round = round.id,
                            .model = model.id,
                            .body = model.body,
                            .area = model.area,
                            .place = at,
                            .put_in_on = work.today(),
                            .demo = model.demo});
}

} // namespace

std::span<forms::Rule const> PutInForm::rules()
{
    static constexpr std::array<forms::Rule, 2> list{{
        {"round", "Đợt thẩm định", forms::Input::id, INT64_MAX, forms::Need::required},
        {"models", "Các mô hình", forms::Input::line, 60, forms::Need::required},
    }};
    return list;
}

std::span<forms::Rule const> put_in_query()
{
    static constexpr std::array<forms::Rule, 2> list{{
        {"round", "Đợt thẩm định", forms::Input::id, INT64_MAX, forms::Need::required},
        {"after", "Sau mô hình", forms::Input::id, INT64_MAX},
    }};
    return list;
}

std::optional<Ticked> ticked(std::string_view text)
{
    auto const dash = text.find('-');
    if (dash == text.npos)
        return std::nullopt;
    auto const id = parse_id(text.substr(0, dash));
    auto const version = parse_id(text.substr(dash + 1));
    if (!id || !version)
        return std::nullopt;
    return Ticked{*id, *version};
}

Outcome<acts::Recorded<PutIn>> put_in(acts::Work& work, PutInForm const& form)
{
    auto const round = TRY(load_round(work, form.round));
    if (round.stage != RoundStage::open)
        return refuse(problems::round_stage_forbids, label(round.stage));
    if (form.models.size() > most_at_once)
        return refuse(
            kheo::problems::bad_fields,
            std::vector<FieldError>{{"models", fmt::format("Mỗi lần nhiều nhất {} mô hình.", most_at_once)}});
    auto at = last_place(work.db, round.id);
    std::optional<acts::Recorded<Candidate>> last;
    for (auto const& text : form.models) {
        auto const one = ticked(text);
        if (!one)
            return refuse(kheo::problems::bad_fields,
                          std::vector<FieldError>{{"models", "Các mô hình: có mục không đọc được."}});
        auto done = TRY(put_in_one(work, round, *one, ++at));
        last = std::move(done);
    }
    ensure(last.has_value(), "a form of models names none");
    return acts::answering(*last, PutIn{round.id, std::int64_t(form.models.size())});
}

Outcome<void> change_model(acts::Work& work, Candidate const& candidate, int year, Transition transition,
                           std::string_view act)
{
    auto model = TRY(models::load_row(work, candidate.model));
    // A recognised model stays so whatever the level above says of it.
    auto const concerned = model.stage == models::Stage::appraising ||
                           (model.stage == models::Stage::recognised && act == "models.recognised");
    if (model.year != year || !concerned)
        return {};
    auto const next = TRY(transition(std::move(model)));
    models::store(work, act, next);
    return {};
}

namespace
{

// Where the models of a page begin.
struct From {
    std::string key;
    std::int64_t after = 0;
};

// Of one body or one area, as many as a page may need.
void add_eligible(acts::Reading const& reading, Round const& round, db::Statement const& statement,
                  std::int64_t place, From from, std::vector<Eligible>& list)
{
    std::size_t found = 0;
    for (auto rows = read_at_once; rows == read_at_once && found < std::size_t(read_at_once);) {
        auto some = reading.db.all<Eligible>(statement, {{"year", round.year},
                                                         {"round", round.id},
                                                         {"place", place},
                                                         {"key", from.key},
                                                         {"after", from.after},
                                                         {"most", read_at_once}});
        rows = std::int64_t(some.size());
        for (auto& one : some) {
            from = {one.sort_key, one.id.value};
            if (!may_put_in(reading, round, {one.area.value, one.body.value}) ||
                !reaches(round, one.area, reading.today()))
                continue;
            list.push_back(std::move(one));
            ++found;
        }
    }
}

// Who manages the round takes from all of its ground, anybody else from the bodies
// they answer for: never from the whole country.
std::vector<Eligible> eligible(acts::Reading const& reading, Round const& round, From const& from)
{
    std::vector<Eligible> list;
    std::set<std::int64_t> seen;
    if (reading.may(may::manage_rounds, place(round))) {
        auto const atlas = areas::atlas();
        for (auto const& area : atlas->periods())
            if (seen.insert(area.area.value).second && reaches(round, area.area, reading.today()))
                add_eligible(reading, round, sql::eligible_of_area, area.area.value, from, list);
    } else {
        auto const held = bodies::directory();
        for (auto const& body : held->periods())
            if (!seen.contains(body.body.value) && reading.may(may::submit_to_rounds, bodies::place(body))) {
                seen.insert(body.body.value);
                add_eligible(reading, round, sql::eligible_of_body, body.body.value, from, list);
            }
    }
    std::ranges::sort(list, {}, [](Eligible const& one) { return std::tie(one.sort_key, one.id); });
    return list;
}

} // namespace

Outcome<routes::Page> show_put_in(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const id = RoundId{parse_id(forms::value_of(sent.values, "round")).value_or(0)};
    auto const round = TRY(load_round(reading, id));
    if (!problem && round.stage != RoundStage::open)
        return refuse(problems::round_stage_forbids, label(round.stage));
    auto page = PutInPage{.round = round, .title = "Đưa mô hình vào đợt"};
    auto after = parse_id(forms::value_of(sent.values, "after")).value_or(0);
    auto key =
        after ? reading.db.one<std::string>(sql::key_of_model, {{"id", after}}).value_or("") : std::string();
    for (auto const& one : eligible(reading, round, {std::move(key), after})) {
        if (page.offers.size() == most_offered) {
            page.more = fmt::format("/can-bo/tham-dinh/{}/them?after={}", shown(id), after);
            break;
        }
        after = one.id.value;
        auto const value = fmt::format("{}-{}", shown(one.id), one.version);
        page.offers.push_back(
            {.value = value,
             .title = one.title,
             .address = "/can-bo/mo-hinh/" + shown(one.id),
             .unit = bodies::name_of(one.body, reading.today()),
             .note = one.proposed_upwards ? "Hội đồng cấp dưới đề nghị" : "",
             .chosen = std::ranges::find(sent.values, std::pair(std::string("models"), value)) !=
                       sent.values.end()});
    }
    page.keys = web::form_keys_of(reading.csrf, sent.values, problem);
    page.errors = web::errors_of(problem);
    return routes::Page{.title = page.title,
                        .crumbs = {{"Việc của tôi", "/can-bo"},
                                   {"Thẩm định", "/can-bo/tham-dinh"},
                                   {round.title, "/can-bo/tham-dinh/" + shown(id)},
                                   {page.title, ""}},
                        .body = put_in_page(page),
                        .section = "/can-bo/tham-dinh"};
}

} // namespace kheo::rounds
