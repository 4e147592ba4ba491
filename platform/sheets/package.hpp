// SPDX-License-Identifier: AGPL-3.0-or-later
// Zip packages (.xlsx, .ods, .docx) of unknown origin: looked over by their
// central directory before anything is inflated, and counted while inflating.
#pragma once

#include "platform/problem/problem.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct zip;

namespace kheo::sheets
{

inline constexpr std::int64_t max_entries = 5'000;
inline constexpr std::uint64_t max_unpacked = 512u << 20;
inline constexpr std::uint64_t max_entry = 256u << 20;
inline constexpr std::uint64_t max_ratio = 200; // of an entry above 1 MB

class Package
{
  public:
    // Refuses `broken`, `locked`, `unsafe`, `too_large`. The bytes must outlive it.
    static Outcome<Package> open(std::string_view bytes);

    std::vector<std::string> const& names() const { return names_; } // in the package's order
    bool has(std::string const& name) const;
    // The inflated part. Refuses `broken` where there is none or its sum is
    // wrong, `unsafe` where it is longer than the directory says.
    Outcome<std::string> part(std::string const& name) const;

  private:
    struct Close {
        void operator()(zip* archive) const;
    };
    std::unique_ptr<zip, Close> archive_;
    std::vector<std::string> names_;
};

using Parts = std::vector<std::pair<std::string, std::string>>; // name, content

// `original` with these parts replaced or added; all other entries keep their
// compressed bytes. `original` has passed Package::open.
std::string repacked(std::string_view original, Parts const& parts);

// A new package with these parts in this order, the same bytes each time. A
// part named "mimetype" is stored, as OpenDocument asks.
std::string packed(Parts const& parts);

} // namespace kheo::sheets
