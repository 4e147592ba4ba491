// SPDX-License-Identifier: AGPL-3.0-or-later
// Export: the register in the shape that import takes back, as CSV, JSON lines
// or a sheet. To the public only what is public.
#pragma once

#include "capabilities/models/models.hpp"
#include "capabilities/registers/fields.hpp"
#include "platform/forms/forms.hpp"
#include "platform/http/response.hpp"

#include <span>
#include <string>
#include <vector>

namespace kheo::registers
{

enum class Format { csv, xlsx, jsonl };
BOOST_DESCRIBE_ENUM(Format, csv, xlsx, jsonl)

struct ExportQuery {
    Format format = Format::csv;
    int year = 0;       // the entries of a year; 0: each model as it stands
    areas::AreaId area; // a province or commune; none: all
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(ExportQuery, (), (format, year, area))

// One model in the fields' own words: codes for kind, entry and field of work.
struct Exported {
    Values values;
    bool demo = false;
};
Exported exported(models::Model const& model, areas::Atlas const& atlas, bodies::Directory const& directory,
                  Date day);

std::string csv_of(std::vector<Exported> const& rows);
std::string lines_of(std::vector<Exported> const& rows);
std::string xlsx_of(std::vector<Exported> const& rows);

Outcome<http::Response> export_models(acts::Reading& reading, ExportQuery const& query);

} // namespace kheo::registers
