// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/files/type.hpp"

#include "platform/files/problems.hpp"
#include "platform/sheets/content.hpp"
#include "platform/sheets/package.hpp"

#include <magic.h>

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>
#include <string>

namespace kheo::files
{
namespace
{

using sheets::Type;

struct Taken {
    FileType type;
    Type content;
    std::array<std::string_view, 3> magic; // beginnings of what libmagic says; "" says nothing
};

constexpr std::string_view office = "application/vnd.openxmlformats-officedocument.";

// A package made by a plain zip program is "application/zip" to libmagic; its
// parts tell what it is.
constexpr Taken taken[] = {
    {{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Serve::downloaded},
     Type::xlsx,
     {office, "application/zip", "application/octet-stream"}},
    {{"ods", "application/vnd.oasis.opendocument.spreadsheet", Serve::downloaded},
     Type::ods,
     {"application/vnd.oasis.opendocument.", "application/zip"}},
    {{"csv", "text/csv; charset=utf-8", Serve::downloaded},
     Type::csv,
     {"text/", "application/csv", "application/json"}},
    {{"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Serve::downloaded},
     Type::docx,
     {office, "application/zip", "application/octet-stream"}},
    {{"odt", "application/vnd.oasis.opendocument.text", Serve::downloaded},
     Type::odt,
     {"application/vnd.oasis.opendocument.", "application/zip"}},
    {{"pdf", "application/pdf", Serve::shown}, Type::pdf, {"application/pdf"}},
    {{"jpg", "image/jpeg", Serve::shown}, Type::jpeg, {"image/jpeg"}},
    {{"jpeg", "image/jpeg", Serve::shown}, Type::jpeg, {"image/jpeg"}},
    {{"png", "image/png", Serve::shown}, Type::png, {"image/png"}},
    {{"webp", "image/webp", Serve::shown}, Type::webp, {"image/webp"}},
};

Taken const* by_ending(std::string_view ending)
{
    auto const* const found =
        std::ranges::find(taken, ending, [](Taken const& row) { return row.type.ending; });
    return found == std::end(taken) ? nullptr : found;
}

std::string magic_of(std::string_view bytes)
{
    std::unique_ptr<magic_set, decltype(&magic_close)> magic(magic_open(MAGIC_MIME_TYPE | MAGIC_ERROR),
                                                             magic_close);
    if (!magic || magic_load(magic.get(), nullptr) != 0)
        throw std::runtime_error("libmagic: its data cannot be loaded");
    // The head says it; its rules for a whole 50 MB would cost seconds.
    auto const head = bytes.substr(0, 256u << 10);
    auto const* const said = magic_buffer(magic.get(), head.data(), head.size());
    return said == nullptr ? std::string() : said;
}

// ISO 32000-1, 7.5.5: a file ends with where its table begins, and "%%EOF". Readers
// take some bytes behind that.
bool has_end(std::string_view pdf)
{
    constexpr std::size_t looked_at = 64u << 10;
    auto const tail = pdf.substr(pdf.size() - std::min(pdf.size(), looked_at));
    return tail.find("startxref") != tail.npos || tail.find("%%EOF") != tail.npos;
}

} // namespace

std::optional<FileType> type_by_ending(std::string_view ending)
{
    auto const* const found = by_ending(ending);
    return found == nullptr ? std::nullopt : std::optional(found->type);
}

Outcome<FileType> checked_type(std::string_view bytes, std::string_view name)
{
    auto const content = sheets::type_of(bytes);
    if (content == Type::empty)
        return refuse(problems::empty);
    auto const* const row = by_ending(sheets::ending(name));
    auto const is_taken =
        std::ranges::any_of(taken, [&](Taken const& each) { return each.content == content; });
    if (content == Type::zip) { // one that cannot be opened safely says why
        auto const package = TRY(sheets::Package::open(bytes));
        return refuse(row != nullptr ? problems::wrong_name : problems::type_not_taken,
                      sheets::called(content));
    }
    if (row == nullptr && !(is_taken && content != Type::csv))
        return refuse(problems::type_not_taken, sheets::called(content));
    if (row == nullptr || row->content != content)
        return refuse(problems::wrong_name, sheets::called(content));
    auto const magic = magic_of(bytes);
    if (std::ranges::none_of(row->magic,
                             [&](auto begin) { return !begin.empty() && magic.starts_with(begin); }))
        return refuse(problems::wrong_name, magic);
    if (content == Type::pdf && !has_end(bytes))
        return refuse(problems::cut_off);
    return row->type;
}

} // namespace kheo::files
