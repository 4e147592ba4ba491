// SPDX-License-Identifier: AGPL-3.0-or-later
// One model as people read it: what it does, its time line, its results
// against the baseline, and the receipts of its acts.
#pragma once

#include "capabilities/models/model.hpp"
#include "platform/routes/row.hpp"

#include <string>
#include <vector>

namespace kheo::models
{

// One act in the time line.
struct Event {
    std::string day;
    std::string title; // "Đăng ký"
    std::string reason;
    std::string act; // its receipt; "" for internal acts
};
BOOST_DESCRIBE_STRUCT(Event, (), (day, title, reason, act))

struct ModelView {
    std::string id;
    std::string url;
    std::string unit;
    std::string unit_code;
    std::string commune;
    std::string province;
    std::string field_name;
    Model record;
    std::vector<Event> events;
};
BOOST_DESCRIBE_STRUCT(ModelView, (),
                      (id, url, unit, unit_code, commune, province, field_name, record, events))

struct ModelQuery {
    ModelId model;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(ModelQuery, (), (model))

Outcome<ModelView> view_model(acts::Reading& reading, ModelQuery const& query);
routes::Page show_model(acts::Reading& reading, ModelView const& view);

// "models.received" as people say it: "Tiếp nhận".
std::string_view said(std::string_view act);

} // namespace kheo::models
