// SPDX-License-Identifier: AGPL-3.0-or-later
// Requests off the wire: read alike whole and byte by byte, and every path
// that is accepted means itself alone.
#include "platform/http/cookies.hpp"
#include "platform/http/networks.hpp"
#include "platform/http/parser.hpp"
#include "platform/http/urlencoded.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>

using namespace kheo;
using namespace kheo::http;

namespace
{

struct Collector final : BodyReader {
    std::string seen;
    std::uint64_t limit() const override { return 1 << 20; }
    Outcome<void> feed(std::string_view bytes) override
    {
        seen += bytes;
        return {};
    }
    Outcome<void> finish(Request&) override { return {}; }
};

void check_path(std::string_view target)
{
    auto const parsed = parse_target(target);
    if (!parsed)
        return;
    auto const slashed = parsed->path + "/";
    bool const tricky = slashed.find("//") < parsed->path.size() - 1 || slashed.find("/./") != slashed.npos ||
                        slashed.find("/../") != slashed.npos || slashed.find('\\') != slashed.npos;
    if (parsed->path.front() != '/' || tricky || !is_text(parsed->path))
        std::abort();
}

std::string read(std::string_view bytes, std::size_t piece)
{
    RequestParser parser(4096);
    Collector body;
    std::string seen;
    std::string buffer;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
        buffer += bytes.substr(at, piece);
        for (std::size_t taken = 1; taken > 0 && !buffer.empty();) {
            auto const before = parser.state();
            taken = parser.put(buffer);
            buffer.erase(0, taken);
            if (before == RequestParser::State::reading_head && parser.state() != before &&
                parser.state() != RequestParser::State::refused) {
                auto const& head = parser.head();
                check_path(head.target);
                parse_cookies(head.headers.value("Cookie"));
                seen += std::string(name(head.method)) + " " + head.target + " " +
                        std::to_string(head.headers.size());
                parser.read_body_into(body);
                taken = 1;
            }
            if (parser.state() == RequestParser::State::refused)
                return seen + body.seen + "refused";
            if (parser.state() == RequestParser::State::done)
                return seen + body.seen + "done";
        }
    }
    return seen + body.seen + "more";
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    std::string_view const bytes(reinterpret_cast<char const*>(data), size);
    check_path(bytes);
    Head head;
    if (is_header("X-Forwarded-For", bytes))
        head.headers.add("X-Forwarded-For", bytes);
    set_client(head, *parse_address("127.0.0.1"), Networks({"127.0.0.1"}));
    auto const whole = read(bytes, std::max<std::size_t>(size, 1));
    auto const by_byte = read(bytes, 1);
    // Where a request is broken may show sooner in one reading; what is done in
    // both is the same.
    if (whole.ends_with("done") && by_byte.ends_with("done") && whole != by_byte)
        std::abort();
    if (whole.ends_with("done") != by_byte.ends_with("done"))
        std::abort();
    return 0;
}
