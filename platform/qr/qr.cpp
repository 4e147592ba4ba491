// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/qr/qr.hpp"

#include "platform/problem/problem.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <memory>
#include <qrencode.h>

namespace kheo::qr
{

namespace
{
constexpr int quiet = 4; // modules that must stay white around
constexpr std::size_t longest = 1'000;
} // namespace

Code code(std::string_view text)
{
    auto const is_ascii = std::ranges::all_of(text, [](unsigned char c) { return c >= 0x20 && c < 0x7f; });
    ensure(is_ascii && !text.empty() && text.size() <= longest, "a QR code of other than short ASCII text");
    auto const made = std::unique_ptr<QRcode, decltype(&QRcode_free)>(
        QRcode_encodeString8bit(std::string(text).c_str(), 0, QR_ECLEVEL_M), &QRcode_free);
    ensure(made != nullptr, "libqrencode makes no code");
    auto drawn = Code{.side = made->width + 2 * quiet, .path = {}};
    auto const dark = [&](int x, int y) {
        return x < made->width && (made->data[y * made->width + x] & 1) != 0;
    };
    for (int y = 0; y < made->width; ++y)
        for (int x = 0; x < made->width; ++x) {
            if (!dark(x, y))
                continue;
            // One bar for a run of dark modules.
            auto end = x;
            while (dark(end, y))
                ++end;
            drawn.path += fmt::format("M{} {}h{}v1h-{}z", x + quiet, y + quiet, end - x, end - x);
            x = end;
        }
    return drawn;
}

} // namespace kheo::qr
