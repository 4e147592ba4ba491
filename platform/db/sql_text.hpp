// SPDX-License-Identifier: AGPL-3.0-or-later
// Looks at SQL as text: which bytes are SQL itself, and which are quoted.
// Header only, since the build tool embed_sql reads SQL by the same rule.
#pragma once

#include <string>
#include <string_view>

namespace kheo::db
{

constexpr bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// Where the quoted or commented part that begins at `at` ends (past its last
// byte); `at` itself where none begins there. Rules: PostgreSQL 15 manual 4.1
// (strings, E'' strings, quoted names, dollar quotes, nested comments).
inline std::size_t quoted_end(std::string_view sql, std::size_t at)
{
    auto const past = [&](std::size_t found, std::size_t length) {
        return found == std::string_view::npos ? sql.size() : found + length;
    };
    auto const starts = [&](std::string_view with) { return sql.substr(at).starts_with(with); };
    if (starts("--"))
        return past(sql.find('\n', at), 0);
    if (starts("/*")) {
        int depth = 0;
        for (auto end = at; end < sql.size(); ++end) {
            auto const here = sql.substr(end, 2);
            depth += here == "/*" ? 1 : here == "*/" ? -1 : 0;
            if (here == "/*" || here == "*/")
                ++end;
            if (depth == 0)
                return end + 1;
        }
        return sql.size();
    }
    if (starts("\"") || starts("'")) {
        bool const escapes = sql[at] == '\'' && at > 0 && (sql[at - 1] == 'E' || sql[at - 1] == 'e') &&
                             (at < 2 || !is_word(sql[at - 2]));
        for (auto end = at + 1; end < sql.size(); ++end) {
            if (escapes && sql[end] == '\\')
                ++end;
            else if (sql[end] == sql[at])
                return end + 1; // a doubled quote just opens the next string
        }
        return sql.size();
    }
    if (starts("$") && (at == 0 || !is_word(sql[at - 1]))) {
        auto end = at + 1;
        while (end < sql.size() && is_word(sql[end]))
            ++end;
        bool const tagged =
            end < sql.size() && sql[end] == '$' && !(sql[at + 1] >= '0' && sql[at + 1] <= '9');
        return tagged ? past(sql.find(sql.substr(at, end + 1 - at), end + 1), end + 1 - at) : at;
    }
    return at;
}

// The same text, as long, with a space for each quoted or commented byte;
// line ends stay, so positions and line numbers hold.
inline std::string without_quoted(std::string_view sql)
{
    std::string bare(sql);
    for (std::size_t at = 0; at < bare.size();) {
        auto const end = quoted_end(sql, at);
        for (auto each = at; each < end; ++each)
            bare[each] = sql[each] == '\n' ? '\n' : ' ';
        at = end == at ? at + 1 : end;
    }
    return bare;
}

} // namespace kheo::db
