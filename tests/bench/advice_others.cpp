// SPDX-License-Identifier: AGPL-3.0-or-later
// Advice on a set by somebody else: models held (base.jsonl), drafts asked with
// what a reader finds they are (queries.jsonl), and drafts with what a reader
// finds unclear (clarity.jsonl).
#include "tests/bench/advice_quality.hpp"

#include "capabilities/advice/clarity.hpp"
#include "capabilities/advice/likeness.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <cstdio>
#include <fmt/format.h>
#include <fstream>
#include <map>
#include <set>

namespace kheo::bench
{

namespace
{

using advice::Draft;

Draft draft_of(boost::json::object const& fields)
{
    auto draft = Draft();
    json::each_member(draft, [&](std::string_view name, std::string& member) {
        if (auto const* const value = fields.if_contains(name); value && value->is_string())
            member = nfc(std::string(value->get_string()));
    });
    return draft;
}

struct Held {
    std::string id;
    advice::Profile profile;
};

struct Answer {
    std::string id;
    advice::Likeness like;
};

// As the program answers, but for the places in its list.
std::vector<Answer> told(advice::Profile const& asked, std::vector<Held> const& base)
{
    std::vector<Answer> all;
    auto best = 0.0;
    auto same_text = false;
    for (auto const& one : base)
        if (auto const like = advice::alike(asked, one.profile)) {
            all.push_back({one.id, *like});
            if (like->relation == advice::Relation::replication)
                best = std::max(best, like->score);
            else
                same_text = true;
        }
    std::erase_if(all, [least = advice::least_told(best, same_text)](Answer const& one) {
        return one.like.relation == advice::Relation::replication && one.like.score < least;
    });
    return all;
}

struct Counts {
    int asked = 0;
    int found = 0; // the model that is meant, under whatever name
    int exact = 0; // under the right name
    int wrong = 0; // another model is told too
};

void ask(boost::json::object const& query, std::vector<Held> const& base, Wrong wrong,
         std::map<std::string, Counts>& by_kind)
{
    auto const kind = std::string(query.at("kind").as_string());
    auto& counts = by_kind[kind];
    ++counts.asked;
    auto const& expect = query.at("expect").as_array();
    auto const meant =
        expect.empty() ? std::string() : std::string(expect[0].as_object().at("id").as_string());
    auto const draft = draft_of(query.at("fields").as_object());
    auto const asked = advice::ideas().profile(draft);
    auto missed = !meant.empty();
    auto others = false;
    std::string said;
    for (auto const& one : told(asked, base)) {
        std::string const relation = boost::describe::enum_to_string(one.like.relation, "");
        said += fmt::format(" {} {} {:.3f}", one.id, relation, one.like.score);
        if (one.id != meant) {
            others = true;
            continue;
        }
        missed = false;
        ++counts.found;
        counts.exact += expect[0].as_object().at("relation").as_string() == relation ? 1 : 0;
    }
    counts.wrong += others ? 1 : 0;
    if (wrong == Wrong::told && (missed || others))
        fmt::print(stderr, "{} {} {}:{}{}\n", std::string(query.at("id").as_string()), kind, meant, said,
                   missed ? fmt::format(" — not found “{}”", draft.title) : "");
}

std::set<std::string> points_of(boost::json::object const& line, std::string_view name)
{
    std::set<std::string> all;
    if (auto const* const list = line.if_contains(name))
        for (auto const& one : list->as_array())
            all.emplace(one.as_string());
    return all;
}

boost::json::object clarity(std::vector<boost::json::object> const& lines, Wrong wrong)
{
    auto const rules = advice::clarity_rules(Date{20'600});
    auto agreed = 0;
    auto judged = 0;
    std::map<std::string, std::pair<int, int>> by_point; // only we find it missing; only they
    for (auto const& line : lines) {
        auto const missing = points_of(line, "missing");
        auto const doubtful = points_of(line, "doubtful");
        auto const found = rules->judge(draft_of(line.at("fields").as_object()));
        std::string differs;
        for (std::size_t at = 0; at < advice::point_count; ++at) {
            std::string const name = boost::describe::enum_to_string(advice::Point(at), "");
            if (doubtful.contains(name))
                continue;
            auto const ours = std::ranges::find(found.missing, advice::Point(at)) != found.missing.end();
            auto const theirs = missing.contains(name);
            ++judged;
            agreed += ours == theirs ? 1 : 0;
            if (ours == theirs)
                continue;
            ++(ours ? by_point[name].first : by_point[name].second);
            differs += (ours ? " +" : " -") + name;
        }
        if (wrong == Wrong::told && !differs.empty())
            fmt::print(stderr, "{}:{}\n", std::string(line.at("id").as_string()), differs);
    }
    boost::json::object points;
    for (auto const& [name, counts] : by_point)
        points[name] = {{"only_we_miss", counts.first}, {"only_they_miss", counts.second}};
    return {{"texts", lines.size()}, {"agreement", double(agreed) / std::max(1, judged)}, {"differ", points}};
}

} // namespace

void others(std::string const& folder, Wrong wrong)
{
    std::vector<Held> base;
    for (auto const& line : lines_of(folder + "/base.jsonl"))
        base.push_back({std::string(line.at("id").as_string()), advice::ideas().profile(draft_of(line))});
    std::map<std::string, Counts> by_kind;
    for (auto const& query : lines_of(folder + "/queries.jsonl"))
        ask(query, base, wrong, by_kind);
    boost::json::object kinds;
    for (auto const& [kind, counts] : by_kind)
        kinds[kind] = {{"asked", counts.asked},
                       {"found", counts.found},
                       {"rightly_named", counts.exact},
                       {"wrong_models_too", counts.wrong}};
    boost::json::object const result{{"held", base.size()},
                                     {"asked", kinds},
                                     {"clarity", clarity(lines_of(folder + "/clarity.jsonl"), wrong)}};
    std::puts(boost::json::serialize(result).c_str());
}

} // namespace kheo::bench
