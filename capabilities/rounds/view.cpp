// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/rounds/view.hpp"

#include "capabilities/accounts/accounts.hpp"
#include "capabilities/rounds/judge.hpp"
#include "capabilities/rounds/load.hpp"
#include "capabilities/rounds/view.html.hpp"
#include "web/form_page.hpp"

#include <array>
#include <fmt/format.h>

namespace kheo::rounds
{

namespace
{

constexpr std::size_t rounds_of_a_page = 50;
constexpr std::int64_t rounds_at_once = 200;
constexpr std::size_t candidates_of_a_page = 100;
constexpr std::int64_t candidates_at_once = 101;

std::string percent_of(int thousandths)
{
    return web::decimal(double(thousandths) / 10, 1) + "%";
}

std::string words_of(Picture const& picture)
{
    if (picture.scores == 0)
        return picture.conflicts ? fmt::format("{} người không chấm vì có liên quan", picture.conflicts) : "";
    auto words = fmt::format("{} người chấm, bình quân {}", picture.scores, percent_of(picture.mean));
    if (picture.scores > 1)
        words += ", chênh " + percent_of(picture.spread);
    return words;
}

CandidateItem item_of(acts::Reading const& reading, Candidate const& candidate)
{
    auto const model = models::load(reading, candidate.model);
    return {.id = shown(candidate.id),
            .url = "/can-bo/ho-so-tham-dinh/" + shown(candidate.id),
            .title = model ? model->title : "Mô hình " + shown(candidate.model),
            .unit = bodies::name_of(candidate.body, reading.today()),
            .place = candidate.place,
            .put_in_on = candidate.put_in_on,
            .state = candidate.state,
            .note = {},
            .proposed_upwards = candidate.proposed_upwards};
}

} // namespace

web::Badge state_badge(State state)
{
    using web::Tone;
    static constexpr std::array tones{Tone::blue,  Tone::orange, Tone::teal,
                                      Tone::green, Tone::grey,   Tone::grey};
    return {std::string(label(state)), tones.at(std::size_t(state))};
}

std::vector<Score> visible_scores(std::vector<Score> all, std::int64_t account, bool sits_in_council)
{
    auto const own = [&](Score const& score) { return score.account == account; };
    if (sits_in_council && std::ranges::none_of(all, own))
        all.clear();
    return all;
}

std::span<forms::Rule const> RoundsQuery::rules()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"after", "Sau đợt thẩm định", forms::Input::id, INT64_MAX}}};
    return list;
}

std::span<forms::Rule const> RoundQuery::rules()
{
    static constexpr std::array<forms::Rule, 2> list{{
        {"round", "Đợt thẩm định", forms::Input::id, INT64_MAX, forms::Need::required},
        {"after", "Sau số thứ tự", forms::Input::number, 1'000'000},
    }};
    return list;
}

std::span<forms::Rule const> CandidateQuery::rules()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"candidate", "Hồ sơ thẩm định", forms::Input::id, INT64_MAX, forms::Need::required}}};
    return list;
}

Outcome<RoundList> list_rounds(acts::Reading& reading, RoundsQuery const& query)
{
    auto list = RoundList{.may_prepare = reading.may(may::manage_rounds, {})};
    auto last = query.after ? round_by_id(reading.db, query.after) : std::nullopt;
    for (auto rows = rounds_at_once; rows == rounds_at_once && list.next.empty();) {
        auto const some = rounds_after(reading.db, last, rounds_at_once);
        rows = std::int64_t(some.size());
        for (auto const& round : some) {
            last = round;
            if (!may_see(reading, round))
                continue;
            if (list.items.size() == rounds_of_a_page) {
                list.next = list.items.back().id;
                break;
            }
            list.items.push_back({.id = shown(round.id),
                                  .url = "/can-bo/tham-dinh/" + shown(round.id),
                                  .title = round.title,
                                  .body = bodies::name_of(round.body, reading.today()),
                                  .stage = std::string(label(round.stage)),
                                  .year = round.year,
                                  .closes_on = round.closes_on,
                                  .demo = round.demo});
        }
    }
    return list;
}

