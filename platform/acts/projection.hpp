// SPDX-License-Identifier: AGPL-3.0-or-later
// Records are the projection of their acts: how to walk all rows of one kind,
// so that a row changed behind the program's back is found.
#pragma once

#include "platform/acts/acts.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace kheo::acts
{

// Whether everybody may read today what the open acts of an object recorded: the
// bytes of which the ledger holds the digest. Only for records that hold nothing
// but what their public page shows.
using Readable = bool (*)(db::Connection&, std::int64_t object);
inline bool by_all(db::Connection&, std::int64_t)
{
    return true;
}

struct Projection {
    using Visit = std::function<void(std::int64_t object, std::int64_t version, std::string record)>;

    std::string_view object_kind;
    std::function<void(db::Connection&, Visit const&)> each;
    Readable readable = nullptr; // nullptr: nobody outside
    std::string_view page = {};  // its public page before the id: "/mo-hinh/"; "" where it has none
};

// `every` selects all rows of T, whole.
template <class T>
Projection projection(std::string_view object_kind, db::Statement const& every, Readable readable = nullptr,
                      std::string_view page = {})
{
    return {object_kind,
            [&every](db::Connection& db, Projection::Visit const& visit) {
                db.each<T>(every, {}, [&](T const& record) {
                    visit(record.id.value, record.version, boost::json::serialize(canonical(record)));
                });
            },
            readable, page};
}

// Rows that are worked out from acts beside the records: compares all of them
// and tells each that does not fit, one sentence each.
using Comparison = void (*)(db::Connection&, std::function<void(std::string)> const& tell);

} // namespace kheo::acts
