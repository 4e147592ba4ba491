// SPDX-License-Identifier: AGPL-3.0-or-later
// Ranges lie inside their body; lists of encodings and ETags are read safely.
#include "platform/http/negotiate.hpp"

#include <cstdint>
#include <cstdlib>
#include <limits>

using namespace kheo::http;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    std::string_view const field(reinterpret_cast<char const*>(data), size);
    for (std::uint64_t const whole : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{1000},
                                      std::numeric_limits<std::uint64_t>::max()}) {
        auto const [kind, range] = parse_range(field, whole);
        if (kind == RangeKind::part &&
            (range.size == 0 || range.begin >= whole || range.size > whole - range.begin))
            std::abort();
    }
    if (names_etag(field, "a") && field.find('*') == field.npos && field.find("\"a\"") == field.npos)
        std::abort();
    Head head;
    if (is_header("Accept-Encoding", field)) {
        head.headers.add("Accept-Encoding", field);
        accepted_encoding(head);
    }
    return 0;
}
