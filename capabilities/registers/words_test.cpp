// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/registers/words.hpp"

#include <doctest/doctest.h>

using namespace kheo::registers;

TEST_CASE("a heading is known in any writing")
{
    struct {
        char const* heading;
        char const* target;
    } const rows[] = {
        {"Tên mô hình", "title"},
        {"TÊN MÔ HÌNH “DÂN VẬN KHÉO”", "title"},
        {"Ten mo hinh", "title"},
        {"Te\u0302n mo\u0302 hi\u0300nh", "title"},
        {"Tên mô hình,\nđiển hình", "title"},
        {"MH DVK đ.ký", "title"},
        {"Tên mô hình đăng ký của đơn vị năm 2026", "title"},
        {"Nội dung đăng ký", "title"},
        {"Nội dung và cách làm", "way_of_working"},
        {"ND, cách làm", "way_of_working"},
        {"Nội dung, giải pháp thực hiện", "way_of_working"},
        {"Đ/vị", "unit"},
        {"Đơn vị (chi bộ, thôn)", "unit"},
        {"Cơ quan, đơn vị\nđăng ký", "unit"},
        {"Mã đơn vị", "unit_code"},
        {"Xã/phường/đặc khu", "commune"},
        {"Thuộc lĩnh vực", "field"},
        {"LV", "field"},
        {"Hình thức đăng ký (mới, duy trì)", "entry"},
        {"Mới / duy trì", "entry"},
        {"M/DT/NR", "entry"},
        {"Loại hình (mô hình, điển hình tập thể, điển hình cá nhân)", "kind"},
        {"Lý do, sự cần thiết phải xây dựng mô hình", "situation"},
        {"TG t/hiện", "timetable"},
        {"Thời gian (bắt đầu - kết thúc)", "timetable"},
        {"Kinh phí (triệu đồng)", "resources"},
        {"KQ", "outputs"},
        {"HD duy trì", "keep_up"},
        {"year", "year"},
        {"way_of_working", "way_of_working"},
        {"STT", "-"},
        {"SỐ\nTT", "-"},
        {"Ghi chú", "-"},
        {"Cần sửa", "-"},
        {"Cây xanh trồng thêm", ""},
        {"", ""},
    };
    for (auto const& row : rows) {
        CAPTURE(std::string(row.heading));
        CHECK(name_of(words().heading("", row.heading).target) == row.target);
    }
}

TEST_CASE("choices under a common heading are ticked")
{
    struct {
        char const* group;
        char const* leaf;
        char const* target;
    } const rows[] = {
        {"Lĩnh vực (đánh dấu x)", "Kinh tế", "field:kinh_te"},
        {"Lĩnh vực (đánh dấu x)", "VH - XH", "field:van_hoa_xa_hoi"},
        {"Lĩnh vực (đánh dấu x)", "QP - AN", "field:quoc_phong_an_ninh"},
        {"Lĩnh vực", "XD Đảng, HTCT", "field:xay_dung_he_thong_chinh_tri"},
        {"Đăng ký", "Mới", "entry:moi"},
        {"Đăng ký", "Duy trì", "entry:duy_tri"},
        {"Mới/duy trì", "Nhân rộng", "entry:nhan_rong"},
        {"Nội dung cụ thể", "Mục tiêu", "aims"},
        {"Tổ chức thực hiện", "Kinh phí, ngày công", "resources"},
    };
    for (auto const& row : rows) {
        CAPTURE(std::string(row.leaf));
        CHECK(name_of(words().heading(row.group, row.leaf).target) == row.target);
    }
}

TEST_CASE("what people write for a kind, an entry, a field of work")
{
    struct {
        char const* what;
        char const* text;
        char const* value;
    } const rows[] = {
        {"entry", "Mới", "moi"},
        {"entry", "ĐK MỚI", "moi"},
        {"entry", "Tiếp tục duy trì từ năm 2025", "duy_tri"},
        {"entry", "chuyển tiếp", "duy_tri"},
        {"entry", "Nhân rộng từ xã Sen Hạ", "nhan_rong"},
        {"entry", "NR", "nhan_rong"},
        {"entry", "tháng sau", ""},
        {"kind", "ĐHTT", "dien_hinh_tap_the"},
        {"kind", "Điển hình tập thể", "dien_hinh_tap_the"},
        {"kind", "Cá nhân", "ca_nhan"},
        {"kind", "Mô hình tập thể", "mo_hinh"},
        {"kind", "tap the", "tap_the"},
        {"field", "KINH TE", "kinh_te"},
        {"field", "Văn hoá – Xã hội", "van_hoa_xa_hoi"},
        {"field", "VH-XH", "van_hoa_xa_hoi"},
        {"field", "An ninh - quốc phòng", "quoc_phong_an_ninh"},
        {"field", "Lĩnh vực xây dựng Đảng, HTCT", "xay_dung_he_thong_chinh_tri"},
        {"field", "XD NTM", "nong_thon_moi"},
        {"field", "GPMB", "giai_phong_mat_bang"},
        {"field", "Thể thao", ""},
        {"field", "", ""},
    };
    for (auto const& row : rows) {
        CAPTURE(std::string(row.text));
        CHECK(words().meaning(row.what, row.text) == row.value);
    }
    CHECK(words().meanings("field", "Kinh tế và quốc phòng, an ninh") ==
          std::vector<std::string>{"kinh_te", "quoc_phong_an_ninh"});
}

TEST_CASE("a target's name and the target are one")
{
    for (auto const* const name : {"title", "way_of_working", "field:kinh_te", "entry:moi", "-", ""}) {
        CAPTURE(name);
        CHECK(name_of(target_named(name)) == name);
    }
    CHECK(target_named("nonsense").kind == Target::Kind::unknown);
    CHECK(target_named("nonsense:kinh_te").kind == Target::Kind::unknown);
}
