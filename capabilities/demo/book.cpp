// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/demo/book.hpp"

#include "platform/text/csv.hpp"

#include <algorithm>
#include <ctime>
#include <fmt/format.h>
#include <fstream>
#include <stdexcept>
#include <xlsxwriter.h>
#include <zip.h>

namespace kheo::demo
{

namespace
{

// A fixed moment, so that a file does not change from one writing to the next.
constexpr std::time_t made_at = 1'767'225'600; // 2026-01-01T00:00:00Z

std::string text_of(GridCell const& cell)
{
    if (auto const* const number = std::get_if<double>(&cell))
        return fmt::format("{:g}", *number);
    return std::get<std::string>(cell);
}

Grid::Merge const* merge_at(Grid const& grid, int row, int column)
{
    auto const found = std::ranges::find_if(grid.merged, [&](Grid::Merge const& merge) {
        return row >= merge.top && row <= merge.bottom && column >= merge.left && column <= merge.right;
    });
    return found == grid.merged.end() ? nullptr : &*found;
}

Grid::Look look_of(Grid const& grid, std::size_t row)
{
    return row < grid.looks.size() ? grid.looks[row] : Grid::Look::plain;
}

class XlsxSheet
{
  public:
    XlsxSheet(lxw_workbook* book, Grid const& grid)
        : grid_(grid), sheet_(workbook_add_worksheet(book, grid.sheet.c_str())),
          plain_(workbook_add_format(book)), bold_(workbook_add_format(book))
    {
        for (auto* const format : {plain_, bold_}) {
            format_set_font_name(format, "Times New Roman");
            format_set_text_wrap(format);
            format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
        }
        format_set_bold(bold_);
        format_set_align(bold_, LXW_ALIGN_CENTER);
    }

    void write()
    {
        for (std::size_t column = 0; column < grid_.widths.size(); ++column)
            worksheet_set_column(sheet_, lxw_col_t(column), lxw_col_t(column), grid_.widths[column], nullptr);
        for (std::size_t row = 0; row < grid_.rows.size(); ++row)
            for (std::size_t column = 0; column < grid_.rows[row].size(); ++column)
                cell(int(row), int(column), grid_.rows[row][column]);
    }

  private:
    void cell(int row, int column, GridCell const& value)
    {
        auto* const format = look_of(grid_, std::size_t(row)) == Grid::Look::bold ? bold_ : plain_;
        auto const* const merge = merge_at(grid_, row, column);
        auto const text = text_of(value);
        if (merge && (merge->top != row || merge->left != column))
            return;
        if (merge)
            worksheet_merge_range(sheet_, lxw_row_t(merge->top), lxw_col_t(merge->left),
                                  lxw_row_t(merge->bottom), lxw_col_t(merge->right), text.c_str(), format);
        else if (auto const* const number = std::get_if<double>(&value))
            worksheet_write_number(sheet_, lxw_row_t(row), lxw_col_t(column), *number, format);
        else if (!text.empty())
            worksheet_write_string(sheet_, lxw_row_t(row), lxw_col_t(column), text.c_str(), format);
    }

