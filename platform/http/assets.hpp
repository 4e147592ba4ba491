// SPDX-License-Identifier: AGPL-3.0-or-later
// Static files built into the program: their names carry a hash of their
// bytes, so a browser keeps them for a year and never asks again.
#pragma once

#include "platform/http/request.hpp"
#include "platform/http/response.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

namespace kheo::http
{

// One row of the table that the build writes; all of it lives as long as the
// program.
struct Asset {
    std::string_view name;   // "app.css"
    std::string_view file;   // "app-3f9a2c51.css"
    std::string_view type;   // "text/css; charset=utf-8"
    std::string_view bytes;  // as it is
    std::string_view gzip;   // compressed at build; empty where it does not pay
    std::string_view brotli; // likewise
};

class Assets
{
  public:
    // The prefix begins and ends with "/". Two rows of one name or file are a
    // Contradiction.
    Assets(std::span<Asset const> table, std::string_view prefix = "/tinh/");

    // The address of a file by its name, "/tinh/app-3f9a2c51.css"; a name that
    // the table lacks is a Contradiction: a page would go out broken.
    std::string const& address(std::string_view name) const;

    // The answer where the path is one of ours: the file, or 404 below the
    // prefix. Nothing for every other path.
    std::optional<Response> answer(Head const& head) const;

  private:
    std::string prefix_;
    std::unordered_map<std::string_view, Asset const*> by_file_;
    std::unordered_map<std::string_view, std::string> addresses_;
};

} // namespace kheo::http
