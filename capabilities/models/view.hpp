// SPDX-License-Identifier: AGPL-3.0-or-later
// One model as people read it: what it does, its time line, its results
// against the baseline, and the receipts of its acts.
#pragma once

#include "capabilities/models/facets.hpp"
#include "capabilities/models/model.hpp"
#include "platform/routes/row.hpp"
#include "web/components.hpp"

#include <string>
#include <vector>

namespace kheo::models
{

// One act in the time line.
struct Event {
    Date day;
    std::string title; // "Đăng ký"
    std::string reason;
    std::string by;  // body and office; never a person
    std::string act; // its receipt; "" for internal acts
};
BOOST_DESCRIBE_STRUCT(Event, (), (day, title, reason, by, act))

// One year's registration of the model, as the register holds it.
struct YearView {
    int year = 0;
    std::string entry;                 // "Duy trì"
    std::optional<Date> registered_on; // from the signed paper; none where that has no day
    std::string stage;                 // "Đã tiếp nhận"
    std::string result;                // in the model's measure; "" where none was told
};
BOOST_DESCRIBE_STRUCT(YearView, (), (year, entry, registered_on, stage, result))

// A photo chosen for the public.
struct Photo {
    std::string id;
    std::string caption;
    std::string url;       // at most 1,600 pixels
    std::string thumbnail; // at most 320
    int width = 0;
    int height = 0;
};
BOOST_DESCRIBE_STRUCT(Photo, (), (id, caption, url, thumbnail, width, height))

// A decision that recognises it, or did.
struct RecognisedBy {
    std::string number;
    std::string url; // of the decision
    int year = 0;    // of the registration
    Date issued_on;
    std::string issuer;
    bool withdrawn = false;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(RecognisedBy, (), (number, url, year, issued_on, issuer, withdrawn, reason))

// What another capability says on the page of a model.
struct Told {
    std::vector<web::Badge> badges;
    html::Html top;  // above the facts: what must not be overlooked
    html::Html main; // below the texts
    html::Html side; // beside them
};

struct ModelView {
    std::string id;
    std::string url;
    std::string unit;
    std::string unit_code;
    std::string commune;
    std::string commune_today; // what took its place; the same where it still stands
    std::string area_today;    // its id
    std::string province;
    std::string field_name;
    std::string registered_on;
    Model record;
    bool waiting = false; // another year's entry is not received yet: the words are older
    std::vector<YearView> years;
    std::vector<Event> events;
    std::vector<Photo> photos;
    std::int64_t evidence = 0; // files that are not public, these photos included
    std::vector<RecognisedBy> recognitions;
    std::string origin_title; // of the model it replicates, where that is public
    std::vector<Told> told;   // left out of JSON
};
BOOST_DESCRIBE_STRUCT(ModelView, (),
                      (id, url, unit, unit_code, commune, commune_today, area_today, province, field_name,
                       record, waiting, years, events, photos, evidence, recognitions, origin_title))

struct ModelQuery {
    ModelId model;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(ModelQuery, (), (model))

using Teller = Told (*)(acts::Reading& reading, Model const& model, Audience side);
// Given once at the start, in the order in which they stand.
void put_tellers(std::vector<Teller> tellers);
std::vector<Told> told_of(acts::Reading& reading, Model const& model, Audience side);

// The record with the names of its places, without time line and photos.
ModelView named_view(Model model, Date today);
Outcome<ModelView> view_model(acts::Reading& reading, ModelQuery const& query);
routes::Page show_model(acts::Reading& reading, ModelView const& view);

// What stands beside the title: how the public reads a stage.
web::Badge stage_badge(Model const& model);
// By a decision that stands.
bool is_recognised(ModelView const& view);
// "Xã A (nay là Xã B)"; one name where both are the same.
std::string place_words(std::string const& then, std::string const& today);

} // namespace kheo::models
