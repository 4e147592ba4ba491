// SPDX-License-Identifier: AGPL-3.0-or-later
// Reading the files of an import: the bytes by kheo-extract in its sandbox, the
// sheets by registers, with what this installation knows today.
#pragma once

#include "capabilities/imports/batch.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace kheo::imports
{

inline constexpr std::string_view read_job = "imports.read";
inline constexpr std::size_t most_rows = 20'000; // of one file

// Areas, bodies, words and mappings as they are now; built once for many files.
class Reader
{
  public:
    Reader(registers::Mappings mappings, Date today);
    // As a file of this name with these bytes says. Refuses what the sandbox
    // refuses, and registers.too_many_rows.
    Outcome<registers::Register> read(std::string_view bytes, std::string_view name,
                                      registers::Defaults const& defaults) const;
    registers::Places const& places() const { return *places_; }

  private:
    std::shared_ptr<areas::Atlas const> atlas_;
    std::shared_ptr<bodies::Directory const> directory_;
    std::shared_ptr<PrivateDataCheck const> check_;
    registers::Mappings mappings_;
    std::unique_ptr<registers::Places const> places_;
};

// What was said of columns before, for files of this import.
registers::Mappings mappings_for(db::Connection& db, Import const& import, Date day);
// Keeps it for later files: for the commune or province of the import, for all
// of the operator's, or for this import alone.
void keep_mapping(acts::Work& work, Import const& import, std::string_view signature,
                  std::vector<std::string> const& targets);

registers::Defaults defaults_of(File const& file);
// Sheets as the file keeps them, and back.
std::string sheets_text(std::vector<registers::SheetReading> const& sheets);
std::vector<registers::SheetReading> sheets_of(std::string const& text);
// Puts what was read, or why it could not be, into the file; pure.
void note(File& file, Outcome<registers::Register> const& read);

// The job: reads one file anew and stores its rows, compared with what is
// registered where the maker of the import may import. Bears repeating.
void read_file(db::Store& store, Clock& clock, acts::Allowed const& allowed, FileId id);

} // namespace kheo::imports
