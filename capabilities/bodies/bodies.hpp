// SPDX-License-Identifier: AGPL-3.0-or-later
// What other capabilities may use of bodies: the directory in memory.
#pragma once

#include "capabilities/areas/areas.hpp"
#include "capabilities/bodies/body.hpp"
#include "platform/db/db.hpp"
#include "platform/routes/row.hpp"

#include <memory>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kheo::bodies
{

class Directory
{
  public:
    Directory() = default;
    explicit Directory(std::vector<Body> periods);

    // The body as it was on that day; null where it did not exist.
    Body const* on(BodyId body, Date day) const;
    Body const* newest(BodyId body) const;
    Body const* by_code(std::string_view code, Date day) const;
    // The first period of that code, or of that very name in the area, that holds
    // on the day or begins later: what a new body of the same would run into.
    Body const* code_ahead(std::string_view code, Date day) const;
    Body const* name_ahead(std::string_view name, AreaId area, Date day) const;
    // Of that name on that day, marks and case ignored; within `area` where one is given.
    std::vector<Body const*> by_name(std::string_view name, Date day, AreaId area = {}) const;
    // The bodies of an area on that day, in the order of lines, then names.
    std::vector<Body const*> of_area(AreaId area, Date day) const;
    // The đầu mối dân vận of an area; null where none is named.
    Body const* contact_of(AreaId area, Date day) const;
    // Those whose superior it is on that day.
    std::vector<Body const*> directly_below(BodyId superior, Date day) const;
    // Whether `inner` is `outer` or below it in the line of superiors; walks
    // at most six.
    bool below(BodyId inner, BodyId outer, Date day) const;

    std::vector<Body> const& periods() const { return periods_; }

  private:
    std::vector<Body> periods_;
    std::unordered_map<std::int64_t, std::vector<std::size_t>> by_body_;
    std::unordered_map<std::string, std::vector<std::size_t>> by_code_;
    std::unordered_map<std::string, std::vector<std::size_t>> by_name_; // folded
    std::unordered_map<std::int64_t, std::vector<std::size_t>> by_area_;
};

std::shared_ptr<Directory const> load_directory(db::Connection& db);

// --- Who answers for a body's open work (giữ việc) --------------------------
// The one rule for desks, permissions, heartbeats and tasks, worked out from
// directory and atlas; records keep the body of their day. All pure.

// Whether the body and the area in which it lies stand on that day.
bool stands(Directory const& held, areas::Atlas const& atlas, BodyId body, Date day);
// Who takes the work of one that ends and names nobody: in an area that goes on its
// superior there, else of its line there the đầu mối, the only head, the area's đầu
// mối, the first head; none where there is none of these.
BodyId heir_of(Directory const& held, areas::Atlas const& atlas, Body const& gone, Date day);
// The body itself while it stands, the successor it named, or its heir; none where
// nobody took it.
BodyId keeper_of(Directory const& held, areas::Atlas const& atlas, BodyId body, Date day);
// The body itself, and those that are gone and whose work it has.
std::vector<BodyId> kept_by(Directory const& held, areas::Atlas const& atlas, BodyId keeper, Date day);

// Stores the first period of a body that `added` allowed, or that comes with
// many others in a table that was checked as a whole, and its act.
acts::Recorded<Body> store_new(acts::Work& work, Body const& body);

// The directory this program works with now.
std::shared_ptr<Directory const> directory();
void put_directory(std::shared_ptr<Directory const> directory);
// In that directory: what it was called on the day, or where it did not exist
// then, at the last; "" where nobody knows it.
std::string name_of(BodyId body, Date day);
// What it was called at the last.
std::string name_of(BodyId body);

std::span<routes::Row const> rows();
// Which rows `kheo check` compares with their acts.
std::vector<acts::Projection> projections();

} // namespace kheo::bodies
