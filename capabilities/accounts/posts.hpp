// SPDX-License-Identifier: AGPL-3.0-or-later
// A person's posts: give another one, end one.
#pragma once

#include "capabilities/accounts/account.hpp"
#include "platform/forms/forms.hpp"
#include "platform/routes/row.hpp"

#include <span>
#include <string>

namespace kheo::accounts
{

struct GiveForm {
    AccountId account;
    std::string role;
    std::string unit_code;
    std::optional<Date> valid_from; // today where none is given
    std::string decision;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(GiveForm, (), (account, role, unit_code, valid_from, decision))

struct EndForm {
    PostId post;
    std::int64_t version = 0;
    std::optional<Date> day; // the first without it; today where none is given
    std::string decision;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(EndForm, (), (post, version, day, decision))

Outcome<acts::Recorded<Post>> give_post(acts::Work& work, GiveForm const& form);
Outcome<acts::Recorded<Post>> end_post(acts::Work& work, EndForm const& form);

Outcome<routes::Page> show_give(acts::Reading& reading, forms::Sent const& sent, Problem const* problem);
Outcome<routes::Page> show_end(acts::Reading& reading, forms::Sent const& sent, Problem const* problem);
routes::After after_post(Post const& post);

// A post with its holder, as this actor may manage it; refuses not_found.
struct HeldPost {
    Post post;
    Account account;
};
Outcome<HeldPost> held_post(acts::Reading const& reading, std::string_view id);

} // namespace kheo::accounts
