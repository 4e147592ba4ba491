// SPDX-License-Identifier: AGPL-3.0-or-later
// Plan (phần việc của một đơn vị): what one body answers to a task: its plan, how
// far it is, that it is done; and what whoever asked says to that.
#pragma once

#include "capabilities/models/models.hpp"
#include "capabilities/tasks/tasks.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::plans
{

using areas::AreaId;
using bodies::BodyId;
using documents::DocumentId;
using tasks::Task;
using tasks::TaskId;
using PlanId = Id<struct PlanTag>;

// submitted: the body says that it is done, and waits for a word.
enum class Stage { working, submitted, returned, accepted };
BOOST_DESCRIBE_ENUM(Stage, working, submitted, returned, accepted)
std::string_view label(Stage stage);

struct Plan {
    PlanId id;
    std::int64_t version = 0; // 0: nothing was said yet
    TaskId task;
    std::string period; // tasks::Occurrence
    BodyId body;
    AreaId area;
    Stage stage = Stage::working;
    std::string promise;            // what the body will do, in its words
    DocumentId document;            // its plan as a document
    std::optional<Date> planned_on; // from the signed plan
    std::string progress;
    std::optional<Date> progress_on;
    std::optional<Date> done_on; // ngày diễn ra, from the signed paper; decides late or in time
    std::string result;
    std::string signer_office;
    std::string evidence;             // "document:12 model:45"
    std::optional<Date> submitted_on; // ngày nhập
    std::string reason;               // why it came back
    std::optional<Date> decided_on;
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(Plan, (),
                      (id, version, task, period, body, area, stage, promise, document, planned_on, progress,
                       progress_on, done_on, result, signer_office, evidence, submitted_on, reason,
                       decided_on, demo))

inline std::string_view object_kind(Plan const&)
{
    return "plan";
}
inline acts::Place place(Plan const& plan)
{
    return {plan.area.value, plan.body.value};
}
// What bodies write to each other is theirs; the public reads how a task stands.
inline acts::Visibility visibility(Plan const&)
{
    return acts::Visibility::internal;
}
inline std::string topics(Plan const& plan)
{
    return "tasks task/" + shown(plan.task);
}

// What proves it: documents and models of the library.
struct Proof {
    DocumentId document;
    models::ModelId model;
    friend bool operator==(Proof const&, Proof const&) = default;
};
std::string text_of(std::vector<Proof> const& proofs);
std::vector<Proof> proofs_of(std::string_view text);

// Pure transitions; they leave id, task, period, body and area alone.
Outcome<Plan> planned(Plan plan, std::string promise, DocumentId document, std::optional<Date> day);
Outcome<Plan> reported(Plan plan, std::string progress, Date day);
struct Completion {
    Date done_on;
    std::string result;
    std::string signer_office;
    std::optional<Date> not_before = {}; // the day of the paper that asks
};
Outcome<Plan> completed(Plan plan, Completion completion, Date today);
Outcome<Plan> accepted(Plan plan, Date today);
Outcome<Plan> returned(Plan plan, std::string reason, Date today);

// The official count: hoàn thành đúng hạn, quá hạn; đang thực hiện trong hạn, quá hạn.
enum class Standing { done_in_time, done_late, open_in_time, open_late };
BOOST_DESCRIBE_ENUM(Standing, done_in_time, done_late, open_in_time, open_late)
inline constexpr std::size_t standings = 4;
std::string_view label(Standing standing);

struct State {
    Standing standing = Standing::open_in_time;
    int days_late = 0;    // so far, or when it was done
    bool waiting = false; // done as the body says, not yet accepted
    bool begun = false;   // a plan, progress or more was told
    bool returned = false;
    bool inherited = false; // told by bodies that are gone and whose part this one took
};
// It was said to be done, and not returned since.
bool is_done(Plan const& plan);
// How one body stands on a day. What was said to be done counts by the day on which
// it was done until it is returned. `taken`: what the bodies said whose part it took,
// null where they said nothing, and none where it owes the task itself; its own word
// counts before theirs.
State state_of(std::optional<Date> due, Plan const* own, std::span<Plan const* const> taken, Date today);

namespace may
{
inline constexpr acts::Permission answer_tasks{"plans.answer"};
inline constexpr acts::Permission accept_plans{"plans.accept"};
} // namespace may

namespace problems
{
inline constexpr Refusal stage_forbids{"plans.stage_forbids", 409,
                                       "Phần việc này đang ở bước “{}”, chưa làm được việc này."};
inline constexpr Refusal nothing_said{"plans.nothing_said", 422,
                                      "Xin ghi nội dung, hoặc chọn văn bản kế hoạch."};
inline constexpr Refusal day_before{"plans.day_before", 422, "Trước ngày {}, là ngày của văn bản giao việc."};
inline constexpr Refusal own_word{
    "plans.own_word", 403,
    "Chính bạn đã báo hoàn thành phần việc này. Xin để người khác ở cơ quan giao "
    "việc xác nhận."};
inline constexpr Refusal document_withdrawn{"plans.document_withdrawn", 409,
                                            "Văn bản giao việc này đã rút khỏi thư viện."};
inline constexpr Refusal day_ahead{"plans.day_ahead", 422, "Chưa đến ngày này."};
inline constexpr Refusal reason_needed{"plans.reason_needed", 422,
                                       "Xin ghi vì sao trả lại, cần làm thêm gì."};
inline constexpr Refusal result_needed{"plans.result_needed", 422, "Xin ghi kết quả đã làm được."};
inline constexpr Refusal no_such_proof{"plans.no_such_proof", 422,
                                       "Không thấy văn bản hay mô hình ở “{}”. Xin dán địa chỉ của một trang "
                                       "văn bản hoặc mô hình mà bạn xem được."};
inline constexpr Refusal supports_only{
    "plans.supports_only", 409,
    "Đơn vị phối hợp chỉ ghi phần phối hợp của mình. Kế hoạch và báo hoàn thành là của đơn vị chủ trì."};
inline constexpr Refusal task_dropped{"plans.task_dropped", 409, "Nhiệm vụ này đã thôi giao."};
} // namespace problems

} // namespace kheo::plans
