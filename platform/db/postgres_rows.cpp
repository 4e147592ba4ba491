// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/db/postgres_rows.hpp"

#include <charconv>
#include <libpq-fe.h>

namespace kheo::db
{

namespace
{

// PostgreSQL's fixed type numbers (src/include/catalog/pg_type.dat).
enum : Oid {
    type_bool = 16,
    type_bytea = 17,
    type_int8 = 20,
    type_int2 = 21,
    type_int4 = 23,
    type_oid = 26,
    type_float4 = 700,
    type_float8 = 701,
    type_numeric = 1700
};

template <class T>
std::optional<T> whole_number(std::string_view text)
{
    T value{};
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

} // namespace

PostgresRows::PostgresRows(Result result, Statement const& statement) : statement_(statement)
{
    hold(std::move(result));
    for (int at = 0; at < PQnfields(result_.get()); ++at)
        names_.emplace_back(PQfname(result_.get(), at));
    bytes_.resize(names_.size());
}

void PostgresRows::hold(Result result)
{
    result_ = std::move(result);
    at_ = -1;
    count_ = PQntuples(result_.get());
}

Cell PostgresRows::cell(int at)
{
    if (PQgetisnull(result_.get(), at_, at))
        return {};
    std::string_view const text(PQgetvalue(result_.get(), at_, at),
                                std::size_t(PQgetlength(result_.get(), at_, at)));
    switch (PQftype(result_.get(), at)) {
    case type_bool:
        return std::int64_t(text == "t");
    case type_int2:
    case type_int4:
    case type_int8:
    case type_oid:
    case type_numeric: // sums of BIGINT are whole, averages are not
        if (auto const whole = whole_number<std::int64_t>(text))
            return *whole;
        [[fallthrough]];
    case type_float4:
    case type_float8:
        if (auto const real = whole_number<double>(text))
            return *real;
        contradict(statement_, "a number beyond our range in column", column(at));
    case type_bytea: {
        auto bytes = text.starts_with("\\x") ? from_hex(text.substr(2)) : std::nullopt;
        if (!bytes) // bytea_output is set to hex
            contradict(statement_, "bytes not in hex in column", column(at));
        bytes_[std::size_t(at)] = std::move(*bytes);
        return std::span<std::uint8_t const>(bytes_[std::size_t(at)]);
    }
    default:
        return text;
    }
}

} // namespace kheo::db
