// SPDX-License-Identifier: AGPL-3.0-or-later
// Puts an entry, its words and the values it can be narrowed by.
#include "capabilities/search/entry.sql.hpp"
#include "capabilities/search/search.hpp"
#include "capabilities/search/stored.hpp"
#include "platform/text/text.hpp"

namespace kheo::search
{

Stored stored(Entry const& entry)
{
    return {entry.id,    entry.kind,
            entry.field, entry.province,
            entry.year,  entry.title,
            entry.names, entry.unit,
            entry.url,   std::string(first_characters(entry.text, entry.most_text))};
}

void put_values(db::Connection& db, Entry const& entry)
{
    auto const put = [&](std::string_view facet, std::string const& value, std::string const& label) {
        if (!value.empty())
            db.run(sql::put_value, {{"facet", facet}, {"value", value}, {"label", label}});
    };
    put("kind", entry.kind, entry.kind_name);
    put("field", entry.field, entry.field_name);
    put("province", entry.province ? std::to_string(entry.province) : "", entry.province_name);
    put("year", entry.year ? std::to_string(entry.year) : "", std::to_string(entry.year));
}

Document document(Stored const& entry)
{
    auto made = Document{words(entry.title + "\n" + entry.names), words(entry.unit + "\n" + entry.text), {}};
    made.tags.push_back(tag('k', entry.kind));
    if (!entry.field.empty())
        made.tags.push_back(tag('f', entry.field));
    if (entry.province)
        made.tags.push_back(tag('p', std::to_string(entry.province)));
    if (entry.year)
        made.tags.push_back(tag('y', std::to_string(entry.year)));
    return made;
}

bool put_stored(db::Connection& db, Stored const& fresh, Again again)
{
    auto const old = db.one<Stored>(sql::entry_by_id, {{"id", fresh.id}});
    auto const same = old && *old == fresh;
    if (same && again == Again::where_changed)
        return false;
    auto const made = document(fresh);
    auto const indexed =
        db.engine() == db::Engine::sqlite ? for_sqlite(fresh.id, made) : for_postgres(fresh.id, made);
    db.run(sql::take_out, {{"id", fresh.id}});
    db.run(sql::put_words, indexed);
    db.run(sql::take_in, indexed);
    if (!same)
        db.run(sql::put_entry, fresh);
    return !same;
}

void put(db::Connection& db, Entry const& entry)
{
    if (!entry.visible)
        return drop(db, entry.id);
    put_values(db, entry);
    put_stored(db, stored(entry), Again::where_changed);
}

void drop(db::Connection& db, std::int64_t id)
{
    db.run(sql::take_out, {{"id", id}});
    db.run(sql::drop_words, {{"id", id}});
    db.run(sql::drop_entry, {{"id", id}});
}

} // namespace kheo::search
