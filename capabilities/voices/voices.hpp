// SPDX-License-Identifier: AGPL-3.0-or-later
// Voice (tiếng dân): words that somebody sent without a name, for an office to
// read, answer, hold back or erase.
#pragma once

#include "capabilities/areas/areas.hpp"
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

// Where one stands that waits.
struct Spot {
    std::int64_t id = 0;
    areas::AreaId area;
    std::int64_t body = 0;
};
BOOST_DESCRIBE_STRUCT(Spot, (), (id, area, body))

template <class Voice>
struct Waiting {
    std::vector<Voice> items; // those that wait longest first
    std::int64_t total = 0;
};
// Of all that wait (`spots`: id, area, body, the oldest first) those where the
// actor holds the permission; at most `most` items, each read by its id.
template <class Voice>
Waiting<Voice> waiting(acts::Reading const& reading, acts::Permission permission, db::Statement const& spots,
                       db::Statement const& by_id, std::size_t most)
{
    auto waiting = Waiting<Voice>();
    std::vector<std::int64_t> first;
    reading.db.each<Spot>(spots, {}, [&](Spot const& one) {
        if (!reading.may(permission, {one.area.value, one.body}))
            return;
        ++waiting.total;
        if (first.size() < most)
            first.push_back(one.id);
    });
    for (auto const id : first)
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

} // namespace kheo::voices
