// SPDX-License-Identifier: AGPL-3.0-or-later
// A document as a message in edXML, for whoever may see it: its record and file; and
// the files of the message that it came in, one by one.
#pragma once

#include "capabilities/library/view.hpp"

namespace kheo::library
{

// A message holds its file within it: larger ones everybody takes as they came.
inline constexpr std::int64_t most_in_message = 10 << 20;
bool fits_in_message(Document const& document, std::vector<papers::Part> const& parts);

namespace problems
{
inline constexpr Refusal too_large_for_message{"library.too_large_for_message", 422,
                                               "Tệp của văn bản này quá lớn để gói vào edXML (nhận đến 10 "
                                               "MB). Xin tải tệp như khi nhận ở trang văn bản."};
} // namespace problems

// By everybody what is open; not_found of the rest, and of a press text. A document that
// came with annexes leaves with them.
Outcome<http::Response> document_message(routes::Reading& reading, DocumentQuery const& query);
Outcome<http::Response> document_message_inside(routes::Reading& reading, DocumentQuery const& query);

struct PartQuery {
    DocumentId document;
    int part = 0; // from 1
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(PartQuery, (), (document, part))
// Taken out of the envelope in the sandbox, each as it was when it was read.
Outcome<http::Response> document_part(routes::Reading& reading, PartQuery const& query);
Outcome<http::Response> document_part_inside(routes::Reading& reading, PartQuery const& query);

} // namespace kheo::library
