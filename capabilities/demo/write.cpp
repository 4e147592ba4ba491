// SPDX-License-Identifier: AGPL-3.0-or-later
// One registration written out: its texts, its figures, its day.
#include "capabilities/demo/story.hpp"
#include "platform/text/text.hpp"

#include <fmt/format.h>

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
    json::each_member(situation.text, [&](std::string_view name, std::string const& text) {
        auto pick = name == "title" ? title : chosen(text, dice);
        if (name == "aims")
            aims = pick;
        json::each_member(made.text, [&](std::string_view own, std::string& to) {
            if (own == name)
                to = name == "field" ? text : rendered(pick, words);
        });
    });
    if (situation.text.forces.find("{unit}") != std::string::npos)
        made.text.forces = without_itself(std::move(made.text.forces), unit.short_name);
    measure(made, situation, aims, figures, words, dice);
    made.registered_on = day_of(year, dice);
    made.signer = rendered(unit.kind->signer, words);
    return made;
}

} // namespace kheo::demo
