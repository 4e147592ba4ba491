// SPDX-License-Identifier: AGPL-3.0-or-later
// A document as a message in edXML, for whoever may see it: its record and file.
#pragma once

#include "capabilities/library/view.hpp"

namespace kheo::library
{

// By everybody what is open; not_found of the rest, and of a press text.
Outcome<http::Response> document_message(routes::Reading& reading, DocumentQuery const& query);
Outcome<http::Response> document_message_inside(routes::Reading& reading, DocumentQuery const& query);

} // namespace kheo::library
