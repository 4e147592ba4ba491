// SPDX-License-Identifier: AGPL-3.0-or-later
#include "programs/cli_extract.hpp"

#include "capabilities/documents/documents.hpp"
#include "capabilities/findings/findings.hpp"
#include "platform/files/extractor.hpp"
#include "platform/papers/paper.hpp"
#include "platform/sheets/content.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

namespace kheo
{
namespace
{

// Plain text and saved pages are read here, everything else by kheo-extract in
// its sandbox. The page in work is shown where somebody looks on.
Outcome<papers::Paper> read(std::string_view bytes, std::string const& name)
{
    static files::Extractor extractor;
    auto const type = sheets::type_of(bytes);
    if (type == sheets::Type::csv || type == sheets::Type::html || type == sheets::Type::empty ||
        type == sheets::Type::unknown)
        return papers::read(bytes, name);
    auto const looked_at = isatty(2) == 1;
    return extractor.paper(bytes, name, [&](int page, int pages) {
        if (looked_at && pages > 1)
            std::cerr << fmt::format("{}: trang {}/{}\n", name, page, pages);
        return true;
    });
}

// False where the file could not be read.
bool extract(std::string const& file)
{
    std::ifstream in(file, std::ios::binary);
    std::string const bytes{std::istreambuf_iterator<char>(in), {}};
    if (!in) {
        std::cerr << file << ": không đọc được tệp này.\n";
        return false;
    }
    auto const name = std::filesystem::path(file).filename().string();
    auto const paper = read(bytes, name);
    if (!paper) {
        std::cerr << file << ": " << paper.error().sentence << "\n";
        return false;
    }
    auto const text = paper->text();
    if (auto const marking = documents::secret_marking(text)) {
        auto const refused = Problem(documents::problems::secret, documents::words_of(marking->secrecy));
        std::cerr << file << ": " << refused.sentence << "\n";
        return false;
    }
    for (auto const& page : paper->pages)
        if (page.unreadable())
            std::cerr << fmt::format("{}: có trang chụp không đọc rõ ({:.0f} % chữ nhận ra được).\n", file,
                                     100 * page.syllables);
    for (auto const& each : findings::found(text))
        std::cout << findings::json_line(name, each) << "\n";
    return true;
}

int extract_all(std::vector<std::string> const& files)
{
    auto failed = 0;
    for (auto const& file : files)
        failed += extract(file) ? 0 : 1;
    return failed == 0 ? 0 : 1;
}

} // namespace

void add_extract(CLI::App& app, std::function<int()>& beginning)
{
    auto* const verb =
        app.add_subcommand("extract", "Đọc tệp và in những gì tìm thấy, mỗi dòng một JSON; không lưu gì");
    auto const files = std::make_shared<std::vector<std::string>>();
    verb->add_option("FILE", *files, "Các tệp văn bản hoặc trang tin")->required();
    verb->callback([&beginning, files] { beginning = [files] { return extract_all(*files); }; });
}

} // namespace kheo
