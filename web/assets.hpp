// SPDX-License-Identifier: AGPL-3.0-or-later
// Styles, script, fonts and marks, built by web/build.mjs and held in the
// program itself. Names carry their content's hash, so a browser may keep them
// for ever.
#pragma once

#include <span>
#include <string_view>

namespace kheo::web
{

struct Asset {
    std::string_view name;      // as written in web/: "site.css"
    std::string_view address;   // as served: "/tinh/site-15ffb3656656.css"
    std::string_view type;      // "text/css; charset=utf-8"
    std::string_view integrity; // "sha384-…" of the bytes
    std::string_view bytes;
    std::string_view gzip;   // empty where it would not be smaller
    std::string_view brotli; // empty where it would not be smaller
};

// Sorted by address.
std::span<Asset const> assets();

// The address of an asset: "/tinh/site-15ffb3656656.css". Throws Contradiction for a
// name that web/ does not build.
std::string_view asset(std::string_view name);

// What is served at an address; nothing for any other.
Asset const* served_asset(std::string_view address);

} // namespace kheo::web
