// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/bodies/bodies.hpp"
#include "capabilities/desk/desk.hpp"
#include "capabilities/models/models.hpp"
#include "platform/testing/office.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::desk;

namespace
{

// Two bodies of one commune; nobody has the rights of an administrator.
struct Commune : testing::Office {
    explicit Commune(db::Engine engine) : Office(engine)
    {
        auto const from = *date_of({2025, 7, 1});
        bodies::put_directory(
            std::make_shared<bodies::Directory const>(std::vector{bodies::Body{.id = {11},
                                                                               .body = {1},
                                                                               .code = "A",
                                                                               .name = "Đảng ủy xã A",
                                                                               .area = {7},
                                                                               .valid_from = from},
                                                                  bodies::Body{.id = {12},
                                                                               .body = {2},
                                                                               .code = "B",
                                                                               .name = "UBND xã A",
                                                                               .area = {7},
                                                                               .valid_from = from}}));
        areas::put_atlas(std::make_shared<areas::Atlas const>(std::vector{areas::Area{.id = {2},
                                                                                      .area = {7},
                                                                                      .code = "00007",
                                                                                      .name = "A",
                                                                                      .full_name = "Xã A",
                                                                                      .valid_from = from}},
                                                              std::vector<areas::AreaChange>()));
        actor = {.kind = acts::ActorKind::person, .posts = {{1, "can_bo_xa", 1}}};
        as({"models.register", "models.edit", "models.see"});
    }

    void as(std::vector<std::string> rights)
    {
        allowed = [rights](acts::Actor const&, acts::Permission permission, acts::Place, Date) {
            return std::ranges::find(rights, permission.name) != rights.end();
        };
    }

    models::Model add(std::string title, models::Stage stage, std::string reason = "")
    {
        auto const done = act(
            [&](acts::Work& work, int) -> Outcome<acts::Recorded<models::Model>> {
                return models::store_new(work, "models.registered",
                                         models::Model{.id = {work.draws.id()},
                                                       .year = 2026,
                                                       .body = {1},
                                                       .area = {7},
                                                       .field = "kinh_te",
                                                       .title = title,
                                                       .stage = stage,
                                                       .reason = reason});
            },
            0);
        REQUIRE(done);
        return done->value();
    }

    // "group: title (from; note); …", one line each.
    std::string desk()
    {
        auto const view = read([](acts::Reading& r) { return view_desk(r, {}); });
        REQUIRE(view);
        std::string words;
        for (auto const& group : view->groups) {
            words += group.name + ":";
            for (auto const& item : group.items)
                words += " " + item.title + (item.note.empty() ? "" : " (" + item.note + ")");
            words += "\n";
        }
        return words;
    }

    // What a letter says of it, one line each.
    std::string piles()
    {
        reminders::on_waiting(desk::piles);
        std::string words;
        for (auto const& entry : read([](acts::Reading& r) { return reminders::entries_of(r); }))
            if (entry.matter == reminders::Matter::waiting)
                words += entry.title + " " + entry.path + "\n";
        return words;
    }
};

} // namespace

TEST_ON_BOTH("a commune's officer finds what came back with the reason, the drafts, and what the year lacks")
{
    auto commune = Commune(engine);
    commune.add("Đường hoa", models::Stage::returned, "thiếu chỉ tiêu");
    commune.add("Tổ tiết kiệm", models::Stage::draft);
    CHECK(commune.desk() == "returned: Đường hoa (thiếu chỉ tiêu)\n"
                            "drafts: Tổ tiết kiệm\n"
                            "missing: UBND xã A: chưa đăng ký mô hình nào\n");
}

TEST_ON_BOTH("a province's officer finds what waits, oldest first, by body and for how long")
{
    auto commune = Commune(engine);
    commune.add("Z", models::Stage::registered);
    commune.clock.at.ms += 3 * 86'400'000LL;
    commune.add("A", models::Stage::registered);
    commune.add("M", models::Stage::received);
    commune.as({"models.receive", "models.publish", "models.see"});
    CHECK(commune.desk() == "to_receive: Z A\nto_publish: M\n");
    auto const view = commune.read([](acts::Reading& r) { return view_desk(r, {}); });
    CHECK(view->groups[0].items[0].from == "Đảng ủy xã A");
    CHECK(view->groups[0].items[0].days == 3);
    CHECK(view->groups[0].items[1].days == 0);
}

TEST_ON_BOTH("what a body has to keep leads to the list of just these models")
{
    auto commune = Commune(engine);
    commune.add("Đường hoa", models::Stage::received);
    commune.add("Tổ tiết kiệm", models::Stage::not_yet);
    commune.clock.at.ms += 365 * 86'400'000LL;
    auto const view = commune.read([](acts::Reading& r) { return view_desk(r, {}); });
    REQUIRE(view);
    auto const group = std::ranges::find(view->groups, "missing", &Group::name);
    REQUIRE(group != view->groups.end());
    auto const item = std::ranges::find(
        group->items, "Đảng ủy xã A: 2 mô hình năm trước chưa đăng ký duy trì", &Item::title);
    REQUIRE(item != group->items.end());
    CHECK(item->url == models::list_of_unkept({1}, 2026, 2027));
    CHECK(item->url.starts_with("/can-bo/mo-hinh?body=1&"));
}

TEST_ON_BOTH("who may nothing finds an empty desk")
{
    auto commune = Commune(engine);
    commune.add("Z", models::Stage::registered);
    commune.as({});
    CHECK(commune.desk().empty());
    CHECK(commune.piles().empty());
}

TEST_ON_BOTH("letters are told how much others wait for, and nothing of a body's own affairs")
{
    auto commune = Commune(engine);
    commune.add("Z", models::Stage::registered);
    commune.add("Y", models::Stage::registered);
    commune.add("M", models::Stage::received);
    commune.add("Đường hoa", models::Stage::returned, "thiếu chỉ tiêu");
    commune.add("Tổ tiết kiệm", models::Stage::draft);
    CHECK(commune.piles().empty());
    commune.as({"models.receive", "models.publish", "models.edit", "models.see"});
    CHECK(commune.piles() == "2 mô hình chờ tiếp nhận /can-bo/mo-hinh?stage=registered\n");
    commune.as({"models.see", "heartbeats.confirm", "questions.answer"});
    CHECK(commune.piles() == "1 mô hình chưa xác nhận duy trì kỳ này /can-bo/duy-tri\n");
}

TEST_CASE("waiting is told in days as people count them")
{
    auto const evening = Instant{1'795'276'800'000}; // 23:00 in Viet Nam
    CHECK(days_since(evening, {evening.ms + 2 * 3'600'000}) == 1);
    CHECK(days_since(evening, {evening.ms + 30 * 60'000}) == 0);
    CHECK(waited(0) == "Hôm nay");
    CHECK(waited(12) == "Chờ 12 ngày");
}
