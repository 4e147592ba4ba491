// SPDX-License-Identifier: AGPL-3.0-or-later
// Draft (dự thảo): a plan, report, official letter or notice that a body's
// officers write together until it is signed on paper. Housekeeping: what counts
// is the signed paper, which comes back as a document.
#pragma once

#include "capabilities/documents/documents.hpp"
#include "capabilities/drafts/layout.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::drafts
{

using areas::AreaId;
using bodies::BodyId;
using documents::DocumentId;
using DraftId = Id<struct DraftTag>;
using OriginId = Id<struct OriginTag>; // of a document, a model or a task

enum class Kind { plan, report, letter, notice };
BOOST_DESCRIBE_ENUM(Kind, plan, report, letter, notice)
std::string_view label(Kind kind); // "Kế hoạch"

// What it was begun from.
enum class Origin { nothing, document, summary, model, task };
BOOST_DESCRIBE_ENUM(Origin, nothing, document, summary, model, task)

// Who signs: the head of the body, or a deputy for them.
enum class Signing { head, deputy };
BOOST_DESCRIBE_ENUM(Signing, head, deputy)

struct Draft {
    DraftId id;
    std::int64_t version = 1;
    BodyId body; // that issues it
    AreaId area;
    Id<struct WriterTag> account; // who began it
    Instant changed_at;
    Kind kind{};
    Origin origin{};
    OriginId origin_id;
    std::optional<Date> issued_on; // none: written by hand when it is signed
    std::string superior;
    std::string organisation;
    std::string number;
    std::string notation; // "KH-UBND"
    std::string place;
    std::string subject;
    std::string addressed_to; // of a letter, one a line
    std::string grounds;      // one a line
    std::string text;         // a paragraph a line
    std::string recipients;   // one a line
    std::string authority;    // "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", one a line
    std::string signer;
    DocumentId signed_as; // the document that it became
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(Draft, (),
                      (id, version, body, area, account, changed_at, kind, origin, origin_id, issued_on,
                       superior, organisation, number, notation, place, subject, addressed_to, grounds, text,
                       recipients, authority, signer, signed_as, demo))

inline acts::Place place(Draft const& draft)
{
    return {draft.area.value, draft.body.value};
}

// "Kế hoạch: Thực hiện Chỉ thị …".
std::string name_of(Draft const& draft);
// The lines of one field, tidied; without the signs that the layout sets itself.
std::vector<std::string> lines_of(std::string_view text);

// "ngày 05 tháng 3 năm 2026": days below ten and the first two months with a nought.
std::string in_words(Date day);

// The heading of a body's papers: its name as its rule writes it, in capitals,
// the place on a line of its own; the body above; its notation; who signs.
struct Issuer {
    std::string name; // in a sentence: "Ủy ban nhân dân xã An Bình"
    std::string superior;
    std::string organisation;
    std::string notation; // of this kind; "" where it is not known
    std::string place;
    std::vector<std::string> authority;
    std::string filed;
    bool confirmed = false;
};
Issuer issuer_of(bodies::Body const& body, bodies::Body const* above, areas::Area const* area, Kind kind,
                 Signing signing, Layout const& layout);

// As it stands on paper; `today` gives the year where the day is not known.
sheets::Letter letter_of(Draft const& draft, Layout const& layout, Date today);

// What is still to be filled in before it is signed, in people's words.
std::vector<std::string> open_in(Draft const& draft);
// "…" stands somewhere: what nobody knew when it was begun.
bool has_open_spots(Draft const& draft);

namespace may
{
inline constexpr acts::Permission write_drafts{"drafts.write"};
} // namespace may

namespace problems
{
inline constexpr Refusal no_layout{"drafts.no_layout", 422,
                                   "Chưa có mẫu trình bày cho văn bản ngày {}. Xin chọn ngày khác."};
inline constexpr Refusal only_plans{"drafts.only_plans", 422,
                                    "Từ nhiệm vụ được giao chỉ soạn kế hoạch. Xin chọn loại Kế hoạch."};
inline constexpr Refusal too_many{"drafts.too_many", 409,
                                  "Cơ quan này đã có {} dự thảo. Xin bỏ bớt dự thảo cũ rồi soạn tiếp."};
inline constexpr Refusal not_yours{"drafts.not_yours", 422,
                                   "Văn bản ký phải do chính cơ quan này lưu trong thư viện."};
} // namespace problems

} // namespace kheo::drafts
