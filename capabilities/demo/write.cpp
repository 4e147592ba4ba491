// SPDX-License-Identifier: AGPL-3.0-or-later
// One registration written out: its texts, its figures, its day. What a
// situation says in two ways each body says in its own: some sentences less, and
// others that belong to its theme and to its kind of place.
#include "capabilities/demo/story.hpp"
#include "platform/text/text.hpp"

#include <fmt/format.h>
#include <set>

namespace kheo::demo
{

namespace
{

using Figures = std::array<Decimal, 4>;

bool is_reduction(std::string_view before)
{
    auto const key = lower(before);
    for (std::string_view const word : {"còn", "dưới", "giảm", "không quá", "bớt"})
        if (auto const at = key.rfind(word); at != std::string::npos && key.size() - at < 30)
            return true;
    return false;
}

// "{n3} hộ tự nộp được hồ sơ; hết …" counts "hộ tự nộp được hồ sơ".
std::string counted(std::string_view behind, std::string_view unit)
{
    auto end = behind.find_first_of(",.;:({|/");
    for (std::string_view const word :
         {" trước ", " trong năm", " đến ", " cuối ", " vào ", " từ ", " và ", " năm ", " mỗi "})
        end = std::min(end, behind.find(word));
    auto phrase = tidied(behind.substr(0, end));
    for (std::string_view const word : {" của", " có", " là", " với", " ở"})
        if (phrase.ends_with(word))
            phrase.resize(phrase.size() - word.size());
    auto const known = tidied(unit);
    return phrase.size() > known.size() && characters(phrase) <= 60 ? phrase : known;
}

// The first number of the aims that the situation gives is what is measured.
void measure(Registration& made, Situation const& situation, std::string_view aims, Figures const& figures,
             Words const& words, Dice& dice)
{
    auto const open = std::min({aims.find("{n1}"), aims.find("{n2}"), aims.find("{n3}"), aims.find("{n4}")});
    if (open == std::string_view::npos)
        return;
    auto const at = std::size_t(aims.at(open + 2) - '1');
    auto const& range = situation.numbers.at(at);
    if (!range || is_reduction(aims.substr(0, open)))
        return;
    auto const behind = aims.substr(open + 4);
    made.measure = tidied(filled(counted(behind, range->unit), words));
    if (characters(made.measure) > 120)
        made.measure = range->unit;
    auto const target = figures.at(at);
    made.target = shown(target);
    auto const share = range->unit == "%" || behind.starts_with("%");
    if (!share)
        made.baseline = "0";
    // From half of what was wanted to a little more.
    auto reached = target;
    reached.units = reached.units * std::int64_t(share ? 70 + dice.below(33) : 55 + dice.below(61)) / 100;
    if (share && reached.units > 100)
        reached.units = 100;
    if (reached.units > 0)
        made.result = shown(reached);
}

// A working day of January to March; of July to September in the first year.
Date day_of(int year, Dice& dice)
{
    auto const first = *date_of({year, year == first_year ? 7 : 1, year == first_year ? 7 : 5});
    auto day = Date{first.day + std::int32_t(dice.below(82))};
    auto const weekday = (day.day + 3) % 7; // 0: Monday
    return weekday < 5 ? day : Date{day.day - 2};
}

// The body's own name again among those who help.
std::string without_itself(std::string forces, std::string const& short_name)
{
    auto const again = ", " + inside_sentence(short_name);
    for (auto const& listed : {", " + short_name, again}) {
        auto const at = forces.find(listed);
        auto const end = at + listed.size();
        if (at != std::string::npos && (end == forces.size() || forces[end] == ',' || forces[end] == '.'))
            forces.erase(at, listed.size());
    }
    return forces;
}

// How often, in a hundred, a model adds a sentence to what its situation says.
struct Habits {
    unsigned place = 0; // what kind of place this is, before anything else
    unsigned situation = 0;
    unsigned aims = 0;
    unsigned more_aims = 0; // a second one
    unsigned start = 0;
    unsigned more = 0; // a second sentence about the way of working, after a first
    unsigned outputs = 0;
    unsigned more_outputs = 0;
    unsigned keep_up = 0;
};
constexpr Habits habits_of(Quality quality)
{
    switch (quality) {
    case Quality::specific:
        return {50, 80, 95, 25, 50, 40, 95, 60, 60};
    case Quality::partly:
        return {50, 65, 80, 30, 55, 45, 90, 50, 50};
    case Quality::vague:
        return {0, 90, 90, 40, 60, 60, 80, 40, 70};
    }
    return {};
}

constexpr std::string_view general = "mo_ho"; // the theme of what says nothing in particular

std::vector<std::string> sentences_of(std::string_view text)
{
    std::vector<std::string> list;
    for (auto end = text.find(". "); end != std::string_view::npos; end = text.find(". ")) {
        list.emplace_back(text.substr(0, end + 1));
        text.remove_prefix(end + 2);
    }
    if (!text.empty())
        list.emplace_back(text);
    return list;
}

std::string joined(std::vector<std::string> const& sentences)
{
    return fmt::format("{}", fmt::join(sentences, " "));
}

class Writer
{
  public:
    Writer(Situation const& situation, std::string const& terrain, std::string_view key)
        : situation_(situation.key), theme_(situation.theme), terrain_(terrain),
          partly_(situation.quality == Quality::partly), habits_(habits_of(situation.quality)),
          dice_(fmt::format("parts/{}", key))
    {
    }

