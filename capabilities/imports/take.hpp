// SPDX-License-Identifier: AGPL-3.0-or-later
// Take the good rows: each becomes a model's act of its own, all of one taking
// share an act group. What changed since the file was read is looked at again.
#pragma once

#include "capabilities/imports/batch.hpp"
#include "platform/forms/forms.hpp"

#include <span>

namespace kheo::imports
{

struct TakeForm {
    ImportId import;
    FileId file; // this file alone
    bool create_units = false;
    bool publish = false;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(TakeForm, (), (import, file, create_units, publish))

Outcome<acts::Recorded<Taking>> take(acts::Work& work, TakeForm const& form);

struct TakeOptions {
    bool create_units = false; // units that no list of bodies has are added to it
    bool publish = false;      // received and published at once
};
// Takes what may be taken of these rows, which stand in import_rows, and
// changes them there. Refuses not_yours before anything is stored.
Outcome<Taking> take_rows(acts::Work& work, Import const& import, std::vector<StoredRow> rows,
                          TakeOptions const& options);

// A code for a new unit of an area that nobody has: "07888-TDP8".
std::string unit_code(std::string_view area_code, std::string_view unit, bodies::Directory const& directory,
                      Date day);
// The line a unit's name tells: "Chi bộ …" is of the Party.
bodies::Line line_of(std::string_view unit);

struct UndoForm {
    ImportId import;
    TakingId taking;
    std::int64_t version = 0;
    std::string reason;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(UndoForm, (), (import, taking, version, reason))

// Withdraws the models that the taking entered, and gives those that it
// changed their words of before. Refuses `touched` where anybody changed one
// of them since.
Outcome<acts::Recorded<Taking>> undo(acts::Work& work, UndoForm const& form);

} // namespace kheo::imports
