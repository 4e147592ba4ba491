// SPDX-License-Identifier: AGPL-3.0-or-later
// Lines of documents as a person types them, and the document each means.
#include "capabilities/documents/documents.hpp"
#include "capabilities/documents/form.hpp"
#include "platform/text/text.hpp"

#include <cstdint>
#include <sstream>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    using namespace kheo;
    std::string const text(reinterpret_cast<char const*>(data), size);
    if (!valid_utf8(text))
        return 0;
    std::vector<citations::Citation> const offered{{.number = "25-NQ/TW"}};
    auto const fields = documents::Fields{
        .type = "Kế hoạch", .subject = "thử", .cited = {text}, .more_citations = text, .sent_to = text};
    if (auto const made = documents::checked(fields, offered, *date_of({2026, 11, 21})); made)
        ensure(citations::lines_of(citations::text_of(made->lines)) == made->lines,
               "lines are kept as they are");
    auto in = std::istringstream(text);
    std::string number;
    std::string issuer;
    std::string day;
    std::string pages;
    std::getline(in, number);
    std::getline(in, issuer);
    std::getline(in, day);
    std::getline(in, pages);
    auto const node = citations::node_of("Chỉ thị", number, issuer, day, false);
    auto const bare = citations::node_of("Chỉ thị", number, issuer, "", false);
    ensure(node.base == bare.base, "a day does not change which series a number stands in");
    ensure(node.base.empty() || citations::agree(node, bare) || node.term != bare.term,
           "nor makes it another");
    std::vector const both{node, bare};
    ensure(citations::grouped(both).size() == 2, "each has its group");
    auto const read = documents::pages_of(pages);
    ensure(documents::pages_of(documents::text_of(read)) == read, "pages are kept as they are");
    return 0;
}
