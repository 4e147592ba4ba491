// SPDX-License-Identifier: AGPL-3.0-or-later
// The demo's movements, with their themes, and the models that belong to them:
// by data/demo/movements.csv.
#include "capabilities/movements/movements.hpp"
#include "capabilities/demo_lives/demo_lives.hpp"
#include "capabilities/demo_lives/load.sql.hpp"
#include "data/data.hpp"
#include "platform/text/csv.hpp"

#include <charconv>

namespace kheo::demo_lives
{

namespace
{

struct Master {
    bodies::BodyId body;
    areas::AreaId area;
};
BOOST_DESCRIBE_STRUCT(Master, (), (body, area))

int year_in(std::string_view text)
{
    int year = 0;
    std::from_chars(text.data(), text.data() + text.size(), year);
    return year;
}

// "a|b|c", part by part.
template <class Each>
void each_part(std::string_view text, Each each)
{
    while (!text.empty()) {
        auto const cut = text.find('|');
        each(text.substr(0, cut));
        text = cut == text.npos ? std::string_view() : text.substr(cut + 1);
    }
}

movements::Movement launched(acts::Work& work, csv::Records const& rows, std::size_t row)
{
    auto const at = [&](std::string_view column) { return std::string(rows.at(row, column)); };
    auto const master = work.db.one<Master>(sql::demo_body, {{"name", at("master")}});
    ensure(master.has_value(), "a movement of the demo has no master body");
    auto movement = movements::Movement{.id = {work.draws.id()},
                                        .name = at("name"),
                                        .body = master->body,
                                        .area = master->area,
                                        .first_year = year_in(at("first_year")),
                                        .last_year = year_in(at("last_year")),
                                        .basis = at("basis"),
                                        .demo = true};
    ensure(boost::describe::enum_from_string(at("kind").c_str(), movement.kind), "no such kind of movement");
    auto made = movements::store(work, "movements.launched", std::move(movement)).value();
    each_part(rows.at(row, "themes"), [&](std::string_view part) {
        auto const cut = part.find('=');
        movements::store(work, movements::Theme{.id = {work.draws.id()},
                                                .movement = made.id,
                                                .year = year_in(part.substr(0, cut)),
                                                .theme = std::string(part.substr(cut + 1)),
                                                .body = made.body,
                                                .area = made.area,
                                                .demo = true});
    });
    return made;
}

bool takes(std::string_view fields, std::string_view field)
{
    auto found = fields == "*";
    each_part(fields, [&](std::string_view part) { found = found || part == field; });
    return found;
}

} // namespace

std::int64_t load_movements(acts::Work& work, std::vector<models::Model> const& all)
{
    auto const rows = csv::Records::parse(
        data::file("demo/movements.csv"),
        {"kind", "name", "master", "first_year", "last_year", "basis", "fields", "every", "themes"});
    ensure(rows.has_value(), "data/demo/movements.csv is broken");
    auto const atlas = areas::load_atlas(work.db);
    std::int64_t joined = 0;
    for (std::size_t row = 0; row < rows->size(); ++row) {
        auto const movement = launched(work, *rows, row);
        auto const every = std::size_t(year_in(rows->at(row, "every")));
        std::size_t at = 0;
        for (auto const& model : all) {
            if (!takes(rows->at(row, "fields"), model.field) ||
                !atlas->within(model.area, movement.area, work.today()) || at++ % every != 0)
                continue;
            // What is kept was there the year before.
            auto const since = model.year - (model.entry == models::Entry::duy_tri ? 1 : 0);
            for (auto& one : movements::changes({}, {movement.id}, model, since)) {
                movements::store(work, std::move(one));
                ++joined;
            }
        }
    }
    return joined;
}

} // namespace kheo::demo_lives
