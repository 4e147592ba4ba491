// SPDX-License-Identifier: AGPL-3.0-or-later
// Add files: many at once, as they came from forty communes. They are kept by
// the hash of their content and read one after another by jobs.
#pragma once

#include "capabilities/imports/batch.hpp"
#include "platform/forms/forms.hpp"
#include "platform/routes/row.hpp"

#include <span>

namespace kheo::imports
{

inline constexpr std::int64_t most_files = 100;
inline constexpr std::uint64_t most_file_bytes = 50u << 20;
inline constexpr std::uint64_t most_bytes = 200u << 20; // together
inline constexpr http::Accepts many_files{
    .form = true, .files = most_files, .file_bytes = most_file_bytes, .all_files_bytes = most_bytes};

struct AddForm {
    std::vector<forms::File> files;
    ImportId import; // files that come later to an import
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(AddForm, (), (files, import))

// What was taken in to be read.
struct Added {
    ImportId id;
    std::size_t files = 0;
};
BOOST_DESCRIBE_STRUCT(Added, (), (id, files))

// Files that were stored; a file that cannot be is said in its problem.
struct AddPrepared {
    std::vector<File> files;
    ImportId import;
};

Outcome<AddPrepared> prepare_add(routes::Before const& before, AddForm const& form);
Outcome<routes::Kept> add_files(acts::Work& work, AddPrepared const& prepared);

// The import of an actor, as a row to store but for its id. Body and area are
// those of the first of the actor's posts that may import.
Import new_import(acts::Reading const& reading, int year);
// Keeps a file by its hash; its place and ids are the caller's.
File kept_file(forms::File const& sent);

} // namespace kheo::imports
