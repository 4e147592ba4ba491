// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/drafts/outline.hpp"
#include "capabilities/drafts/table.hpp"
#include "platform/text/text.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <set>

using namespace kheo;
using namespace kheo::drafts;
using bodies::Line;
using sheets::Heading;
using sheets::ParagraphStyle;

namespace
{

Date day(int year, int month, int of_month)
{
    return *date_of({year, month, of_month});
}

auto const today = day(2026, 11, 22);

Layout const& state()
{
    return *layout_of(Line::chinh_quyen, today);
}
Layout const& party()
{
    return *layout_of(Line::dang, today);
}

bodies::Body body_named(std::string name, Line line)
{
    return {.name = std::move(name), .line = line};
}

Issuer issuer(std::string name, Line line, Kind kind = Kind::plan, Signing signing = Signing::head,
              std::string above = "")
{
    auto const area = areas::Area{.name = "An Bình", .full_name = "Xã An Bình"};
    auto const superior = body_named(above, line);
    return issuer_of(body_named(std::move(name), line), above.empty() ? nullptr : &superior, &area, kind,
                     signing, *layout_of(line, today));
}

using Lines = std::vector<std::string>;

} // namespace

TEST_CASE("the issuing body's line and the day choose the guide")
{
    struct Row {
        Line line;
        Date day;
        std::string_view key;
        Heading heading;
        bool confirmed;
    };
    for (auto const& row : {Row{Line::chinh_quyen, today, "nghi_dinh_30", Heading::state, true},
                            Row{Line::chinh_quyen, day(2020, 3, 5), "nghi_dinh_30", Heading::state, true},
                            Row{Line::chinh_quyen, day(2020, 3, 4), "", {}, false},
                            Row{Line::mat_tran_doan_the, today, "nghi_dinh_30", Heading::state, false},
                            Row{Line::luc_luong_vu_trang, today, "nghi_dinh_30", Heading::state, false},
                            Row{Line::khac, today, "nghi_dinh_30", Heading::state, false},
                            Row{Line::dang, today, "huong_dan_05", Heading::party, true},
                            Row{Line::dang, day(2026, 5, 27), "huong_dan_05", Heading::party, true},
                            Row{Line::dang, day(2026, 5, 26), "huong_dan_36", Heading::party, false},
                            Row{Line::dang, day(2018, 4, 2), "", {}, false}}) {
        CAPTURE(iso(row.day));
        CAPTURE(row.key);
        auto const* const layout = layout_of(row.line, row.day);
        REQUIRE((layout != nullptr) == !row.key.empty());
        if (!layout)
            continue;
        CHECK(layout->key == row.key);
        CHECK(layout->heading == row.heading);
        CHECK(layout->confirmed == row.confirmed);
    }
}

TEST_CASE("each measure stands within the limits of its guide, also after it is rounded")
{
    CHECK(measures().size() > 40);
    for (auto const& measure : measures()) {
        CAPTURE(measure.measures);
        CAPTURE(measure.name);
        CHECK(measure.least <= measure.value);
        CHECK(measure.value <= measure.most);
    }
    for (auto const& layout : layouts()) {
        CAPTURE(layout.key);
        for (auto const& [twips, least, most] :
             {std::tuple(layout.look.top, 20.0, 25.0), std::tuple(layout.look.bottom, 20.0, 25.0),
              std::tuple(layout.look.left, 30.0, 35.0), std::tuple(layout.look.right, 15.0, 20.0)}) {
            auto const mm = twips * 25.4 / 1'440;
            CHECK(mm >= least);
            CHECK(mm <= most);
        }
    }
    CHECK(state().look.country == 26);
    CHECK(state().look.recipients == 22);
    CHECK(party().look.country == 30);
    CHECK(party().look.line == 360);
    CHECK(state().look.line == 0);
}

