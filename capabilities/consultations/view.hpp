// SPDX-License-Identifier: AGPL-3.0-or-later
// Lists as people read them: which are open to opinions, one with its models and
// what was said of them.
#pragma once

#include "capabilities/consultations/consultation.hpp"
#include "platform/routes/row.hpp"
#include "web/components.hpp"

#include <span>
#include <string>
#include <vector>

namespace kheo::consultations
{

struct ListQuery {
    ConsultationId before;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(ListQuery, (), (before))

struct ConsultationItem {
    std::string id;
    std::string url;
    std::string title;
    std::string body;
    Date opened_on;
    Date closes_on;
    std::string course; // "running", "over", "stopped"
    std::int64_t models = 0;
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(ConsultationItem, (),
                      (id, url, title, body, opened_on, closes_on, course, models, demo))

struct ConsultationList {
    std::vector<ConsultationItem> items; // the newest first
    std::string next;                    // `before` of the next page
};
BOOST_DESCRIBE_STRUCT(ConsultationList, (), (items, next))
Outcome<ConsultationList> list_consultations(acts::Reading& reading, ListQuery const& query);
routes::Page show_consultations(acts::Reading& reading, ConsultationList const& list);

struct ViewQuery {
    ConsultationId consultation;
    OpinionId after; // where a page of its opinions begins
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(ViewQuery, (), (consultation, after))

struct ListedModel {
    std::string id;
    std::string url;
    std::string title;
    std::string place;
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(ListedModel, (), (id, url, title, place, demo))

struct PublishedOpinion {
    std::string text;
    std::string about;
    Date sent_on;
    std::string reply;
    std::optional<Date> replied_on;
};
BOOST_DESCRIBE_STRUCT(PublishedOpinion, (), (text, about, sent_on, reply, replied_on))

struct ConsultationView {
    ConsultationItem consultation;
    std::string note;
    std::string reason; // why it was stopped
    std::vector<ListedModel> items;
    std::vector<PublishedOpinion> opinions; // in the order in which they came
    std::string next;                       // `after` of their next page
    bool leads = false;                     // left out of JSON, as is the next
    bool first = true;                      // page of the opinions
};
BOOST_DESCRIBE_STRUCT(ConsultationView, (), (consultation, note, reason, items, opinions, next))
Outcome<ConsultationView> view_consultation(acts::Reading& reading, ViewQuery const& query);
routes::Page show_consultation(acts::Reading& reading, ConsultationView const& view);

web::Badge badge_of(std::string const& course);

} // namespace kheo::consultations
