// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/bodies/bodies_test.hpp"
#include "capabilities/models/decide.hpp"
#include "capabilities/models/edit.hpp"
#include "capabilities/models/models.hpp"
#include "platform/testing/office.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::models;

namespace
{

struct Commune : testing::Office {
    explicit Commune(db::Engine engine) : Office(engine) { testing::put_one_body(); }
    RegisterForm form{{.field = "kinh_te", .title = "Tổ tiết kiệm xoay vòng"}, {1}, 2026};

    Model registered()
    {
        auto const done = act(register_model, form);
        REQUIRE(done);
        return done->value();
    }
};

} // namespace

TEST_ON_BOTH("a registered model waits to be received and keeps area and body of its day")
{
    auto commune = Commune(engine);
    auto const model = commune.registered();
    CHECK(model.stage == Stage::registered);
    CHECK(model.area.value == 7);
    CHECK(model.version == 1);
    auto const stored = commune.read([&](acts::Reading& r) { return load(r, model.id); });
    REQUIRE(stored);
    CHECK(json::text(*stored) == json::text(model));
}

TEST_ON_BOTH("a body that does not exist on the day of the paper cannot register")
{
    auto commune = Commune(engine);
    commune.form.registered_on = date_of({2024, 1, 1});
    CHECK(commune.act(register_model, commune.form).error().id == "models.no_such_body");
}

TEST_ON_BOTH("a body registers nothing signed on a day when its area was no more, said at the field")
{
    auto commune = Commune(engine);
    auto const gone = *date_of({2026, 10, 1});
    auto area = testing::area({7}, "90001", areas::AreaKind::commune);
    area.valid_to = gone;
    auto const held = areas::atlas();
    areas::put_atlas(std::make_shared<areas::Atlas const>(
        std::vector{area, testing::area({8}, "90002", areas::AreaKind::commune)},
        std::vector<areas::AreaChange>{{.day = gone, .from_area = {7}, .to_area = {8}}}));
    commune.form.registered_on = Date{gone.day + 1};
    auto const late = commune.act(register_model, commune.form);
    commune.form.registered_on = Date{gone.day - 1};
    auto const before = commune.act(register_model, commune.form);
    areas::put_atlas(held);
    REQUIRE(!late);
    CHECK(late.error().id == "models.no_such_body");
    CHECK(late.error().fields.at(0).field == "body");
    REQUIRE(before);
    CHECK(before->value().area.value == 7);
}

TEST_ON_BOTH("a model goes from registered to public in named acts")
{
    auto commune = Commune(engine);
    auto const model = commune.registered();
    REQUIRE(commune.act(receive, DecideForm{model.id, 1, ""}));
    auto const open = commune.act(publish, DecideForm{model.id, 2, ""});
    REQUIRE(open);
    CHECK(open->value().published);
    auto const acts =
        commune.read([&](acts::Reading& r) { return acts::history(r.db, "model", model.id.value); });
    REQUIRE(acts.size() == 3);
    CHECK(acts[1].kind == "models.received");
    CHECK(acts[1].visibility == acts::Visibility::internal);
    CHECK(acts[2].visibility == acts::Visibility::open);
}

TEST_ON_BOTH("whoever saw an older version is told, and nothing is overwritten")
{
    auto commune = Commune(engine);
    auto const model = commune.registered();
    REQUIRE(commune.act(receive, DecideForm{model.id, 1, ""}));
    CHECK(commune.act(withdraw, DecideForm{model.id, 1, "nhầm"}).error().id == "changed_meanwhile");
}

TEST_ON_BOTH("to an actor without rights an internal model is not there")
{
    auto commune = Commune(engine);
    auto const model = commune.registered();
    commune.actor = {};
    CHECK(commune.read([&](acts::Reading& r) { return load(r, model.id); }).error().id == "not_found");
    CHECK(commune.act(receive, DecideForm{model.id, 1, ""}).error().id == "not_found");
}

namespace
{

// "field field": where the form would be refused.
std::string refused_at(RegisterForm const& form)
{
    auto const checked = checked_registration(form);
    std::string fields;
    if (!checked)
        for (auto const& error : checked.error().fields)
            fields += (fields.empty() ? "" : " ") + error.field;
    return fields;
}

RegisterForm good_form()
{
    return {{.field = "kinh_te", .title = "Tổ tiết kiệm xoay vòng"}, {1}, 2026};
}

} // namespace