TEST_CASE("a body writes its name, its notation and who signs as its kind of body does")
{
    using enum Line;
    using enum Kind;
    // superior | organisation, its lines with " / " between | notation | who signs
    auto const said = [](Issuer const& made) {
        CHECK(made.place == "An Bình");
        auto text = made.superior + "|" + made.organisation + "|" + made.notation + "|";
        for (auto const& line : made.authority)
            text += (text.ends_with('|') ? "" : ", ") + line;
        if (auto const broken = text.find('\n'); broken != std::string::npos)
            text.replace(broken, 1, " / ");
        return text;
    };
    CHECK(said(issuer("HĐND - UBND Xã An Bình", chinh_quyen, plan, Signing::head, "UBND tỉnh Minh Họa")) ==
          "|ỦY BAN NHÂN DÂN / XÃ AN BÌNH|KH-UBND|TM. ỦY BAN NHÂN DÂN, CHỦ TỊCH");
    CHECK(said(issuer("Ủy ban nhân dân Xã An Bình", chinh_quyen, Kind::letter, Signing::deputy)) ==
          "|ỦY BAN NHÂN DÂN / XÃ AN BÌNH|UBND|TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH, PHÓ CHỦ TỊCH");
    CHECK(said(issuer("Đảng ủy Xã An Bình", dang, report, Signing::head, "Tỉnh ủy Minh Họa")) ==
          "TỈNH ỦY MINH HỌA|ĐẢNG ỦY XÃ AN BÌNH|BC/ĐU|T/M BAN THƯỜNG VỤ, BÍ THƯ");
    CHECK(said(issuer("Ban Tuyên giáo và Dân vận Tỉnh ủy", dang, Kind::letter, Signing::deputy,
                      "Tỉnh ủy Minh Họa")) ==
          "TỈNH ỦY MINH HỌA|BAN TUYÊN GIÁO VÀ DÂN VẬN|CV/BTGDVTU|K/T TRƯỞNG BAN, PHÓ TRƯỞNG BAN");
    CHECK(said(issuer("Ban Xây dựng Đảng - Đảng ủy Xã An Bình", dang, notice, Signing::head,
                      "Đảng ủy Xã An Bình")) == "ĐẢNG ỦY XÃ AN BÌNH|BAN XÂY DỰNG ĐẢNG||TRƯỞNG BAN");
    CHECK(said(issuer("Ủy ban MTTQ Việt Nam Xã An Bình", mat_tran_doan_the)) ==
          "|ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM / XÃ AN BÌNH|KH-MTTQ-BTT|TM. BAN THƯỜNG TRỰC, CHỦ TỊCH");
    // A name that no rule knows is written as it is, and nothing is guessed.
    CHECK(said(issuer("Báo và Đài Minh Họa", dang)) == "|BÁO VÀ ĐÀI MINH HỌA||");
    CHECK(issuer("HĐND - UBND xã An Bình", chinh_quyen).name == "Ủy ban nhân dân xã An Bình");
}

TEST_CASE("each block of a paper of the State")
{
    auto const draft = Draft{.kind = Kind::plan,
                             .issued_on = day(2026, 2, 5),
                             .organisation = "ỦY BAN NHÂN DÂN\nXÃ AN BÌNH",
                             .number = "7",
                             .notation = "KH-UBND",
                             .place = "An Bình",
                             .subject = "Thực hiện Chỉ thị",
                             .grounds = "Căn cứ Luật A;\n- Căn cứ Luật B.",
                             .text = "Mở đầu:\n\nI. MỤC ĐÍCH\n- Một;\n1. Hai.\nIn ấn. Xong.",
                             .recipients = "- Như trên;\nLưu: VT.",
                             .authority = "TM. Ủy ban nhân dân\nChủ tịch",
                             .signer = "Trần Thị Ví Dụ"};
    auto const letter = letter_of(draft, state(), today);
    CHECK(letter.heading == Heading::state);
    CHECK(letter.number == "Số: 07/KH-UBND");
    CHECK(letter.place_and_date == "An Bình, ngày 05 tháng 02 năm 2026");
    CHECK(letter.type == "KẾ HOẠCH");
    CHECK(letter.subject == "Thực hiện Chỉ thị");
    CHECK(letter.brief.empty());
    std::vector<std::pair<std::string, ParagraphStyle>> const wanted{
        {"Căn cứ Luật A;", ParagraphStyle::ground},
        {"Căn cứ Luật B.", ParagraphStyle::ground},
        {"Mở đầu:", ParagraphStyle::body},
        {"I. MỤC ĐÍCH", ParagraphStyle::bold},
        {"Một;", ParagraphStyle::item},
        {"1. Hai.", ParagraphStyle::body},
        {"In ấn. Xong./.", ParagraphStyle::body}};
    REQUIRE(letter.opening.size() == wanted.size());
    for (std::size_t at = 0; at < wanted.size(); ++at) {
        CHECK(letter.opening[at].text == wanted[at].first);
        CHECK(letter.opening[at].style == wanted[at].second);
    }
    CHECK(letter.recipients == Lines{"Như trên", "Lưu: VT"});
    CHECK(letter.signature->authority == Lines{"TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"});
    CHECK(letter.signature->name == "Trần Thị Ví Dụ");
    CHECK(letter.look.between_recipients == ';');
}

