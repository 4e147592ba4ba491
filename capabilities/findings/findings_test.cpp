// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/findings/findings_test.hpp"

#include "platform/text/text.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace kheo;
using namespace kheo::findings;

TEST_CASE("a document's number is found in each form the offices write it")
{
    check(
        "doc_ref",
        {{"Thực hiện Chỉ thị số 35-CT/TU của Ban Thường vụ Tỉnh ủy.", {{"Chỉ thị số 35-CT/TU", "35-CT/TU"}}},
         {"Căn cứ Nghị định 59/2023/NĐ-CP ngày 14/8/2023.", {{"Nghị định 59/2023/NĐ-CP", "59/2023/NĐ-CP"}}},
         {"Theo Luật số 10/2022/QH15 vừa có hiệu lực.", {{"Luật số 10/2022/QH15", "10/2022/QH15"}}},
         {"Thông tư liên tịch số 01/2015/TTLT-BNV-BTC vẫn áp dụng.",
          {{"Thông tư liên tịch số 01/2015/TTLT-BNV-BTC", "01/2015/TTLT-BNV-BTC"}}},
         {"Theo 34/2007/PL-UBTVQH11 thì khác.", {{"34/2007/PL-UBTVQH11", "34/2007/PL-UBTVQH11"}}},
         {"Quyết định số 217-QĐ/TW và 218-QĐ/TW của Bộ Chính trị.",
          {{"Quyết định số 217-QĐ/TW", "217-QĐ/TW"}, {"218-QĐ/TW", "218-QĐ/TW"}}},
         {"Kế hoạch số 12 - KH/ĐU của Đảng ủy xã.", {{"Kế hoạch số 12 - KH/ĐU", "12-KH/ĐU"}}},
         {"Chương trình hành động số 15-CTr/TU nêu rõ.",
          {{"Chương trình hành động số 15-CTr/TU", "15-CTr/TU"}}},
         {"Công văn số 1234/UBND-NC hướng dẫn thêm.", {{"Công văn số 1234/UBND-NC", "1234/UBND-NC"}}}});
}

TEST_CASE("a partial number stays partial, and what is no number is none")
{
    check("doc_ref", {{"Sau khi học tập Nghị quyết 54 của Bộ Chính trị.", {{"Nghị quyết 54", "54"}}},
                      {"Theo Quyết định số 7 của Đảng ủy.", {{"Quyết định số 7", "7"}}},
                      {"Kết luận số 120 ngày 07-01-2016 nêu rõ.", {{"Kết luận số 120", "120"}}},
                      {"Tải tệp 35-CTTU-064.pdf về máy.", {}},
                      {"Nghị quyết 5 năm của Đảng bộ xã.", {}},
                      {"Ban hành Kế hoạch 2023 cho toàn xã.", {}},
                      {"Ngày 02/11/2022 và tỷ lệ 5/8 ý.", {}},
                      {"Dịch COVID-19 và cúm A/H1N1 lắng xuống.", {}}});
    for (auto const& each :
         found("Tiêu đề của một trang tin ngắn\n\nQuán triệt Nghị quyết 54 của Bộ Chính trị."))
        if (each.kind == "doc_ref") {
            CHECK(each.attrs.at("partial").as_bool());
            CHECK(each.attrs.at("doc_date").is_null());
            CHECK(each.attrs.at("issuer").as_string() == "Bộ Chính trị");
        }
}

TEST_CASE("a document is linked with its own date and issuer, in front or behind")
{
    auto const page =
        found("Tiêu đề của một trang tin ngắn\n\nNgày 02/11/2022, Ban Thường vụ Tỉnh ủy ban hành Chỉ thị "
              "số 35-CT/TU về công tác dân vận; tiếp tục Kết luận số 43-KL/TW, ngày 07/01/2019 của Ban Bí "
              "thư về thực hiện Nghị quyết số 25-NQ/TW, ngày 03/6/2013 của BCH TW Đảng khoá XI về “Tăng "
              "cường dân vận”.");
    std::vector<std::string> linked;
    for (auto const& each : page)
        if (each.kind == "doc_ref")
            linked.push_back(plain(each.value) + " " + plain(each.attrs.at("doc_date")) + " " +
                             plain(each.attrs.at("issuer")));
    CHECK(linked == std::vector<std::string>{"35-CT/TU 2022-11-02 Ban Thường vụ Tỉnh ủy",
                                             "43-KL/TW 2019-01-07 Ban Bí thư Trung ương Đảng",
                                             "25-NQ/TW 2013-06-03 Ban Chấp hành Trung ương Đảng khóa XI"});
}

