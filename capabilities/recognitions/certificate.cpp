// SPDX-License-Identifier: AGPL-3.0-or-later
// Lengths are points: 72 to the inch, A4 is 595 × 842.
#include "capabilities/recognitions/certificate.hpp"

#include "platform/pdf/canvas.hpp"
#include "platform/text/text.hpp"

#include <fmt/format.h>

namespace kheo::recognitions
{

namespace
{

using pdf::Align;
using pdf::Canvas;
using pdf::Colour;
using pdf::page_height;
using pdf::page_width;
using pdf::Style;

constexpr double margin = 62;
constexpr double code_side = 96;
constexpr Colour ink{0.11, 0.11, 0.13};
constexpr Colour gold{0.72, 0.56, 0.20};
constexpr Colour red{0.66, 0.07, 0.07};
constexpr Colour quiet{0.38, 0.38, 0.42};

// Centred between the margins from `top`; returns where the next line may begin.
double centred(Canvas& paper, std::string const& text, double top, Style style)
{
    style.align = Align::centre;
    return paper.write(text, margin, top, page_width - 2 * margin, style);
}

// "Cấp tỉnh" inside a line.
std::string lowered(std::string const& level)
{
    return level.starts_with("C") ? "c" + level.substr(1) : level;
}

// Long titles get smaller letters, so that the page stays one.
double size_of_title(std::string const& title)
{
    auto const letters = title.size();
    return letters < 90 ? 24 : letters < 180 ? 20 : 16;
}

void write_foot(Canvas& paper, Certificate const& of)
{
    auto const top = page_height - margin - 168;
    auto const right = page_width / 2 - 30;
    auto const wide = page_width - margin - right + 10;
    auto const day = civil(of.issued_on);
    auto at = paper.write(fmt::format("Ngày {:02} tháng {:02} năm {}", day.day, day.month, day.year), right,
                          top, wide, {.size = 13, .italic = true, .colour = ink, .align = Align::centre});
    at = paper.write(of.signer, right, at + 4, wide,
                     {.size = 13, .bold = true, .colour = ink, .align = Align::centre});
    paper.write("(đã ký quyết định)", right, at + 6, wide,
                {.size = 12, .italic = true, .colour = quiet, .align = Align::centre});
    paper.code(of.page, margin - 6, top, code_side);
    at = paper.write("Quét mã để xem việc công nhận còn hiệu lực không.", margin, top + code_side + 2, 190,
                     {.size = 10, .colour = quiet});
    paper.write(of.page, margin, at + 2, 190, {.size = 8, .colour = quiet});
}

} // namespace

CertificateFile certificate(Certificate const& of)
{
    auto file = CertificateFile();
    auto paper = Canvas(file.bytes, "Giấy công nhận");
    paper.frame(26, 2.2, gold);
    paper.frame(32, 0.6, gold);
    auto at = centred(paper, of.issuer, margin, {.size = 14, .bold = true, .colour = ink, .space = 0.4});
    paper.line(page_width / 2 - 46, page_width / 2 + 46, at + 5, 0.8, red);
    at = centred(paper, "GIẤY CÔNG NHẬN", at + 50, {.size = 36, .bold = true, .colour = red, .space = 1.5});
    at = centred(paper, "Mô hình “Dân vận khéo” " + lowered(of.level), at + 6, {.size = 16, .colour = quiet});
    at = centred(paper, of.title, at + 52, {.size = size_of_title(of.title), .bold = true, .colour = ink});
    if (!of.title_today.empty())
        at = centred(paper, "Tên hiện nay: " + of.title_today, at + 8,
                     {.size = 13, .italic = true, .colour = quiet});
    at = centred(paper, of.unit, at + 30, {.size = 17, .colour = ink});
    if (!of.place.empty() && folded(of.unit).find(folded(of.place)) == std::string::npos)
        at = centred(paper, of.place, at + 2, {.size = 14, .colour = quiet});
    at = centred(paper, fmt::format("Lĩnh vực: {}. Đăng ký năm {}.", of.field, of.year), at + 14,
                 {.size = 13, .colour = quiet});
    at = centred(paper, fmt::format("Theo Quyết định {} ngày {}", of.number, shown(of.issued_on)), at + 34,
                 {.size = 14, .colour = ink});
    if (of.demo)
        centred(paper, "Dữ liệu minh họa, không có giá trị", at + 10,
                {.size = 12, .bold = true, .colour = red});
    write_foot(paper, of);
    file.unknown = paper.unknown();
    paper.end();
    return file;
}

} // namespace kheo::recognitions
