// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/reports/brief.hpp"
#include "capabilities/reports/export.hpp"
#include "capabilities/reports/summary_test.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::reports;

namespace
{

Summary sample_sums(Group group = Group::commune)
{
    return summary(sample::entries(), sample::directory(), sample::atlas(), sample::scope(group));
}

// A province of `count` communes with long names, none of which sent anything.
Summary silent(int count)
{
    auto sums = sample_sums();
    sums.missing_units.clear();
    for (int at = 0; at < count; ++at)
        sums.missing_units.push_back(
            {std::to_string(at), "Xã Nguyễn Nghiêm Thượng Sơn " + std::to_string(at), "", "", 0});
    sums.units = count + 2;
    return sums;
}

web::Row const& last(web::Table const& table)
{
    return table.rows.back();
}

} // namespace

TEST_CASE("each figure of the page is a link to its rows; nought and differences are not")
{
    auto const sums = sample_sums();
    auto const page = page_of(sums, "");
    REQUIRE(page.table.rows.size() == sums.rows.size() + 1);
    for (std::size_t line = 0; line < page.table.rows.size(); ++line)
        for (std::size_t at = 0; at < sums.columns.size(); ++at) {
            auto const& cell = page.table.rows[line].cells[at + 1];
            auto const& row = line < sums.rows.size() ? sums.rows[line] : sums.total;
            CAPTURE(sums.columns[at].key);
            auto const opens = row.figures[at] != 0 && sums.columns[at].key != "change";
            CHECK(cell.address.empty() == !opens);
            if (opens)
                CHECK(cell.address.ends_with("&row=" + row.id + "&column=" + sums.columns[at].key));
        }
    CHECK(last(page.table).state == web::Row::State::total);
}

TEST_CASE("the headings over the columns cover them all, each group once")
{
    for (auto const group : {Group::commune, Group::body, Group::field}) {
        auto const table = page_of(sample_sums(group), "").table;
        std::size_t covered = 0;
        std::vector<std::string> seen;
        for (auto const& heading : table.groups) {
            covered += std::size_t(heading.columns);
            CHECK((heading.text.empty() || std::ranges::find(seen, heading.text) == seen.end()));
            seen.push_back(heading.text);
        }
        CHECK(covered == table.columns.size());
        for (auto const& row : table.rows)
            CHECK(row.cells.size() == table.columns.size());
    }
}

TEST_CASE("no row is marked or coloured for its number")
{
    auto const table = page_of(sample_sums(), "").table;
    for (std::size_t at = 0; at + 1 < table.rows.size(); ++at)
        CHECK(table.rows[at].state == web::Row::State::none);
    for (auto const& column : table.columns) {
        CHECK(column.sort.empty());
        CHECK(column.sorted == web::Column::Sorted::no);
    }
}

TEST_CASE("a commune opens its bodies")
{
    auto const page = page_of(sample_sums(), "");
    CHECK(page.table.rows[1].cells[0].text == "Xã An Bình");
    CHECK(page.table.rows[1].cells[0].address ==
          "/can-bo/bieu?year=2026&as_of=2026-11-21&group=body&area=11");
    CHECK(page.table.rows[0].cells[0].address.empty());
}

TEST_CASE("the page says its day, by which day it judges, and what trong năm and lũy kế are")
{
    auto scope = sample::scope();
    scope.as_of = sample::day(2026, 6, 30);
    auto const sums = summary(sample::entries(), sample::directory(), sample::atlas(), scope);
    CHECK(as_of_words(sums) == "Số liệu tính đến hết ngày 30/06/2026");
    auto all = std::string();
    for (auto const& note : notes_of(sums))
        all += note;
    for (auto const* const words : {"ngày diễn ra", "Trong năm:", "Lũy kế:", "tình trạng hôm nay"})
        CHECK(all.find(words) != all.npos);
}

TEST_CASE("the message is at most 500 characters, names whom it can and counts the others")
{
    for (auto const count : {0, 1, 3, 40, 126, 168}) {
        CAPTURE(count);
        auto const sums = silent(count);
        auto const message = message_of(sums, "https://danvankheo.example.vn");
        CHECK(characters(message) <= 500);
        CHECK(message.find("https://danvankheo.example.vn/can-bo/bieu?year=2026") != message.npos);
    }
    CHECK(message_of(silent(0), "").find("tất cả đơn vị đã gửi") != std::string::npos);
    CHECK(message_of(silent(3), "").find("Thượng Sơn 2.") != std::string::npos);
    auto const many = message_of(silent(40), "");
    CHECK(many.find("Thượng Sơn 0") != many.npos);
    CHECK(many.find(" khác") != many.npos);
    auto communes = silent(168);
    communes.by_commune = true;
    CHECK(message_of(communes, "https://danvankheo.example.vn").find(" xã khác. Đề nghị gửi sớm.") !=
          std::string::npos);
}

TEST_CASE("numbers of change carry their sign")
{
    CHECK(signed_number(1234) == "+1.234");
    CHECK(signed_number(-3) == "−3");
    CHECK(signed_number(0) == "0");
}

