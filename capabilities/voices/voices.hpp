// SPDX-License-Identifier: AGPL-3.0-or-later
// Voice (tiếng dân): words that somebody sent without a name, for an office to
// read, answer, hold back or erase.
#pragma once

#include "capabilities/areas/areas.hpp"
#include "platform/problem/problem.hpp"
#include "platform/routes/row.hpp"
#include "web/form_page.hpp"

#include <string>
#include <vector>

namespace kheo::voices
{

// The address of a new one: 64 bits that nobody guesses, as 16 hexadecimal digits.
std::string new_code(acts::Draws& draws);
// Its first words, for titles; what is said where it was erased.
std::string short_of(std::string const& text);

// A form of one who may have to wait for their turn.
template <class Form>
struct InTurn {
    Form form;
    int wait = 0; // seconds; 0: not at all
};
// For one who sends to a place (a body, a list) where so many wait already. While
// that is a crowd, one more an hour is taken there from each account, or from what
// looks like one device, and twenty from an address as a whole: who has flooded an
// office waits, everybody else is heard. Like all limits it is kept in memory alone,
// an hour long, and nothing tells who sent what. Seconds to wait, 0 for none.
int turn(http::Head const& head, acts::Actor const& actor, std::int64_t place, std::int64_t waiting,
         std::int64_t crowd);
// In minutes, for people.
std::unexpected<Problem> not_yet(int wait);

// Where one stands that waits, and what it is about: a model, a list.
struct Spot {
    std::int64_t id = 0;
    areas::AreaId area;
    std::int64_t body = 0;
    std::int64_t about = 0;
};
BOOST_DESCRIBE_STRUCT(Spot, (), (id, area, body, about))

// The first of these (the oldest first) that an office reads, at most `most`: the
// oldest about each thing, then the second about each, so that a flood about one
// hides nothing about another. Pure.
std::vector<std::int64_t> first_of_each(std::vector<Spot> const& spots, std::size_t most);

template <class Voice>
struct Waiting {
    std::vector<Voice> items; // as `first_of_each`
    std::int64_t total = 0;
};
// Of all that wait (`spots`: id, area, body, about, the oldest first) those where the
// actor holds the permission; at most `most` items, each read by its id.
template <class Voice>
Waiting<Voice> waiting(acts::Reading const& reading, acts::Permission permission, db::Statement const& spots,
                       db::Statement const& by_id, std::size_t most)
{
    std::vector<Spot> own;
    reading.db.each<Spot>(spots, {}, [&](Spot const& one) {
        if (reading.may(permission, {one.area.value, one.body}))
            own.push_back(one);
    });
    auto waiting = Waiting<Voice>{.items = {}, .total = std::int64_t(own.size())};
    for (auto const id : first_of_each(own, most))
        waiting.items.push_back(*reading.db.one<Voice>(by_id, {{"id", id}}));
    return waiting;
}

// What waits, as its office's page shows it.
inline constexpr std::size_t most_shown = 100;
struct Inbox {
    std::string title;
    std::vector<routes::Crumb> crumbs; // up to it
    std::string section;
    std::string none; // said where nothing waits
    std::int64_t total = 0;
    std::vector<web::WorkItem> items;
};
routes::Page show(Inbox const& inbox);

// A form of its own for each thing that may be done with one voice.
struct Step {
    std::string address;
    std::string text;
    std::string hint;
    web::Button::Kind kind = web::Button::Kind::primary;
    std::vector<web::Field> fields;
};
// The step that erases it, with the field `why` of these fields.
Step erasing(std::string address, web::FormFields const& fields);
html::Html forms_of(std::vector<Step> const& steps, web::FormKeys const& keys);

namespace problems
{
inline constexpr Refusal not_your_turn{
    "voices.not_your_turn", 429,
    "Đang có rất nhiều lời gửi chờ đọc ở đây, nên mỗi máy chỉ gửi thêm được một lần mỗi giờ. Xin gửi lại sau "
    "{} phút."};
} // namespace problems

} // namespace kheo::voices
