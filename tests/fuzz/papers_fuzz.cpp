// SPDX-License-Identifier: AGPL-3.0-or-later
// Office documents and texts; the first byte chooses what the
// rest is: a part of a Word file, of an OpenDocument file, bare text, a whole file.
#include "platform/papers/paper.hpp"
#include "platform/sheets/package.hpp"
#include "platform/text/text.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    using namespace kheo;
    if (size == 0)
        return 0;
    std::string const rest(reinterpret_cast<char const*>(data) + 1, size - 1);
    auto const checked = [](Outcome<papers::Paper> const& paper) {
        ensure(!paper || valid_utf8(paper->text()), "what is read is valid text");
        auto const sent = papers::decode_paper(papers::encode(paper));
        ensure(sent && sent->has_value() == paper.has_value(), "and arrives");
    };
    switch (data[0] % 5) {
    case 0:
        checked(papers::read_docx(sheets::packed({{"word/document.xml", rest}})));
        break;
    case 1:
        checked(papers::read_docx(sheets::packed(
            {{"word/document.xml", "<d><body><p><pPr><numPr><numId val=\"1\"/></numPr></pPr></p></body></d>"},
             {"word/numbering.xml", rest}})));
        break;
    case 2:
        checked(papers::read_odt(sheets::packed({{"content.xml", rest}})));
        break;
    case 3:
        checked(papers::read_text(rest));
        break;
    default:
        checked(papers::read(rest, "a.docx"));
    }
    return 0;
}
