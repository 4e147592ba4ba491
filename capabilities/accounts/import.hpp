// SPDX-License-Identifier: AGPL-3.0-or-later
// Many people from one sheet: previewed row by row, then added all together
// with their slips.
#pragma once

#include "capabilities/accounts/add.hpp"
#include "capabilities/accounts/links.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kheo::accounts
{

inline constexpr std::size_t most_people = 500;

// One row of the sheet, as typed.
struct SheetLine {
    std::size_t line = 0; // as the program that wrote the sheet counts
    Line typed;
};

// The rows below the heading, found by the names of its columns in Vietnamese
// or English. Refuses accounts.bad_sheet and accounts.too_many_rows.
Outcome<std::vector<SheetLine>> people_of(std::vector<std::vector<std::string>> const& rows);

enum class Row { fresh, there, bad };
BOOST_DESCRIBE_ENUM(Row, fresh, there, bad)

struct Previewed {
    std::size_t line = 0;
    Line typed;
    Row state = Row::fresh;
    std::vector<FieldError> errors;
    std::string post; // in words
    Person person;
};

struct Preview {
    std::string file;
    std::vector<Previewed> rows;
    std::size_t count(Row state) const;
};

// Pure: `taken` says whether a login is in use. A login twice in the sheet is
// bad the second time; one in use already is left alone.
Preview previewed(std::vector<SheetLine> const& lines, Roles const& roles, bodies::Directory const& directory,
                  Date day, std::function<bool(std::string_view login)> const& taken);

struct SheetForm {
    std::vector<forms::File> file;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(SheetForm, (), (file))

struct Sheet {
    std::string file;
    std::vector<SheetLine> lines;
};
Outcome<Sheet> read_sheet(routes::Before const& before, SheetForm const& form);
Outcome<routes::Kept> preview_people(acts::Work& work, Sheet const& sheet);

// How many rows of a preview are in each state.
struct PreviewSums {
    std::size_t fresh = 0;
    std::size_t there = 0;
    std::size_t bad = 0;
};
BOOST_DESCRIBE_STRUCT(PreviewSums, (), (fresh, there, bad))

// The fresh rows of a preview, as CSV.
struct ApplyForm {
    std::string rows;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(ApplyForm, (), (rows))

// All of them or none: refuses accounts.sheet_changed where one is not fresh
// any more.
Outcome<acts::Recorded<Slips>> import_people(acts::Work& work, ApplyForm const& form);

Outcome<routes::Page> show_import(acts::Reading& reading, forms::Sent const& sent, Problem const* problem);
// The sheet to fill in.
Outcome<http::Response> blank_sheet(acts::Reading& reading, routes::Nothing const&);

} // namespace kheo::accounts
