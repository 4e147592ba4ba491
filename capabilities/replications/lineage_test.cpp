// SPDX-License-Identifier: AGPL-3.0-or-later
// Followers counted beyond what is drawn, long chains, origins that are gone, and
// what works elsewhere.
#include "capabilities/replications/replications.hpp"
#include "platform/testing/office.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace kheo;
using namespace kheo::replications;

namespace
{

auto const began = *date_of({2025, 7, 1});

// One body in a commune and one in a ward. The operator may do all.
struct Land : testing::Office {
    explicit Land(db::Engine engine) : Office(engine)
    {
        auto const area = [](std::int64_t id, areas::AreaKind kind) {
            return areas::Area{.id = {id + 100}, .area = {id}, .kind = kind, .valid_from = began};
        };
        auto const body = [](std::int64_t id, std::int64_t at) {
            return bodies::Body{.id = {id + 10},
                                .body = {id},
                                .code = std::to_string(id),
                                .name = "Đảng ủy",
                                .area = {at},
                                .valid_from = began};
        };
        areas::put_atlas(std::make_shared<areas::Atlas const>(
            std::vector{area(7, areas::AreaKind::commune), area(8, areas::AreaKind::ward)},
            std::vector<areas::AreaChange>()));
        bodies::put_directory(std::make_shared<bodies::Directory const>(std::vector{body(1, 7), body(2, 8)}));
    }
    ~Land() { areas::put_atlas(std::make_shared<areas::Atlas const>()); }

    Model model(std::string title, ModelId origin = {}, std::string situation = "", BodyId of = {1})
    {
        auto const record = Model{.year = 2026,
                                  .body = of,
                                  .area = {of.value + 6},
                                  .field = "kinh_te",
                                  .title = std::move(title),
                                  .situation = std::move(situation),
                                  .stage = models::Stage::received,
                                  .published = true,
                                  .origin = origin};
        return act(
                   [](acts::Work& work, Model given) {
                       given.id = {work.draws.id()};
                       return models::store_new(work, "models.published", given);
                   },
                   record)
            .value();
    }

    void confirmed(Model const& model)
    {
        REQUIRE(act(
            [](acts::Work& work, Model const& one) -> Outcome<acts::Recorded<heartbeats::Heartbeat>> {
                return heartbeats::store(work, {.id = {work.draws.id()},
                                                .model = one.id,
                                                .period = periods::calendar().of(work.today()).first,
                                                .day = work.today(),
                                                .body = one.body,
                                                .area = one.area,
                                                .opened = true});
            },
            model));
    }

    LineageView lineage(Model const& model)
    {
        return read([&](acts::Reading& reading) { return view_lineage(reading, {model.id}).value(); });
    }
    // What stands on the model's own page.
    std::string told(Model const& model)
    {
        return read([&](acts::Reading& reading) {
            return std::string(tell(reading, model, models::Audience::everybody).main.view());
        });
    }
    ElsewhereList elsewhere(ElsewhereQuery const& query)
    {
        return read([&](acts::Reading& reading) { return list_elsewhere(reading, query).value(); });
    }
};

bool holds(std::string_view text, std::string_view part)
{
    return text.find(part) != text.npos;
}

} // namespace

TEST_ON_BOTH("followers are counted, also of a model that stands beyond what is drawn")
{
    auto land = Land(engine);
    auto const first = land.model("Nơi đầu");
    for (auto number = 0; number < 14; ++number)
        land.model(fmt::format("Theo sau {:02}", number), first.id);
    auto const late = land.model("Đến sau cùng", first.id);
    auto const follower = land.model("Theo nơi đến sau", late.id);
    land.model("Theo nữa", follower.id);
    CHECK(land.lineage(first).followers == 17);
    CHECK(land.lineage(late).followers == 2);
    CHECK(holds(land.told(late), "2 nơi đã làm theo"));
    CHECK(holds(land.told(first), "17 nơi đã làm theo"));
    CHECK(land.lineage(first).whole);
    CHECK_FALSE(holds(land.told(follower), "0 nơi"));
}

