// SPDX-License-Identifier: AGPL-3.0-or-later
// embed_html LIBRARY PLACE FILE.html OUT.hpp OUT.cpp: compiles one template
// file; exit status 1 and "file:line: reason" where it is unsafe or wrong.
#include "tools/embed/html_compile.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace
{

std::string contents(std::filesystem::path const& path)
{
    std::ifstream in(path, std::ios::binary);
    if (!in)
        throw std::runtime_error("cannot read " + path.string());
    return {std::istreambuf_iterator<char>(in), {}};
}

void store(std::filesystem::path const& path, std::string const& text)
{
    std::filesystem::create_directories(path.parent_path());
    std::ofstream out(path, std::ios::binary);
    out << text;
    if (!out.flush())
        throw std::runtime_error("cannot write " + path.string());
}

} // namespace

int main(int count, char** words)
{
    if (count != 6) {
        fmt::print(stderr, "embed_html LIBRARY PLACE FILE.html OUT.hpp OUT.cpp\n");
        return 2;
    }
    auto const file = std::filesystem::path(words[3]);
    auto const place = std::string(words[2]);
    try {
        auto const made = kheo::embed::compile(contents(file), place, file.filename().string());
        store(words[4], made.header);
        store(words[5], made.source);
        return 0;
    } catch (kheo::embed::TemplateError const& error) {
        fmt::print(stderr, "{}/{}:{}: {}\n", place, file.filename().string(), error.line, error.what());
    } catch (std::exception const& error) {
        fmt::print(stderr, "embed_html: {}\n", error.what());
    }
    return 1;
}
