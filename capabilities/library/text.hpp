// SPDX-License-Identifier: AGPL-3.0-or-later
// The words of a document as a page of their own, and the file as it came.
#pragma once

#include "capabilities/library/view.hpp"

namespace kheo::library
{

struct TextPart {
    int page = 0;
    bool scanned = false;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(TextPart, (), (page, scanned, text))
struct TextView {
    std::string id;
    std::string name;
    std::string sha256;
    std::vector<TextPart> pages;
    std::string back; // left out of JSON
    std::string subject;
    Scope scope = Scope::open;
};
BOOST_DESCRIBE_STRUCT(TextView, (), (id, name, sha256, pages))

Outcome<TextView> view_text(acts::Reading& reading, DocumentQuery const& query);
Outcome<TextView> view_text_inside(acts::Reading& reading, DocumentQuery const& query);
routes::Page show_text(acts::Reading& reading, TextView const& view);
Outcome<http::Response> document_file(routes::Reading& reading, DocumentQuery const& query);
Outcome<http::Response> document_file_inside(routes::Reading& reading, DocumentQuery const& query);

} // namespace kheo::library
