// SPDX-License-Identifier: AGPL-3.0-or-later
// Who is meant (giao cho ai): kinds of bodies, as they stand on the day one looks,
// and bodies by name; chủ trì, phối hợp, theo dõi. Pure over directory and atlas.
#pragma once

#include "capabilities/bodies/bodies.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kheo::tasks
{

using areas::AreaId;
using bodies::BodyId;

enum class Part { lead, support, watch };
BOOST_DESCRIBE_ENUM(Part, lead, support, watch)
std::string_view label(Part part); // Chủ trì

// Those at the head of their line in each commune; each commune's đầu mối dân
// vận; those of a line at the level of the one who assigns.
enum class Group {
    communes_dang,
    communes_chinh_quyen,
    communes_mat_tran,
    communes_luc_luong,
    communes_contact,
    own_level_dang,
    own_level_chinh_quyen,
    own_level_mat_tran,
    own_level_luc_luong
};
BOOST_DESCRIBE_ENUM(Group, communes_dang, communes_chinh_quyen, communes_mat_tran, communes_luc_luong,
                    communes_contact, own_level_dang, own_level_chinh_quyen, own_level_mat_tran,
                    own_level_luc_luong)
std::string_view label(Group group); // Đảng ủy các xã, phường, đặc khu

// A group, or one body.
struct Whom {
    Part part = Part::lead;
    std::optional<Group> group;
    BodyId body;
    friend bool operator==(Whom const&, Whom const&) = default;
};
// "lead:communes_dang watch:123", as the record keeps it.
std::string text_of(std::vector<Whom> const& all);
std::vector<Whom> whom_of(std::string_view text);
// One line a part: "Chủ trì: Đảng ủy các xã, phường, đặc khu; Công an tỉnh".
std::vector<std::string> lines_of(std::vector<Whom> const& all, Date day);

// A body that owes the task today, with those that are gone and whose part it took.
struct Meant {
    BodyId body;
    AreaId area;
    std::vector<BodyId> took_over;
    bool owes_itself = false; // not only because of those whose part it took
};
// One that owed it when it was assigned and is gone; `heir` has its part, if anybody.
struct Gone {
    BodyId body;
    BodyId heir;
    std::optional<Date> since;
};
struct Circle {
    std::vector<Meant> meant; // in the order of areas' names
    std::vector<Gone> gone;

    Meant const* find(BodyId body) const;
};

// Whether one body may make another answer for a task (chủ trì). The Party leads
// every line, the government its own, the armed forces and what is of no line, the
// others their own line; anybody who stands below. Never who stands above. Phối hợp and theo dõi
// are no order: they may be asked of anybody.
bool may_lead(bodies::Directory const& held, bodies::Body const& asking, bodies::Body const& asked, Date day);
bool may_lead(bodies::Line asking, Group asked);

// Answers for many tasks of one assigning body: each group is looked up once.
class Resolver
{
  public:
    // All but the ids outlive this.
    Resolver(bodies::Directory const& held, areas::Atlas const& atlas, Date today)
        : held_(held), atlas_(atlas), today_(today)
    {
    }

    // Who has this part today. A body that began after `until`, and took nothing
    // over, does not owe it.
    Circle circle(std::vector<Whom> const& all, Part part, BodyId assigner, AreaId area, Date assigned_on,
                  std::optional<Date> until);

  private:
    using Found = std::vector<bodies::Body const*>;
    using Key = std::tuple<Group, std::int64_t, std::int64_t, std::int32_t>;
    Found const& of_group(Group group, BodyId assigner, AreaId area, Date day);
    Found heads(Group group, AreaId area, Date day) const;
    Date begun(BodyId body);
    std::optional<Date> since(BodyId gone) const;
    // Whose its part is now, of those of today; none where nobody can be told.
    BodyId heir_among(bodies::Body const& gone, Found const& now) const;
    // One that owed it, and does not stand among those of today.
    void add_gone(Circle& circle, bodies::Body const& body, Found const& now) const;

    bodies::Directory const& held_;
    areas::Atlas const& atlas_;
    Date today_;
    std::map<Key, Found> groups_;
    std::map<BodyId, Date> begun_; // of all, once one is asked for
};

} // namespace kheo::tasks
