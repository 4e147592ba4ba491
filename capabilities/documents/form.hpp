// SPDX-License-Identifier: AGPL-3.0-or-later
// The fields of a record as a person fills them in, for a new one and for a
// correction alike; and the lines of what it cites.
#pragma once

#include "capabilities/documents/document.hpp"
#include "capabilities/documents/load.hpp"
#include "capabilities/documents/propose.hpp"
#include "platform/forms/forms.hpp"
#include "web/form_page.hpp"

#include <span>

namespace kheo::documents
{

// What both forms share, by the record's names.
struct Fields {
    Source source = Source::paper;
    std::string type;
    std::string number;
    std::string issuer;
    std::string issued_at;
    std::optional<Date> issued_on;
    int year = 0;
    std::string signer_office;
    std::string subject;
    std::string recipients;
    std::string validity;
    std::optional<Date> valid_from;
    std::optional<Date> valid_to;
    std::string field;
    std::vector<std::string> cited; // "3:based_on": which of the lines offered, as what; "3:" leaves it out
    std::string more_citations;     // one a line: "Căn cứ: Luật số 10/2022/QH15"
    std::string sent_to;            // names or codes of bodies, one a line
};
BOOST_DESCRIBE_STRUCT(Fields, (),
                      (source, type, number, issuer, issued_at, issued_on, year, signer_office, subject,
                       recipients, validity, valid_from, valid_to, field, cited, more_citations, sent_to))
std::span<forms::Rule const> field_rules();
web::Offered offered_fields();

// What the form says beyond plain fields, worked out before the queue.
struct Checked {
    std::vector<citations::Citation> lines;
    std::vector<BodyId> sent_to;
};
// `offered`: the lines that `cited` counts. All that is wrong at once.
Outcome<Checked> checked(Fields const& fields, std::vector<citations::Citation> const& offered, Date today);

// The record with these fields; pure.
Document filled(Document document, Fields const& fields, Checked const& checked);

// A proposal as somebody would have typed it, and the lines it offers; a press
// text reports on the document it is about.
forms::Values values_of(Proposal const& proposal, Date today);
forms::Values values_of(Document const& document);
std::vector<citations::Citation> lines_of(Proposal const& proposal);

} // namespace kheo::documents
