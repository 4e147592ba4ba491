// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/files/shelf.hpp"

namespace kheo::files
{

namespace
{
std::unique_ptr<Shelf> current; // changed only while nothing else runs
} // namespace

Shelf& shelf()
{
    ensure(current != nullptr, "no shelf for files was given");
    return *current;
}

void put_shelf(std::unique_ptr<Shelf> fresh)
{
    current = std::move(fresh);
}

} // namespace kheo::files
