// SPDX-License-Identifier: AGPL-3.0-or-later
// Recognition (công nhận): a numbered decision recognises one or many models in
// one act; each has a record of its own, public where its model is.
#pragma once

#include "capabilities/rounds/rounds.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace kheo::recognitions
{

using areas::AreaId;
using bodies::BodyId;
using models::ModelId;
using rounds::Level;
using DecisionId = Id<struct DecisionTag>;
using RecognitionId = Id<struct RecognitionTag>;

struct Decision {
    DecisionId id;
    std::int64_t version = 1;
    BodyId body; // that issued it
    AreaId area;
    int year = 0; // of its day: numbers begin anew each year
    std::string number;
    Date issued_on;
    std::string signer; // người ký: an office
    Level level = Level::cap_xa;
    rounds::RoundId round;
    int models = 0;
    std::string file_name; // the scan; "" where none was sent
    std::string file_ending;
    std::int64_t file_size = 0;
    std::string file_hash;
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(Decision, (),
                      (id, version, body, area, year, number, issued_on, signer, level, round, models,
                       file_name, file_ending, file_size, file_hash, demo))

struct Recognition {
    RecognitionId id;
    std::int64_t version = 1;
    DecisionId decision;
    rounds::RoundId round;
    rounds::CandidateId candidate;
    ModelId model;
    BodyId body; // the model's
    AreaId area;
    BodyId issuer;
    int year = 0; // of the registration that is recognised
    Level level = Level::cap_xa;
    std::string number;
    Date issued_on;
    std::string signer;
    bool opened = false; // its model was public: so is this
    bool withdrawn = false;
    std::optional<Date> withdrawn_on;
    std::string reason; // of the withdrawal; shown
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(Recognition, (),
                      (id, version, decision, round, candidate, model, body, area, issuer, year, level,
                       number, issued_on, signer, opened, withdrawn, withdrawn_on, reason, demo))

inline std::string_view object_kind(Decision const&)
{
    return "decision";
}
inline std::string_view object_kind(Recognition const&)
{
    return "recognition";
}
inline acts::Place place(Decision const& decision)
{
    return {decision.area.value, decision.body.value};
}
inline acts::Place place(Recognition const& recognition)
{
    return {recognition.area.value, recognition.body.value};
}
// What a decision says is public; the scan stays inside.
inline acts::Visibility visibility(Decision const&)
{
    return acts::Visibility::open;
}
inline acts::Visibility visibility(Recognition const& recognition)
{
    return recognition.opened ? acts::Visibility::open : acts::Visibility::internal;
}
inline std::string topics(Decision const& decision)
{
    return "decisions decision/" + shown(decision.id);
}
inline std::string topics(Recognition const& recognition)
{
    return "decisions decision/" + shown(recognition.decision) + " model/" + shown(recognition.model) +
           " models";
}

// The number as people mean it: "412 / qđ-ubnd" is "412/QĐ-UBND".
std::string number_key(std::string_view number);

// Pure.
// With its model, which was published after the decision.
Recognition opened(Recognition recognition);
Outcome<Recognition> withdrawn(Recognition recognition, std::string reason, Date today);

namespace may
{
inline constexpr acts::Permission decide_recognitions{"recognitions.decide"};
} // namespace may

namespace problems
{
inline constexpr Refusal number_used{"recognitions.number_used", 409,
                                     "Số quyết định này của cơ quan đã dùng trong năm: {}"};
inline constexpr Refusal reason_needed{"recognitions.reason_needed", 422,
                                       "Xin ghi lý do: lý do sẽ được hiện cho mọi người xem."};
inline constexpr Refusal withdrawn_already{"recognitions.withdrawn_already", 409,
                                           "Việc công nhận này đã được hủy trước đó."};
} // namespace problems

} // namespace kheo::recognitions
