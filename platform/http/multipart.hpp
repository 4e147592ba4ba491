// SPDX-License-Identifier: AGPL-3.0-or-later
// multipart/form-data (RFC 7578, RFC 2046 §5.1), read piece by piece as the
// bytes come, whatever the pieces are.
#pragma once

#include "platform/problem/problem.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace kheo::http
{

struct PartHead {
    std::string name;
    std::optional<std::string> file_name; // last part of a path, without control characters, ≤ 255 bytes
    std::string type;                     // as declared; empty: none
};

// Takes the parts in order. What it refuses ends the reading.
struct PartSink {
    virtual ~PartSink() = default;
    virtual Outcome<void> begin(PartHead head) = 0;
    virtual Outcome<void> data(std::string_view bytes) = 0;
    virtual Outcome<void> end() = 0;
};

// The boundary of a Content-Type field: 1–70 of the characters of RFC 2046.
std::optional<std::string> boundary_of(std::string_view content_type);

// The head of a part without its last empty line. Refuses one without
// Content-Disposition: form-data and a name, and encoded content.
Outcome<PartHead> parse_part_head(std::string_view lines);

class MultipartReader
{
  public:
    static constexpr std::size_t longest_part_head = 8 << 10;
    MultipartReader(std::string_view boundary, PartSink& sink);
    // Keeps at most one part head or one boundary of it in memory.
    Outcome<void> feed(std::string_view bytes);
    // Refuses a body that ends before its last boundary.
    Outcome<void> finish() const;

  private:
    enum class State { preamble, after_boundary, part_head, part_data, epilogue };
    enum class Step { again, needs_more };
    Outcome<Step> step();
    Outcome<Step> read_data();
    Outcome<Step> read_after_boundary();
    Outcome<Step> read_part_head();

    PartSink& sink_;
    std::string delimiter_; // CRLF "--" boundary
    std::string buffer_;    // what came and is not yet done with, from begin_
    std::size_t begin_ = 0;
    State state_ = State::preamble;
};

} // namespace kheo::http
