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

// The states that take_rows would find these rows in, which are not stored: good
// or kept where it would take them; and how many units it would add.
Outcome<Taking> foretold(acts::Work& work, Import const& import, std::vector<StoredRow>& rows,
                         TakeOptions const& options);

struct UndoForm {
    ImportId import;
    TakingId taking;
    std::int64_t version = 0;
    std::string reason;
    bool leave_touched = false; // undo the rest where somebody changed some of them since
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(UndoForm, (), (import, taking, version, reason, leave_touched))

// Withdraws the models that the taking entered, and gives those that it
// changed their words of before. Where anybody changed one of them since, it
// refuses `touched`, or leaves those as they are if so asked.
Outcome<acts::Recorded<Taking>> undo(acts::Work& work, UndoForm const& form);

} // namespace kheo::imports
