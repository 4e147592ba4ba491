// SPDX-License-Identifier: AGPL-3.0-or-later
// What is told of a model's account: to its officers all of it, to everybody
// sums of groups large enough that nobody's own part is known, neither from one
// page nor from today's page beside an earlier one.
#pragma once

#include "capabilities/contributions/contribution.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::contributions
{

enum class For { inside, everybody };

struct Told {
    std::int64_t amount = 0;
    bool withheld = false; // there is more
};

// One kind, as its lines are recorded, corrected and struck. A source that counts
// givers is told in groups, and each group has at least `few_givers` of whom
// nothing was told before: so whatever sums are compared, the newest group among
// them hides everybody who is only in it. A line that is corrected or struck
// takes its whole group back; what is left of it waits for such a number of
// others. Only a correction of many by many, of as many or of so many more or
// fewer, changes its group on the spot: it tells no more of one than a new line.
class Groups
{
  public:
    Groups(Kind kind, For reader) : kind_(kind), reader_(reader) {}

    // In the order of the acts; a line that says nothing of the kind leaves it.
    void put(Contribution const& line);
    Told told(std::string_view source, int year) const;

  private:
    struct Part {
        ContributionId line;
        std::string source;
        int year = 0;
        Gift gift;
        std::int64_t group = 0; // 0: it waits
    };
    std::int64_t few(std::string_view source) const;
    bool keeps_group(Part const& part, Gift const& was) const;
    void dissolve(std::int64_t group);
    void form(std::string_view source, int year);

    Kind kind_;
    For reader_;
    std::vector<Part> parts_;
    std::set<ContributionId> known_; // were in a group once
    std::int64_t groups_ = 0;
};

// What came from one source.
struct SourceSums {
    std::string source;
    std::string label;
    std::int64_t land_dm2 = 0;
    std::int64_t money = 0;
    std::int64_t half_days = 0;
    std::vector<Kind> withheld; // of these there is more, of few givers: in no sum here
};
BOOST_DESCRIBE_STRUCT(SourceSums, (), (source, label, land_dm2, money, half_days, withheld))
std::int64_t amount_of(SourceSums const& sums, Kind kind);

// One year; or, with no year, all of them: lũy kế.
struct YearSums {
    std::optional<int> year;
    std::vector<SourceSums> sources; // in the order of the rules
};
BOOST_DESCRIBE_STRUCT(YearSums, (), (year, sources))

// Pure, of every version of every line in the order of the acts. All years first,
// then each, the newest first; nothing for no line. All years are the sum of what
// is told of each.
std::vector<YearSums> sums_of(std::vector<Contribution> const& versions, For reader);
std::int64_t total_of(YearSums const& year, Kind kind);

// Every version of every line of a model, from the acts, in their order.
std::vector<Contribution> versions_of(db::Connection& db, ModelId model);

} // namespace kheo::contributions
