// SPDX-License-Identifier: AGPL-3.0-or-later
// Search (tìm kiếm): one index over what everybody may read. A capability puts
// its record's entry in the transaction that stores the record; this folder
// knows no other noun.
#pragma once

#include "platform/db/db.hpp"
#include "platform/routes/row.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::search
{

// One record as it is found and shown. Words are found in title, names, unit
// and text; the title and the names weigh most.
struct Entry {
    std::int64_t id = 0;       // the record's own; ids are unique over all kinds
    std::string kind;          // "model", "area": small letters, digits and _
    std::string kind_name;     // "Mô hình", as people read it
    std::string title;         // at most 300 characters
    std::string names;         // other names by which it is sought: former ones
    std::string unit;          // who or where, in one line under the title
    std::string url;           // within this site
    std::string text;          // what snippets are cut from; the first `most_text` characters count
    std::int64_t province = 0; // the area it lies in today, 0: none
    std::string province_name;
    std::string field; // code of data/rules/fields.csv, "" where it has none
    std::string field_name;
    int year = 0;        // 0: none
    bool visible = true; // false: as if it were dropped
    std::size_t most_text = 20'000;
};
BOOST_DESCRIBE_STRUCT(Entry, (),
                      (id, kind, kind_name, title, names, unit, url, text, province, province_name, field,
                       field_name, year, visible))

// Makes the record found as it now stands, or not found any more where it is
// not visible. Costs one read where nothing that is shown or found has changed.
void put(db::Connection& db, Entry const& entry);
void drop(db::Connection& db, std::int64_t id);

// Where entries come from when the index is made anew: the entries of one kind
// after `after`, at most `most`, in the order of their ids; also those that are
// not visible, so that the last id tells how far it came.
struct Source {
    std::string kind;
    std::function<std::vector<Entry>(db::Connection&, std::int64_t after, int most)> page;
};

struct Rebuilt {
    std::int64_t entries = 0; // now found
    std::int64_t changed = 0; // were missing, different or too many before
};
BOOST_DESCRIBE_STRUCT(Rebuilt, (), (entries, changed))

// Makes every entry anew from its record, page by page, each in a transaction
// of its own, while reads and writes go on. Where the index itself was lost or
// made by other rules (`made_by_other_rules`), it is emptied first.
Rebuilt rebuild(db::Store& store, std::span<Source const> sources);
// Whether the index must be made anew before it can be trusted: after a
// portable dump was loaded, or a program with other rules of words came.
bool made_by_other_rules(db::Connection& db);

// Which provinces are the demo's, whose records are marked so; said once, at
// the start, by the program, for this folder knows no other noun.
void put_invented(std::function<bool(std::int64_t province)> test);

// What a capability's own list is narrowed to; "" and 0: not by that.
struct Among {
    std::string kind;
    std::string field = {};
    int year = 0;
};
// The public records among these that have all the words typed, best first, at
// most `most`: from the best on, or behind the one with the id `after`; none
// where that is none of them any more.
std::vector<std::int64_t> ids_of(db::Connection& db, std::string_view typed, Among const& among, int most,
                                 std::int64_t after = 0);

std::span<routes::Row const> rows();

} // namespace kheo::search
