// SPDX-License-Identifier: AGPL-3.0-or-later
// Hand in (nộp kế hoạch): a plan that was begun from a task becomes a document of the
// library, with its number and day, and the body's plan for all that it answers: one act.
#pragma once

#include "capabilities/documents/documents.hpp"
#include "capabilities/drafts/asked.hpp"
#include "capabilities/drafts/load.hpp"
#include "web/form_page.hpp"

#include <span>

namespace kheo::drafts
{

struct HandInForm {
    DraftId draft;
    std::int64_t version = 0;
    std::string number;
    std::optional<Date> issued_on;
    std::string signer_office;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(HandInForm, (), (draft, version, number, issued_on, signer_office))

// The draft as it is handed in, its file stored, its words as it stands on paper.
struct HandInPrepared {
    Draft draft;
    documents::Document document;
    documents::Words words;
};

// Whether it may be: a plan from a task, not yet signed as anything.
bool is_to_hand_in(Draft const& draft);
Outcome<HandInPrepared> prepare_hand_in(routes::Before const& before, HandInForm const& form);
Outcome<acts::Recorded<documents::Document>> hand_in(acts::Work& work, HandInPrepared const& prepared);

namespace problems
{
inline constexpr Refusal not_to_hand_in{"drafts.not_to_hand_in", 409,
                                        "Chỉ nộp được kế hoạch soạn từ nhiệm vụ, chưa ghi là văn bản nào."};
inline constexpr Refusal open_spots{"drafts.open_spots", 422,
                                    "Dự thảo còn chỗ có dấu “…”. Xin ghi cho đủ rồi hãy nộp."};
inline constexpr Refusal nothing_to_answer{
    "drafts.nothing_to_answer", 409, "Các nhiệm vụ này đã báo hoàn thành, nên không nhận kế hoạch nữa."};
} // namespace problems

} // namespace kheo::drafts
