// SPDX-License-Identifier: AGPL-3.0-or-later
// Decide whom a document reaches, and take one back that should not be here.
#pragma once

#include "capabilities/documents/document.hpp"
#include "platform/forms/forms.hpp"

#include <span>

namespace kheo::documents
{

struct ReachForm {
    DocumentId document;
    std::int64_t version = 0;
    Reach reach = Reach::recipients;
    std::string allowed_by;
    std::optional<Date> allowed_on;
    bool seen = false; // the whole text was read before it is public
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(ReachForm, (), (document, version, reach, allowed_by, allowed_on, seen))

struct WithdrawForm {
    DocumentId document;
    std::int64_t version = 0;
    std::string reason;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(WithdrawForm, (), (document, version, reason))

// What a record's typed fields say that everybody should not read: numbers of
// papers, phones and accounts; by the record's names.
std::vector<FieldError> private_in(Document const& document);

// To everybody, and back from there, with `documents.publish`.
Outcome<acts::Recorded<Document>> change_reach(acts::Work& work, ReachForm const& form);
Outcome<acts::Recorded<Document>> withdraw(acts::Work& work, WithdrawForm const& form);

} // namespace kheo::documents
