// SPDX-License-Identifier: AGPL-3.0-or-later
// A registration form that came back with four errors.
#include "web/gallery/gallery.hpp"

#include <utility>

namespace kheo::gallery
{

namespace
{

using web::Field;
using Kind = Field::Kind;

// In order as an officer fills them; those with choices come first.
std::vector<Field> first_fields()
{
    return {{.kind = Kind::radios,
             .name = "entry",
             .label = "Đăng ký năm nay là",
             .choices = {{"moi", "Mô hình mới", "", true},
                         {"duy_tri", "Duy trì mô hình đã có", "Chọn mô hình của đơn vị từ năm trước."},
                         {"nhan_rong", "Nhân rộng từ mô hình của nơi khác"}}},
            {.name = "title",
             .label = "Tên mô hình",
             .hint = "Ngắn gọn, nói rõ làm gì và cho ai. Ví dụ: “Tổ đọc sách cho trẻ vùng cao”."},
            {.kind = Kind::date,
             .name = "from",
             .label = "Ngày bắt đầu",
             .hint = "Ví dụ: 21/11/2026",
             .value = "15//2025"},
            {.kind = Kind::checkboxes,
             .name = "fields",
             .label = "Lĩnh vực",
             .choices = {{"kt", "Kinh tế"},
                         {"vhxh", "Văn hóa, xã hội"},
                         {"qpan", "Quốc phòng, an ninh"},
                         {"htct", "Xây dựng hệ thống chính trị"}}},
            {.kind = Kind::select,
             .name = "unit",
             .label = "Đơn vị thực hiện",
             .choices = {
                 {"", "Chọn đơn vị"}, {"ab", "Đảng ủy xã An Bình", "", true}, {"ub", "UBND xã An Bình"}}}};
}

std::vector<Field> last_fields()
{
    return {{.kind = Kind::number,
             .name = "households",
             .label = "Số hộ được hưởng lợi",
             .value = "312",
             .width = 5,
             .unit = "hộ"},
            {.kind = Kind::area,
             .name = "situation",
             .label = "Việc khó hoặc việc mới mà mô hình giải quyết",
             .hint = "Viết bằng lời của đơn vị, không chép nghị quyết.",
             .value = "Thôn ở xa, người cao tuổi phải đi 14 km để nộp hồ sơ.",
             .limit = 2000},
            {.kind = Kind::files,
             .name = "files",
             .label = "Tệp minh chứng",
             .hint = "PDF, DOCX, XLSX hoặc ảnh, mỗi tệp tối đa 10 MB.",
             .optional = true,
             .accept = ".pdf,.docx,.xlsx,image/*"},
            {.kind = Kind::email,
             .name = "mail",
             .label = "Thư điện tử của đơn vị",
             .value = "xa.anbinh@example.vn",
             .autocomplete = "email"},
            {.kind = Kind::code,
             .name = "code",
             .label = "Mã trên thẻ",
             .width = 10,
             .autocomplete = "one-time-code"},
            {.name = "commune", .label = "Xã, phường", .offers = {"An Bình", "Phú Lộc", "Tân Hòa"}}};
}

} // namespace

FormSample form()
{
    std::vector<FieldError> const errors{
        {"title", "Nhập tên mô hình"},
        {"from", "Ngày bắt đầu phải có đủ ngày, tháng, năm, ví dụ 21/11/2026"},
        {"fields", "Chọn ít nhất một lĩnh vực"},
        {"files", "Tệp “bao-cao.docm” không nhận được. Xin gửi PDF, DOCX, XLSX hoặc ảnh, tối đa 10 MB"}};
    auto fields = first_fields();
    for (auto& field : last_fields())
        fields.push_back(std::move(field));
    for (auto& field : fields)
        field.error = web::error_of(errors, field.name);
    return {{"", errors}, {"k3y", "0123", "4"}, fields};
}

} // namespace kheo::gallery
