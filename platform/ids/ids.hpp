// SPDX-License-Identifier: AGPL-3.0-or-later
// Ids made by the program: 41 bits of milliseconds since 2025-01-01Z, 10 bits
// of node lease, 12 bits of counter. Unique by themselves, growing with time.
#pragma once

#include "platform/time/time.hpp"

#include <compare>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kheo
{

// An id of one noun: `using ModelId = Id<struct ModelTag>;`. 0 is no id. In
// addresses and JSON it is a decimal string.
template <class Tag>
struct Id {
    std::int64_t value = 0;
    friend auto operator<=>(Id, Id) = default;
    explicit operator bool() const { return value != 0; }
};

// Nothing unless the whole text is the decimal form of an id.
std::optional<std::int64_t> parse_id(std::string_view text);

template <class Tag>
std::string shown(Id<Tag> id)
{
    return std::to_string(id.value);
}

// "[1,2,3]": many as one parameter of a statement, which takes them apart again.
template <class Tag>
std::string list_of(std::vector<Id<Tag>> const& ids)
{
    std::string text = "[";
    for (auto const id : ids)
        text += (text.size() > 1 ? "," : "") + shown(id);
    return text + "]";
}

// Gives ids; safe to share between threads. When the clock stands still or
// goes back, ids go on from the last millisecond used.
class IdSource
{
  public:
    IdSource(Clock& clock, int node); // node: 0–1023, leased
    std::int64_t next();

  private:
    Clock& clock_;
    std::int64_t node_;
    std::mutex mutex_;
    std::int64_t last_ = 0; // milliseconds since 2025; owned by mutex_
    std::int64_t counter_ = 0;
};

using Bytes = std::vector<std::uint8_t>;

// `count` bytes from the system's generator.
Bytes random_bytes(std::size_t count);
std::string hex(Bytes const& bytes);
std::optional<Bytes> from_hex(std::string_view text);
// A public code that tells nothing and is easy to read aloud: `length` letters
// and digits without o, 1, l, i; 5 bits each.
std::string random_code(std::size_t length);

} // namespace kheo
