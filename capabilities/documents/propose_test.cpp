// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/documents/propose.hpp"
#include "capabilities/documents/secrecy.hpp"

#include <doctest/doctest.h>

using namespace kheo::documents;

namespace
{

std::string const directive =
    "TỈNH ỦY MINH HỌA\n*\nSố 12-CT/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nMinh Họa, ngày 15 tháng 9 năm "
    "2025\n\nCHỈ THỊ\nCỦA BAN THƯỜNG VỤ TỈNH ỦY\nvề tăng cường sự lãnh đạo đối với công tác "
    "dân vận\n-----\n\nCăn cứ Quyết định số 23-QĐ/TW, ngày 30/7/2021 của Bộ Chính trị; thực hiện "
    "Luật Thực hiện dân chủ ở cơ sở, Ban Thường vụ Tỉnh ủy yêu cầu các cấp ủy thực hiện tốt các "
    "nhiệm vụ sau:\n\n1. Ban Dân vận Tỉnh ủy chủ trì, phối hợp với Văn phòng Tỉnh ủy hướng dẫn, "
    "hoàn thành trước ngày 31/12/2025.\n\nChỉ thị này thay thế Chỉ thị số 05-CT/TU và có hiệu "
    "lực từ ngày ký.\n\nNơi nhận:\n- Ban Bí thư (để báo cáo),\n- Các đảng ủy trực thuộc.\n\nT/M "
    "BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nLê Văn Mẫu\n";

} // namespace

TEST_CASE("the record of a directive is proposed from its heading, its end and its body")
{
    auto const made = propose(directive);
    CHECK_FALSE(made.of_press);
    CHECK(made.number.value == "12-CT/TU");
    CHECK(made.issuer.value == "TỈNH ỦY MINH HỌA");
    CHECK(made.type.value == "CHỈ THỊ");
    CHECK(made.subject.value == "về tăng cường sự lãnh đạo đối với công tác dân vận");
    CHECK(made.place.value == "Minh Họa");
    CHECK(made.date.value == "2025-09-15");
    CHECK(made.authority.value == "T/M BAN THƯỜNG VỤ");
    CHECK(made.signer_office.value == "PHÓ BÍ THƯ");
    CHECK(made.signer.value == "Lê Văn Mẫu");
    REQUIRE(made.recipients.size() == 2);
    CHECK(made.recipients[0].value == "Ban Bí thư (để báo cáo)");
    CHECK(made.recipients[1].value == "Các đảng ủy trực thuộc");
    CHECK(made.validity.value.find("có hiệu lực") != std::string::npos);
    REQUIRE(made.citations.size() == 3);
    CHECK(made.citations[0].kind == CitationKind::based_on);
    CHECK(made.citations[0].date == "2021-07-30");
    CHECK(made.citations[1].named);
    CHECK(made.citations[1].kind == CitationKind::implements);
    CHECK(made.citations[2].number.value == "05-CT/TU");
    CHECK(made.citations[2].kind == CitationKind::replaces);
    CHECK(made.citations[2].date.empty());
    REQUIRE(made.tasks.size() == 1);
    CHECK(made.tasks[0].who == "Ban Dân vận Tỉnh ủy");
    CHECK(made.tasks[0].due == "2025-12-31");
}

TEST_CASE("a district's committee is not run together with the organisation above it")
{
    auto const made =
        propose("ĐẢNG BỘ TỈNH MINH HỌA\nHUYỆN ỦY NGHI MINH\n*\nSố 27-CT/HU\nĐẢNG CỘNG SẢN VIỆT "
                "NAM\nNghi Minh, ngày 05 tháng 9 năm 2023\n\nCHỈ THỊ\nvề công tác dân vận\n---\n");
    CHECK(made.issuer.value == "HUYỆN ỦY NGHI MINH");
    CHECK(made.superior.value == "ĐẢNG BỘ TỈNH MINH HỌA");
}

TEST_CASE("each proposed field is a slice of the text")
{
    std::u32string points;
    auto const made = propose(directive);
    for (auto const* field : {&made.number, &made.issuer, &made.date, &made.subject, &made.signer}) {
        CHECK(directive.find(field->words) != std::string::npos);
        CHECK(field->end > field->start);
    }
}

