// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/contributions/contribution.hpp"

#include "data/data.hpp"
#include "platform/text/csv.hpp"
#include "platform/text/number.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <map>

namespace kheo::contributions
{

namespace
{

constexpr std::array<std::string_view, 3> labels{"Đất (m²)", "Tiền (đồng)", "Ngày công"};
constexpr std::array<std::string_view, 3> units{"m²", "đồng", "ngày công"};
// How many of our units make one of people's.
constexpr std::array<std::int64_t, 3> parts{100, 1, 2};

csv::Records records_of(std::string_view file, std::initializer_list<std::string_view> columns)
{
    auto read = csv::Records::parse(data::file(file), columns);
    ensure(read.has_value(), "the rules of contributions are broken");
    return std::move(*read);
}

std::map<std::string, std::int64_t, std::less<>> read_rules()
{
    auto const records = records_of("rules/contributions.csv", {"code", "value", "status"});
    std::map<std::string, std::int64_t, std::less<>> rules;
    for (std::size_t row = 0; row < records.size(); ++row) {
        auto const text = records.at(row, "value");
        std::int64_t value = 0;
        auto const read = std::from_chars(text.data(), text.data() + text.size(), value);
        ensure(read.ec == std::errc() && value > 0, "data/rules/contributions.csv: no number");
        rules.emplace(records.at(row, "code"), value);
    }
    return rules;
}

std::vector<Source> read_sources()
{
    auto const records =
        records_of("rules/contribution-sources.csv", {"code", "label", "counts_givers", "status"});
    std::vector<Source> list;
    for (std::size_t row = 0; row < records.size(); ++row)
        list.push_back({std::string(records.at(row, "code")), std::string(records.at(row, "label")),
                        records.at(row, "counts_givers") == "yes"});
    ensure(!list.empty(), "no sources of contributions");
    return list;
}

std::size_t at(Kind kind)
{
    return std::size_t(kind);
}

} // namespace

std::string_view label(Kind kind)
{
    return labels.at(at(kind));
}

std::string figure_of(Kind kind, std::int64_t amount)
{
    auto decimal = kind == Kind::land   ? Decimal{amount, 2}
                   : kind == Kind::work ? Decimal{amount * 5, 1}
                                        : Decimal{amount, 0};
    while (decimal.places > 0 && decimal.units % 10 == 0) {
        decimal.units /= 10;
        --decimal.places;
    }
    return kheo::shown(decimal);
}

std::expected<std::int64_t, std::string> amount_of(Kind kind, std::string_view label, std::string_view typed)
{
    if (typed.empty())
        return 0;
    auto const number = parse_number(typed, Words::understood);
    if (!number)
        return std::unexpected(fmt::format("{}: {}", label, number.error().sentence));
    if (number->units < 0)
        return std::unexpected(fmt::format("{}: không thể là số âm.", label));
    if (number->units > most_of_a_line / parts.at(at(kind)))
        return std::unexpected(fmt::format("{}: số lớn quá, xin xem lại.", label));
    std::int64_t whole = 1;
    for (int place = 0; place < number->places; ++place)
        whole *= 10;
    auto const scaled = number->units * parts.at(at(kind));
    if (scaled % whole != 0)
        return std::unexpected(fmt::format("{}: {}", label,
                                           kind == Kind::land ? "chỉ ghi đến hai chữ số lẻ của m²."
                                           : kind == Kind::money
                                               ? "xin ghi tròn đồng."
                                               : "xin ghi tròn ngày hoặc nửa ngày (12,5)."));
    return scaled / whole;
}

std::span<Source const> sources()
{
    static auto const list = read_sources();
    return list;
}

Source const* source_of(std::string_view code)
{
    auto const found = std::ranges::find(sources(), code, &Source::code);
    return found == sources().end() ? nullptr : &*found;
}

std::int64_t rule(std::string_view code)
{
    static auto const rules = read_rules();
    auto const found = rules.find(code);
    if (found == rules.end())
        throw Contradiction("no such rule in data/rules/contributions.csv: " + std::string(code));
    return found->second;
}

Gift gift_of(Contribution const& contribution, Kind kind)
{
    switch (kind) {
    case Kind::land:
        return {contribution.land_dm2, contribution.land_givers};
    case Kind::money:
        return {contribution.money, contribution.money_givers};
    case Kind::work:
        return {contribution.half_days, contribution.work_givers};
    }
    throw Contradiction("no such kind of contribution");
}

int year_of(Contribution const& contribution)
{
    return civil(contribution.until).year;
}

namespace
{

// A refusal for want of a reason, said at its field.
std::unexpected<Problem> without_reason()
{
    return refuse(problems::reason_needed,
                  std::vector<FieldError>{{"reason", std::string(problems::reason_needed.sentence)}});
}

auto figures_of(Contribution const& one)
{
    return std::tie(one.source, one.since, one.until, one.land_dm2, one.land_givers, one.money,
                    one.money_givers, one.half_days, one.work_givers, one.note);
}

} // namespace

Outcome<Contribution> corrected(Contribution now, Contribution const& said, std::string reason)
{
    if (now.struck)
        return refuse(problems::already_struck);
    if (reason.empty())
        return without_reason();
    if (figures_of(now) == figures_of(said))
        return refuse(problems::nothing_changed);
    auto next = said;
    next.id = now.id;
    next.version = now.version + 1;
    next.model = now.model;
    next.body = now.body;
    next.area = now.area;
    next.demo = now.demo;
    next.reason = std::move(reason);
    return next;
}

Outcome<Contribution> struck(Contribution now, std::string reason)
{
    if (now.struck)
        return refuse(problems::already_struck);
    if (reason.empty())
        return without_reason();
    now.struck = true;
    now.reason = std::move(reason);
    ++now.version;
    return now;
}

std::string unusual(Kind kind, Gift const& gift)
{
    static constexpr std::array<std::string_view, 3> most{"most_land", "most_money", "most_work"};
    static constexpr std::array<std::string_view, 3> each{"most_land_each", "most_money_each",
                                                          "most_work_each"};
    auto const part = parts.at(at(kind));
    auto const unit = units.at(at(kind));
    auto const limit = rule(most.at(at(kind)));
    if (gift.amount > limit * part)
        return fmt::format("{} {} là nhiều bất thường (trên {})", figure_of(kind, gift.amount), unit,
                           shown(limit));
    if (kind == Kind::money && gift.amount > 0 && gift.amount < rule("least_money"))
        return fmt::format("{} đồng là ít bất thường; xin ghi theo đồng, không theo nghìn, triệu đồng",
                           shown(gift.amount));
    auto const limit_each = rule(each.at(at(kind)));
    if (gift.givers > 0 && gift.amount / gift.givers > limit_each * part)
        return fmt::format("mỗi hộ, đơn vị trung bình trên {} {} là nhiều bất thường", shown(limit_each),
                           unit);
    return {};
}

} // namespace kheo::contributions
