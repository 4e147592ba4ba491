// SPDX-License-Identifier: AGPL-3.0-or-later
// A photo as it may be shown: decoded and encoded anew without its metadata.
#pragma once

#include "platform/problem/problem.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kheo::files
{

inline constexpr std::uint64_t max_pixels = 40'000'000;
inline constexpr int shown_side = 1'600; // pixels of the longer side, at most
inline constexpr int thumbnail_side = 320;

struct Image {
    int width = 0;
    int height = 0;
    std::string jpeg;      // upright, sRGB, no EXIF
    std::string thumbnail; // WebP
};

// Between kheo-extract and the server; nothing where the bytes are nonsense.
std::string encode(Outcome<Image> const& outcome);
std::optional<Outcome<Image>> decode_image(std::string_view bytes);

} // namespace kheo::files
