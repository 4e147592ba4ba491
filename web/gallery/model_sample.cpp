// SPDX-License-Identifier: AGPL-3.0-or-later
// A recognised model, as the public reads it.
#include "web/gallery/gallery.hpp"

namespace kheo::gallery
{

namespace
{

web::Chart waiting()
{
    return {"cho-doi",
            "Số ngày chờ bình quân của một hồ sơ",
            "Thời gian chờ giảm từ 6,4 xuống 2,1 ngày.",
            "Quý",
            "Số ngày",
            {{"Q3/25", 6.4, "6,4 ngày"},
             {"Q4/25", 5.2, "5,2 ngày"},
             {"Q1/26", 3.9, "3,9 ngày"},
             {"Q2/26", 2.8, "2,8 ngày"},
             {"Q3/26", 2.1, "2,1 ngày", true}},
            "Nguồn: báo cáo quý của xã, tính đến ngày 05/10/2026."};
}

web::Chart received()
{
    return {"ho-so",
            "Hồ sơ nhận tại thôn",
            "Số hồ sơ nhận tại thôn tăng đều qua 12 tháng.",
            "Tháng",
            "Hồ sơ",
            {{"T1", 12, "12"},
             {"T2", 19, "19"},
             {"T3", 22, "22"},
             {"T4", 31, "31"},
             {"T5", 40, "40"},
             {"T6", 38, "38"},
             {"T7", 52, "52"},
             {"T8", 61, "61"},
             {"T9", 77, "77"},
             {"T10", 80, "80"},
             {"T11", 95, "95"},
             {"T12", 112, "112"}},
            ""};
}

} // namespace

ModelSample model()
{
    return {{{"Công nhận cấp tỉnh", web::Tone::green},
             {"Đang duy trì", web::Tone::teal},
             {"Cải cách hành chính", web::Tone::blue}},
            {{"Đơn vị thực hiện", {"Xã An Bình, tỉnh Minh Họa", "/dia-ban/an-binh"}, {}},
             {"Lĩnh vực", {"Cải cách hành chính, chuyển đổi số"}, {}},
             {"Bắt đầu", {"15/08/2025"}, {"Sửa", "/can-bo/mo-hinh/7k2m/sua"}},
             {"Kinh phí", {"86.400.000 đồng (ngân sách xã)"}, {"Sửa", "/can-bo/mo-hinh/7k2m/sua"}},
             {"Đã nhân rộng", {"12 xã, phường"}, {}}},
            {{"02/07/2026", "Xã đăng ký mô hình", "Nộp kèm 4 tệp minh chứng.", "Đảng ủy xã An Bình", {}},
             {"09/07/2026",
              "Tỉnh yêu cầu bổ sung",
              "Thiếu số liệu đối chứng quý 3/2025.",
              "Ban Tuyên giáo và Dân vận Tỉnh ủy",
              {}},
             {"15/07/2026",
              "Xã bổ sung minh chứng",
              "Đã thêm bảng tổng hợp hồ sơ một cửa.",
              "Đảng ủy xã An Bình",
              {}},
             {"05/10/2026",
              "Tỉnh công nhận",
              "Quyết định số 1234/QĐ-TU.",
              "Thường trực Tỉnh ủy",
              {"Xem quyết định", "/van-ban/1234"},
              true}},
            waiting(),
            received(),
            {"Điểm thẩm định của hội đồng tỉnh",
             {{"Tiêu chí"}, {"Tối đa", true}, {"Điểm", true}},
             {{{{"Tính mới"}, {"25"}, {"21"}}},
              {{{"Hiệu quả đo được"}, {"35"}, {"31"}}},
              {{{"Khả năng nhân rộng"}, {"25"}, {"20"}}},
              {{{"Tính bền vững"}, {"15"}, {"12"}}},
              {{{"Tổng"}, {"100"}, {"84"}}, web::Row::State::total}}},
            {"zalo", "Chép tin nhắn Zalo",
             "Còn 3 xã chưa gửi sổ đăng ký: An Bình, Phú Lộc, Tân Hòa. Hạn 30/11/2026.\nMở: "
             "https://kheo.example.vn/can-bo/gop-so",
             "Tối đa 500 ký tự"}};
}

} // namespace kheo::gallery
