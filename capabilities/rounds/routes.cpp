// SPDX-License-Identifier: AGPL-3.0-or-later
// Every way into rounds.
#include "capabilities/rounds/judge.hpp"
#include "capabilities/rounds/meet.hpp"
#include "capabilities/rounds/prepare.hpp"
#include "capabilities/rounds/put_in.hpp"
#include "capabilities/rounds/rounds.hpp"
#include "capabilities/rounds/view.hpp"

#include <array>

namespace kheo::rounds
{

namespace
{

constexpr std::string_view saved = "Đã lưu. Việc này đã được ghi lại.";
constexpr http::Accepts one_file{
    .form = true, .files = 1, .file_bytes = 50 << 20, .all_files_bytes = 50 << 20};
constexpr http::Accepts some_files{.form = true,
                                   .files = std::size_t(models::most_files_at_once),
                                   .file_bytes = 50 << 20,
                                   .all_files_bytes = 200 << 20};

routes::After after_round(Round const& round)
{
    return {"/can-bo/tham-dinh/" + shown(round.id), std::string(saved)};
}

routes::After after_put_in(PutIn const& done)
{
    return {"/can-bo/tham-dinh/" + shown(done.round),
            "Đã đưa " + std::to_string(done.count) + " mô hình vào đợt."};
}

routes::After after_candidate(Candidate const& candidate)
{
    return {"/can-bo/ho-so-tham-dinh/" + shown(candidate.id), std::string(saved)};
}

routes::After after_score(Score const& score)
{
    return {"/can-bo/ho-so-tham-dinh/" + shown(score.candidate),
            score.conflict ? "Đã ghi: đồng chí không chấm mô hình này." : "Đã ghi điểm của đồng chí."};
}

routes::After after_meeting(Meeting const& meeting)
{
    return {"/can-bo/tham-dinh/" + shown(meeting.round), "Đã lưu biên bản họp."};
}

routes::After after_visit(Visit const& visit)
{
    return {"/can-bo/ho-so-tham-dinh/" + shown(visit.candidate), "Đã lưu kết quả khảo sát."};
}

using Verb = Outcome<acts::Recorded<Candidate>> (*)(acts::Work&, CandidateForm const&);
routes::Row step(std::string_view page, std::string_view api, acts::Permission permission, Verb verb,
                 std::string_view summary)
{
    return routes::act(page, api, permission, with_clean_words, verb, after_candidate, show_candidate,
                       {.summary = summary});
}

std::vector<routes::Row> round_rows()
{
    return {
        routes::read("/can-bo/tham-dinh", "/api/v1/rounds", may::see_rounds, list_rounds, show_rounds,
                     {.summary = "Các đợt thẩm định trong phạm vi của tài khoản"}),
        routes::read("", "/api/v1/rounds/{round}", may::see_rounds, view_round,
                     static_cast<routes::Page (*)(acts::Reading&, RoundView const&)>(nullptr),
                     {.summary = "Một đợt thẩm định và các mô hình trong đợt"}),
        routes::read(
            "", "/api/v1/candidates/{candidate}", may::see_rounds, view_candidate,
            static_cast<routes::Page (*)(acts::Reading&, CandidateView const&)>(nullptr),
            {.summary = "Hồ sơ một mô hình trong đợt; điểm người khác hiện khi đã gửi điểm của mình"}),
        routes::form("/can-bo/tham-dinh/moi", may::manage_rounds, show_prepare),
        routes::act("/can-bo/tham-dinh/moi", "/api/v1/rounds", may::manage_rounds, prepare_round, after_round,
                    show_prepare, {.summary = "Lập một đợt thẩm định"}),
        routes::form("/can-bo/tham-dinh/{round}", may::see_rounds, show_round, RoundQuery::rules()),
        routes::form("/can-bo/tham-dinh/{round}/tieu-chi", may::manage_rounds, show_criterion,
                     criterion_query()),
        routes::act("/can-bo/tham-dinh/{round}/tieu-chi", "/api/v1/rounds/{round}/criteria",
                    may::manage_rounds, put_criterion, after_round, show_criterion,
                    {.summary = "Thêm hoặc sửa một tiêu chí, trước khi mở đợt"}),
        routes::act("/can-bo/tham-dinh/{round}/tieu-chi/bo", "/api/v1/rounds/{round}/criteria/remove",
                    may::manage_rounds, remove_criterion, after_round, show_round,
                    {.summary = "Bỏ một tiêu chí, trước khi mở đợt"}),
        routes::act("/can-bo/tham-dinh/{round}/mo", "/api/v1/rounds/{round}/open", may::manage_rounds,
                    open_round, after_round, show_round, {.summary = "Mở đợt; bộ tiêu chí giữ nguyên từ đó"}),
        routes::act("/can-bo/tham-dinh/{round}/khep", "/api/v1/rounds/{round}/close", may::manage_rounds,
                    close_round, after_round, show_round, {.summary = "Khép đợt"}),
        routes::form("/can-bo/tham-dinh/{round}/them", may::submit_to_rounds, show_put_in, put_in_query()),
        routes::act("/can-bo/tham-dinh/{round}/them", "/api/v1/rounds/{round}/candidates",
                    may::submit_to_rounds, put_in, after_put_in, show_put_in,
                    {.summary = "Đưa mô hình vào đợt; tất cả hoặc không mục nào"}),
        routes::form("/can-bo/tham-dinh/{round}/hop", may::manage_rounds, show_meet, meet_query()),
        routes::act("/can-bo/tham-dinh/{round}/hop", "/api/v1/rounds/{round}/meetings", may::manage_rounds,
                    prepare_meeting, meet, after_meeting, show_meet,
                    {.accepts = one_file, .summary = "Ghi biên bản họp và các mô hình được đề nghị"}),
        routes::raw("/can-bo/bien-ban/{meeting}", {}, may::see_rounds, minutes_file),
    };
}

std::vector<routes::Row> candidate_rows()
{
    return {
        routes::form("/can-bo/ho-so-tham-dinh/{candidate}", may::see_rounds, show_candidate,
                     CandidateQuery::rules()),
        routes::act("/can-bo/ho-so-tham-dinh/{candidate}/cham-diem", "/api/v1/candidates/{candidate}/score",
                    may::score_in_rounds, score, after_score, show_candidate,
                    {.summary = "Cho điểm; sửa được khi mô hình còn chờ"}),
        routes::act("/can-bo/ho-so-tham-dinh/{candidate}/co-lien-quan",
                    "/api/v1/candidates/{candidate}/step-back", may::score_in_rounds, step_back, after_score,
                    show_candidate, {.summary = "Không chấm vì có liên quan, kèm lý do"}),
        step("/can-bo/ho-so-tham-dinh/{candidate}/can-bo-sung", "/api/v1/candidates/{candidate}/ask",
             may::manage_rounds, ask, "Cần bổ sung; giữ chỗ và ngày vào đợt"),
        step("/can-bo/ho-so-tham-dinh/{candidate}/tra-loi", "/api/v1/candidates/{candidate}/answer",
             may::submit_to_rounds, answer, "Báo đã bổ sung"),
        step("/can-bo/ho-so-tham-dinh/{candidate}/trao-doi", "/api/v1/candidates/{candidate}/discuss",
             may::manage_rounds, discuss, "Ghi kết luận trao đổi khi điểm chênh nhiều"),
        step("/can-bo/ho-so-tham-dinh/{candidate}/chua-cong-nhan", "/api/v1/candidates/{candidate}/decline",
             may::manage_rounds, decline, "Chưa công nhận, kèm việc cần bổ sung"),
        step("/can-bo/ho-so-tham-dinh/{candidate}/rut", "/api/v1/candidates/{candidate}/take-out",
             may::submit_to_rounds, take_out, "Rút khỏi đợt, kèm lý do"),
        step("/can-bo/ho-so-tham-dinh/{candidate}/de-nghi-cap-tren",
             "/api/v1/candidates/{candidate}/propose-upwards", may::manage_rounds, propose_upwards,
             "Đề nghị cấp trên công nhận"),
        routes::form("/can-bo/ho-so-tham-dinh/{candidate}/khao-sat", may::manage_rounds, show_visit,
                     CandidateQuery::rules()),
        routes::act("/can-bo/ho-so-tham-dinh/{candidate}/khao-sat", "/api/v1/candidates/{candidate}/visits",
                    may::manage_rounds, prepare_visit, visit, after_visit, show_visit,
                    {.accepts = some_files, .summary = "Ghi kết quả khảo sát tại chỗ, kèm ảnh"}),
    };
}

} // namespace

std::span<routes::Row const> rows()
{
    static auto const list = [] {
        auto all = round_rows();
        std::ranges::move(candidate_rows(), std::back_inserter(all));
        return all;
    }();
    return list;
}

} // namespace kheo::rounds
