// SPDX-License-Identifier: AGPL-3.0-or-later
// The structs that web/components.html shows: fields ready to show, in the
// reader's words. Each component is called from a template: {% call web::field(page.title) %}.
#pragma once

#include "platform/html/html.hpp"
#include "platform/problem/problem.hpp"
#include "web/page.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::web
{

// --- Forms -----------------------------------------------------------------

// One choice of a select, radios, checkboxes or a facet.
struct Choice {
    std::string value;
    std::string text;
    std::string hint;
    bool chosen = false;
    std::string count; // of a facet: "1.024"
};

// One field with its label, hint, error and limits. Its control's id is
// "f-" + name; an error summary links there.
struct Field {
    enum class Kind {
        text,
        area,
        date,
        number,
        email,
        phone,
        password,
        code,
        select,
        radios,
        checkboxes,
        file,
        files
    };
    Kind kind = Kind::text;
    std::string name;
    std::string label;
    std::string hint;
    std::string error; // empty where all is well
    std::string value;
    int limit = 0; // characters; 0 is none. An area then counts them down
    int rows = 5;  // of an area
    int width = 0; // of a text field, in characters: 2, 3, 4, 5, 10, 20 or 30; 0 is the whole line
    bool optional = false;
    bool quiet = false;              // the label is not bold: several short fields in a row
    std::string autocomplete;        // as HTML names it: "username", "one-time-code"
    std::string unit;                // behind a number: "hộ", "%"
    std::string accept;              // of a file: ".xlsx,.ods,.csv"
    std::vector<Choice> choices;     // of select, radios, checkboxes
    std::vector<std::string> offers; // of a text field: what the browser proposes while typing
};

// The sentence for one field among a problem's, "" where there is none.
std::string_view error_of(std::vector<FieldError> const& errors, std::string_view name);
// The fields with what is wrong said at each.
void tell_errors(std::vector<FieldError> const& errors, std::vector<Field*> const& fields);
// A problem's own sentence where no field is named.
struct Errors {
    std::string sentence;
    std::vector<FieldError> fields;
    static Errors of(Problem const& problem) { return {problem.sentence, problem.fields}; }
    explicit operator bool() const { return !sentence.empty() || !fields.empty(); }
};

struct Button {
    enum class Kind { primary, secondary, warning };
    std::string text;
    Kind kind = Kind::primary;
    std::string name; // where several buttons send one form
    std::string value;
};

// Fields that every posted form carries, hidden.
struct FormKeys {
    std::string token;   // against forged requests; empty on public forms
    std::string act;     // makes sending twice harmless
    std::string version; // of the record that was shown; empty for a new one
};

struct SearchBox {
    std::string action; // "/tim"
    std::string name = "q";
    std::string label;
    std::string value;
    std::string hint;
    std::vector<Choice> kept; // other parameters to keep: value and text are name and value
};

struct Facet {
    std::string name;
    std::string legend;
    std::vector<Choice> choices;
    bool open = true;
};

// --- Reading ---------------------------------------------------------------

enum class Tone { grey, blue, teal, green, yellow, orange, red, purple };

struct Badge {
    std::string text;
    Tone tone = Tone::grey;
};

// Text, a link, or finished HTML; the first that is not empty of html, link, text.
struct Cell {
    std::string text;
    std::string address;
    html::Html html;
};

struct Column {
    enum class Sorted { no, ascending, descending };
    std::string text;
    bool numeric = false;
    std::string sort; // address that sorts by this column; empty where it cannot
    Sorted sorted = Sorted::no;
};

struct Row {
    enum class State { none, good, look, bad, total };
    std::vector<Cell> cells; // the first is the row's heading
    State state = State::none;
};

// A heading above several columns.
struct ColumnGroup {
    std::string text; // empty above columns that belong to none
    int columns = 1;
};

struct Table {
    std::string caption;
    std::vector<Column> columns;
    std::vector<Row> rows;
    bool wide = false;          // scrolls sideways within itself
    bool dense = false;         // for many columns
    bool quiet_caption = false; // the caption is only read aloud
    std::vector<ColumnGroup> groups;
};

struct Pager {
    std::string shown;    // "51–100 trong 2.226 mô hình"
    std::string previous; // address; empty on the first page
    std::string next;     // address; empty on the last page
};

struct SummaryRow {
    std::string key;
    Cell value;
    Link action; // "Sửa"; its text is completed by the key for screen readers
};

struct Event {
    std::string date; // 21/11/2026
    std::string title;
    std::string text;
    std::string by; // body and office, never a typist
    Link link;
    bool current = false;
};

struct Figure {
    std::string label;
    std::string value; // "2.226"
    std::string note;  // "trên 2.300 đã đăng ký"
    std::string address;
};

// One thing to do in Việc của tôi.
struct WorkItem {
    std::string title;
    std::string address;
    std::string from; // the body that asks
    std::string note; // what came back
    std::string due;  // "Hạn 30/11/2026"
    Badge badge;
};

struct Empty {
    std::string title;
    std::string text;
    Link link;
};

struct CopyBox {
    std::string name; // of the control, unique in the page
    std::string label;
    std::string text;
    std::string hint;
};

// --- Charts ----------------------------------------------------------------

struct Point {
    std::string label; // "Q3/26"
    double value = 0;
    std::string shown;   // "2,1 ngày"
    bool marked = false; // in the accent colour; said in words elsewhere too
};

struct Chart {
    std::string name; // unique in the page
    std::string title;
    std::string description; // what one should see in it, one sentence
    std::string axis;        // heading of the labels in the table: "Quý"
    std::string measure;     // heading of the values: "Số ngày chờ"
    std::vector<Point> points;
    std::string source;
};

// A drawn chart: coordinates in units of the view box, whole numbers.
struct Drawing {
    struct Bar {
        int x, y, width, height;
        int label_x, label_y, value_x, value_y;
        std::string label, shown;
        bool marked;
    };
    struct Line {
        int y;
        std::string shown;
    };
    int width = 0;
    int height = 0;
    int left = 0; // where the plot begins
    std::string path;
    std::vector<Bar> bars;
    std::vector<Line> grid;
};

// Horizontal bars from zero, labels to the left; width 660 or, for phones, 330.
Drawing draw_bars(Chart const& chart, int width);
// One line over points in order, from zero.
Drawing draw_line(Chart const& chart, int width);

// --- Numbers and sizes as people write them here ----------------------------

std::string number(std::int64_t value);                     // 1.234
std::string decimal(double value, int digits);              // 1.234,5
std::string percent(std::int64_t part, std::int64_t whole); // 43,2 %; "–" of nothing
std::string file_size(std::int64_t bytes);                  // 412 KB, 1,1 MB

} // namespace kheo::web
