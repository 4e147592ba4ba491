// SPDX-License-Identifier: AGPL-3.0-or-later
// Import (lần gộp sổ): files that came in together, each with its rows as they
// were read and what people decided about them. Housekeeping, until rows are
// taken: the taking is recorded, and each model by an act of its own.
#pragma once

#include "capabilities/registers/registers.hpp"
#include "platform/acts/acts.hpp"
#include "platform/db/db.hpp"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace kheo::imports
{

using areas::AreaId;
using bodies::BodyId;
using models::ModelId;
using ImportId = Id<struct ImportTag>;
using FileId = Id<struct ImportFileTag>;
using TakingId = Id<struct TakingTag>;

struct Import {
    ImportId id;
    BodyId body; // of the one who imports; none for the operator
    AreaId area;
    std::int64_t account = 0;
    Instant at;
    int year = 0; // said for all files; 0: as each file says
};
BOOST_DESCRIBE_STRUCT(Import, (), (id, body, area, account, at, year))

inline acts::Place place(Import const& import)
{
    return {import.area.value, import.body.value};
}

enum class FileState {
    waiting,    // to be read
    read,       // its rows are there
    unreadable, // `problem` says why
    repeated,   // the same bytes as a file before it in this import: not read
    no_register // a spreadsheet in which no row looks like a register's headings
};
BOOST_DESCRIBE_ENUM(FileState, waiting, read, unreadable, repeated, no_register)

struct File {
    FileId id;
    ImportId import;
    int place = 0; // in the order they came
    std::string name;
    std::string hash; // of its content, as files::Store keeps it
    std::int64_t size = 0;
    FileState state = FileState::waiting;
    std::string problem;
    BodyId sender;
    AreaId sender_area;
    std::string sender_reason;
    bool sender_sure = false;
    int year = 0;
    std::string year_reason;
    BodyId chosen_body; // what people said where the file did not
    int chosen_year = 0;
    std::string chosen_field;
    std::string chosen_entry;
    std::string chosen_kind;
    std::string sheets; // JSON: the headings of each sheet and what was left out
};
BOOST_DESCRIBE_STRUCT(File, (),
                      (id, import, place, name, hash, size, state, problem, sender, sender_area,
                       sender_reason, sender_sure, year, year_reason, chosen_body, chosen_year, chosen_field,
                       chosen_entry, chosen_kind, sheets))

using registers::State;

// One row as it is stored. `line` is its row in the sheet, from 0.
struct StoredRow {
    ImportId import;
    FileId file;
    std::int64_t spot = 0; // grows in the order of the file
    int sheet = 0;
    int line = 0;
    State state = State::good;
    std::string choice; // "", "new", "keep:ID", "update", "skip"
    int year = 0;
    models::Kind kind = models::Kind::mo_hinh;
    models::Entry entry = models::Entry::moi;
    bool said_entry = false;
    BodyId body;
    AreaId area;
    bool unknown_unit = false;
    std::string title_key;
    std::string twin;       // says which earlier row of the import has the same model
    std::string texts;      // JSON object by field
    std::string errors;     // JSON
    std::string notes;      // JSON
    std::string candidates; // JSON
    ModelId model;
    std::int64_t version_before = 0; // of the model, when it was taken
    std::int64_t version_after = 0;
    TakingId taking;
};
BOOST_DESCRIBE_STRUCT(StoredRow, (),
                      (import, file, spot, sheet, line, state, choice, year, kind, entry, said_entry, body,
                       area, unknown_unit, title_key, twin, texts, errors, notes, candidates, model,
                       version_before, version_after, taking))

StoredRow stored(registers::Row const& row, ImportId import, FileId file);
registers::Row read_back(StoredRow const& row);
std::int64_t spot_of(int sheet, int line);

// How many rows of a file, or of an import, are in each state.
struct Tally {
    std::int64_t good = 0, kept = 0, same = 0, to_fix = 0, unclear = 0, personal = 0, taken = 0, skipped = 0,
                 again = 0;

    void add(State state, std::int64_t rows);
    Tally& operator+=(Tally const& other);
    std::int64_t rows() const
    {
        return good + kept + same + to_fix + unclear + personal + taken + skipped + again;
    }
    std::int64_t ready() const { return good + kept; }
    std::int64_t open() const { return to_fix + unclear; } // goes back to its sender
};
BOOST_DESCRIBE_STRUCT(Tally, (), (good, kept, same, to_fix, unclear, personal, taken, skipped, again))

// What was taken of an import in one act; undone in one act.
struct Taking {
    TakingId id;
    std::int64_t version = 1;
    ImportId import;
    BodyId body;
    AreaId area;
    int year = 0; // of the rows; 0: several
    std::int64_t files = 0;
    std::int64_t fresh = 0;
    std::int64_t kept = 0;
    std::int64_t replicated = 0;
    std::int64_t edited = 0;
    std::int64_t units_added = 0;
    bool published = false;
    bool undone = false;
    std::string reason;
    Instant at;
    // Of the undoing, for who asked for it; the acts of the models tell it later.
    std::int64_t withdrawn = 0;
    std::int64_t restored = 0;

    std::int64_t models() const { return fresh + kept + replicated + edited; }
};
BOOST_DESCRIBE_STRUCT(Taking, (),
                      (id, version, import, body, area, year, files, fresh, kept, replicated, edited,
                       units_added, published, undone, reason, at))

inline std::string_view object_kind(Taking const&)
{
    return "taking";
}
inline acts::Place place(Taking const& taking)
{
    return {taking.area.value, taking.body.value};
}
inline acts::Visibility visibility(Taking const&)
{
    return acts::Visibility::internal;
}
inline std::string topics(Taking const&)
{
    return "imports";
}

// Whether the actor may see and work on it: whoever may import at its place; of
// one without a place, which holds rows of anywhere, the operator and who made it.
bool may_open(acts::Reading const& reading, Import const& import);
// Refuse not_found where the actor may not open it.
Outcome<Import> load_import(acts::Reading const& reading, ImportId id);
struct FileOfImport {
    Import import;
    File file;
};
Outcome<FileOfImport> load_file(acts::Reading const& reading, ImportId import, FileId id);

std::vector<File> files_of(db::Connection& db, ImportId import);
std::map<std::int64_t, Tally> tallies_of(db::Connection& db, ImportId import); // by file
std::vector<Taking> takings_of(db::Connection& db, ImportId import);

// Good rows of a file at places for which the actor may not import.
struct Beyond {
    std::int64_t good = 0, kept = 0;
    std::string whose; // the first of the bodies: "Đảng ủy Xã …"
};
std::map<std::int64_t, Beyond> beyond_reach(acts::Reading const& reading, ImportId import); // by file
// The body, or the area where no body is known.
std::string name_of(acts::Place const& place, Date day);

// Places of which one may be told what is registered there, published or not.
using Reach = std::function<bool(acts::Place)>;
// Those for which the actor may import.
Reach reach_of(acts::Reading const& reading);

// Puts the rows of a file in the place of those before; decisions stay where
// the row says the same. Then says which rows of the import are twins.
void put_rows(db::Connection& db, File const& file, registers::Register const& read, Reach const& reach);

// The same for the rows of files that are read together and not stored.
void settle_together(std::vector<File> const& files, std::vector<std::vector<StoredRow>>& rows);
// A good row but for its unit, which is in no list of bodies.
inline bool lacks_a_unit(StoredRow const& row)
{
    return row.state == State::unclear && row.unknown_unit && row.errors == "[]";
}

// The earlier models of every body within reach that a row of the register names.
registers::EarlierModels earlier_models(db::Connection& db, registers::Register const& read,
                                        Reach const& reach);

namespace problems
{
inline constexpr Refusal no_such_body{"imports.no_such_body", 422,
                                      "Không có cơ quan, tổ chức “{}”. Xin chọn một tên trong danh sách."};
inline constexpr Refusal nothing_to_take{"imports.nothing_to_take", 409, "Chưa có dòng tốt nào để nhận."};
inline constexpr Refusal still_reading{"imports.still_reading", 409,
                                       "Còn tệp đang đọc. Xin đợi đọc xong rồi nhận."};
inline constexpr Refusal not_yours{"imports.not_yours", 403,
                                   "{}, ngoài phạm vi của tài khoản này. Chưa nhận dòng nào."};
inline constexpr Refusal touched{"imports.touched", 409,
                                 "Chưa hoàn tác: {} mô hình đã có người sửa hoặc xử lý sau khi nhận. Có thể "
                                 "giữ các mô hình ấy và hoàn tác phần còn lại."};
inline constexpr Refusal undone_before{"imports.undone_before", 409, "Lần nhận này đã hoàn tác rồi."};
inline constexpr Refusal reason_needed{"imports.reason_needed", 422, "Xin ghi lý do hoàn tác."};
inline constexpr Refusal nothing_to_return{"imports.nothing_to_return", 404,
                                           "Không có tệp nào còn dòng cần sửa."};
inline constexpr Refusal file_gone{"imports.file_gone", 410, "Tệp gốc không còn trên máy chủ."};
inline constexpr Refusal all_files_bad{"imports.all_files_bad", 422, "Không đọc được tệp nào."};
inline constexpr Refusal file_taken{"imports.file_taken", 409,
                                    "Đã nhận mô hình từ tệp này. Xin hoàn tác lần nhận ấy trước khi bỏ tệp."};
inline constexpr Refusal mapping_changed{"imports.mapping_changed", 409,
                                         "Tệp vừa được đọc lại. Xin mở lại trang rồi sửa."};
} // namespace problems

} // namespace kheo::imports
