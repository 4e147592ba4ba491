// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/bodies/bodies_test.hpp"
#include "capabilities/models/decide.hpp"
#include "capabilities/models/edit.hpp"
#include "capabilities/models/models.hpp"
#include "platform/testing/office.hpp"
#include "web/form_page.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::models;

namespace
{

struct Commune : testing::Office {
    explicit Commune(db::Engine engine) : Office(engine)
    {
        testing::put_one_body("Đảng ủy xã Khe Trúc");
        auto const done =
            act(register_model,
                RegisterForm{
                    {.field = "kinh_te", .title = "Tổ tiết kiệm", .aims = "20 hộ", .forces = "Hội Phụ nữ"},
                    {1},
                    2026});
        REQUIRE(done);
        model = done->value();
        actor = {.kind = acts::ActorKind::person, .account = 5, .posts = {{1, "can_bo_xa", 1}}};
        allowed = [](acts::Actor const& who, acts::Permission, acts::Place, Date) {
            return who.kind == acts::ActorKind::person;
        };
    }

    // What a page filled with the stored record would send.
    EditForm form()
    {
        auto form = EditForm{{}, model.id, model.version};
        form.field = model.field;
        form.title = model.title;
        form.aims = model.aims;
        form.forces = model.forces;
        return form;
    }

    Model model;
};

Model with_aims(std::string aims)
{
    return {.title = "Tổ tiết kiệm", .aims = std::move(aims), .forces = "Hội Phụ nữ"};
}

} // namespace

TEST_CASE("two versions are shown where the other one changed something that I have differently")
{
    auto const was = with_aims("20 hộ");
    auto now = with_aims("40 hộ");
    now.forces = "Hội Nông dân";
    now.outputs = "Quỹ 30 triệu";
    auto typed = web::values_of(was);
    forms::replace(typed, "aims", "35 hộ");
    forms::replace(typed, "outputs", "Quỹ 30 triệu");
    auto const sides = sides_of(was, now, typed);
    REQUIRE(sides.size() == 2);
    CHECK(sides[0].field == "aims");
    CHECK(sides[0].state == Side::State::both);
    CHECK(sides[0].was == "20 hộ");
    CHECK(sides[0].theirs == "40 hộ");
    CHECK(sides[0].mine == "35 hộ");
    CHECK(sides[1].field == "forces");
    CHECK(sides[1].state == Side::State::theirs_only);
}

TEST_CASE("the same words in another Unicode form or with other white space are no difference")
{
    auto const was = with_aims("20 hộ");
    auto const now = with_aims("40 hộ");
    auto typed = web::values_of(was);
    forms::replace(typed, "aims", "  40 ho\u0302\u0323 \r\n");
    CHECK(sides_of(was, now, typed).empty());
}

TEST_CASE("what only I changed is not put before me again")
{
    auto const same = with_aims("20 hộ");
    auto typed = web::values_of(same);
    forms::replace(typed, "aims", "35 hộ");
    CHECK(sides_of(same, same, typed).empty());
}

TEST_ON_BOTH("an edit is told by post and body, with what it changed")
{
    auto commune = Commune(engine);
    auto form = commune.form();
    form.aims = "40 hộ";
    REQUIRE(commune.act(edit, form));
    auto const past = commune.read([&](acts::Reading& r) { return past_of(r.db, commune.model.id); });
    REQUIRE(past.size() == 2);
    CHECK(past[1].who == "Cán bộ cấp xã, Đảng ủy xã Khe Trúc");
    CHECK(past[1].office == "Đảng ủy xã Khe Trúc");
    REQUIRE(past[1].changes.size() == 1);
    CHECK(past[1].changes[0].label == "Mục tiêu, chỉ tiêu");
    CHECK(past[1].changes[0].before == "20 hộ");
    CHECK(past[1].changes[0].after == "40 hộ");
}

TEST_ON_BOTH("the second of two editors hears who changed what, and nothing is overwritten")
{
    auto commune = Commune(engine);
    auto first = commune.form();
    first.aims = "40 hộ";
    REQUIRE(commune.act(edit, first));
    auto second = commune.form();
    second.forces = "Hội Nông dân";
    auto const refused = commune.act(edit, second);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().id == "changed_meanwhile");
    CHECK(refused.error().sentence.starts_with("Cán bộ cấp xã, Đảng ủy xã Khe Trúc vừa sửa"));
    REQUIRE(refused.error().fields.size() == 1);
    CHECK(refused.error().fields[0].field == "aims");
    CHECK(refused.error().fields[0].sentence == "Mục tiêu, chỉ tiêu: bản đang lưu là “40 hộ”");
}

TEST_ON_BOTH("the stored words win in the fields that are taken, the typed ones in the others")
{
    auto commune = Commune(engine);
    auto first = commune.form();
    first.aims = "40 hộ";
    REQUIRE(commune.act(edit, first));
    auto second = commune.form();
    second.version = 2;
    second.aims = "35 hộ";
    second.forces = "Hội Nông dân";
    second.take = {"aims"};
    auto const done = commune.act(edit, second);
    REQUIRE(done);
    CHECK(done->value().aims == "40 hộ");
    CHECK(done->value().forces == "Hội Nông dân");
}

TEST_ON_BOTH("what is public is corrected with a reason, which is asked for at its field")
{
    auto commune = Commune(engine);
    REQUIRE(commune.act(receive, DecideForm{commune.model.id, 1, ""}));
    REQUIRE(commune.act(publish, DecideForm{commune.model.id, 2, ""}));
    auto form = commune.form();
    form.version = 3;
    form.aims = "25 hộ";
    auto const refused = commune.act(edit, form);
    REQUIRE_FALSE(refused);
    CHECK(web::error_of(refused.error().fields, "reason") == refused.error().sentence);
    form.reason = "Ghi nhầm số hộ";
    REQUIRE(commune.act(edit, form));
    auto const past = commune.read([&](acts::Reading& r) { return past_of(r.db, commune.model.id); });
    CHECK(past.back().act.kind == "models.corrected");
    CHECK(past.back().act.visibility == acts::Visibility::open);
    CHECK(past.back().reason == "Ghi nhầm số hộ");
}

TEST_ON_BOTH("a paper cannot have been signed tomorrow")
{
    auto commune = Commune(engine);
    auto form = commune.form();
    form.registered_on = Date{local_date(commune.clock.now()).day + 1};
    auto const refused = commune.act(edit, form);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().fields.front().field == "registered_on");
}
