// SPDX-License-Identifier: AGPL-3.0-or-later
// Confirm (xác nhận): a person looks at what was proposed, beside the words it
// came from, corrects it, and the record is made; and a record is corrected later.
#pragma once

#include "capabilities/documents/form.hpp"
#include "capabilities/documents/reading.hpp"

namespace kheo::documents
{

struct RecordForm : Fields {
    ReadingId reading; // none where it is typed by hand
    BodyId body;       // that keeps it; the one of the post where none is named
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(RecordForm, (Fields), (reading, body))

struct CorrectForm : Fields {
    DocumentId document;
    std::int64_t version = 0;
    std::string reason;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(CorrectForm, (Fields), (document, version, reason))

struct RecordPrepared {
    RecordForm form;
    Checked checked;
};
struct CorrectPrepared {
    CorrectForm form;
    Checked checked;
};
Outcome<RecordPrepared> prepare_record(routes::Before const& before, RecordForm const& form);
Outcome<acts::Recorded<Document>> record(acts::Work& work, RecordPrepared const& prepared);
Outcome<CorrectPrepared> prepare_correct(routes::Before const& before, CorrectForm const& form);
Outcome<acts::Recorded<Document>> correct(acts::Work& work, CorrectPrepared const& prepared);

Outcome<routes::Page> show_add(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);
// Progress, the sentence why not, or the form with what is proposed.
Outcome<routes::Page> show_confirm(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);
Outcome<routes::Page> show_correct(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);
std::span<forms::Rule const> document_query();

// A rectangle of a page's picture, in its pixels.
struct Rect {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
};
// The words in [begin, end) of the whole text on their page, a rectangle for each
// line of them.
std::vector<Rect> lines_on(PageOfText const& page, std::size_t begin, std::size_t end);
// What of the picture is shown beside a field: its lines with a little around
// them, not more than a few lines high.
Rect view_of(std::vector<Rect> const& lines, PictureOfPage const& picture);
// The words of a field cut out of the picture of their page.
struct Strip {
    std::string url;
    int width = 0; // of the whole picture
    int height = 0;
    Rect view;
    std::string anchor; // the same place on the whole page
};
// A field's place on a page: a rectangle for each of its lines.
struct Region {
    std::string anchor;
    std::string field; // where it is confirmed
    std::string label;
    std::vector<Rect> lines;
};
struct Scan {
    int page = 0;
    std::string url;
    int width = 0;
    int height = 0;
    std::vector<Region> regions;
};
// A field with the words it was read from.
struct Shown {
    web::Field field;
    std::string words;
    std::string anchor; // where they stand in the text beside; "" nowhere
    int page = 0;       // of a paper with several; 0: none to name
    std::optional<Strip> strip = {};
};
struct Part {
    std::string heading;
    std::string hint;
    std::vector<Shown> fields;
};
// A line offered, with what it may be to the document.
struct Line {
    std::size_t at = 0;
    std::string words;
    std::string anchor;
    std::vector<web::Choice> kinds;
};
struct Piece {
    std::string text;
    std::string anchor; // "" outside of what was read
};
struct ConfirmPage {
    std::string title;
    std::string intro;
    std::string action;
    std::string reading;  // "" where it was typed by hand
    std::string document; // of a correction
    web::FormKeys keys;
    web::Errors errors;
    std::vector<Part> parts;
    std::vector<Line> lines;
    std::vector<Shown> after; // below the lines
    std::vector<Piece> text;
    std::string unreadable;        // "2, 5": pages whose words are no words
    std::string changed;           // the sentence about old fonts
    std::string files;             // the sentence about those of a message
    std::string file;              // address of the file as it came
    bool picture = false;          // which a browser shows as it is
    std::vector<Scan> scans;       // the scanned pages that fields were read from
    std::vector<Scan> other_scans; // the rest, to be opened
    std::string button;
    std::string cancel;
};
struct WaitingPage {
    std::string id;
    std::string name;
    std::string progress; // "Đang đọc trang 3 trong 12."
    std::string problem;  // why it could not be read
    web::FormKeys keys;
};
struct AddPage {
    web::Errors errors;
    web::FormKeys keys;
    std::vector<web::Field> fields;
    struct Item {
        std::string id;
        std::string name;
        web::Badge badge;
        std::string note;
    };
    std::vector<Item> items;
};

} // namespace kheo::documents
