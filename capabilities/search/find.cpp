// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/search/find.hpp"

#include "capabilities/search/facets.hpp"
#include "capabilities/search/facets.sql.hpp"
#include "capabilities/search/find.sql.hpp"
#include "capabilities/search/words.hpp"

#include <limits>
#include <utility>

namespace kheo::search
{

namespace
{

// What the statements ask with; each engine takes what it names.
struct Question {
    std::string match;
    std::string words;       // of the score, without tags
    double score = 0;        // after this one …
    std::int64_t before = 0; // … and of equals those older than this id
    int most = 0;
};
BOOST_DESCRIBE_STRUCT(Question, (), (match, words, score, before, most))

// One reach, without what the narrower one before it found.
struct Tier {
    Reach reach = Reach::any;
    std::optional<Reach> but_not;
};

std::string written(db::Connection& db, std::vector<Term> const& terms, Tier const& tier, Tags const& tags)
{
    return db.engine() == db::Engine::sqlite ? for_fts5(terms, tier.reach, tier.but_not, tags)
                                             : for_tsquery(terms, tier.reach, tier.but_not, tags);
}

Question question(db::Connection& db, std::vector<Term> const& terms, Tier const& tier, Tags const& tags)
{
    // Within a title all hits hold the same words: what else they hold ranks them.
    auto const ranked = tier.reach == Reach::title ? Reach::any : tier.reach;
    return {written(db, terms, tier, tags), written(db, terms, {ranked}, {}),
            std::numeric_limits<double>::lowest(), std::numeric_limits<std::int64_t>::max(), 0};
}

// One query on its way through the tiers, the narrowest first.
class Walk
{
  public:
    Walk(db::Connection& db, std::vector<Term> const& terms, Tags const& tags, std::int64_t total, int most)
        : db_(db), terms_(terms), tags_(tags), total_(total), most_(most)
    {
        std::optional<Reach> narrower;
        for (auto const reach : reaches(terms))
            tiers_.push_back({reach, std::exchange(narrower, reach)});
    }

    // The first `most` hits behind the one given (0: from the beginning);
    // nothing where that is no hit. As Hit or as ids, by the statements given.
    template <class Item>
    std::optional<std::vector<Item>> behind(std::int64_t after, db::Statement const& best,
                                            db::Statement const& newest)
    {
        std::vector<Item> hits;
        for (auto const& tier : tiers_) {
            if (int(hits.size()) >= most_)
                break;
            auto ask = question(db_, terms_, tier, tags_);
            if (after) {
                auto const score = db_.one<double>(sql::score_of, ask, {{"id", after}});
                if (!score)
                    continue;
                ask.score = *score;
                ask.before = after;
                after = 0;
            }
            ask.most = most_ - int(hits.size());
            for (auto& hit : db_.all<Item>(is_ranked(ask) ? best : newest, ask))
                hits.push_back(std::move(hit));
        }
        return after ? std::nullopt : std::optional(std::move(hits));
    }

  private:
    // Counted only where the total does not tell it.
    bool is_ranked(Question ask)
    {
        if (total_ <= most_ranked)
            return true;
        ask.most = most_ranked + 1;
        return db_.one<std::int64_t>(sql::count_some_hits, ask).value_or(0) <= most_ranked;
    }

    db::Connection& db_;
    std::vector<Term> const& terms_;
    Tags const& tags_;
    std::int64_t total_;
    int most_;
    std::vector<Tier> tiers_;
};

} // namespace

Tags tags_of(Filters const& filters)
{
    Tags tags;
    auto const add = [&](char facet, std::vector<std::string> const& values) {
        if (values.empty())
            return;
        auto& group = tags.emplace_back();
        for (auto const& value : values)
            group.push_back(tag(facet, value));
    };
    add('k', filters.kind);
    add('f', filters.field);
    add('p', filters.province);
    add('y', filters.year);
    return tags;
}

std::int64_t count(db::Connection& db, std::vector<Term> const& terms, Filters const& filters)
{
    if (terms.empty())
        return 0;
    auto const match = written(db, terms, {}, tags_of(filters));
    return db.one<std::int64_t>(sql::count_hits, {{"match", match}}).value_or(0);
}

std::optional<std::vector<Cell>> cells(db::Connection& db, std::vector<Term> const& terms)
{
    if (terms.empty())
        return std::vector<Cell>();
    auto const match = written(db, terms, {}, {});
    auto const some =
        db.one<std::int64_t>(sql::count_some_hits, {{"match", match}, {"most", most_ranked + 1}});
    if (some.value_or(0) > most_ranked)
        return std::nullopt;
    return db.all<Cell>(sql::cells_of_hits, {{"match", match}});
}

Hits find(db::Connection& db, std::vector<Term> const& terms, Filters const& filters, int limit,
          std::int64_t after)
{
    auto hits = Hits{.total = count(db, terms, filters)};
    if (hits.total == 0)
        return hits;
    auto const tags = tags_of(filters);
    auto walk = Walk(db, terms, tags, hits.total, limit + 1);
    auto items = walk.behind<Hit>(after, sql::best_hits, sql::newest_hits);
    hits.items = items ? std::move(*items) : *walk.behind<Hit>(0, sql::best_hits, sql::newest_hits);
    hits.more = int(hits.items.size()) > limit;
    if (hits.more)
        hits.items.pop_back();
    return hits;
}

std::vector<std::int64_t> find_ids(db::Connection& db, std::vector<Term> const& terms, Filters const& filters,
                                   int limit, std::int64_t after)
{
    auto const total = count(db, terms, filters);
    if (total == 0)
        return {};
    auto const tags = tags_of(filters);
    return Walk(db, terms, tags, total, limit)
        .behind<std::int64_t>(after, sql::best_ids, sql::newest_ids)
        .value_or(std::vector<std::int64_t>());
}

} // namespace kheo::search
