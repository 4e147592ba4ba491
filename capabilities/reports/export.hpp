// SPDX-License-Identifier: AGPL-3.0-or-later
// The summary as files: .xlsx with live sums, .docx to be signed, .csv.
#pragma once

#include "capabilities/reports/show.hpp"
#include "platform/http/response.hpp"
#include "platform/sheets/letter.hpp"

#include <string>

namespace kheo::reports
{

sheets::Table sheet_of(Summary const& sums);
// Who has sent nothing, as a sheet of its own.
sheets::Table missing_sheet_of(Summary const& sums);
// `issuer` is the body that issues it; the area's name where none is known.
sheets::Letter letter_of(Summary const& sums, std::string issuer);
// One line per row and the total, columns by their keys.
std::string csv_of(Summary const& sums);

Outcome<http::Response> export_xlsx(acts::Reading& reading, SummaryQuery const& query);
Outcome<http::Response> export_docx(acts::Reading& reading, SummaryQuery const& query);
Outcome<http::Response> export_csv(acts::Reading& reading, SummaryQuery const& query);
Outcome<http::Response> export_public_xlsx(acts::Reading& reading, SummaryQuery const& query);
Outcome<http::Response> export_public_docx(acts::Reading& reading, SummaryQuery const& query);
Outcome<http::Response> export_public_csv(acts::Reading& reading, SummaryQuery const& query);

} // namespace kheo::reports
