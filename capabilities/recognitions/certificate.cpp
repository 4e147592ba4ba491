// SPDX-License-Identifier: AGPL-3.0-or-later
// Lengths are points: 72 to the inch, A4 is 595 × 842.
#include "capabilities/recognitions/certificate.hpp"

#include "platform/problem/problem.hpp"
#include "platform/text/text.hpp"

#include <cairo-pdf.h>
#include <fmt/format.h>
#include <memory>
#include <pango/pangocairo.h>
#include <qrencode.h>

namespace kheo::recognitions
{

namespace
{

constexpr double width = 595.28;
constexpr double height = 841.89;
constexpr double margin = 62;
constexpr double code_side = 96;
constexpr char const* family = "Tinos"; // metrics of Times New Roman, all of Vietnamese

struct Colour {
    double red, green, blue;
};
constexpr Colour ink{0.11, 0.11, 0.13};
constexpr Colour gold{0.72, 0.56, 0.20};
constexpr Colour red{0.66, 0.07, 0.07};
constexpr Colour quiet{0.38, 0.38, 0.42};

struct Style {
    double size = 14;
    bool bold = false;
    bool italic = false;
    Colour colour = ink;
    double space = 0; // between letters
};

template <class T>
using Owned = std::unique_ptr<T, void (*)(void*)>;

// One page that is written from top to bottom.
class Paper
{
  public:
    explicit Paper(std::string& bytes)
        : surface_(cairo_pdf_surface_create_for_stream(append, &bytes, width, height)),
          context_(cairo_create(surface_))
    {
        cairo_pdf_surface_set_metadata(surface_, CAIRO_PDF_METADATA_TITLE, "Giấy công nhận");
        // Otherwise the day of printing stands in the file.
        cairo_pdf_surface_set_metadata(surface_, CAIRO_PDF_METADATA_CREATE_DATE, "2025-07-01T00:00:00Z");
    }
    Paper(Paper const&) = delete;
    Paper& operator=(Paper const&) = delete;
    ~Paper()
    {
        cairo_destroy(context_);
        cairo_surface_destroy(surface_);
    }

    // Centred between the margins from `top`; returns where the next line may begin.
    double centred(std::string const& text, double top, Style const& style)
    {
        return write(text, margin, top, width - 2 * margin, style, PANGO_ALIGN_CENTER);
    }