TEST_CASE("what decoding cannot know is refused at its field")
{
    struct Case {
        char const* refused;
        void (*spoil)(RegisterForm&);
    };
    Case const cases[] = {
        {"", [](RegisterForm&) {}},
        {"year", [](RegisterForm& f) { f.year = 1998; }},
        {"field", [](RegisterForm& f) { f.field = "the_thao"; }},
        {"title", [](RegisterForm& f) { f.title = "-"; }},
        {"field", [](RegisterForm& f) { f.field = ""; }},
        {"", [](RegisterForm& f) { f.body = {}, f.field = "", f.draft = true; }},
        {"field", [](RegisterForm& f) { f.field = "the_thao", f.draft = true; }},
        {"baseline measure", [](RegisterForm& f) { f.baseline = "1.5"; }},
        {"target", [](RegisterForm& f) { f.measure = "hộ", f.target = "khoảng trăm hộ"; }},
        {"measure", [](RegisterForm& f) { f.target = "120"; }},
        {"", [](RegisterForm& f) { f.measure = "hộ", f.baseline = "0", f.target = "1.250,5"; }},
        {"aims", [](RegisterForm& f) { f.aims = "Gia đình bà Nguyễn Thị Hoa hiến 120 m2 đất."; }},
        {"forces", [](RegisterForm& f) { f.forces = "Liên hệ 0912 345 678."; }},
        {"signer", [](RegisterForm& f) { f.signer = "Ông Trần Văn Bình"; }},
        {"", [](RegisterForm& f) { f.aims = "Gia đình bà Nguyễn Thị Hoa hiến đất.", f.draft = true; }},
    };
    for (auto const& [refused, spoil] : cases) {
        auto form = good_form();
        spoil(form);
        CAPTURE(json::text(form));
        CHECK(refused_at(form) == refused);
    }
}

TEST_CASE("figures are stored as offices write them")
{
    CHECK(figure("Cần đạt", "1250,50") == "1.250,5");
    CHECK(figure("Cần đạt", "") == "");
    CHECK(figure("Cần đạt", "nhiều").error().starts_with("Cần đạt: "));
}

TEST_ON_BOTH("a draft is there for those who may edit it and for nobody else")
{
    auto commune = Commune(engine);
    commune.form.draft = true;
    auto const draft = commune.registered();
    CHECK(draft.stage == Stage::draft);
    commune.actor = {.kind = acts::ActorKind::person};
    commune.allowed = [](acts::Actor const&, acts::Permission permission, acts::Place, Date) {
        return permission.name == may::see_models.name;
    };
    CHECK(commune.read([&](acts::Reading& r) { return load(r, draft.id); }).error().id == "not_found");
}

TEST_ON_BOTH("a draft is kept as far as it was written, and sent when it is whole")
{
    auto commune = Commune(engine);
    commune.form = {{.title = "Tổ tiết kiệm"}, {}, 2026};
    commune.form.draft = true;
    CHECK(commune.act(register_model, commune.form).error().fields[0].field == "body"); // nobody knows whose
    commune.actor = {.kind = acts::ActorKind::person, .account = 3, .posts = {{.body = 1}}};
    commune.allowed = [](acts::Actor const&, acts::Permission, acts::Place, Date) { return true; };
    auto const draft = commune.registered();
    CHECK(draft.body == BodyId{1});
    CHECK(draft.entered_for == false);
    CHECK(commune.act(submit, DecideForm{draft.id, 1, ""}).error().id == "models.field_needed");
    auto edit_form = EditForm{{{.field = "kinh_te", .title = draft.title}}, draft.id, 1};
    REQUIRE(commune.act(edit, edit_form));
    CHECK(commune.act(submit, DecideForm{draft.id, 2, ""}));
}

TEST_ON_BOTH("nobody registers for a year that is far ahead")
{
    auto commune = Commune(engine);
    auto const now = civil(local_date(commune.clock.now())).year;
    commune.form.year = now + 1;
    CHECK(commune.act(register_model, commune.form));
    commune.form.year = now + 2;
    auto const refused = commune.act(register_model, commune.form);
    REQUIRE(!refused);
    CHECK(refused.error().fields[0].field == "year");
    commune.form.year = now;
    auto const model = commune.registered();
    CHECK(commune.act(keep, KeepForm{model.id, 1, now + 2}).error().fields[0].field == "year");
    CHECK(commune.act(keep, KeepForm{model.id, 1, now + 1}));
}