TEST_CASE("many returned begins at three and at a fifth of what was registered")
{
    struct Case {
        int returned, others;
        bool many;
    };
    for (auto const& [returned, others, many] :
         {Case{2, 0, false}, {3, 0, true}, {3, 12, true}, {3, 13, false}}) {
        std::vector<Entered> entries;
        for (int at = 0; at < returned + others; ++at) {
            entries.push_back(sample::entered(at + 1, 2026, sample::an_binh));
            if (at < returned)
                entries.back().stage = models::Stage::returned;
        }
        auto const sums = summary(entries, sample::directory(), sample::atlas(), sample::scope());
        CAPTURE(returned);
        CAPTURE(others);
        CHECK(many_returned(sums).size() == std::size_t(many));
    }
}

TEST_CASE("the page for leaders begins with who has sent nothing, and rates have their denominators")
{
    auto const page = brief_of(sample_sums(), sample_sums(Group::field));
    CHECK(page.missing_heading == "Chưa gửi đăng ký: 1 trên 3 xã, phường, đặc khu");
    CHECK(page.missing == std::vector<std::string>{"Xã Tân Hòa"});
    CHECK(page.figures[1].value == "33,3 %");
    CHECK(page.figures[1].note == "1 trên 3 của năm 2025");
    CHECK(page.fields.rows.size() == 2);
}

TEST_CASE("the sheet's live sums come to the totals of the page, also without rows")
{
    for (auto const group : {Group::commune, Group::body, Group::field}) {
        auto const sums = sample_sums(group);
        auto const sheet = sheet_of(sums);
        auto const& total = sheet.rows.back().cells;
        auto const first = total.size() - sums.columns.size();
        for (std::size_t at = 0; at < sums.columns.size(); ++at) {
            CAPTURE(sums.columns[at].key);
            CHECK(sheets::value_of(sheet, std::get<sheets::Sum>(total[first + at])) ==
                  double(sums.total.figures[at]));
        }
    }
    auto scope = sample::scope(Group::body);
    scope.area = {77};
    auto const empty = summary({}, sample::directory(), sample::atlas(), scope);
    CHECK(sheets::to_xlsx({sheet_of(empty), missing_sheet_of(empty)}).starts_with("PK"));
}

TEST_CASE("the letter is headed as its issuer's kind of body heads its papers")
{
    auto sums = sample_sums();
    auto const party =
        Issuer{"Ban Tuyên giáo và Dân vận Tỉnh ủy", "Tỉnh ủy Minh Họa", "Minh Họa", bodies::Line::dang};
    auto const letter = letter_of(sums, party);
    CHECK(letter.heading == sheets::Heading::party);
    CHECK(letter.superior == "TỈNH ỦY MINH HỌA");
    CHECK(letter.organisation == "BAN TUYÊN GIÁO VÀ DÂN VẬN");
    CHECK(letter.place_and_date == "Minh Họa, ngày 21 tháng 11 năm 2026");
    CHECK(letter.closing.at(0).text == "Chưa gửi đăng ký (1): Xã Tân Hòa.");
    CHECK(letter.one_sheet);
    CHECK(sheets::to_docx(letter).starts_with("PK"));
    for (auto const line : {bodies::Line::chinh_quyen, bodies::Line::mat_tran_doan_the,
                            bodies::Line::luc_luong_vu_trang, bodies::Line::khac})
        CHECK(letter_of(sums, Issuer{"Ủy ban nhân dân xã An Bình", "", "An Bình", line}).heading ==
              sheets::Heading::state);
    CHECK(letter_of(sums, Issuer{"Đảng ủy xã An Bình", "Tỉnh ủy Minh Họa", "An Bình", bodies::Line::dang})
              .organisation == "ĐẢNG ỦY XÃ AN BÌNH");
}

TEST_CASE("days below ten and the first two months are written with a nought")
{
    auto sums = sample_sums();
    sums.scope.today = sample::day(2026, 2, 5);
    auto const issuer = Issuer{"Đảng ủy xã An Bình", "", "An Bình", bodies::Line::dang};
    CHECK(letter_of(sums, issuer).place_and_date == "An Bình, ngày 05 tháng 02 năm 2026");
    sums.scope.today = sample::day(2026, 3, 15);
    CHECK(letter_of(sums, issuer).place_and_date == "An Bình, ngày 15 tháng 3 năm 2026");
}

TEST_CASE("what nobody issues has neither heading nor signature, and tells nobody's silence")
{
    auto sums = sample_sums();
    sums.scope.only_public = true;
    auto const letter = letter_of(sums, std::nullopt);
    CHECK(letter.heading == sheets::Heading::none);
    CHECK(!letter.signature);
    CHECK(letter.closing.empty());
    CHECK(!page_of(sums, "").tells_missing);
}

TEST_CASE("the table for programs has one line a row, keys as columns, and says its day")
{
    auto const text = csv_of(sample_sums());
    CHECK(text.starts_with("\xEF\xBB\xBFid,code,name,under,entry.moi,entry.duy_tri,entry.nhan_rong,total,"));
    CHECK(text.find("\r\n11,11,Xã An Bình,,1,1,1,3,2,1,0,") != text.npos);
    CHECK(std::ranges::count(text, '\n') == 6);
    CHECK(text.find(",2026,2026-11-21,false\r\n") != text.npos);
}
