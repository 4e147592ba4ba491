// SPDX-License-Identifier: AGPL-3.0-or-later
// Heartbeat (xác nhận duy trì): in each period a body says that a model still
// works, with the figure reached so far. Nobody records a silence.
#pragma once

#include "capabilities/models/models.hpp"
#include "capabilities/periods/periods.hpp"
#include "platform/text/number.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace kheo::heartbeats
{

using areas::AreaId;
using bodies::BodyId;
using models::Model;
using models::ModelId;
using periods::Condition;
using periods::Course;
using HeartbeatId = Id<struct HeartbeatTag>;

struct Heartbeat {
    HeartbeatId id;
    std::int64_t version = 1;
    ModelId model;
    Date period; // its first day
    Date day;    // on which the body said so
    BodyId body; // who said so: another one than the model's, where that is gone
    AreaId area;
    std::string result; // reached so far (lũy kế), in the model's measure; "" where none was told
    std::string note;
    bool opened = false;
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(Heartbeat, (),
                      (id, version, model, period, day, body, area, result, note, opened, demo))

inline std::string_view object_kind(Heartbeat const&)
{
    return "heartbeat";
}
inline acts::Place place(Heartbeat const& heartbeat)
{
    return {heartbeat.area.value, heartbeat.body.value};
}
inline acts::Visibility visibility(Heartbeat const& heartbeat)
{
    return heartbeat.opened ? acts::Visibility::open : acts::Visibility::internal;
}
// What the public reads of a model changes, and what lists say of it.
inline std::string topics_of(ModelId model, AreaId area, bool opened)
{
    return (opened ? "models areas/" + shown(area) : std::string("models/internal")) + " model/" +
           shown(model);
}
inline std::string topics(Heartbeat const& heartbeat)
{
    return topics_of(heartbeat.model, heartbeat.area, heartbeat.opened);
}

// What a new figure is measured by.
struct Measured {
    std::string baseline;
    std::string target;
    std::string last; // told in an earlier period
};
// Pure. Why a figure should be looked at again, "" where it may well be right.
// Such a figure is taken when it is sent a second time. `factor` is the rule's.
std::string absurd(std::string_view result, Measured const& measured, std::int64_t factor);

namespace may
{
inline constexpr acts::Permission confirm_models{"heartbeats.confirm"};
inline constexpr acts::Permission end_models{"heartbeats.end"};
inline constexpr acts::Permission see_conditions{"heartbeats.see"};
} // namespace may

namespace problems
{
inline constexpr Refusal nothing_said{"heartbeats.nothing_said", 422,
                                      "Chưa có mô hình nào được chọn. Xin chọn “Còn làm” hay mục khác ở "
                                      "từng dòng rồi bấm Gửi."};
inline constexpr Refusal look_again{"heartbeats.look_again", 422,
                                    "Có con số cần xem lại. Nếu đúng thì bấm Gửi lần nữa."};
inline constexpr Refusal too_many_lines{
    "heartbeats.too_many_lines", 422,
    "Mỗi lần xác nhận nhiều nhất {} mô hình. Chưa ghi dòng nào: xin chia ra rồi gửi nhiều lần."};
inline constexpr Refusal not_in_life{"heartbeats.not_in_life", 409,
                                     "Mô hình chưa được tiếp nhận, hoặc đã rút: không có gì để xác nhận."};
inline constexpr Refusal course_forbids{"heartbeats.course_forbids", 409,
                                        "Mô hình đang ở tình trạng “{}”, chưa làm được việc này."};
inline constexpr Refusal reason_needed{"heartbeats.reason_needed", 422, "Xin ghi lý do."};
inline constexpr Refusal lesson_needed{"heartbeats.lesson_needed", 422,
                                       "Xin ghi bài học rút ra: nơi khác đọc để làm tốt hơn."};
inline constexpr Refusal reply_needed{"heartbeats.reply_needed", 422, "Xin ghi ý kiến của đơn vị."};
} // namespace problems

} // namespace kheo::heartbeats
