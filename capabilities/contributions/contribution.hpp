// SPDX-License-Identifier: AGPL-3.0-or-later
// Contribution (đóng góp): land, money and work days that went into a model,
// from one source, in one time; how many gave, never who.
#pragma once

#include "capabilities/models/models.hpp"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::contributions
{

using areas::AreaId;
using bodies::BodyId;
using models::Model;
using models::ModelId;
using ContributionId = Id<struct ContributionTag>;

// Amounts are whole numbers of a unit that is small enough: square decimetres,
// đồng, half work days.
enum class Kind { land, money, work };
BOOST_DESCRIBE_ENUM(Kind, land, money, work)
inline constexpr std::array kinds{Kind::land, Kind::money, Kind::work};
// Of one line (a hundred thousand square kilometres; ten thousand billion đồng),
// and of all sums: what is more is shown as this.
inline constexpr std::int64_t most_of_a_line = 10'000'000'000'000;
inline constexpr std::int64_t most_of_a_sum = 1'000'000'000'000'000'000;
std::string_view label(Kind kind); // Đất (m²)
// 659,88; 3.000.000; 12,5
std::string figure_of(Kind kind, std::int64_t amount);
// What was typed, in the kind's unit: "659,88", "3 tỷ", "12,5"; 0 where nothing
// was. The sentence where it is no amount.
std::expected<std::int64_t, std::string> amount_of(Kind kind, std::string_view label, std::string_view typed);

// Where it comes from: data/rules/contribution-sources.csv.
struct Source {
    std::string code;
    std::string label;
    bool counts_givers = false; // households, firms: few of them could be recognised
};
std::span<Source const> sources();
Source const* source_of(std::string_view code); // null where no rule knows it
// A number of data/rules/contributions.csv by its code.
std::int64_t rule(std::string_view code);

// What of one kind, and how many households or units gave it; 0 where its
// source does not count them.
struct Gift {
    std::int64_t amount = 0;
    std::int64_t givers = 0;
};

// One line of a model's account. All of it stays inside: it may tell of few.
struct Contribution {
    ContributionId id;
    std::int64_t version = 1;
    ModelId model;
    BodyId body;
    AreaId area;
    std::string source;
    Date since;
    Date until; // of the same year; the year in which it counts
    std::int64_t land_dm2 = 0;
    std::int64_t land_givers = 0;
    std::int64_t money = 0;
    std::int64_t money_givers = 0;
    std::int64_t half_days = 0;
    std::int64_t work_givers = 0;
    std::string note; // what it rests on: a register, minutes
    bool struck = false;
    std::string reason; // of the last correction, or why it was struck
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(Contribution, (),
                      (id, version, model, body, area, source, since, until, land_dm2, land_givers, money,
                       money_givers, half_days, work_givers, note, struck, reason, demo))

inline std::string_view object_kind(Contribution const&)
{
    return "contribution";
}
inline acts::Place place(Contribution const& contribution)
{
    return {contribution.area.value, contribution.body.value};
}
inline acts::Visibility visibility(Contribution const&)
{
    return acts::Visibility::internal;
}
inline std::string topics(Contribution const& contribution)
{
    return "contributions model/" + shown(contribution.model);
}

Gift gift_of(Contribution const& contribution, Kind kind);
int year_of(Contribution const& contribution);

// Pure: the next record, or the refusal.
Outcome<Contribution> corrected(Contribution now, Contribution const& said, std::string reason);
Outcome<Contribution> struck(Contribution now, std::string reason);
// Pure. Why a figure is to be looked at again; "" where it is usual.
std::string unusual(Kind kind, Gift const& gift);

namespace may
{
inline constexpr acts::Permission record_contributions{"contributions.record"};
inline constexpr acts::Permission see_contributions{"contributions.see"}; // line by line
} // namespace may

namespace problems
{
inline constexpr Refusal look_again{"contributions.look_again", 422,
                                    "Có con số cần xem lại. Nếu đúng thì đánh dấu rồi gửi lần nữa."};
inline constexpr Refusal already_struck{"contributions.already_struck", 409,
                                        "Dòng này đã bỏ, không sửa được nữa. Xin ghi dòng mới."};
inline constexpr Refusal reason_needed{"contributions.reason_needed", 422,
                                       "Xin ghi lý do: lý do hiện ở lịch sử của dòng này."};
inline constexpr Refusal too_many_lines{
    "contributions.too_many_lines", 409,
    "Mô hình này đã có quá nhiều dòng đóng góp. Xin cộng theo tháng, theo đợt."};
inline constexpr Refusal nothing_changed{"contributions.nothing_changed", 422,
                                         "Chưa có gì thay đổi so với bản đang lưu."};
} // namespace problems

} // namespace kheo::contributions
