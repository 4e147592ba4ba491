// SPDX-License-Identifier: AGPL-3.0-or-later
// Messages in edXML of either dialect: the bytes are a whole file. What is read
// is valid text, arrives on the wire, and written again says the same.
#include "platform/papers/edxml.hpp"
#include "platform/text/text.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    using namespace kheo;
    auto const bytes = std::string(reinterpret_cast<char const*>(data), size);
    papers::is_edxml(bytes);
    ensure(papers::parts_of(bytes).size() <= papers::most_parts, "a line of parts has its limit");
    auto const message = papers::read_edxml(bytes);
    if (!message)
        return 0;
    auto const& said = message->said;
    for (auto const& text : {said.type, said.number, said.issuer, said.place, said.date, said.subject,
                             said.content, said.signer_office, said.recipients})
        ensure(valid_utf8(text), "what is said is valid text");
    ensure(message->attachments.size() <= papers::max_attachments, "so many files at most");
    for (auto const& one : message->attachments)
        ensure(valid_utf8(one.name) && !one.name.empty(), "each has a name that people can read");
    auto const paper = papers::Paper{.pages = {}, .said = said, .enclosed = {}};
    auto const arrived = papers::decode_paper(papers::encode(paper));
    ensure(arrived && **arrived == paper, "and arrives");
    auto const again = papers::read_edxml(papers::to_edxml(
        {.said = said, .from = {}, .to = {}, .attachments = message->attachments, .sent_at = {}}));
    ensure(again || said.subject.empty(), "and can be written");
    if (again)
        ensure(again->said.subject == said.subject && again->said.date == said.date, "and says the same");
    return 0;
}
