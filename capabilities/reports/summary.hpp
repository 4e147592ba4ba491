// SPDX-License-Identifier: AGPL-3.0-or-later
// Biểu tổng hợp, the pure part: what was registered in a year, by commune, body
// or field, as of a day, in today's units. A cell's number and the rows that it
// opens come from one and the same rule for each column.
#pragma once

#include "capabilities/areas/areas.hpp"
#include "capabilities/bodies/bodies.hpp"
#include "capabilities/models/models.hpp"
#include "capabilities/movements/movements.hpp"
#include "capabilities/periods/periods.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::reports
{

using areas::AreaId;
using bodies::BodyId;
using models::ModelId;
using movements::MovementId;

// One year's registration (đăng ký năm) as it is stored; never a draft. Kind is
// text: exemplars of the person kind have a record of their own.
struct Entered {
    ModelId model;
    int year = 0;
    models::Entry entry = models::Entry::moi;
    std::string kind;
    BodyId body;
    AreaId area;
    std::string field;
    std::string title;
    models::Stage stage = models::Stage::registered;
    std::optional<Date> registered_on; // ngày diễn ra
    Instant entered_at;                // ngày nhập
    std::optional<Instant> ended_at;
    int model_year = 0; // the model's newest year; below this one's where this one was undone
    bool published = false;
    bool demo = false;
    std::optional<Date> recognised_on; // the first decision that stands
    // Of the model, by the day that is asked about.
    periods::Course course = periods::Course::goes_on;
    std::optional<Date> confirmed; // the newest period in which its body said that it works
};
BOOST_DESCRIBE_STRUCT(Entered, (),
                      (model, year, entry, kind, body, area, field, title, stage, registered_on, entered_at,
                       ended_at, model_year, published, demo, recognised_on, course, confirmed))

// The kind that is counted by itself: a person is no registration.
inline constexpr std::string_view of_persons = "dien_hinh_ca_nhan";

// The day by which a registration is judged: ngày diễn ra; ngày nhập where the
// paper's day is not known.
Date day_of(Entered const& entered);
// The same day a year before; 28 February for 29 February.
Date year_before(Date day);

enum class Group { commune, body, field };
BOOST_DESCRIBE_ENUM(Group, commune, body, field)

// What is asked. `area` none: the whole country, by province.
struct Scope {
    int year = 0;
    Date as_of;
    AreaId area;
    Group group = Group::commune;
    Date today;               // names and units are those of this day
    bool only_public = false; // for people outside: published models alone
    MovementId movement;      // none: all models; else those that belong to it
    std::string movement_name;
};

// "entry.moi", "field.kinh_te", "last_year": names as import and API write them.
struct Column {
    std::string key;
    std::string label;
    std::string group; // heading over several columns; "" over none
};
BOOST_DESCRIBE_STRUCT(Column, (), (key, label, group))

// One unit, body or field. `figures` are in the order of Summary::columns.
struct SummaryRow {
    std::string id; // of the area or body, code of the field; "total" for the sum
    std::string code;
    std::string name;
    std::string under; // a body's commune
    std::vector<std::int64_t> figures;
    bool opens = false; // an area whose bodies can be shown
};

// A unit or a body that has sent nothing this year by the day.
struct Missing {
    std::string id;
    std::string name;
    std::string under;          // a body's commune
    std::string contact;        // of a commune: its đầu mối dân vận, "" where none is named
    std::int64_t last_year = 0; // what it had registered for the year before
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(Missing, (), (id, name, under, contact, last_year, demo))

struct Summary {
    Scope scope;
    Date last_as_of;         // the same day of last year
    std::string area_name;   // "" for the whole country
    bool by_commune = false; // units are communes, not provinces
    std::vector<Column> columns;
    std::vector<SummaryRow> rows; // in name order: never by a number
    SummaryRow total;
    std::int64_t units = 0;
    std::vector<Missing> missing_units;
    std::vector<Missing> missing_bodies; // of units that did send
    std::int64_t kept = 0;               // of those, registered again as duy trì this year
    std::int64_t could_keep = 0;         // models of last year's registration
    bool demo = false;

    // 0 for a column that this summary does not have.
    std::int64_t figure(SummaryRow const& row, std::string_view key) const;
    std::int64_t sum(std::string_view key) const { return figure(total, key); }
};

Summary summary(std::vector<Entered> const& entries, bodies::Directory const& directory,
                areas::Atlas const& atlas, Scope const& scope);

// The registrations that a cell counts, by title: `row` is a SummaryRow's id.
// As many as the figure says; none for a row or column that is not there.
std::vector<Entered> counted(std::vector<Entered> const& entries, bodies::Directory const& directory,
                             areas::Atlas const& atlas, Scope const& scope, std::string_view row,
                             std::string_view column);

} // namespace kheo::reports
