// SPDX-License-Identifier: AGPL-3.0-or-later
// A document's text: the record it proposes, and whether it is marked secret.
#include "capabilities/documents/documents.hpp"
#include "platform/problem/problem.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    using namespace kheo;
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    auto const made = documents::propose(text);
    for (auto const* field :
         {&made.type, &made.number, &made.issuer, &made.date, &made.subject, &made.signer})
        ensure(field->empty() || (field->end <= size && field->start < field->end),
               "each field has its place");
    if (auto const marking = documents::secret_marking(text))
        ensure(marking->start < marking->end && marking->end <= size, "and so has the marking");
    return 0;
}
