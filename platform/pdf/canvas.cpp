// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/pdf/canvas.hpp"

#include "platform/problem/problem.hpp"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <qrencode.h>

#include <vector>

namespace kheo::pdf
{

namespace
{

constexpr char const* family = "Tinos";
constexpr double single = 1.15; // marks above touch what hangs below if less

double points(int units)
{
    return double(units) / PANGO_SCALE;
}

cairo_status_t append(void* to, unsigned char const* data, unsigned length)
{
    static_cast<std::string*>(to)->append(reinterpret_cast<char const*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

void set_font(PangoLayout* layout, Style const& style)
{
    auto* const font = pango_font_description_new();
    pango_font_description_set_family(font, family);
    pango_font_description_set_size(font, int(style.size * PANGO_SCALE));
    pango_font_description_set_weight(font, style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_style(font, style.italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    auto* const list = pango_attr_list_new();
    pango_attr_list_insert(list, pango_attr_letter_spacing_new(int(style.space * PANGO_SCALE)));
    if (style.underlined)
        pango_attr_list_insert(list, pango_attr_underline_new(PANGO_UNDERLINE_SINGLE));
    pango_layout_set_attributes(layout, list);
    pango_attr_list_unref(list);
}

} // namespace

struct Text::Held {
    struct Line {
        PangoLayoutLine* line; // owned by the layout
        double left;
        double baseline; // below the top of its own extents
        double height;
        double width;
    };
    PangoLayout* layout = nullptr;
    std::vector<Line> lines;
    Style style;
    double pitch = 0;

    Held() = default;
    Held(Held const&) = delete;
    Held& operator=(Held const&) = delete;
    ~Held() { g_object_unref(layout); }
};

Text::Text(std::unique_ptr<Held> held) : held_(std::move(held)) {}
Text::Text(Text&&) noexcept = default;
Text& Text::operator=(Text&&) noexcept = default;
Text::~Text() = default;

int Text::lines() const
{
    return int(held_->lines.size());
}

double Text::pitch() const
{
    return held_->pitch;
}

double Text::last_width() const
{
    return held_->lines.empty() ? 0 : held_->lines.back().width;
}

struct Canvas::Held {
    cairo_surface_t* surface;
    cairo_t* context;

    void colour(Colour const& of) const { cairo_set_source_rgb(context, of.red, of.green, of.blue); }
};

Canvas::Canvas(std::string& bytes, std::string const& title)
{
    auto* const surface = cairo_pdf_surface_create_for_stream(append, &bytes, page_width, page_height);
    held_ = std::make_unique<Held>(Held{surface, cairo_create(surface)});
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title.c_str());
    // Otherwise the day of printing stands in the file.
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2025-07-01T00:00:00Z");
}

Canvas::~Canvas()
{
    cairo_destroy(held_->context);
    cairo_surface_destroy(held_->surface);
}

Text Canvas::set(std::string_view text, double wide, Style const& style)
{
    auto held = std::make_unique<Text::Held>();
    auto* const layout = held->layout = pango_cairo_create_layout(held_->context);
    // Sizes are wrong by 4/3 and letters stand unevenly without these.
    auto* const context = pango_layout_get_context(layout);
    pango_cairo_context_set_resolution(context, 72);
    pango_context_set_round_glyph_positions(context, FALSE);
    set_font(layout, style);
    pango_layout_set_width(layout, int(wide * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout, style.align == Align::centre  ? PANGO_ALIGN_CENTER
                                       : style.align == Align::right ? PANGO_ALIGN_RIGHT
                                                                     : PANGO_ALIGN_LEFT);
    pango_layout_set_justify(layout, style.align == Align::justified);
    pango_layout_set_indent(layout, int(style.first_line * PANGO_SCALE));
    pango_layout_set_text(layout, text.data(), int(text.size()));
    unknown_ += pango_layout_get_unknown_glyphs_count(layout);
    held->style = style;
    held->pitch = style.pitch > 0 ? style.pitch : style.size * single;
    auto* const at = pango_layout_get_iter(layout);
    do {
        PangoRectangle extents;
        pango_layout_iter_get_line_extents(at, nullptr, &extents);
        held->lines.push_back({pango_layout_iter_get_line_readonly(at), points(extents.x),
                               points(pango_layout_iter_get_baseline(at) - extents.y), points(extents.height),
                               points(extents.width)});
    } while (pango_layout_iter_next_line(at));
    pango_layout_iter_free(at);
    return Text(std::move(held));
}

double Canvas::draw(Text const& text, double left, double top, int from, int to)
{
    held_->colour(text.held_->style.colour);
    auto const pitch = text.held_->pitch;
    for (auto at = from; at < to; ++at, top += pitch) {
        auto const& line = text.held_->lines[std::size_t(at)];
        cairo_move_to(held_->context, left + line.left, top + (pitch - line.height) / 2 + line.baseline);
        pango_cairo_show_layout_line(held_->context, line.line);
    }
    return top;
}

void Canvas::frame(double inset, double thick, Colour const& with)
{
    held_->colour(with);
    cairo_set_line_width(held_->context, thick);
    cairo_rectangle(held_->context, inset, inset, page_width - 2 * inset, page_height - 2 * inset);
    cairo_stroke(held_->context);
}

void Canvas::box(double left, double top, double wide, double high, double thick)
{
    held_->colour({});
    cairo_set_line_width(held_->context, thick);
    cairo_rectangle(held_->context, left, top, wide, high);
    cairo_stroke(held_->context);
}

void Canvas::line(double left, double right, double top, double thick, Colour const& with)
{
    held_->colour(with);
    cairo_set_line_width(held_->context, thick);
    cairo_move_to(held_->context, left, top);
    cairo_line_to(held_->context, right, top);
    cairo_stroke(held_->context);
}

void Canvas::code(std::string const& text, double left, double top, double side)
{
    auto const made = std::unique_ptr<QRcode, decltype(&QRcode_free)>(
        QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M), &QRcode_free);
    ensure(made != nullptr, "libqrencode makes no code");
    auto const module = side / (made->width + 8);
    held_->colour({0, 0, 0});
    for (int y = 0; y < made->width; ++y)
        for (int x = 0; x < made->width; ++x)
            if (made->data[y * made->width + x] & 1)
                cairo_rectangle(held_->context, left + (x + 4) * module, top + (y + 4) * module, module,
                                module);
    cairo_fill(held_->context);
}

void Canvas::next_page()
{
    cairo_show_page(held_->context);
}

void Canvas::end()
{
    cairo_show_page(held_->context);
    cairo_surface_finish(held_->surface);
    ensure(cairo_surface_status(held_->surface) == CAIRO_STATUS_SUCCESS, "a page could not be written");
}

} // namespace kheo::pdf
