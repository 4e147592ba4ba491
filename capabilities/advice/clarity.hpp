// SPDX-License-Identifier: AGPL-3.0-or-later
// Clear or not (đã rõ mấy ý): which of eight points a draft says so that
// somebody else could check them, and which general phrases stand without a
// measure. Advice, never a gate. Phrases and signs are data with validity.
#pragma once

#include "capabilities/advice/draft.hpp"
#include "platform/problem/problem.hpp"
#include "platform/time/time.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::advice
{

// In the order in which they are said.
enum class Point {
    place,
    baseline,
    target,
    deadline,
    beneficiaries,
    responsible,
    checkable_output,
    difficulty
};
BOOST_DESCRIBE_ENUM(Point, place, baseline, target, deadline, beneficiaries, responsible, checkable_output,
                    difficulty)
inline constexpr std::size_t point_count = 8;

std::string_view label(Point point); // "Nơi làm"
std::string_view how(Point point);   // what to write, with an example

// A general phrase without a measure in its sentence.
struct Vague {
    std::string field;  // "aims"
    int begin = 0;      // characters of the field's text in form C
    int length = 0;     // characters
    std::string phrase; // as it stands there
    std::string better;
};
BOOST_DESCRIBE_STRUCT(Vague, (), (field, begin, length, phrase, better))

struct Specificity {
    double score = 0; // the share of points that are clear
    std::vector<Point> missing;
    std::vector<Vague> vague;
};
BOOST_DESCRIBE_STRUCT(Specificity, (), (score, missing, vague))

class ClarityRules
{
  public:
    // `phrases`: CSV with phrase and better. `signs`: CSV with point, fields and
    // pattern; both with valid_from, valid_to. Rows not valid on `day` are left out.
    static Outcome<ClarityRules> parse(std::string_view phrases, std::string_view signs, Date day);
    Specificity judge(Draft const& draft) const;

    struct Compiled;

  private:
    std::shared_ptr<Compiled const> compiled_;
};

// With the rules that the program carries, as of that day.
std::shared_ptr<ClarityRules const> clarity_rules(Date day);

} // namespace kheo::advice
