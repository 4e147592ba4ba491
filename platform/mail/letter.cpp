// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/mail/letter.hpp"

#include "platform/crypto/base64.hpp"
#include "platform/problem/problem.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace kheo::mail
{

namespace
{

constexpr std::size_t longest_address = 254; // RFC 5321 §4.5.3.1
constexpr std::size_t longest_local_part = 64;
constexpr std::size_t longest_label = 63;
constexpr std::size_t longest_line = 76; // RFC 2045 §6.7, RFC 2047 §2
constexpr std::string_view word_begin = "=?UTF-8?B?";
constexpr std::string_view word_end = "?=";

bool is_letter_or_digit(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

// RFC 5322 §3.2.3, without those that some servers read as a command of their own.
bool is_of_local_part(unsigned char c)
{
    return is_letter_or_digit(c) ||
           std::string_view("!#$&'*+-/=?^_{}~").find(char(c)) != std::string_view::npos;
}

bool is_dotted(std::string_view text, std::size_t longest_part, bool (*allowed)(unsigned char))
{
    std::size_t part = 0;
    for (unsigned char const c : text) {
        if (c == '.' ? part == 0 : !allowed(c))
            return false;
        part = c == '.' ? 0 : part + 1;
        if (part > longest_part)
            return false;
    }
    return part > 0;
}

bool is_domain(std::string_view text)
{
    auto const of_label = [](unsigned char c) { return is_letter_or_digit(c) || c == '-'; };
    auto const edges = "." + std::string(text) + ".";
    return is_dotted(text, longest_label, of_label) && text.find('.') != text.npos &&
           edges.find(".-") == edges.npos && edges.find("-.") == edges.npos;
}

// On one line, whatever it was: a line end in a head would begin another head.
std::string on_one_line(std::string_view text)
{
    auto line = valid_utf8(text) ? std::string(text) : nfc(text);
    std::ranges::replace_if(line, [](unsigned char c) { return c < 0x20 || c == 0x7f; }, ' ');
    return tidied(line);
}

bool is_plain(std::string_view text)
{
    auto const printable = [](unsigned char c) { return c >= 0x20 && c < 0x7f; };
    return std::ranges::all_of(text, printable) && text.find("=?") == text.npos;
}

// The longest beginning of whole characters in so many bytes.
std::string_view first_bytes(std::string_view text, std::size_t most)
{
    if (text.size() <= most)
        return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80)
        --most;
    return text.substr(0, most);
}

// Words of RFC 2047, each of whole characters, one a line; the first stands behind
// `taken` bytes of its line.
std::string encoded_words(std::string_view text, std::size_t taken)
{
    std::string out;
    while (!text.empty()) {
        auto const room =
            longest_line - std::min(taken, longest_line / 2) - word_begin.size() - word_end.size();
        auto const part = first_bytes(text, room / 4 * 3);
        out +=
            fmt::format("{}{}{}{}", out.empty() ? "" : "\r\n ", word_begin, base64(bytes_of(part)), word_end);
        text.remove_prefix(part.size());
        taken = 1;
    }
    return out;
}

std::string from_line(Letter const& letter)
{
    auto const name = on_one_line(letter.from_name);
    if (name.empty())
        return fmt::format("From: {}\r\n", letter.from);
    // On a line of its own: a long name's last word would not leave it room.
    return fmt::format("From: {}\r\n <{}>\r\n", encoded_words(name, 6), letter.from);
}

bool is_id(std::string_view id)
{
    auto const allowed = [](unsigned char c) {
        return is_letter_or_digit(c) || c == '.' || c == '-' || c == '@';
    };
    return std::ranges::all_of(id, allowed) && std::ranges::count(id, '@') == 1 && id.size() < 200;
}

bool is_link(std::string_view text)
{
    return text.starts_with("http") && text.size() < 500 &&
           std::ranges::all_of(
               text,
               [](unsigned char c) { return c > 0x20 && c < 0x7f && c != '<' && c != '>' && c != '"'; });
}

} // namespace

bool is_address(std::string_view text)
{
    auto const at = text.find('@');
    return at != text.npos && text.size() <= longest_address && at <= longest_local_part &&
           is_dotted(text.substr(0, at), longest_local_part, is_of_local_part) &&
           is_domain(text.substr(at + 1));
}

std::string_view domain_of(std::string_view address)
{
    auto const at = address.rfind('@');
    return at == address.npos ? std::string_view() : address.substr(at + 1);
}

std::string head_line(std::string_view name, std::string_view text)
{
    auto const line = on_one_line(text);
    auto const taken = name.size() + 2;
    auto const fits = is_plain(line) && taken + line.size() <= longest_line;
    return fmt::format("{}: {}\r\n", name, fits ? line : encoded_words(line, taken));
}

std::string date_line(Instant at)
{
    static constexpr std::array weekdays{"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
    static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    auto const date = local_date(at);
    auto const [year, month, day] = civil(date);
    auto const seconds = (at.ms + 7 * 3'600'000) / 1000 - std::int64_t(date.day) * 86'400;
    return fmt::format("{}, {} {} {} {:02}:{:02}:{:02} +0700",
                       weekdays[std::size_t(((date.day % 7) + 7) % 7)], day, months[std::size_t(month - 1)],
                       year, seconds / 3600, seconds / 60 % 60, seconds % 60);
}

// RFC 2045 §6.7. A dot at the beginning of a line is hidden from servers that take
// it for the end, "From " from those that take it for a letter's beginning.
std::string quoted_printable(std::string_view text)
{
    std::string out;
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        auto const c = static_cast<unsigned char>(text[at]);
        if (c == '\n' || (c == '\r' && text.substr(at + 1, 1) == "\n")) {
            at += c == '\r' ? 1 : 0;
            out += "\r\n";
            width = 0;
            continue;
        }
        auto const last = at + 1 == text.size() || text[at + 1] == '\n' || text[at + 1] == '\r';
        auto const hides = width == 0 && (c == '.' || text.substr(at).starts_with("From "));
        auto const as_is = (c > 0x20 && c < 0x7f && c != '=' && !hides) || (c == ' ' && !last);
        auto const piece = as_is ? std::string(1, char(c)) : fmt::format("={:02X}", c);
        if (width + piece.size() > longest_line - (last ? 0 : 1)) {
            out += "=\r\n";
            width = 0;
            --at; // told anew, as the beginning of a line
            continue;
        }
        out += piece;
        width += piece.size();
    }
    return out + (width > 0 ? "\r\n" : "");
}

std::string message_of(Letter const& letter)
{
    ensure(is_address(letter.from) && is_address(letter.to), "a letter from or to what is no address");
    ensure(is_id(letter.id), "a letter without a name of its own");
    auto out = from_line(letter) + fmt::format("To: {}\r\n", letter.to) +
               head_line("Subject", letter.subject) +
               fmt::format("Date: {}\r\nMessage-ID: <{}>\r\n", date_line(letter.at), letter.id) +
               // RFC 3834: no holiday note answers it, nor does Exchange.
               "Auto-Submitted: auto-generated\r\nX-Auto-Response-Suppress: All\r\n";
    if (is_link(letter.stop)) {
        out += fmt::format("List-Unsubscribe: <{}>\r\n", letter.stop);
        if (letter.stop.starts_with("https://")) // RFC 8058
            out += "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n";
    }
    return out +
           "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n"
           "Content-Transfer-Encoding: quoted-printable\r\n\r\n" +
           quoted_printable(letter.text);
}

} // namespace kheo::mail
