// SPDX-License-Identifier: AGPL-3.0-or-later
// Roles are data (data/rules/roles.csv): which permission, and how far from the
// body of the post it reaches.
#pragma once

#include "capabilities/areas/areas.hpp"
#include "capabilities/bodies/bodies.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kheo::accounts
{

// own: the post's body. below: that and the bodies below it in the line of
// superiors. commune: for the commune's đầu mối dân vận, all bodies of its
// commune (người nhập thay); for others nothing. area: what lies in the area of
// the post's body, as areas are today. all: everything.
enum class Scope { own, below, commune, area, all };
BOOST_DESCRIBE_ENUM(Scope, own, below, commune, area, all)

struct Grant {
    std::string permission;
    Scope scope = Scope::own;
};

struct Role {
    std::string code;
    std::string label;
    bool second_factor = false; // must sign in with a second step: it decides
    std::vector<Grant> grants;

    // Whether a post of this role means something without a body.
    bool needs_body() const;
};

class Roles
{
  public:
    // The columns role, label, permission, scope, second_factor; label and
    // second_factor count where they are filled. Throws Contradiction for a
    // table that is not sound: it is part of the program.
    static Roles parsed(std::string_view csv);

    // Null where there is none.
    Role const* find(std::string_view code) const;
    // By code or label as people type them, case and marks forgiven.
    Role const* named(std::string_view typed) const;
    std::vector<Role> const& all() const { return list_; }

  private:
    std::vector<Role> list_; // in the order of the table
};

// Those that the program carries.
Roles const& roles();

// May this actor use this permission on a record of this place on this day?
// The system may everything, visitors nothing. No place at all asks whether the
// actor holds the permission in some post. Walks at most six superiors and six
// parents for each grant.
bool permits(Roles const& roles, areas::Atlas const& atlas, bodies::Directory const& directory,
             acts::Actor const& actor, acts::Permission permission, acts::Place place, Date day);

// The same with what is in memory now.
bool allowed(acts::Actor const& actor, acts::Permission permission, acts::Place place, Date day);

// "Cán bộ cấp xã, Ủy ban nhân dân xã Khe Trúc Sơn".
std::string words_of(acts::Post const& post, Date day);

} // namespace kheo::accounts
