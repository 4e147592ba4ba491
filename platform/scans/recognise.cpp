// SPDX-License-Identifier: AGPL-3.0-or-later
// A picture of a page to words: red channel (the red stamp disappears), even
// background, straightened, then tesseract; guide "documents", 1.2.
#include "platform/papers/problems.hpp"
#include "platform/scans/scans.hpp"
#include "platform/text/syllable.hpp"
#include "platform/text/text.hpp"

#include <leptonica/allheaders.h>
#include <tesseract/baseapi.h>

#include <cmath>
#include <memory>
#include <vector>

namespace kheo::scans
{
namespace
{

namespace problems = papers::problems;

constexpr std::int64_t max_pixels = 40'000'000;
constexpr int best_width = 1'654; // of A4 at 200 dpi

struct Destroy {
    void operator()(PIX* pix) const { pixDestroy(&pix); }
};
using Picture = std::unique_ptr<PIX, Destroy>;

Picture red_channel(PIX* pix)
{
    if (pixGetDepth(pix) == 32)
        return Picture(pixGetRGBComponent(pix, COLOR_RED));
    return Picture(pixConvertTo8(pix, 0));
}

// Grey, evenly lit and straight.
Picture cleaned(PIX* pix)
{
    auto grey = red_channel(pix);
    if (!grey)
        return grey;
    if (Picture even(pixBackgroundNormSimple(grey.get(), nullptr, nullptr)); even)
        grey = std::move(even);
    Picture const black(pixThresholdToBinary(grey.get(), 160));
    l_float32 angle = 0;
    l_float32 confidence = 0;
    if (black && pixFindSkew(black.get(), &angle, &confidence) == 0 && std::abs(angle) > 0.1F &&
        confidence > 2)
        if (Picture straight(
                pixRotate(grey.get(), angle * 3.14159265F / 180, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0));
            straight)
            grey = std::move(straight);
    return grey;
}

struct Heading {
    int bottom = 0; // 0: the page has none in two columns
    int middle = 0;
};

// The heading of a directive stands in two columns; the recogniser would mix
// their lines. Its rows share a white strip near the middle.
Heading heading_of(PIX* grey)
{
    Picture const black(pixThresholdToBinary(grey, 160));
    if (!black)
        return {};
    auto const width = pixGetWidth(black.get());
    auto const height = pixGetHeight(black.get()) * 35 / 100;
    auto const left = width * 30 / 100;
    auto const right = width * 60 / 100;
    std::vector<int> ink(static_cast<std::size_t>(right - left), 0);
    auto const strip = [&] {
        auto best = std::pair(0, 0);
        for (auto at = 0, run = 0; at < right - left; ++at) {
            run = ink[static_cast<std::size_t>(at)] > 1 ? 0 : run + 1;
            if (run > best.first)
                best = {run, left + at - run / 2};
        }
        return best;
    };
    Heading found;
    auto rows_with_both = 0;
    for (auto y = 0; y < height; ++y) {
        auto before = ink;
        auto on_left = false;
        auto on_right = false;
        for (auto x = 0; x < width; ++x) {
            l_uint32 dark = 0;
            pixGetPixel(black.get(), x, y, &dark);
            if (dark == 0)
                continue;
            on_left = on_left || x < left;
            on_right = on_right || x >= right;
            if (x >= left && x < right)
                ++ink[static_cast<std::size_t>(x - left)];
        }
        auto const [free, middle] = strip();
        if (free < width / 50)
            return rows_with_both > height / 60 ? found : Heading{};
        rows_with_both += on_left && on_right ? 1 : 0;
        found = {y, middle};
    }
    return {}; // the white strip goes on: a table or an empty page, no heading
}

std::string words_in(tesseract::TessBaseAPI& api, int x, int y, int width, int height)
{
    if (width < 20 || height < 20)
        return "";
    api.SetRectangle(x, y, width, height);
    std::unique_ptr<char[]> const text(api.GetUTF8Text());
    return text ? std::string(text.get()) : "";
}

} // namespace

Outcome<papers::Page> recognised(Pix* picture, int dpi, bool heading)
{
    static std::unique_ptr<tesseract::TessBaseAPI> const api = [] {
        auto made = std::make_unique<tesseract::TessBaseAPI>();
        if (made->Init(nullptr, "vie", tesseract::OEM_LSTM_ONLY) != 0)
            made.reset();
        return made;
    }();
    if (!api)
        return refuse(problems::no_reader);
    auto const clean = cleaned(picture);
    if (!clean)
        return refuse(problems::broken);
    api->SetPageSegMode(tesseract::PSM_AUTO);
    api->SetImage(clean.get());
    api->SetSourceResolution(dpi);
    auto const width = pixGetWidth(clean.get());
    auto const height = pixGetHeight(clean.get());
    auto const top = heading ? heading_of(clean.get()) : Heading{};
    std::string text;
    if (top.bottom > 0) {
        text = in_paragraphs(words_in(*api, 0, 0, top.middle, top.bottom));
        text += in_paragraphs(words_in(*api, top.middle, 0, width - top.middle, top.bottom));
    }
    text += in_paragraphs(words_in(*api, 0, top.bottom, width, height - top.bottom));
    api->Clear();
    papers::Page page{.text = papers::finished(text), .scanned = true};
    page.syllables = page.text.empty() ? 0 : syllable_share(page.text);
    return page;
}

Outcome<papers::Paper> read_picture(std::string_view bytes)
{
    auto const* const data = reinterpret_cast<l_uint8 const*>(bytes.data());
    l_int32 format = 0;
    l_int32 width = 0;
    l_int32 height = 0;
    if (pixReadHeaderMem(data, bytes.size(), &format, &width, &height, nullptr, nullptr, nullptr) != 0)
        return refuse(problems::broken);
    if (static_cast<std::int64_t>(width) * height > max_pixels)
        return refuse(problems::unsafe);
    Picture picture(pixReadMem(data, bytes.size()));
    if (!picture)
        return refuse(problems::broken);
    auto const shorter = std::min(pixGetWidth(picture.get()), pixGetHeight(picture.get()));
    if (shorter > best_width * 5 / 4) {
        auto const scale = static_cast<float>(best_width) / static_cast<float>(shorter);
        if (Picture smaller(pixScale(picture.get(), scale, scale)); smaller)
            picture = std::move(smaller);
    }
    auto page = TRY(recognised(picture.get(), 200, true));
    papers::Paper paper;
    paper.pages.push_back(std::move(page));
    return paper;
}

} // namespace kheo::scans
