// SPDX-License-Identifier: AGPL-3.0-or-later
// Many bodies at once, from a sheet or from the frame: what each line would do,
// decided away from database and clock so that preview and import agree.
#pragma once

#include "capabilities/bodies/bodies.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::bodies
{

// One line as typed.
struct Typed {
    std::string code;
    std::string name;
    std::string line;
    std::string area;     // code or name
    std::string superior; // code or name, also of another line
    std::string contact;
    std::string valid_from;
};
BOOST_DESCRIBE_STRUCT(Typed, (), (code, name, line, area, superior, contact, valid_from))

struct SheetLine {
    std::size_t line = 0; // as the program that wrote the sheet counts
    Typed typed;
};

enum class RowState { fresh, there, bad };
BOOST_DESCRIBE_ENUM(RowState, fresh, there, bad)

struct PlannedRow {
    std::size_t line = 0;
    Typed typed;
    RowState state = RowState::fresh;
    std::vector<FieldError> errors;
    // A fresh one's `body` is −1, −2 …, and so is a superior that is fresh too;
    // one that is there has its own.
    Body body;
    std::string area_name;
    std::string area_code;
    std::string superior_code;
};

struct Plan {
    std::vector<PlannedRow> rows;
    std::size_t count(RowState state) const;
};

// What the plan is made with. `may` says whether the actor may add a body there.
struct Ground {
    Directory const& directory;
    areas::Atlas const& atlas;
    Date today;
    std::optional<Date> valid_from = {}; // for lines that give no day
    AreaId province = {};                // where names of areas are looked for first
    std::function<bool(acts::Place)> may = [](acts::Place) { return true; };
};

Plan planned(std::vector<SheetLine> const& lines, Ground const& ground);

// Stores the fresh rows with real ids, each as an act; how many.
std::int64_t store_planned(acts::Work& work, Plan const& plan);

// "90001-UBMTTQVN": the area's code and the initials of the name without the
// area's; the same for the same name.
std::string code_of(std::string_view name, areas::Area const& area);
// The same, with a number behind where `taken` says so.
std::string free_code(std::string_view name, areas::Area const& area,
                      std::function<bool(std::string const&)> const& taken);

// The day from which a body stands where nobody says otherwise: that of its
// area; for a province that of its communes.
Date usual_start(areas::Atlas const& atlas, areas::Area const& area, Date today);

// "xã Suối Mây": the full name as it stands inside another.
std::string inside_name(areas::Area const& area);

} // namespace kheo::bodies