routes::Page show_rounds(acts::Reading&, RoundList const& list)
{
    return {.title = "Thẩm định, công nhận",
            .crumbs = {{"Việc của tôi", "/can-bo"}, {"Thẩm định", ""}},
            .body = rounds_page(list),
            .section = "/can-bo/tham-dinh"};
}

namespace
{

// The candidates of one page that this reader sees; says whether more follow.
std::vector<Candidate> page_of(acts::Reading const& reading, RoundView& view, int after, bool appraises)
{
    std::vector<Candidate> page;
    for (auto rows = candidates_at_once; rows == candidates_at_once && view.next.empty();) {
        auto some = candidates_after(reading.db, view.record.id, after, candidates_at_once);
        rows = std::int64_t(some.size());
        for (auto& candidate : some) {
            after = candidate.place;
            if (!appraises && !reading.may(may::see_rounds, place(candidate)) &&
                !reading.may(may::submit_to_rounds, place(candidate)))
                continue;
            if (page.size() == candidates_of_a_page) {
                view.next = std::to_string(page.back().place);
                break;
            }
            page.push_back(std::move(candidate));
        }
    }
    return page;
}

} // namespace

Outcome<RoundView> view_round(acts::Reading& reading, RoundQuery const& query)
{
    auto const round = TRY(load_round(reading, query.round));
    auto view = RoundView{.record = round,
                          .body = bodies::name_of(round.body, reading.today()),
                          .criteria = criteria_of(round)};
    auto const appraises = sees_appraisal(reading, round);
    ScoresByCandidate scores;
    auto const page = page_of(reading, view, query.after, appraises);
    if (appraises) {
        view.meetings = meetings_of(reading.db, round.id);
        if (!page.empty())
            scores = scores_of_places(reading.db, round.id, query.after, page.back().place);
    }
    auto const sits = sits_in_council(reading, round);
    for (auto const& candidate : page) {
        auto& item = view.candidates.emplace_back(item_of(reading, candidate));
        item.note = words_of(picture_of(visible_scores(scores[candidate.id], reading.actor.account, sits)));
    }
    return view;
}

namespace
{

web::Table table_of(RoundView const& view)
{
    auto table = web::Table{.caption = "Các mô hình trong đợt", .columns = {{"Mô hình"}, {"Kết quả"}}};
    for (auto const& item : view.candidates)
        table.rows.push_back({.cells = {{.html = candidate_name(item)}, {.html = state_cell(item)}}});
    return table;
}

std::vector<Step> steps_of(Round const& round)
{
    if (round.stage == RoundStage::preparing)
        return {{"mo", "Mở đợt", "", "Từ lúc mở, bộ tiêu chí giữ nguyên và các đơn vị đưa mô hình vào được.",
                 web::Button::Kind::primary}};
    if (round.stage == RoundStage::open)
        return {{"khep", "Khép đợt", "", "Khi mọi mô hình đã có kết quả."}};
    return {};
}

} // namespace

Outcome<routes::Page> show_round(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const id = RoundId{parse_id(forms::value_of(sent.values, "round")).value_or(0)};
    auto const after = int(parse_id(forms::value_of(sent.values, "after")).value_or(0));
    auto view = TRY(view_round(reading, {id, after}));
    auto page = RoundPage{.view = std::move(view)};
    auto const& round = page.view.record;
    page.closes_on = round.closes_on ? shown(*round.closes_on) : "";
    page.table = table_of(page.view);
    page.manages = reading.may(may::manage_rounds, place(round));
    page.appraises = sees_appraisal(reading, round);
    page.puts_in =
        round.stage == RoundStage::open && (page.manages || reading.may(may::submit_to_rounds, {}));
    if (page.manages)
        page.steps = steps_of(round);
    page.shapes = page.manages && round.stage == RoundStage::preparing;
    page.keys = web::form_keys_of(reading.csrf, sent.values, problem, std::to_string(round.version));
    page.errors = web::errors_of(problem);
    return routes::Page{
        .title = round.title,
        .crumbs = {{"Việc của tôi", "/can-bo"}, {"Thẩm định", "/can-bo/tham-dinh"}, {round.title, ""}},
        .body = round_page(page),
        .section = "/can-bo/tham-dinh"};
}