TEST_CASE("days are read in each form, and an unknown year stays unknown")
{
    check("date",
          {{"Họp ngày 02/11/2022 tại tỉnh.", {{"02/11/2022", "2022-11-02"}}},
           {"Đăng ngày 22 - 12 - 2022 như vậy.", {{"22 - 12 - 2022", "2022-12-22"}}},
           {"Ngày 28.11.2023, họp.", {{"28.11.2023", "2023-11-28"}}},
           {"Ban hành ngày 05 tháng 3 năm 2020.", {{"ngày 05 tháng 3 năm 2020", "2020-03-05"}}},
           {"Thứ ba, 18 Tháng 8 2015 16:06.", {{"Thứ ba, 18 Tháng 8 2015 16:06", "2015-08-18T16:06"}}},
           {"Tin cũ (21/08/2023 4:36 CH) còn đó.", {{"21/08/2023 4:36 CH", "2023-08-21T16:36"}}},
           {"Sáng 6/12, hội nghị khai mạc.", {{"Sáng 6/12", "--12-06"}}},
           {"Chiều nay, đoàn làm việc với xã.", {{"Chiều nay", "null"}}},
           {"Ngày 31/02/2022 không có thật.", {}},
           {"Có 12/15 xã đạt chuẩn.", {}}});
}

TEST_CASE("periods are read in each form")
{
    check("period",
          {{"Kế hoạch giai đoạn 2016-2020.", {{"giai đoạn 2016-2020", "2016/2020"}}},
           {"Đại hội nhiệm kỳ 2020- 2025.", {{"nhiệm kỳ 2020- 2025", "2020/2025"}}},
           {"Tầm nhìn đến năm 2030.", {{"đến năm 2030", "../2030"}}},
           {"Từ năm 2021 đến năm 2025, làm.", {{"Từ năm 2021 đến năm 2025", "2021/2025"}}},
           {"Trong quý IV/2025 phải xong.", {{"quý IV/2025", "2025-Q4"}}},
           {"Trong 6 tháng đầu năm 2024.", {{"6 tháng đầu năm 2024", "2024-01/2024-06"}}},
           {"Trong tháng 9/2024 sẽ làm.", {{"tháng 9/2024", "2024-09"}}},
           {"Trong 9 tháng năm 2024.", {{"9 tháng năm 2024", "2024-01/2024-09"}}},
           {"Báo cáo 6 tháng đầu năm.", {{"6 tháng đầu năm", "--01/--06"}}},
           {"Xong trong quý II.", {{"quý II", "--Q2"}}},
           {"Xong trong tháng 10.", {{"tháng 10", "--10"}}},
           {"Từ năm 2021 đến hết 6 tháng đầu năm 2023, có 37 dự án.",
            {{"Từ năm 2021 đến hết 6 tháng đầu năm 2023", "2021-01/2023-06"}}},
           {"Trong các năm 2021, 2022 và 2023.", {{"năm 2021", "2021"}, {"2022", "2022"}, {"2023", "2023"}}},
           {"Vào năm 2022 và năm 2023.", {{"năm 2022", "2022"}, {"năm 2023", "2023"}}}});
}

