// SPDX-License-Identifier: AGPL-3.0-or-later
#include "programs/extract_paper.hpp"

#include "platform/papers/paper.hpp"
#include "platform/papers/problems.hpp"
#include "platform/scans/scans.hpp"
#include "platform/sheets/content.hpp"

#include <fmt/format.h>

#include <new>

namespace kheo
{

std::string paper(std::string_view bytes, std::string_view name)
{
    auto const read = [&]() -> Outcome<papers::Paper> {
        auto const type = sheets::type_of(bytes);
        if (type == sheets::Type::pdf)
            return scans::read_pdf(
                bytes, [](int page, int pages) { fmt::print(stderr, "page {}/{}\n", page, pages); });
        if (type == sheets::Type::jpeg || type == sheets::Type::png || type == sheets::Type::tiff ||
            type == sheets::Type::webp)
            return scans::read_picture(bytes);
        return papers::read(bytes, name);
    };
    try {
        return papers::encode(read());
    } catch (std::bad_alloc const&) {
        return papers::encode(refuse(papers::problems::unsafe));
    }
}

} // namespace kheo