TEST_ON_BOTH("the typist of another body is marked as such")
{
    auto commune = Commune(engine);
    commune.actor = {.kind = acts::ActorKind::person, .posts = {{1, "can_bo_xa", 9}}};
    commune.allowed = [](acts::Actor const&, acts::Permission, acts::Place, Date) { return true; };
    CHECK(commune.registered().entered_for);
    commune.actor.posts.front().body = 1;
    CHECK_FALSE(commune.registered().entered_for);
}

TEST_ON_BOTH("counters tell the public models by field and year, as they are published, corrected, withdrawn")
{
    auto commune = Commune(engine);
    auto const counts = [&] {
        std::string all;
        for (auto const& [name, value] :
             commune.read([](acts::Reading& r) { return acts::counts(r.db, "models/public"); }))
            if (value != 0)
                all += name.substr(13) + "=" + std::to_string(value) + " ";
        return all;
    };
    auto const model = commune.registered();
    REQUIRE(commune.act(receive, DecideForm{model.id, 1, ""}));
    CHECK(counts().empty());
    REQUIRE(commune.act(publish, DecideForm{model.id, 2, ""}));
    CHECK(counts() == "=1 /area/7=1 /entry/moi=1 /field/kinh_te=1 /kind/mo_hinh=1 /year/2026=1 ");
    REQUIRE(commune.act(withdraw, DecideForm{model.id, 3, "trùng"}));
    CHECK(counts().empty());
}

TEST_ON_BOTH("a model is kept for the next year in last year's words, from where it had come")
{
    auto commune = Commune(engine);
    auto const model = commune.registered();
    REQUIRE(commune.act(receive, DecideForm{model.id, 1, ""}));
    auto const kept_on = commune.act(keep, KeepForm{model.id, 2, 2027});
    REQUIRE(kept_on);
    CHECK(kept_on->value().year == 2027);
    CHECK(kept_on->value().entry == Entry::duy_tri);
    CHECK(kept_on->value().title == model.title);
    CHECK(kept_on->value().stage == Stage::registered);
}

TEST_ON_BOTH("what a body writes for another year is read outside once it is received, not before")
{
    auto commune = Commune(engine);
    commune.form.aims = "48 hộ";
    auto const model = commune.registered();
    REQUIRE(commune.act(receive, DecideForm{model.id, 1, ""}));
    REQUIRE(commune.act(publish, DecideForm{model.id, 2, ""}));
    auto const kept_on = commune.act(keep, KeepForm{model.id, 3, 2027});
    REQUIRE(kept_on);
    auto edit_form = EditForm{{}, model.id, 4, "Lời của năm mới"};
    edit_form.title = "Tên chưa ai đọc";
    edit_form.field = model.field;
    REQUIRE(commune.act(edit, edit_form));
    auto const outside = [&] {
        return commune.read([&](acts::Reading& r) {
            auto now = load(r, model.id);
            REQUIRE(now);
            return as_public(r.db, *now);
        });
    };
    CHECK(outside().title == "Tổ tiết kiệm xoay vòng");
    CHECK(outside().aims == "48 hộ");
    CHECK(outside().year == 2027); // that it was registered is no secret
    REQUIRE(commune.act(receive, DecideForm{model.id, 5, ""}));
    CHECK(outside().title == "Tên chưa ai đọc");
    REQUIRE(commune.act(withdraw, DecideForm{model.id, 6, "nội dung không đúng"}));
    CHECK(outside().title == "Tên chưa ai đọc");
    CHECK(outside().reason == "nội dung không đúng");
    CHECK(outside().aims.empty()); // withdrawn words are not read on
}

