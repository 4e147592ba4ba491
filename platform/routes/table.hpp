// SPDX-License-Identifier: AGPL-3.0-or-later
// Finds the row for a path. Patterns are segments: literal, "{name}", or a
// last "{name*}" that takes the rest.
#pragma once

#include "platform/routes/row.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kheo::routes
{

struct Match {
    Row const* row = nullptr;
    bool api = false;
    forms::Values values; // of the pattern's names
};

class Table
{
  public:
    // The rows outlive the table. Two rows of one method and pattern are a
    // Contradiction.
    explicit Table(std::vector<std::span<Row const>> const& parts);

    // A literal pattern wins over one with names.
    Match find(http::Method method, std::string_view path) const;
    // "GET, HEAD, POST": the methods of this path; "" where nothing is there.
    std::string allowed(std::string_view path) const;
    std::vector<Row const*> const& rows() const { return rows_; }

  private:
    struct Pattern {
        Row const* row;
        bool api;
        std::vector<std::string_view> segments;
        int literals; // the more, the sooner it is tried
    };
    void add(Row const& row, std::string_view path, bool api);
    static bool matches(Pattern const& pattern, std::vector<std::string_view> const& path,
                        forms::Values* values);

    std::vector<Row const*> rows_;
    std::vector<Pattern> patterns_;
};

} // namespace kheo::routes
