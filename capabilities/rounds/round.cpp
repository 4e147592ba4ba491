// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/rounds/round.hpp"

#include "data/data.hpp"
#include "platform/json/read.hpp"
#include "platform/text/csv.hpp"
#include "platform/text/number.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>

namespace kheo::rounds
{

std::string_view label(Level level)
{
    static constexpr std::array<std::string_view, 3> labels{"Cấp xã", "Cấp tỉnh", "Cấp trung ương"};
    return labels.at(std::size_t(level));
}

std::string_view label(Scoring scoring)
{
    static constexpr std::array<std::string_view, 2> labels{"Họp hội đồng",
                                                            "Chấm điểm độc lập rồi họp hội đồng"};
    return labels.at(std::size_t(scoring));
}

std::string_view label(RoundStage stage)
{
    static constexpr std::array<std::string_view, 3> labels{"Đang chuẩn bị", "Đang mở", "Đã khép"};
    return labels.at(std::size_t(stage));
}

std::string_view label(State state)
{
    static constexpr std::array<std::string_view, 6> labels{
        "Chờ thẩm định", "Cần bổ sung", "Đề nghị công nhận", "Đã công nhận", "Chưa công nhận", "Đã rút"};
    return labels.at(std::size_t(state));
}

Criteria criteria_of(Round const& round)
{
    auto const written = boost::json::parse(round.criteria);
    Criteria criteria;
    for (auto const& one : written.as_array())
        criteria.push_back(json::read<Criterion>(one.as_object()));
    return criteria;
}

std::string written(Criteria const& criteria)
{
    return json::text(criteria);
}

Criteria sample_criteria()
{
    auto const records = csv::Records::parse(data::file("rules/appraisal-sample.csv"),
                                             {"label", "weight", "most", "evidence", "status"});
    ensure(records.has_value(), "data/rules/appraisal-sample.csv is broken");
    auto const number = [&](std::size_t row, std::string_view column) {
        auto const read = parse_number(std::string(records->at(row, column)));
        ensure(read.has_value(), "data/rules/appraisal-sample.csv has a broken number");
        return int(read->value());
    };
    Criteria criteria;
    for (std::size_t row = 0; row < records->size(); ++row)
        criteria.push_back({std::string(records->at(row, "label")), number(row, "weight"),
                            number(row, "most"), std::string(records->at(row, "evidence"))});
    return criteria;
}

bool is_about_work(std::string_view text)
{
    static auto const phrases = [] {
        auto const records =
            csv::Records::parse(data::file("rules/forbidden-criteria.csv"), {"phrase", "status"});
        ensure(records.has_value(), "data/rules/forbidden-criteria.csv is broken");
        std::vector<std::string> all;
        for (std::size_t row = 0; row < records->size(); ++row)
            all.push_back(" " + folded(records->at(row, "phrase")) + " ");
        return all;
    }();
    // Whole words only: "tổ dân phố" is not about "dân".
    auto words = std::string(" ");
    for (auto const letter : folded(tidied(text)))
        words += std::string_view(".,;:()/\"'–-?!").contains(letter) ? ' ' : letter;
    words += ' ';
    return std::ranges::none_of(phrases,
                                [&](std::string const& one) { return words.find(one) != words.npos; });
}

int total_of(Criteria const& criteria, std::vector<int> const& points)
{
    ensure(criteria.size() == points.size(), "points do not fit the criteria");
    std::int64_t scaled = 0; // of a million, by weight
    std::int64_t weights = 0;
    for (std::size_t at = 0; at < criteria.size(); ++at) {
        scaled += std::int64_t(points[at]) * criteria[at].weight * 1'000'000 / criteria[at].most;
        weights += criteria[at].weight;
    }
    return weights == 0 ? 0 : int((scaled / weights + 500) / 1000);
}

std::vector<FieldError> outside_scale(Criteria const& criteria,
                                      std::vector<std::optional<std::int64_t>> const& points)
{
    std::vector<FieldError> errors;
    for (std::size_t at = 0; at < criteria.size(); ++at)
        if (at >= points.size() || !points[at] || *points[at] < 0 || *points[at] > criteria[at].most)
            errors.push_back(
                {fmt::format("points_{}", at + 1), fmt::format("{}: xin cho điểm từ 0 đến {}, là số nguyên.",
                                                               criteria[at].label, criteria[at].most)});
    for (auto at = criteria.size(); at < points.size(); ++at)
        if (points[at])
            errors.push_back({fmt::format("points_{}", at + 1), "Bộ tiêu chí không có mục này."});
    return errors;
}

Outcome<Round> with_criterion(Round round, std::size_t at, Criterion criterion)
{
    if (round.stage != RoundStage::preparing)
        return refuse(problems::form_frozen);
    for (auto const* const field : {&criterion.label, &criterion.evidence})
        if (!is_about_work(*field))
            return refuse(problems::not_about_work,
                          std::vector<FieldError>{{field == &criterion.label ? "label" : "evidence",
                                                   std::string(problems::not_about_work.sentence)}});
    auto criteria = criteria_of(round);
    if (at >= most_criteria)
        return refuse(problems::too_many_criteria, std::to_string(most_criteria));
    if (at > criteria.size())
        return refuse(kheo::problems::not_found);
    if (at == criteria.size())
        criteria.emplace_back();
    criteria[at] = std::move(criterion);
    round.criteria = written(criteria);
    round.sample = false;
    ++round.form_version;
    ++round.version;
    return round;
}

Outcome<Round> without_criterion(Round round, std::size_t at)
{
    if (round.stage != RoundStage::preparing)
        return refuse(problems::form_frozen);
    auto criteria = criteria_of(round);
    if (at >= criteria.size())
        return refuse(kheo::problems::not_found);
    criteria.erase(criteria.begin() + std::ptrdiff_t(at));
    round.criteria = written(criteria);
    round.sample = false;
    ++round.form_version;
    ++round.version;
    return round;
}

Outcome<Round> opened(Round round)
{
    if (round.stage != RoundStage::preparing)
        return refuse(problems::round_stage_forbids, label(round.stage));
    if (round.scoring == Scoring::independent && criteria_of(round).empty())
        return refuse(problems::criteria_needed);
    round.stage = RoundStage::open;
    ++round.version;
    return round;
}

Outcome<Round> closed(Round round, std::int64_t undecided)
{
    if (round.stage != RoundStage::open)
        return refuse(problems::round_stage_forbids, label(round.stage));
    if (undecided > 0)
        return refuse(problems::undecided_left, std::to_string(undecided));
    round.stage = RoundStage::closed;
    ++round.version;
    return round;
}

} // namespace kheo::rounds
