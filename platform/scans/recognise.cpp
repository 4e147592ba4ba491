// SPDX-License-Identifier: AGPL-3.0-or-later
// A picture of a page to words: red channel (the red stamp disappears), even
// background, straightened, then tesseract; guide "documents", 1.2.
#include "platform/papers/problems.hpp"
#include "platform/scans/scans.hpp"
#include "platform/text/syllable.hpp"
#include "platform/text/text.hpp"

#include <leptonica/allheaders.h>
#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
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

struct Clean {
    Picture grey;      // evenly lit and straight
    float radians = 0; // by which it was turned
};

Clean cleaned(PIX* pix)
{
    auto grey = red_channel(pix);
    if (!grey)
        return {};
    auto radians = 0.0F;
    if (Picture even(pixBackgroundNormSimple(grey.get(), nullptr, nullptr)); even)
        grey = std::move(even);
    Picture const black(pixThresholdToBinary(grey.get(), 160));
    l_float32 angle = 0;
    l_float32 confidence = 0;
    if (black && pixFindSkew(black.get(), &angle, &confidence) == 0 && std::abs(angle) > 0.1F &&
        confidence > 2) {
        radians = angle * 3.14159265F / 180;
        if (Picture straight(pixRotate(grey.get(), radians, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0));
            straight)
            grey = std::move(straight);
    }
    return {std::move(grey), radians};
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

struct Seen {
    std::string word;
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;
};

std::string words_in(tesseract::TessBaseAPI& api, int x, int y, int width, int height,
                     std::vector<Seen>& seen)
{
    if (width < 20 || height < 20)
        return "";
    api.SetRectangle(x, y, width, height);
    std::unique_ptr<char[]> const text(api.GetUTF8Text());
    std::unique_ptr<tesseract::ResultIterator> const words(text ? api.GetIterator() : nullptr);
    if (words)
        do {
            std::unique_ptr<char[]> const word(words->GetUTF8Text(tesseract::RIL_WORD));
            auto& one = seen.emplace_back();
            if (!word ||
                !words->BoundingBox(tesseract::RIL_WORD, &one.left, &one.top, &one.right, &one.bottom))
                seen.pop_back();
            else
                one.word = nfc(word.get());
        } while (words->Next(tesseract::RIL_WORD));
    return text ? std::string(text.get()) : "";
}

// Where each word that was seen stands in the finished text: they come in one
// order; what the text leaves out (a number of the page) is passed over.
std::vector<papers::WordBox> placed_words(std::string_view text, std::vector<Seen> const& seen, double scale,
                                          papers::Picture const& picture)
{
    constexpr std::size_t farthest = 200; // bytes between two words
    std::vector<papers::WordBox> boxes;
    std::size_t at = 0;
    auto const scaled = [&](int side, int most) {
        return std::clamp(static_cast<int>(std::lround(side * scale)), 0, most);
    };
    for (auto const& one : seen) {
        auto const word = tidied(one.word);
        auto const found =
            word.empty() ? std::string_view::npos : text.substr(0, at + farthest).find(word, at);
        if (found == std::string_view::npos)
            continue;
        if (boxes.size() == papers::most_boxes)
            break;
        at = found + word.size();
        auto box = papers::WordBox{.begin = found, .end = at};
        box.x = scaled(one.left, picture.width);
        box.y = scaled(one.top, picture.height);
        box.width = scaled(one.right, picture.width) - box.x;
        box.height = scaled(one.bottom, picture.height) - box.y;
        if (box.width > 0 && box.height > 0)
            boxes.push_back(box);
    }
    return boxes;
}

std::string jpeg_of(PIX* pix, int quality)
{
    l_uint8* data = nullptr;
    std::size_t size = 0;
    if (pixWriteMemJpeg(&data, &size, pix, quality, 0) != 0)
        return "";
    std::string bytes(reinterpret_cast<char const*>(data), size);
    lept_free(data);
    return bytes;
}

// The page as it looks, turned as its words were; nothing where it cannot be
// made small enough.
std::optional<papers::Picture> picture_of(PIX* pix, float radians, std::string_view text,
                                          std::vector<Seen> const& seen)
{
    auto scale = std::min({1.0, static_cast<double>(papers::max_picture_width) / pixGetWidth(pix),
                           static_cast<double>(papers::max_picture_height) / pixGetHeight(pix)});
    Picture const plain(pixConvertTo8Or32(pix, L_CLONE, 0));
    for (auto const quality : {55, 40, 25, 25, 25}) {
        auto const width = std::max(1, static_cast<int>(pixGetWidth(pix) * scale));
        auto const height = std::max(1, static_cast<int>(pixGetHeight(pix) * scale));
        Picture small(plain ? pixScaleToSize(plain.get(), width, height) : nullptr);
        if (small && radians != 0)
            if (Picture straight(pixRotate(small.get(), radians, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0));
                straight)
                small = std::move(straight);
        if (!small)
            return std::nullopt;
        auto picture = papers::Picture{.jpeg = jpeg_of(small.get(), quality),
                                       .width = pixGetWidth(small.get()),
                                       .height = pixGetHeight(small.get())};
        if (picture.jpeg.size() <= papers::max_picture_bytes && !picture.jpeg.empty()) {
            picture.words = placed_words(text, seen, scale, picture);
            return picture;
        }
        if (quality == 25)
            scale *= 0.7;
    }
    return std::nullopt;
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
    auto const [clean, radians] = cleaned(picture);
    if (!clean)
        return refuse(problems::broken);
    api->SetPageSegMode(tesseract::PSM_AUTO);
    api->SetImage(clean.get());
    api->SetSourceResolution(dpi);
    auto const width = pixGetWidth(clean.get());
    auto const height = pixGetHeight(clean.get());
    auto const top = heading ? heading_of(clean.get()) : Heading{};
    std::string text;
    std::vector<Seen> seen;
    if (top.bottom > 0) {
        text = in_paragraphs(words_in(*api, 0, 0, top.middle, top.bottom, seen));
        text += in_paragraphs(words_in(*api, top.middle, 0, width - top.middle, top.bottom, seen));
    }
    text += in_paragraphs(words_in(*api, 0, top.bottom, width, height - top.bottom, seen));
    api->Clear();
    papers::Page page{.text = papers::finished(text), .scanned = true};
    page.syllables = page.text.empty() ? 0 : syllable_share(page.text);
    page.picture = picture_of(picture, radians, page.text, seen);
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
