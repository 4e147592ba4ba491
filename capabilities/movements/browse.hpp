// SPDX-License-Identifier: AGPL-3.0-or-later
// Movements as people read them: all of them, one with its themes and models.
#pragma once

#include "capabilities/movements/movement.hpp"
#include "platform/routes/row.hpp"
#include "web/components.hpp"

#include <span>
#include <string>
#include <vector>

namespace kheo::movements
{

struct MovementItem {
    std::string id;
    std::string url;
    std::string kind;
    std::string name;
    std::string master;
    std::string years;
    std::string theme; // of this year; "" where none is named
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(MovementItem, (), (id, url, kind, name, master, years, theme, demo))

struct MovementList {
    std::vector<MovementItem> items; // by name
    bool leads = false;              // left out of JSON
};
BOOST_DESCRIBE_STRUCT(MovementList, (), (items))

Outcome<MovementList> list_movements(acts::Reading& reading, routes::Nothing const&);
routes::Page show_movements(acts::Reading& reading, MovementList const& list);
routes::Page show_office_movements(acts::Reading& reading, MovementList const& list);

struct PageQuery {
    MovementId movement;
    ModelId after;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(PageQuery, (), (movement, after))

struct Member {
    std::string id;
    std::string url;
    std::string title;
    std::string place; // "Đảng ủy xã A, Xã A"
    std::string field;
    int year = 0; // of its newest registration
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(Member, (), (id, url, title, place, field, year, demo))

struct MovementView {
    Movement movement;
    std::string master;
    std::vector<Theme> themes;
    std::vector<Member> items; // public models, by name
    std::string next;          // `after` of the next page
    ModelId after;             // left out of JSON, as is the next
    bool leads = false;
};
BOOST_DESCRIBE_STRUCT(MovementView, (), (movement, master, themes, items, next))

Outcome<MovementView> view_movement(acts::Reading& reading, PageQuery const& query);
routes::Page show_movement(acts::Reading& reading, MovementView const& view);

struct TellLine {
    std::string id;
    std::string name;
    std::string theme;
};

struct MovementPage {
    std::string id;
    std::string name;
    std::vector<std::pair<std::string, std::string>> facts;
    web::Table themes;
    web::Table models;
    web::Pager pager;
    bool leads = false;
};

} // namespace kheo::movements
