// SPDX-License-Identifier: AGPL-3.0-or-later
// What was sent in, while kheo-extract reads it and until a person confirms the
// record: housekeeping. Its bytes are kept for so long only; of a file that is
// secret, broken or stopped nothing stays but the sentence.
#pragma once

#include "capabilities/documents/document.hpp"
#include "capabilities/documents/load.hpp"
#include "platform/files/shelf.hpp"
#include "platform/forms/forms.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/routes/row.hpp"

#include <chrono>
#include <span>

namespace kheo::documents
{

using ReadingId = Id<struct ReadingTag>;

enum class ReadingState { waiting, reading, read, failed };
BOOST_DESCRIBE_ENUM(ReadingState, waiting, reading, read, failed)

// One file, or what was pasted.
struct Intake {
    ReadingId id;
    BodyId body;
    AreaId area;
    std::int64_t account = 0;
    Instant at;
    std::string name;
    std::string ending; // "pdf"; "" of pasted text
    std::string hash;   // "" where nothing is kept
    std::int64_t size = 0;
    ReadingState state = ReadingState::waiting;
    int page = 0;
    int of_pages = 0;
    std::string problem;
    std::string text;
    std::string pages;  // text_of(PageOfText…)
    std::string header; // what a message said of the paper, as JSON; "" of others
};
BOOST_DESCRIBE_STRUCT(Intake, (),
                      (id, body, area, account, at, name, ending, hash, size, state, page, of_pages, problem,
                       text, pages, header))

inline acts::Place place(Intake const& intake)
{
    return {intake.area.value, intake.body.value};
}

inline constexpr std::string_view read_job = "documents.read";
inline constexpr std::int64_t most_files = 20;
inline constexpr http::Accepts papers_taken{.form = true,
                                            .files = most_files,
                                            .file_bytes = std::uint64_t(50) << 20,
                                            .all_files_bytes = std::uint64_t(100) << 20};

struct AddForm {
    std::vector<forms::File> files;
    std::string text; // pasted
    BodyId body;      // that will keep it; "" takes the one of the post
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(AddForm, (), (files, text, body))

struct AddPrepared {
    BodyId body;
    std::vector<Intake> intakes;
};
struct Added {
    std::vector<ReadingId> readings;
};
BOOST_DESCRIBE_STRUCT(Added, (), (readings))

// Reads at once what takes a moment, so that a marking is seen before anything
// is stored; what takes longer (a scan) is kept for the job.
Outcome<AddPrepared> prepare_add(routes::Before const& before, AddForm const& form);
Outcome<routes::Kept> add(acts::Work& work, AddPrepared const& prepared);

struct ReadingForm {
    ReadingId reading;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(ReadingForm, (), (reading))

// Stops a reading, or throws away what was read; nothing of it stays.
Outcome<routes::Kept> drop(acts::Work& work, ReadingForm const& form);
Outcome<http::Response> reading_file(routes::Reading& reading, ReadingForm const& form);

struct ReadingPage {
    ReadingId reading;
    int page = 0;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(ReadingPage, (), (reading, page))
Outcome<http::Response> reading_picture(routes::Reading& reading, ReadingPage const& form);

// How far it is, for a program that waits.
struct ReadingView {
    ReadingId id;
    std::string name;
    ReadingState state = ReadingState::waiting;
    int page = 0;
    int of_pages = 0;
    std::string problem;
};
BOOST_DESCRIBE_STRUCT(ReadingView, (), (id, name, state, page, of_pages, problem))
Outcome<ReadingView> view_reading(acts::Reading& reading, ReadingForm const& form);

// The actor's own, or of a body they keep documents for; not_found otherwise.
Outcome<Intake> load_intake(acts::Reading const& reading, ReadingId id);
std::vector<Intake> intakes_of(acts::Reading const& reading);
// Once its record is made, which has the pictures of its pages now, or where it
// is thrown away with them.
enum class Pictures { taken_over, erased };
void forget(db::Connection& db, ReadingId id, Pictures pictures);

Proposal proposal_of(Intake const& intake);
// A file read in the sandbox; `most` milliseconds, 0: as long as it takes. Refuses
// file_reading_stopped where that is not enough.
Outcome<papers::Paper> read_paper(std::string_view bytes, std::string_view name,
                                  std::chrono::milliseconds most);
std::string bytes_of_file(std::string const& path);
// Where a file may be kept for; the actor's own post where none is named.
Outcome<bodies::Body> keeper(acts::Reading const& reading, BodyId body);

void read_intake(db::Store& store, Clock& clock, ReadingId id);

} // namespace kheo::documents
