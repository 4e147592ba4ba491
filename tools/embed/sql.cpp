// SPDX-License-Identifier: AGPL-3.0-or-later
// embed_sql LIBRARY FILE.sql OUT.hpp [FILE.postgres.sql]
// embed_sql --migrations FOLDER OUT.cpp
// Turns named statements and migrations into C++ constants at build time.
#include "tools/embed/sql_read.hpp"

#include <algorithm>
#include <cstdio>
#include <fmt/format.h>
#include <fstream>

using namespace kheo::embed;

namespace
{

std::string literal(std::string_view text)
{
    auto mark = std::string("sql");
    while (text.find(")" + mark + "\"") != std::string_view::npos)
        mark += 'x';
    return fmt::format("R\"{0}({1}){0}\"", mark, text);
}

// FNV-1a, 64 bits: tells a changed migration, not a forged one.
std::string checksum(std::string_view text)
{
    std::uint64_t sum = 0xcbf29ce484222325;
    for (unsigned char const byte : text)
        sum = (sum ^ byte) * 0x100000001b3;
    return fmt::format("{:016x}", sum);
}

std::string statement_header(std::string const& library, std::filesystem::path const& file,
                             std::vector<NamedStatement> const& statements,
                             std::vector<NamedStatement> const& overrides)
{
    auto stem = file.stem().string();
    std::replace(stem.begin(), stem.end(), '-', '_');
    auto out =
        fmt::format("// Made from {} by embed_sql.\n#pragma once\n#include \"platform/db/statement.hpp\"\n"
                    "namespace kheo::{}::sql\n{{\n",
                    file.filename().string(), library);
    std::string list;
    for (auto const& each : statements) {
        auto const over =
            std::find_if(overrides.begin(), overrides.end(), [&](auto& o) { return o.name == each.name; });
        out += fmt::format("// {}\ninline constexpr ::kheo::db::Statement {}{{\"{}.{}\", {}, {}}};\n",
                           each.why, each.name, library, each.name, literal(each.sql),
                           over == overrides.end() ? "\"\"" : literal(over->sql));
        list += fmt::format("&{}, ", each.name);
    }
    return out + fmt::format("inline constexpr ::kheo::db::Statement const* all_{0}[]{{{1}}};\n"
                             "inline ::kheo::db::Registration const registered_{0}{{all_{0}}};\n}}\n",
                             stem, list);
}

std::string migration_source(std::vector<MigrationFile> const& files)
{
    std::string list;
    for (auto const& each : files)
        list +=
            fmt::format("    db::Migration{{{}, \"{}\", {}, {}, \"{}\", {}}},\n", each.number, each.name,
                        literal(each.sqlite), literal(each.postgres),
                        checksum(each.sqlite == each.postgres ? each.sqlite : each.sqlite + each.postgres),
                        each.oldest_compatible);
    return fmt::format(
        "// Made by embed_sql --migrations.\n#include \"platform/db/migration.hpp\"\n#include <array>\n"
        "namespace kheo::migrations\n{{\nstd::span<db::Migration const> all()\n{{\n"
        "    static constexpr std::array<db::Migration, {}> list{{\n{}    }};\n"
        "    return list;\n}}\n}}\n",
        files.size(), list);
}

void write_file(std::string const& file, std::string const& text)
{
    std::filesystem::create_directories(std::filesystem::absolute(file).parent_path());
    std::ofstream out(file, std::ios::binary);
    out << text;
    if (!out.flush())
        throw BuildError(file, 1, "cannot be written");
}

} // namespace

int main(int count, char** words)
try {
    std::vector<std::string> const args(words + 1, words + count);
    if (args.size() == 3 && args[0] == "--migrations") {
        write_file(args[2], migration_source(read_migrations(args[1])));
    } else if (args.size() == 3 || args.size() == 4) {
        auto const statements = read_statements(args[1], read_file(args[1]));
        std::vector<NamedStatement> overrides;
        if (args.size() == 4) {
            overrides = read_statements(args[3], read_file(args[3]));
            check_overrides(args[3], statements, overrides);
        }
        write_file(args[2], statement_header(args[0], args[1], statements, overrides));
    } else {
        std::fputs("embed_sql LIBRARY FILE.sql OUT.hpp [FILE.postgres.sql] | --migrations FOLDER OUT.cpp\n",
                   stderr);
        return 2;
    }
    return 0;
} catch (std::exception const& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
}
