// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/acts/acts.hpp"
#include "platform/acts/following.hpp"
#include "platform/testing/office.hpp"

#include <doctest/doctest.h>

namespace kheo
{

namespace
{

// An act as another node stores it, with an id of its choice.
void put(testing::Office& office, std::int64_t id, std::string_view topics)
{
    static constexpr db::Statement insert{"t.insert",
                                          "INSERT INTO acts (tenant, id, object_kind, object, version, kind, "
                                          "at, account, area, body, visibility, "
                                          "topics, act_group, salt, content, digest) VALUES (:tenant, :id, "
                                          "'slip', :id, 1, 'slips.written', 0, 0, "
                                          "0, 0, 'open', :topics, 0, NULL, NULL, :digest)",
                                          ""};
    office.scratch.store->write_now([&](db::Connection& db) {
        db.run(insert, {{"id", id}, {"topics", std::string(topics)}, {"digest", Bytes(32, 1)}});
    });
}

std::int64_t id_of(std::int64_t second, std::int64_t node)
{
    return (second * 1000 << 22) + (node << 12);
}

} // namespace

TEST_ON_BOTH("what another node did is told once, one's own and what was before not at all")
{
    using Topics = std::vector<std::string>;
    auto office = testing::Office(engine);
    auto following = acts::Following(1);
    auto const look = [&] { return office.read([&](acts::Reading& r) { return following.look(r.db); }); };
    put(office, id_of(100, 2), "before");
    CHECK(look().empty());
    put(office, id_of(101, 1), "mine");
    put(office, id_of(102, 2), "models model/7");
    put(office, id_of(103, 3), "models");
    CHECK(look() == Topics{"model/7", "models"});
    CHECK(look().empty());
    put(office, id_of(99, 2), "late"); // committed after acts with higher ids
    put(office, id_of(104, 2), "bodies");
    CHECK(look() == Topics{"bodies", "late"});
    CHECK(look().empty());
}

} // namespace kheo
