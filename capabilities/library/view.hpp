// SPDX-License-Identifier: AGPL-3.0-or-later
// One document as it is read: its record, its family, its file and receipt.
#pragma once

#include "capabilities/library/list.hpp"
#include "web/components.hpp"

namespace kheo::library
{

struct DocumentQuery {
    DocumentId document;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(DocumentQuery, (), (document))

struct DocumentFile {
    std::string name;
    std::string url;
    std::int64_t size = 0;
    std::string sha256;
    int pages = 0;
    int scanned = 0;
    std::string changed_from; // "TCVN3": its words were changed to Unicode; "" where they were not
    std::string changed;      // the sentence about it; left out of JSON
};
BOOST_DESCRIBE_STRUCT(DocumentFile, (), (name, url, size, sha256, pages, scanned, changed_from))

// One of the files of the message that it came in.
struct DocumentPart {
    std::string name;
    std::string url;
    std::int64_t size = 0;
    std::string sha256;
    int page = 0; // of the text, from which its words stand there; 0: they were not read
};
BOOST_DESCRIBE_STRUCT(DocumentPart, (), (name, url, size, sha256, page))

struct DocumentView {
    DocumentItem document;
    std::string issued_at;
    std::string signer_office;
    std::vector<std::string> recipients;
    std::string validity;
    std::string valid_from;
    std::string valid_to;
    std::string allowed_by;
    std::vector<Relation> cited;
    std::vector<Relation> citing;
    std::optional<DocumentFile> file;
    std::vector<DocumentPart> files; // the document itself, then its annexes; empty where `file` is it
    std::string text_url;
    std::string text_sha256;
    std::string receipt; // address; "" where nothing of it is public

    Document record; // from here on left out of JSON
    std::string message_url;
    std::optional<Relation> ended;
    std::string field_name;
    std::string keeper;
    std::vector<std::string> sent_to;
    std::vector<web::Event> events;
};
BOOST_DESCRIBE_STRUCT(DocumentView, (),
                      (document, issued_at, signer_office, recipients, validity, valid_from, valid_to,
                       allowed_by, cited, citing, file, files, text_url, text_sha256, receipt))

// By everybody what is open; by an officer with a token also what they may see.
Outcome<DocumentView> view_document(acts::Reading& reading, DocumentQuery const& query);
routes::Page show_document(acts::Reading& reading, DocumentView const& view);
// The office's page, with what may be done; also after a refusal of that.
Outcome<routes::Page> show_office(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);

inline std::string day_words(std::optional<Date> const& date)
{
    return date ? shown(*date) : std::string();
}

struct OfficePage {
    web::Errors errors;
    web::FormKeys keys;
    bool may_correct = false;
    bool may_withdraw = false;
    bool may_write = false;            // a plan, a report … from it: capability drafts
    std::vector<web::Field> reach;     // empty where it may not be changed
    std::vector<std::string> warnings; // of what a public text should not say
    web::Field reason;
    std::string why_withdrawn;
};

} // namespace kheo::library
