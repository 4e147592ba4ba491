// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/text/snippet.hpp"

#include "platform/text/text.hpp"

#include <doctest/doctest.h>

using namespace kheo;

namespace
{

// Matches in square brackets.
std::string marked(std::vector<Segment> const& segments)
{
    std::string out;
    for (auto const& [text, matched] : segments)
        out += matched ? "[" + text + "]" : text;
    return out;
}

std::string shown(std::string_view text, std::string_view query, std::size_t max = 200)
{
    return marked(snippet(text, query, max));
}

} // namespace

TEST_CASE("matches are marked with and without marks, exact tones first")
{
    struct {
        std::string_view text, query, shown;
    } const cases[] = {
        {"Hiến đất làm đường", "hien dat", "[Hiến] [đất] làm đường"},
        {"Hiến đất làm đường", "ĐẤT", "Hiến [đất] làm đường"},
        {"bão, báo và bảo", "báo", "bão, [báo] và bảo"}, // the text has these tones
        {"bão và bảo", "báo", "[bão] và [bảo]"},         // it has not
        {"bão, báo và bảo", "bao", "[bão], [báo] và [bảo]"},
        {"Xã Hoà Bình", "hòa", "Xã [Hoà] Bình"},
        {"Chỉ thị 35-CT/TU năm 2022", "35-CT/TU", "Chỉ thị [35-CT/TU] năm 2022"},
        {"nhóm 35, CT khác", "35-CT/TU", "nhóm 35, CT khác"},
        {"Không có gì", "xyz", "Không có gì"},
        {"Không có gì", "", "Không có gì"},
        {"", "gì", ""},
        {"  hai\n\ndòng ", "dòng", "hai [dòng]"},
        {"nha\u0302n da\u0302n", "nhân", "[nha\u0302n] da\u0302n"},
        {"đất đất", "đất", "[đất] [đất]"},
    };
    for (auto const& [text, query, expected] : cases) {
        CAPTURE(text);
        CAPTURE(query);
        CHECK(shown(text, query) == expected);
    }
}

TEST_CASE("a long text is cut around the place with the most different words asked for")
{
    std::string text = "Đất đai ở đầu. ";
    for (int i = 0; i < 100; ++i)
        text += "lời nói thêm ";
    text += "nhân dân tự nguyện hiến đất mở rộng đường ";
    for (int i = 0; i < 100; ++i)
        text += "lời nói thêm ";
    auto const piece = shown(text, "hiến đất đường", 60);
    CHECK(piece.starts_with("…"));
    CHECK(piece.ends_with("…"));
    CHECK(piece.find("[hiến] [đất] mở rộng [đường]") != std::string::npos);
}

TEST_CASE("a piece begins where the words stand as they were typed, in their own line")
{
    auto const text = "Tỉnh Nam Định nay thuộc Tỉnh Ninh Bình, từ ngày 01/7/2025.\n"
                      "Tỉnh Hà Nam nay thuộc Tỉnh Ninh Bình, từ ngày 01/7/2025.\n"
                      "Mã đơn vị hành chính 37.";
    CHECK(shown(text, "ha nam", 60).starts_with("…Tỉnh [Hà] [Nam] nay thuộc Tỉnh Ninh Bình, từ ngày"));
    CHECK(shown(text, "nam định", 60).starts_with("Tỉnh [Nam] [Định] nay thuộc"));
    CHECK(shown(text, "hành chính", 60).ends_with("Mã đơn vị [hành] [chính] 37."));
}

TEST_CASE("a piece has no more characters than asked for, and whole words")
{
    std::string text;
    for (int i = 0; i < 50; ++i)
        text += "nghiêng ngả ";
    for (std::size_t max = 1; max < 120; ++max) {
        std::string joined;
        for (auto const& segment : snippet(text, "ngả", max))
            joined += segment.text;
        for (auto at = joined.find("…"); at != std::string::npos; at = joined.find("…"))
            joined.erase(at, std::string_view("…").size());
        CAPTURE(max);
        CHECK(characters(joined) <= max);
        if (max > 7)
            CHECK(std::string_view(" nghiêng ngả ").find(tokens(joined).back().text) !=
                  std::string_view::npos);
    }
}

TEST_CASE("without a match the beginning is shown")
{
    CHECK(shown("một hai ba bốn năm sáu", "xyz", 10) == "một hai ba…");
}

TEST_CASE("a full form answers its abbreviation as one phrase")
{
    auto const table = Abbreviations::parse("short,full\nUBND,Ủy ban nhân dân\n").value();
    CHECK(marked(snippet("Nhân dân và Uỷ ban nhân dân xã", table.expand("ubnd"))) ==
          "Nhân dân và [Uỷ ban nhân dân] xã");
}

TEST_CASE("markup in the text stays text")
{
    auto const segments = snippet("<b>đất</b>", "đất");
    REQUIRE(segments.size() == 3);
    CHECK(segments[0] == Segment{"<b>", false});
    CHECK(segments[1] == Segment{"đất", true});
}

TEST_CASE("a word longer than the piece is cut by characters")
{
    auto const segments = snippet(std::string(1000, 'a') + " b", "b", 20);
    CHECK(segments.size() >= 1);
    CHECK(shown(std::string(1000, 'a'), "x", 20) == std::string(20, 'a') + "…");
}