namespace
{

ScoreItem item_of(Score const& score, std::int64_t account, Date today)
{
    auto item = ScoreItem{.who = accounts::words_of({.role = score.role, .body = score.body.value}, today),
                          .points = {},
                          .total = score.conflict ? "" : percent_of(score.total),
                          .remark = score.remark,
                          .conflict = score.conflict,
                          .own = score.account == account};
    for (std::size_t at = 0; at < score.points.size();) {
        auto const end = std::min(score.points.find(',', at), score.points.size());
        item.points.push_back(score.points.substr(at, end - at));
        at = end + 1;
    }
    return item;
}

} // namespace

Outcome<CandidateView> view_candidate(acts::Reading& reading, CandidateQuery const& query)
{
    auto const candidate = TRY(load_candidate(reading, query.candidate));
    auto const round = round_of(reading.db, candidate.round);
    auto const item = item_of(reading, candidate);
    auto view =
        CandidateView{.record = candidate, .round = round.title, .title = item.title, .unit = item.unit};
    for (auto const& other : candidates_of_model(reading.db, candidate.model))
        if (other.id != candidate.id)
            view.earlier.push_back({round_of(reading.db, other.round).title,
                                    "/can-bo/ho-so-tham-dinh/" + shown(other.id),
                                    std::string(label(other.state))});
    if (!sees_appraisal(reading, round)) {
        view.record.discussion.clear();
        return view;
    }
    auto const all = scores_of(reading.db, candidate.id);
    auto const seen = visible_scores(all, reading.actor.account, sits_in_council(reading, round));
    view.others = std::int64_t(all.size() - seen.size());
    view.picture = picture_of(seen);
    if (view.others == 0 && candidate.state == State::waiting)
        view.obstacle = obstacle(round, candidate, view.picture);
    for (auto const& score : seen)
        view.scores.push_back(item_of(score, reading.actor.account, reading.today()));
    view.visits = visits_of(reading.db, candidate.id);
    return view;
}

namespace
{

std::vector<Step> steps_of(Candidate const& candidate, Round const& round, CandidatePage const& page,
                           bool submits)
{
    std::vector<Step> steps;
    auto const open = round.stage == RoundStage::open;
    auto const undecided = candidate.state == State::waiting || candidate.state == State::asked;
    if (submits && candidate.state == State::asked)
        steps.push_back(
            {"tra-loi", "Báo đã bổ sung", "Đã bổ sung những gì?",
             "Sửa nội dung, thêm minh chứng ở trang mô hình trước rồi báo ở đây. Số thứ tự và ngày "
             "vào đợt giữ nguyên.",
             web::Button::Kind::primary});
    if (page.manages && open && candidate.state == State::waiting) {
        steps.push_back({"can-bo-sung", "Cần bổ sung", "Cần bổ sung gì?",
                         "Đơn vị thấy ngay ở Việc của tôi; mô hình không mất chỗ và ngày vào đợt."});
        if (page.view.picture.scores > 1)
            steps.push_back({"trao-doi", "Ghi kết luận trao đổi", "Các thành viên đã thống nhất thế nào?",
                             "Cần khi điểm chênh nhiều hoặc dưới mức."});
    }
    if (page.manages && open && (undecided || candidate.state == State::passed))
        steps.push_back({"chua-cong-nhan", "Chưa công nhận", "Cần bổ sung gì để được công nhận?",
                         "Sau khi hội đồng họp. Luôn kèm việc cần bổ sung."});
    if (page.manages && candidate.state == State::recognised && !candidate.proposed_upwards)
        steps.push_back({"de-nghi-cap-tren", "Đề nghị cấp trên", "Vì sao đề nghị?",
                         "Hồ sơ và biên bản đi cùng khi cấp trên đưa mô hình vào đợt của mình."});
    if ((submits || page.manages) && open && (undecided || candidate.state == State::passed))
        steps.push_back({"rut", "Rút khỏi đợt", "Vì sao rút?", "Mô hình trở lại bước đã tiếp nhận.",
                         web::Button::Kind::warning});
    return steps;
}

// The score's fields, each with its own scale, filled with one's own points.
std::vector<web::Field> points_of(CandidatePage const& page, forms::Values const& values,
                                  Problem const* problem)
{
    auto typed = values;
    if (!problem)
        for (auto const& score : page.view.scores)
            if (score.own) {
                for (std::size_t at = 0; at < score.points.size(); ++at)
                    forms::replace(typed, fmt::format("points_{}", at + 1), score.points[at]);
                forms::replace(typed, "remark", score.remark);
            }
    auto const form = web::FormFields(ScoreForm::rules(), typed, problem);
    std::vector<web::Field> fields;
    for (std::size_t at = 0; at < page.criteria.size(); ++at) {
        auto const& criterion = page.criteria[at];
        auto& field = fields.emplace_back(form.field(fmt::format("points_{}", at + 1)));
        field.label = criterion.label;
        field.hint = fmt::format("Từ 0 đến {}, hệ số {}.", criterion.most, criterion.weight);
        if (!criterion.evidence.empty())
            field.hint += " Minh chứng: " + criterion.evidence + ".";
        field.optional = false;
    }
    fields.push_back(form.field("remark"));
    return fields;
}

// The words of a form that somebody else's act has taken away meanwhile.
std::string words_left_over(CandidatePage const& page, forms::Values const& sent)
{
    if (!page.typed.empty())
        return std::ranges::any_of(page.steps, [&](Step const& step) { return step.path == page.at; })
                   ? std::string()
                   : page.typed;
    auto words = page.points.empty() ? std::string(forms::value_of(sent, "remark")) : std::string();
    for (std::size_t at = 0; at < page.criteria.size() && page.points.empty(); ++at)
        if (auto const points = forms::value_of(sent, fmt::format("points_{}", at + 1)); !points.empty())
            words += fmt::format("{}{}: {}", words.empty() ? "" : "\n", page.criteria[at].label, points);
    return words;
}

} // namespace

