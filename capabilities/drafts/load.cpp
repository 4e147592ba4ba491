// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/drafts/load.hpp"

#include "capabilities/drafts/load.sql.hpp"

#include <algorithm>
#include <functional>
#include <set>

namespace kheo::drafts
{

Outcome<Draft> load(acts::Reading const& reading, DraftId id)
{
    auto draft = reading.db.one<Draft>(sql::draft_by_id, {{"id", id}});
    if (!draft || !reading.may(may::write_drafts, place(*draft)))
        return refuse(kheo::problems::not_found);
    return *draft;
}

Outcome<Draft> load_for_change(acts::Work const& work, DraftId id, std::int64_t version)
{
    auto draft = TRY(load(work, id));
    if (draft.version != version)
        return refuse(kheo::problems::changed_meanwhile, "Người khác");
    return draft;
}

void store(acts::Work& work, Draft draft)
{
    ++draft.version;
    draft.changed_at = work.now;
    ensure(work.db.run(sql::update_draft, draft) == 1, "a draft changed under its verb");
}

void store_new(acts::Work& work, Draft const& draft)
{
    work.db.run(sql::insert_draft, draft);
}

void erase(acts::Work& work, Draft const& draft)
{
    work.db.run(sql::delete_draft, {{"id", draft.id}});
}

std::int64_t count_of(db::Connection& db, Draft const& draft)
{
    return db.one<std::int64_t>(sql::drafts_of_area, {{"body", draft.body}, {"area", draft.area}})
        .value_or(0);
}

namespace
{

// Every body that the actor may write for.
std::set<std::int64_t> written_for(acts::Reading const& reading)
{
    std::set<std::int64_t> all;
    for (auto const& body : bodies::directory()->periods())
        if (!all.contains(body.body.value) && reading.may(may::write_drafts, bodies::place(body)))
            all.insert(body.body.value);
    return all;
}

// Of a few bodies: each one's own, straight from their index.
std::vector<Draft> drafts_of(acts::Reading const& reading, std::set<std::int64_t> const& written,
                             std::int64_t before, std::size_t most)
{
    std::vector<Draft> all;
    for (auto const body : written)
        for (auto& draft :
             reading.db.all<Draft>(sql::drafts_of_body, {{"body", body}, {"before", before}, {"most", most}}))
            if (reading.may(may::write_drafts, place(draft)))
                all.push_back(std::move(draft));
    std::ranges::sort(all, std::greater(), [](Draft const& draft) { return draft.id.value; });
    all.resize(std::min(all.size(), most));
    return all;
}

} // namespace

std::vector<Draft> drafts_seen(acts::Reading const& reading, DraftId before, std::size_t most)
{
    constexpr int chunk = 200;
    constexpr std::size_t few = 50; // who writes for more sees most drafts that there are
    std::vector<Draft> seen;
    auto last = before ? before.value : INT64_MAX;
    if (auto const written = written_for(reading); written.size() <= few)
        return drafts_of(reading, written, last, most);
    for (;;) {
        auto page = reading.db.all<Draft>(sql::drafts_before, {{"before", last}, {"most", chunk}});
        for (auto& draft : page)
            if (seen.size() < most && reading.may(may::write_drafts, place(draft)))
                seen.push_back(std::move(draft));
        if (page.size() < std::size_t(chunk) || seen.size() == most)
            return seen;
        last = page.back().id.value;
    }
}

std::vector<bodies::Body> writing_for(acts::Reading const& reading)
{
    std::vector<bodies::Body> all;
    auto const held = bodies::directory();
    auto const add = [&](bodies::Body const& body) {
        if (reading.may(may::write_drafts, bodies::place(body)) &&
            std::ranges::find(all, body.body, &bodies::Body::body) == all.end())
            all.push_back(body);
    };
    for (auto const& post : reading.actor.posts)
        if (auto const* const own = held->on({post.body}, reading.today()))
            add(*own);
    for (auto const& post : reading.actor.posts)
        if (auto const* const own = held->on({post.body}, reading.today()))
            for (auto const* const body : held->of_area(own->area, reading.today()))
                add(*body);
    return all;
}

Outcome<Layout const*> layout_for(Draft const& draft, Date today)
{
    auto const day = draft.issued_on.value_or(today);
    auto const held = bodies::directory();
    auto const* body = held->on(draft.body, day);
    if (!body)
        body = held->newest(draft.body);
    auto const* const layout = body ? layout_of(body->line, day) : nullptr;
    if (!layout) {
        auto problem = Problem(problems::no_layout, shown(day));
        problem.fields.push_back({"issued_on", problem.sentence});
        return std::unexpected(std::move(problem));
    }
    return layout;
}

} // namespace kheo::drafts
