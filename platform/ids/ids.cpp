// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/ids/time_of.hpp"

#include "platform/problem/problem.hpp"

#include <charconv>
#include <sys/random.h>
#include <system_error>

namespace kheo
{

namespace
{
constexpr std::int64_t counters = 1 << 12;
} // namespace

std::optional<std::int64_t> parse_id(std::string_view text)
{
    std::int64_t value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value <= 0 || text.front() == '0')
        return std::nullopt;
    return value;
}

IdSource::IdSource(Clock& clock, int node) : clock_(clock), node_(node)
{
    ensure(node >= 0 && node < 1024, "node lease out of range");
}

std::int64_t IdSource::next()
{
    std::scoped_lock const lock(mutex_);
    auto const now = clock_.now().ms - ids_begin;
    if (now > last_) {
        last_ = now;
        counter_ = 0;
    } else if (++counter_ == counters) {
        ++last_;
        counter_ = 0;
    }
    return last_ << 22 | node_ << 12 | counter_;
}

Bytes random_bytes(std::size_t count)
{
    Bytes bytes(count);
    for (std::size_t done = 0; done < count;) {
        auto const got = getrandom(bytes.data() + done, count - done, 0);
        if (got < 0 && errno != EINTR)
            throw std::system_error(errno, std::generic_category(), "getrandom");
        done += got > 0 ? std::size_t(got) : 0;
    }
    return bytes;
}

std::string hex(Bytes const& bytes)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (auto const byte : bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

std::optional<Bytes> from_hex(std::string_view text)
{
    if (text.size() % 2 != 0)
        return std::nullopt;
    Bytes bytes(text.size() / 2);
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        auto const* const from = text.data() + at * 2;
        auto const [end, error] = std::from_chars(from, from + 2, bytes[at], 16);
        if (error != std::errc() || end != from + 2)
            return std::nullopt;
    }
    return bytes;
}

std::string random_code(std::size_t length)
{
    static constexpr char letters[] = "023456789abcdefghjkmnpqrstuvwxyz";
    auto code = std::string();
    for (auto const byte : random_bytes(length))
        code += letters[byte % 32];
    return code;
}

} // namespace kheo
