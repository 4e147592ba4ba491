// SPDX-License-Identifier: AGPL-3.0-or-later
// The lines of all records by what they cite: derived from the records, so that
// who cites a document is found without reading every text.
#pragma once

#include "capabilities/citations/node.hpp"
#include "platform/db/db.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::citations
{

// A line as it is stored beside the record that says it.
struct Kept {
    std::int64_t document = 0;
    std::int64_t place = 0; // its place among the record's lines, from 0
    std::string code;       // of the base; "" where it means nothing elsewhere
    Kind kind = Kind::mentions;
    std::string type;
    std::string number;
    std::string issuer;
    std::string day;
    bool partial = false;
    bool named = false;

    Citation citation() const { return {kind, type, number, issuer, day, partial, named}; }
    friend bool operator==(Kept const&, Kept const&) = default;
};
BOOST_DESCRIBE_STRUCT(Kept, (), (document, place, code, kind, type, number, issuer, day, partial, named))

std::vector<Kept> kept_of(std::int64_t document, std::vector<Citation> const& lines);
// Puts these lines in the place of those the document had.
void keep(db::Connection& db, std::int64_t document, std::vector<Citation> const& lines);
// All lines of each document that has some, in their order.
std::map<std::int64_t, std::vector<Kept>> every_line(db::Connection& db);
// Every line that cites this number, of whatever day, newest documents first,
// until `tell` answers false: who may see which is for the caller to say.
enum class Which { all, ending }; // ending: those that replace or repeal it
void each_citing(db::Connection& db, std::string_view code, Which which,
                 std::function<bool(Kept const&)> const& tell);

} // namespace kheo::citations
