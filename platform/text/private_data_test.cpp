// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/text/private_data.hpp"

#include "platform/text/text.hpp"

#include <doctest/doctest.h>
#include <fstream>
#include <sstream>

using namespace kheo;

namespace
{

std::string file(std::string const& path)
{
    std::ifstream in(KHEO_SOURCE + path);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

PrivateDataCheck const& check()
{
    static auto const made =
        PrivateDataCheck::parse(file("/data/rules/family-names.csv"), file("/data/rules/private-words.csv"))
            .value();
    return made;
}

// "kind: text" of every finding, with "; " between.
std::string found(std::string_view text)
{
    std::string out;
    for (auto const& finding : check().find(text)) {
        out.append(out.empty() ? "" : "; ").append(name_of(finding.kind)).append(": ");
        out.append(text.substr(finding.begin, finding.end - finding.begin));
    }
    return out;
}

struct Case {
    std::string_view text;
    std::string_view found;
};

void check_all(std::vector<Case> const& cases)
{
    for (auto const& [text, expected] : cases) {
        CAPTURE(text);
        CHECK(found(text) == expected);
    }
}

} // namespace

TEST_CASE("names of private persons are found by title and name")
{
    check_all({
        {"Gia đình ông Nguyễn Văn Hùng hiến 120 m2 đất.", "person: Gia đình ông Nguyễn Văn Hùng"},
        {"Có 12 hộ, trong đó bà Trần Thị Mận góp 5 triệu đồng.", "person: bà Trần Thị Mận"},
        {"Theo anh Tuấn, đường rộng hơn trước.", "person: anh Tuấn"},
        {"Chị Lan cho biết đàn gà đã lớn.", "person: Chị Lan"},
        {"Hộ Nguyễn Văn A và hộ Lê Thị B đã ký.", "person: Hộ Nguyễn Văn A; person: hộ Lê Thị B"},
        {"Người hiến đất: Nguyễn Thị Hạnh, thôn 3.", "person: Nguyễn Thị Hạnh"},
        {"hộ ông Siu Blơ và bà Ksor H'Lan", "person: hộ ông Siu Blơ; person: bà Ksor H"},
        {"ÔNG NGUYỄN VĂN HÙNG HIẾN ĐẤT", "person: ÔNG NGUYỄN VĂN HÙNG HIẾN ĐẤT"},
        {"cụ Đặng Thị Tỵ, 87 tuổi", "person: cụ Đặng Thị Tỵ"},
        {"Trưởng thôn báo cáo gia đình ông Nguyễn Văn Bảy đã ký.", "person: gia đình ông Nguyễn Văn Bảy"},
        {"vợ chồng anh Lò Văn Pản ở bản Mường", "person: vợ chồng anh Lò Văn Pản"},
    });
}

TEST_CASE("offices, places and well-known names are no private persons")
{
    check_all({
        {"Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh.", ""},
        {"Chủ tịch Hồ Chí Minh viết bài “Dân vận” năm 1949. Bác Hồ dạy: dễ mười lần không dân cũng chịu.",
         ""},
        {"Đường Nguyễn Văn Cừ dài 1,8 km đi qua Trường Tiểu học Võ Thị Sáu.", ""},
        {"Trường THPT Nguyễn Thị Minh Khai, phố Trần Văn Lan, cầu Nguyễn Văn Trỗi.", ""},
        {"Ông Nguyễn Văn Nam, Chủ tịch UBND xã, phát biểu.", ""},
        {"Theo ông Trần Văn Bình - Bí thư Chi bộ thôn 3, mọi hộ đều đồng ý.", ""},
        {"Bí thư Đảng ủy xã Minh Tân, ông Lê Văn Sơn, dự họp.", ""},
        {"Tổ Phụ nữ Đoàn kết ấp Ông Hường có 18 hội viên.", ""},
        {"Thành phố Bà Rịa, khu du lịch Bà Nà, đảo Cô Tô, xã Anh Sơn.", ""},
        {"Bà Rịa có 12 mô hình. Anh Sơn có 3 mô hình.", ""},
        {"Anh em trong tổ góp công. Ông bà, cô bác, anh chị đều vui.", ""},
        {"Bà con Nhân dân thôn Hòa Mậu trồng hoa hai bên đường.", ""},
        {"Bà mẹ Việt Nam anh hùng được chăm sóc hằng tháng.", ""},
        {"Hội Nông dân, Đoàn Thanh niên, Hội Phụ nữ xã Hiền Quan.", ""},
        {"Hộ nghèo giảm từ 12 xuống 5; gia đình văn hóa đạt 95%.", ""},
        {"Gia đình Việt Nam hạnh phúc. Hộ Khmer nghèo được vay vốn.", ""},
        {"Mô hình “Ông bà mẫu mực, con cháu thảo hiền”", ""},
        {"Con đường Hoa dài 2 km; con Sông Lam; em bé khỏe.", ""},
        {"Chủ tịch Hội Nông dân xã Minh Tân, bà Phạm Thị Nga, báo cáo.", ""},
    });
}

TEST_CASE("people of a place and peoples are not taken for persons")
{
    check_all({
        {"Người dân Hà Nội, học sinh Cao Bằng và nông dân Thái Bình cùng làm.", ""},
        {"Hộ Hà Nhì và hộ La Hủ được giao 30 ha rừng.", ""},
        {"Hộ Lâm Đồng góp giống, hộ Hồ Chí Minh góp vốn.", ""},
        {"Học sinh Nguyễn Hoàng Lan nhận học bổng.", "person: Học sinh Nguyễn Hoàng Lan"},
        {"Chị Em Đoàn Kết; Anh Em Một Nhà; Bà Con Nông Dân", ""},
        {"Nhà văn hóa ở số 12 Nguyễn Văn Lạc, ngõ 7 Trần Thị Kỳ.", ""},
        {"Thôn 3 hộ ông Nguyễn Văn Bảy hiến đất.", "person: hộ ông Nguyễn Văn Bảy"},
        {"Ông, bà Nguyễn đều khỏe", "person: bà Nguyễn"},
        {"ông\nNguyễn Văn Bảy", "person: Nguyễn Văn Bảy"}, // a title ends with its line
    });
}

TEST_CASE("an office must stand beside the name to speak for it")
{
    check_all({
        {"Chủ tịch xã đến thăm. Ông Nguyễn Văn Bảy rất vui.", "person: Ông Nguyễn Văn Bảy"},
        {"Trưởng ban vận động ông Nguyễn Văn Bảy hiến đất.", "person: ông Nguyễn Văn Bảy"},
        {"Ông Nguyễn Văn Bảy nguyên Chủ tịch xã nay nghỉ.", ""},
        {"Bà Lê Thị Sáu là Chi hội trưởng phụ nữ.", ""},
        {"Ông Nguyễn Văn Bảy (Trưởng thôn 3) đọc biên bản.", ""},
        {"Ông Nguyễn Văn Bảy gặp Chủ tịch xã.", "person: Ông Nguyễn Văn Bảy"},
    });
}

TEST_CASE("models written as they should be raise no alarm")
{
    for (auto const* text : {
             "56 hộ dân hiến khoảng 1.000 m2 đất mở rộng tuyến đường dài 1,8 km tại xã Hiền Quan, tỉnh Phú "
             "Thọ.",
             "Ngõ dài 420 m được mở rộng lên 8 m; 14 hộ hiến 105 m2 đất ở và 659,88 m2 đất nông nghiệp.",
             "244 hộ bàn giao mặt bằng cho tuyến đường 2,6 km, tổng mức đầu tư 364.000.000.000 đồng.",
             "Chỉ thị số 24-CT/TU ngày 12/7/2024 của Ban Thường vụ Tỉnh ủy Thanh Hóa.",
             "Đường hoa dài 1,6 km tại thôn Hòa Mậu, xã Phú Lộc, thành phố Huế.",
             "Tổ có 18 thành viên, góp vốn xoay vòng 9.000.000 đồng/tháng, tặng 30 suất quà.",
             "Tổ dân phố 8, phường Hòa Bình: hơn 300 hộ, hộp thư góp ý điện tử bằng mã QR.",
             "Đồng bào dân tộc Chăm, Raglai ở 12 thôn tham gia; chức sắc tôn giáo vận động tín đồ.",
             "Khám sức khỏe, phát thuốc cho người khuyết tật, người cao tuổi; tuyên truyền phòng, chống "
             "HIV/AIDS.",
             "Mã đơn vị 79.22.001; số 0123/BC-UBND; giai đoạn 2021-2025; tọa độ 10.762622, 106.660172.",
             "Kinh phí 364000000 đồng, 012 buổi, năm 2024 2025 2026.",
             "Đường dây nóng của xã: 0912 345 678. Thư điện tử: xaminhtan@hungyen.gov.vn.",
         }) {
        CAPTURE(text);
        CHECK(found(text) == "");
    }
}

TEST_CASE("phone numbers, identity papers, accounts and addresses are found")
{
    check_all({
        {"Liên hệ 0912345678.", "phone: 0912345678"},
        {"gọi 0912 345 678 hoặc 0987.654.321", "phone: 0912 345 678; phone: 0987.654.321"},
        {"ĐT: +84 912 345 678", "phone: +84 912 345 678"},
        {"số 0012345678", ""},
        {"CCCD 079123456789", "id_number: 079123456789"},
        {"số 001 085 123 456 cấp năm 2021", "id_number: 001 085 123 456"},
        {"CMND số 025123456", "id_number: 025123456"},
        {"diện tích 025123456", ""},
        {"STK 0071000123456 Vietcombank", "bank_account: 0071000123456"},
        {"Số tài khoản: 19031234567890", "bank_account: 19031234567890"},
        {"thu: nguyen.van+a@gmail.com nhé", "email: nguyen.van+a@gmail.com"},
        {"bandanvan@tinhuy.dcs.vn; phong@MINHTAN.GOV.VN", ""},
        {"giả gov.vn: a@notgov.vn", "email: a@notgov.vn"},
        {"1.091.234.567 đồng", ""},
    });
}

TEST_CASE("a phone number is found however it is written")
{
    check_all({
        {"Gọi (0912) 345-678 nhé", "phone: (0912) 345-678"},
        {"Gọi (091) 234 5678", "phone: (091) 234 5678"},
        {"Gọi (+84) 912 345 678", "phone: (+84) 912 345 678"},
        {"Gọi +84(0)912345678", "phone: +84(0)912345678"},
        {"số 0 9 1 2 3 4 5 6 7 8", "phone: 0 9 1 2 3 4 5 6 7 8"},
        {"số 0.9.1.2.3.4.5.6.7.8.", "phone: 0.9.1.2.3.4.5.6.7.8"},
        {"số 0 - 9 - 1 - 2 - 3 - 4 - 5 - 6 - 7 - 8", "phone: 0 - 9 - 1 - 2 - 3 - 4 - 5 - 6 - 7 - 8"},
        {"số 0912,345,678", "phone: 0912,345,678"},
        {"số ０９１２３４５６７８", "phone: ０９１２３４５６７８"},
        {"số ０９１２ 345 678", "phone: ０９１２ 345 678"},
        {"số 0912\u00A0345\u00A0678", "phone: 0912\u00A0345\u00A0678"},
        {"số 0912–345–678", "phone: 0912–345–678"},
        {"số 0912·345·678", "phone: 0912·345·678"},
        {"số 0912\u200B345\u200B678", "phone: 0912\u200B345\u200B678"},
        {"gọi không chín một hai ba bốn năm sáu bảy tám", "phone: không chín một hai ba bốn năm sáu bảy tám"},
        {"khong chin mot hai, ba bon nam, sau bay tam", "phone: khong chin mot hai, ba bon nam, sau bay tam"},
        {"CCCD ０７９１２３４５６７８９", "id_number: ０７９１２３４５６７８９"},
    });
}

TEST_CASE("numbers of papers, areas, money, days and years are no phone numbers")
{
    check_all({
        {"Quyết định số 0912/QĐ-UBND ngày 03-12-2025 cho 20 hộ.", ""},
        {"Từ 05/03/2026 10 giờ, ngày 03-12-2025 20 hộ đăng ký.", ""},
        {"Ngày 05.12.2025 20 hộ, ngày 09 - 11 - 2026 15 hộ.", ""},
        {"Diện tích 0,912 ha; 1.345.678 m2; (03) xã; năm (2025) 2026.", ""},
        {"Kinh phí 0,9 tỷ đồng, (1.234) 567.890 đồng, 3.456.789.012 đồng.", ""},
        {"Giai đoạn 2021 - 2025, 2026-2030; kết quả 0, 3, 5.", ""},
        {"Điều 5 (Khoản 3) 12 hộ; tọa độ (08.4512) 104.8123.", ""},
        {"Không một hai ba ai bị bỏ lại; năm một hai lần, bảy tám hộ.", ""},
        {"Tổng đài (0225) 3 842 567 của ủy ban.", ""},
    });
}

TEST_CASE("health, religion and ethnicity count only beside a named person")
{
    check_all({
        {"Giúp bà Nguyễn Thị Hoa bị ung thư có nhà mới.", "person: bà Nguyễn Thị Hoa; health: ung thư"},
        {"Anh Lò Văn Pản, dân tộc Thái, vay 50 triệu đồng.",
         "person: Anh Lò Văn Pản; ethnicity: dân tộc Thái"},
        {"Ông Trần Văn Bảy theo đạo Công giáo.",
         "person: Ông Trần Văn Bảy; religion: theo đạo; religion: Công giáo"},
        {"Xã có 40% người dân tộc Thái. Ông Trần Văn Bảy hiến đất.", "person: Ông Trần Văn Bảy"},
        {"Mô hình giúp người nghiện ma túy và người nhiễm HIV có việc làm.", ""},
    });
}

TEST_CASE("each finding says what to write instead, and findings never overlap")
{
    auto const text = "Hộ ông Nguyễn Văn Hùng (CCCD 079123456789, ĐT 0912345678, hung@gmail.com) bị ung thư; "
                      "ông Hùng có STK 0912345678";
    std::size_t end = 0;
    auto const findings = check().find(text);
    CHECK(findings.size() >= 6);
    for (auto const& finding : findings) {
        CHECK(finding.begin >= end);
        CHECK(finding.end > finding.begin);
        CHECK(finding.sentence.find("Xin ") != std::string::npos);
        end = finding.end;
    }
}

TEST_CASE("hostile text is read to its end")
{
    CHECK(check().find("").empty());
    CHECK(check().find("ông").empty());
    CHECK(check().find("hộ ông ").empty());
    CHECK(check().find("\xFF\xFE ông \xC3").empty());
    CHECK(check().find(std::string(200'000, '0')).empty());
    std::string many;
    for (int i = 0; i < 20'000; ++i)
        many += "ông ";
    CHECK(check().find(many).empty());
}

TEST_CASE("lists without their columns are refused")
{
    CHECK(PrivateDataCheck::parse("ten\n", "kind,phrase\n").error().id == "csv_no_column");
    CHECK(PrivateDataCheck::parse("name\n", "kind\n").error().id == "csv_no_column");
}
