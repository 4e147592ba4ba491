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

Province const& province_of(Told const& told)
{
    return *land().units()[told.unit].province;
}

// In the first province.
std::ptrdiff_t count(auto holds)
{
    return std::ranges::count_if(
        story().models, [&](Told const& told) { return &province_of(told) == &home() && holds(told); });
}

} // namespace

TEST_CASE("every body kind has an office that signs, and every commune its đầu mối dân vận")
{
    for (auto const& kind : content().bodies) {
        CAPTURE(kind.key);
        CHECK(!kind.signer.empty());
    }
    for (auto const& commune : content().communes) {
        auto const contact = land().find(commune.contact, commune);
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
    auto const& unit = land().units()[land().find("ban_xdd", commune)];
    CHECK(unit.name == "Ban Xây dựng Đảng - Đảng ủy xã Suối Vàng Anh");
    CHECK(unit.superior == "MH001-DANG-UY");
    CHECK(land().units()[land().find("dang_uy", commune)].superior == "MH-TINH-UY");
    CHECK(land().find("don_bien_phong", commune) == Land::npos);
    auto const& other = content().provinces.back();
    CHECK(land().units()[land().find("so_noi_vu", other)].name == "Sở Nội vụ tỉnh Giả Tưởng");
    for (auto const& one : land().units())
        CHECK(one.code.starts_with(one.province->code));
}

TEST_CASE("each province has as many models as it promises, in the years it promises")
{
    CHECK(home().models == 2226);
    CHECK(communes_of(content(), home()).size() == 40);
    std::map<Province const*, std::size_t> all, of_first_year;
    for (auto const& told : story().models) {
        ++all[&province_of(told)];
        of_first_year[&province_of(told)] += told.first.year == first_year ? 1 : 0;
    }
    CHECK(all.size() == 4);
    for (auto const& province : content().provinces) {
        CAPTURE(province.name);
        CHECK(all[&province] == province.models);
        CHECK(of_first_year[&province] == province.of_first_year);
    }
}

TEST_CASE("models of the first province are kept, replicated, withdrawn, returned and vague in some measure")
{
    CHECK(count([](Told const& t) { return t.again.has_value(); }) > 400);
    CHECK(count([](Told const& t) { return t.first.entry == models::Entry::nhan_rong; }) > 150);
    CHECK(count([](Told const& t) { return has(t, Step::withdrawn); }) > 80);
    CHECK(count([](Told const& t) { return t.steps.back() == Step::returned; }) > 30);
    CHECK(count([](Told const& t) { return t.steps.back() == Step::registered; }) > 30);
    auto const vague =
        count([](Told const& t) { return t.situation && t.situation->quality == Quality::vague; });
    CHECK(std::size_t(vague) * 100 / home().models >= 11);
    CHECK(std::size_t(vague) * 100 / home().models <= 13);
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
        CHECK(number <= 16);
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
    CHECK(titles.size() > story().models.size() * 3 / 4);
    CHECK(aims.size() > story().models.size() * 2 / 3);
    CHECK(situations.size() > story().models.size() * 2 / 3);
}

TEST_CASE("models that take up one situation tell it each in their own words")
{
    // Without figures and names of places: what is left is how it is said.
    auto const worded = [](Told const& told, std::string text) {
        auto const& unit = land().units()[told.unit];
        auto names = std::vector{unit.name};
        if (unit.commune) {
            std::ranges::copy(unit.commune->villages, std::back_inserter(names));
            std::ranges::copy(unit.commune->places, std::back_inserter(names));
            names.push_back(unit.commune->name);
        }
        for (auto const& name : names)
            for (auto at = text.find(name); at != std::string::npos; at = text.find(name))
                text.erase(at, name.size());
        std::erase_if(text, [](char c) { return (c >= '0' && c <= '9') || c == '.' || c == ','; });
        return text;
    };
    std::size_t all = 0;
    std::set<std::string> ways, situations, aims, outputs;
    for (auto const& told : story().models) {
        if (!told.situation)
            continue;
        ++all;
        auto const& text = told.first.text;
        ways.insert(worded(told, text.way_of_working));
        situations.insert(worded(told, text.situation));
        aims.insert(worded(told, text.aims));
        outputs.insert(worded(told, text.outputs));
    }
    CHECK(ways.size() * 100 > all * 95);
    CHECK(situations.size() * 100 > all * 85);
    CHECK(aims.size() * 100 > all * 70);
    CHECK(outputs.size() * 100 > all * 60);
}

TEST_CASE("a situation belongs to a theme that has sentences for each part of it")
{
    std::set<std::string> named;
    for (auto const& situation : content().situations) {
        CAPTURE(situation.key);
        for (auto const* const column :
             {"situation", "aims", "way_start", "way_then", "outputs", "keep_up"}) {
            CAPTURE(column);
            CHECK(content().parts.contains(std::string(column) + "/" + situation.theme));
        }
        named.insert(situation.theme);
        named.insert(situation.key);
    }
    for (auto const& [key, sentences] : content().parts) {
        CAPTURE(key);
        auto const of = key.substr(key.find('/') + 1);
        CHECK((named.contains(of) || key == "learned/any" || key.starts_with("situation_open/")));
    }
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
                CHECK(text.find_first_of("{}|[]") == std::string::npos);
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

TEST_CASE("models spread between provinces, in every direction")
{
    std::map<Province const*, int> took, gave;
    for (auto const& one : story().models)
        if (one.origin != Land::npos)
            if (auto const& origin = story().models[one.origin]; &province_of(origin) != &province_of(one)) {
                ++took[&province_of(one)];
                ++gave[&province_of(origin)];
                CHECK(one.first.text.way_of_working.find(province_of(origin).name) != std::string::npos);
            }
    for (auto const& province : content().provinces) {
        CAPTURE(province.name);
        CHECK(took[&province] >= 5);
        CHECK(gave[&province] >= 5);
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
    CHECK(sent.size() == content().communes.size() - 6);
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
