// SPDX-License-Identifier: AGPL-3.0-or-later
// PDF and pictures of paper. Linked by kheo-extract alone: poppler, leptonica
// and tesseract never run inside the server.
#pragma once

#include "platform/papers/paper.hpp"

#include <functional>

struct Pix;

namespace kheo::scans
{

// Called before each page is read, from 1.
using Progress = std::function<void(int page, int pages)>;

// A page with a text layer is read from it, another is rendered and recognised.
Outcome<papers::Paper> read_pdf(std::string_view bytes, Progress const& progress = {});

// JPEG, PNG, TIFF, WebP of one page.
Outcome<papers::Paper> read_picture(std::string_view bytes);

// The words in a picture of one page at `dpi`. Refuses `no_reader` where the
// Vietnamese model is not installed. `heading`: its top may stand in two columns.
Outcome<papers::Page> recognised(Pix* picture, int dpi, bool heading);

// Lines that only the width of the paper broke are joined to paragraphs again;
// numbers of pages are left out.
std::string in_paragraphs(std::string_view text);

} // namespace kheo::scans
