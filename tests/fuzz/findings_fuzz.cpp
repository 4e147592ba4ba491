// SPDX-License-Identifier: AGPL-3.0-or-later
// Press pages and directives: any bytes as one text.
#include "capabilities/findings/findings.hpp"
#include "platform/problem/problem.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    using namespace kheo;
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    std::size_t last = 0;
    for (auto const& each : findings::found(text)) {
        ensure(each.start <= each.end && each.end <= size, "what is found stands in the text");
        ensure(each.start >= last, "in the order of the text");
        ensure(text.find(each.text) != std::string_view::npos, "word for word");
        ensure(!findings::json_line("f", each).empty(), "and can be said as JSON");
        last = each.start;
    }
    return 0;
}
