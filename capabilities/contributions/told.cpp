// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/contributions/told.hpp"

#include "capabilities/contributions/contribution.sql.hpp"
#include "platform/json/read.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <ranges>
#include <utility>

namespace kheo::contributions
{

std::int64_t Groups::few(std::string_view source) const
{
    auto const* const known = source_of(source);
    return reader_ == For::everybody && known && known->counts_givers ? rule("few_givers") : 0;
}

// Whether a part that said `was` may say in its group what it says now.
bool Groups::keeps_group(Part const& part, Gift const& was) const
{
    auto const least = few(part.source);
    std::int64_t givers = 0;
    for (auto const& other : parts_)
        givers += other.group == part.group ? other.gift.givers : 0;
    if (givers < least)
        return false;
    auto const& now = part.gift;
    auto const more = std::abs(now.givers - was.givers);
    return now.amount == was.amount ||
           (std::min(was.givers, now.givers) >= least && (more == 0 || more >= least));
}

void Groups::dissolve(std::int64_t group)
{
    for (auto& part : parts_)
        if (part.group == group)
            part.group = 0;
}

void Groups::form(std::string_view source, int year)
{
    std::vector<Part*> waiting;
    std::int64_t unknown = 0; // givers of whom nothing was told before
    for (auto& part : parts_) {
        if (part.group != 0 || part.source != source || part.year != year)
            continue;
        waiting.push_back(&part);
        unknown += known_.contains(part.line) ? 0 : part.gift.givers;
    }
    if (unknown < few(source))
        return;
    ++groups_;
    for (auto* const part : waiting) {
        part->group = groups_;
        known_.insert(part->line);
    }
}

void Groups::put(Contribution const& line)
{
    auto const gift = line.struck || !source_of(line.source) ? Gift() : gift_of(line, kind_);
    auto const at = std::ranges::find(parts_, line.id, &Part::line);
    if (at != parts_.end() && at->source == line.source && at->year == year_of(line) && gift.amount > 0) {
        auto const was = std::exchange(at->gift, gift);
        if (!keeps_group(*at, was))
            dissolve(at->group);
    } else {
        if (at != parts_.end()) {
            auto const gone = *at;
            parts_.erase(at);
            dissolve(gone.group);
            form(gone.source, gone.year);
        }
        if (gift.amount > 0)
            parts_.push_back({line.id, line.source, year_of(line), gift});
    }
    form(line.source, year_of(line));
}

Told Groups::told(std::string_view source, int year) const
{
    auto told = Told();
    for (auto const& part : parts_) {
        if (part.source != source || part.year != year)
            continue;
        told.amount += part.group != 0 ? part.gift.amount : 0;
        told.withheld = told.withheld || part.group == 0;
    }
    return told;
}

namespace
{

std::int64_t& of(SourceSums& sums, Kind kind)
{
    return kind == Kind::land ? sums.land_dm2 : kind == Kind::money ? sums.money : sums.half_days;
}

// One source in one year; nothing where there is nothing to say.
std::optional<SourceSums> source_in(std::vector<Groups> const& groups, Source const& source, int year)
{
    auto sums = SourceSums{.source = source.code, .label = source.label};
    auto says = false;
    for (auto const kind : kinds) {
        auto const told = groups.at(std::size_t(kind)).told(source.code, year);
        of(sums, kind) = told.amount;
        if (told.withheld)
            sums.withheld.push_back(kind);
        says = says || told.amount > 0 || told.withheld;
    }
    return says ? std::optional(std::move(sums)) : std::nullopt;
}

void add(YearSums& all, SourceSums const& one)
{
    auto into = std::ranges::find(all.sources, one.source, &SourceSums::source);
    if (into == all.sources.end())
        into = all.sources.insert(into, {.source = one.source, .label = one.label});
    for (auto const kind : kinds)
        of(*into, kind) += amount_of(one, kind);
    for (auto const kind : one.withheld)
        if (std::ranges::find(into->withheld, kind) == into->withheld.end())
            into->withheld.push_back(kind);
}

// Of the lines that stand, the newest first.
std::set<int, std::greater<>> years_of(std::vector<Contribution> const& versions)
{
    std::map<ContributionId, Contribution const*> last;
    for (auto const& line : versions)
        last[line.id] = &line;
    std::set<int, std::greater<>> years;
    for (auto const& [id, line] : last)
        if (!line->struck && source_of(line->source))
            years.insert(year_of(*line));
    return years;
}

} // namespace

std::int64_t amount_of(SourceSums const& sums, Kind kind)
{
    return kind == Kind::land ? sums.land_dm2 : kind == Kind::money ? sums.money : sums.half_days;
}

std::vector<YearSums> sums_of(std::vector<Contribution> const& versions, For reader)
{
    auto const years = years_of(versions);
    if (years.empty())
        return {};
    std::vector<Groups> groups;
    for (auto const kind : kinds) {
        groups.emplace_back(kind, reader);
        for (auto const& line : versions)
            groups.back().put(line);
    }
    std::vector<YearSums> all(1);
    for (auto const year : years) {
        auto sums = YearSums{.year = year};
        for (auto const& source : sources())
            if (auto one = source_in(groups, source, year))
                sums.sources.push_back(std::move(*one));
        all.push_back(std::move(sums));
    }
    for (auto const& source : sources())
        for (auto const& year : all | std::views::drop(1))
            if (auto const one = std::ranges::find(year.sources, source.code, &SourceSums::source);
                one != year.sources.end())
                add(all.front(), *one);
    return all;
}

std::int64_t total_of(YearSums const& year, Kind kind)
{
    std::int64_t total = 0;
    for (auto const& source : year.sources)
        total += amount_of(source, kind);
    return total;
}

std::vector<Contribution> versions_of(db::Connection& db, ModelId model)
{
    std::vector<Contribution> versions;
    for (auto const& content : db.all<std::string>(sql::acts_of_lines, {{"model", model}})) {
        auto const act = boost::json::parse(content).as_object();
        versions.push_back(json::read<Contribution>(act.at("record").as_object()));
    }
    return versions;
}

} // namespace kheo::contributions