TEST_CASE("a state plan and an official letter are told by their own headings")
{
    auto const plan =
        propose("ỦY BAN NHÂN DÂN\nTỈNH MINH HỌA\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh "
                "phúc\nSố: 45/KH-UBND\nMinh Họa, ngày 20 tháng 02 năm 2023\n\nKẾ HOẠCH\nTriển khai thi hành "
                "Luật Thực hiện dân chủ ở cơ sở\n\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n");
    CHECK(plan.number.value == "45/KH-UBND");
    CHECK(plan.issuer.value == "ỦY BAN NHÂN DÂN TỈNH MINH HỌA");
    CHECK(plan.type.value == "KẾ HOẠCH");
    CHECK(plan.signer_office.value == "PHÓ CHỦ TỊCH");
    CHECK(plan.signer.empty());
    auto const letter =
        propose("SỞ NỘI VỤ\nSố: 77/SNV-XDCQ\nV/v báo cáo kết quả thực hiện dân chủ ở cơ sở\nCỘNG HÒA XÃ HỘI "
                "CHỦ NGHĨA VIỆT NAM\nMinh Họa, ngày 03 tháng 6 năm 2024\n\nKính gửi: Ủy ban nhân dân các "
                "xã.\n");
    CHECK(letter.type.value == "Công văn");
    CHECK(letter.subject.value == "báo cáo kết quả thực hiện dân chủ ở cơ sở");
}

TEST_CASE("a press page proposes the document it reports, and says that it is press")
{
    auto const made = propose(
        "Tăng cường công tác dân vận trong tình hình mới\nĐăng ngày 22/12/2022\n\nNgày 02/11/2022, Ban "
        "Thường vụ Tỉnh ủy ban hành Chỉ thị số 35-CT/TU về tăng cường công tác dân vận. Theo đó, các "
        "cấp ủy cần xây dựng kế hoạch thực hiện.\n");
    CHECK(made.of_press);
    CHECK(made.number.value == "35-CT/TU");
    CHECK(made.date.value == "2022-11-02");
    CHECK(made.subject.value == "tăng cường công tác dân vận");
    CHECK(made.citations.empty());
}

TEST_CASE("the highest secret marking is told")
{
    CHECK(secret_marking("TỈNH ỦY MINH HỌA\nMẬT\nSố 12-BC/TU\n")->secrecy == Secrecy::secret);
    CHECK(secret_marking("[TỐI MẬT]\nBÁO CÁO\n")->secrecy == Secrecy::top_secret);
    CHECK(secret_marking("Độ mật: TUYỆT MẬT\n")->secrecy == Secrecy::most_secret);
    CHECK(secret_marking("TOI MAT\nBÁO CÁO\n")->secrecy == Secrecy::top_secret);
    CHECK(secret_marking("MẬT\nx\nTUYỆT MẬT\n")->secrecy == Secrecy::most_secret);
    CHECK(secret_marking("TỈNH ỦY        MẬT\n")->secrecy == Secrecy::secret);
    CHECK(secret_marking("T U Y Ệ T  M Ậ T")->secrecy == Secrecy::most_secret);
    CHECK(secret_marking("t.ố.i mật")->secrecy == Secrecy::top_secret);
}

TEST_CASE("a secret marking is not hidden by its case, its place or its letters")
{
    for (auto const* marked : {"Mật",
                               "mật",
                               "Tối mật",
                               "tuyệt mật",
                               "Độ mật: Mật",
                               "Mức độ mật: tối mật",
                               "M Ậ T",
                               "T Ố I  M Ậ T",
                               "M.Ậ.T",
                               "T.Ố.I M.Ậ.T",
                               "ĐÓNG DẤU MẬT",
                               "Đóng dấu: Tối mật",
                               "Dấu: \"MẬT\"",
                               "Dấu: “MẬT”",
                               "Dấu chỉ độ mật: MẬT",
                               "Số 5-KH/TU MẬT",
                               "Số: 12/BC-UBND (Mật)",
                               "05-KH/TU  MẬT",
                               "Số 5-KH/TU  Độ mật: Tuyệt mật",
                               "MẬT Số 5-KH/TU",
                               "TỈNH ỦY  M Ậ T",
                               "МẬТ",
                               "M\u0410\u0323\u0302T",
                               "ＭẬＴ",
                               "M\u200bẬT",
                               "MÂ\u0323T",
                               "TỈNH ỦY MINH HỌA\nMật\nSố 12-BC/TU",
                               "“mật”"}) {
        CAPTURE(marked);
        CHECK(secret_marking(marked));
    }
}