TEST_CASE("figures keep their unit, their scale and how exact they are")
{
    check(
        "count",
        {{"Có 2.226 mô hình được lập.", {{"2.226 mô hình", R"({"number":2226,"unit":"mô hình"})"}}},
         {"Có hàng trăm mô hình hay.",
          {{"hàng trăm mô hình", R"({"number":100,"approx":">=","unit":"mô hình"})"}}},
         {"Đạt 87,5% kế hoạch.", {{"87,5%", R"({"number":8.75E1,"unit":"%"})"}}},
         {"Góp 1,2 triệu đồng làm đường.", {{"1,2 triệu đồng", R"({"number":1200000,"unit":"đồng"})"}}},
         {"Giúp 05 (năm) thôn khó khăn.", {{"05 (năm) thôn", R"({"number":5,"unit":"thôn"})"}}},
         {"Hơn 300 hộ dân tham gia.", {{"Hơn 300 hộ dân", R"({"number":300,"unit":"hộ dân","approx":">"})"}}},
         {"Có 19/21 thôn, buôn tham gia.",
          {{"19/21 thôn, buôn", R"({"number":19,"total":21,"unit":"thôn, buôn"})"}}},
         {"Mỗi đảng viên giúp từ 3 đến 5 hộ.", {{"từ 3 đến 5 hộ", R"({"number":3,"max":5,"unit":"hộ"})"}}},
         {"Thu trên 180 triệu đồng/ha mỗi vụ.",
          {{"trên 180 triệu đồng/ha", R"({"number":180000000,"unit":"đồng/ha","approx":">"})"}}},
         {"Đến cuối kỳ có từ 4.500 mô hình trở lên.",
          {{"từ 4.500 mô hình trở lên", R"({"number":4500,"unit":"mô hình","approx":">="})"}}},
         {"Trao 34 cặp bò giống cho hộ nghèo.",
          {{"34 cặp bò giống", R"({"number":34,"unit":"cặp bò giống"})"}}},
         {"Có 178 mô hình (tập thể 121, cá nhân 57) được lập.",
          {{"178 mô hình", R"({"number":178,"unit":"mô hình"})"},
           {"121", R"({"number":121,"unit":"mô hình","of":"tập thể"})"},
           {"57", R"({"number":57,"unit":"mô hình","of":"cá nhân"})"}}},
         {"Trong 10 năm và 30 ngày.", {}}});
    check("duration", {{"Tang lễ không quá 48 giờ.", {{"48 giờ", "PT48H"}}},
                       {"Chờ 15 phút ở bộ phận một cửa.", {{"15 phút", "PT15M"}}},
                       {"Họp lúc 8 giờ sáng mai.", {}},
                       {"Kỷ niệm 90 năm ngày truyền thống.", {{"90 năm", "P90Y"}}}});
}

TEST_CASE("a person is taken with the office, before or behind the name, and never without")
{
    check("person_title", {{"Đồng chí Lê Văn An - Phó Bí thư Tỉnh ủy, Chủ tịch HĐND tỉnh dự.",
                            {{"Lê Văn An - Phó Bí thư Tỉnh ủy, Chủ tịch HĐND tỉnh", "Lê Văn An"}}},
                           {"Phó Chủ tịch UBND tỉnh Trần Thị Bình phát biểu.",
                            {{"Phó Chủ tịch UBND tỉnh Trần Thị Bình", "Trần Thị Bình"}}},
                           {"Chủ tịch UBND xã Cư Hlăm Phan Đình Trọng cho biết.",
                            {{"Chủ tịch UBND xã Cư Hlăm Phan Đình Trọng", "Phan Đình Trọng"}}},
                           {"Dự có Phó Chủ tịch UBND tỉnh Lèng Minh Khôi. Hội nghị bắt đầu.",
                            {{"Phó Chủ tịch UBND tỉnh Lèng Minh Khôi", "Lèng Minh Khôi"}}},
                           {"Ông Y Blơm Niê, Bí thư Chi bộ buôn Ea Ktur nhớ lại.",
                            {{"Y Blơm Niê, Bí thư Chi bộ buôn Ea Ktur", "Y Blơm Niê"}}},
                           {"Bà Trần Thị Bình kể lại chuyện cũ.", {}},
                           {"Ban Dân vận Tỉnh ủy, Ủy ban nhân dân tỉnh phối hợp.", {}}});
}

TEST_CASE("orders are tasks, what was done is not")
{
    check("task",
          {{"Tăng cường công tác tuyên truyền đến từng hộ dân ở các thôn, bản vùng cao.",
            {{"Tăng cường công tác tuyên truyền đến từng hộ dân ở các thôn, bản vùng cao.",
              "Tăng cường công tác tuyên truyền đến từng hộ dân ở các thôn, bản vùng cao."}}},
           {"Ngay sau đó, Ban Thường vụ Tỉnh ủy yêu cầu các cấp ủy xây dựng kế hoạch thực hiện cụ thể.",
            {{"Ban Thường vụ Tỉnh ủy yêu cầu các cấp ủy xây dựng kế hoạch thực hiện cụ thể.",
              "Ban Thường vụ Tỉnh ủy yêu cầu các cấp ủy xây dựng kế hoạch thực hiện cụ thể."}}},
           {"Thời gian qua, các cấp ủy đã tăng cường tuyên truyền và đạt được nhiều kết quả tốt.", {}},
           {"Các đại biểu thăm những mô hình hay và trao đổi kinh nghiệm với bà con nông dân.", {}}});
}

