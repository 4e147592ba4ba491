// SPDX-License-Identifier: AGPL-3.0-or-later
// The summary as files: .xlsx with live sums, .docx to be signed, .csv.
#pragma once

#include "capabilities/reports/show.hpp"
#include "platform/http/response.hpp"
#include "platform/sheets/letter.hpp"

#include <optional>
#include <string>

namespace kheo::reports
{

// What the superior's name begins with is not said again below it: under "TỈNH
// ỦY MINH HỌA" stands "BAN TUYÊN GIÁO VÀ DÂN VẬN", not "… TỈNH ỦY".
std::string name_under(std::string const& name, std::string const& superior);

sheets::Table sheet_of(Summary const& sums);
// Who has sent nothing, as a sheet of its own.
sheets::Table missing_sheet_of(Summary const& sums);
// The body that issues and signs, with what its heading needs.
struct Issuer {
    std::string name;
    std::string superior;
    std::string place; // "Minh Họa"
    bodies::Line line = bodies::Line::khac;
};
// Of the first post that the reader holds; none for people outside.
std::optional<Issuer> issuer_of(acts::Reading const& reading);
// One sheet of A4, headed as the issuer's kind of body heads its papers; without
// heading and signature where nobody issues it.
sheets::Letter letter_of(Summary const& sums, std::optional<Issuer> const& issuer);
// One line per row and the total, columns by their keys.
std::string csv_of(Summary const& sums);

Outcome<http::Response> export_xlsx(acts::Reading& reading, SummaryQuery const& query);
Outcome<http::Response> export_docx(acts::Reading& reading, SummaryQuery const& query);
Outcome<http::Response> export_csv(acts::Reading& reading, SummaryQuery const& query);
Outcome<http::Response> export_public_xlsx(acts::Reading& reading, SummaryQuery const& query);
Outcome<http::Response> export_public_docx(acts::Reading& reading, SummaryQuery const& query);
Outcome<http::Response> export_public_csv(acts::Reading& reading, SummaryQuery const& query);

} // namespace kheo::reports
