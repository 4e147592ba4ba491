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

// Marks of each sheet that holds a register, pure.
std::vector<sheets::SheetMarks> marks_of(std::vector<registers::SheetReading> const& sheets,
                                         std::vector<StoredRow> const& rows);

Outcome<http::Response> marked_file(acts::Reading& reading, FileQuery const& query);
Outcome<http::Response> original_file(acts::Reading& reading, FileQuery const& query);

} // namespace kheo::imports
