// SPDX-License-Identifier: AGPL-3.0-or-later
// Confirm (xác nhận duy trì): one table for all models of a body, sent at once;
// each line is an act of its own, and a line that says nothing stays silence.
#pragma once

#include "capabilities/heartbeats/life.hpp"
#include "platform/forms/forms.hpp"
#include "platform/routes/row.hpp"
#include "web/components.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace kheo::heartbeats
{

// A model in life with what was said of it: one row of the reading.
struct Kept {
    ModelId model;
    std::string sort_key;
    std::string title;
    BodyId body;
    AreaId area;
    int year = 0;
    std::optional<Date> registered_on;
    std::string measure;
    std::string baseline;
    std::string target;
    std::string result; // of the year's registration
    bool published = false;
    bool demo = false;
    Course course = Course::goes_on;
    std::int64_t life_version = 0;
    std::string reason;
    std::string lesson;
    HeartbeatId said; // of this period; none while it is silent
    std::int64_t said_version = 0;
    std::optional<Date> said_on;
    std::string said_result;
    std::string said_note;
    std::optional<Date> last_on; // of an earlier period
    std::string last_result;
};
BOOST_DESCRIBE_STRUCT(Kept, (),
                      (model, sort_key, title, body, area, year, registered_on, measure, baseline, target,
                       result, published, demo, course, life_version, reason, lesson, said, said_version,
                       said_on, said_result, said_note, last_on, last_result))

// The day of the registration's own sign of life: that of its paper, else the
// beginning of its year.
Date registered_sign(std::optional<Date> registered_on, int year);
Date last_sign(Kept const& kept);
// Whether this period still waits for a word.
bool is_due(Kept const& kept, periods::Period period);
// What one body registered and still stands, in no order.
std::vector<Kept> models_of(acts::Reading const& reading, BodyId body);
// All that a body answers for today, its own and what it took over, by title.
std::vector<Kept> kept_models(acts::Reading const& reading, BodyId keeper);

enum class Said { nothing, works, paused, ended };
BOOST_DESCRIBE_ENUM(Said, nothing, works, paused, ended)

// One line as it was sent.
struct Line {
    ModelId model;
    Said said = Said::nothing;
    std::string result;
    std::string note;      // with a pause its reason, with an end its lesson
    std::string sure;      // the figure that was asked about once
    std::int64_t seen = 0; // versions that were shown: of heartbeat and life
    std::int64_t seen_life = 0;
};
// Pure. Whether the line says anything else than what stands.
bool says_more(Line const& line, Kept const& kept);

struct ConfirmForm {
    BodyId body; // who says so
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(ConfirmForm, (), (body))

struct Table {
    BodyId body;
    std::vector<Line> lines;
};
inline constexpr std::size_t most_lines = 500; // sent at once, by programs
// Fields named "said-ID", "result-ID", "note-ID", "sure-ID", "seen-ID" of one form. A
// model that stands there twice has its first line.
Outcome<Table> table_of(ConfirmForm const& form, forms::Values const& values);
// Before the queue: figures are numbers, notes name no private person.
Outcome<Table> checked_table(Table table);

// The first word of a period, or by its version a later one.
acts::Recorded<Heartbeat> store(acts::Work& work, Heartbeat heartbeat);

struct Confirmed {
    BodyId body;
    std::int64_t works = 0;
    std::int64_t paused = 0;
    std::int64_t ended = 0;
};
BOOST_DESCRIBE_STRUCT(Confirmed, (), (body, works, paused, ended))

// All lines or none.
Outcome<acts::Recorded<Confirmed>> confirm(acts::Work& work, Table const& table);

// For programs: one model, by whoever answers for it today.
struct ConfirmOneForm {
    ModelId model;
    std::int64_t version = 0; // of this period's heartbeat; 0 where there is none
    std::string result;
    std::string note;
    std::string sure; // the same figure again, after a look_again
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(ConfirmOneForm, (), (model, version, result, note, sure))
Outcome<Table> checked_one(routes::Before const& before, ConfirmOneForm const& form);

// The page: the table of one body, or the bodies to choose from.
Outcome<routes::Page> show_confirm(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);
std::span<forms::Rule const> confirm_query();
routes::After after_confirm(Confirmed const& confirmed);

// What the template shows.
struct LinePart {
    std::string id;
    std::string title;
    std::string facts;     // "Cần đạt 200, lần trước 120 (30/06/2026)"
    std::string meanwhile; // what somebody else said since this was shown; "" where nobody did
    std::string state;     // "Đã xác nhận 15/07/2026"
    bool measured = false;
    std::string measure;
    std::vector<web::Choice> choices;
    std::string result, note, sure, seen, seen_life;
    std::string result_error, note_error, said_error;
};
struct GroupPart {
    std::string heading;
    std::string hint;
    std::size_t total = 0; // on all pages
    std::vector<LinePart> lines;
};
struct ConfirmPage {
    std::string body;
    std::string unit;
    std::string period;
    std::string last_day;
    std::vector<web::Figure> figures;
    std::vector<GroupPart> groups;
    std::string from;  // which lines of how many stand here, where it is not all
    std::string more;  // address of the next ones
    web::Table rested; // paused and ended: nothing to confirm
    web::FormKeys keys;
    web::Errors errors;
    bool asks_again = false; // figures to look at once more, nothing else wrong
};
struct BodyLine {
    std::string name;
    std::string address;
    std::string words;
};

} // namespace kheo::heartbeats
