// SPDX-License-Identifier: AGPL-3.0-or-later
// Every change is an act: the canonical bytes of the record after it, kept
// beside the record and entered in the ledger. `append` alone makes a
// Recorded, so a verb that forgets its record does not compile as a route.
#pragma once

#include "platform/acts/work.hpp"
#include "platform/json/json.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kheo::acts
{

// Internal acts enter the ledger together, once an hour, as one opaque leaf.
enum class Visibility { open, internal };
BOOST_DESCRIBE_ENUM(Visibility, open, internal)

// One version of one object, as stored. Kind is "noun.verb-in-the-past" and
// permanent; content is emptied when the record is erased, the digest stays.
struct Act {
    std::int64_t id = 0;
    std::string object_kind;
    std::int64_t object = 0;
    std::int64_t version = 0;
    std::string kind;
    Instant at;
    std::int64_t account = 0;
    std::int64_t area = 0;
    std::int64_t body = 0;
    Visibility visibility = Visibility::internal;
    std::string topics; // separated by spaces
    std::int64_t act_group = 0;
    std::optional<Bytes> salt; // none once erased
    std::string content;
    Bytes digest;
};
BOOST_DESCRIBE_STRUCT(Act, (),
                      (id, object_kind, object, version, kind, at, account, area, body, visibility, topics,
                       act_group, salt, content, digest))

template <class T>
class Recorded;

// What an act says beside the record: the reason of a withdrawal, a decision.
using Note = boost::json::object;

namespace detail
{
struct Seal;
Act store(Work& work, Act act);
} // namespace detail

// A value whose change is already among the acts, in the same transaction.
template <class T>
class Recorded
{
  public:
    T const& value() const { return value_; }
    std::int64_t act() const { return act_; }

  private:
    friend struct detail::Seal;
    Recorded(T value, std::int64_t act) : value_(std::move(value)), act_(act) {}
    T value_;
    std::int64_t act_;
};

namespace detail
{
struct Seal {
    template <class T>
    static Recorded<T> seal(T value, std::int64_t act)
    {
        return Recorded<T>(std::move(value), act);
    }
};
} // namespace detail

// The canonical bytes of a record: a described struct in the order of its
// members. `kheo check` compares them with the row.
template <class T>
boost::json::value canonical(T const& record)
{
    return json::of(record);
}

// SHA-256 over salt and content: what the ledger shows of an act.
Bytes salted_digest(Bytes const& salt, std::string_view content);

// Which post acts on a record of this place, as its history tells it: the one
// at the record's own body before others; role and body, never a person.
boost::json::object by(Actor const& actor, Place place);

// Stores the act for `record`, whose type has beside it, found by argument:
// object_kind(record), place(record), visibility(record), topics(record), and
// members `id` and `version` (the version after the change, from 1).
template <class T>
Recorded<T> append(Work& work, std::string_view kind, T record, Note note = {})
{
    auto act = Act();
    act.object_kind = object_kind(record);
    act.object = record.id.value;
    act.version = record.version;
    act.kind = kind;
    auto const at = place(record);
    act.area = at.area;
    act.body = at.body;
    act.visibility = visibility(record);
    act.topics = topics(record);
    act.content = boost::json::serialize(boost::json::object{{"format", 1},
                                                             {"act", kind},
                                                             {"by", by(work.actor, at)},
                                                             {"note", std::move(note)},
                                                             {"record", canonical(record)}});
    auto const stored = detail::store(work, std::move(act));
    return detail::Seal::seal(std::move(record), stored.id);
}

// The same change answered with another value (an import's sum of its rows).
template <class T, class U>
Recorded<U> answering(Recorded<T> const& recorded, U value)
{
    return detail::Seal::seal(std::move(value), recorded.act());
}

// Adds to a counter that pages read instead of counting rows; folded later.
void count(Work& work, std::string_view counter, std::int64_t delta);

// The counter and all below it ("models/public", "models/public/field/…") as
// they stand, what is not folded yet included.
std::map<std::string, std::int64_t, std::less<>> counts(db::Connection& db, std::string_view counter);

// Takes content and salt out of all acts of one object until now: nobody can
// read or guess what they said, the digests stay in the ledger. The verb then
// appends the act that says so, and the program writes it to KHEO_DATA/erasures
// (erasures.hpp), which a restored backup replays. Returns how many were emptied.
std::int64_t erase(Work& work, std::string_view object_kind, std::int64_t object);

// The acts of one object, oldest first; content is empty where it was erased.
std::vector<Act> history(db::Connection& db, std::string_view object_kind, std::int64_t object);

// A submission seen before: the same act id and the same form get the first
// answer again; the same act id and another form are refused (`act_reused`).
// Kept 7 days.
struct Submission {
    std::string act;
    std::int64_t account = 0;
    Bytes digest;
    std::string answer;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(Submission, (), (act, account, digest, answer, at))

Outcome<std::optional<std::string>> earlier_answer(Work& work, std::string_view act, Bytes const& digest);
void remember_answer(Work& work, std::string_view act, Bytes const& digest, std::string answer);

} // namespace kheo::acts
