// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/accounts/accounts.hpp"
#include "capabilities/demo/load.hpp"
#include "capabilities/ledger/ledger.hpp"
#include "platform/testing/office.hpp"

#include <doctest/doctest.h>

#include <map>

using namespace kheo;
using namespace kheo::demo;

namespace
{

Land const& land()
{
    static auto const made = Land(content());
    return made;
}

// Few models of each year, so that the test is quick. A model replicates only
// earlier ones, which stand before it.
Story const& story()
{
    static auto const some = [] {
        auto whole = told(content(), land());
        auto few = Story{.models = {}, .unit_has_model = std::vector<bool>(land().units().size())};
        for (std::size_t at = 0; at < 120; ++at) {
            few.models.push_back(whole.models[at]);
            few.unit_has_model[few.models.back().unit] = true;
        }
        for (std::size_t at = 120; at < whole.models.size() && few.models.size() < 150; ++at)
            if (auto const& one = whole.models[at];
                one.first.year == this_year && (one.origin == Land::npos || one.origin < 120)) {
                few.models.push_back(one);
                few.unit_has_model[one.unit] = true;
            }
        return few;
    }();
    return some;
}

struct Demo : testing::Office {
    explicit Demo(db::Engine engine) : Office(engine)
    {
        auto const done = act([](acts::Work& work, int) { return load(work, story(), land()); }, 0);
        REQUIRE(done);
        loaded = *done;
    }
    Loaded loaded;
};

} // namespace

TEST_ON_BOTH("the demo is loaded whole, and says what it loaded")
{
    auto demo = Demo(engine);
    auto const& loaded = demo.loaded;
    CHECK(loaded.areas == std::int64_t(content().communes.size() + content().provinces.size()));
    CHECK(loaded.models == std::int64_t(story().models.size()));
    CHECK(loaded.entries == loaded.models + std::ranges::count_if(story().models, [](Told const& told) {
                                return told.again.has_value();
                            }));
    CHECK(loaded.published > loaded.models / 2);
    CHECK(loaded.published < loaded.models);
    CHECK(loaded.acts > 2 * loaded.models + loaded.bodies);
}

TEST_ON_BOTH("every record of the demo is marked as such, and its acts tell the same")
{
    auto demo = Demo(engine);
    for (auto const& projection : {models::projections().front(), bodies::projections().front()})
        demo.read([&](acts::Reading& reading) {
            std::map<std::int64_t, std::pair<std::int64_t, std::string>> records;
            projection.each(reading.db, [&](std::int64_t object, std::int64_t version, std::string record) {
                records[object] = {version, std::move(record)};
            });
            CHECK(records.size() > 100);
            for (auto const& [object, stored] : records) {
                CHECK(boost::json::parse(stored.second).at("demo").as_bool());
                auto const acts = acts::history(reading.db, projection.object_kind, object);
                REQUIRE(std::int64_t(acts.size()) == stored.first);
                auto const content = boost::json::parse(acts.back().content);
                CHECK(boost::json::serialize(content.at("record")) == stored.second);
            }
            return 0;
        });
}

TEST_ON_BOTH("every act of the demo has a name that people can read")
{
    constexpr db::Statement kinds{"t.kinds", "SELECT DISTINCT kind FROM acts ORDER BY kind", ""};
    auto demo = Demo(engine);
    demo.read([&](acts::Reading& reading) {
        for (auto const& kind : reading.db.all<std::string>(kinds))
            CHECK_MESSAGE(ledger::said(kind) != kind, kind);
        return 0;
    });
}

TEST_ON_BOTH("a model is registered by its commune and received by the officer of its own province")
{
    auto demo = Demo(engine);
    demo.read([](acts::Reading& reading) {
        auto const day = *date_of({2026, 1, 1});
        auto const atlas = areas::load_atlas(reading.db);
        std::map<areas::AreaId, std::int64_t> officer_of;
        for (auto const& province : content().provinces) {
            auto const officer =
                accounts::account_by_login(reading.db, std::string(officer_of_province) + province.login);
            REQUIRE(officer);
            CHECK(officer->demo);
            officer_of[atlas->by_code(province.code, day)->area] = officer->id.value;
        }
        std::vector<std::pair<std::int64_t, areas::AreaId>> stored;
        models::projections().front().each(
            reading.db, [&](std::int64_t object, std::int64_t, std::string const& record) {
                auto const area = boost::json::parse(record).at("area").as_string();
                stored.emplace_back(object, areas::AreaId{parse_count(std::string_view(area)).value()});
            });
        std::map<std::int64_t, int> received; // by officer
        for (auto const& [id, area] : stored)
            for (auto const& act : acts::history(reading.db, "model", id))
                if (act.kind == "models.received" || act.kind == "models.published") {
                    CHECK(act.account == officer_of.at(atlas->province_of(area, day)->area));
                    ++received[act.account];
                }
        CHECK(received.size() == content().provinces.size());
        return 0;
    });
}

TEST_ON_BOTH("the real provinces are there, and nothing of the demo lies in them")
{
    auto demo = Demo(engine);
    auto const atlas = demo.read([](acts::Reading& reading) { return areas::load_atlas(reading.db); });
    auto const day = *date_of({2026, 1, 1});
    CHECK(atlas->provinces(day).size() == 34 + content().provinces.size());
    for (auto const& body :
         demo.read([](acts::Reading& reading) { return bodies::load_directory(reading.db); })->periods())
        CHECK(atlas->province_of(body.area, day)->demo);
}

TEST_ON_BOTH("each commune has its đầu mối dân vận and an officer there")
{
    auto demo = Demo(engine);
    demo.read([](acts::Reading& reading) {
        auto const atlas = areas::load_atlas(reading.db);
        auto const directory = bodies::load_directory(reading.db);
        auto const day = *date_of({2026, 1, 1});
        for (auto const& commune : content().communes) {
            auto const* const contact = directory->contact_of(atlas->by_code(commune.code, day)->area, day);
            REQUIRE(contact != nullptr);
            auto const* const top = directory->by_code(commune.province + "-TINH-UY", day);
            CHECK(directory->below(contact->body, top->body, day));
        }
        auto const officer = accounts::account_by_login(reading.db, officer_of_commune);
        REQUIRE(officer);
        auto const posts = accounts::held_posts(reading.db, officer->id, day);
        REQUIRE(posts.size() == 1);
        CHECK(posts[0].role == "can_bo_xa");
        CHECK(posts[0].body == directory->by_code("MH001-BAN-XDD", day)->body.value);
        return 0;
    });
}

TEST_ON_BOTH("an installation is a demo from its loading on, and is loaded once")
{
    auto office = testing::Office(engine);
    auto const is_demo_now = [](acts::Reading& reading) { return is_demo(reading.db); };
    auto const is_empty_now = [](acts::Reading& reading) { return is_empty(reading.db); };
    CHECK(!office.read(is_demo_now));
    CHECK(office.read(is_empty_now));
    auto const loading = [](acts::Work& work, int) { return load(work, story(), land()); };
    REQUIRE(office.act(loading, 0));
    CHECK(office.read(is_demo_now));
    CHECK(!office.read(is_empty_now));
    CHECK(office.act(loading, 0).error().id == "demo.not_empty");
}
