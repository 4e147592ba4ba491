// SPDX-License-Identifier: AGPL-3.0-or-later
// Gộp sổ đăng ký as officers see it: the imports, one import's table of files
// with who has not sent, one file with its columns and rows.
#pragma once

#include "capabilities/imports/batch.hpp"
#include "platform/forms/forms.hpp"
#include "platform/routes/row.hpp"
#include "web/components.hpp"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace kheo::imports
{

struct ImportQuery {
    ImportId import;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(ImportQuery, (), (import))

// One file in the table; counts by state.
struct FileLine {
    std::string id;
    std::string name;
    std::string state; // as FileState
    std::string problem;
    std::string unit; // who sent it; "" where unknown
    std::string commune;
    std::string reason;
    bool sure = false;
    int year = 0;
    Tally rows;               // those that this actor may take
    std::int64_t outside = 0; // good rows of places for which they may not import
    std::string outside_of;   // "Đảng ủy Xã …"
};
BOOST_DESCRIBE_STRUCT(FileLine, (),
                      (id, name, state, problem, unit, commune, reason, sure, year, rows, outside,
                       outside_of))

struct TakingLine {
    std::string id;
    std::string version;
    std::string at;
    std::int64_t models = 0, fresh = 0, kept = 0, replicated = 0, edited = 0, units_added = 0;
    bool published = false;
    bool undone = false;
    std::int64_t left = 0; // models that the undoing left as they are
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(TakingLine, (),
                      (id, version, at, models, fresh, kept, replicated, edited, units_added, published,
                       undone, left, reason))

struct ImportView {
    std::string id;
    std::string at;
    std::int64_t files = 0;
    std::int64_t waiting = 0; // still to be read
    Tally rows;
    std::int64_t returned = 0;      // files with rows to mend or to choose
    std::int64_t unknown_units = 0; // rows that only lack a unit in the list of bodies
    std::vector<FileLine> items;
    std::vector<std::string> not_sent; // communes of the actor's whose rows are in no file
    std::int64_t communes = 0;         // … of so many
    std::vector<TakingLine> takings;
};
BOOST_DESCRIBE_STRUCT(ImportView, (),
                      (id, at, files, waiting, rows, returned, unknown_units, items, not_sent, communes,
                       takings))

Outcome<ImportView> view_import(acts::Reading& reading, ImportQuery const& query);

// --- pages -----------------------------------------------------------------

struct ImportPage {
    ImportView view;
    web::FormKeys keys;
    web::Errors errors;
    std::string can_publish;         // "1" where the actor may
    std::vector<std::string> bodies; // offered where a file's sender is not known
    std::string typed_reason;
    std::string undoing; // the taking whose undoing was refused
    bool leave_touched = false;
    std::string files_error;
};
struct ImportsLine {
    std::string id, at, files, rows, taken, open, state;
    web::Row::State bar = web::Row::State::none;
};
struct StartPage {
    web::FormKeys keys;
    web::Errors errors;
    std::string files_error;
    std::vector<ImportsLine> imports;
    web::Pager pager;
    int year = 0;
    std::vector<std::string> not_sent;
    std::int64_t communes = 0;
};

struct Option {
    std::string value, text;
    bool chosen = false;
};
struct HeadingLine {
    std::string column; // "C"
    std::string text;
    std::string sample; // of a column that nobody understands
    std::vector<Option> options;
    bool unknown = false;
};
struct SheetLines {
    int sheet = 0;
    std::string name;
    std::vector<HeadingLine> headings;
    std::int64_t unknown = 0;
    std::vector<std::string> left_out;
    int left_out_rows = 0;
    bool has_register = false;
    std::string changed; // the sentence about old fonts; "" where there are none
};
struct CellLine {
    std::string label;
    std::string value;
    std::string sentence;
};
struct RowLine {
    std::string number; // as the spreadsheet counts
    std::string title;
    std::string about; // unit, field, entry
    web::Badge badge;
    web::Row::State bar = web::Row::State::none;
    std::vector<CellLine> errors;
    std::vector<std::string> notes;
    std::string select; // name suffix; "" where nothing is to be chosen
    std::vector<Option> options;
    std::string model; // address of the model it became
};
struct StateLink {
    std::string text, address, count;
    bool current = false;
};
struct FilePage {
    std::string import;
    FileLine file;
    std::string at;
    web::FormKeys keys;
    web::Errors errors;
    std::vector<StateLink> states;
    std::vector<RowLine> rows;
    bool has_choices = false;
    web::Pager pager;
    std::vector<SheetLines> sheets;
    std::int64_t unknown_columns = 0;
    std::int64_t unknown_units = 0; // rows that only lack a unit in the list of bodies
    std::vector<web::Field> sender;
};

Outcome<routes::Page> show_start(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);
Outcome<routes::Page> show_import(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);
Outcome<routes::Page> show_file(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);
std::span<forms::Rule const> start_query();
std::span<forms::Rule const> file_query();

FileLine file_line(File const& file, Tally const& rows, Date day);
// Leaves the rows out of what is ready, and says so at the file.
void take_out(FileLine& line, std::map<std::int64_t, Beyond> const& beyond);
std::string outside_words(FileLine const& file);

// What a template asks.
web::Field files_field(std::string const& error);
std::string reason_id(ImportPage const& page, TakingLine const& taking);
std::string_view reason_error(ImportPage const& page, TakingLine const& taking);
std::vector<web::Figure> figures_of(ImportView const& view);
int columns_of(ImportView const& view);
std::string reminder(ImportView const& view); // to those that have not sent
std::string take_words(ImportView const& view);
std::string_view bar_class(FileLine const& file);
std::string_view state_words(FileLine const& file);
std::string address(ImportView const& view, FileLine const& file, std::string_view state);

} // namespace kheo::imports
