// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tools/embed/sql_read.hpp"

#include "platform/db/sql_text.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <span>
#include <sstream>

namespace kheo::embed
{

namespace
{

std::string_view trimmed(std::string_view text)
{
    auto const first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

bool is_name(std::string_view text, std::string_view also)
{
    return !text.empty() && text.front() >= 'a' && text.front() <= 'z' &&
           std::all_of(text.begin(), text.end(), [&](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || also.find(c) != also.npos;
           });
}

struct Forbidden {
    std::string_view word, instead;
};

// Design 5 and the guide on distributed engines: what some engine cannot do,
// or does otherwise without saying so.
constexpr Forbidden everywhere[] = {
    {"TRIGGER", "write what it does in the verb"},
    {"SEQUENCE", "ids come from the program"},
    {"SERIAL", "ids come from the program"},
    {"BIGSERIAL", "ids come from the program"},
    {"AUTOINCREMENT", "ids come from the program"},
    {"DEFERRABLE", "order the statements so that each holds"},
    {"INHERITS", "use two tables"},
    {"LISTEN", "poll the table"},
    {"NOTIFY", "poll the table"},
    {"LOCK", "transactions are serializable"},
};
constexpr Forbidden in_migrations[] = {
    {"INTEGER", "write BIGINT: INTEGER has 32 bits on PostgreSQL"},
    {"INT", "write BIGINT: INT has 32 bits on PostgreSQL"},
    {"BLOB", "write BYTEA"},
    {"VARCHAR", "write TEXT: it compares as \"C\""},
    {"CHAR", "write TEXT: it compares as \"C\""},
    {"REAL", "write DOUBLE PRECISION"},
    {"TIMESTAMP", "write BIGINT milliseconds"},
    {"DATE", "write TEXT as YYYY-MM-DD"},
};

void refuse_words(std::string const& file, int first_line, std::string_view sql,
                  std::span<Forbidden const> words)
{
    auto bare = db::without_quoted(sql);
    std::transform(bare.begin(), bare.end(), bare.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? char(c - 32) : c; });
    for (auto const& [word, instead] : words)
        for (auto at = bare.find(word); at != std::string::npos; at = bare.find(word, at + 1)) {
            auto const end = at + word.size();
            if ((at > 0 && db::is_word(bare[at - 1])) || (end < bare.size() && db::is_word(bare[end])))
                continue;
            auto const line = first_line + int(std::count(bare.begin(), bare.begin() + long(at), '\n'));
            throw BuildError(file, line, std::string(word) + " is not portable; " + std::string(instead));
        }
}

void finish(std::string const& file, NamedStatement& made)
{
    if (made.why.empty())
        throw BuildError(file, made.line,
                         "'" + made.name + "' lacks the comment line that says why it exists");
    auto sql = trimmed(made.sql);
    auto const bare = db::without_quoted(sql);
    if (auto const end = bare.rfind(';'); end != bare.npos && trimmed(bare.substr(end + 1)).empty())
        sql = trimmed(sql.substr(0, end)); // comments may follow the semicolon
    if (sql.empty())
        throw BuildError(file, made.line, "'" + made.name + "' has no SQL");
    if (db::without_quoted(sql).find(';') != std::string::npos)
        throw BuildError(file, made.line, "'" + made.name + "' is more than one statement");
    refuse_words(file, made.line, sql, everywhere);
    made.sql = std::string(sql);
}

NamedStatement begin(std::string const& file, int line, std::string_view name,
                     std::vector<NamedStatement> const& before)
{
    if (!is_name(name, "_"))
        throw BuildError(file, line, "a name is written in small letters, digits and _");
    for (auto const& other : before)
        if (other.name == name)
            throw BuildError(file, line,
                             "'" + std::string(name) + "' is already named in line " +
                                 std::to_string(other.line));
    return {std::string(name), "", "", line};
}

} // namespace

std::vector<NamedStatement> read_statements(std::string const& file, std::string_view text)
{
    std::vector<NamedStatement> found;
    int number = 0;
    for (std::istringstream lines{std::string(text)}; !lines.eof();) {
        std::string whole;
        std::getline(lines, whole);
        auto const line = trimmed(whole);
        ++number;
        if (line.starts_with("-- name:")) {
            if (!found.empty())
                finish(file, found.back());
            found.push_back(begin(file, number, trimmed(line.substr(8)), found));
        } else if (found.empty()) {
            if (!line.empty() && !line.starts_with("--"))
                throw BuildError(file, number, "SQL before the first \"-- name:\"");
        } else if (line.starts_with("--") && found.back().sql.empty()) {
            if (found.back().why.empty())
                found.back().why = trimmed(line.substr(2));
        } else if (!line.empty())
            found.back().sql += whole + "\n";
    }
    if (found.empty())
        throw BuildError(file, 1, "no statement; each begins with \"-- name: x\"");
    finish(file, found.back());
    return found;
}

void check_overrides(std::string const& file, std::vector<NamedStatement> const& originals,
                     std::vector<NamedStatement> const& overrides)
{
    for (auto const& each : overrides)
        if (std::none_of(originals.begin(), originals.end(), [&](auto& o) { return o.name == each.name; }))
            throw BuildError(file, each.line,
                             "'" + each.name + "' overrides no statement of the common file");
}

namespace
{

// "0001-accounts-create" from "0001-accounts-create.postgres.sql", and the engine.
std::pair<std::string, std::string> stem_and_engine(std::string const& file_name)
{
    auto const first = file_name.find('.');
    auto const last = file_name.rfind('.');
    return {file_name.substr(0, first), first == last ? "" : file_name.substr(first + 1, last - first - 1)};
}

int number_of(std::string const& file, std::string const& stem)
{
    auto const digits = stem.substr(0, 4);
    bool const numbered = digits.size() == 4 && digits.find_first_not_of("0123456789") == std::string::npos;
    if (!numbered || stem.size() < 8 || stem[4] != '-' || !is_name(stem.substr(5), "-") ||
        stem.find('-', 5) == std::string::npos)
        throw BuildError(file, 1, "a migration is named NNNN-noun-verb.sql");
    return std::stoi(digits);
}

void check_text(std::string const& file, std::string const& text)
{
    auto rest = std::string_view(text);
    if (rest.starts_with("-- SPDX"))
        rest.remove_prefix(std::min(rest.find('\n'), rest.size() - 1) + 1);
    if (!trimmed(rest).starts_with("--"))
        throw BuildError(file, 1, "the first comment says why this migration exists");
    refuse_words(file, 1, text, everywhere);
    refuse_words(file, 1, text, in_migrations);
}

int oldest_compatible(std::string const& file, std::string const& text, int number)
{
    auto const at = text.find("\n-- compatible:");
    if (at == std::string::npos)
        return number;
    auto const value = std::atoi(text.c_str() + at + 15);
    if (value < 1 || value > number)
        throw BuildError(file, 1, "\"-- compatible: N\" names this migration or an older one");
    return value;
}

MigrationFile one_migration(std::filesystem::path const& folder, std::string const& stem,
                            std::vector<std::string> const& engines)
{
    auto const path = [&](std::string const& engine) {
        return folder / (stem + (engine.empty() ? "" : "." + engine) + ".sql");
    };
    bool const common = engines == std::vector<std::string>{""};
    auto const shown = path(engines.front()).string();
    if (!common && engines != std::vector<std::string>{"postgres", "sqlite"})
        throw BuildError(shown, 1, "either one .sql, or .postgres.sql and .sqlite.sql");
    MigrationFile made{number_of(shown, stem), stem, read_file(path(common ? "" : "sqlite")),
                       read_file(path(common ? "" : "postgres")), 0};
    check_text(path(common ? "" : "sqlite").string(), made.sqlite);
    check_text(path(common ? "" : "postgres").string(), made.postgres);
    made.oldest_compatible = oldest_compatible(shown, made.sqlite, made.number);
    return made;
}

} // namespace

std::vector<MigrationFile> read_migrations(std::filesystem::path const& folder)
{
    std::map<std::string, std::vector<std::string>> engines_of;
    for (auto const& entry : std::filesystem::directory_iterator(folder)) {
        auto const name = entry.path().filename().string();
        // schema.*.sql are made from the migrations, for reading.
        if (entry.path().extension() == ".sql" && !name.starts_with("schema."))
            engines_of[stem_and_engine(name).first].push_back(stem_and_engine(name).second);
    }
    std::vector<MigrationFile> found;
    for (auto& [stem, engines] : engines_of) {
        std::sort(engines.begin(), engines.end());
        found.push_back(one_migration(folder, stem, engines));
        if (found.back().number != int(found.size()))
            throw BuildError((folder / stem).string(), 1, "numbers go on without a gap or a double");
    }
    auto const latest = folder / "LATEST";
    auto const named = std::filesystem::exists(latest) ? read_file(latest) : std::string();
    auto const newest = found.empty() ? std::string() : found.back().name;
    if (trimmed(named) != newest)
        throw BuildError(latest.string(), 1, "must name the newest migration, '" + newest + "'");
    return found;
}

std::string read_file(std::filesystem::path const& file)
{
    std::ifstream in(file, std::ios::binary);
    if (!in)
        throw BuildError(file.string(), 1, "cannot be read");
    return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace kheo::embed
