// SPDX-License-Identifier: AGPL-3.0-or-later
// Giấy công nhận: one A4 page for a wall, with a QR code to the public page
// of the recognition, which says whether it still holds. A copy of what the decision says; the decision is
// the paper that counts.
#pragma once

#include "platform/time/time.hpp"

#include <string>

namespace kheo::recognitions
{

struct Certificate {
    std::string title; // of the model
    std::string unit;
    std::string place; // "Xã An Bình"
    std::string field;
    int year = 0;
    std::string issuer;
    std::string level;
    std::string number;
    Date issued_on;
    std::string signer; // an office
    std::string page;   // of the recognition: whole address, ASCII
    bool demo = false;
};

// The bytes of the PDF; the same for the same certificate. A Contradiction where
// the machine has no font for a letter.
std::string certificate(Certificate const& certificate);

} // namespace kheo::recognitions
