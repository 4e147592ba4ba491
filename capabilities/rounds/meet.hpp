// SPDX-License-Identifier: AGPL-3.0-or-later
// The council meets, with minutes and a result for each model; somebody visits
// the place, with minutes and photos.
#pragma once

#include "capabilities/rounds/round.hpp"
#include "platform/forms/forms.hpp"
#include "platform/routes/row.hpp"
#include "web/components.hpp"

#include <span>

namespace kheo::rounds
{

struct MeetForm {
    RoundId round;
    std::optional<Date> held_on;
    std::string location;
    std::string members;
    std::string conclusion;
    std::vector<std::string> passed; // "CANDIDATE-VERSION"
    std::vector<forms::File> minutes;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(MeetForm, (), (round, held_on, location, members, conclusion, passed, minutes))

struct PreparedMeeting {
    MeetForm form;
    models::Evidence file; // stored; "" where none was sent
};
Outcome<PreparedMeeting> prepare_meeting(routes::Before const& before, MeetForm const& form);
Outcome<acts::Recorded<Meeting>> meet(acts::Work& work, PreparedMeeting const& prepared);
Outcome<routes::Page> show_meet(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);
std::span<forms::Rule const> meet_query();

struct VisitForm {
    CandidateId candidate;
    std::int64_t version = 0;
    std::optional<Date> visited_on;
    std::string visitors;
    std::string findings;
    std::vector<forms::File> files;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(VisitForm, (), (candidate, version, visited_on, visitors, findings, files))

struct PreparedVisit {
    VisitForm form;
    std::vector<models::Evidence> files;
};
Outcome<PreparedVisit> prepare_visit(routes::Before const& before, VisitForm const& form);
Outcome<acts::Recorded<Visit>> visit(acts::Work& work, PreparedVisit const& prepared);
Outcome<routes::Page> show_visit(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);

// The minutes as they were sent; for those who see the round's appraisal.
struct MinutesQuery {
    MeetingId meeting;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(MinutesQuery, (), (meeting))
Outcome<http::Response> minutes_file(routes::Reading& reading, MinutesQuery const& query);

// A model that the council may judge.
struct Judged {
    std::string value;
    std::string title;
    std::string address;
    std::string note; // what scores say
    std::string obstacle;
    bool chosen = false;
};
struct MeetPage {
    Round round;
    std::vector<web::Field> fields; // before the models
    web::Field file;
    std::vector<Judged> judged;
    bool more = false; // wait, but do not stand here
    web::FormKeys keys;
    web::Errors errors;
};
// Whether something keeps one of them from being proposed.
bool hindered(MeetPage const& page);

} // namespace kheo::rounds
