// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/acts/acts.hpp"
#include "platform/testing/office.hpp"

#include <doctest/doctest.h>

namespace kheo
{

// A record of no capability, to try the acts with.
struct Letter {
    Id<struct LetterTag> id;
    std::int64_t version = 1;
    std::string words;
    acts::Visibility seen = acts::Visibility::open;
};
BOOST_DESCRIBE_STRUCT(Letter, (), (id, version, words))

std::string_view object_kind(Letter const&)
{
    return "letter";
}
acts::Place place(Letter const&)
{
    return {7, 8};
}
acts::Visibility visibility(Letter const& letter)
{
    return letter.seen;
}
std::string topics(Letter const& letter)
{
    return "letters letter/" + shown(letter.id);
}

namespace
{

Outcome<acts::Recorded<Letter>> write(acts::Work& work, Letter const& letter)
{
    return acts::append(work, "letters.written", letter, {{"reason", "thử"}});
}

} // namespace

TEST_ON_BOTH("an act keeps the canonical bytes, a salt of its own and their digest")
{
    auto office = testing::Office(engine);
    auto const recorded = office.act(write, Letter{.id = {5}, .words = "Chào bà con"});
    REQUIRE(recorded);
    auto const acts = office.read([](acts::Reading& r) { return acts::history(r.db, "letter", 5); });
    REQUIRE(acts.size() == 1);
    CHECK(acts[0].id == recorded->act());
    CHECK(acts[0].kind == "letters.written");
    CHECK(acts[0].area == 7);
    CHECK(acts[0].body == 8);
    CHECK(acts[0].at == office.clock.now());
    CHECK(acts[0].salt->size() == 16);
    CHECK(acts[0].content == R"({"format":1,"act":"letters.written","by":{"role":"system"},)"
                             R"("note":{"reason":"thử"},)"
                             R"("record":{"id":"5","version":1,"words":"Chào bà con"}})");
    CHECK(acts[0].digest == acts::salted_digest(*acts[0].salt, acts[0].content));
    CHECK(office.topics == std::vector<std::string>{"letters", "letter/5"});
}

TEST_ON_BOTH("erased acts say nothing any more but keep their digest")
{
    auto office = testing::Office(engine);
    REQUIRE(office.act(write, Letter{.id = {5}, .words = "riêng"}));
    auto const before = office.read([](acts::Reading& r) { return acts::history(r.db, "letter", 5); });
    auto const emptied = office.act([](acts::Work& work, int) { return acts::erase(work, "letter", 5); }, 0);
    CHECK(emptied == 1);
    auto const after = office.read([](acts::Reading& r) { return acts::history(r.db, "letter", 5); });
    REQUIRE(after.size() == 1);
    CHECK(after[0].content.empty());
    CHECK_FALSE(after[0].salt);
    CHECK(after[0].digest == before[0].digest);
}

TEST_ON_BOTH("a counter is read with what is not folded yet, and nothing that only begins alike")
{
    auto office = testing::Office(engine);
    office.act(
        [](acts::Work& work, int) {
            for (auto const* const name : {"a", "a/x", "a/x", "a/y", "ab", "a-b"})
                acts::count(work, name, 1);
            acts::count(work, "a/y", -1);
            return 0;
        },
        0);
    auto const counts = office.read([](acts::Reading& r) { return acts::counts(r.db, "a"); });
    CHECK(counts.size() == 3);
    CHECK(counts.at("a") == 1);
    CHECK(counts.at("a/x") == 2);
    CHECK(counts.at("a/y") == 0);
}

TEST_CASE("an act is told by the post at the record's body before other posts")
{
    auto actor =
        acts::Actor{.kind = acts::ActorKind::person, .posts = {{1, "can_bo_tinh", 5}, {2, "can_bo_xa", 8}}};
    CHECK(boost::json::serialize(acts::by(actor, {7, 8})) == R"({"role":"can_bo_xa","body":"8"})");
    CHECK(boost::json::serialize(acts::by(actor, {7, 9})) == R"({"role":"can_bo_tinh","body":"5"})");
    CHECK(acts::by({}, {7, 8}).empty());
}

TEST_ON_BOTH("two acts on the same version of one object cannot both be stored")
{
    auto office = testing::Office(engine);
    REQUIRE(office.act(write, Letter{.id = {5}, .words = "một"}));
    CHECK_THROWS_AS(office.act(write, Letter{.id = {5}, .words = "hai"}), db::Violation);
    CHECK(office.read([](acts::Reading& r) { return acts::history(r.db, "letter", 5); }).size() == 1);
}

TEST_ON_BOTH("a refused verb leaves no act behind")
{
    auto office = testing::Office(engine);
    auto const refused = office.act(
        [](acts::Work& work, Letter const& letter) -> Outcome<acts::Recorded<Letter>> {
            auto const written = TRY(write(work, letter));
            return refuse(problems::not_allowed);
        },
        Letter{.id = {6}, .words = "không lưu"});
    CHECK(!refused);
    CHECK(office.read([](acts::Reading& r) { return acts::history(r.db, "letter", 6); }).empty());
}

TEST_ON_BOTH("the same submission gets its first answer, another form under its id is refused")
{
    auto office = testing::Office(engine);
    auto const form = Bytes{1, 2, 3};
    auto const once = [&](acts::Work& work, int) -> Outcome<acts::Recorded<Letter>> {
        acts::remember_answer(work, "a1", form, "câu trả lời");
        return write(work, Letter{.id = {9}, .words = "x"});
    };
    REQUIRE(office.act(once, 0));
    auto const again = [&](Bytes const& digest) {
        return office.act([&](acts::Work& work, int) { return acts::earlier_answer(work, "a1", digest); }, 0);
    };
    CHECK(again(form).value() == "câu trả lời");
    CHECK(again(Bytes{4}).error().id == "act_reused");
    office.actor.account = 77;
    CHECK(again(form).error().id == "act_reused");
}

TEST_CASE("ids and salts come out the same when the transaction runs again")
{
    auto clock = testing::StillClock();
    auto ids = IdSource(clock, 1);
    auto draws = acts::Draws(ids);
    auto const id = draws.id();
    auto const salt = draws.salt();
    draws.rewind();
    CHECK(draws.id() == id);
    CHECK(draws.salt() == salt);
    CHECK(draws.id() != id);
}

} // namespace kheo
