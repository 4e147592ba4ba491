// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/scans/scans.hpp"
#include "platform/text/text.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <vector>

namespace kheo::scans
{
namespace
{

std::vector<std::string> lines_of(std::string_view text)
{
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin <= text.size();) {
        auto const end = std::min(text.find('\n', begin), text.size());
        lines.push_back(tidied(text.substr(begin, end - begin)));
        begin = end + 1;
    }
    return lines;
}

// The usual length of a full line: nine lines of ten are no longer.
std::size_t full_line(std::vector<std::string> const& lines)
{
    std::vector<std::size_t> lengths;
    for (auto const& line : lines)
        if (!line.empty())
            lengths.push_back(characters(line));
    if (lengths.empty())
        return 0;
    auto const at = lengths.begin() + static_cast<std::ptrdiff_t>(lengths.size() * 9 / 10);
    std::ranges::nth_element(lengths, at);
    return *at;
}

} // namespace

std::string in_paragraphs(std::string_view text)
{
    static RE2 const opens(
        R"(^(?:[-–+•*] ?|\d{1,2}(?:\.\d{1,2})*[.)/] |[a-zđ][.)] |(?:Điều|Chương|Phần|Mục) [\dIVX]|[IVX]{1,5}\. |Nơi nhận|Số ?:?|T/M|K/T|TM\.|KT\.|Kính gửi))");
    static RE2 const number(R"(^-? ?\d{1,3} ?-?$)");
    auto lines = lines_of(text);
    if (!lines.empty() && RE2::FullMatch(lines.front(), number))
        lines.erase(lines.begin());
    auto const full = full_line(lines);
    std::string out;
    auto open = false; // the last line filled the paper's width
    for (auto const& line : lines) {
        if (line.empty()) {
            open = false;
            continue;
        }
        auto const ends = line.ends_with(':') || line.ends_with("./.");
        if (open && !RE2::PartialMatch(line, opens))
            out += ' ';
        else if (!out.empty())
            out += '\n';
        out += line;
        open = full >= 40 && !ends && characters(line) * 10 >= full * 8;
    }
    return out.empty() ? out : out + "\n";
}

} // namespace kheo::scans
