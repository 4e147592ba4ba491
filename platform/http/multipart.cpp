// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/http/multipart.hpp"

#include "platform/http/headers.hpp"
#include "platform/http/problems.hpp"
#include "platform/http/urlencoded.hpp"

#include <algorithm>

namespace kheo::http
{
namespace
{

constexpr std::size_t longest_name = 200;
constexpr std::size_t longest_file_name = 255;
constexpr std::size_t longest_kind = 16;
constexpr std::string_view line_end = "\r\n";

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

// Takes a quoted string off the front. Browsers leave "\" as it is and write
// a quote as %22; older clients write \": both are read.
std::optional<std::string> take_quoted(std::string_view& text)
{
    std::string value;
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == '"') {
            text.remove_prefix(i + 1);
            return value;
        }
        if (text[i] == '\\' && i + 1 < text.size() && text[i + 1] == '"')
            ++i;
        value += text[i];
    }
    return {};
}

// Takes `; name=value` off the front.
std::optional<Field> take_parameter(std::string_view& text)
{
    text = trimmed(text);
    if (text.empty() || text.front() != ';')
        return {};
    text = trimmed(text.substr(1));
    auto const equals = text.find('=');
    if (equals == text.npos)
        return {};
    Field parameter{std::string(trimmed(text.substr(0, equals))), {}};
    text = trimmed(text.substr(equals + 1));
    if (!text.empty() && text.front() == '"') {
        auto value = take_quoted(text);
        if (!value)
            return {};
        parameter.value = std::move(*value);
    } else {
        auto const end = std::min(text.find(';'), text.size());
        parameter.value = trimmed(text.substr(0, end));
        text.remove_prefix(end);
    }
    return parameter;
}

// The three escapes of the HTML standard (multipart/form-data encoding): no
// other "%" of a name is one.
std::string unescaped(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const three = text.substr(i, 3);
        char const c = equal_ignoring_case(three, "%22")   ? '"'
                       : equal_ignoring_case(three, "%0d") ? '\r'
                       : equal_ignoring_case(three, "%0a") ? '\n'
                                                           : '\0';
        out += c == '\0' ? text[i] : c;
        i += c == '\0' ? 0 : 2;
    }
    return out;
}

// Only the last part of a path and no control character. A name that is too long
// is cut between characters, before what tells its kind: ".xlsx".
std::string plain_file_name(std::string text)
{
    text.erase(0, text.find_last_of("/\\") + 1);
    std::erase_if(text, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
    if (text.size() > longest_file_name) {
        auto const dot = text.rfind('.');
        auto const kind = dot != text.npos && text.size() - dot <= longest_kind ? text.substr(dot) : "";
        auto cut = longest_file_name - kind.size();
        while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U)
            --cut;
        text.resize(cut);
        text += kind;
    }
    return text;
}

Outcome<void> read_disposition(std::string_view value, PartHead& head)
{
    auto const kind = trimmed(value.substr(0, value.find(';')));
    if (!equal_ignoring_case(kind, "form-data") || !head.name.empty())
        return refuse(problems::bad_form);
    value.remove_prefix(std::min(value.find(';'), value.size()));
    while (!trimmed(value).empty()) {
        auto const parameter = take_parameter(value);
        if (!parameter)
            return refuse(problems::bad_form);
        if (equal_ignoring_case(parameter->name, "name"))
            head.name = unescaped(parameter->value);
        // filename* is not for forms (RFC 7578 §4.2), and skipped.
        if (equal_ignoring_case(parameter->name, "filename"))
            head.file_name = unescaped(parameter->value);
    }
    return {};
}

bool is_identity(std::string_view transfer_encoding)
{
    auto const value = trimmed(transfer_encoding);
    return equal_ignoring_case(value, "7bit") || equal_ignoring_case(value, "8bit") ||
           equal_ignoring_case(value, "binary");
}

Outcome<void> read_part_field(std::string_view line, PartHead& head)
{
    auto const colon = line.find(':');
    if (colon == line.npos || colon == 0)
        return refuse(problems::bad_form);
    auto const name = line.substr(0, colon);
    auto const value = trimmed(line.substr(colon + 1));
    if (equal_ignoring_case(name, "Content-Disposition"))
        return read_disposition(value, head);
    if (equal_ignoring_case(name, "Content-Type"))
        head.type = value.substr(0, longest_name);
    if (equal_ignoring_case(name, "Content-Transfer-Encoding") && !is_identity(value))
        return refuse(problems::bad_form);
    return {};
}

} // namespace