    Grid const& grid_;
    lxw_worksheet* sheet_;
    lxw_format* plain_;
    lxw_format* bold_;
};

std::string escaped(std::string_view text)
{
    std::string out;
    for (char const c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else
            out += c;
    }
    return out;
}

std::string paragraphs(std::string_view text)
{
    std::string out = "<text:p>";
    for (char const c : escaped(text))
        out += c == '\n' ? std::string("</text:p><text:p>") : std::string(1, c);
    return out + "</text:p>";
}

std::string ods_cell(Grid const& grid, int row, int column, GridCell const& cell)
{
    auto const* const merge = merge_at(grid, row, column);
    if (merge && (merge->top != row || merge->left != column))
        return "<table:covered-table-cell/>";
    std::string attributes;
    if (merge)
        attributes = fmt::format(" table:number-columns-spanned=\"{}\" table:number-rows-spanned=\"{}\"",
                                 merge->right - merge->left + 1, merge->bottom - merge->top + 1);
    auto const text = text_of(cell);
    if (std::holds_alternative<double>(cell))
        return fmt::format("<table:table-cell{} office:value-type=\"float\" office:value=\"{}\">{}"
                           "</table:table-cell>",
                           attributes, text, paragraphs(text));
    if (text.empty())
        return fmt::format("<table:table-cell{}/>", attributes);
    return fmt::format("<table:table-cell{} office:value-type=\"string\">{}</table:table-cell>", attributes,
                       paragraphs(text));
}

void add_part(zip_t* archive, char const* name, std::string const& bytes, zip_int32_t how)
{
    auto* const source = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
    auto const at = zip_file_add(archive, name, source, ZIP_FL_OVERWRITE | ZIP_FL_ENC_UTF_8);
    if (at < 0 || zip_set_file_compression(archive, zip_uint64_t(at), how, 0) != 0 ||
        zip_file_set_mtime(archive, zip_uint64_t(at), made_at, 0) != 0)
        throw std::runtime_error(fmt::format("không ghi được {} vào tệp .ods", name));
}

} // namespace

void write_xlsx(std::string const& path, std::vector<Grid> const& sheets)
{
    auto* const book = workbook_new(path.c_str());
    if (book == nullptr)
        throw std::runtime_error(fmt::format("không ghi được tệp {}", path));
    auto properties = lxw_doc_properties();
    properties.created = made_at;
    workbook_set_properties(book, &properties);
    for (auto const& grid : sheets)
        XlsxSheet(book, grid).write();
    if (auto const error = workbook_close(book); error != LXW_NO_ERROR)
        throw std::runtime_error(fmt::format("không ghi được tệp {}: {}", path, lxw_strerror(error)));
}

std::string ods_content(std::vector<Grid> const& sheets)
{
    std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                      "<office:document-content"
                      " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
                      " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""
                      " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""
                      " office:version=\"1.2\"><office:body><office:spreadsheet>";
    for (auto const& grid : sheets) {
        xml += fmt::format("<table:table table:name=\"{}\">", escaped(grid.sheet));
        for (std::size_t row = 0; row < grid.rows.size(); ++row) {
            xml += "<table:table-row>";
            for (std::size_t column = 0; column < grid.rows[row].size(); ++column)
                xml += ods_cell(grid, int(row), int(column), grid.rows[row][column]);
            xml += grid.rows[row].empty() ? "<table:table-cell/></table:table-row>" : "</table:table-row>";
        }
        xml += "</table:table>";
    }
    return xml + "</office:spreadsheet></office:body></office:document-content>";
}

void write_ods(std::string const& path, std::vector<Grid> const& sheets)
{
    auto error = 0;
    auto* const archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
    if (archive == nullptr)
        throw std::runtime_error(fmt::format("không ghi được tệp {}", path));
    auto const type = std::string("application/vnd.oasis.opendocument.spreadsheet");
    auto const manifest = fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
        "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\""
        " manifest:version=\"1.2\">"
        "<manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"{}\"/>"
        "<manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/>"
        "</manifest:manifest>",
        type);
    auto const content = ods_content(sheets);
    // OpenDocument 1.2 part 3, 3.3: the type comes first and is not compressed.
    add_part(archive, "mimetype", type, ZIP_CM_STORE);
    add_part(archive, "content.xml", content, ZIP_CM_DEFLATE);
    add_part(archive, "META-INF/manifest.xml", manifest, ZIP_CM_DEFLATE);
    if (zip_close(archive) != 0) {
        auto const why = std::string(zip_strerror(archive));
        zip_discard(archive);
        throw std::runtime_error(fmt::format("không ghi được tệp {}: {}", path, why));
    }
}

void write_csv(std::string const& path, Grid const& sheet, CsvWay way)
{
    std::vector<csv::Row> rows;
    for (auto const& row : sheet.rows) {
        auto& cells = rows.emplace_back();
        for (auto const& cell : row)
            cells.push_back(text_of(cell));
    }
    auto out = std::ofstream(path, std::ios::binary);
    out << csv::written(rows, {way.delimiter, way.mark ? csv::Mark::utf8 : csv::Mark::none});
    if (!out.flush())
        throw std::runtime_error(fmt::format("không ghi được tệp {}", path));
}

} // namespace kheo::demo
