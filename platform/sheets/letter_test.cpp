// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/sheets/letter.hpp"
#include "platform/sheets/letter_parts.hpp"
#include "platform/sheets/measure.hpp"
#include "platform/sheets/package.hpp"

#include <doctest/doctest.h>

using namespace kheo::sheets;

namespace
{

// As many communes by as many figures as a province's summary has.
Table matrix(int rows)
{
    auto table = Table{.columns = {{"Đơn vị", 26}}};
    for (auto const* const label : {"Mới",
                                    "Duy trì",
                                    "Nhân rộng",
                                    "Cộng",
                                    "Mô hình",
                                    "Điển hình tập thể",
                                    "Điển hình cá nhân",
                                    "Kinh tế",
                                    "Văn hóa - xã hội",
                                    "Quốc phòng - an ninh",
                                    "Xây dựng Đảng và hệ thống chính trị",
                                    "Xây dựng nông thôn mới",
                                    "Giải phóng mặt bằng",
                                    "Cải cách hành chính",
                                    "Chuyển đổi số",
                                    "Chờ tiếp nhận",
                                    "Trả lại",
                                    "Đã tiếp nhận",
                                    "Đã công khai",
                                    "Cùng ngày năm trước",
                                    "Tăng, giảm",
                                    "Lũy kế"})
        table.columns.push_back({label, 8, ColumnKind::whole});
    for (auto row = 0; row < rows; ++row) {
        auto line = TableRow{{std::string("Phường Bến Thuyền Đông")}};
        for (std::size_t column = 1; column < table.columns.size(); ++column)
            line.cells.emplace_back(double(1'024));
        table.rows.push_back(std::move(line));
    }
    return table;
}

Letter signed_sheet(int rows)
{
    return {.organisation = "ỦY BAN NHÂN DÂN XÃ AN BÌNH",
            .place_and_date = "An Bình, ngày 05 tháng 3 năm 2026",
            .type = "BIỂU TỔNG HỢP",
            .opening = {{"(Số liệu tính đến hết ngày 05/03/2026)"}},
            .table = matrix(rows),
            .closing = {{"Chưa gửi đăng ký: không có."}},
            .signature = Signature{{"THỦ TRƯỞNG CƠ QUAN", "(Ký, ghi rõ họ tên, đóng dấu)"}, ""},
            .page = Page::landscape,
            .one_sheet = true};
}

std::string document_of(Letter const& letter)
{
    auto const bytes = to_docx(letter);
    auto const package = Package::open(bytes);
    REQUIRE(package);
    auto const part = package->part("word/document.xml");
    REQUIRE(part);
    return *part;
}

// The size, in half points, in which the table's first figure is set.
int size_of_figures(std::string const& document)
{
    auto const before = document.substr(0, document.find(">1.024<"));
    auto const at = before.rfind(R"(<w:sz w:val=")");
    return std::stoi(before.substr(at + 13));
}

bool has(std::string const& text, std::string_view words)
{
    return text.find(words) != std::string::npos;
}

} // namespace

TEST_CASE("a Party body's paper has the Party's name, an asterisk and no motto")
{
    auto letter = signed_sheet(3);
    letter.heading = Heading::party;
    letter.superior = "TỈNH ỦY MINH HỌA";
    auto const party = document_of(letter);
    for (auto const* const words :
         {"ĐẢNG CỘNG SẢN VIỆT NAM", ">*<", "TỈNH ỦY MINH HỌA", "An Bình, ngày 05 tháng 3 năm 2026"})
        CHECK_MESSAGE(has(party, words), words);
    CHECK(!has(party, "CỘNG HÒA"));
    CHECK(!has(party, "Độc lập"));
    auto const state = document_of(signed_sheet(3));
    CHECK(has(state, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"));
    CHECK(has(state, "Độc lập - Tự do - Hạnh phúc"));
    CHECK(!has(state, "ĐẢNG CỘNG SẢN"));
    CHECK(!has(state, ">*<"));
    letter.heading = Heading::none;
    auto const bare = document_of(letter);
    CHECK(!has(bare, "VIỆT NAM"));
    CHECK(!has(bare, "An Bình, ngày"));
}

TEST_CASE("one sheet takes the largest size that fits; a table too long for it is set to be read")
{
    auto const few = size_of_figures(document_of(signed_sheet(8)));
    auto const communes = size_of_figures(document_of(signed_sheet(41)));
    auto const many = size_of_figures(document_of(signed_sheet(168)));
    CHECK(few > communes);
    CHECK(communes >= 13);
    CHECK(many == 18);
}

TEST_CASE("no heading is broken inside a syllable")
{
    auto const table = matrix(41);
    for (auto size = 13; size <= 18; ++size) {
        auto const sizes = word::Sizes{.table = size, .tight = true};
        auto const xml = word::table_of(table, {16'838, 11'906, 737, 567, 850, 850}, sizes);
        std::size_t at = 0;
        for (auto const& column : table.columns) {
            at = xml.find(R"(<w:gridCol w:w=")", at) + 16;
            auto const width = std::stoi(xml.substr(at)) - 2 * 36;
            CAPTURE(column.label);
            CAPTURE(size);
            CHECK(width >= longest_word(column.label, Weight::bold) * size * 10);
        }
    }
}
