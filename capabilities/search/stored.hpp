// SPDX-License-Identifier: AGPL-3.0-or-later
// An entry as its row holds it, and the words it is found by.
#pragma once

#include "capabilities/search/search.hpp"
#include "capabilities/search/words.hpp"

#include <string>

namespace kheo::search
{

struct Stored {
    std::int64_t id = 0;
    std::string kind;
    std::string field;
    std::int64_t province = 0;
    int year = 0;
    std::string title;
    std::string names;
    std::string unit;
    std::string url;
    std::string text;
    friend bool operator==(Stored const&, Stored const&) = default;
};
BOOST_DESCRIBE_STRUCT(Stored, (), (id, kind, field, province, year, title, names, unit, url, text))

Stored stored(Entry const& entry);
Document document(Stored const& entry);
void put_values(db::Connection& db, Entry const& entry);

// Stores the entry and its words. True where it was not there just so before.
enum class Again { where_changed, always };
bool put_stored(db::Connection& db, Stored const& fresh, Again again);

} // namespace kheo::search
