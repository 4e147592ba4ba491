// SPDX-License-Identifier: AGPL-3.0-or-later
// One commune with one body for the tests of this folder, and its models.
#pragma once

#include "capabilities/bodies/bodies_test.hpp"
#include "capabilities/heartbeats/heartbeats.hpp"
#include "platform/testing/office.hpp"

#include <doctest/doctest.h>

namespace kheo::heartbeats
{

// The operator may do all; the clock stands on 21/11/2026.
struct Commune : testing::Office {
    explicit Commune(db::Engine engine) : Office(engine) { testing::put_one_body(); }

    Model model(std::string title, models::Stage stage = models::Stage::received, bool published = true)
    {
        auto record = Model{.year = 2025,
                            .body = {1},
                            .area = {7},
                            .field = "kinh_te",
                            .title = std::move(title),
                            .measure = "Số hộ",
                            .target = "200",
                            .stage = stage,
                            .published = published,
                            .registered_on = date_of({2025, 8, 1})};
        return act(
                   [](acts::Work& work, Model given) {
                       given.id = {work.draws.id()};
                       return models::store_new(work, "models.published", given);
                   },
                   record)
            .value();
    }

    Table table(Model const& model, Said said, std::string result = {}, std::string note = {})
    {
        return {{1},
                {{.model = model.id, .said = said, .result = std::move(result), .note = std::move(note)}}};
    }

    Condition condition_of(Model const& model)
    {
        return read([&](acts::Reading& reading) { return standing_of(reading, model).condition; });
    }
};

} // namespace kheo::heartbeats
