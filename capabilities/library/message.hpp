// SPDX-License-Identifier: AGPL-3.0-or-later
// A document as a message in edXML, for whoever may see it: its record and file.
#pragma once

#include "capabilities/library/view.hpp"

namespace kheo::library
{

// A message holds its file within it: larger ones everybody takes as they came.
inline constexpr std::int64_t most_in_message = 10 << 20;
bool fits_in_message(Document const& document);

namespace problems
{
inline constexpr Refusal too_large_for_message{"library.too_large_for_message", 422,
                                               "Tệp của văn bản này quá lớn để gói vào edXML (nhận đến 10 "
                                               "MB). Xin tải tệp như khi nhận ở trang văn bản."};
} // namespace problems

// By everybody what is open; not_found of the rest, and of a press text.
Outcome<http::Response> document_message(routes::Reading& reading, DocumentQuery const& query);
Outcome<http::Response> document_message_inside(routes::Reading& reading, DocumentQuery const& query);

} // namespace kheo::library