TEST_CASE("each block of a paper of the Party, and of an official letter before it has number and day")
{
    auto draft = Draft{.kind = Kind::letter,
                       .superior = "TỈNH ỦY MINH HỌA",
                       .organisation = "BAN TUYÊN GIÁO VÀ DÂN VẬN",
                       .notation = "CV/BTGDVTU",
                       .place = "Minh Họa",
                       .subject = "triển khai",
                       .addressed_to = "- Đảng ủy xã A;\nĐảng ủy xã B.",
                       .grounds = "Căn cứ Quy chế",
                       .text = "Đề nghị./."};
    auto letter = letter_of(draft, party(), today);
    CHECK(letter.heading == Heading::party);
    CHECK(letter.number == "Số       -CV/BTGDVTU");
    CHECK(letter.place_and_date == "Minh Họa, ngày      tháng      năm 2026");
    CHECK(letter.type.empty());
    CHECK(letter.subject.empty());
    CHECK(letter.brief == "V/v triển khai");
    CHECK(letter.addressed_to == Lines{"Đảng ủy xã A", "Đảng ủy xã B"});
    CHECK(letter.opening.front().text == "- Căn cứ Quy chế;");
    CHECK(letter.opening.back().text == "Đề nghị.");
    CHECK(letter.look.between_recipients == ',');
    CHECK(letter.look.recipients_underlined);
    draft.subject = "V/v họp";
    draft.number = "15";
    letter = letter_of(draft, party(), today);
    CHECK(letter.brief == "V/v họp");
    CHECK(letter.number == "Số 15-CV/BTGDVTU");
    draft.text.clear();
    CHECK(letter_of(draft, party(), today).opening.size() == 1);
}

TEST_CASE("a document is cited as each guide cites, with nothing that is not known")
{
    auto document = documents::Document{.type = "Chỉ thị",
                                        .number = "12-CT/TU",
                                        .issuer = "Ban Thường vụ Tỉnh ủy Minh Họa",
                                        .issued_on = day(2025, 1, 6),
                                        .subject = "Về đối thoại với Nhân dân"};
    CHECK(cited_as(document, Heading::state) ==
          "Chỉ thị số 12-CT/TU ngày 06 tháng 01 năm 2025 của Ban Thường vụ Tỉnh ủy Minh Họa về đối thoại với "
          "Nhân dân");
    CHECK(
        cited_as(document, Heading::party) ==
        "Chỉ thị số 12-CT/TU, ngày 06/01/2025 của Ban Thường vụ Tỉnh ủy Minh Họa về đối thoại với Nhân dân");
    document.issued_on.reset();
    document.issuer.clear();
    document.number.clear();
    CHECK(cited_as(document, Heading::state) == "Chỉ thị về đối thoại với Nhân dân");
    document.source = documents::Source::press;
    CHECK(cited_as(document, Heading::state).empty());
}

TEST_CASE("every kind from every origin has a subject or leaves it to be typed, and a text without a hole")
{
    auto const document = documents::Document{.type = "Chỉ thị", .number = "12-CT/TU", .subject = "về việc"};
    auto const tasks = std::vector<documents::ProposedTask>{
        {.what = {.value = "Rà soát các mô hình;"}, .due = "2026-06-30"}, {.what = {.value = "Báo cáo."}}};
    std::set<std::string> made;
    for (auto const kind : {Kind::plan, Kind::report, Kind::letter, Kind::notice})
        for (auto const origin : {Origin::nothing, Origin::document, Origin::summary, Origin::model})
            for (auto const heading : {Heading::state, Heading::party}) {
                auto known =
                    origin == Origin::document  ? known_of(document, tasks, heading)
                    : origin == Origin::summary ? known_of(reports::Summary{.scope = {.year = 2026}})
                    : origin == Origin::model
                        ? known_of(models::Model{.field = "kinh_te", .title = "Đường hoa"}, "Đảng ủy")
                        : Known();
                known["issuer"] = "Đảng ủy xã An Bình";
                auto const text = outline(kind, origin, heading, "text", known);
                CAPTURE(text);
                CHECK(!text.empty());
                CHECK(text.find_first_of("{}") == std::string::npos);
                auto const subject = outline(kind, origin, heading, "subject", known);
                CHECK(subject.empty() == (origin == Origin::nothing));
                made.insert(text);
            }
    CHECK(made.size() >= 16);
    for (auto const heading : {Heading::state, Heading::party})
        for (auto const* const ground : {"cited", "uncited"}) {
            auto const known = Known{{"issuer", "Đảng ủy xã An Bình"},
                                     {ground, "việc được giao"},
                                     {"tasks", "1. Họp dân."},
                                     {"assigner", "Đảng ủy tỉnh"}};
            auto const text = outline(Kind::plan, Origin::task, heading, "text", known);
            CHECK(text.find("1. Họp dân.") != std::string::npos);
            CHECK(text.find("báo cáo kết quả với Đảng ủy tỉnh") != std::string::npos);
            auto const subject = outline(Kind::plan, Origin::task, heading, "subject", known);
            CHECK(lower(subject) == "thực hiện việc được giao");
        }
    auto const plan = outline(Kind::plan, Origin::document, Heading::state, "text",
                              known_of(document, tasks, Heading::state));
    CHECK(plan.find("1. Rà soát các mô hình (trước ngày 30/06/2026).") != std::string::npos);
    CHECK(plan.find("2. Báo cáo.") != std::string::npos);
    CHECK(plan.find("xây dựng Kế hoạch") == std::string::npos); // its issuer is not known
}

