// SPDX-License-Identifier: AGPL-3.0-or-later
// The one set of fields of import, export and API, in the order of files, and
// what one line of a register says in them.
#pragma once

#include "platform/json/json.hpp"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace kheo::registers
{

enum class Field {
    year,
    kind,
    entry,
    unit,
    unit_code,
    commune,
    province,
    field,
    title,
    situation,
    aims,
    way_of_working,
    forces,
    resources,
    timetable,
    beneficiaries,
    outputs,
    keep_up
};
BOOST_DESCRIBE_ENUM(Field, year, kind, entry, unit, unit_code, commune, province, field, title, situation,
                    aims, way_of_working, forces, resources, timetable, beneficiaries, outputs, keep_up)

inline constexpr std::size_t field_count = 18;

struct FieldRule {
    Field field;
    std::string_view name;  // "way_of_working"
    std::string_view label; // "Nội dung, cách làm"
    std::size_t most;       // characters
    bool many_lines;        // several columns of a file may be joined in it
    double width;           // of its column in a sheet, in characters
};

// In the order of the enum. Limits are those of the registration form.
std::span<FieldRule const> fields();
FieldRule const& rule(Field field);
inline std::string_view name(Field field)
{
    return rule(field).name;
}
std::optional<Field> field_named(std::string_view name);

// One line's text by field, as people wrote it, tidied.
class Values
{
  public:
    std::string& operator[](Field field) { return texts_.at(std::size_t(field)); }
    std::string const& operator[](Field field) const { return texts_.at(std::size_t(field)); }
    bool empty() const;
    friend bool operator==(Values const&, Values const&) = default;

  private:
    std::array<std::string, field_count> texts_;
};

// The fields that say something, by name.
boost::json::object of(Values const& values);
// Names that are no field are left out.
Values values_of(boost::json::object const& object);

} // namespace kheo::registers
