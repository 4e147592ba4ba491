// SPDX-License-Identifier: AGPL-3.0-or-later
// SQL as text: quotes, parameters and the two substitutions, on any bytes.
#include "platform/db/migration.hpp"
#include "platform/db/parameters.hpp"
#include "platform/db/sql_text.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    std::string_view const sql(reinterpret_cast<char const*>(data), size);
    if (kheo::db::without_quoted(sql).size() != size)
        std::abort();
    auto const made = kheo::db::numbered_parameters(sql);
    if (made.names.empty() && made.sql != sql)
        std::abort();
    kheo::db::postgres_dialect(sql);
    return 0;
}