std::string step_id(CandidatePage const& page, Step const& step)
{
    return page.at == step.path ? "f-what" : "f-what-" + std::string(step.path);
}

Outcome<routes::Page> show_candidate(routes::Reading& reading, forms::Sent const& sent,
                                     Problem const* problem)
{
    auto const id = CandidateId{parse_id(forms::value_of(sent.values, "candidate")).value_or(0)};
    auto view = TRY(view_candidate(reading, {id}));
    auto const round = round_of(reading.db, view.record.round);
    auto page = CandidatePage{.view = std::move(view), .round = round, .criteria = criteria_of(round)};
    auto const& candidate = page.view.record;
    page.manages = reading.may(may::manage_rounds, place(round));
    page.appraises = sees_appraisal(reading, round);
    auto const* const post = scoring_post(reading, round);
    page.scores = post && round.scoring == Scoring::independent && round.stage == RoundStage::open &&
                  candidate.state == State::waiting;
    page.own_part = page.scores && has_own_part(reading.actor, candidate, reading.today());
    if (problem) {
        page.at = forms::value_of(sent.values, "step");
        page.typed = forms::value_of(sent.values, "what");
    }
    page.settled =
        page.scores && is_settled(candidate, scores_of(reading.db, candidate.id), reading.actor.account);
    if (page.scores && !page.own_part && !page.settled)
        page.points = points_of(page, sent.values, page.at.empty() ? problem : nullptr);
    page.steps = steps_of(candidate, round, page, reading.may(may::submit_to_rounds, place(candidate)));
    if (page.scores)
        page.steps.push_back({"co-lien-quan", "Không chấm vì có liên quan", "Liên quan thế nào?",
                              "Ghi rõ để hội đồng biết; điểm của đồng chí không tính."});
    if (problem)
        page.kept = words_left_over(page, sent.values);
    page.keys = web::form_keys_of(reading.csrf, sent.values, problem, std::to_string(candidate.version));
    page.errors = web::errors_of(problem);
    return routes::Page{.title = page.view.title,
                        .crumbs = {{"Việc của tôi", "/can-bo"},
                                   {"Thẩm định", "/can-bo/tham-dinh"},
                                   {round.title, "/can-bo/tham-dinh/" + shown(round.id)},
                                   {page.view.title, ""}},
                        .body = candidate_page(page),
                        .section = "/can-bo/tham-dinh"};
}

} // namespace kheo::rounds
