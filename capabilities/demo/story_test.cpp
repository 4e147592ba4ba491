// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/demo/story.hpp"
#include "platform/crypto/digest.hpp"
#include "platform/text/text.hpp"

#include <doctest/doctest.h>

#include <map>
#include <set>

using namespace kheo;
using namespace kheo::demo;

namespace
{

Land const& land()
{
    static auto const made = Land(content());
    return made;
}

Story const& story()
{
    static auto const made = told(content(), land());
    return made;
}

bool has(Told const& told, Step step)
{
    return std::ranges::find(told.steps, step) != told.steps.end();
}

std::ptrdiff_t count(auto holds)
{
    return std::ranges::count_if(story().models, holds);
}

} // namespace

TEST_CASE("every body kind has an office that signs, and every commune its đầu mối dân vận")
{
    for (auto const& kind : content().bodies) {
        CAPTURE(kind.key);
        CHECK(!kind.signer.empty());
    }
    for (auto const& commune : content().communes) {
        auto const contact = land().find(commune.contact, &commune);
        REQUIRE(contact != Land::npos);
        CHECK(land().units()[contact].contact);
    }
}

TEST_CASE("bodies have their own codes, their superiors before them, and no placeholder left")
{
    std::set<std::string> codes;
    for (auto const& unit : land().units()) {
        CAPTURE(unit.code);
        CHECK((unit.superior.empty() || codes.contains(unit.superior)));
        CHECK(codes.insert(unit.code).second);
        CHECK(characters(unit.code) <= 35);
        CHECK(unit.name.find('{') == std::string::npos);
    }
    auto const& commune = content().communes.front();
    auto const& unit = land().units()[land().find("ban_xdd", &commune)];
    CHECK(unit.name == "Ban Xây dựng Đảng - Đảng ủy xã Suối Vàng Anh");
    CHECK(unit.superior == "MH001-DANG-UY");
    CHECK(land().units()[land().find("dang_uy", &commune)].superior == "MH-TINH-UY");
    CHECK(land().find("don_bien_phong", &commune) == Land::npos);
}

TEST_CASE("the story has as many models as it promises, in the years it promises")
{
    CHECK(story().models.size() == models_in_all);
    CHECK(count([](Told const& t) { return t.first.year == first_year; }) == models_of_first_year);
    CHECK(count([](Told const& t) { return t.again.has_value(); }) > 400);
    CHECK(count([](Told const& t) { return t.first.entry == models::Entry::nhan_rong; }) > 150);
    CHECK(count([](Told const& t) { return has(t, Step::withdrawn); }) > 80);
    CHECK(count([](Told const& t) { return t.steps.back() == Step::returned; }) > 30);
    CHECK(count([](Told const& t) { return t.steps.back() == Step::registered; }) > 30);
    auto const vague =
        count([](Told const& t) { return t.situation && t.situation->quality == Quality::vague; });
    CHECK(vague * 100 / models_in_all >= 11);
    CHECK(vague * 100 / models_in_all <= 13);
}

TEST_CASE("no body registers one situation twice, and no situation stands for more than a few models")
{
    std::set<std::pair<std::size_t, Situation const*>> pairs;
    std::map<Situation const*, int> times;
    for (auto const& told : story().models)
        if (told.situation) {
            CHECK(pairs.emplace(told.unit, told.situation).second);
            ++times[told.situation];
        }
    CHECK(times.size() == content().situations.size());
    for (auto const& [situation, number] : times) {
        CAPTURE(situation->key);
        CHECK(number <= 12);
    }
}

TEST_CASE("titles, aims and situations are mostly different sentences")
{
    std::set<std::string> titles, aims, situations;
    for (auto const& told : story().models) {
        titles.insert(told.first.text.title);
        aims.insert(told.first.text.aims);
        situations.insert(told.first.text.situation);
    }
    CHECK(titles.size() > models_in_all * 3 / 4);
    CHECK(aims.size() > models_in_all * 2 / 3);
    CHECK(situations.size() > models_in_all * 2 / 3);
}

TEST_CASE("every text is ready to be read and fits the form")
{
    for (auto const& told : story().models)
        for (auto const* const said : {&told.first, told.again ? &*told.again : &told.first}) {
            CAPTURE(said->text.title);
            CHECK(!said->text.title.empty());
            CHECK(characters(said->text.title) <= 300);
            CHECK(characters(said->measure) <= 120);
            json::each_member(said->text, [](std::string_view name, std::string const& text) {
                CAPTURE(name);
                CAPTURE(text);
                CHECK(text.find_first_of("{}|") == std::string::npos);
                CHECK(nfc(text) == text);
                CHECK(characters(text) <= 2000);
            });
        }
}

TEST_CASE("figures are numbers, and a result is told only where something was wanted")
{
    for (auto const& told : story().models) {
        auto const& said = told.first;
        CAPTURE(said.measure);
        CHECK(said.measure.empty() == said.target.empty());
        for (auto const& text : {said.baseline, said.target, said.result})
            CHECK((text.empty() || parse_number(text).has_value()));
        CHECK((said.result.empty() || !said.target.empty()));
    }
}

TEST_CASE("papers are signed on working days of the months in which bodies register")
{
    for (auto const& told : story().models) {
        auto const day = civil(told.first.registered_on);
        auto const months = told.first.year == first_year ? std::pair(7, 9) : std::pair(1, 3);
        CHECK(day.year == told.first.year);
        CHECK(day.month >= months.first);
        CHECK(day.month <= months.second);
        CHECK((told.first.registered_on.day + 3) % 7 < 5);
        if (told.again)
            CHECK(told.again->registered_on > told.first.registered_on);
    }
}

TEST_CASE("a replicated model names a public one of last year and says what it does differently")
{
    for (auto const& one : story().models) {
        CHECK((one.origin != Land::npos) == (one.first.entry == models::Entry::nhan_rong));
        if (one.origin == Land::npos)
            continue;
        auto const& origin = story().models.at(one.origin);
        CHECK(origin.first.year == first_year);
        CHECK(has(origin, Step::published));
        CHECK(!has(origin, Step::withdrawn));
        CHECK(origin.unit != one.unit);
        CHECK(one.first.text.way_of_working.find(land().units()[origin.unit].name) != std::string::npos);
    }
}

TEST_CASE("whoever is returned or withdrawn is told why, and steps follow each other rightly")
{
    for (auto const& one : story().models) {
        REQUIRE(one.steps.front() == Step::registered);
        CHECK(has(one, Step::returned) == !one.returned_for.empty());
        CHECK(has(one, Step::withdrawn) == !one.withdrawn_for.empty());
        CHECK(has(one, Step::kept) == one.again.has_value());
        CHECK((!has(one, Step::published) || has(one, Step::received)));
    }
}

TEST_CASE("some communes sent nothing this year")
{
    std::set<Commune const*> sent;
    for (auto const& told : story().models)
        if (told.first.year == this_year || told.again)
            sent.insert(land().units()[told.unit].commune);
    sent.erase(nullptr);
    CHECK(sent.size() == content().communes.size() - 3);
}

TEST_CASE("the story is the same each time")
{
    auto const summary = [](Story const& one) {
        std::string all;
        for (auto const& told : one.models) {
            all += land().units()[told.unit].code + iso(told.first.registered_on) + told.first.result;
            json::each_member(told.first.text, [&](auto, std::string const& text) { all += text; });
            for (auto const step : told.steps)
                all += char('a' + int(step));
        }
        return sha256(bytes_of(all));
    };
    CHECK(summary(story()) == summary(told(content(), land())));
}