TEST_CASE("what is open in a draft is said until nothing is")
{
    auto draft = Draft{.kind = Kind::letter, .subject = "a", .text = "… và …"};
    CHECK(open_in(draft).size() == 8);
    draft.number = "1";
    draft.notation = "UBND";
    draft.issued_on = today;
    draft.authority = "CHỦ TỊCH";
    draft.signer = "Trần Thị Ví Dụ";
    draft.recipients = "Như trên";
    draft.addressed_to = "Đảng ủy xã";
    CHECK(open_in(draft) == Lines{"2 chỗ có dấu “…” trong nội dung"});
    draft.text = "Xong.";
    CHECK(open_in(draft).empty());
}

TEST_CASE("lines with parted cells below each other are a table; one alone is a sentence")
{
    struct Row {
        std::vector<std::string> lines;
        std::vector<Rows> tables;
    };
    auto const many = std::string("a|b|c|d|e|f|g|h|i|k|l");
    Row const rows[] = {
        {{"một", "hai"}, {}},
        {{"một | hai"}, {}},
        {{"đầu", "a | b", "1 | 2", "cuối"}, {{1, 3}}},
        {{"a\tb", "1\t2"}, {{0, 2}}},
        {{"| a | b |", "|---|---|", "| 1 | 2 |"}, {{0, 3}}},
        {{"\tmột đoạn lùi vào", "\tđoạn nữa"}, {}},
        {{"a|b", "1|2", "chữ", "c|d", "3|4"}, {{0, 2}, {3, 5}}},
        {{many, many}, {}},
        {{}, {}},
    };
    for (auto const& [lines, tables] : rows) {
        CAPTURE(lines.empty() ? std::string() : lines.front());
        CHECK(tables_in(lines) == tables);
    }
}

TEST_CASE("a table has the cells as they were typed, figures to the right")
{
    auto const lines = Lines{"TT | Nội dung | Số hộ", "---|---|---", "1 | Hiến đất | 1.234", "2 | Đối thoại",
                             "3 | a | 5 | 6"};
    auto const table = table_of(lines);
    REQUIRE(table.columns.size() == 3);
    CHECK(table.columns[1].label == "Nội dung");
    CHECK(table.columns[0].kind == sheets::ColumnKind::text); // counts, is no figure
    REQUIRE(table.rows.size() == 3);
    auto const cell = [&](std::size_t row, std::size_t column) {
        return std::get<std::string>(table.rows[row].cells.at(column));
    };
    CHECK(cell(0, 2) == "1.234");
    CHECK(cell(1, 2).empty());
    CHECK(cell(2, 2) == "5 | 6");
    CHECK(table.columns[2].kind == sheets::ColumnKind::text);
    auto const figures = table_of(Lines{"Đơn vị | Số hộ", "Xã A | 12,5%", "Xã B | "});
    CHECK(figures.columns[1].kind == sheets::ColumnKind::whole);
    CHECK(figures.columns[0].kind == sheets::ColumnKind::text);
    CHECK(figures.columns[0].width >= 4);
    auto const wide = table_of(Lines{"a | b", std::string(500, 'x') + " | y"});
    CHECK(wide.columns[0].width == 40);
}

TEST_CASE("the first table of a draft stands between the words before it and those behind it")
{
    auto draft =
        Draft{.kind = Kind::plan,
              .text = "I. PHÂN CÔNG\nMở đầu.\nTT | Việc\n1 | Đối thoại\nII. TỔ CHỨC\nKết thúc\na | b\n1 | 2"};
    auto const letter = letter_of(draft, state(), today);
    REQUIRE(letter.table);
    CHECK(letter.table->rows.size() == 1);
    REQUIRE(letter.opening.size() == 2);
    CHECK(letter.opening[0].style == ParagraphStyle::bold);
    REQUIRE(letter.closing.size() == 4);
    CHECK(letter.closing[0].text == "II. TỔ CHỨC");
    CHECK(letter.closing[2].text == "a | b");
    CHECK(letter.closing[3].text == "1 | 2./.");
    auto const open = open_in(draft);
    CHECK(std::ranges::any_of(
        open, [](auto const& line) { return line.starts_with("Một văn bản kẻ được một bảng"); }));
    draft.text = "Không có bảng";
    CHECK_FALSE(letter_of(draft, state(), today).table);
}
