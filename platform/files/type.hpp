// SPDX-License-Identifier: AGPL-3.0-or-later
// Which files are taken, and how they are served: by extension, libmagic and
// the parts of their container, which must all agree.
#pragma once

#include "platform/problem/problem.hpp"

#include <optional>
#include <string_view>

namespace kheo::files
{

enum class Serve { shown, downloaded };

struct FileType {
    std::string_view ending;       // "xlsx", lower case
    std::string_view content_type; // sent with nosniff
    Serve serve;                   // only images and PDF are shown by the browser
};

// The type by its ending, for serving what was checked when it was taken.
std::optional<FileType> type_by_ending(std::string_view ending);

// Looks into hostile bytes: runs in kheo-extract (Extractor::type). Refuses
// file_empty, file_type_not_taken, file_wrong_name and what Package refuses.
Outcome<FileType> checked_type(std::string_view bytes, std::string_view name);

} // namespace kheo::files
