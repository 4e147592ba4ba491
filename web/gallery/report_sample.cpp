// SPDX-License-Identifier: AGPL-3.0-or-later
// A matrix of bodies and fields, the files of an import, a list with facets.
#include "web/gallery/gallery.hpp"

namespace kheo::gallery
{

namespace
{

web::Table matrix()
{
    web::Table table{"Số đăng ký theo đơn vị và lĩnh vực",
                     {{"Đơn vị"},
                      {"Kinh tế", true},
                      {"Văn hóa, xã hội", true},
                      {"Quốc phòng, an ninh", true},
                      {"Hệ thống chính trị", true},
                      {"Mới", true},
                      {"Duy trì", true},
                      {"Nhân rộng", true},
                      {"Tập thể", true},
                      {"Cá nhân", true},
                      {"Tổng", true},
                      {"Năm trước", true}},
                     {},
                     true,
                     true};
    auto const link = [](int value) { return web::Cell{web::number(value), "/can-bo/bieu-tong-hop/dong"}; };
    table.groups = {{"", 1}, {"Lĩnh vực", 4}, {"Đăng ký năm nay là", 3}, {"Loại", 2}, {"", 2}};
    auto total = std::vector<int>(11);
    for (auto i = 0; auto const* name :
                     {"An Bình", "Phú Lộc", "Tân Hòa", "Đông Sơn", "Hòa Lạc", "Phường Minh Khai", "Xuân Thủy",
                      "Yên Mỹ", "Đặc khu Hòn Ngọc", "Trung Nghĩa", "Lộc An", "Vĩnh Thịnh"}) {
        web::Row row{{{name, "/dia-ban"}}};
        for (auto column = 0; column < 11; ++column) {
            auto const value = (i * 7 + column * 5) % 23 + 1;
            total[static_cast<std::size_t>(column)] += value;
            row.cells.push_back(link(value));
        }
        ++i;
        table.rows.push_back(row);
    }
    web::Row sum{{{"Cộng"}}, web::Row::State::total};
    for (auto const value : total)
        sum.cells.push_back(link(value));
    table.rows.push_back(sum);
    return table;
}

web::Table files()
{
    return {
        "Các tệp vừa nhận",
        {{"Tệp"},
         {"Đơn vị nhận ra"},
         {"Nhận được", true},
         {"Cần sửa", true},
         {"Có từ năm trước", true},
         {"Chưa rõ", true},
         {"Việc tiếp theo"}},
        {{{{"SO DANG KY DVK 2026 - xa An Bình.xlsx"},
           {"Xã An Bình"},
           {"42"},
           {"0"},
           {"31"},
           {"2"},
           {"Đủ, nhận được ngay"}},
          web::Row::State::good},
         {{{"phuloc_bieu so 1 (ban cuoi).ods"},
           {"Xã Phú Lộc"},
           {"28"},
           {"5"},
           {"20"},
           {"1"},
           {"Tải tệp có đánh dấu 5 dòng", "/can-bo/gop-so/2"}},
          web::Row::State::look},
         {{{"Book1.csv"}, {"Chưa nhận ra"}, {"0"}, {"17"}, {"0"}, {"0"}, {"Chọn đơn vị", "/can-bo/gop-so/3"}},
          web::Row::State::bad}},
        true,
        true};
}

} // namespace

ReportSample report()
{
    return {{{"Đã gửi sổ", "37", "trên 40 xã, phường"},
             {"Đăng ký năm nay", "1.204", "mới 402, duy trì 731, nhân rộng 71", "/can-bo/mo-hinh"},
             {"Đang duy trì", "91,3 %", "của 1.022 mô hình năm trước"},
             {"Cần chú ý", "3", "xã chưa gửi", "/can-bo/chu-y"}},
            matrix(),
            files()};
}

ListSample list()
{
    return {{"/tim", "q", "Tìm trong 2.226 mô hình", "mot cua luu dong",
             "Gõ không dấu cũng được. Ví dụ: an sinh, rác thải, Ninh Thuận"},
            {{"field",
              "Lĩnh vực",
              {{"kt", "Kinh tế", "", true, "812"},
               {"vhxh", "Văn hóa, xã hội", "", false, "1.024"},
               {"qpan", "Quốc phòng, an ninh", "", false, "201"}}},
             {"year",
              "Năm đăng ký",
              {{"2026", "2026", "", false, "1.204"}, {"2025", "2025", "", false, "1.022"}},
              false}},
            {"Mô hình",
             {{"Tên mô hình", false, "/mo-hinh?xep=ten", web::Column::Sorted::ascending},
              {"Nơi làm"},
              {"Năm", true, "/mo-hinh?xep=nam"}},
             {{{{"Bữa sáng ấm cho học sinh bán trú", "/mo-hinh/1"}, {"Xã Đông Sơn"}, {"2025"}}},
              {{{"Camera an ninh do dân góp", "/mo-hinh/2"}, {"Phường Minh Khai"}, {"2026"}}},
              {{{"Tổ “Một cửa lưu động” về từng thôn cho người cao tuổi", "/mo-hinh/3"},
                {"Xã An Bình"},
                {"2026"}}}}},
            {"51–100 trong 2.226 mô hình", "/mo-hinh?truoc=1", "/mo-hinh?sau=2"},
            {{"Xã Phú Lộc gửi đăng ký năm 2026",
              "/can-bo/1",
              "Đảng ủy xã Phú Lộc",
              "",
              "Hạn 24/11/2026",
              {"Quá hạn 2 ngày", web::Tone::red}},
             {"Mô hình “Camera an ninh do dân góp” cần bổ sung",
              "/can-bo/2",
              "Ban Tuyên giáo và Dân vận Tỉnh ủy",
              "Thiếu số đo trước khi làm. Xin ghi số vụ mất trộm của năm 2025.",
              "Hạn 30/11/2026",
              {"Trong hạn", web::Tone::green}}},
            {"Chưa có mô hình nào đang chờ nhận",
             "Khi một xã gửi đăng ký, đăng ký đó hiện ở đây.",
             {"Xem tất cả mô hình", "/mo-hinh"}}};
}

} // namespace kheo::gallery