    std::string own(std::string_view column, std::string core)
    {
        if (theme_.empty() || core.empty())
            return core;
        if (column == "situation")
            return situation(std::move(core));
        if (column == "way_of_working")
            return way_of_working(core);
        if (column == "aims")
            // What is aimed at is general where only a part is clear.
            return added(std::move(core), column, partly_ ? general : theme_, habits_.aims,
                         habits_.more_aims);
        if (column == "outputs")
            return added(std::move(core), column, theme_, habits_.outputs, habits_.more_outputs);
        if (column == "keep_up")
            return added(std::move(core), column, theme_, habits_.keep_up, 0);
        return core;
    }

  private:
    // A sentence for the column; "" where the theme has none.
    std::string part(std::string_view column, std::string_view of)
    {
        auto const found = content().parts.find(fmt::format("{}/{}", column, of));
        if (found == content().parts.end())
            return {};
        auto const& list = found->second;
        auto at = dice_.below(list.size());
        for (std::size_t tried = 0; !used_.insert(&list[at]).second && tried < list.size(); ++tried)
            at = (at + 1) % list.size();
        return varied(list[at], dice_);
    }

    std::string added(std::string core, std::string_view column, std::string_view of, unsigned first,
                      unsigned second)
    {
        for (auto const often : {first, second}) {
            if (!dice_.chance(often))
                return core;
            if (auto const more = part(column, of); !more.empty())
                core = ended(std::move(core)) + " " + more;
        }
        return core;
    }

    static std::string ended(std::string text)
    {
        return text.ends_with('.') || text.ends_with('!') || text.ends_with('?') ? text : text + ".";
    }

    std::string situation(std::string core)
    {
        auto all = std::vector<std::string>{ended(std::move(core))};
        if (dice_.chance(habits_.situation))
            all.push_back(part("situation", theme_));
        if (dice_.chance(habits_.place))
            all.insert(all.begin(), part("situation_open", terrain_));
        return joined(all);
    }

    // Two bodies that take the same thing up leave out different steps of it.
    std::string way_of_working(std::string const& core)
    {
        auto all = sentences_of(ended(core));
        for (auto const least : {3U, 4U})
            if (all.size() > least && dice_.chance(60))
                all.erase(all.begin() + 1 + std::ptrdiff_t(dice_.below(all.size() - 1)));
        // After what belongs together, or before its last sentence.
        auto step = part("way_then", dice_.chance(85) ? situation_ : theme_);
        if (step.empty())
            step = part("way_then", theme_);
        auto const last = all.size() > 2 ? std::ptrdiff_t(dice_.below(2)) : 0;
        all.insert(all.end() - last, std::move(step));
        if (dice_.chance(habits_.start))
            all.insert(all.begin(), part("way_start", theme_));
        if (dice_.chance(habits_.more))
            all.push_back(part("way_then", theme_));
        return joined(all);
    }

    std::string const& situation_;
    std::string const& theme_;
    std::string const& terrain_;
    bool partly_;
    Habits habits_;
    Dice dice_;
    std::set<std::string const*> used_;
};

} // namespace

Registration registration(Situation const& situation, Unit const& unit, Commune const& place,
                          std::size_t village, int year, std::string_view choice)
{
    auto dice = Dice(fmt::format("{}/{}/{}", situation.key, unit.code, choice));
    auto const others = place.villages.size() - 1;
    auto words = place_words(place, village, (village + 1 + dice.below(others)) % place.villages.size());
    // A village is named inside a sentence as itself, a body by its name.
    words["unit"] = unit.kind->name.starts_with("{") ? inside_sentence(unit.name) : unit.name;
    auto figures = Figures();
    for (std::size_t at = 0; at < figures.size(); ++at) {
        auto const& range = situation.numbers.at(at);
        figures.at(at) = range ? drawn(*range, dice) : Decimal();
        words[fmt::format("n{}", at + 1)] = range ? shown(figures.at(at)) : "";
    }
    add_year(words, year);
    auto made = Registration{.year = year};
    auto const& second = situation.title2;
    auto const title = !second.empty() && dice.chance(50) ? second : situation.text.title;
    auto aims = std::string();
    auto writer = Writer(situation, place.terrain, fmt::format("{}/{}/{}", situation.key, unit.code, choice));
    json::each_shared(made.text, situation.text, [&](std::string_view name, auto& to, auto const& text) {
        auto pick = name == "title" ? title : chosen(text, dice);
        if (name == "aims")
            aims = pick;
        to = name == "field" ? text : rendered(writer.own(name, std::move(pick)), words);
    });
    if (situation.text.forces.find("{unit}") != std::string::npos)
        made.text.forces = without_itself(std::move(made.text.forces), unit.short_name);
    measure(made, situation, aims, figures, words, dice);
    made.registered_on = day_of(year, dice);
    made.signer = rendered(unit.kind->signer, words);
    return made;
}

} // namespace kheo::demo
