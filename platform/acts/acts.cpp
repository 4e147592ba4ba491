// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/acts/acts.hpp"

#include "platform/acts/acts.sql.hpp"
#include "platform/acts/erasures.hpp"
#include "platform/acts/erasures.sql.hpp"
#include "platform/acts/halt.hpp"
#include "platform/crypto/digest.hpp"

#include <algorithm>
#include <atomic>
#include <ranges>

namespace kheo::acts
{

namespace
{
std::atomic<bool> halted_now = false;
}

void halt()
{
    halted_now = true;
}

void resume()
{
    halted_now = false;
}

bool halted()
{
    return halted_now;
}

std::int64_t Draws::id()
{
    if (next_id_ == ids_.size())
        ids_.push_back(source_.next());
    return ids_[next_id_++];
}

Bytes const& Draws::salt()
{
    if (next_salt_ == salts_.size())
        salts_.push_back(random_bytes(16));
    return salts_[next_salt_++];
}

void Draws::rewind()
{
    next_id_ = 0;
    next_salt_ = 0;
}

Bytes salted_digest(Bytes const& salt, std::string_view content)
{
    auto hash = Sha256();
    hash.add(salt);
    hash.add(bytes_of(content));
    auto const digest = hash.end();
    return Bytes(digest.begin(), digest.end());
}

boost::json::object by(Actor const& actor, Place place)
{
    if (actor.kind == ActorKind::system)
        return {{"role", "system"}};
    if (actor.posts.empty())
        return {};
    auto const own = std::ranges::find(actor.posts, place.body, &Post::body);
    auto const& post = own == actor.posts.end() ? actor.posts.front() : *own;
    return {{"role", post.role}, {"body", std::to_string(post.body)}};
}

namespace detail
{

Act store(Work& work, Act act)
{
    if (halted())
        throw db::Failure(db::Failure::Kind::other, "no act is taken while the ledger has stopped");
    act.id = work.draws.id();
    act.at = work.now;
    act.account = work.actor.account;
    act.act_group = work.group;
    act.salt = work.draws.salt();
    act.digest = salted_digest(*act.salt, act.content);
    if (work.topics) {
        for (auto const topic : act.topics | std::views::split(' '))
            work.topics->emplace_back(std::string_view(topic));
    }
    work.db.run(sql::insert_act, act);
    work.db.run(
        sql::insert_pending,
        {{"act", act.id}, {"visibility", std::string(boost::describe::enum_to_string(act.visibility, ""))}});
    return act;
}

} // namespace detail

void count(Work& work, std::string_view counter, std::int64_t delta)
{
    work.db.run(sql::insert_count_delta,
                {{"id", work.draws.id()}, {"counter", std::string(counter)}, {"delta", delta}});
}

namespace
{
struct Count {
    std::string counter;
    std::int64_t value = 0;
};
BOOST_DESCRIBE_STRUCT(Count, (), (counter, value))
} // namespace

std::map<std::string, std::int64_t, std::less<>> counts(db::Connection& db, std::string_view counter)
{
    std::map<std::string, std::int64_t, std::less<>> found;
    // "0" comes after "/": the names that begin with the counter and a slash.
    auto const first = std::string(counter);
    db.each<Count>(sql::counts_below, {{"counter", first}, {"first", first + "/"}, {"last", first + "0"}},
                   [&](Count const& each) { found[each.counter] = each.value; });
    return found;
}

std::int64_t erase(Work& work, std::string_view object_kind, std::int64_t object)
{
    auto const name = std::string(erased_topic) + std::string(object_kind) + "/" + std::to_string(object);
    work.db.run(sql::remember_erasure, {{"name", name}, {"value", iso(work.now)}});
    if (work.topics)
        work.topics->push_back(name);
    work.db.run(sql::forget_answers, {{"object", "%" + std::to_string(object) + "%"}});
    return work.db.run(sql::erase_acts, {{"object_kind", std::string(object_kind)}, {"object", object}});
}

std::vector<Act> history(db::Connection& db, std::string_view object_kind, std::int64_t object)
{
    return db.all<Act>(sql::acts_of_object, {{"object_kind", std::string(object_kind)}, {"object", object}});
}

Outcome<std::optional<std::string>> earlier_answer(Work& work, std::string_view act, Bytes const& digest)
{
    auto const earlier = work.db.one<Submission>(sql::submission_by_act, {{"act", std::string(act)}});
    if (!earlier)
        return std::nullopt;
    if (earlier->digest != digest || earlier->account != work.actor.account)
        return refuse(problems::act_reused);
    return earlier->answer;
}

void remember_answer(Work& work, std::string_view act, Bytes const& digest, std::string answer)
{
    work.db.run(sql::insert_submission, Submission{.act = std::string(act),
                                                   .account = work.actor.account,
                                                   .digest = digest,
                                                   .answer = std::move(answer),
                                                   .at = work.now});
}

} // namespace kheo::acts
