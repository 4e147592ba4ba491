// SPDX-License-Identifier: AGPL-3.0-or-later
// CSV of any bytes: read or refused; what is read can be written and read again.
#include "platform/text/csv.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    using namespace kheo;
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    csv::Limits const limits{.bytes = 1 << 16, .rows = 500, .columns = 50, .cell = 5000};
    auto const table = csv::rows(text, limits);
    if (!table)
        return 0;
    ensure(table->rows.size() == table->lines.size(), "a line for each row");
    // Declared, so that nothing is left to guess.
    auto const again = csv::rows("sep=;\r\n" + csv::written(table->rows, {.delimiter = ';'}));
    ensure(again.has_value() && again->rows.size() == table->rows.size(), "written rows are read");
    for (std::size_t i = 0; i < table->rows.size(); ++i) {
        ensure(again->rows[i].size() == table->rows[i].size(), "as many cells");
        for (std::size_t j = 0; j < table->rows[i].size(); ++j)
            ensure(csv::unguarded(again->rows[i][j]) == table->rows[i][j], "the same cell");
    }
    (void)csv::Records::parse(text, {"a"}, limits);
    return 0;
}
