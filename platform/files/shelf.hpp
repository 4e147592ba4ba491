// SPDX-License-Identifier: AGPL-3.0-or-later
// Where a running program keeps files, and who reads the hostile ones for it:
// one of each, given once at its start.
#pragma once

#include "platform/files/extractor.hpp"
#include "platform/files/store.hpp"

#include <memory>

namespace kheo::files
{

struct Shelf {
    explicit Shelf(std::filesystem::path folder,
                   std::filesystem::path program = Extractor::beside_this_program())
        : store(std::move(folder)), extractor(std::move(program))
    {
    }

    Store store;
    Extractor extractor;
};

// Contradiction where none was given.
Shelf& shelf();
void put_shelf(std::unique_ptr<Shelf> fresh);

} // namespace kheo::files
