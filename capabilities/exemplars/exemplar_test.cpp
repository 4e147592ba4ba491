// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/bodies/bodies_test.hpp"
#include "capabilities/exemplars/browse.hpp"
#include "capabilities/exemplars/decide.hpp"
#include "capabilities/exemplars/load.hpp"
#include "capabilities/exemplars/register.hpp"
#include "platform/testing/office.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::exemplars;

namespace
{

auto const today = *date_of({2026, 11, 21});

Exemplar ready()
{
    return {.id = {1},
            .version = 2,
            .name = "Lò Thị Mẫu",
            .office = "Bí thư Chi bộ thôn",
            .merit = "Vận động 30 hộ",
            .decision = "12/QĐ-UBND",
            .decided_on = date_of({2026, 10, 15}),
            .decided_by = "UBND xã",
            .basis = Basis::consent,
            .basis_text = "Bản đồng ý ký ngày 01/10/2026",
            .basis_on = date_of({2026, 10, 1})};
}

RegisterForm form()
{
    return {.body = {1},
            .year = 2026,
            .name = "Lò Thị Mẫu",
            .office = "Bí thư Chi bộ thôn",
            .field = "kinh_te",
            .merit = "Bà Lò Thị Mẫu vận động 30 hộ góp ngày công làm đường.",
            .decision = "12/QĐ-UBND",
            .decided_on = date_of({2026, 10, 15}),
            .decided_by = "UBND xã",
            .basis = Basis::consent,
            .basis_text = "Bản đồng ý ký ngày 01/10/2026",
            .basis_on = date_of({2026, 10, 1})};
}

struct Commune : testing::Office {
    explicit Commune(db::Engine engine) : Office(engine) { testing::put_one_body(); }
    Exemplar registered()
    {
        auto const done = act(register_exemplar, form());
        REQUIRE(done);
        return done->value();
    }
};

} // namespace

TEST_CASE("a name becomes public only after the decision and with a basis")
{
    struct Case {
        char const* refused;
        void (*spoil)(Exemplar&);
    };
    Case const cases[] = {
        {"", [](Exemplar&) {}},
        {"exemplars.decision_needed", [](Exemplar& e) { e.decision.clear(); }},
        {"exemplars.decision_needed", [](Exemplar& e) { e.decided_by.clear(); }},
        {"exemplars.decision_needed", [](Exemplar& e) { e.decided_on.reset(); }},
        {"exemplars.decision_needed", [](Exemplar& e) { e.decided_on = Date{today.day + 1}; }},
        {"exemplars.basis_needed", [](Exemplar& e) { e.basis = Basis::none; }},
        {"exemplars.basis_needed", [](Exemplar& e) { e.basis_text.clear(); }},
        {"exemplars.basis_needed", [](Exemplar& e) { e.basis_on.reset(); }},
        {"exemplars.stage_forbids", [](Exemplar& e) { e.stage = Stage::withdrawn; }},
        {"exemplars.stage_forbids", [](Exemplar& e) { e.stage = Stage::published; }},
        {"exemplars.stage_forbids", [](Exemplar& e) { e.stage = Stage::erased; }},
    };
    for (auto const& [refused, spoil] : cases) {
        auto exemplar = ready();
        spoil(exemplar);
        auto const next = published(exemplar, today);
        CAPTURE(refused);
        CHECK((next ? "" : next.error().id) == refused);
        if (next)
            CHECK(visibility(*next) == acts::Visibility::open);
    }
}

TEST_CASE("withdrawing needs a reason and is possible once; erasing is possible at any stage, once")
{
    CHECK(withdrawn(ready(), "").error().id == "exemplars.reason_needed");
    auto const gone = withdrawn(ready(), "theo đề nghị");
    REQUIRE(gone);
    CHECK(withdrawn(*gone, "nữa").error().id == "exemplars.stage_forbids");
    CHECK(visibility(*gone) == acts::Visibility::internal); // never was public
    auto const empty = erased(*gone);
    REQUIRE(empty);
    CHECK(erased(*empty).error().id == "exemplars.stage_forbids");
}

TEST_CASE("nothing that tells who it was is left after erasing")
{
    auto const text = json::text(*erased(ready()));
    for (auto const* const trace : {"Mẫu", "Bí thư", "30 hộ", "12/QĐ", "UBND", "đồng ý", "2026-10"}) {
        CAPTURE(trace);
        CHECK(text.find(trace) == std::string::npos);
    }
}

TEST_CASE("the merit may name the exemplar and nobody else")
{
    CHECK(checked_registration(form()));
    auto other = form();
    other.merit = "Cùng ông Nguyễn Văn Hùng vận động 30 hộ.";
    auto const refused = checked_registration(other);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().fields.front().field == "merit");
    other = form();
    other.field = "the_thao";
    CHECK(checked_registration(other).error().fields.front().field == "field");
}