TEST_CASE("the word of a secret in a sentence is no marking")
{
    for (auto const* plain : {"Công tác bảo vệ bí mật nhà nước.",
                              "Tài liệu MẬT phải nộp lại.",
                              "BÍ MẬT NHÀ NƯỚC",
                              "bí mật",
                              "MẬT ONG NGUYÊN CHẤT",
                              "mật ong",
                              "bảo mật",
                              "Bảo mật",
                              "mật độ",
                              "Mật độ dân số",
                              "Mật khẩu",
                              "Bảo vệ bí mật nhà nước",
                              "Luật Bảo vệ bí mật",
                              "Số 5 bảo mật",
                              "Số 5-KH/TU bảo mật",
                              "Thân mật",
                              "Độ mật: không",
                              "Độ mật của bí mật nhà nước gồm Tuyệt mật, Tối mật, Mật",
                              "Bỏ phiếu kín, bảo đảm bí mật",
                              "MẶT",
                              "mat",
                              "Mát",
                              "",
                              "Số 10/2022/QH15 về giữ bí mật",
                              "Các cơ quan thực hiện nghiêm công tác bảo vệ bí\nmật.\n",
                              "Nhân dân nuôi ong ở thôn Khe Sổ làm được 12 tấn\nmật.\n"}) {
        CAPTURE(plain);
        CHECK_FALSE(secret_marking(plain));
    }
}

TEST_CASE("a type alone on its line, or before its subject on the same, is found without a title")
{
    for (auto const* const heading :
         {"CHỈ THỊ\nvề nâng cao chất lượng đối thoại", "CHỈ THỊ về nâng cao chất lượng đối thoại"}) {
        auto const made = propose(
            "TỈNH ỦY MINH HỌA ĐẢNG CỘNG SẢN VIỆT NAM\n*\nSố 18-CT/TU\nMinh Họa, ngày 06 tháng 5 năm 2024\n" +
            std::string(heading) + "\nThực hiện Quy định số 11-QĐi/TW của Bộ Chính trị.\n");
        CHECK(made.type.value == "CHỈ THỊ");
        CHECK(made.subject.value == "về nâng cao chất lượng đối thoại");
    }
}

TEST_CASE("what the message says goes before what was read; where both agree the words stay")
{
    auto const text = std::string(
        "UBND XÃ AN BÌNH\nSố: 12/KH-UBND\nAn Bình, ngày 05 tháng 3 năm 2026\n\nKẾ HOẠCH\nVề dân vận\n");
    auto const read = propose(text);
    auto const said = kheo::papers::Said{.type = "Báo cáo",
                                         .number = "12/KH-UBND",
                                         .issuer = {},
                                         .place = {},
                                         .date = "2026-03-06",
                                         .subject = {},
                                         .content = {},
                                         .signer_office = "Chủ tịch",
                                         .recipients = "Các thôn\nLưu"};
    auto const both = with_said(read, said);
    CHECK(both.type.value == "Báo cáo");
    CHECK(both.type.words.empty());
    CHECK(both.number.words == read.number.words);
    CHECK(!both.number.words.empty());
    CHECK(both.issuer.value == read.issuer.value);
    CHECK(both.date.value == "2026-03-06");
    CHECK(both.signer_office.value == "Chủ tịch");
    REQUIRE(both.recipients.size() == 2);
    CHECK(both.recipients[1].value == "Lưu");
    CHECK(!both.of_press);
}
