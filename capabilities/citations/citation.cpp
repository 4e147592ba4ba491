// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/citations/citation.hpp"

#include "platform/json/read.hpp"
#include "platform/text/text.hpp"

#include <array>

namespace kheo::citations
{

std::string_view label(Kind kind)
{
    static constexpr std::array<std::string_view, kinds> labels{
        "Nhắc đến", "Căn cứ", "Thực hiện", "Sửa đổi, bổ sung", "Thay thế", "Bãi bỏ", "Đưa tin về"};
    return labels.at(std::size_t(kind));
}

std::string_view backwards(Kind kind)
{
    static constexpr std::array<std::string_view, kinds> labels{
        "Được nhắc đến trong", "Là căn cứ của",  "Được thực hiện bằng", "Được sửa đổi, bổ sung bằng",
        "Bị thay thế bằng",    "Bị bãi bỏ bằng", "Được đưa tin trong"};
    return labels.at(std::size_t(kind));
}

std::string words_of(Citation const& citation)
{
    // A name says its type itself: "Luật Thực hiện dân chủ ở cơ sở".
    auto words = citation.named && folded(citation.number).starts_with(folded(citation.type))
                     ? citation.number
                     : tidied(citation.type + " " + citation.number);
    if (auto const day = parse_iso_date(citation.day))
        words += " ngày " + shown(*day);
    if (!citation.issuer.empty())
        words += " của " + citation.issuer;
    return words;
}

std::string text_of(std::vector<Citation> const& lines)
{
    return json::text(lines);
}

std::vector<Citation> lines_of(std::string_view text)
{
    std::vector<Citation> lines;
    if (text.empty())
        return lines;
    auto const parsed = boost::json::parse(text);
    for (auto const& line : parsed.as_array())
        lines.push_back(json::read<Citation>(line.as_object()));
    return lines;
}

} // namespace kheo::citations
