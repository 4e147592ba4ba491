// SPDX-License-Identifier: AGPL-3.0-or-later
#include "programs/cli_extract.hpp"

#include "capabilities/findings/findings.hpp"

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

int extract(std::vector<std::string> const& files)
{
    auto failed = 0;
    for (auto const& file : files) {
        std::ifstream in(file, std::ios::binary);
        std::string const bytes{std::istreambuf_iterator<char>(in), {}};
        if (!in) {
            std::cerr << file << ": không đọc được tệp này.\n";
            failed = 1;
            continue;
        }
        auto const name = std::filesystem::path(file).filename().string();
        for (auto const& each : findings::found(bytes))
            std::cout << findings::json_line(name, each) << "\n";
    }
    return failed;
}

} // namespace

void add_extract(CLI::App& app, std::function<int()>& beginning)
{
    auto* const verb =
        app.add_subcommand("extract", "Đọc tệp và in những gì tìm thấy, mỗi dòng một JSON; không lưu gì");
    auto const files = std::make_shared<std::vector<std::string>>();
    verb->add_option("FILE", *files, "Các tệp văn bản hoặc trang tin")->required();
    verb->callback([&beginning, files] { beginning = [files] { return extract(*files); }; });
}

} // namespace kheo
