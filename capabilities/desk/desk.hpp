// SPDX-License-Identifier: AGPL-3.0-or-later
// Việc của tôi: what somebody must do now, by what their posts allow, from
// whom it came and what came back.
#pragma once

#include "capabilities/reminders/reminders.hpp"
#include "platform/routes/row.hpp"
#include "web/components.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::desk
{

// One thing to do, in people's words.
struct Item {
    std::string title;
    std::string url;
    std::string from; // the body it comes from, or is about
    std::string note; // what came back
    std::string since;
    std::int64_t days = 0; // how long it has waited
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(Item, (), (title, url, from, note, since, days, demo))

struct Group {
    std::string name; // stable: "returned"
    std::string title;
    std::string nothing; // said where there is no item
    std::vector<Item> items;
    std::int64_t total = 0;
    std::string all; // address of the whole list
};
BOOST_DESCRIBE_STRUCT(Group, (), (name, title, items, total, all))

struct DeskView {
    std::vector<Group> groups;
};
BOOST_DESCRIBE_STRUCT(DeskView, (), (groups))

inline constexpr std::size_t most_items = 20; // of one group
inline constexpr std::size_t first_items = 6; // that its page shows where the group has a list of its own

// What the administrator is to be reminded of; from the configuration, given
// once at the start.
struct Settings {
    bool operator_stated = true;
};
void put_settings(Settings settings);

// What models leave there, by stage: those that came back, those to be received.
void add_models(acts::Reading const& reading, DeskView& view);
// What people asked or said and nobody has answered.
void add_voices(acts::Reading const& reading, DeskView& view);
// What appraisal leaves there, for those whose posts take part in it.
void add_appraisal(acts::Reading const& reading, DeskView& view);
// What tasks leave there; nothing where nothing is owed.
void add_duties(acts::Reading const& reading, DeskView& view);

// For letters: what of it others wait for, how much of each kind.
std::vector<reminders::Pile> piles(acts::Reading const& reading);

Outcome<DeskView> view_desk(acts::Reading& reading, routes::Nothing const&);
routes::Page show_desk(acts::Reading& reading, DeskView const& view);

// Whole days, as people count them: since yesterday evening is 1.
std::int64_t days_since(Instant then, Instant now);
std::string waited(std::int64_t days); // "Chờ 3 ngày", "Hôm nay"

// What the template shows.
struct GroupPart {
    std::string name;
    std::string title;
    std::string count;
    std::vector<web::WorkItem> items;
    bool more = false; // than these: the whole list is at `all`
    std::string all;
};
struct DeskPage {
    std::string day;
    bool may_register = false;
    std::vector<GroupPart> groups; // in which something waits
    std::vector<std::string> done; // what the others say
};

std::span<routes::Row const> rows();

} // namespace kheo::desk
