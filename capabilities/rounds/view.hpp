// SPDX-License-Identifier: AGPL-3.0-or-later
// Rounds as officials see them: the list, one round with its models, and one
// model's file in it. Others' scores are hidden until one's own is in.
#pragma once

#include "capabilities/rounds/round.hpp"
#include "platform/forms/forms.hpp"
#include "platform/routes/row.hpp"
#include "web/components.hpp"

#include <span>

namespace kheo::rounds
{

struct RoundItem {
    std::string id;
    std::string url;
    std::string title;
    std::string body;
    std::string stage; // "Đang mở"
    int year = 0;
    std::optional<Date> closes_on;
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(RoundItem, (), (id, url, title, body, stage, year, closes_on, demo))

struct RoundsQuery {
    RoundId after;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(RoundsQuery, (), (after))
struct RoundList {
    std::vector<RoundItem> items;
    std::string next;         // `after` of the next page; "" on the last
    bool may_prepare = false; // left out of JSON
};
BOOST_DESCRIBE_STRUCT(RoundList, (), (items, next))
Outcome<RoundList> list_rounds(acts::Reading& reading, RoundsQuery const& query);
routes::Page show_rounds(acts::Reading& reading, RoundList const& list);

// One model in a round, as far as the reader may see it.
struct CandidateItem {
    std::string id;
    std::string url;
    std::string title;
    std::string unit;
    int place = 0;
    Date put_in_on;
    State state = State::waiting;
    std::string note; // "2 người chấm, bình quân 76%, chênh 12%"; "" where hidden
    bool proposed_upwards = false;
};
BOOST_DESCRIBE_STRUCT(CandidateItem, (),
                      (id, url, title, unit, place, put_in_on, state, note, proposed_upwards))

struct RoundQuery {
    RoundId round;
    int after = 0; // candidates with greater numbers
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(RoundQuery, (), (round, after))
struct RoundView {
    Round record;
    std::string body;
    Criteria criteria;
    std::vector<CandidateItem> candidates; // in the order in which they came
    std::string next;                      // the `after` of the next page; "" on the last
    std::vector<Meeting> meetings;
};
BOOST_DESCRIBE_STRUCT(RoundView, (), (record, body, criteria, candidates, next, meetings))
Outcome<RoundView> view_round(acts::Reading& reading, RoundQuery const& query);
Outcome<routes::Page> show_round(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);

// The reader's own score, and others' once that is in.
struct ScoreItem {
    std::string who; // role and body, never a person
    std::vector<std::string> points;
    std::string total; // "76,0%"
    std::string remark;
    bool conflict = false;
    bool own = false;
};
BOOST_DESCRIBE_STRUCT(ScoreItem, (), (who, points, total, remark, conflict, own))

struct CandidateQuery {
    CandidateId candidate;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(CandidateQuery, (), (candidate))
struct Earlier {
    std::string title; // of the round
    std::string url;
    std::string state;
};
BOOST_DESCRIBE_STRUCT(Earlier, (), (title, url, state))
struct CandidateView {
    Candidate record;
    std::string round;
    std::string title;
    std::string unit;
    std::int64_t others = 0; // scores that are in but not shown
    Picture picture;         // of the scores shown
    std::string obstacle;
    std::vector<ScoreItem> scores;
    std::vector<Visit> visits;
    std::vector<Earlier> earlier; // the model in other rounds
};
BOOST_DESCRIBE_STRUCT(CandidateView, (),
                      (record, round, title, unit, others, picture, obstacle, scores, visits, earlier))
Outcome<CandidateView> view_candidate(acts::Reading& reading, CandidateQuery const& query);
Outcome<routes::Page> show_candidate(routes::Reading& reading, forms::Sent const& sent,
                                     Problem const* problem);

// Which scores a reader sees: all where they have none to give, or theirs is in;
// else their own alone.
std::vector<Score> visible_scores(std::vector<Score> all, std::int64_t account, bool sits_in_council);

// --- What the templates show ---------------------------------------------------

// A step with words, folded until it is wanted.
struct Step {
    std::string_view path;
    std::string_view text;
    std::string_view label; // of the words; "" where none are asked for
    std::string_view hint;
    web::Button::Kind kind = web::Button::Kind::secondary;
};
struct RoundPage {
    RoundView view;
    std::string closes_on;
    web::Table table;
    bool manages = false;
    bool puts_in = false;
    bool appraises = false;
    bool shapes = false; // may change the criteria now
    std::vector<Step> steps;
    web::FormKeys keys;
    web::Errors errors;
};
struct CandidatePage {
    CandidateView view;
    Round round;
    Criteria criteria;
    bool appraises = false;
    bool manages = false;
    bool own_part = false;
    bool scores = false;  // may give one now
    bool settled = false; // has given one that stands
    std::vector<web::Field> points;
    std::vector<Step> steps;
    web::FormKeys keys;
    web::Errors errors;
    std::string at;    // the step that was refused
    std::string typed; // in it
    std::string kept;  // what was typed for a step that there is no more
};
web::Badge state_badge(State state);
std::string step_id(CandidatePage const& page, Step const& step);

} // namespace kheo::rounds
