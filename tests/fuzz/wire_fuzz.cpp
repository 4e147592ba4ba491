// SPDX-License-Identifier: AGPL-3.0-or-later
// What a child that was taken over may answer to the server.
#include "platform/files/image.hpp"
#include "platform/sheets/wire.hpp"

#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    using namespace kheo::sheets;
    std::string_view const bytes(reinterpret_cast<char const*>(data), size);
    if (auto const book = wire::decode_workbook(bytes); book && *book)
        static_cast<void>(wire::encode(*book));
    static_cast<void>(wire::decode_bytes(bytes));
    static_cast<void>(wire::decode_marks(bytes));
    static_cast<void>(kheo::files::decode_image(bytes));
    return 0;
}
