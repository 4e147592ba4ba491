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

struct Projection {
    using Visit = std::function<void(std::int64_t object, std::int64_t version, std::string record)>;

    std::string_view object_kind;
    std::function<void(db::Connection&, Visit const&)> each;
};

// `every` selects all rows of T, whole.
template <class T>
Projection projection(std::string_view object_kind, db::Statement const& every)
{
    return {object_kind, [&every](db::Connection& db, Projection::Visit const& visit) {
                db.each<T>(every, {}, [&](T const& record) {
                    visit(record.id.value, record.version, boost::json::serialize(canonical(record)));
                });
            }};
}

} // namespace kheo::acts
