// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/db/sqlite_errors.hpp"

#include <sqlite3.h>

namespace kheo::db
{

namespace
{

// "t.a, t.b": the table of the first, the columns of all.
void read_columns(std::string_view list, std::string& table, std::vector<std::string>& columns)
{
    while (!list.empty()) {
        auto const end = list.find(", ");
        auto const each = list.substr(0, end);
        auto const dot = each.find('.');
        if (dot == std::string_view::npos)
            return;
        table = each.substr(0, dot);
        columns.emplace_back(each.substr(dot + 1));
        list.remove_prefix(end == std::string_view::npos ? list.size() : end + 2);
    }
}

} // namespace

Violation sqlite_violation(int code, std::string_view message, std::string const& what)
{
    auto const colon = message.find(": ");
    auto const subject = colon == std::string_view::npos ? std::string_view() : message.substr(colon + 2);
    std::string table;
    std::vector<std::string> columns;
    if (code == SQLITE_CONSTRAINT_FOREIGNKEY)
        return {Violation::Kind::foreign_key, "", {}, "", what};
    if (code == SQLITE_CONSTRAINT_CHECK)
        return {Violation::Kind::check, "", {}, std::string(subject), what};
    if (subject.starts_with("index '") && subject.ends_with('\''))
        return {Violation::Kind::unique, "", {}, std::string(subject.substr(7, subject.size() - 8)), what};
    read_columns(subject, table, columns);
    auto const kind = code == SQLITE_CONSTRAINT_NOTNULL ? Violation::Kind::not_null : Violation::Kind::unique;
    return {kind, table, columns, "", what};
}

Failure::Kind sqlite_failure_kind(int code)
{
    switch (code & 0xff) {
    case SQLITE_FULL:
        return Failure::Kind::full;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_INTERRUPT:
        return Failure::Kind::busy;
    case SQLITE_READONLY:
        return Failure::Kind::read_only;
    case SQLITE_CANTOPEN:
    case SQLITE_NOTADB:
        return Failure::Kind::lost;
    default:
        return Failure::Kind::other;
    }
}

} // namespace kheo::db
