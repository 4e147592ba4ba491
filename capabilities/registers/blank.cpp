// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/registers/blank.hpp"

#include "capabilities/models/models.hpp"
#include "capabilities/registers/fields.hpp"
#include "platform/sheets/letter.hpp"

#include <fmt/format.h>

namespace kheo::registers
{

namespace
{

constexpr int blank_rows = 40;

// Narrow enough that all columns stand on one lying A4 in letters that can be read.
double width_on_paper(FieldRule const& rule)
{
    return rule.field == Field::title ? 17 : rule.many_lines ? 12 : rule.field == Field::unit ? 13 : 11;
}

// Said once above the sheet, not in each row.
bool is_said_above(Field field)
{
    return field == Field::year || field == Field::unit_code || field == Field::commune ||
           field == Field::province;
}

std::vector<std::string> choices_of(Field field)
{
    std::vector<std::string> list;
    if (field == Field::field)
        for (auto const& work : models::fields_of_work())
            list.push_back(work.label);
    if (field == Field::entry)
        for (auto const entry : {models::Entry::moi, models::Entry::duy_tri, models::Entry::nhan_rong})
            list.emplace_back(models::label(entry));
    if (field == Field::kind)
        list = {std::string(models::label(models::Kind::mo_hinh)),
                std::string(models::label(models::Kind::dien_hinh_tap_the))};
    return list;
}

std::string hint_of(Field field)
{
    for (auto const& rule : models::RegisterForm::rules())
        if (rule.name == name(field))
            return std::string(rule.hint);
    return {};
}

std::string joined(std::vector<std::string> const& words)
{
    std::string line;
    for (auto const& word : words)
        line += (line.empty() ? "☐ " : "   ☐ ") + word;
    return line;
}

http::Response download(std::string bytes, std::string_view type, std::string_view name)
{
    auto answer = http::Response{.type = std::string(type), .body = std::move(bytes), .compressible = false};
    answer.download_as = name;
    return answer;
}

} // namespace

std::string blank_sheet(int year)
{
    auto table =
        sheets::Table{.sheet = "Đăng ký",
                      .title = {fmt::format("ĐĂNG KÝ MÔ HÌNH, ĐIỂN HÌNH TẬP THỂ “DÂN VẬN KHÉO” NĂM {}", year),
                                "Đơn vị gửi: …………………………………    Xã, phường, đặc khu: …………………………………    Tỉnh, "
                                "thành phố: …………………………"}};
    table.columns.push_back({"TT", 5, sheets::ColumnKind::whole});
    for (auto const& rule : fields())
        if (!is_said_above(rule.field))
            table.columns.push_back({std::string(rule.label), width_on_paper(rule), sheets::ColumnKind::text,
                                     choices_of(rule.field)});
    for (int number = 1; number <= blank_rows; ++number)
        table.rows.push_back({{double(number)}});
    table.notes = {"Mỗi dòng một mô hình. Cột Lĩnh vực, Loại, Hình thức đăng ký: chọn trong danh sách của ô.",
                   "Ghi chỉ tiêu có con số và đơn vị tính; không ghi tên, số điện thoại của người dân.",
                   "Điển hình cá nhân không ghi vào sổ này."};
    return sheets::to_xlsx({table});
}

std::string blank_letter(int year)
{
    auto table = sheets::Table{.columns = {{"Mục", 30}, {"Nội dung", 70}}, .page = sheets::Page::portrait};
    for (auto const& rule : fields()) {
        if (rule.field == Field::year || rule.field == Field::unit_code)
            continue;
        auto const choices = choices_of(rule.field);
        auto const hint = hint_of(rule.field);
        auto text = !choices.empty() ? joined(choices) : hint.empty() ? std::string(" ") : "(" + hint + ")";
        // Room to write by hand.
        if (rule.many_lines)
            text += "\n \n ";
        table.rows.push_back({{std::string(rule.label), std::move(text)}});
    }
    auto const letter =
        sheets::Letter{.organisation = "TÊN ĐƠN VỊ",
                       .place_and_date = fmt::format("…………, ngày …… tháng …… năm {}", year),
                       .type = "BẢN ĐĂNG KÝ",
                       .subject = fmt::format("Mô hình, điển hình tập thể “Dân vận khéo” năm {}", year),
                       .table = table,
                       .closing = {{"Không ghi tên, số điện thoại, thông tin riêng của người dân."}},
                       .signature = sheets::Signature{{"THỦ TRƯỞNG ĐƠN VỊ"}, ""}};
    return sheets::to_docx(letter);
}

Outcome<http::Response> send_blank_sheet(acts::Reading& reading, routes::Nothing const&)
{
    return download(blank_sheet(civil(reading.today()).year),
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "mau-dang-ky.xlsx");
}

Outcome<http::Response> send_blank_letter(acts::Reading& reading, routes::Nothing const&)
{
    return download(blank_letter(civil(reading.today()).year),
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                    "mau-dang-ky.docx");
}

} // namespace kheo::registers
