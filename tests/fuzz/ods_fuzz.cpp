// SPDX-License-Identifier: AGPL-3.0-or-later
// The .ods reader and marker; the input is what stands inside the spreadsheet.
#include "platform/sheets/mark.hpp"
#include "platform/sheets/package.hpp"
#include "platform/sheets/sheet.hpp"

#include <cstdint>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    using namespace kheo::sheets;
    auto const bytes =
        packed({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                {"content.xml",
                 "<office:document-content><office:automatic-styles/><office:body><office:spreadsheet>" +
                     std::string(reinterpret_cast<char const*>(data), size) +
                     "</office:spreadsheet></office:body></office:document-content>"}});
    if (read(bytes, "a.ods")) {
        auto const marked = mark(bytes, "a.ods", {{.wrong = {{1, 0, "sai"}, {2, 3, "thiếu"}}, .taken = {3}}});
        // What we write ourselves can be read again.
        if (marked && !read(*marked, "a.ods"))
            __builtin_trap();
    }
    return 0;
}
