// SPDX-License-Identifier: AGPL-3.0-or-later
// web_gallery FOLDER: writes the gallery's pages and the assets they name, as a
// server would give them.
#include "web/gallery/gallery.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

int main(int count, char** words)
{
    if (count != 2) {
        fmt::print(stderr, "web_gallery FOLDER\n");
        return 2;
    }
    auto const folder = std::filesystem::path(words[1]);
    std::filesystem::create_directories(folder / "tinh");
    for (auto const& page : kheo::gallery::pages())
        std::ofstream(folder / (page.name + ".html"), std::ios::binary) << page.html.view();
    for (auto const& asset : kheo::web::assets())
        std::ofstream(folder / asset.address.substr(1), std::ios::binary) << asset.bytes;
    return 0;
}
