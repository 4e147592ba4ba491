// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/bodies/bodies.hpp"
#include "capabilities/models/decide.hpp"
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
        bodies::put_directory(std::make_shared<bodies::Directory const>(
            std::vector{bodies::Body{.id = {11},
                                     .body = {1},
                                     .code = "X",
                                     .name = "Đảng ủy xã",
                                     .area = {7},
                                     .valid_from = *date_of({2025, 7, 1})}}));
    }
    RegisterForm form{.year = 2026, .body = {1}, .field = "kinh_te", .title = "Tổ tiết kiệm xoay vòng"};

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
