// SPDX-License-Identifier: AGPL-3.0-or-later
// Import at once, for the command line and other programs: the same reading
// and the same taking as on the pages, in one step; or a look before.
#pragma once

#include "capabilities/imports/add.hpp"
#include "capabilities/imports/take.hpp"

#include <span>

namespace kheo::imports
{

struct DirectForm {
    std::vector<forms::File> files;
    int year = 0;     // for files that say none
    std::string body; // code or name, for files that say none
    bool create_units = false;
    bool publish = false;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(DirectForm, (), (files, year, body, create_units, publish))

struct DirectPrepared {
    std::vector<File> files;
    std::vector<registers::Register> reads; // beside the files; empty where one could not be read
    int year = 0;
    TakeOptions options;
};

struct RowAnswer {
    std::string file;
    int row = 0; // as the spreadsheet counts, from 1
    std::string state;
    std::string title;
    std::vector<registers::CellError> errors;
    std::vector<std::string> notes;
};
BOOST_DESCRIBE_STRUCT(RowAnswer, (), (file, row, state, title, errors, notes))

struct FileAnswer {
    std::string name;
    std::string problem; // "" where it was read
    std::string unit;    // the sender
    std::string unit_reason;
    int year = 0;
    Tally rows;
};
BOOST_DESCRIBE_STRUCT(FileAnswer, (), (name, problem, unit, unit_reason, year, rows))

struct DirectAnswer {
    TakingId id;
    ImportId import;
    std::int64_t taken = 0; // models
    std::int64_t fresh = 0;
    std::int64_t kept = 0;
    std::int64_t replicated = 0;
    std::int64_t units_added = 0;
    Tally rows; // by state, all files together
    std::vector<FileAnswer> files;
    std::vector<RowAnswer> not_taken; // at most 200
};
BOOST_DESCRIBE_STRUCT(DirectAnswer, (),
                      (id, import, taken, fresh, kept, replicated, units_added, rows, files, not_taken))

Outcome<DirectPrepared> prepare_direct(routes::Before const& before, DirectForm const& form);
Outcome<acts::Recorded<DirectAnswer>> import_directly(acts::Work& work, DirectPrepared const& prepared);
// The same sums, nothing stored.
Outcome<routes::Kept> preview_directly(acts::Work& work, DirectPrepared const& prepared);

} // namespace kheo::imports
