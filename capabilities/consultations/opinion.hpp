// SPDX-License-Identifier: AGPL-3.0-or-later
// Opinion (ý kiến): anybody sends one while the list runs, without a name; the
// body publishes it with a reply, or holds it back with a reason.
#pragma once

#include "capabilities/consultations/consultation.hpp"
#include "capabilities/voices/voices.hpp"
#include "platform/routes/row.hpp"
#include "web/components.hpp"

#include <span>
#include <string>
#include <vector>

namespace kheo::consultations
{

// From so many on that wait at one list, those who send there take turns.
inline constexpr std::int64_t crowd_at_list = 200;
// So many may wait at one list, whoever sends: a flood fills no disk.
inline constexpr std::int64_t most_unread = 5'000;

struct SendForm {
    ConsultationId consultation;
    ModelId model; // none: of the whole list
    std::string text;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(SendForm, (), (consultation, model, text))

struct AnswerForm {
    OpinionId opinion;
    std::int64_t version = 0;
    std::string reply;
    std::string reason;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(AnswerForm, (), (opinion, version, reply, reason))

struct EraseForm {
    OpinionId opinion;
    std::int64_t version = 0;
    std::string why;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(EraseForm, (), (opinion, version, why))

Outcome<SendForm> checked_opinion(SendForm const& form);
Outcome<voices::InTurn<SendForm>> prepare_opinion(routes::Before const& before, SendForm const& form);
Outcome<AnswerForm> checked_answer(AnswerForm const& form);
Outcome<EraseForm> checked_erasure(EraseForm const& form);
Outcome<acts::Recorded<Opinion>> send(acts::Work& work, SendForm const& form);
// Only then the turn is asked for: what was sent already gets its first answer again.
Outcome<acts::Recorded<Opinion>> send_in_turn(acts::Work& work, voices::InTurn<SendForm> const& sent);
Outcome<acts::Recorded<Opinion>> publish_opinion(acts::Work& work, AnswerForm const& form);
Outcome<acts::Recorded<Opinion>> hold_back(acts::Work& work, AnswerForm const& form);
// A denunciation is not taken (design 8.6): what it said goes, also from its acts.
Outcome<acts::Recorded<Opinion>> erase(acts::Work& work, EraseForm const& form);
// The same in a restored backup; false where there is nothing to erase.
bool erase_again(acts::Work& work, std::int64_t opinion);
Outcome<routes::Page> show_send(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);
Outcome<routes::Page> show_answer(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);
routes::After after_send(Opinion const& opinion);
routes::After after_answer(Opinion const& opinion);
std::span<forms::Rule const> opinion_query();
std::span<forms::Rule const> send_query();

// What became of one, by the code that its sender was given.
struct SlipQuery {
    std::string slip;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(SlipQuery, (), (slip))
struct SentView {
    std::string code;
    ConsultationId consultation;
    std::string title;
    std::string about; // the model; "" where it is the whole list
    std::string text;
    std::string state;
    Date sent_on;
    std::string reply;
    std::string reason;
    std::optional<Date> replied_on;
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(SentView, (),
                      (code, consultation, title, about, text, state, sent_on, reply, reason, replied_on,
                       demo))
Outcome<SentView> view_sent(acts::Reading& reading, SlipQuery const& query);
routes::Page show_sent(acts::Reading& reading, SentView const& view);

struct Unread {
    std::int64_t total = 0;
    std::vector<SentView> items;
    std::vector<std::string> ids;
};
BOOST_DESCRIBE_STRUCT(Unread, (), (total, items, ids))
Outcome<Unread> view_unread(acts::Reading& reading, routes::Nothing const&);
routes::Page show_unread(acts::Reading& reading, Unread const& list);

struct OpinionPage {
    SentView sent;
    html::Html steps;
    web::Errors errors;
};

} // namespace kheo::consultations
