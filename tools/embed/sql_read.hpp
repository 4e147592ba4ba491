// SPDX-License-Identifier: AGPL-3.0-or-later
// Reads the *.sql files of verbs and migrations and says what is wrong with
// them, at a file and a line.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::embed
{

// what() is "file:line: sentence", as compilers say it.
struct BuildError : std::runtime_error {
    BuildError(std::string const& file, int line, std::string const& sentence)
        : std::runtime_error(file + ":" + std::to_string(line) + ": " + sentence)
    {
    }
};

struct NamedStatement {
    std::string name; // record_recognition
    std::string why;  // its first comment line
    std::string sql;  // without the last semicolon
    int line;         // of "-- name:"
};

// The statements of one file: each begins with "-- name: x" and a comment line
// why it exists; before the first stand only comments.
std::vector<NamedStatement> read_statements(std::string const& file, std::string_view text);

// Each statement of `overrides` must replace one of `originals`.
void check_overrides(std::string const& file, std::vector<NamedStatement> const& originals,
                     std::vector<NamedStatement> const& overrides);

struct MigrationFile {
    int number;
    std::string name; // 0001-accounts-create
    std::string sqlite, postgres;
    int oldest_compatible; // "-- compatible: N", else its own number
};

// The migrations of a folder, checked: numbers without a gap, names
// NNNN-noun-verb, both variants or none, LATEST names the newest, portable.
std::vector<MigrationFile> read_migrations(std::filesystem::path const& folder);

std::string read_file(std::filesystem::path const& file);

} // namespace kheo::embed
