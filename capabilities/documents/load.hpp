// SPDX-License-Identifier: AGPL-3.0-or-later
// The doors to a document's row, its words and its lines.
#pragma once

#include "capabilities/documents/document.hpp"
#include "capabilities/documents/propose.hpp"
#include "platform/http/response.hpp"

#include <functional>
#include <map>

namespace kheo::documents
{

// The record, whoever asks: for what is derived from it. The caller shows no more
// of it than the actor may see.
std::optional<Document> known(db::Connection& db, DocumentId id);
// The record as this actor may see it; not_found otherwise.
Outcome<Document> load(acts::Reading const& reading, DocumentId id);
Outcome<Document> load_for_change(acts::Work const& work, acts::Permission permission, DocumentId id,
                                  std::int64_t version);

// The picture of a scanned page, a file of its document like the one that came;
// its words only until a person has confirmed them.
struct PictureOfPage {
    std::string hash;
    int width = 0;
    int height = 0;
    std::vector<papers::WordBox> words;
    friend bool operator==(PictureOfPage const&, PictureOfPage const&) = default;
};

// A page of the words: where it begins, and whether it was read from a picture.
struct PageOfText {
    std::int64_t begin = 0; // byte of the text
    bool scanned = false;
    bool unreadable = false;
    legacy::Changed changed = {}; // from the fonts of before Unicode
    std::optional<PictureOfPage> picture = {};
    // Of the first page: the files of the message that the words came in, where they were several.
    std::vector<papers::Part> parts = {};
    friend bool operator==(PageOfText const&, PageOfText const&) = default;
};
struct Words {
    std::string text;
    std::vector<PageOfText> pages;
};
std::string text_of(std::vector<PageOfText> const& pages);
std::vector<PageOfText> pages_of(std::string_view text);
legacy::Changed changed_in(std::vector<PageOfText> const& pages);
std::vector<papers::Part> parts_in(std::vector<PageOfText> const& pages);
// "Gói tin có 2 tệp: a.pdf (văn bản chính); b.xlsx (chưa đọc chữ)."; "" without any.
std::string sentence_of(std::vector<papers::Part> const& parts);
Words words_of(db::Connection& db, DocumentId id);
std::vector<PageOfText> pages_of(db::Connection& db, DocumentId id);
std::string hash_of(std::string_view text);
// The words of a paper with its pages; refuses a secret one and an empty one.
Outcome<Words> words_of_paper(papers::Paper const& paper);
// Stores the pictures of the pages. Each is a file of its own: two papers never
// share one, so that it goes with its paper.
void keep_pictures(std::vector<PageOfText>& pages, papers::Paper const& paper);
void erase_pictures(std::vector<PageOfText> const& pages);
// As a record keeps them: without the places of single words.
std::vector<PageOfText> without_places(std::vector<PageOfText> pages);
// `number` from 1; not_found where that page has none.
Outcome<http::Response> picture_of(std::vector<PageOfText> const& pages, int number);

// Newest first, after the one with this day and id ("" and 0: from the newest).
struct Spot {
    std::string day = "9999-99-99";
    std::int64_t id = INT64_MAX;
};
Spot spot_of(db::Connection& db, DocumentId id);
std::vector<Document> documents_before(db::Connection& db, Spot const& spot, int most);
// The same of one reach alone, none withdrawn; of one field and year where asked.
struct Shelved {
    Reach reach{};
    std::string field = {};
    int year = 0;
};
std::vector<Document> documents_before(db::Connection& db, Spot const& spot, int most,
                                       Shelved const& shelved);
// Those that one body keeps, newest first, but not those withdrawn.
std::vector<Document> documents_of_body(db::Connection& db, BodyId body, int most);
// Those of one number, whatever their day.
std::vector<Document> documents_of(db::Connection& db, std::string_view code);
// The records by these ids that the actor may see, none withdrawn, in this order.
std::vector<Document> those_seen(acts::Reading const& reading, std::vector<std::int64_t> const& ids);
// Many at once, in one question: as `known` and as `load` give them.
std::map<DocumentId, Document> all_known(db::Connection& db, std::vector<DocumentId> const& ids);
std::map<DocumentId, Document> load_all(acts::Reading const& reading, std::vector<DocumentId> const& ids);

// The record that is this very document, of those the actor may see: the same
// number of the same issuer and day, the same file or the same words.
std::optional<Document> twin_of(acts::Reading const& reading, Document const& document);

// The paper that each press text reports, where one alone is held and the actor may
// see it; in one question.
std::map<DocumentId, Document> originals_of(acts::Reading const& reading, std::vector<Document> const& press);

// Refuses a second record: names the first, who keeps it, and where it is.
Problem already_there(acts::Reading const& reading, Document const& twin);

acts::Recorded<Document> store(acts::Work& work, std::string_view act, Document const& document,
                               acts::Note note = {});
acts::Recorded<Document> store_new(acts::Work& work, Document const& document, Words const& words);

// The record as a text says it, nothing more; without its body.
Document proposed(Proposal const& proposal);

// The newest act of a document that everybody may check; 0: none.
std::int64_t receipt_of(db::Connection& db, DocumentId id);

} // namespace kheo::documents