std::optional<std::string> boundary_of(std::string_view content_type)
{
    constexpr std::string_view marks = "'()+_,-./:=? ";
    content_type.remove_prefix(std::min(content_type.find(';'), content_type.size()));
    while (auto parameter = take_parameter(content_type)) {
        auto const& value = parameter->value;
        if (!equal_ignoring_case(parameter->name, "boundary"))
            continue;
        bool const plain = std::ranges::all_of(value, [&](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                   marks.find(c) != marks.npos;
        });
        if (value.empty() || value.size() > 70 || value.back() == ' ' || !plain)
            return {};
        return value;
    }
    return {};
}

Outcome<PartHead> parse_part_head(std::string_view lines)
{
    PartHead head;
    while (!lines.empty()) {
        auto const end = std::min(lines.find(line_end), lines.size());
        if (auto read = read_part_field(lines.substr(0, end), head); !read)
            return std::unexpected(read.error());
        lines.remove_prefix(std::min(end + line_end.size(), lines.size()));
    }
    if (head.name.empty() || head.name.size() > longest_name)
        return refuse(problems::bad_form);
    if (!is_text(head.name) || !is_text(head.file_name.value_or("")) || !is_text(head.type))
        return refuse(problems::bad_encoding);
    if (head.file_name)
        head.file_name = plain_file_name(std::move(*head.file_name));
    return head;
}

// A body may begin with its first boundary: as if an empty line came before.
MultipartReader::MultipartReader(std::string_view boundary, PartSink& sink)
    : sink_(sink), delimiter_("\r\n--" + std::string(boundary)), buffer_(line_end)
{
}

Outcome<void> MultipartReader::feed(std::string_view bytes)
{
    if (state_ == State::epilogue)
        return {};
    buffer_.append(bytes);
    for (;;) {
        auto const next = step();
        if (!next)
            return std::unexpected(next.error());
        if (*next == Step::needs_more)
            break;
    }
    buffer_.erase(0, begin_);
    begin_ = 0;
    return {};
}

Outcome<void> MultipartReader::finish() const
{
    if (state_ != State::epilogue)
        return refuse(problems::bad_form);
    return {};
}

Outcome<MultipartReader::Step> MultipartReader::step()
{
    switch (state_) {
    case State::preamble:
    case State::part_data:
        return read_data();
    case State::after_boundary:
        return read_after_boundary();
    case State::part_head:
        return read_part_head();
    case State::epilogue:
        begin_ = buffer_.size();
        return Step::needs_more;
    }
    return Step::needs_more;
}

Outcome<MultipartReader::Step> MultipartReader::read_data()
{
    auto const left = std::string_view(buffer_).substr(begin_);
    auto const at = left.find(delimiter_);
    // The last bytes may be the beginning of a boundary.
    auto const kept = std::min(left.size(), delimiter_.size() - 1);
    auto const content = left.substr(0, at == left.npos ? left.size() - kept : at);
    if (state_ == State::part_data && !content.empty())
        if (auto taken = sink_.data(content); !taken)
            return std::unexpected(taken.error());
    begin_ += content.size();
    if (at == left.npos)
        return Step::needs_more;
    begin_ += delimiter_.size();
    if (state_ == State::part_data)
        if (auto ended = sink_.end(); !ended)
            return std::unexpected(ended.error());
    state_ = State::after_boundary;
    return Step::again;
}

Outcome<MultipartReader::Step> MultipartReader::read_after_boundary()
{
    auto const left = std::string_view(buffer_).substr(begin_);
    if (left.starts_with("--")) {
        state_ = State::epilogue;
        return Step::again;
    }
    // Padding of blanks may follow a boundary (RFC 2046 §5.1.1).
    auto const content = std::min(left.find_first_not_of(" \t"), left.size());
    auto const rest = left.substr(content);
    if (rest.starts_with(line_end)) {
        begin_ += content + line_end.size();
        state_ = State::part_head;
        return Step::again;
    }
    bool const may_become = rest.empty() || rest == "\r" || (content == 0 && rest == "-");
    if (!may_become || content > 100)
        return refuse(problems::bad_form);
    return Step::needs_more;
}

Outcome<MultipartReader::Step> MultipartReader::read_part_head()
{
    auto const left = std::string_view(buffer_).substr(begin_);
    auto const end = left.find("\r\n\r\n");
    if (std::min(end, left.size()) > longest_part_head)
        return refuse(problems::bad_form);
    if (end == left.npos)
        return Step::needs_more;
    auto head = TRY(parse_part_head(left.substr(0, end)));
    if (auto begun = sink_.begin(std::move(head)); !begun)
        return std::unexpected(begun.error());
    begin_ += end + 4;
    state_ = State::part_data;
    return Step::again;
}

} // namespace kheo::http
