// SPDX-License-Identifier: AGPL-3.0-or-later
// QR codes (ISO/IEC 18004) as a path that SVG draws.
#pragma once

#include <string>
#include <string_view>

namespace kheo::qr
{

// Modules of one unit, with the quiet zone of four around them:
// <svg viewBox="0 0 SIDE SIDE"><path d="PATH"/></svg>, dark on white.
struct Code {
    int side = 0;
    std::string path;
};

// For ASCII text of at most 1,000 bytes, error correction M; anything else is a
// Contradiction.
Code code(std::string_view text);

} // namespace kheo::qr