TEST_CASE("places are code points of the text that came, whatever its normal form")
{
    std::string const nfc =
        "Tiêu đề của một trang tin ngắn\r\n\r\nHọp theo\u00a0Chỉ thị số 35-CT/TU ở Ðảng bộ.";
    std::u32string points;
    for (auto const& each : found(nfc))
        if (each.kind == "doc_ref") {
            CHECK(each.text == "Chỉ thị số 35-CT/TU");
            CHECK(each.start == 43);
            CHECK(each.end == 62);
        }
    // The same in form D: "ỉ" is two code points, "ị" two, "ố" three.
    std::string const nfd =
        "Tiêu đề của một trang tin ngắn\n\nTheo Chi\u0309 thi\u0323 so\u0302\u0301 35-CT/TU.";
    auto seen = 0;
    for (auto const& each : found(nfd))
        if (each.kind == "doc_ref") {
            ++seen;
            CHECK(plain(each.value) == "35-CT/TU");
            CHECK(each.text == "Chi\u0309 thi\u0323 so\u0302\u0301 35-CT/TU");
            CHECK(each.end - each.start == 23);
        }
    CHECK(seen == 1);
}

TEST_CASE("the article is told from the page around it")
{
    auto const page = found(
        "Trang chủ\nTin tức\nXã Hoa Mai ra quân làm đường giao thông nông thôn\nNgày đăng: 14/03/2024 | "
        "Lượt xem: 1.204\n\nSáng 13/3, xã Hoa Mai tổ chức ra quân làm đường giao thông nông thôn với "
        "sự tham gia của đông đảo cán bộ và người dân các thôn trong xã.\n\nThu An\nTin liên quan\nHội "
        "Nông dân xã làm thủy lợi nội đồng (02/03/2024)\nĐang online: 12\n");
    std::vector<std::string> kinds;
    for (auto const& each : page)
        if (each.kind == "title" || each.kind == "byline" || each.kind == "related_link" ||
            each.kind == "view_counter")
            kinds.push_back(each.kind + " " + plain(each.value));
    CHECK(kinds == std::vector<std::string>{"title Xã Hoa Mai ra quân làm đường giao thông nông thôn",
                                            "view_counter 1204", "byline Thu An",
                                            "related_link Hội Nông dân xã làm thủy lợi nội đồng",
                                            "view_counter 12"});
    for (auto const& each : page)
        if (each.text == "02/03/2024")
            CHECK(each.zone == Zone::furniture);
}

TEST_CASE("menus, lines about the page and readers' comments are no article and no related page")
{
    auto const page = found(
        "CỔNG THÔNG TIN ĐIỆN TỬ TỈNH MINH HỌA\nĐăng nhập | Sơ đồ trang | RSS\nThời tiết Video Podcast\nXã "
        "Hoa "
        "Mai ra quân làm đường hoa\nFacebook Twitter Zalo Copy link\nĐăng lúc: Thứ hai - 16/10/2023 15:47 - "
        "Người đăng bài viết: Lê Thị Mai\nChuyên mục: Tin tức - Đã xem: 562 - Phản hồi: 1\nĐã xem 1.234 "
        "lần\n\nSáng 13/10, xã Hoa Mai tổ chức ra quân làm đường hoa với sự tham gia của đông đảo cán bộ và "
        "người dân các thôn trong xã.\n\nThanh Hải - Ban Dân vận Huyện ủy\nNguồn tin: Báo Minh Họa\nTừ khóa: "
        "dân "
        "vận, đường hoa\nBÌNH LUẬN (2)\nNguyen Van T.: Bài viết rất hay, xã tôi cũng làm đường hoa. "
        "17-10-2023 "
        "07:10\nXEM THÊM\nXã Hoa Lan mở rộng mô hình ngõ sạch\n");
    std::vector<std::string> told;
    for (auto const& each : page)
        if (each.kind == "title" || each.kind == "byline" || each.kind == "related_link" ||
            each.kind == "view_counter" || each.kind == "source" || each.kind == "furniture")
            told.push_back(each.kind + " " + each.text);
    CHECK(told == std::vector<std::string>{
                      "furniture CỔNG THÔNG TIN ĐIỆN TỬ TỈNH MINH HỌA",
                      "furniture Đăng nhập | Sơ đồ trang | RSS", "furniture Thời tiết Video Podcast",
                      "title Xã Hoa Mai ra quân làm đường hoa", "furniture Facebook Twitter Zalo Copy link",
                      "byline Lê Thị Mai", "furniture Chuyên mục: Tin tức", "view_counter Đã xem: 562",
                      "furniture Phản hồi: 1", "view_counter Đã xem 1.234 lần", "byline Thanh Hải",
                      "source Báo Minh Họa", "furniture Từ khóa: dân vận, đường hoa",
                      "furniture BÌNH LUẬN (2)",
                      "furniture Nguyen Van T.: Bài viết rất hay, xã tôi cũng làm đường hoa.",
                      "furniture XEM THÊM", "related_link Xã Hoa Lan mở rộng mô hình ngõ sạch"});
}