TEST_ON_BOTH("more followers than one drawing takes are counted, and the drawing says that it is not whole")
{
    auto land = Land(engine);
    auto const first = land.model("Nơi đầu");
    for (auto number = 0; number < 203; ++number)
        land.model(fmt::format("Theo sau {:03}", number), first.id);
    auto const view = land.lineage(first);
    CHECK(view.followers == 203);
    CHECK(view.root.followers == 203);
    CHECK_FALSE(view.whole);
}

TEST_ON_BOTH("a chain too long for one drawing does not claim to begin where it began")
{
    auto land = Land(engine);
    std::vector<Model> chain{land.model("Nơi 1")};
    for (auto number = 2; number <= 8; ++number)
        chain.push_back(land.model(fmt::format("Nơi {}", number), chain.back().id));
    auto const page = [&](Model const& model) {
        auto const view = land.lineage(model);
        return land.read(
            [&](acts::Reading& reading) { return std::string(show_lineage(reading, view).body.view()); });
    };
    CHECK(land.lineage(chain[5]).root.title == "Nơi 1");
    CHECK(holds(page(chain[5]), "Từ nơi khởi đầu"));
    CHECK(land.lineage(chain[7]).root.title == "Nơi 3");
    CHECK_FALSE(land.lineage(chain[7]).whole);
    CHECK_FALSE(holds(page(chain[7]), "Từ nơi khởi đầu"));
    CHECK(holds(page(chain[7]), "nơi khởi đầu ở xa hơn phía trên"));
}

TEST_ON_BOTH("what was withdrawn is no origin")
{
    auto land = Land(engine);
    auto const first = land.model("Nơi đầu");
    auto const second = land.model("Nơi sau");
    auto const form = RecordForm{
        .model = second.id, .version = 1, .origin = shown(first.id), .changed = "giao cho tổ liên gia"};
    REQUIRE(land.act(
        [&](acts::Work& work, int) -> Outcome<acts::Recorded<Model>> {
            auto const gone = TRY(models::withdrawn(first, "trùng"));
            return models::store(work, "models.withdrawn", gone);
        },
        0));
    auto const refused = land.act(record, form);
    REQUIRE(!refused);
    CHECK(refused.error().id == "replications.no_such_origin");
}

TEST_ON_BOTH("what works elsewhere is found by any of its words, by its kind of place, by title")
{
    auto land = Land(engine);
    auto const field = land.model("Cánh đồng sạch", {}, "Bao bì thuốc sâu vứt trên bờ ruộng.");
    auto const street = land.model("Ngõ xanh", {}, "Rác thải tràn ra đường ngõ.", {2});
    auto const both = land.model("Ao làng", {}, "Rác thải đổ xuống ruộng và ao.");
    land.model("Chưa ai xác nhận", {}, "Rác thải ruộng.");
    for (auto const& model : {field, street, both})
        land.confirmed(model);
    auto const titles = [&](ElsewhereQuery const& query) {
        std::string all;
        for (auto const& item : land.elsewhere(query).items)
            all += item.title + ";";
        return all;
    };
    CHECK(titles({}) == "Ao làng;Cánh đồng sạch;Ngõ xanh;");
    CHECK(land.elsewhere({}).whole);
    CHECK(titles({.q = "rác ruộng"}) == "Ao làng;Cánh đồng sạch;Ngõ xanh;");
    CHECK(land.elsewhere({.q = "rác ruộng"}).items.front().words == 2);
    CHECK(titles({.q = "rác thải"}) == "Ao làng;Ngõ xanh;");
    CHECK(titles({.kind = "ward"}) == "Ngõ xanh;");
    CHECK(titles({.kind = "ward", .q = "ruộng"}).empty());
    CHECK(titles({.field = "quoc_phong_an_ninh", .q = "rác"}).empty());
    CHECK(titles({.q = "không có chữ này đâu"}).empty());
}

TEST_ON_BOTH("without words one page is shown and says that there are more")
{
    auto land = Land(engine);
    for (auto number = 0; number < 53; ++number)
        land.confirmed(land.model(fmt::format("Đường hoa {:02}", number)));
    auto const list = land.elsewhere({});
    CHECK(list.items.size() == 50);
    CHECK(list.total == 50);
    CHECK_FALSE(list.whole);
    CHECK(land.elsewhere({.q = "đường hoa"}).total == 53);
}
