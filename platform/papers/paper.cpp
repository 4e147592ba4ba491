// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/papers/paper.hpp"

#include "platform/crypto/digest.hpp"
#include "platform/papers/problems.hpp"
#include "platform/sheets/content.hpp"
#include "platform/sheets/package.hpp"
#include "platform/sheets/wire.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace kheo::papers
{

namespace
{

constexpr std::size_t max_said = 4u << 20;
constexpr std::string Said::* members_of_said[] = {&Said::type,    &Said::number,        &Said::issuer,
                                                   &Said::place,   &Said::date,          &Said::subject,
                                                   &Said::content, &Said::signer_office, &Said::recipients};

void write(sheets::wire::Writer& out, Picture const& picture)
{
    out.text(picture.jpeg);
    out.number(static_cast<std::uint64_t>(picture.width));
    out.number(static_cast<std::uint64_t>(picture.height));
    out.number(picture.words.size());
    for (auto const& word : picture.words) {
        out.number(word.begin);
        out.number(word.end);
        for (auto const side : {word.x, word.y, word.width, word.height})
            out.number(static_cast<std::uint64_t>(side));
    }
}

// `text`: of its page. Fails where a word stands outside of either.
Picture picture_in(sheets::wire::Reader& in, std::string_view text)
{
    Picture picture;
    picture.jpeg = in.text();
    picture.width = static_cast<int>(in.number(max_picture_width));
    picture.height = static_cast<int>(in.number(max_picture_height));
    if (picture.jpeg.size() > max_picture_bytes || !picture.jpeg.starts_with("\xff\xd8\xff") ||
        picture.width == 0 || picture.height == 0)
        in.fail();
    for (auto left = in.number(most_boxes); left > 0 && in.good(); --left) {
        WordBox word;
        word.begin = in.number(text.size());
        word.end = in.number(text.size());
        word.x = static_cast<int>(in.number(max_picture_width));
        word.y = static_cast<int>(in.number(max_picture_height));
        word.width = static_cast<int>(in.number(max_picture_width));
        word.height = static_cast<int>(in.number(max_picture_height));
        if (word.begin >= word.end || word.x + word.width > picture.width ||
            word.y + word.height > picture.height)
            in.fail();
        picture.words.push_back(word);
    }
    return picture;
}

} // namespace

std::string Paper::text() const
{
    std::string all;
    for (auto const& page : pages) {
        if (!all.empty() && !all.ends_with('\n'))
            all += '\n';
        all += page.text;
    }
    return all;
}

std::string finished(std::string_view text)
{
    std::string kept;
    kept.reserve(text.size());
    for (auto const letter : nfc(text))
        if (static_cast<unsigned char>(letter) >= 0x20 || letter == '\n' || letter == '\t')
            kept += letter;
        else if (letter == '\r' || letter == '\f')
            kept += letter == '\f' ? "\n" : "";
    return kept;
}

Outcome<Page> page_of(std::string_view text, legacy::Changed changed)
{
    if (changed.any()) // the fonts have said it; what they made is not to be read anew
        return Page{.text = finished(text), .changed = changed};
    auto told = legacy::told_by_words(finished(text));
    if (told.hopeless)
        return refuse(problems::not_text);
    return Page{.text = std::move(told.text), .changed = told.changed};
}

Outcome<Paper> read_text(std::string_view bytes)
{
    auto const decoded = legacy::decoded_bytes(bytes);
    if (!decoded)
        return refuse(problems::not_text);
    // The text stays as it came, to the letter: places found in it are the file's.
    return Paper{{{.text = decoded->text, .changed = decoded->changed}}};
}

Outcome<Paper> read(std::string_view bytes, std::string_view name)
{
    using sheets::Type;
    if (bytes.empty())
        return refuse(problems::empty);
    if (bytes.size() > max_file_bytes)
        return refuse(problems::unsafe);
    auto const type = sheets::type_of(bytes);
    auto const ending = sheets::ending(name);
    if (type == Type::docx)
        return read_docx(bytes);
    if (type == Type::odt)
        return read_odt(bytes);
    if (type == Type::doc || type == Type::rtf)
        return refuse(problems::save_as_docx);
    if (type == Type::locked_office || type == Type::locked_ods)
        return refuse(problems::locked);
    if (type == Type::html || (type == Type::csv && (ending == "html" || ending == "htm"))) {
        auto const decoded = legacy::decoded_bytes(bytes);
        if (!decoded)
            return refuse(problems::not_text);
        auto page = TRY(page_of(text_of_html(decoded->text), decoded->changed));
        return Paper{{std::move(page)}};
    }
    if (type == Type::zip) { // one that cannot be opened safely says why
        auto const package = TRY(sheets::Package::open(bytes));
        return refuse(problems::other_type, sheets::called(type));
    }
    if (type == Type::csv || (type == Type::unknown && ending == "txt"))
        return read_text(bytes);
    return refuse(problems::other_type, sheets::called(type));
}

std::string encode(Outcome<Paper> const& outcome)
{
    using Bytes = Outcome<std::string>;
    if (!outcome)
        return sheets::wire::encode(Bytes(std::unexpected(outcome.error())));
    sheets::wire::Writer inside;
    inside.number(outcome->said ? 1 : 0);
    if (outcome->said)
        for (auto const member : members_of_said)
            inside.text((*outcome->said).*member);
    inside.number(outcome->enclosed ? 1 : 0);
    if (outcome->enclosed) {
        inside.text(outcome->enclosed->name);
        inside.text(outcome->enclosed->bytes);
    }
    inside.number(outcome->parts.size());
    for (auto const& part : outcome->parts) {
        inside.text(part.name);
        inside.number(part.size);
        inside.text(part.sha256);
        inside.number(std::uint64_t(part.page));
    }
    inside.number(outcome->pages.size());
    for (auto const& page : outcome->pages) {
        inside.text(page.text);
        inside.text(page.changed.flags());
        inside.number(page.scanned ? 1 : 0);
        inside.number(static_cast<std::uint64_t>(page.syllables * 1'000 + 0.5));
        inside.number(page.picture ? 1 : 0);
        if (page.picture)
            write(inside, *page.picture);
    }
    return sheets::wire::encode(Bytes(std::move(inside.bytes)));
}

namespace
{

Enclosed enclosed_in(sheets::wire::Reader& in)
{
    auto enclosed = Enclosed();
    enclosed.name = in.text();
    enclosed.bytes = in.text();
    if (!valid_utf8(enclosed.name) || enclosed.bytes.size() > max_file_bytes)
        in.fail();
    return enclosed;
}

Part part_in(sheets::wire::Reader& in)
{
    auto part = Part();
    part.name = in.text();
    part.size = in.number(max_file_bytes);
    part.sha256 = in.text();
    part.page = int(in.number(std::uint64_t(max_pages)));
    if (!valid_utf8(part.name) || !digest_from_hex(part.sha256))
        in.fail();
    return part;
}

} // namespace

std::string encode_parts(Outcome<std::vector<Enclosed>> const& outcome)
{
    using Bytes = Outcome<std::string>;
    if (!outcome)
        return sheets::wire::encode(Bytes(std::unexpected(outcome.error())));
    sheets::wire::Writer inside;
    inside.number(outcome->size());
    for (auto const& one : *outcome) {
        inside.text(one.name);
        inside.text(one.bytes);
    }
    return sheets::wire::encode(Bytes(std::move(inside.bytes)));
}

std::optional<Outcome<std::vector<Enclosed>>> decode_parts(std::string_view bytes)
{
    auto const outer = sheets::wire::decode_bytes(bytes);
    if (!outer)
        return {};
    if (!*outer)
        return std::unexpected(outer->error());
    sheets::wire::Reader in(**outer);
    std::vector<Enclosed> all;
    for (auto left = in.number(most_parts); left > 0 && in.good(); --left)
        all.push_back(enclosed_in(in));
    if (!in.good() || !in.at_end())
        return {};
    return all;
}

std::optional<Outcome<Paper>> decode_paper(std::string_view bytes)
{
    auto const outer = sheets::wire::decode_bytes(bytes);
    if (!outer)
        return {};
    if (!*outer)
        return std::unexpected(outer->error());
    sheets::wire::Reader in(**outer);
    Paper paper;
    if (in.number(1) == 1) {
        auto& said = paper.said.emplace();
        for (auto const member : members_of_said) {
            said.*member = in.text();
            if (said.*member != finished(said.*member) || (said.*member).size() > max_said)
                in.fail();
        }
    }
    if (in.number(1) == 1)
        paper.enclosed = enclosed_in(in);
    for (auto left = in.number(most_parts); left > 0 && in.good(); --left)
        paper.parts.push_back(part_in(in));
    std::size_t sum = 0;
    for (auto left = in.number(static_cast<std::uint64_t>(max_pages)); left > 0 && in.good(); --left) {
        Page page;
        page.text = in.text();
        page.changed = legacy::Changed::of_flags(in.text());
        page.scanned = in.number(1) == 1;
        page.syllables = static_cast<double>(in.number(1'000)) / 1'000;
        if (in.number(1) == 1)
            page.picture = picture_in(in, page.text);
        sum += page.text.size();
        if (sum > max_text_bytes || !valid_utf8(page.text))
            in.fail();
        paper.pages.push_back(std::move(page));
    }
    if (!in.good() || !in.at_end())
        return {};
    return paper;
}

std::string text_of(std::vector<Part> const& parts)
{
    std::string text;
    for (auto const& part : parts)
        text += fmt::format("+{},{},{},{}", hex(Bytes(part.name.begin(), part.name.end())), part.size,
                            part.page, part.sha256);
    return text;
}

std::vector<Part> parts_of(std::string_view text)
{
    std::vector<Part> parts;
    // Up to the next such sign, or all that is left.
    auto const next = [&](char sign) {
        auto const end = std::min(text.find(sign), text.size());
        auto const piece = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        return piece;
    };
    auto const number = [](std::string_view digits) {
        std::uint64_t value = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return value;
    };
    next('+');
    while (!text.empty() && parts.size() < most_parts) {
        auto const name = from_hex(next(',')).value_or(Bytes());
        auto const size = number(next(','));
        auto const page = number(next(','));
        parts.push_back({std::string(name.begin(), name.end()), size, std::string(next('+')), int(page)});
    }
    return parts;
}

} // namespace kheo::papers
