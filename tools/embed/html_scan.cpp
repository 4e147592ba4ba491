// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tools/embed/html_scan.hpp"

#include "tools/embed/html_compile.hpp"

#include <algorithm>

namespace kheo::embed
{

namespace
{

constexpr std::string_view blanks = " \t\r\n";

// Past the C++ string or character literal that opens at `at`.
std::size_t past_literal(std::string_view text, std::size_t at)
{
    auto const quote = text[at];
    for (auto i = at + 1; i < text.size(); ++i)
        if (text[i] == '\\')
            ++i;
        else if (text[i] == quote)
            return i + 1;
    return text.size();
}

// Where the closing marker stands, outside literals and brackets of C++.
std::size_t find_close(std::string_view text, std::size_t from, std::string_view close)
{
    auto depth = 0;
    for (auto i = from; i < text.size();) {
        if (depth == 0 && text.substr(i).starts_with(close))
            return i;
        if (text[i] == '"' || text[i] == '\'') {
            i = past_literal(text, i);
            continue;
        }
        depth += std::string_view("([{").contains(text[i]) ? 1 : 0;
        depth -= depth > 0 && std::string_view(")]}").contains(text[i]) ? 1 : 0;
        ++i;
    }
    return text.npos;
}

struct Scanner {
    std::string_view text;
    std::size_t at = 0;
    int line = 1;
    std::vector<Piece> pieces;

    void advance(std::size_t to)
    {
        line += static_cast<int>(std::ranges::count(text.substr(at, to - at), '\n'));
        at = to;
    }

    // Whether only blanks stand between the start of the line and `where`.
    bool starts_line(std::size_t where) const
    {
        auto const last = text.substr(0, where).find_last_not_of(" \t");
        return last == text.npos || text[last] == '\n';
    }

    void skip_empty_rest(std::size_t start)
    {
        auto const rest = text.find_first_not_of(" \t\r", at);
        if (starts_line(start) && rest != text.npos && text[rest] == '\n')
            advance(rest + 1);
    }

    void literal(std::size_t to)
    {
        auto end = to;
        // The indentation of a directive that stands alone goes with it.
        if (to < text.size() && text[to + 1] != '{' && starts_line(to))
            end = text.substr(0, to).find_last_not_of(" \t") + 1;
        if (end > at)
            pieces.push_back({Piece::Kind::literal, std::string(text.substr(at, end - at)), line});
        advance(to);
    }

    void insertion(Piece::Kind kind, std::size_t opening, std::string_view close)
    {
        auto const start = at;
        auto const end = find_close(text, at + opening, close);
        if (end == text.npos)
            throw TemplateError(line, "missing " + std::string(close));
        auto const inside = trimmed(text.substr(at + opening, end - at - opening));
        if (inside.empty())
            throw TemplateError(line, "nothing to insert");
        pieces.push_back({kind, std::string(inside), line});
        advance(end + close.size());
        if (kind == Piece::Kind::directive)
            skip_empty_rest(start);
    }

    void comment()
    {
        auto const start = at;
        auto const end = text.find("#}", at + 2);
        if (end == text.npos)
            throw TemplateError(line, "missing #}");
        advance(end + 2);
        skip_empty_rest(start);
    }

    void step()
    {
        auto next = at;
        while (next < text.size() && !(text[next] == '{' && next + 1 < text.size() &&
                                       std::string_view("{%#").contains(text[next + 1])))
            ++next;
        literal(next);
        if (at == text.size())
            return;
        if (text[at + 1] == '%')
            insertion(Piece::Kind::directive, 2, "%}");
        else if (text[at + 1] == '#')
            comment();
        else if (text.substr(at).starts_with("{{?"))
            insertion(Piece::Kind::flag, 3, "}}");
        else
            insertion(Piece::Kind::value, 2, "}}");
    }
};

} // namespace

std::string_view trimmed(std::string_view text)
{
    auto const first = text.find_first_not_of(blanks);
    if (first == text.npos)
        return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::vector<Piece> scan(std::string_view text)
{
    Scanner scanner{text};
    while (scanner.at < text.size())
        scanner.step();
    return std::move(scanner.pieces);
}

std::vector<std::string> split_arguments(std::string_view text, bool types)
{
    std::vector<std::string> parts;
    std::string part;
    auto depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const c = text[i];
        if (c == '"' || c == '\'') {
            auto const end = past_literal(text, i);
            part += text.substr(i, end - i);
            i = end - 1;
            continue;
        }
        depth += std::string_view(types ? "([{<" : "([{").contains(c) ? 1 : 0;
        depth -= std::string_view(types ? ")]}>" : ")]}").contains(c) ? 1 : 0;
        if (c == ',' && depth == 0) {
            parts.emplace_back(trimmed(part));
            part.clear();
        } else {
            part += c;
        }
    }
    if (!trimmed(part).empty())
        parts.emplace_back(trimmed(part));
    return parts;
}

} // namespace kheo::embed
