// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/sheets/content.hpp"

#include "platform/sheets/package.hpp"
#include "platform/sheets/problems.hpp"

#include <algorithm>
#include <array>

namespace kheo::sheets
{
namespace
{

using namespace std::string_view_literals;

struct Signature {
    std::size_t at;
    std::string_view bytes;
    Type type;
};

constexpr Signature signatures[] = {
    {0, "%PDF-"sv, Type::pdf},
    {0, "\x89PNG\r\n\x1a\n"sv, Type::png},
    {0, "\xff\xd8\xff"sv, Type::jpeg},
    {0, "GIF8"sv, Type::gif},
    {8, "WEBP"sv, Type::webp},
    {0, "II*\0"sv, Type::tiff},
    {0, "MM\0*"sv, Type::tiff},
    {4, "ftypheic"sv, Type::heic},
    {4, "ftypheix"sv, Type::heic},
    {4, "ftypmif1"sv, Type::heic},
    {4, "ftyp"sv, Type::media},
    {8, "WAVE"sv, Type::media},
    {8, "AVI "sv, Type::media},
    {0, "ID3"sv, Type::media},
    {0, "OggS"sv, Type::media},
    {0, "\x1a\x45\xdf\xa3"sv, Type::media},
    {0, "{\\rtf"sv, Type::rtf},
    {0, "Rar!"sv, Type::other_archive},
    {0, "7z\xbc\xaf\x27\x1c"sv, Type::other_archive},
    {0, "\x1f\x8b"sv, Type::other_archive},
    {0, "BZh"sv, Type::other_archive},
    {0,
     "\xfd"
     "7zXZ"sv,
     Type::other_archive},
};

constexpr auto ole_head = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv;

// The names of streams in an OLE file's directory are UTF-16.
bool has_stream(std::string_view bytes, std::string_view name)
{
    std::string wide;
    for (auto const letter : name)
        wide.append({letter, '\0'});
    return bytes.find(wide) != bytes.npos;
}

Type ole_type(std::string_view bytes)
{
    if (has_stream(bytes, "EncryptedPackage"))
        return Type::locked_office;
    if (has_stream(bytes, "Workbook") || has_stream(bytes, "Book"))
        return Type::xls;
    if (has_stream(bytes, "WordDocument"))
        return Type::doc;
    return has_stream(bytes, "PowerPoint Document") ? Type::ppt : Type::unknown;
}

Type opendocument_type(Package const& package, std::string_view mimetype)
{
    auto const manifest = package.part("META-INF/manifest.xml").value_or("");
    if (manifest.find("encryption-data") != manifest.npos)
        return Type::locked_ods;
    if (mimetype.find("opendocument.spreadsheet") != mimetype.npos)
        return Type::ods;
    if (mimetype.find("opendocument.text") != mimetype.npos)
        return Type::odt;
    return mimetype.find("opendocument.presentation") != mimetype.npos ? Type::odp : Type::zip;
}

Type package_type(Package const& package)
{
    if (package.has("mimetype"))
        return opendocument_type(package, package.part("mimetype").value_or(""));
    auto const types = package.part("[Content_Types].xml").value_or("");
    auto const has = [&](std::string_view word) { return types.find(word) != types.npos; };
    if (has("wordprocessingml.document.main+xml") || has("ms-word.document.macroEnabled.main+xml"))
        return Type::docx;
    if (has("presentationml.presentation.main+xml"))
        return Type::pptx;
    if (has("sheet.binary.macroEnabled.main"))
        return Type::xlsb;
    if (has("ms-excel.sheet.macroEnabled.main+xml") || package.has("xl/vbaProject.bin"))
        return Type::xlsx_with_macros;
    return has("spreadsheetml.sheet.main+xml") || has("spreadsheetml.template.main+xml") ? Type::xlsx
                                                                                         : Type::zip;
}

std::string lowered(std::string_view text)
{
    std::string out(text);
    for (auto& letter : out)
        letter = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
    return out;
}

Type text_type(std::string_view bytes)
{
    if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff"))
        return Type::csv;
    auto const head = bytes.substr(0, 4'096);
    // A stray one in a cell is a fault of that cell, not of the file.
    auto const is_binary = [](char c) { return static_cast<unsigned char>(c) < 9 || (c > 13 && c < 27); };
    if (head.find('\0') != head.npos ||
        std::size_t(std::ranges::count_if(head, is_binary)) > 1 + head.size() / 100)
        return Type::unknown;
    auto const text = lowered(head);
    auto const begin = text.find_first_not_of("\xef\xbb\xbf \t\r\n");
    if (begin == text.npos)
        return head.size() == bytes.size() ? Type::empty : Type::csv;
    if (text.find("urn:schemas-microsoft-com:office:spreadsheet") != text.npos && text[begin] == '<' &&
        text.find("<workbook") != text.npos)
        return Type::xml_spreadsheet;
    for (auto const opening :
         {"<!doctype html"sv, "<html"sv, "<head"sv, "<table"sv, "<meta"sv, "<style"sv, "mime-version:"sv})
        if (text.substr(begin).starts_with(opening))
            return Type::html;
    return Type::csv;
}

bool is_zip(std::string_view bytes)
{
    return bytes.starts_with("PK\3\4"sv) || bytes.starts_with("PK\5\6"sv);
}

Problem refused(Type type, std::string_view bytes, bool promised)
{
    switch (type) {
    case Type::empty:
        return problems::empty;
    case Type::xls:
        return problems::old_xls;
    case Type::locked_office:
    case Type::locked_ods:
        return problems::locked;
    case Type::xlsx_with_macros:
    case Type::xlsb:
    case Type::xml_spreadsheet:
    case Type::html:
        return {problems::save_as_xlsx, called(type)};
    case Type::unknown:
        return problems::unknown_type;
    case Type::zip:
        if (auto const package = Package::open(bytes); !package)
            return package.error();
        [[fallthrough]];
    default:
        return {promised ? problems::wrong_name : problems::other_type, called(type)};
    }
}

} // namespace

Type type_of(std::string_view bytes)
{
    if (bytes.empty())
        return Type::empty;
    if (is_zip(bytes)) {
        auto const package = Package::open(bytes);
        return package ? package_type(*package) : Type::zip;
    }
    if (bytes.starts_with(ole_head))
        return ole_type(bytes);
    for (auto const& signature : signatures)
        if (bytes.size() > signature.at && bytes.substr(signature.at).starts_with(signature.bytes))
            return signature.type;
    return text_type(bytes);
}

std::string_view called(Type type)
{
    switch (type) {
    case Type::xlsx:
        return "bảng tính Excel (.xlsx)";
    case Type::ods:
        return "bảng tính LibreOffice (.ods)";
    case Type::csv:
        return "văn bản thuần";
    case Type::empty:
        return "tệp trống";
    case Type::xls:
        return "bảng tính Excel kiểu cũ (.xls)";
    case Type::locked_office:
    case Type::locked_ods:
        return "tệp có mật khẩu";
    case Type::xlsx_with_macros:
        return "bảng tính có chương trình kèm theo (macro)";
    case Type::xlsb:
        return "bảng tính Excel dạng nhị phân (.xlsb)";
    case Type::xml_spreadsheet:
        return "bảng tính Excel 2003 dạng XML";
    case Type::html:
        return "trang web (HTML)";
    case Type::doc:
        return "văn bản Word kiểu cũ (.doc)";
    case Type::docx:
        return "văn bản Word (.docx)";
    case Type::ppt:
    case Type::pptx:
    case Type::odp:
        return "tệp trình chiếu";
    case Type::odt:
        return "văn bản LibreOffice (.odt)";
    case Type::pdf:
        return "tệp PDF";
    case Type::rtf:
        return "văn bản RTF";
    case Type::jpeg:
        return "ảnh JPEG";
    case Type::png:
        return "ảnh PNG";
    case Type::gif:
        return "ảnh GIF";
    case Type::webp:
        return "ảnh WebP";
    case Type::tiff:
        return "ảnh TIFF";
    case Type::heic:
        return "ảnh HEIC của điện thoại";
    case Type::zip:
    case Type::other_archive:
        return "tệp nén";
    case Type::media:
        return "tệp âm thanh hoặc phim";
    case Type::unknown:
        break;
    }
    return "tệp không rõ loại";
}

std::string ending(std::string_view name)
{
    auto const slash = name.find_last_of("/\\");
    auto const file = slash == name.npos ? name : name.substr(slash + 1);
    auto const dot = file.rfind('.');
    return dot == file.npos ? std::string() : lowered(file.substr(dot + 1));
}

Outcome<Type> spreadsheet(std::string_view bytes, std::string_view name)
{
    auto type = type_of(bytes);
    auto const end = ending(name);
    // Old books of other programs keep no stream of the usual name.
    if (type == Type::unknown && end == "xls" && bytes.starts_with(ole_head))
        type = Type::xls;
    auto const plain_name = end.empty() || end == "csv" || end == "txt" || end == "tsv";
    if (type == Type::xlsx || type == Type::ods || (type == Type::csv && plain_name))
        return type;
    auto const promised = end == "xlsx" || end == "xls" || end == "ods" || end == "csv";
    return std::unexpected(refused(type, bytes, promised));
}

} // namespace kheo::sheets
