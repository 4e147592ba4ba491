// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/papers/problems.hpp"
#include "platform/scans/scans.hpp"
#include "platform/text/syllable.hpp"
#include "platform/text/text.hpp"

#include <fmt/format.h>
#include <leptonica/allheaders.h>
#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-global.h>
#include <poppler/cpp/poppler-image.h>
#include <poppler/cpp/poppler-page-renderer.h>
#include <poppler/cpp/poppler-page.h>

#include <cmath>
#include <memory>

namespace kheo::scans
{
namespace
{

namespace problems = papers::problems;

constexpr double points_per_mm = 72.0 / 25.4;
constexpr std::size_t scanned_below = 50; // bytes of text on a page
constexpr int dpi = 200;

std::string utf8(poppler::ustring const& text)
{
    auto const bytes = text.to_utf8();
    return {bytes.data(), bytes.size()};
}

struct Layer {
    std::string text; // "" where no font of it is of before Unicode
    legacy::Changed changed;
    legacy::Habit seen;
    legacy::Habit const& habit() const { return seen; }
};

// A text layer set in fonts of before Unicode, decoded by the font of each word.
Layer layer_of(std::vector<poppler::text_box> const& boxes, legacy::Habit const* known)
{
    Layer made;
    auto& [out, changed, seen] = made;
    legacy::Line words;
    auto line = -1.0;
    auto last = legacy::Encoding::unicode;
    for (auto const& word : boxes) {
        auto const font = word.has_font_info() ? word.get_font_name() : std::string();
        auto const middle = word.bbox().y() + word.bbox().height() / 2;
        if (line >= 0 && std::abs(middle - line) > word.bbox().height() / 2)
            out += words.take(changed, seen, known) + '\n';
        else if (line >= 0)
            words.add(" ", last);
        line = middle;
        last = legacy::encoding_of_font(font);
        words.add(utf8(word.text()), last);
    }
    out += words.take(changed, seen, known);
    if (!changed.any())
        out.clear();
    return made;
}

Outcome<papers::Page> with_text(poppler::page const& page, std::string const& text)
{
    auto const boxes = page.text_list(poppler::page::text_list_include_font);
    auto const layer =
        legacy::read_by_habit([&](legacy::Habit const* known) { return layer_of(boxes, known); });
    return papers::page_of(in_paragraphs(papers::finished(layer.text.empty() ? text : layer.text)),
                           layer.changed);
}

Outcome<papers::Page> rendered(poppler::page const& page, bool heading)
{
    poppler::page_renderer renderer;
    renderer.set_image_format(poppler::image::format_rgb24);
    renderer.set_render_hint(poppler::page_renderer::antialiasing, true);
    renderer.set_render_hint(poppler::page_renderer::text_antialiasing, true);
    auto const image = renderer.render_page(&page, dpi, dpi);
    if (!image.is_valid())
        return refuse(problems::broken);
    std::unique_ptr<PIX, void (*)(PIX*)> const pix(pixCreate(image.width(), image.height(), 32),
                                                   [](PIX* gone) { pixDestroy(&gone); });
    if (!pix)
        return refuse(problems::unsafe);
    for (auto y = 0; y < image.height(); ++y) {
        auto const* row = image.const_data() + static_cast<std::ptrdiff_t>(y) * image.bytes_per_row();
        auto* const to = pixGetData(pix.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(pix.get());
        for (auto x = 0; x < image.width(); ++x)
            composeRGBPixel(static_cast<unsigned char>(row[3 * x]),
                            static_cast<unsigned char>(row[3 * x + 1]),
                            static_cast<unsigned char>(row[3 * x + 2]), to + x);
    }
    return recognised(pix.get(), dpi, heading);
}

} // namespace

Outcome<papers::Paper> read_pdf(std::string_view bytes, Progress const& progress)
{
    poppler::set_debug_error_function([](std::string const&, void*) {}, nullptr);
    std::unique_ptr<poppler::document> const document(
        poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
    if (!document)
        return refuse(bytes.find("/Encrypt") != std::string_view::npos ? problems::locked : problems::broken);
    if (document->is_locked())
        return refuse(problems::locked);
    auto const count = document->pages();
    if (count < 1)
        return refuse(problems::broken);
    if (count > papers::max_pages)
        return refuse(problems::too_many_pages, std::to_string(count));
    papers::Paper paper;
    std::size_t sum = 0;
    for (auto at = 0; at < count && sum < papers::max_text_bytes; ++at) {
        if (progress)
            progress(at + 1, count);
        std::unique_ptr<poppler::page> const page(document->create_page(at));
        if (!page)
            return refuse(problems::broken);
        // Before anything is rendered: 200 bytes may declare a page of 50 metres.
        auto const rect = page->page_rect();
        auto const width = std::abs(rect.width()) / points_per_mm;
        auto const height = std::abs(rect.height()) / points_per_mm;
        if (!(width <= papers::max_side_mm && height <= papers::max_side_mm))
            return refuse(problems::page_too_large,
                          fmt::format("trang {}: {:.0f} × {:.0f} mm", at + 1, width, height));
        auto const text = utf8(page->text(poppler::rectf(), poppler::page::raw_order_layout));
        auto read = tidied(text).size() >= scanned_below ? with_text(*page, text)
                                                         : Outcome<papers::Page>(refuse(problems::not_text));
        if (!read) { // a picture, or letters that mean nothing: as it looks
            auto seen = TRY(rendered(*page, at == 0));
            read = std::move(seen);
        }
        paper.pages.push_back(std::move(*read));
        sum += paper.pages.back().text.size();
    }
    return paper;
}

} // namespace kheo::scans