TEST_ON_BOTH("many are received at once, each in an act of its own, or none of them")
{
    auto commune = Commune(engine);
    auto const one = commune.registered();
    auto const two = commune.registered();
    auto const text = [](Model const& model, int version) {
        return shown(model.id) + "-" + std::to_string(version);
    };
    auto const stage = [&](Model const& model) {
        return commune.read([&](acts::Reading& r) { return load(r, model.id)->stage; });
    };
    auto const stale = commune.act(decide_many, ManyForm{ManyStep::receive, {text(one, 1), text(two, 7)}});
    REQUIRE_FALSE(stale);
    CHECK(stale.error().id == "changed_meanwhile");
    CHECK(stale.error().fields.at(0).field == "models");
    CHECK(stale.error().fields.at(0).sentence.find(two.title) != std::string::npos);
    CHECK(stage(one) == Stage::registered);
    REQUIRE(commune.act(decide_many, ManyForm{ManyStep::receive, {text(one, 1), text(two, 1)}}));
    CHECK(stage(one) == Stage::received);
    CHECK(stage(two) == Stage::received);
    REQUIRE(commune.act(decide_many, ManyForm{ManyStep::publish, {text(one, 2)}}));
    CHECK(commune.read([&](acts::Reading& r) { return load(r, one.id)->published; }));
    CHECK(commune.act(decide_many, ManyForm{ManyStep::receive, {"không phải mã"}}).error().id ==
          "bad_fields");
}

TEST_ON_BOTH("a year's row that was changed, added or taken away behind the program's back is found")
{
    auto commune = Commune(engine);
    auto const model = commune.registered();
    REQUIRE(commune.act(receive, DecideForm{model.id, 1, ""}));
    REQUIRE(commune.act(keep, KeepForm{model.id, 2, 2027}));
    auto const found = [&] {
        std::vector<std::string> all;
        commune.scratch.store->read([&](db::Connection& db) {
            compare_entries(db, [&](std::string const& sentence) { all.push_back(sentence); });
        });
        return all;
    };
    auto const change = [&](std::string const& sql) {
        commune.scratch.store->write_now([&](db::Connection& db) { db.script(sql); });
    };
    CHECK(found().empty());
    change("UPDATE entries SET stage = 'withdrawn' WHERE year = 2026");
    REQUIRE(found().size() == 1);
    CHECK(found().front().find("năm 2026 đã bị sửa") != std::string::npos);
    change("UPDATE entries SET stage = 'received' WHERE year = 2026");
    CHECK(found().empty());
    change("UPDATE entries SET act = act + 1 WHERE year = 2026");
    CHECK(found().size() == 1);
    change("UPDATE entries SET act = act - 1 WHERE year = 2026");
    change("DELETE FROM entries WHERE year = 2027");
    REQUIRE(found().size() == 1);
    CHECK(found().front().find("thiếu dòng") != std::string::npos);
}

TEST_ON_BOTH("advice compares with a body's own models, but tells no draft to who may not read it")
{
    auto commune = Commune(engine);
    auto const sent = commune.registered();
    commune.form.title = "Bản viết dở của xã";
    commune.form.draft = true;
    auto const draft = commune.registered();
    auto const told = [&](std::initializer_list<acts::Permission> held) {
        commune.actor = {.kind = acts::ActorKind::person};
        commune.allowed = [held = std::vector(held)](acts::Actor const&, acts::Permission permission,
                                                     acts::Place, Date) {
            return std::ranges::find(held, permission.name, &acts::Permission::name) != held.end();
        };
        std::string titles;
        for (auto const& known :
             commune.read([](acts::Reading& reading) { return advice_source().own(reading, 1, ""); }))
            titles += known.draft.title + ";";
        return titles;
    };
    // The province may register for the commune, and reads what was sent.
    CHECK(told({may::register_models, may::see_models}) == sent.title + ";");
    auto const own = told({may::register_models, may::see_models, may::edit_models});
    CHECK(own.find(sent.title) != std::string::npos);
    CHECK(own.find(draft.title) != std::string::npos);
    CHECK(told({may::see_models, may::edit_models}).empty());
}

TEST_ON_BOTH("what was withdrawn is no origin to register from")
{
    auto commune = Commune(engine);
    auto const origin = commune.registered();
    REQUIRE(commune.act(receive, DecideForm{origin.id, 1, ""}));
    REQUIRE(commune.act(publish, DecideForm{origin.id, 2, ""}));
    commune.form.entry = Entry::nhan_rong;
    commune.form.origin = origin.id;
    CHECK(commune.act(register_model, commune.form));
    REQUIRE(commune.act(withdraw, DecideForm{origin.id, 3, "trùng"}));
    auto const refused = commune.act(register_model, commune.form);
    REQUIRE(!refused);
    CHECK(refused.error().fields.front().field == "origin");
}
