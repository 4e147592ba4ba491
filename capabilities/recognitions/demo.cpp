// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/recognitions/demo.hpp"

#include "capabilities/accounts/accounts.hpp"
#include "capabilities/recognitions/load.hpp"

#include <array>
#include <fmt/format.h>

namespace kheo::recognitions::demo
{

namespace
{

using models::Model;
using rounds::Candidate;
using rounds::Round;

constexpr std::size_t models_of_decision = 40;
constexpr std::size_t decisions = 3;
constexpr std::size_t not_yet_in_all = 12;
constexpr std::size_t open_candidates = 24;

constexpr std::array<std::string_view, 4> to_add{
    "Bổ sung số liệu trước khi làm để so sánh được với kết quả.",
    "Bổ sung biên bản nghiệm thu có xác nhận của thôn và ảnh hiện trạng.",
    "Nêu rõ đơn vị phân công ai duy trì sau khi công nhận.", "Đo lại kết quả theo đúng chỉ tiêu đã đăng ký."};

acts::Work working_as(acts::Work& work, acts::Actor const& actor)
{
    return {
        acts::Reading{
            .db = work.db, .actor = actor, .now = work.now, .allowed = work.allowed, .topics = work.topics},
        work.draws, work.request, work.group};
}

Round prepared(acts::Work& work, Council const& council, int year, rounds::Scoring scoring)
{
    auto round = Round{.id = {work.draws.id()},
                       .body = council.department.body,
                       .area = council.department.area,
                       .year = year,
                       .title = fmt::format("Đợt thẩm định mô hình năm {}", year),
                       .level = rounds::Level::cap_tinh,
                       .scoring = scoring,
                       .criteria = rounds::written(rounds::sample_criteria()),
                       .sample = true,
                       .closes_on = date_of({year, 12, 15}),
                       .demo = true};
    rounds::store_new(work, round);
    round = rounds::opened(std::move(round)).value();
    rounds::store(work, "rounds.opened", round);
    return round;
}

void advance(acts::Work& work, Model& model, Outcome<Model> next, std::string_view act)
{
    ensure(next.has_value(), "a step of the demo's appraisal is refused");
    model = std::move(*next);
    models::store(work, act, model);
}

Candidate put_in(acts::Work& work, Round const& round, Model& model, int place, Date day)
{
    advance(work, model, models::put_in_round(model), "models.put_in_round");
    auto const candidate = Candidate{.id = {work.draws.id()},
                                     .round = round.id,
                                     .model = model.id,
                                     .body = model.body,
                                     .area = model.area,
                                     .place = place,
                                     .put_in_on = day,
                                     .demo = true};
    rounds::store_new(work, candidate);
    return candidate;
}

rounds::Meeting held(acts::Work& work, Round const& round, Date day, std::size_t passed)
{
    auto const meeting =
        rounds::Meeting{.id = {work.draws.id()},
                        .round = round.id,
                        .body = round.body,
                        .area = round.area,
                        .held_on = day,
                        .location = "Hội trường Ban Tuyên giáo và Dân vận Tỉnh ủy",
                        .members = "Phó Trưởng ban Tuyên giáo và Dân vận Tỉnh ủy (chủ trì)\n"
                                   "Phó Chủ tịch Ủy ban MTTQ Việt Nam tỉnh\n"
                                   "Phó Chánh Văn phòng Ủy ban nhân dân tỉnh\n"
                                   "Trưởng phòng Dân vận (thư ký)",
                        .conclusion = "Hội đồng xem từng hồ sơ, minh chứng và kết quả khảo sát.",
                        .passed = int(passed),
                        .demo = true};
    rounds::store_new(work, meeting);
    return meeting;
}

void move(acts::Work& work, Candidate& candidate, std::string_view act, Outcome<Candidate> next)
{
    ensure(next.has_value(), "a step of the demo's candidate is refused");
    candidate = std::move(*next);
    rounds::store(work, act, candidate);
}

void recognise(acts::Work& work, Round const& round, std::span<Candidate> candidates,
               std::span<Model*> models, std::size_t number, Date day)
{
    auto const decision = recognitions::Decision{.id = {work.draws.id()},
                                                 .body = round.body,
                                                 .area = round.area,
                                                 .year = civil(day).year,
                                                 .number = fmt::format("{}-QĐ/BTGDVTU", 140 + number),
                                                 .issued_on = day,
                                                 .signer = "Trưởng Ban Tuyên giáo và Dân vận Tỉnh ủy",
                                                 .level = round.level,
                                                 .round = round.id,
                                                 .models = int(candidates.size()),
                                                 .demo = true};
    recognitions::store_new(work, decision);
    for (std::size_t at = 0; at < candidates.size(); ++at) {
        auto& model = *models[at];
        advance(work, model, models::recognised(model), "models.recognised");
        move(work, candidates[at], "candidates.recognised", rounds::decided(candidates[at]));
        recognitions::store_new(work, {.id = {work.draws.id()},
                                       .decision = decision.id,
                                       .round = round.id,
                                       .candidate = candidates[at].id,
                                       .model = model.id,
                                       .body = model.body,
                                       .area = model.area,
                                       .issuer = round.body,
                                       .year = round.year,
                                       .level = round.level,
                                       .number = decision.number,
                                       .issued_on = day,
                                       .signer = decision.signer,
                                       .opened = model.published,
                                       .demo = true});
    }
}

std::vector<Model*> chosen(std::span<Model* const> all, Council const& council, int year, std::size_t most)
{
    std::vector<Model*> models;
    std::size_t seen = 0;
    for (auto* const model : all)
        if (model->id && model->year == year && model->published && model->stage == models::Stage::received &&
            seen++ % council.one_in == 0 && models.size() < most)
            models.push_back(model);
    return models;
}

std::vector<acts::Actor> appraisers(acts::Work& work, Council const& council)
{
    std::vector<acts::Actor> actors;
    for (auto const& body : council.members) {
        auto const account =
            accounts::Account{.id = {work.draws.id()},
                              .login = fmt::format("thamdinh.{}{}", actors.size() + 1, council.login),
                              .name = fmt::format("Thành viên hội đồng {}", actors.size() + 1),
                              .demo = true};
        auto const post = accounts::Post{.id = {work.draws.id()},
                                         .account = account.id,
                                         .role = "tham_dinh",
                                         .body = body.body,
                                         .valid_from = body.valid_from,
                                         .demo = true};
        accounts::store_new(work, account);
        accounts::store_new(work, post);
        actors.push_back({.kind = acts::ActorKind::person,
                          .account = account.id.value,
                          .name = account.name,
                          .posts = {{post.id.value, post.role, body.body.value}}});
    }
    return actors;
}

// What the member at `seat` finds: mostly near each other, of every fifth far apart.
std::vector<int> points(rounds::Criteria const& criteria, std::size_t place, std::size_t seat)
{
    std::vector<int> given;
    for (std::size_t at = 0; at < criteria.size(); ++at) {
        auto const near = 6 + int((place * 3 + at * 2 + seat) % 4);
        auto const strict = place % 5 == 0 && seat == 1 ? 4 : 0;
        given.push_back(std::min(near - strict, criteria[at].most));
    }
    return given;
}

void score(acts::Work& work, Round const& round, Candidate const& candidate, acts::Actor const& who,
           std::vector<int> const& given)
{
    auto score = rounds::Score{.id = {work.draws.id()},
                               .round = round.id,
                               .candidate = candidate.id,
                               .body = {who.posts.front().body},
                               .area = round.area,
                               .account = who.account,
                               .role = who.posts.front().role,
                               .total = rounds::total_of(rounds::criteria_of(round), given),
                               .remark = "Đã xem bản đăng ký, minh chứng và số liệu.",
                               .demo = true};
    for (std::size_t at = 0; at < given.size(); ++at)
        score.points += fmt::format("{}{}", at ? "," : "", given[at]);
    auto as = working_as(work, who);
    rounds::store_new(as, "scores.given", score);
}

} // namespace

void recognise_year(acts::Work& in, Council const& council, int year, std::span<Model* const> all)
{
    auto work = working_as(in, council.officer);
    auto round = prepared(work, council, year, rounds::Scoring::council);
    auto models = chosen(all, council, year, models_of_decision * decisions + not_yet_in_all);
    std::vector<Candidate> candidates;
    for (auto* const model : models)
        candidates.push_back(
            put_in(work, round, *model, int(candidates.size()) + 1, *date_of({year, 10, 20})));
    auto const passed = candidates.size() > not_yet_in_all ? candidates.size() - not_yet_in_all : 0;
    auto const meeting = held(work, round, *date_of({year, 11, 25}), passed);
    for (std::size_t at = 0; at < candidates.size(); ++at) {
        if (at < passed) {
            move(work, candidates[at], "candidates.passed", rounds::passed(candidates[at], meeting.id));
            continue;
        }
        advance(work, *models[at], models::not_yet_recognised(*models[at]), "models.not_yet");
        move(work, candidates[at], "candidates.declined",
             rounds::declined(candidates[at], std::string(to_add[at % to_add.size()]), meeting.id));
    }
    for (std::size_t from = 0, number = 1; from < passed; from += models_of_decision, ++number) {
        auto const count = std::min(models_of_decision, passed - from);
        recognise(work, round, std::span(candidates).subspan(from, count),
                  std::span(models).subspan(from, count), number, *date_of({year, 12, int(4 + number)}));
    }
    auto const undecided = rounds::undecided_in(work.db, round.id);
    round = rounds::closed(std::move(round), undecided).value();
    rounds::store(work, "rounds.closed", round);
}

void open_year(acts::Work& in, Council const& council, int year, std::span<Model* const> all)
{
    auto work = working_as(in, council.officer);
    auto const round = prepared(work, council, year, rounds::Scoring::independent);
    auto const members = appraisers(work, council);
    auto const criteria = rounds::criteria_of(round);
    auto place = 0;
    for (auto* const model : chosen(all, council, year, open_candidates)) {
        auto candidate = put_in(work, round, *model, ++place, *date_of({year, 10, 12}));
        if (place % 8 == 3)
            move(work, candidate, "candidates.asked",
                 rounds::asked(candidate, std::string(to_add[std::size_t(place) % to_add.size()]),
                               *date_of({year, 11, 9})));
        // The last third waits for the first member; some for all but one.
        else
            for (std::size_t seat = place > 16 ? 1 : 0; seat < members.size(); ++seat)
                if (place <= 20 || seat == 1)
                    score(work, round, candidate, members[seat], points(criteria, std::size_t(place), seat));
    }
}

} // namespace kheo::recognitions::demo
