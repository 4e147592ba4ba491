// SPDX-License-Identifier: AGPL-3.0-or-later
// Correct what was read: whose file it is, what its columns hold, what to do
// with a row that is not clear. A file is read anew after each; columns are
// remembered for every later file with the same headings.
#pragma once

#include "capabilities/imports/batch.hpp"
#include "platform/forms/forms.hpp"
#include "platform/routes/row.hpp"

#include <span>

namespace kheo::imports
{

// What the file itself does not say.
struct SenderForm {
    ImportId import;
    FileId file;
    std::string body; // a body's name or code, as the list offers it
    int year = 0;
    std::string field;
    std::string entry;
    std::string kind;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(SenderForm, (), (import, file, body, year, field, entry, kind))

Outcome<routes::Kept> correct_sender(acts::Work& work, SenderForm const& form);
struct RemoveForm {
    ImportId import;
    FileId file;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(RemoveForm, (), (import, file))

// Takes a file out that was dropped by mistake, with what was read of it. Refused
// while models stand in the register from it: their taking is undone first.
Outcome<routes::Kept> remove_file(acts::Work& work, RemoveForm const& form);
// A body by what people chose or typed: "Đảng ủy Xã … · 07888-DU", a code, or a
// name that only one body has. Only bodies for which the actor may import.
Outcome<BodyId> chosen_body(acts::Reading const& reading, std::string_view typed);
// As the list offers it.
std::string offered(bodies::Body const& body);

struct MapForm {
    ImportId import;
    FileId file;
    int sheet = 0;
    std::vector<std::string> target; // of each heading, in order; "?" for none
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(MapForm, (), (import, file, sheet, target))

Outcome<routes::Kept> map_columns(acts::Work& work, MapForm const& form);

struct ChooseForm {
    ImportId import;
    FileId file;
    std::vector<std::string> choice; // "SPOT:new", "SPOT:skip", "SPOT:update", "SPOT:keep:MODEL",
                                     // "SPOT:unit:BODY", "SPOT:?"
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(ChooseForm, (), (import, file, choice))

Outcome<routes::Kept> choose(acts::Work& work, ChooseForm const& form);

// "unit:BODY": the row's unit, which no list has by that name, is this body.
inline constexpr std::string_view unit_is = "unit:";

// A row after a choice, pure; nothing where the choice does not fit the row.
std::optional<StoredRow> chosen(StoredRow row, std::string_view choice);

} // namespace kheo::imports
