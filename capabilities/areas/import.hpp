// SPDX-License-Identifier: AGPL-3.0-or-later
// Import areas: a table of units valid from a day. Safe to repeat: what is
// there already stays, what differs is said and left for a named change.
#pragma once

#include "capabilities/areas/atlas.hpp"
#include "platform/forms/forms.hpp"
#include "platform/problem/problem.hpp"
#include "platform/routes/row.hpp"

#include <span>
#include <string>
#include <vector>

namespace kheo::areas
{

// One line of the file.
struct UnitLine {
    std::size_t line = 0;
    std::string code;
    std::string name;
    std::string full_name;
    AreaKind kind = AreaKind::commune;
    std::string parent_code; // "" for a province
    Date valid_from;
};

// The columns code, name, full_name, kind, parent_code, valid_from (empty:
// `valid_from`). Refuses `areas.bad_file` with a sentence for each bad line.
Outcome<std::vector<UnitLine>> parsed_units(std::string_view csv, Date valid_from);

// What an import would change: pure, so that preview and import agree.
struct ImportPlan {
    std::vector<UnitLine const*> added; // parents before their children
    std::int64_t unchanged = 0;
    std::vector<std::string> different; // "00004: tên trong tệp …", at most 50
};
// Refuses `areas.bad_file` where a parent is neither in the file nor there.
Outcome<ImportPlan> planned(std::vector<UnitLine> const& units, Atlas const& atlas);

struct ImportForm {
    std::vector<forms::File> file;
    Date valid_from;
    std::string decision;
    bool demo = false;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(ImportForm, (), (file, valid_from, decision, demo))

struct ImportPrepared {
    std::vector<UnitLine> units;
    std::string decision;
    bool demo = false;
    std::string file_name;
    std::string file_hash;
};

// What an import did.
struct AreaImport {
    Id<struct AreaImportTag> id;
    std::int64_t version = 1;
    std::string file_name;
    std::string file_hash;
    std::int64_t lines = 0;
    std::int64_t added = 0;
    std::int64_t unchanged = 0;
    std::vector<std::string> different; // "00004: tên “Ba Đình” khác “Ba Dinh”"
};
BOOST_DESCRIBE_STRUCT(AreaImport, (), (id, version, file_name, file_hash, lines, added, unchanged, different))

inline std::string_view object_kind(AreaImport const&)
{
    return "area_import";
}
inline acts::Place place(AreaImport const&)
{
    return {};
}
inline acts::Visibility visibility(AreaImport const&)
{
    return acts::Visibility::open;
}
inline std::string topics(AreaImport const&)
{
    return "areas";
}

Outcome<ImportPrepared> prepare_import(ImportForm const& form);
// The same sums, nothing stored.
// What an import would do.
struct ImportSums {
    std::size_t lines = 0;
    std::size_t added = 0;
    std::size_t unchanged = 0;
    std::vector<std::string> different;
};
BOOST_DESCRIBE_STRUCT(ImportSums, (), (lines, added, unchanged, different))
Outcome<routes::Kept> preview_areas(acts::Work& work, ImportForm const& form);
Outcome<acts::Recorded<AreaImport>> import_areas(acts::Work& work, ImportPrepared const& form);

} // namespace kheo::areas
