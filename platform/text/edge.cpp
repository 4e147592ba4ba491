// SPDX-License-Identifier: AGPL-3.0-or-later
// Text as it comes in: valid, one Unicode form, nothing that hides.
#include "platform/text/letters.hpp"
#include "platform/text/problems.hpp"
#include "platform/text/text.hpp"

#include <fmt/format.h>
#include <stdexcept>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

namespace kheo
{
namespace
{

icu::Normalizer2 const& form_c()
{
    static icu::Normalizer2 const* const form = [] {
        auto status = U_ZERO_ERROR;
        auto const* found = icu::Normalizer2::getNFCInstance(status);
        if (U_FAILURE(status))
            throw std::runtime_error(u_errorName(status));
        return found;
    }();
    return *form;
}

bool is_ascii(std::string_view text)
{
    unsigned char all = 0;
    for (char const c : text)
        all |= static_cast<unsigned char>(c);
    return all < 0x80;
}

std::string repaired(std::string_view text)
{
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        auto const [point, length] = letters::decoded(text, at);
        letters::append(out, point);
        at += length;
    }
    return out;
}

bool is_line_end(char32_t point) // U+000B and U+000C come from word processors
{
    return (point >= 10 && point <= 13) || point == 0x85 || point == 0x2028 || point == 0x2029;
}

bool is_forbidden(char32_t point)
{
    if (point < 0xA0)
        return (point < 32 && point != 9 && !is_line_end(point)) || (point >= 0x7F && point != 0x85);
    return (point >= 0xFDD0 && point <= 0xFDEF) || (point & 0xFFFE) == 0xFFFE;
}

} // namespace

bool valid_utf8(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        auto const [point, length] = letters::decoded(text, at);
        if (point == 0xFFFD && length == 1)
            return false;
        at += length;
    }
    return true;
}

std::size_t characters(std::string_view text)
{
    std::size_t count = 0;
    for (char const c : text)
        count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return count;
}

std::string_view first_characters(std::string_view text, std::size_t limit)
{
    std::size_t at = 0;
    std::size_t whole = 0; // up to here no letter is parted from its marks
    for (std::size_t count = 0; at < text.size(); ++count) {
        auto const [point, length] = letters::decoded(text, at);
        if (!letters::is_mark(point))
            whole = at;
        if (count == limit)
            return text.substr(0, whole);
        at += length;
    }
    return text;
}

std::optional<std::size_t> first_control(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        auto const [point, length] = letters::decoded(text, at);
        if (is_forbidden(point))
            return at;
        at += length;
    }
    return std::nullopt;
}

std::string nfc(std::string_view text)
{
    if (is_ascii(text))
        return std::string(text);
    if (!valid_utf8(text))
        return nfc(repaired(text)); // ICU would let malformed bytes through
    auto const piece = icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size()));
    auto status = U_ZERO_ERROR;
    if (form_c().isNormalizedUTF8(piece, status) && U_SUCCESS(status))
        return std::string(text);
    std::string out;
    icu::StringByteSink<std::string> sink(&out, piece.length());
    status = U_ZERO_ERROR;
    form_c().normalizeUTF8(0, piece, sink, nullptr, status);
    if (U_FAILURE(status))
        throw std::runtime_error(u_errorName(status));
    return out;
}

Outcome<std::string> accepted(std::string_view text)
{
    if (!valid_utf8(text))
        return refuse(problems::text_not_utf8);
    if (auto const at = first_control(text))
        return refuse(problems::text_has_control, fmt::to_string(characters(text.substr(0, *at)) + 1));
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        auto const [point, length] = letters::decoded(text, at);
        if (point == 13 && at + 1 < text.size() && text[at + 1] == '\n')
            ; // CR LF is one line end
        else if (is_line_end(point))
            out.push_back('\n');
        else if (letters::is_space(point) && point != '\t')
            out.push_back(' ');
        else if (point == 0xD0)
            letters::append(out, 0x110);
        else if (!letters::is_invisible(point))
            out.append(text.substr(at, length));
        at += length;
    }
    return nfc(out);
}

std::string tidied(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    bool gap = false;
    for (std::size_t at = 0; at < text.size();) {
        auto const [point, length] = letters::decoded(text, at);
        if (letters::is_space(point)) {
            gap = !out.empty();
        } else {
            if (gap)
                out.push_back(' ');
            gap = false;
            out.append(text.substr(at, length));
        }
        at += length;
    }
    return out;
}

bool has_letter(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        auto const [point, length] = letters::decoded(text, at);
        if (letters::is_letter(point))
            return true;
        at += length;
    }
    return false;
}

std::string tidied_lines(std::string_view text)
{
    std::string out;
    bool empty_before = false;
    for (std::size_t at = 0; at <= text.size();) {
        auto const end = std::min(text.find('\n', at), text.size());
        auto const line = tidied(text.substr(at, end - at));
        if (!line.empty()) {
            if (!out.empty())
                out.append(empty_before ? "\n\n" : "\n");
            out.append(line);
        }
        empty_before = line.empty();
        at = end + 1;
    }
    return out;
}

} // namespace kheo