    double write(std::string const& text, double left, double top, double wide, Style const& style,
                 PangoAlignment align)
    {
        auto const layout = Owned<PangoLayout>(pango_cairo_create_layout(context_), g_object_unref);
        // Sizes are wrong by 4/3 and letters stand unevenly without these.
        auto* const context = pango_layout_get_context(layout.get());
        pango_cairo_context_set_resolution(context, 72);
        pango_context_set_round_glyph_positions(context, FALSE);
        auto* const font = pango_font_description_new();
        pango_font_description_set_family(font, family);
        pango_font_description_set_size(font, int(style.size * PANGO_SCALE));
        pango_font_description_set_weight(font, style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
        pango_font_description_set_style(font, style.italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
        pango_layout_set_font_description(layout.get(), font);
        pango_font_description_free(font);
        auto* const list = pango_attr_list_new();
        pango_attr_list_insert(list, pango_attr_letter_spacing_new(int(style.space * PANGO_SCALE)));
        pango_layout_set_attributes(layout.get(), list);
        pango_attr_list_unref(list);
        pango_layout_set_width(layout.get(), int(wide * PANGO_SCALE));
        pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
        pango_layout_set_alignment(layout.get(), align);
        pango_layout_set_line_spacing(layout.get(), 1.15F); // marks above touch what hangs below
        pango_layout_set_text(layout.get(), text.c_str(), int(text.size()));
        ensure(pango_layout_get_unknown_glyphs_count(layout.get()) == 0, "a letter without a font");
        int high = 0;
        pango_layout_get_size(layout.get(), nullptr, &high);
        colour(style.colour);
        cairo_move_to(context_, left, top);
        pango_cairo_show_layout(context_, layout.get());
        return top + double(high) / PANGO_SCALE;
    }

    void frame(double inset, double thick, Colour const& with)
    {
        colour(with);
        cairo_set_line_width(context_, thick);
        cairo_rectangle(context_, inset, inset, width - 2 * inset, height - 2 * inset);
        cairo_stroke(context_);
    }

    void line(double left, double right, double top, double thick, Colour const& with)
    {
        colour(with);
        cairo_set_line_width(context_, thick);
        cairo_move_to(context_, left, top);
        cairo_line_to(context_, right, top);
        cairo_stroke(context_);
    }

    // With the quiet zone of four modules inside `side`.
    void code(std::string const& text, double left, double top, double side)
    {
        auto const made = std::unique_ptr<QRcode, decltype(&QRcode_free)>(
            QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M), &QRcode_free);
        ensure(made != nullptr, "libqrencode makes no code");
        auto const module = side / (made->width + 8);
        colour({0, 0, 0});
        for (int y = 0; y < made->width; ++y)
            for (int x = 0; x < made->width; ++x)
                if (made->data[y * made->width + x] & 1)
                    cairo_rectangle(context_, left + (x + 4) * module, top + (y + 4) * module, module,
                                    module);
        cairo_fill(context_);
    }

    void end()
    {
        cairo_show_page(context_);
        cairo_surface_finish(surface_);
        ensure(cairo_surface_status(surface_) == CAIRO_STATUS_SUCCESS, "a page could not be written");
    }

  private:
    static cairo_status_t append(void* to, unsigned char const* data, unsigned length)
    {
        static_cast<std::string*>(to)->append(reinterpret_cast<char const*>(data), length);
        return CAIRO_STATUS_SUCCESS;
    }
    void colour(Colour const& of) { cairo_set_source_rgb(context_, of.red, of.green, of.blue); }

    cairo_surface_t* surface_;
    cairo_t* context_;
};

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

void write_foot(Paper& paper, Certificate const& of)
{
    auto const top = height - margin - 168;
    auto const right = width / 2 - 30;
    auto const wide = width - margin - right + 10;
    auto const day = civil(of.issued_on);
    auto at = paper.write(fmt::format("Ngày {:02} tháng {:02} năm {}", day.day, day.month, day.year), right,
                          top, wide, {.size = 13, .italic = true}, PANGO_ALIGN_CENTER);
    at = paper.write(of.signer, right, at + 4, wide, {.size = 13, .bold = true}, PANGO_ALIGN_CENTER);
    paper.write("(đã ký quyết định)", right, at + 6, wide, {.size = 12, .italic = true, .colour = quiet},
                PANGO_ALIGN_CENTER);
    paper.code(of.page, margin - 6, top, code_side);
    at = paper.write("Quét mã để xem việc công nhận còn hiệu lực không.", margin, top + code_side + 2, 190,
                     {.size = 10, .colour = quiet}, PANGO_ALIGN_LEFT);
    paper.write(of.page, margin, at + 2, 190, {.size = 8, .colour = quiet}, PANGO_ALIGN_LEFT);
}

} // namespace

std::string certificate(Certificate const& of)
{
    std::string bytes;
    auto paper = Paper(bytes);
    paper.frame(26, 2.2, gold);
    paper.frame(32, 0.6, gold);
    auto at = paper.centred(of.issuer, margin, {.size = 14, .bold = true, .space = 0.4});
    paper.line(width / 2 - 46, width / 2 + 46, at + 5, 0.8, red);
    at = paper.centred("GIẤY CÔNG NHẬN", at + 50, {.size = 36, .bold = true, .colour = red, .space = 1.5});
    at = paper.centred("Mô hình “Dân vận khéo” " + lowered(of.level), at + 6, {.size = 16, .colour = quiet});
    at = paper.centred(of.title, at + 52, {.size = size_of_title(of.title), .bold = true});
    at = paper.centred(of.unit, at + 30, {.size = 17});
    if (!of.place.empty() && folded(of.unit).find(folded(of.place)) == std::string::npos)
        at = paper.centred(of.place, at + 2, {.size = 14, .colour = quiet});
    at = paper.centred(fmt::format("Lĩnh vực: {}. Đăng ký năm {}.", of.field, of.year), at + 14,
                       {.size = 13, .colour = quiet});
    at = paper.centred(fmt::format("Theo Quyết định {} ngày {}", of.number, shown(of.issued_on)), at + 34,
                       {.size = 14});
    if (of.demo)
        paper.centred("Dữ liệu minh họa, không có giá trị", at + 10,
                      {.size = 12, .bold = true, .colour = red});
    write_foot(paper, of);
    paper.end();
    return bytes;
}

} // namespace kheo::recognitions
