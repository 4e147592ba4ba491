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
    std::string title;       // of the model, as it stood at the decision
    std::string title_today; // "" where it is the same
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

struct CertificateFile {
    std::string bytes; // of the PDF; the same for the same certificate
    int unknown = 0;   // letters for which the machine has no font: boxes stand there
};
CertificateFile certificate(Certificate const& certificate);

} // namespace kheo::recognitions
