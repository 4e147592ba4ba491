// SPDX-License-Identifier: AGPL-3.0-or-later
// Reads the body of a request as its bytes come, by content type, within what
// the row takes.
#pragma once

#include "platform/http/request.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace kheo::http
{

// Which bodies a row takes. Nothing is taken by default: a body is then
// answered with 415 before it is read.
struct Accepts {
    bool form = false;                         // urlencoded, and multipart without files
    bool json = false;                         // application/json, into Request::body
    bool raw = false;                          // any other type, into Request::body
    std::size_t body_bytes = 1 << 20;          // all fields together, or the raw body
    std::size_t files = 0;                     // how many; 0: none
    std::uint64_t file_bytes = 50 << 20;       // each
    std::uint64_t all_files_bytes = 200 << 20; // together
    // 0: what is beyond a limit ends the reading. Else it is dropped and the rest
    // read on, up to so many bytes, so that the form can be shown again with what
    // was typed (Request::over).
    std::uint64_t read_on_bytes = 0;
};

class BodyReader
{
  public:
    virtual ~BodyReader() = default;
    // Refuses a type that the row does not take. Failures of the disk are
    // std::system_error, from here on.
    static Outcome<std::unique_ptr<BodyReader>> make(Head const& head, Accepts const& accepts,
                                                     std::string temp_folder);
    // The most bytes that a body of this kind may have.
    virtual std::uint64_t limit() const = 0;
    // The most that is read of one: the limit, or more where the rest is dropped.
    virtual std::uint64_t most_read() const { return limit(); }
    virtual Outcome<void> feed(std::string_view bytes) = 0;
    // Fills form, uploads or body, and what was over a limit.
    virtual Outcome<void> finish(Request& request) = 0;
};

// A body has more bytes than that.
std::unexpected<Problem> too_large(std::uint64_t limit);
// What is answered where the disk failed meanwhile: that it is full, or the
// incident's number.
Problem failure_of(std::exception const& failed);

} // namespace kheo::http
