// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/demo/rows.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace kheo::demo
{

namespace
{

constexpr std::size_t most_kept = 9;

bool has(Told const& told, Step step)
{
    return std::ranges::find(told.steps, step) != told.steps.end();
}

std::string kind_name(models::Kind kind)
{
    return boost::describe::enum_to_string(kind, "");
}

// Titles are copied by hand from one year to the next.
std::string retyped(std::string title, Dice& dice)
{
    switch (dice.below(6)) {
    case 0:
        return "Mô hình “" + title + "”";
    case 1:
        return inside_sentence(title);
    case 2:
        return title.insert(title.find(' ') + 1, " ");
    case 3:
        return title + ".";
    default:
        return title;
    }
}

class Clerk
{
  public:
    Clerk(Content const& content, Land const& land, Story const& story, Commune const& commune)
        : content_(content), land_(land), story_(story), commune_(commune), dice_("register " + commune.code)
    {
    }

    std::vector<RegisterRow> rows() &&
    {
        keep();
        add_new();
        add_person();
        spoil();
        return std::move(rows_);
    }

  private:
    void keep()
    {
        for (auto const& told : story_.models) {
            auto const& unit = land_.units()[told.unit];
            if (unit.commune != &commune_)
                continue;
            taken_.insert(told.situation);
            if (told.first.year != first_year || told.again || !has(told, Step::published) ||
                has(told, Step::withdrawn) || rows_.size() == most_kept)
                continue;
            auto row = RegisterRow{&unit, kind_name(told.kind), told.first};
            row.said.year = this_year;
            row.said.entry = models::Entry::duy_tri;
            row.said.text.title = retyped(row.said.text.title, dice_);
            rows_.push_back(std::move(row));
        }
    }

    void add_new()
    {
        std::vector<Situation const*> open;
        for (auto const& situation : content_.situations)
            if (!taken_.contains(&situation) && at_home(situation.terrains, commune_.terrain))
                open.push_back(&situation);
        dice_.shuffle(open);
        open.resize(std::min(open.size(), 7 + dice_.below(12)));
        for (auto const* const situation : open) {
            auto const village = dice_.below(commune_.villages.size());
            for (auto const& kind : situation->bodies) {
                auto const at = land_.find(kind, commune_, village);
                if (at == Land::npos)
                    continue;
                auto const& unit = land_.units()[at];
                rows_.push_back({&unit, kind_name(situation->kind),
                                 registration(*situation, unit, commune_, village, this_year, "register")});
                if (dice_.chance(15))
                    rows_.back().said.entry = models::Entry::nhan_rong;
                break;
            }
        }
    }

    // Some communes put persons into the same list.
    void add_person()
    {
        if (!dice_.chance(15))
            return;
        for (auto const& exemplar : content_.exemplars) {
            auto const unit = land_.find(exemplar.body, commune_);
            if (exemplar.kind != "dien_hinh_ca_nhan" || unit == Land::npos || !dice_.chance(20))
                continue;
            auto words = place_words(commune_, 0, 1);
            add_year(words, this_year);
            auto said = Registration{.year = this_year};
            said.text.field = exemplar.field;
            said.text.title = exemplar.office + " làm dân vận khéo";
            said.text.situation = rendered(exemplar.merit, words);
            rows_.push_back({&land_.units()[unit], exemplar.kind, std::move(said)});
            return;
        }
    }

    // One row in twelve lacks what it must say.
    void spoil()
    {
        for (auto& row : rows_) {
            if (!dice_.chance(8))
                continue;
            if (dice_.chance(40))
                row.said.text.title.clear();
            else if (dice_.chance(60))
                row.said.text.field = "other";
            else
                row.said.text.way_of_working.clear();
        }
    }

    Content const& content_;
    Land const& land_;
    Story const& story_;
    Commune const& commune_;
    Dice dice_;
    std::set<Situation const*> taken_;
    std::vector<RegisterRow> rows_;
};

} // namespace

std::vector<std::vector<RegisterRow>> register_rows(Content const& content, Land const& land,
                                                    Story const& story)
{
    std::vector<std::vector<RegisterRow>> all;
    for (auto const& commune : communes_of(content, content.provinces.front()))
        all.push_back(Clerk(content, land, story, commune).rows());
    return all;
}

std::vector<RegisterRow> rows_of_last_year(Land const& land, Story const& story, Commune const& commune)
{
    std::vector<RegisterRow> rows;
    for (auto const& told : story.models)
        if (auto const& unit = land.units()[told.unit];
            unit.commune == &commune && told.first.year == first_year)
            rows.push_back({&unit, kind_name(told.kind), told.first});
    return rows;
}

} // namespace kheo::demo
