// SPDX-License-Identifier: AGPL-3.0-or-later
// One letter as it goes over the wire: RFC 5322 with Vietnamese in its heads
// (RFC 2047) and its text (UTF-8, quoted-printable). Pure.
#pragma once

#include "platform/time/time.hpp"

#include <string>
#include <string_view>

namespace kheo::mail
{

// "lan.nt@tinh.gov.vn": what of RFC 5321 people's addresses use. No quotes, comments, spaces,
// line ends or letters beyond ASCII, so that it can stand in a head and in a command as it is.
bool is_address(std::string_view text);
// Behind the "@"; "" where there is none.
std::string_view domain_of(std::string_view address);

struct Letter {
    std::string from; // an address
    std::string from_name;
    std::string to; // an address
    std::string subject;
    std::string text; // lines end with "\n"
    std::string id;   // stays the same when it is sent again, so that a reader's server knows it
    Instant at;
    std::string stop = {}; // where its reader ends further ones; "": no such head
};

// With the heads of a letter that a program wrote, so that no machine answers it.
// Whatever stands in subject and name stays in its own head. Contradiction where
// an address is none.
std::string message_of(Letter const& letter);

// The parts of it, for their tests.
std::string head_line(std::string_view name, std::string_view text);
std::string date_line(Instant at); // "Mon, 23 Nov 2026 07:00:00 +0700"
std::string quoted_printable(std::string_view text);

} // namespace kheo::mail
