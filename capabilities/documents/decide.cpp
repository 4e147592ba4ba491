// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/documents/decide.hpp"

#include "capabilities/documents/load.hpp"
#include "capabilities/documents/problems.hpp"

#include <array>

namespace kheo::documents
{

namespace
{

using forms::Input;
using forms::Need;

constexpr std::array<forms::Choice, 3> reaches{{
    {"recipients", "Chỉ nơi nhận"},
    {"system", "Nội bộ hệ thống"},
    {"open", "Công khai"},
}};

// Two records of one document may stand beside each other while neither's
// keepers see the other's; the public sees one.
Outcome<void> alone_in_public(acts::Work const& work, Document const& document)
{
    for (auto const& other : documents_of(work.db, citations::code_of(node_of(document).base)))
        if (other.id != document.id && is_open(other) && other.source == document.source &&
            citations::agree(node_of(other), node_of(document)))
            return refuse(problems::already_there, name_of(other));
    return {};
}

} // namespace

std::span<forms::Rule const> ReachForm::rules()
{
    static constexpr std::array<forms::Rule, 6> list{{
        {"document", "Văn bản", Input::id, INT64_MAX, Need::required},
        {"version", "Phiên bản", Input::hidden, INT64_MAX, Need::required},
        {"reach", "Phạm vi phổ biến", Input::choice, 0, Need::required, "", reaches},
        {"allowed_by", "Ai cho phép (chức vụ, cơ quan)", Input::line, 200, Need::optional,
         "Cần khi phổ biến rộng hơn. Ví dụ: Phó Bí thư Thường trực Tỉnh ủy Minh Họa."},
        {"allowed_on", "Ngày cho phép", Input::date},
        {"seen", "Tôi đã xem lại toàn văn, không có bí mật nhà nước hay thông tin riêng của người dân",
         Input::yes_no},
    }};
    return list;
}

std::span<forms::Rule const> WithdrawForm::rules()
{
    static constexpr std::array<forms::Rule, 3> list{{
        {"document", "Văn bản", Input::id, INT64_MAX, Need::required},
        {"version", "Phiên bản", Input::hidden, INT64_MAX, Need::required},
        {"reason", "Lý do rút", Input::line, 300, Need::required},
    }};
    return list;
}

Outcome<acts::Recorded<Document>> change_reach(acts::Work& work, ReachForm const& form)
{
    auto const known = TRY(load(work, form.document));
    auto const in_public = form.reach == Reach::open || known.reach == Reach::open;
    auto const document = TRY(load_for_change(
        work, in_public ? may::publish_documents : may::record_documents, form.document, form.version));
    auto next = TRY(reaching(document, form.reach, form.allowed_by, form.allowed_on, work.today()));
    if (form.reach == Reach::open) {
        if (!form.seen)
            return refuse(
                problems::not_seen_through,
                std::vector<FieldError>{{"seen", std::string(problems::not_seen_through.sentence)}});
        if (auto const alone = alone_in_public(work, next); !alone)
            return std::unexpected(alone.error());
    }
    auto const* const act = form.reach == Reach::open     ? "documents.published"
                            : known.reach == Reach::open  ? "documents.closed"
                            : form.reach == Reach::system ? "documents.widened"
                                                          : "documents.narrowed";
    auto note = acts::Note{{"reach", boost::describe::enum_to_string(form.reach, "")}};
    if (!form.allowed_by.empty())
        note.emplace("allowed_by", form.allowed_by);
    return store(work, act, next, std::move(note));
}

Outcome<acts::Recorded<Document>> withdraw(acts::Work& work, WithdrawForm const& form)
{
    auto const known = TRY(load(work, form.document));
    auto const document = TRY(load_for_change(
        work, is_open(known) ? may::publish_documents : may::record_documents, form.document, form.version));
    auto const next = TRY(withdrawn(document, form.reason));
    return store(work, "documents.withdrawn", next, {{"reason", form.reason}});
}

} // namespace kheo::documents
