// SPDX-License-Identifier: AGPL-3.0-or-later
// Import bodies: one sheet, previewed row by row, then taken whole or not at
// all. Safe to repeat: what is there already stays.
#pragma once

#include "capabilities/bodies/plan.hpp"
#include "platform/forms/forms.hpp"
#include "platform/routes/row.hpp"
#include "web/components.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::bodies
{

inline constexpr std::size_t most_in_sheet = 5'000;

// The lines below the heading, found by the names of its columns in Vietnamese
// or English. Refuses columns.missing, bodies.empty_sheet, bodies.too_many_rows.
Outcome<std::vector<SheetLine>> lines_of(std::vector<std::vector<std::string>> const& rows);
// What a preview's fresh rows are, as a sheet that gives the same plan again.
std::string csv_of(Plan const& plan);

struct SheetForm {
    std::vector<forms::File> file;
    std::optional<Date> valid_from;
    std::string province;
    bool demo = false;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(SheetForm, (), (file, valid_from, province, demo))

struct Sheet {
    std::string file;
    std::string hash;
    std::vector<SheetLine> lines;
    std::optional<Date> valid_from;
    std::string province;
    bool demo = false;
};
Outcome<Sheet> read_sheet_before(routes::Before const& before, SheetForm const& form);

// The rows of a preview, sent on by its page.
struct ApplyForm {
    std::string rows;
    std::string file;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(ApplyForm, (), (rows, file))
Outcome<Sheet> read_rows(ApplyForm const& form);

// What an import did.
struct BodyImport {
    Id<struct BodyImportTag> id;
    std::int64_t version = 1;
    std::string source; // name of the file
    std::string file_hash;
    std::int64_t lines = 0;
    std::int64_t added = 0;
    std::int64_t unchanged = 0;
};
BOOST_DESCRIBE_STRUCT(BodyImport, (), (id, version, source, file_hash, lines, added, unchanged))

inline std::string_view object_kind(BodyImport const&)
{
    return "body_import";
}
inline acts::Place place(BodyImport const&)
{
    return {};
}
inline acts::Visibility visibility(BodyImport const&)
{
    return acts::Visibility::open;
}
inline std::string topics(BodyImport const&)
{
    return "bodies";
}

// What a preview answers programs: those to mend first, at most 300.
struct PreviewRow {
    std::int64_t line = 0;
    RowState state = RowState::fresh;
    std::string code;
    std::string name;
    std::string area;
    std::vector<std::string> errors;
};
BOOST_DESCRIBE_STRUCT(PreviewRow, (), (line, state, code, name, area, errors))
struct PreviewSums {
    std::int64_t fresh = 0;
    std::int64_t there = 0;
    std::int64_t bad = 0;
    std::vector<PreviewRow> rows;
};
BOOST_DESCRIBE_STRUCT(PreviewSums, (), (fresh, there, bad, rows))

Outcome<routes::Kept> preview_bodies(acts::Work& work, Sheet const& sheet);
// All of it or nothing: refuses bodies.bad_rows with a sentence for each.
Outcome<acts::Recorded<BodyImport>> import_bodies(acts::Work& work, Sheet const& sheet);
routes::After after_import(BodyImport const& done);

Outcome<routes::Page> show_import(acts::Reading& reading, forms::Sent const& sent, Problem const* problem);
// The sheet to fill in.
Outcome<http::Response> blank_sheet(acts::Reading& reading, routes::Nothing const&);

// What frame and sheet share: the page of a preview, its faults, the storing.
struct PreviewWords {
    std::string title;
    std::string action;
    std::string province; // sent on; "" where rows are
    std::string file = {};
    std::string back;
};
routes::Kept previewed(acts::Work& work, Plan const& plan, PreviewWords const& words);
std::vector<FieldError> faults_of(Plan const& plan);
acts::Recorded<BodyImport> store_import(acts::Work& work, Plan const& plan, std::string source,
                                        std::string hash);

// What the preview's template shows.
struct PreviewPage {
    PreviewWords words;
    web::FormKeys keys;
    std::string rows;
    std::size_t fresh = 0;
    std::size_t there = 0;
    std::size_t bad = 0;
    std::vector<PlannedRow const*> shown; // those to mend first; not all of thousands
    std::size_t left_out = 0;
};

} // namespace kheo::bodies
