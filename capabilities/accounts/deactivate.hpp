// SPDX-License-Identifier: AGPL-3.0-or-later
// Deactivate (ngừng dùng) and take back into use: nothing is deleted; what the
// person did stays theirs.
#pragma once

#include "capabilities/accounts/account.hpp"
#include "platform/forms/forms.hpp"
#include "platform/routes/row.hpp"

#include <functional>
#include <span>

namespace kheo::accounts
{

struct StateForm {
    AccountId account;
    std::int64_t version = 0;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(StateForm, (), (account, version))

// Forgets what one capability keeps of a person for themselves alone, inside the
// same transaction. At the start, before anything is served.
using ForgetOwn = std::function<void(acts::Work&, AccountId)>;
void on_deactivate(ForgetOwn forget);

// Ends their sessions, links and personal tokens in the same transaction.
Outcome<acts::Recorded<Account>> deactivate(acts::Work& work, StateForm const& form);
Outcome<acts::Recorded<Account>> reactivate(acts::Work& work, StateForm const& form);
routes::After after_state(Account const& account);

} // namespace kheo::accounts
