// SPDX-License-Identifier: AGPL-3.0-or-later
// Whose register it is: bodies and communes found in file names, title lines
// and unit columns, with the reason said.
#pragma once

#include "capabilities/bodies/bodies.hpp"
#include "platform/text/abbreviations.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::registers
{

using areas::AreaId;
using bodies::BodyId;

// Areas, bodies and abbreviations as they are on a day; built once for many files.
class Places
{
  public:
    // What it is given outlives it.
    Places(areas::Atlas const& atlas, bodies::Directory const& directory, Abbreviations const& abbreviations,
           Date day);

    // The commune that a text names: the longest name whose words stand in it,
    // with "xã", "phường" before it more surely. Only communes that have bodies,
    // where any has. Nothing where none is named, or two equally.
    struct Named {
        AreaId area;
        int sureness = 0; // 1: a bare name; 2: with its kind before it; 3: a code
    };
    std::optional<Named> commune_in(std::string_view text) const;
    // By name and province name, as two cells say them.
    std::vector<AreaId> communes(std::string_view name, std::string_view province, AreaId home) const;

    // The body of an area that a text names ("UBND xã", "Hội LHPN", "Tổ dân phố
    // 8"): the same words once abbreviations are written out and the area's own
    // name is left out. Nothing where none fits, or several equally.
    struct Unit {
        BodyId body;
        bool exact = false; // else one name's words are all among the other's
    };
    std::optional<Unit> unit(std::string_view text, AreaId area) const;
    // Who speaks for an area: its đầu mối dân vận, else its Party committee, else its first body.
    bodies::Body const* speaker(AreaId area) const;
    // The area's body that a line or a file's name speaks of: its whole name
    // stands there, else the part that tells it from the area's others ("cua
    // MTTQ xa", "Đoàn TN"). Nothing where none does, or two equally.
    std::optional<Unit> named(std::string_view text, AreaId area) const;
    // The area's body whose name has the most words in common with the text; none without any.
    bodies::Body const* nearest(std::string_view text, AreaId area) const;

    areas::Atlas const& atlas() const { return atlas_; }
    bodies::Directory const& directory() const { return directory_; }
    Date day() const { return day_; }
    AreaId province_of(AreaId area) const;

    // A unit's words: abbreviations written out, the area's name and kind left out.
    std::string unit_key(std::string_view text, AreaId area) const;

  private:
    struct Commune {
        AreaId area;
        std::string name; // its words
        std::string kind;
        std::string code;
    };
    areas::Atlas const& atlas_;
    bodies::Directory const& directory_;
    Abbreviations const& abbreviations_;
    Date day_;
    std::vector<Commune> communes_;
};

// Who sent a file.
struct Sender {
    BodyId body; // none: not known
    AreaId area;
    std::string reason; // "Tiêu đề “ĐẢNG ỦY XÃ …”"
    bool sure = false;  // both place and body are said, not supposed
};
struct Titled {
    std::string text;
    std::string place; // "Tiêu đề" or "Tên trang tính"
};
// By the lines over the headings and the file's name.
Sender sender_of(std::vector<Titled> const& lines, std::string_view file_name, Places const& places);

// A code for a new unit of an area that nobody has: "07888-TDP8".
std::string unit_code(std::string_view area_code, std::string_view unit, bodies::Directory const& directory,
                      Date day);
// The line a unit's name tells: "Chi bộ …" is of the Party.
bodies::Line line_of(std::string_view unit);

} // namespace kheo::registers