TEST_CASE("no field that people read gives a number to call or another's name")
{
    for (auto const& [field, text] :
         {std::pair("office", &RegisterForm::office), std::pair("decision", &RegisterForm::decision),
          std::pair("decided_by", &RegisterForm::decided_by),
          std::pair("basis_text", &RegisterForm::basis_text)}) {
        CAPTURE(field);
        for (auto const* const told : {"Bí thư chi bộ, ĐT 0912345678", "Theo lời ông Nguyễn Văn Hùng"}) {
            auto other = form();
            other.*text = told;
            auto const refused = checked_registration(other);
            REQUIRE_FALSE(refused);
            CHECK(refused.error().fields.front().field == field);
        }
        auto own = form();
        own.*text = "Bà Lò Thị Mẫu";
        CHECK(checked_registration(own));
    }
}

TEST_ON_BOTH("a person is seen by the public only while published")
{
    auto commune = Commune(engine);
    auto const exemplar = commune.registered();
    auto const seen = [&] {
        return commune.read([&](acts::Reading& r) { return view_exemplar(r, {exemplar.id}); }).has_value();
    };
    auto const listed = [&] {
        return commune.read([&](acts::Reading& r) { return list_exemplars(r, {}); })->persons.size();
    };
    CHECK_FALSE(seen());
    REQUIRE(commune.act(publish, DecideForm{exemplar.id, 1, ""}));
    CHECK(seen());
    CHECK(listed() == 1);
    REQUIRE(commune.act(withdraw, DecideForm{exemplar.id, 2, "theo đề nghị"}));
    CHECK_FALSE(seen());
    CHECK(listed() == 0);
}

TEST_ON_BOTH("erasing empties what every act said, and the record agrees with its last act")
{
    auto commune = Commune(engine);
    auto const exemplar = commune.registered();
    REQUIRE(commune.act(publish, DecideForm{exemplar.id, 1, ""}));
    REQUIRE(commune.act(erase, DecideForm{exemplar.id, 2, ""}));
    auto const acts =
        commune.read([&](acts::Reading& r) { return acts::history(r.db, "exemplar", exemplar.id.value); });
    REQUIRE(acts.size() == 3);
    CHECK(acts[0].content.empty());
    CHECK(acts[1].content.empty());
    CHECK_FALSE(acts[1].salt);
    CHECK(acts[2].kind == "exemplars.erased");
    CHECK(acts[2].content.find("Mẫu") == std::string::npos);
    auto const stored = commune.read([&](acts::Reading& r) { return load(r, exemplar.id); });
    REQUIRE(stored);
    CHECK(stored->name.empty());
}

TEST_ON_BOTH("what is missing is completed until the name is public, not afterwards")
{
    auto commune = Commune(engine);
    auto incomplete = form();
    incomplete.decision.clear();
    auto const done = commune.act(register_exemplar, incomplete);
    REQUIRE(done);
    auto const id = done->value().id;
    CHECK(commune.act(publish, DecideForm{id, 1, ""}).error().id == "exemplars.decision_needed");
    auto const full = form();
    auto completing = CompleteForm{.exemplar = id,
                                   .version = 1,
                                   .year = 2026,
                                   .name = full.name,
                                   .office = full.office,
                                   .field = full.field,
                                   .merit = full.merit,
                                   .decision = full.decision,
                                   .decided_on = full.decided_on,
                                   .decided_by = full.decided_by,
                                   .basis = full.basis,
                                   .basis_text = full.basis_text,
                                   .basis_on = full.basis_on};
    REQUIRE(commune.act(complete, completing));
    REQUIRE(commune.act(publish, DecideForm{id, 2, ""}));
    completing.version = 3;
    CHECK(commune.act(complete, completing).error().id == "exemplars.stage_forbids");
}

TEST_ON_BOTH("nobody without rights registers or sees a person who is not public")
{
    auto commune = Commune(engine);
    auto const exemplar = commune.registered();
    commune.actor = {};
    CHECK(commune.act(register_exemplar, form()).error().id == "not_allowed");
    CHECK(commune.act(publish, DecideForm{exemplar.id, 1, ""}).error().id == "not_found");
}

TEST_ON_BOTH("a person erased after a backup is forgotten again in it, once")
{
    auto commune = Commune(engine);
    auto const exemplar = commune.registered();
    auto const again = [](acts::Work& work, std::int64_t id) { return erase_again(work, id); };
    CHECK(commune.act(again, exemplar.id.value));
    auto const acts =
        commune.read([&](acts::Reading& r) { return acts::history(r.db, "exemplar", exemplar.id.value); });
    REQUIRE(acts.size() == 2);
    CHECK(acts[0].content.empty());
    CHECK(acts[1].kind == "exemplars.erased");
    CHECK(commune.read([&](acts::Reading& r) { return load(r, exemplar.id); })->name.empty());
    CHECK_FALSE(commune.act(again, exemplar.id.value));
    CHECK_FALSE(commune.act(again, exemplar.id.value + 1));
}
