// SPDX-License-Identifier: AGPL-3.0-or-later
#include "programs/extract_paper.hpp"

#include "platform/crypto/digest.hpp"
#include "platform/papers/edxml.hpp"
#include "platform/papers/paper.hpp"
#include "platform/papers/problems.hpp"
#include "platform/scans/scans.hpp"
#include "platform/sheets/content.hpp"

#include <fmt/format.h>

#include <new>

namespace kheo
{

namespace
{

Outcome<papers::Paper> read_one(std::string_view bytes, std::string_view name)
{
    auto const type = sheets::type_of(bytes);
    if (type == sheets::Type::pdf)
        return scans::read_pdf(bytes,
                               [](int page, int pages) { fmt::print(stderr, "page {}/{}\n", page, pages); });
    if (type == sheets::Type::jpeg || type == sheets::Type::png || type == sheets::Type::tiff ||
        type == sheets::Type::webp)
        return scans::read_picture(bytes);
    return papers::read(bytes, name);
}

// The words of what it carries, one file after the other; of one that cannot be
// read nothing, where another can. A single file is taken out of its envelope.
Outcome<papers::Paper> read_message(std::string_view bytes)
{
    auto message = TRY(papers::read_edxml(bytes));
    auto paper = papers::Paper{.said = message.said};
    std::optional<Problem> first;
    for (auto const& one : message.attachments) {
        auto const begin = paper.pages.size();
        auto read = read_one(one.bytes, one.name);
        if (!read && !first)
            first = read.error();
        for (auto& page : read ? read->pages : std::vector<papers::Page>())
            if (paper.pages.size() < std::size_t(papers::max_pages))
                paper.pages.push_back(std::move(page));
        auto const is_read = paper.pages.size() > begin;
        paper.parts.push_back({.name = one.name,
                               .size = one.bytes.size(),
                               .sha256 = hex(sha256(bytes_of(one.bytes))),
                               .page = is_read ? int(begin + 1) : 0});
    }
    if (paper.pages.empty() && first)
        return std::unexpected(*first);
    if (paper.pages.empty())
        paper.pages.push_back({.text = message.said.subject + "\n" + message.said.content});
    if (message.attachments.size() == 1) {
        paper.parts.clear();
        paper.enclosed = std::move(message.attachments.front());
    }
    return paper;
}

} // namespace

std::string paper(std::string_view bytes, std::string_view name)
{
    auto const ending = sheets::ending(name);
    auto const message = ending == "edxml" || ending == "xml" || papers::is_edxml(bytes);
    try {
        return papers::encode(message ? read_message(bytes) : read_one(bytes, name));
    } catch (std::bad_alloc const&) {
        return papers::encode(refuse(papers::problems::unsafe));
    }
}

std::string parts(std::string_view bytes, std::string_view)
{
    using Parts = Outcome<std::vector<papers::Enclosed>>;
    try {
        auto message = papers::read_edxml(bytes);
        return papers::encode_parts(message ? Parts(std::move(message->attachments))
                                            : Parts(std::unexpected(message.error())));
    } catch (std::bad_alloc const&) {
        return papers::encode_parts(Parts(refuse(papers::problems::unsafe)));
    }
}

} // namespace kheo
