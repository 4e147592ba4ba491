// SPDX-License-Identifier: AGPL-3.0-or-later
// The table of a body with very many models, and after somebody else was first;
// what is counted of all bodies.
#include "capabilities/heartbeats/heartbeats_test.hpp"
#include "capabilities/heartbeats/map.hpp"

#include <fmt/format.h>

using namespace kheo;
using namespace kheo::heartbeats;

namespace
{

std::string page(Commune& commune, forms::Values values, Problem const* problem = nullptr)
{
    return commune.read([&](acts::Reading& reading) {
        auto const shown_page = show_confirm(reading, {values, {}}, problem);
        REQUIRE(shown_page);
        return std::string(shown_page->body.view());
    });
}

std::size_t count(std::string_view text, std::string_view part)
{
    std::size_t times = 0;
    for (auto at = text.find(part); at != text.npos; at = text.find(part, at + part.size()))
        ++times;
    return times;
}

forms::Values said(std::vector<std::int64_t> const& models)
{
    forms::Values values{{"body", "1"}};
    for (auto const id : models)
        values.emplace_back(fmt::format("said-{}", id), "works");
    return values;
}

std::int64_t alive(Commune& commune)
{
    std::int64_t models = 0;
    auto const all = commune.read([](acts::Reading& reading) { return conditions(reading); });
    for (auto const& some : *all)
        models += some.condition == Condition::alive ? some.models : 0;
    return models;
}

} // namespace

TEST_ON_BOTH("a body of many models confirms them a hundred lines at a time")
{
    auto commune = Commune(engine);
    for (auto number = 0; number < 130; ++number)
        commune.model(fmt::format("Đường hoa {:03}", number));
    auto const first = page(commune, {{"body", "1"}});
    CHECK(count(first, "<select") == 100);
    CHECK(count(first, "Dòng 1 đến 100 trên 130 dòng") == 1);
    CHECK(count(first, "Đường hoa 099") > 0);
    CHECK(count(first, "<span class=\"kheo-count\">130</span>") == 1);
    auto const link = first.find("&amp;after=");
    REQUIRE(link != first.npos);
    auto const after = first.substr(link + 11, first.find('"', link) - link - 11);
    auto const second = page(commune, {{"body", "1"}, {"after", after}});
    CHECK(count(second, "<select") == 30);
    CHECK(count(second, "after=") == 0);
    CHECK(count(second, "Đường hoa 129") > 0);
    // What was refused comes back, wherever it stands.
    auto sent = said({*parse_id(after)});
    auto const problem = Problem(heartbeats::problems::nothing_said);
    auto const again = page(commune, sent, &problem);
    CHECK(count(again, "<select") == 1);
    CHECK(count(again, "Đường hoa 099") > 0);
}

TEST_CASE("a table says each model once, and too many at once are refused, none left out")
{
    auto const twice = table_of({{1}}, said({7, 8, 7}));
    REQUIRE(twice);
    REQUIRE(twice->lines.size() == 2);
    CHECK(twice->lines[0].model == ModelId{7});
    std::vector<std::int64_t> many;
    for (std::int64_t id = 1; id <= std::int64_t(most_lines); ++id)
        many.push_back(id);
    CHECK(table_of({{1}}, said(many))->lines.size() == most_lines);
    many.push_back(9'999);
    auto const refused = table_of({{1}}, said(many));
    REQUIRE(!refused);
    CHECK(refused.error().id == "heartbeats.too_many_lines");
    CHECK(refused.error().sentence.find("500") != std::string::npos);
}

TEST_ON_BOTH("a line that somebody else was first at shows what they said")
{
    auto commune = Commune(engine);
    auto const model = commune.model("Đường hoa");
    REQUIRE(commune.act(confirm, commune.table(model, Said::works, "125", "đếm lại ngày 20/11")));
    auto values = said({model.id.value});
    values.emplace_back("result-" + shown(model.id), "110");
    values.emplace_back("seen-" + shown(model.id), "0");
    auto const table = table_of({{1}}, values).value();
    auto const refused = commune.act(confirm, table);
    REQUIRE(!refused);
    auto const text = page(commune, values, &refused.error());
    CHECK(count(text, "Người khác vừa ghi, đang lưu: còn làm, 125 (đếm lại ngày 20/11)") == 1);
    CHECK(count(text, "value=\"110\"") == 1);
    CHECK(count(page(commune, {{"body", "1"}}), "Người khác vừa ghi") == 0);
}

TEST_ON_BOTH("what a body of a village does counts in its commune, and in the country as often")
{
    auto commune = Commune(engine);
    auto const began = *date_of({2025, 7, 1});
    auto const area = [&](std::int64_t id, areas::AreaKind kind, std::int64_t parent) {
        return areas::Area{.id = {id + 100},
                           .area = {id},
                           .code = std::to_string(id),
                           .full_name = "Nơi " + std::to_string(id),
                           .kind = kind,
                           .parent = {parent},
                           .valid_from = began};
    };
    using areas::AreaKind;
    areas::put_atlas(std::make_shared<areas::Atlas const>(std::vector{area(90, AreaKind::province, 0),
                                                                      area(91, AreaKind::commune, 90),
                                                                      area(7, AreaKind::village, 91)},
                                                          std::vector<areas::AreaChange>()));
    auto const model = commune.model("Đường hoa"); // of the body in the village
    REQUIRE(commune.act(confirm, commune.table(model, Said::works, "120")));
    auto const kept = [&](AreaId scope) {
        return commune.read([&](acts::Reading& reading) { return view_kept(reading, {scope}).value(); });
    };
    CHECK(kept({}).total.alive == 1);
    auto const province = kept({90});
    CHECK(province.total.alive == 1);
    REQUIRE(!province.places.empty());
    CHECK(province.places.back().name == "Nơi 91");
    CHECK(province.places.back().alive == 1);
    CHECK(kept({91}).places.back().alive == 1);
    areas::put_atlas(std::make_shared<areas::Atlas const>());
}

TEST_ON_BOTH("one count serves all who ask until something is said of a model")
{
    auto commune = Commune(engine);
    auto const model = commune.model("Đường hoa");
    hold_conditions();
    CHECK(alive(commune) == 0);
    REQUIRE(commune.act(confirm, commune.table(model, Said::works, "120")));
    CHECK(alive(commune) == 0); // as it was counted
    follow({"areas", "documents"}, commune.clock.at);
    CHECK(alive(commune) == 0);
    follow({"models", "model/" + shown(model.id)}, commune.clock.at);
    CHECK(alive(commune) == 1);
    // A reading that began before the change was heard of leaves nothing for others.
    auto const second = commune.model("Tổ góp vốn");
    REQUIRE(commune.act(confirm, commune.table(second, Said::works, "1")));
    CHECK(alive(commune) == 2);
    commune.clock.at.ms += 1;
    CHECK(alive(commune) == 2);
    auto const third = commune.model("Vườn mẫu");
    REQUIRE(commune.act(confirm, commune.table(third, Said::works, "1")));
    CHECK(alive(commune) == 2);
    forget_conditions();
    CHECK(alive(commune) == 3);
}
