// SPDX-License-Identifier: AGPL-3.0-or-later
// Edit a draft (sửa) as a form, throw it away, and say which document it became.
#pragma once

#include "capabilities/drafts/load.hpp"
#include "platform/forms/forms.hpp"

#include <span>

namespace kheo::drafts
{

inline constexpr std::size_t longest_subject = 600;
inline constexpr std::size_t longest_text = 60'000;
inline constexpr std::size_t most_recipients = 40;

struct EditForm {
    DraftId draft;
    std::int64_t version = 0;
    std::string subject;
    std::string addressed_to;
    std::string grounds;
    std::string text;
    std::string superior;
    std::string organisation;
    std::string number;
    std::string notation;
    std::string place;
    std::optional<Date> issued_on;
    std::string recipients;
    std::string authority;
    std::string signer;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(EditForm, (),
                      (draft, version, subject, addressed_to, grounds, text, superior, organisation, number,
                       notation, place, issued_on, recipients, authority, signer))

struct DropForm {
    DraftId draft;
    std::int64_t version = 0;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(DropForm, (), (draft, version))

struct SignedForm {
    DraftId draft;
    std::int64_t version = 0;
    DocumentId document; // none: it is no document yet after all
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(SignedForm, (), (draft, version, document))

// Refuses a marking of secrecy in any of its words, said at their fields.
Outcome<void> without_secrets(Draft const& draft);
// What a marking of secrecy, too many recipients and the like say at their fields.
Outcome<Draft> edited(Draft draft, EditForm const& form);

Outcome<routes::Kept> edit(acts::Work& work, EditForm const& form);
Outcome<routes::Kept> drop(acts::Work& work, DropForm const& form);
Outcome<routes::Kept> mark_signed(acts::Work& work, SignedForm const& form);
Outcome<routes::Page> show_edit(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);

} // namespace kheo::drafts
