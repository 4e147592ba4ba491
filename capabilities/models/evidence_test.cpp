// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/bodies/bodies_test.hpp"
#include "capabilities/models/decide.hpp"
#include "capabilities/models/evidence.hpp"
#include "capabilities/models/models.hpp"
#include "platform/testing/office.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::models;

namespace
{

struct Commune : testing::Office {
    explicit Commune(db::Engine engine) : Office(engine)
    {
        testing::put_one_body();
        auto const done =
            act(register_model, RegisterForm{{.field = "kinh_te", .title = "Tổ tiết kiệm"}, {1}, 2026});
        REQUIRE(done);
        model = done->value();
    }

    void publish_model()
    {
        REQUIRE(act(receive, DecideForm{model.id, 1, ""}));
        REQUIRE(act(publish, DecideForm{model.id, 2, ""}));
    }

    Evidence add(std::string ending, std::string photo)
    {
        auto const prepared = PreparedEvidence{model.id,
                                               {{.model = model.id,
                                                 .body = model.body,
                                                 .area = model.area,
                                                 .name = "a." + ending,
                                                 .ending = ending,
                                                 .size = 5,
                                                 .hash = std::string(64, '0'),
                                                 .photo = std::move(photo)}}};
        auto const done = act(add_evidence, prepared);
        REQUIRE(done);
        return done->value().items.front();
    }

    std::string visibility_of_last(EvidenceId id)
    {
        auto const acts = read([&](acts::Reading& r) { return acts::history(r.db, "evidence", id.value); });
        return boost::describe::enum_to_string(acts.back().visibility, "");
    }

    Model model;
};

} // namespace

TEST_CASE("what may become of a piece of evidence")
{
    auto const photo = Evidence{.version = 3, .photo = "ab"};
    CHECK(opened_to_all(photo, false).error().id == "models.consent_needed");
    CHECK(opened_to_all({.ending = "pdf"}, true).error().id == "models.not_a_photo");
    CHECK(hidden(photo).error().id == "models.already_so");
    auto const open = opened_to_all(photo, true);
    REQUIRE(open);
    CHECK(open->shown);
    CHECK(open->version == 4);
    CHECK(opened_to_all(*open, true).error().id == "models.already_so");
    auto const back = hidden(*open);
    REQUIRE(back);
    CHECK_FALSE(back->shown);
    CHECK(back->opened);
    auto const gone = removed(*open);
    REQUIRE(gone);
    CHECK_FALSE(gone->shown);
    CHECK(removed(*gone).error().id == "models.already_so");
    CHECK(opened_to_all(*gone, true).error().id == "models.already_so");
}

TEST_ON_BOTH("evidence is internal until a photo is chosen with consent, and its acts stay open from then on")
{
    auto commune = Commune(engine);
    auto const photo = commune.add("jpg", std::string(64, '1'));
    CHECK(commune.visibility_of_last(photo.id) == "internal");
    auto form = EvidenceForm{commune.model.id, photo.id, 1, false};
    CHECK(commune.act(show_evidence, form).error().id == "models.consent_needed");
    form.consent = true;
    // Its receipt would tell everybody that there is such a model.
    CHECK(commune.act(show_evidence, form).error().id == "models.not_public");
    CHECK(commune.visibility_of_last(photo.id) == "internal");
    commune.publish_model();
    REQUIRE(commune.act(show_evidence, form));
    CHECK(commune.visibility_of_last(photo.id) == "open");
    CHECK(commune.act(hide_evidence, form).error().id == "changed_meanwhile");
    form.version = 2;
    REQUIRE(commune.act(hide_evidence, form));
    CHECK(commune.visibility_of_last(photo.id) == "open");
}

TEST_ON_BOTH("the public gets a photo only while it is chosen and its model is public")
{
    auto commune = Commune(engine);
    auto const photo = commune.add("jpg", std::string(64, '1'));
    auto const ask = [&] {
        return commune.read([&](acts::Reading& r) { return public_photo(r, {photo.id, "lon"}); }).error().id;
    };
    commune.publish_model();
    CHECK(ask() == "not_found");
    REQUIRE(commune.act(show_evidence, EvidenceForm{commune.model.id, photo.id, 1, true}));
    CHECK_THROWS(ask()); // it is let to the files, of which this test has none
    REQUIRE(commune.act(withdraw, DecideForm{commune.model.id, 3, "Nhập nhầm."}));
    CHECK(ask() == "not_found");
}

TEST_ON_BOTH("evidence of another model is not there")
{
    auto commune = Commune(engine);
    auto const photo = commune.add("jpg", std::string(64, '1'));
    CHECK(commune.act(show_evidence, EvidenceForm{{99}, photo.id, 1, true}).error().id == "not_found");
    commune.actor = {};
    CHECK(commune.act(remove_evidence, EvidenceForm{commune.model.id, photo.id, 1}).error().id ==
          "not_found");
    CHECK(commune.read([&](acts::Reading& r) { return office_file(r, {photo.id, "tep"}); }).error().id ==
          "not_found");
}

TEST_ON_BOTH("what was removed is listed no more, and a model keeps so many files at most")
{
    auto commune = Commune(engine);
    auto const photo = commune.add("jpg", std::string(64, '1'));
    commune.add("pdf", "");
    REQUIRE(commune.act(remove_evidence, EvidenceForm{commune.model.id, photo.id, 1}));
    CHECK(commune.read([&](acts::Reading& r) { return evidence_of(r.db, commune.model.id); }).size() == 1);
    for (std::size_t count = 1; count < most_files_of_a_model; ++count)
        commune.add("pdf", "");
    auto const one_more = PreparedEvidence{
        commune.model.id,
        {{.model = commune.model.id, .body = {1}, .area = {7}, .name = "b.pdf", .ending = "pdf"}}};
    CHECK(commune.act(add_evidence, one_more).error().id == "models.too_many_files");
}
