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
    std::string file;        // of a message that begins here; "" elsewhere
    std::string picture_url; // of a scanned page; "" where there is none
    int width = 0;           // of the picture; left out of JSON
    int height = 0;
};
BOOST_DESCRIBE_STRUCT(TextPart, (), (page, scanned, text, file, picture_url))
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

struct PageQuery {
    DocumentId document;
    int page = 0;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(PageQuery, (), (document, page))
// The picture of a scanned page, by whom the document itself may be read.
Outcome<http::Response> page_picture(routes::Reading& reading, PageQuery const& query);
Outcome<http::Response> page_picture_inside(routes::Reading& reading, PageQuery const& query);
Outcome<http::Response> document_file(routes::Reading& reading, DocumentQuery const& query);
Outcome<http::Response> document_file_inside(routes::Reading& reading, DocumentQuery const& query);

} // namespace kheo::library