TEST_CASE("a document says itself whose it is, who signed it and what it asks for")
{
    auto const all = found("ĐẢNG BỘ TỈNH MINH HỌA\nHUYỆN ỦY NGHI MINH\n*\nSố: 27 - CT/HU\nĐẢNG CỘNG SẢN VIỆT "
                           "NAM\nNghi Minh, ngày 5 "
                           "tháng 9 năm 2023\n\nCHỈ THỊ\nvề tăng cường công tác dân vận\n---\n\nĐể khắc phục "
                           "tình trạng trên, Ban "
                           "Thường vụ Huyện ủy yêu cầu:\n\nI. CHỈ TIÊU\n- Mỗi chi bộ khu dân cư đăng ký ít "
                           "nhất 01 mô hình dân vận "
                           "khéo mỗi năm.\nII. NHIỆM VỤ\n1. Ban Dân vận Huyện ủy\n- Xây dựng hướng dẫn tiêu "
                           "chí công nhận mô hình, "
                           "ban hành trong quý IV/2023.\n\nVăn phòng Huyện ủy, Ban Dân vận Huyện ủy theo dõi "
                           "việc thực hiện Chỉ thị "
                           "này, định kỳ hằng quý báo cáo.\n\nNơi nhận:\n- Lưu.\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ "
                           "THƯ\n\nPhan Sỹ Lương\n");
    std::vector<std::string> told;
    for (auto const& each : all) {
        auto const of = [&](char const* name) {
            auto const* value = each.attrs.if_contains(name);
            return value == nullptr || value->is_null() ? std::string("-") : plain(*value);
        };
        if (each.kind == "issuing_body")
            told.push_back(plain(each.value) + ", " + of("of"));
        if (each.kind == "doc_ref")
            told.push_back(plain(each.value) + ", " + of("role") + ", " + of("doc_date"));
        if (each.kind == "doc_ref_anaphora")
            told.push_back(each.text + " " + plain(each.value));
        if (each.kind == "person_title")
            told.push_back(plain(each.value) + ", " + of("position"));
        if (each.kind == "task")
            told.push_back(of("assignee") + ", " + of("due") + ", " + of("recurrence"));
    }
    CHECK(told == std::vector<std::string>{"Huyện ủy Nghi Minh, 27-CT/HU", "27-CT/HU, main, 2023-09-05",
                                           "Ban Thường vụ Huyện ủy, 27-CT/HU",
                                           "Ban Dân vận Huyện ủy, 2023-Q4, -",
                                           "Văn phòng Huyện ủy, Ban Dân vận Huyện ủy, -, P3M",
                                           "Chỉ thị này 27-CT/HU", "Phan Sỹ Lương, Phó Bí thư"});
}

TEST_CASE("an official letter has its number, its day and a subject of two lines")
{
    auto const all =
        found("SỞ NỘI VỤ\nSố: 1245/SNV-XDCQ\nV/v triển khai phong trào “Dân vận khéo”\nnăm 2026\nCỘNG "
              "HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nMinh Họa, ngày 12 tháng 3 năm 2026\n\nKính gửi: Các xã.\n");
    std::vector<std::string> told;
    for (auto const& each : all)
        if (each.kind == "title" || each.kind == "doc_ref" || each.kind == "issuing_body")
            told.push_back(plain(each.value));
    CHECK(told == std::vector<std::string>{"Sở Nội vụ", "1245/SNV-XDCQ",
                                           "V/v triển khai phong trào “Dân vận khéo” năm 2026"});
}

TEST_CASE("a body that honours somebody is told from one that issues a document")
{
    for (auto const& each :
         found("Một tiêu đề của trang tin dùng để thử\n\nDịp này, 5 tập thể được UBND tỉnh tặng "
               "Bằng khen vì có thành tích.\n"))
        if (each.kind == "issuing_body") {
            CHECK(plain(each.value) == "Ủy ban nhân dân tỉnh");
            CHECK(each.attrs.at("role").as_string() == "awarding");
        }
}

TEST_CASE("hostile text has an end")
{
    for (auto const& piece : {std::string("“"), std::string("số 1-A/"), std::string("\xff\xfe"),
                              std::string("a\u0301\u0301\u0301"), std::string("Chủ tịch Lê Văn "),
                              std::string("1.234 "), std::string("\n- "), std::string("12/12/")}) {
        std::string text;
        while (text.size() < 20'000)
            text += piece;
        CHECK(found(text).size() < text.size());
    }
    CHECK(found("").empty());
}
