// SPDX-License-Identifier: AGPL-3.0-or-later
// The file back to its sender: the same file, each row said to be taken or
// what to mend in it.
#pragma once

#include "capabilities/imports/batch.hpp"
#include "platform/forms/forms.hpp"
#include "platform/http/response.hpp"
#include "platform/sheets/mark.hpp"

#include <span>

namespace kheo::imports
{

struct FileQuery {
    ImportId import;
    FileId file;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(FileQuery, (), (import, file))

struct ReturnQuery {
    ImportId import;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(ReturnQuery, (), (import))

// Marks of each sheet that holds a register, pure.
std::vector<sheets::SheetMarks> marks_of(std::vector<registers::SheetReading> const& sheets,
                                         std::vector<StoredRow> const& rows);

struct Again {
    StoredRow const* before = nullptr;
    StoredRow const* now = nullptr; // the same row in the later file
};
// Rows of a file that stand in a later one of the same sender again, mended or
// not; none where the later one is another register. Pure; points into both.
std::vector<Again> sent_again(std::vector<StoredRow> const& before, std::vector<StoredRow> const& now);

Outcome<http::Response> marked_file(acts::Reading& reading, FileQuery const& query);
// Every file with a row to mend or to choose, marked, in one .zip.
Outcome<http::Response> marked_files(acts::Reading& reading, ReturnQuery const& query);
Outcome<http::Response> original_file(acts::Reading& reading, FileQuery const& query);

} // namespace kheo::imports
