// SPDX-License-Identifier: AGPL-3.0-or-later
// The invented provinces as they stand: their communes and every body in them,
// before anything is stored.
#pragma once

#include "capabilities/demo/content.hpp"
#include "capabilities/demo/render.hpp"

#include <string>
#include <vector>

namespace kheo::demo
{

// One body. No commune for a body of the province; villages by position.
struct Unit {
    BodyKind const* kind = nullptr;
    Province const* province = nullptr;
    Commune const* commune = nullptr;
    std::size_t village = 0; // of a body of a village
    std::string code;        // "MH001-PHU-NU", "MH001-THON-03", "MH-TINH-UY"
    std::string name;
    std::string short_name;
    std::string superior; // its code; "" at the top
    bool contact = false; // the commune's đầu mối dân vận
};

class Land
{
  public:
    explicit Land(Content const& content);

    // Superiors before those below them.
    std::vector<Unit> const& units() const { return units_; }
    // Positions in units(); npos where there is no such body.
    static constexpr auto npos = std::size_t(-1);
    std::size_t find(std::string_view kind, Province const& province) const;
    std::size_t find(std::string_view kind, Commune const& commune, std::size_t village = 0) const;

  private:
    void add_all(Content const& content, BodyKind const& kind);
    void add(BodyKind const& kind, Province const& province, Commune const* commune, std::size_t village);
    std::size_t at(std::string const& code) const;

    std::vector<Unit> units_;
    std::map<std::string, std::size_t, std::less<>> by_code_;
};

} // namespace kheo::demo
