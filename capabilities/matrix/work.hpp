// SPDX-License-Identifier: AGPL-3.0-or-later
// What tasks leave to be done: for a body what it owes, what is due soon, late or
// came back; for whoever asked what to accept and who has not moved.
#pragma once

#include "capabilities/matrix/ask.hpp"

namespace kheo::matrix
{

// One part of one thing owed.
struct Duty {
    TaskId task;
    std::string text;
    std::string period;
    std::string document; // its name
    BodyId body;
    BodyId assigner;
    std::optional<Date> due;
    State state;
    Date since;            // it was assigned, reported as done, or came back
    bool supports = false; // phối hợp: never late
    bool open = false;     // everybody may read what it asks
    bool demo = false;
    std::string address() const; // of the page of this part
};

enum class Kind { returned, late, soon, open, support };
BOOST_DESCRIBE_ENUM(Kind, returned, late, soon, open, support)
// `soon_days`: the rule task_due_soon.
Kind kind_of(Duty const& duty, Date today, int soon_days);

// A task that a body of theirs follows (theo dõi), and how it stands.
struct Watched {
    TaskId task;
    std::string text;
    std::string document;
    BodyId assigner;
    Date since;
    std::int64_t late = 0;
    std::int64_t open = 0; // the late ones among them
    std::int64_t all = 0;
    bool demo = false;
    std::string address() const; // of its table
};

struct Duties {
    std::vector<Duty> own;        // of bodies that the actor answers for, not done; most urgent first
    std::vector<Duty> supported;  // of those bodies, which help with what others have not done yet
    std::vector<Watched> watched; // with somebody late, the most first
    std::vector<Duty> to_accept;  // reported as done to a body of theirs, oldest first
    std::vector<Duty> stuck;      // late for more than the rule's working days; the latest first
};
Duties duties_of(acts::Reading const& reading);
Duties duties_of(acts::Reading const& reading, Current const& current);

} // namespace kheo::matrix
