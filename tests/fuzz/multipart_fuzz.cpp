// SPDX-License-Identifier: AGPL-3.0-or-later
// A multipart body is read alike whole and in pieces; its names are text.
#include "platform/http/multipart.hpp"
#include "platform/http/urlencoded.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

using namespace kheo;
using namespace kheo::http;

namespace
{

struct Collector final : PartSink {
    std::string seen;
    bool open = false;
    Outcome<void> begin(PartHead head) override
    {
        auto const file = head.file_name.value_or("");
        bool const odd_file = file.find_first_of("/\\") != file.npos || file.size() > 255 || !is_text(file);
        if (open || head.name.empty() || head.name.size() > 200 || !is_text(head.name) || odd_file)
            std::abort();
        open = true;
        seen += "[" + head.name + "|" + file + "|" + head.type + "|";
        return {};
    }
    Outcome<void> data(std::string_view bytes) override
    {
        if (!open || bytes.empty())
            std::abort();
        seen += bytes;
        return {};
    }
    Outcome<void> end() override
    {
        open = false;
        seen += "]";
        return {};
    }
};

std::string read(std::string_view boundary, std::string_view body, std::size_t piece)
{
    Collector collector;
    MultipartReader reader(boundary, collector);
    for (std::size_t at = 0; at < body.size(); at += piece)
        if (!reader.feed(body.substr(at, piece)))
            return "refused";
    return reader.finish() ? collector.seen : "refused";
}

} // namespace

// The first line is the Content-Type field, the rest the body.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    std::string_view const input(reinterpret_cast<char const*>(data), size);
    auto const line = std::min(input.find('\n'), input.size());
    auto const boundary = boundary_of(input.substr(0, line));
    if (!boundary)
        return 0;
    auto const body = input.substr(std::min(line + 1, input.size()));
    auto const whole = read(*boundary, body, std::max<std::size_t>(body.size(), 1));
    for (std::size_t const piece : {1, 2, 7})
        if (read(*boundary, body, piece) != whole)
            std::abort();
    return 0;
}
