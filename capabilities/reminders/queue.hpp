// SPDX-License-Identifier: AGPL-3.0-or-later
// Letters that wait: at most one digest for each person and working day, and those
// that confirm an address. Kept in the database until they went, or until the
// next day's takes their place; one program at a time has one in hand.
#pragma once

#include "capabilities/reminders/address.hpp"
#include "capabilities/workdays/workdays.hpp"

namespace kheo::reminders
{

using LetterId = Id<struct LetterTag>;

enum class Kind { digest, confirmation };
BOOST_DESCRIBE_ENUM(Kind, digest, confirmation)

// nothing: there was no news to tell. replaced: the next day's took its place.
// given_up: refused for good, or its link ran out.
enum class Course { waiting, sent, nothing, replaced, given_up };
BOOST_DESCRIBE_ENUM(Course, waiting, sent, nothing, replaced, given_up)

struct Queued {
    LetterId id;
    AccountId account;
    AddressId address;
    Kind kind = Kind::digest;
    Date day;
    std::int64_t attempts = 0; // before this one
};
BOOST_DESCRIBE_STRUCT(Queued, (), (id, account, address, kind, day, attempts))

// Pure. Whether the digests of that moment's day are to be written.
bool is_time(Instant now, int hour, workdays::Calendar const& calendar);
// Pure. How long until the next try: 1, 2, 4 … minutes, at most an hour.
std::int64_t wait_after(std::int64_t attempts);
// Pure. The name that a letter keeps however often it is sent; it tells nothing.
std::string message_id(Queued const& letter, std::string_view domain);

std::int64_t asked_on(db::Connection& db, AccountId account, Date day);
void put_confirmation(acts::Work& work, Address const& address);

// One program's hands in the queue. The store and the clock outlive it.
class Queue
{
  public:
    Queue(db::Store& store, Clock& clock, IdSource& ids, int holder)
        : store_(store), clock_(clock), ids_(ids), holder_(holder)
    {
    }

    // Puts today's digests, once; those of days before are replaced, and what is a
    // month old goes.
    void plan(int hour, workdays::Calendar const& calendar);
    // The oldest that is due and that nobody has in hand.
    std::optional<Queued> take();
    void end(Queued const& letter, Course course, std::string const& problem);
    void put_off(Queued const& letter, std::string const& problem);

  private:
    void plan_some(Date today, std::vector<Address> const& without);

    db::Store& store_;
    Clock& clock_;
    IdSource& ids_;
    int holder_;
    Date planned_{}; // the last day whose remnants were cleared away
};

} // namespace kheo::reminders
