// SPDX-License-Identifier: AGPL-3.0-or-later
// A register as somebody keeps it, from its bytes to the lines that are entered:
// headings looked for, columns told, rows gathered. Each line stands in the sheet.
#include "capabilities/registers/rows.hpp"
#include "platform/problem/problem.hpp"
#include "platform/sheets/sheet.hpp"

#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    using namespace kheo;
    std::string_view const bytes(reinterpret_cast<char const*>(data), size);
    auto const book = sheets::read(bytes, "so.csv");
    if (!book)
        return 0;
    for (auto const& sheet : book->sheets) {
        auto const layout = registers::layout_of(sheet, registers::words(), {});
        if (!layout)
            continue;
        ensure(layout->heading_row < layout->data_row && !layout->headings.empty(), "rows below headings");
        auto const read = registers::lines_of(sheet, *layout, registers::words());
        for (auto const& line : read.lines)
            ensure(line.row >= layout->data_row && line.row < int(sheet.rows.size()), "a line of the sheet");
    }
    return 0;
}
