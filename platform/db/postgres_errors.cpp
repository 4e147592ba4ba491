// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/db/postgres_errors.hpp"

#include <algorithm>
#include <libpq-fe.h>

namespace kheo::db
{

namespace
{

// Key columns only (not INCLUDE); an expression has attnum 0 and no name.
constexpr char unique_columns[] =
    "SELECT n.nspname || '.' || c.relname, COALESCE(a.attname, '') FROM pg_index i "
    "JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
    "CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY k(attnum, place) "
    "LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum "
    "WHERE i.indisunique AND k.place <= i.indnkeyatts AND n.nspname NOT IN ('pg_catalog', 'pg_toast') "
    "ORDER BY 1, k.place";

std::string field(PGresult const* result, int code)
{
    auto const* const text = PQresultErrorField(result, code);
    return text == nullptr ? "" : text;
}

} // namespace

void UniqueIndexes::load()
{
    std::unique_ptr<PGconn, void (*)(PGconn*)> const connection(PQconnectdb(url_.c_str()), PQfinish);
    std::unique_ptr<PGresult, void (*)(PGresult*)> const rows(PQexec(connection.get(), unique_columns),
                                                              PQclear);
    columns_.clear();
    for (int at = 0; at < PQntuples(rows.get()); ++at) {
        auto& columns = columns_[PQgetvalue(rows.get(), at, 0)];
        if (*PQgetvalue(rows.get(), at, 1) != '\0')
            columns.emplace_back(PQgetvalue(rows.get(), at, 1));
        else
            columns.assign(1, "");
    }
    for (auto& [name, columns] : columns_)
        if (std::find(columns.begin(), columns.end(), "") != columns.end())
            columns.clear();
}

std::vector<std::string> UniqueIndexes::columns(std::string const& schema, std::string const& index)
{
    std::scoped_lock const lock(mutex_);
    auto const name = schema + "." + index;
    if (!columns_.contains(name))
        load();
    return columns_[name];
}

bool is_violation(std::string_view sqlstate)
{
    return sqlstate == "23505" || sqlstate == "23502" || sqlstate == "23503" || sqlstate == "23514";
}

Violation postgres_violation(PGresult const* result, UniqueIndexes& indexes, std::string const& what)
{
    auto const state = field(result, PG_DIAG_SQLSTATE);
    auto const name = field(result, PG_DIAG_CONSTRAINT_NAME);
    auto const table = field(result, PG_DIAG_TABLE_NAME);
    if (state == "23503")
        return {Violation::Kind::foreign_key, "", {}, "", what};
    if (state == "23514")
        return {Violation::Kind::check, "", {}, name, what};
    if (state == "23502")
        return {Violation::Kind::not_null, table, {field(result, PG_DIAG_COLUMN_NAME)}, "", what};
    auto const columns = indexes.columns(field(result, PG_DIAG_SCHEMA_NAME), name);
    if (columns.empty())
        return {Violation::Kind::unique, "", {}, name, what};
    return {Violation::Kind::unique, table, columns, "", what};
}

Failure::Kind postgres_failure_kind(std::string_view sqlstate)
{
    struct Row {
        std::string_view begins;
        Failure::Kind kind;
    };
    // PostgreSQL 15 manual, appendix A. 0A000 is what a statement prepared
    // before a migration says: a fresh connection knows the new table.
    static constexpr Row rows[] = {
        {"40001", Failure::Kind::conflict}, {"40P01", Failure::Kind::conflict},
        {"53100", Failure::Kind::full},     {"25006", Failure::Kind::read_only},
        {"57014", Failure::Kind::busy},     {"53300", Failure::Kind::busy},
        {"08", Failure::Kind::lost},        {"57P", Failure::Kind::lost},
        {"25P03", Failure::Kind::lost},     {"0A000", Failure::Kind::lost},
    };
    for (auto const& row : rows)
        if (sqlstate.starts_with(row.begins))
            return row.kind;
    return Failure::Kind::other;
}

} // namespace kheo::db
