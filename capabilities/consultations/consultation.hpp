// SPDX-License-Identifier: AGPL-3.0-or-later
// Consultation (lấy ý kiến): before a decision recognises them, the models that a
// council proposes are published as a list for some days; anybody may say
// something of the work, without a name. Each opinion is read, published with a
// reply, or held back with a reason.
#pragma once

#include "capabilities/rounds/rounds.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::consultations
{

using areas::AreaId;
using bodies::BodyId;
using models::ModelId;
using rounds::CandidateId;
using rounds::RoundId;
using ConsultationId = Id<struct ConsultationTag>;
using OpinionId = Id<struct OpinionTag>;

struct Consultation {
    ConsultationId id;
    std::int64_t version = 1;
    RoundId round;
    BodyId body; // that recognises
    AreaId area;
    std::string title; // of the round
    Date opened_on;
    Date closes_on;         // the last day
    std::string candidates; // of the round, frozen: ids, a space between
    std::string models;     // theirs, in the same order
    std::string note;       // where else it is posted
    bool stopped = false;   // counts as if it had not been
    std::string reason;     // why
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(Consultation, (),
                      (id, version, round, body, area, title, opened_on, closes_on, candidates, models, note,
                       stopped, reason, demo))

enum class State { sent, published, held_back };
BOOST_DESCRIBE_ENUM(State, sent, published, held_back)
std::string_view label(State state);

struct Opinion {
    OpinionId id;
    std::int64_t version = 1;
    std::string code; // its address, known to whoever sent it
    ConsultationId consultation;
    ModelId model; // none: of the whole list
    BodyId body;   // that answers
    AreaId area;
    Date sent_on;
    std::string text;
    State state = State::sent;
    std::string reply;
    std::optional<Date> replied_on;
    std::string reason; // why it is not published: shown to whoever sent it
    bool opened = false;
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(Opinion, (),
                      (id, version, code, consultation, model, body, area, sent_on, text, state, reply,
                       replied_on, reason, opened, demo))

inline std::string_view object_kind(Consultation const&)
{
    return "consultation";
}
inline std::string_view object_kind(Opinion const&)
{
    return "opinion";
}
inline acts::Place place(Consultation const& consultation)
{
    return {consultation.area.value, consultation.body.value};
}
inline acts::Place place(Opinion const& opinion)
{
    return {opinion.area.value, opinion.body.value};
}
inline acts::Visibility visibility(Consultation const&)
{
    return acts::Visibility::open;
}
inline acts::Visibility visibility(Opinion const& opinion)
{
    return opinion.opened ? acts::Visibility::open : acts::Visibility::internal;
}
std::string topics(Consultation const& consultation);
inline std::string topics(Opinion const& opinion)
{
    return "consultation/" + shown(opinion.consultation) + " opinion/" + opinion.code;
}

// A number of data/rules/consultations.csv by its code.
std::int64_t rule(std::string_view code);
// Whether a level recognises only what was published before.
bool must_consult(rounds::Level level);

// "12 34" as ids.
template <class IdType>
std::vector<IdType> ids_in(std::string_view text)
{
    std::vector<IdType> ids;
    while (!text.empty()) {
        auto const cut = text.find(' ');
        if (auto const id = parse_id(text.substr(0, cut)))
            ids.push_back({*id});
        text = cut == text.npos ? std::string_view() : text.substr(cut + 1);
    }
    return ids;
}

enum class Course { running, over, stopped };
Course course(Consultation const& consultation, Date today);

// Pure: the next record, or the refusal.
Outcome<Consultation> stopped(Consultation consultation, std::string reason, Date today);
Outcome<Opinion> published(Opinion opinion, std::string reply, Date today);
Outcome<Opinion> held_back(Opinion opinion, std::string reason, Date today);
// What should not be here, at any stage: the words go, the reason stays.
Outcome<Opinion> erased(Opinion opinion, std::string reason, Date today);

// Pure. "" where a candidate may be decided on the day that the decision bears,
// else why not yet: its list still runs, or there was none where one must be.
std::string obstacle(std::vector<Consultation> const& of_round, CandidateId candidate, bool must, Date today,
                     Date issued_on);

std::vector<Consultation> of_round(db::Connection& db, RoundId round); // newest first
std::vector<Consultation> running(db::Connection& db, Date today);
std::int64_t unread(db::Connection& db, ConsultationId id);
acts::Recorded<Consultation> store(acts::Work& work, std::string_view act, Consultation consultation);
acts::Recorded<Opinion> store(acts::Work& work, std::string_view act, Opinion opinion);

namespace may
{
inline constexpr acts::Permission consult{"consultations.publish"}; // at the body that recognises
} // namespace may

namespace problems
{
inline constexpr Refusal nothing_proposed{
    "consultations.nothing_proposed", 409,
    "Chưa có mô hình nào được hội đồng đề nghị công nhận. Xin ghi biên bản họp trước."};
inline constexpr Refusal runs_already{"consultations.runs_already", 409,
                                      "Danh sách của đợt này đang lấy ý kiến, đến hết ngày {}."};
inline constexpr Refusal not_public{
    "consultations.not_public", 409,
    "Chưa công khai nên chưa lấy ý kiến được: {}. Xin công khai mô hình trước."};
inline constexpr Refusal over{"consultations.over", 409, "Đã hết thời gian lấy ý kiến về danh sách này."};
inline constexpr Refusal is_stopped{"consultations.is_stopped", 409, "Lần lấy ý kiến này đã dừng."};
inline constexpr Refusal too_many{"consultations.too_many", 409,
                                  "Đang có rất nhiều ý kiến chờ đọc. Xin gửi lại sau vài ngày."};
inline constexpr Refusal settled{"consultations.settled", 409, "Ý kiến này đã được trả lời."};
inline constexpr Refusal erased_already{"consultations.erased_already", 409,
                                        "Nội dung ý kiến này đã được xóa."};
inline constexpr Refusal words_needed{"consultations.words_needed", 422, "Xin ghi rõ nội dung này."};
inline constexpr Refusal not_yet{"consultations.not_yet", 409, "{}"};
} // namespace problems

} // namespace kheo::consultations
