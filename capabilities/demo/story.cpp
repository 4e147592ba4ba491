// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/demo/story.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace kheo::demo
{

namespace
{

// A situation taken up by a body at a place.
struct Cast {
    std::size_t unit;
    Commune const* place;
    std::size_t village;
};

// One commune in so many had sent nothing this year: somebody must be reminded.
constexpr std::size_t one_in_so_many_silent = 13;
// Of what a province takes over, so much from another where there is a choice.
constexpr unsigned percent_from_elsewhere = 40;

constexpr std::array<std::string_view, 4> unclear{
    "Chưa rõ việc khó cần giải quyết là gì và đo bằng gì. Xin ghi con số cần đạt, đơn vị tính và thời hạn.",
    "Mục tiêu còn chung. Xin ghi rõ bao nhiêu hộ được hưởng, ở thôn nào, đến tháng mấy.",
    "Kết quả chưa kiểm tra được. Xin nêu sổ, bảng hoặc biên bản mà người ngoài xem được.",
    "Xin ghi rõ ai chủ trì, ai phối hợp và làm từ ngày nào; nội dung hiện giống kế hoạch công tác năm.",
};
constexpr std::array<std::string_view, 4> given_up{
    "Người phụ trách chuyển công tác, chưa có người nhận tiếp; thôi không tính là đang duy trì.",
    "Việc này đã thành nền nếp chung của cả xã, không giữ làm mô hình riêng nữa.",
    "Làm một vụ thì hết kinh phí, dân chưa thấy lợi nên dừng để tìm cách khác.",
    "Trùng với mô hình của đoàn thể khác cùng địa bàn; hai bên gộp lại làm một.",
};

// Where a situation may be taken up, in the order in which it spreads: often
// from a commune to its neighbour.
class Spread
{
  public:
    Spread(Content const& content, Province const& province, Land const& land, Situation const& situation)
        : land_(land), situation_(situation), dice_(situation.key + province.code)
    {
        for (auto const& commune : communes_of(content, province))
            if (at_home(situation.terrains, commune.terrain))
                homes_.push_back(&commune);
        dice_.shuffle(homes_);
        for (std::size_t at = 1; at < homes_.size(); ++at)
            if (dice_.chance(35))
                bring_neighbour(at);
        for (auto const* const home : homes_)
            add(*home);
        for (auto const& kind : situation.bodies)
            if (auto const unit = land.find(kind, province); unit != Land::npos && !homes_.empty()) {
                auto const place = dice_.below(casts_.size() + 1);
                auto const* const commune = homes_[dice_.below(homes_.size())];
                casts_.insert(casts_.begin() + std::ptrdiff_t(place),
                              Cast{unit, commune, dice_.below(commune->villages.size())});
            }
    }

    std::vector<Cast> take() && { return std::move(casts_); }

  private:
    void bring_neighbour(std::size_t at)
    {
        for (auto other = at; other < homes_.size(); ++other)
            if (auto const apart = homes_[other] - homes_[at - 1]; apart == 1 || apart == -1)
                return std::swap(homes_[at], homes_[other]);
    }

    void add(Commune const& commune)
    {
        auto const village = dice_.below(commune.villages.size());
        std::vector<std::size_t> able;
        for (auto const& kind : situation_.bodies)
            if (auto const unit = land_.find(kind, commune, village); unit != Land::npos)
                able.push_back(unit);
        if (!able.empty())
            casts_.push_back({able[dice_.below(able.size())], &commune, village});
    }

    Land const& land_;
    Situation const& situation_;
    Dice dice_;
    std::vector<Commune const*> homes_;
    std::vector<Cast> casts_;
};

// What one province does, year by year; every province adds to the same models.
class Teller
{
  public:
    Teller(Content const& content, Land const& land, Province const& province, std::vector<Told>& models)
        : content_(content), land_(land), province_(province), communes_(communes_of(content, province)),
          models_(models)
    {
        for (auto const& situation : content.situations)
            spreads_.push_back(Spread(content, province, land, situation).take());
        for (std::size_t at = 0; at < communes_.size() / one_in_so_many_silent; ++at)
            silent_.insert(&communes_[(at * one_in_so_many_silent + 8) % communes_.size()]);
    }

    void tell(int year)
    {
        year_ = year;
        for (auto const until = year == first_year ? province_.of_first_year : province_.models;
             told_ < until; ++round_)
            go_round(until);
    }

    // Collectives already commended register to go on.
    void collectives()
    {
        for (auto const& exemplar : content_.exemplars) {
            if (exemplar.kind != "dien_hinh_tap_the")
                continue;
            auto dice = Dice(exemplar.key);
            std::vector<Commune const*> homes;
            for (auto const& commune : communes_)
                if (at_home(exemplar.terrains, commune.terrain) && !silent_.contains(&commune))
                    homes.push_back(&commune);
            auto const& home = *homes[dice.below(homes.size())];
            auto const village = dice.below(home.villages.size());
            auto const unit = land_.find(exemplar.body, home, village);
            if (unit == Land::npos)
                continue;
            models_.push_back(collective(exemplar, land_.units()[unit], home, village));
            models_.back().unit = unit;
            ++told_;
        }
    }

  private:
    static Told collective(Exemplar const& exemplar, Unit const& unit, Commune const& home,
                           std::size_t village)
    {
        auto const as_situation = Situation{
            .key = exemplar.key,
            .kind = models::Kind::dien_hinh_tap_the,
            .text = {.field = exemplar.field, .title = exemplar.title, .situation = exemplar.merit}};
        auto one = Told{.kind = models::Kind::dien_hinh_tap_the,
                        .first = registration(as_situation, unit, home, village, first_year, "exemplar")};
        one.first.text.outputs = fmt::format("Được khen thưởng tại {}, ngày {}/{}.", exemplar.decision,
                                             exemplar.decision_day, first_year);
        one.first.registered_on =
            registration(as_situation, unit, home, village, this_year, "").registered_on;
        one.first.year = this_year;
        one.steps = {Step::registered, Step::received, Step::published};
        return one;
    }

    void go_round(std::size_t until)
    {
        std::vector<std::size_t> order(spreads_.size());
        for (std::size_t at = 0; at < order.size(); ++at)
            order[at] = at;
        auto dice = Dice(fmt::format("round {} {}", province_.code, round_));
        dice.shuffle(order);
        auto const before = told_;
        for (auto const at : order) {
            auto const& situation = content_.situations[at];
            // Of what is vague a little less than of the rest: about one in eight.
            if (situation.quality == Quality::vague && dice.chance(15) && round_ < 12)
                continue;
            if (told_ < until)
                take_up(situation, spreads_[at], dice);
        }
        ensure(told_ > before || round_ < 12, "data/demo has too few situations");
    }

    void take_up(Situation const& situation, std::vector<Cast>& casts, Dice& dice)
    {
        auto const next = std::ranges::find_if(
            casts, [&](Cast const& cast) { return year_ == first_year || !silent_.contains(cast.place); });
        if (next == casts.end())
            return;
        auto const cast = *next;
        casts.erase(next);
        auto const& unit = land_.units()[cast.unit];
        auto one = Told{.unit = cast.unit, .situation = &situation, .kind = situation.kind};
        one.first = registration(situation, unit, *cast.place, cast.village, year_, "first");
        if (year_ == this_year && !situation.change.empty() && dice.chance(32))
            replicate(one, cast, dice);
        if (year_ == first_year && dice.chance(64) && !silent_.contains(cast.place)) {
            one.again = registration(situation, unit, *cast.place, cast.village, this_year, "first");
            one.again->entry = models::Entry::duy_tri;
            one.again->baseline = one.first.baseline;
        }
        live(one);
        models_.push_back(std::move(one));
        ++told_;
    }

    static bool can_be_origin(Told const& other, Told const& one)
    {
        auto const has = [&](Step step) { return std::ranges::find(other.steps, step) != other.steps.end(); };
        return other.situation == one.situation && other.first.year == first_year && other.unit != one.unit &&
               has(Step::published) && !has(Step::withdrawn);
    }

    // The first of one's own province, or any of another.
    std::size_t origin_of(Told const& one, Dice& dice) const
    {
        auto near = Land::npos;
        std::vector<std::size_t> far;
        for (std::size_t at = 0; at < models_.size(); ++at) {
            if (!can_be_origin(models_[at], one))
                continue;
            if (land_.units()[models_[at].unit].province != &province_)
                far.push_back(at);
            else if (near == Land::npos)
                near = at;
        }
        auto const from_elsewhere =
            !far.empty() && (near == Land::npos || dice.chance(percent_from_elsewhere));
        return from_elsewhere ? far[dice.below(far.size())] : near;
    }

    // "Hội Liên hiệp Phụ nữ xã Khe Trúc Sơn, tỉnh Minh Họa": as another province names it.
    std::string named_here(Unit const& unit) const
    {
        return unit.commune && unit.province != &province_ ? unit.name + ", tỉnh " + unit.province->name
                                                           : unit.name;
    }

    void replicate(Told& one, Cast const& cast, Dice& dice)
    {
        one.origin = origin_of(one, dice);
        if (one.origin == Land::npos)
            return;
        one.first.entry = models::Entry::nhan_rong;
        auto words = place_words(*cast.place, cast.village, cast.village);
        add_year(words, this_year);
        words["change"] = inside_sentence(filled(chosen(one.situation->change, dice), words));
        words["origin"] = named_here(land_.units()[models_[one.origin].unit]);
        auto const& ways = content_.parts.at("learned/any");
        auto const learned = varied(ways[dice.below(ways.size())], dice);
        one.first.text.way_of_working =
            rendered(one.first.text.way_of_working + " " + filled(learned, words), {});
    }

    // What became of it.
    void live(Told& one)
    {
        auto dice = Dice(fmt::format("{}/{}/life", one.situation->key, land_.units()[one.unit].code));
        auto const vague = one.situation->quality == Quality::vague;
        one.steps = {Step::registered};
        if (dice.chance(vague ? 30 : 6)) {
            one.steps.push_back(Step::returned);
            one.returned_for = unclear.at(dice.below(unclear.size()));
            if (dice.chance(one.first.year == this_year && !one.again ? 55 : 8))
                return;
            one.steps.push_back(Step::submitted);
        }
        if (one.first.year == this_year && dice.chance(6))
            return;
        one.steps.push_back(Step::received);
        if (dice.chance(one.first.year == this_year ? 6 : 3))
            return one.again.reset();
        one.steps.push_back(Step::published);
        if (one.first.year == first_year && !one.first.result.empty())
            one.steps.push_back(Step::edited);
        if (one.again)
            return keep(one, dice);
        if (dice.chance(one.first.year == first_year ? 24 : 3))
            withdraw(one, dice);
    }

    static void keep(Told& one, Dice& dice)
    {
        one.steps.push_back(Step::kept);
        if (!dice.chance(9))
            one.steps.push_back(Step::received);
    }

    static void withdraw(Told& one, Dice& dice)
    {
        one.steps.push_back(Step::withdrawn);
        one.withdrawn_for = one.situation->lesson.empty()
                                ? std::string(given_up.at(dice.below(given_up.size())))
                                : one.situation->lesson;
    }

    Content const& content_;
    Land const& land_;
    Province const& province_;
    std::span<Commune const> communes_;
    std::vector<Told>& models_;
    std::vector<std::vector<Cast>> spreads_;
    std::set<Commune const*> silent_;
    int year_ = first_year;
    std::size_t told_ = 0;
    std::size_t round_ = 0;
};

// By the day of their registration.
Story in_order(std::vector<Told> models, Land const& land)
{
    std::vector<std::size_t> order(models.size());
    for (std::size_t at = 0; at < order.size(); ++at)
        order[at] = at;
    std::ranges::sort(order, {},
                      [&](std::size_t at) { return std::pair(models[at].first.registered_on, at); });
    std::vector<std::size_t> place(order.size());
    for (std::size_t at = 0; at < order.size(); ++at)
        place[order[at]] = at;
    auto story = Story{.models = {}, .unit_has_model = std::vector<bool>(land.units().size())};
    for (auto const at : order) {
        auto one = std::move(models[at]);
        if (one.origin != Land::npos)
            one.origin = place[one.origin];
        if (std::ranges::find(one.steps, Step::kept) == one.steps.end())
            one.again.reset();
        story.unit_has_model[one.unit] = true;
        story.models.push_back(std::move(one));
    }
    return story;
}

} // namespace

Story told(Content const& content, Land const& land)
{
    std::vector<Told> models;
    std::vector<Teller> tellers;
    for (auto const& province : content.provinces)
        tellers.emplace_back(content, land, province, models);
    // The first year of all before the second of any: what worked spreads between them.
    for (auto& teller : tellers)
        teller.tell(first_year);
    tellers.front().collectives();
    for (auto& teller : tellers)
        teller.tell(this_year);
    return in_order(std::move(models), land);
}

} // namespace kheo::demo
