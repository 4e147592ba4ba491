// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/documents/decide.hpp"

#include "capabilities/documents/load.hpp"
#include "capabilities/documents/problems.hpp"

#include <array>
#include <tuple>

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
// keepers see the other's; the public sees one. What was opened by one who may not
// speak for the issuer does not stand in the issuer's way.
Outcome<void> alone_in_public(acts::Work const& work, Document const& document)
{
    auto const today = work.today();
    for (auto const& other : documents_of(work.db, citations::code_of(node_of(document).base)))
        if (other.id != document.id && is_open(other) && other.source == document.source &&
            citations::agree(node_of(other), node_of(document)) &&
            (speaks_for_issuer(other, today) && !(other.issuer.empty() && !document.issuer.empty())))
            return std::unexpected(already_there(work, other));
    return {};
}

Outcome<void> may_be_opened(acts::Work const& work, Document const& document)
{
    if (!speaks_for_issuer(document, work.today()))
        return refuse(
            problems::not_the_issuer,
            std::vector<FieldError>{{"reach", Problem(problems::not_the_issuer, document.issuer).sentence}});
    if (auto errors = private_in(document); !errors.empty()) {
        for (auto& error : errors)
            error.field = error.field == "allowed_by" ? "allowed_by" : "reach";
        return refuse(problems::private_data, std::move(errors));
    }
    return alone_in_public(work, document);
}

} // namespace

std::vector<FieldError> private_in(Document const& document)
{
    std::vector<FieldError> errors;
    auto const check = areas::private_data_check();
    for (auto const& [name, label, text] :
         {std::tuple("number", "Số, ký hiệu", document.number),
          std::tuple("issuer", "Cơ quan ban hành", document.issuer),
          std::tuple("issued_at", "Nơi ban hành", document.issued_at),
          std::tuple("signer_office", "Chức vụ người ký", document.signer_office),
          std::tuple("subject", "Trích yếu", document.subject),
          std::tuple("recipients", "Nơi nhận", document.recipients),
          std::tuple("validity", "Hiệu lực", document.validity),
          std::tuple("allowed_by", "Ai cho phép", document.allowed_by),
          std::tuple("reason", "Lý do", document.reason)})
        for (auto const& found : check->find(text))
            if (found.kind == PrivateKind::phone || found.kind == PrivateKind::id_number ||
                found.kind == PrivateKind::bank_account) {
                errors.push_back({name, std::string(label) + ": “" +
                                            text.substr(found.begin, found.end - found.begin) +
                                            "”: " + found.sentence});
                break;
            }
    return errors;
}

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
        if (auto const opened = may_be_opened(work, next); !opened)
            return std::unexpected(opened.error());
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
