// SPDX-License-Identifier: AGPL-3.0-or-later
// Hand over (bàn giao): one act ends a post, gives it to another person and
// moves the open work that hangs on it.
#pragma once

#include "capabilities/accounts/account.hpp"
#include "platform/forms/forms.hpp"
#include "platform/routes/row.hpp"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace kheo::accounts
{

// What a capability moved.
struct Moved {
    std::string what; // "bản đăng ký"
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(Moved, (), (what, count))

struct HandOver {
    Id<struct HandOverTag> id;
    std::int64_t version = 1;
    PostId from_post;
    PostId to_post;
    AccountId from_account;
    AccountId to_account;
    std::string role;
    BodyId body;
    Date day;
    std::string decision;
    std::vector<Moved> moved;
};
BOOST_DESCRIBE_STRUCT(HandOver, (),
                      (id, version, from_post, to_post, from_account, to_account, role, body, day, decision,
                       moved))

inline std::string_view object_kind(HandOver const&)
{
    return "hand_over";
}
inline acts::Place place(HandOver const& hand_over)
{
    return {.area = 0, .body = hand_over.body.value};
}
inline acts::Visibility visibility(HandOver const&)
{
    return acts::Visibility::internal;
}
inline std::string topics(HandOver const& hand_over)
{
    return "accounts account/" + shown(hand_over.from_account) + " account/" + shown(hand_over.to_account);
}

// Moves what one capability keeps by person from one account to the other,
// inside the same transaction, each change with its own act. Work that belongs
// to a body and not to a person needs no hook: it stays where it is.
using MoveWork = std::function<Moved(acts::Work&, HandOver const&)>;
// At the start, before anything is served.
void on_hand_over(MoveWork move);

struct HandOverForm {
    PostId post;
    std::int64_t version = 0;
    std::string login; // who takes it
    std::optional<Date> day;
    std::string decision;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(HandOverForm, (), (post, version, login, day, decision))

Outcome<acts::Recorded<HandOver>> hand_over(acts::Work& work, HandOverForm const& form);

Outcome<routes::Page> show_hand_over(acts::Reading& reading, forms::Sent const& sent, Problem const* problem);
routes::After after_hand_over(HandOver const& hand_over);

} // namespace kheo::accounts
