// SPDX-License-Identifier: AGPL-3.0-or-later
// Numbers of any bytes: what is read is shown so that it is read again as the same.
#include "platform/text/number.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    using namespace kheo;
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    for (auto const words : {Words::refused, Words::understood})
        if (auto const number = parse_number(text, words)) {
            ensure(number->places >= 0 && number->places <= 9, "at most nine decimals");
            ensure(parse_number(shown(*number)).value() == *number, "shown and read again");
        }
    (void)parse_count(text);
    return 0;
}
