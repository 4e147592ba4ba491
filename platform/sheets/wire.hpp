// SPDX-License-Identifier: AGPL-3.0-or-later
// How kheo-extract answers the server: a compact byte form in which every
// length is checked, for the child that wrote it may have been taken over.
#pragma once

#include "platform/sheets/mark.hpp"
#include "platform/sheets/sheet.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::sheets::wire
{

// Unsigned numbers as seven bits a byte, texts with their length before them.
class Writer
{
  public:
    void number(std::uint64_t value);
    void text(std::string_view value);
    std::string bytes;
};

// After the first reading past the end or of nonsense, `good` stays false and
// every reading gives 0 or "".
class Reader
{
  public:
    explicit Reader(std::string_view bytes) : rest_(bytes) {}
    std::uint64_t number(std::uint64_t most);
    std::string_view text();
    bool at_end() const { return rest_.empty(); }
    bool good() const { return good_; }
    void fail();

  private:
    std::string_view rest_;
    bool good_ = true;
};

// An Outcome: the value's own bytes, or the problem.
std::string encode(Outcome<Workbook> const& outcome);
std::string encode(Outcome<std::string> const& outcome);
std::string encode(std::vector<SheetMarks> const& marks);

// Nothing where the bytes are not what encode() makes.
std::optional<Outcome<Workbook>> decode_workbook(std::string_view bytes);
std::optional<Outcome<std::string>> decode_bytes(std::string_view bytes);
std::optional<std::vector<SheetMarks>> decode_marks(std::string_view bytes);

} // namespace kheo::sheets::wire
