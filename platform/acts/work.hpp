// SPDX-License-Identifier: AGPL-3.0-or-later
// Who acts, what they may do, and the transaction in which a verb works.
#pragma once

#include "platform/db/db.hpp"
#include "platform/ids/ids.hpp"
#include "platform/problem/problem.hpp"
#include "platform/time/time.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kheo::acts
{

// A right by name, as roles list it: "models.recognise".
struct Permission {
    std::string_view name;
};

// Where a record stands: the geography and the body of its day. 0 = nowhere.
struct Place {
    std::int64_t area = 0;
    std::int64_t body = 0;
};

// One post an account holds today.
struct Post {
    std::int64_t id = 0;
    std::string role;
    std::int64_t body = 0;
};

enum class ActorKind { visitor, person, system };

struct Actor {
    ActorKind kind = ActorKind::visitor;
    std::int64_t account = 0;
    std::string name;
    std::vector<Post> posts;
    // The sign-in this comes by, also one that still lacks its second step; 0: none.
    std::int64_t session = 0;
};

// May this actor use this permission on a record of this place on this day?
using Allowed = std::function<bool(Actor const&, Permission, Place, Date)>;

// Ids and salts of one request, drawn once: when the database asks for the
// transaction again, `rewind` makes them come out the same.
class Draws
{
  public:
    explicit Draws(IdSource& source) : source_(source) {}
    std::int64_t id();
    Bytes const& salt(); // 128 bits
    void rewind();

  private:
    IdSource& source_;
    std::vector<std::int64_t> ids_;
    std::vector<Bytes> salts_;
    std::size_t next_id_ = 0;
    std::size_t next_salt_ = 0;
};

// What a read is given: a read-only transaction, who asks, and when.
struct Reading {
    db::Connection& db;
    Actor const& actor;
    Instant now;
    Allowed const& allowed;

    // The topics this read depends on; a cached page is dropped with them.
    std::vector<std::string>* topics = nullptr;
    // What a form of this session must bring back as `token`; empty for visitors.
    std::string csrf = {};
    // Where a query asked wrongly: what is said of it, and the query as it was
    // typed. The page is read without those values; null where all was well.
    Problem const* wrong = nullptr;
    std::vector<std::pair<std::string, std::string>> const* typed = nullptr;

    Date today() const { return local_date(now); }
    void reads(std::string_view topic) const
    {
        if (topics)
            topics->emplace_back(topic);
    }
    bool may(Permission permission, Place place) const { return allowed(actor, permission, place, today()); }
};

// What a verb is given.
struct Work : Reading {
    Draws& draws;
    std::string const& request;
    // The acts of one request, or of one import, share this.
    std::int64_t group = 0;
};

} // namespace kheo::acts
