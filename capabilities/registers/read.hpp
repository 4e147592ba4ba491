// SPDX-License-Identifier: AGPL-3.0-or-later
// One register file read as it came: whose it is, which row holds the
// headings, what each row registers and what is wrong in it. Pure: no
// database, no clock.
#pragma once

#include "capabilities/models/models.hpp"
#include "capabilities/registers/layout.hpp"
#include "capabilities/registers/place.hpp"
#include "platform/text/private_data.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kheo::registers
{

using models::ModelId;

enum class State {
    good,     // a model to enter
    kept,     // continues a model of the same body from an earlier year
    same,     // already registered for that year
    to_fix,   // has cells to mend
    unclear,  // a person must choose
    personal, // an exemplar of the person kind: goes another way
    taken,    // entered
    skipped,  // left out by a person
    again     // stands in a later file of the same sender, which wins
};
BOOST_DESCRIBE_ENUM(State, good, kept, same, to_fix, unclear, personal, taken, skipped, again)

std::string_view label(State state); // "Tốt", "Cần sửa"

struct CellError {
    int column = -1; // of the sheet; -1: the row as a whole
    std::string field;
    std::string sentence;
};
BOOST_DESCRIBE_STRUCT(CellError, (), (column, field, sentence))

// The field's label where the sentence does not say of which field it speaks; else "".
std::string label_beside(CellError const& error);

// An earlier model that the row may continue.
struct Candidate {
    ModelId model;
    std::string title;
    std::int64_t year = 0;
    std::int64_t likeness = 0; // 0–100
};
BOOST_DESCRIBE_STRUCT(Candidate, (), (model, title, year, likeness))

struct Row {
    int sheet = 0;
    int row = 0;   // of the sheet, from 0
    Values values; // as written, tidied; empty for the person kind
    int year = 0;
    models::Kind kind = models::Kind::mo_hinh;
    models::Entry entry = models::Entry::moi;
    bool said_entry = false; // the file tells the entry
    BodyId body;
    AreaId area;
    State state = State::good;
    std::vector<CellError> errors;
    std::vector<std::string> notes; // what was understood or supposed
    std::vector<Candidate> candidates;
    ModelId model;             // the one it continues or already is
    bool unknown_unit = false; // of `area`: may be added to its bodies
};

struct SheetReading {
    std::string name;
    int heading_row = -1; // -1: no register in this sheet
    std::string signature;
    std::vector<Heading> headings;
    std::vector<std::string> left_out; // lines below the headings that register nothing, at most 20
    int left_out_rows = 0;
    legacy::Changed changed = {}; // from the fonts of before Unicode
};

struct Register {
    Sender sender;
    int year = 0;
    std::string year_reason;
    std::vector<SheetReading> sheets;
    std::vector<Row> rows;
};

// What people said where the file does not.
struct Defaults {
    int year = 0;
    BodyId body; // whose file it is; wins over the guess
    std::string field;
    std::string entry; // "moi"
    std::string kind;  // "mo_hinh"
};

struct Known {
    Places const& places;
    Words const& words;
    PrivateDataCheck const& private_data;
    Mappings const& mappings;
    Defaults defaults = {};
};

// Never refuses: a file without a register gives no rows and a sheet each
// with heading_row -1. Rows carry states good, to_fix, unclear or personal;
// `compared` (earlier.hpp) decides about earlier models.
Register read_register(sheets::Workbook const& book, std::string_view file_name, Known const& known);

// What is wrong with one line's values, by field; also for values that no
// sheet gave. `check` may be null.
std::vector<CellError> errors_of(Values const& values, PrivateDataCheck const* check);

} // namespace kheo::registers
