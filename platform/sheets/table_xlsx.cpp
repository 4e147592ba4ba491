// SPDX-License-Identifier: AGPL-3.0-or-later
// A Table as .xlsx by libxlsxwriter.
#include "platform/sheets/measure.hpp"
#include "platform/sheets/table_text.hpp"
#include "platform/sheets/xlsx.hpp"
#include "platform/text/text.hpp"

#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <stdexcept>
#include <system_error>
#include <tuple>

namespace kheo::sheets
{
namespace
{

constexpr auto font = "Times New Roman";
constexpr auto a4 = 9;
constexpr auto body_line = 15.0; // points, of 11 point text
// A column's width counts digits of the book's standard font (Calibri 11: 7 of
// 96 dots an inch); an em of our 11 points is 14.7 dots.
constexpr auto ems_of_character = 7 / 14.7;

enum class Look { title, subtitle, heading, cell, note };

// Formats are made once each: a file may hold 64,000, and Excel slows down long before.
class Formats
{
  public:
    explicit Formats(lxw_workbook* book) : book_(book) {}

    lxw_format* of(Look look, ColumnKind kind = ColumnKind::text, RowStyle style = RowStyle::plain)
    {
        auto& made = made_[{look, kind, style}];
        if (made == nullptr)
            made = make(look, kind, style);
        return made;
    }

  private:
    lxw_format* make(Look look, ColumnKind kind, RowStyle style)
    {
        auto* format = workbook_add_format(book_);
        format_set_font_name(format, font);
        format_set_font_size(format, look == Look::title ? 14 : look == Look::subtitle ? 12 : 11);
        format_set_text_wrap(format);
        format_set_align(format, look == Look::cell || look == Look::note ? LXW_ALIGN_VERTICAL_TOP
                                                                          : LXW_ALIGN_VERTICAL_CENTER);
        if (look == Look::title || look == Look::heading || style != RowStyle::plain)
            format_set_bold(format);
        if (look == Look::note)
            format_set_italic(format);
        if (look == Look::heading || look == Look::cell)
            format_set_border(format, LXW_BORDER_THIN);
        if (look != Look::cell && look != Look::note)
            format_set_align(format, LXW_ALIGN_CENTER);
        if (look == Look::heading)
            format_set_bg_color(format, 0xF2F2F2);
        if (look == Look::cell)
            number_format(format, kind);
        return format;
    }

    static void number_format(lxw_format* format, ColumnKind kind)
    {
        switch (kind) {
        case ColumnKind::text:
            return;
        case ColumnKind::code:
            return format_set_num_format(format, "@");
        case ColumnKind::whole:
            return format_set_num_format(format, "#,##0");
        case ColumnKind::decimal:
            return format_set_num_format(format, "#,##0.0");
        case ColumnKind::percent:
            return format_set_num_format(format, "0.0%");
        case ColumnKind::date:
            format_set_align(format, LXW_ALIGN_CENTER);
            return format_set_num_format(format, "dd/mm/yyyy");
        }
    }

    lxw_workbook* book_;
    std::map<std::tuple<Look, ColumnKind, RowStyle>, lxw_format*> made_;
};

class MemoryFile
{
  public:
    MemoryFile() : file_(memfd_create("xlsx", MFD_CLOEXEC))
    {
        if (file_ < 0)
            throw std::system_error(errno, std::generic_category(), "memfd_create");
    }
    MemoryFile(MemoryFile const&) = delete;
    MemoryFile& operator=(MemoryFile const&) = delete;
    ~MemoryFile() { close(file_); }

    std::string path() const { return "/proc/self/fd/" + std::to_string(file_); }

    std::string content() const
    {
        std::string bytes(static_cast<std::size_t>(lseek(file_, 0, SEEK_END)), '\0');
        if (pread(file_, bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
            throw std::system_error(errno, std::generic_category(), "a workbook in memory");
        return bytes;
    }

  private:
    int file_;
};

// Excel allows 31 characters without []:*?/\ and no two sheets of one name.
std::string sheet_name(std::string const& wanted, std::set<std::string>& taken)
{
    auto name = wanted;
    std::erase_if(name,
                  [](char c) { return std::string_view("[]:*?/\\'").find(c) != std::string_view::npos; });
    name = name.empty() ? "Biểu" : name;
    auto tried = std::string(first_characters(name, 31));
    for (auto number = 2; !taken.insert(lower(tried)).second; ++number)
        tried = std::string(first_characters(name, 27)) + " " + std::to_string(number);
    return tried;
}

class Writer
{
  public:
    Writer(Table const& table, lxw_worksheet* sheet, Formats& formats)
        : table_(table), sheet_(sheet), formats_(formats),
          last_(static_cast<lxw_col_t>(std::max<std::size_t>(table.columns.size(), 1) - 1))
    {
    }

    void write()
    {
        set_up();
        for (auto const& line : table_.title)
            across(line, formats_.of(row_ == 0 ? Look::title : Look::subtitle), row_ == 0 ? 20 : 16);
        if (row_ > 0)
            ++row_;
        headings();
        first_body_ = static_cast<int>(row_);
        for (auto const& row : table_.rows)
            body_row(row);
        offer_choices();
        if (!table_.notes.empty())
            ++row_;
        for (auto const& note : table_.notes)
            across(note, formats_.of(Look::note), body_line);
        if (row_ > 0)
            worksheet_print_area(sheet_, 0, 0, row_ - 1, last_);
    }

  private:
    void set_up()
    {
        worksheet_set_paper(sheet_, a4);
        if (table_.page == Page::landscape)
            worksheet_set_landscape(sheet_);
        worksheet_fit_to_pages(sheet_, 1, 0);
        worksheet_set_margins(sheet_, 0.6, 0.4, 0.6, 0.6); // inches
        worksheet_set_footer(sheet_, "&C&\"Times New Roman\"&10Trang &P/&N");
        for (std::size_t column = 0; column < table_.columns.size(); ++column)
            worksheet_set_column(sheet_, static_cast<lxw_col_t>(column), static_cast<lxw_col_t>(column),
                                 table_.columns[column].width, nullptr);
    }

    // What a cell over these columns holds on a line, in ems of the body font.
    double ems_across(int first, int count) const
    {
        auto width = 0.0;
        for (auto at = first; at < first + count && at < static_cast<int>(table_.columns.size()); ++at)
            width += table_.columns[static_cast<std::size_t>(at)].width;
        return std::max(width, 5.0) * ems_of_character;
    }

    // One line over all columns. A merged cell does not grow by itself.
    void across(std::string const& text, lxw_format* format, double line_height)
    {
        auto const lines = lines_of(text, ems_across(0, last_ + 1) * 15 / line_height, Weight::bold);
        worksheet_set_row(sheet_, row_, line_height * lines, nullptr);
        merged(row_, 0, row_, last_, text, format);
        ++row_;
    }

    void merged(lxw_row_t top, lxw_col_t left, lxw_row_t bottom, lxw_col_t right, std::string const& text,
                lxw_format* format)
    {
        if (top == bottom && left == right)
            worksheet_write_string(sheet_, top, left, text.c_str(), format);
        else
            worksheet_merge_range(sheet_, top, left, bottom, right, text.c_str(), format);
    }

    void headings()
    {
        auto* const format = formats_.of(Look::heading);
        auto const bottom = row_ + (table_.groups.empty() ? 0 : 1);
        auto upper = 1;
        auto lower = 1;
        for (auto const& group : table_.groups)
            upper =
                std::max(upper, lines_of(group.label, ems_across(group.first, group.count), Weight::bold));
        for (auto column = 0; column < static_cast<int>(table_.columns.size()); ++column) {
            auto const lines = lines_of(table_.columns[static_cast<std::size_t>(column)].label,
                                        ems_across(column, 1), Weight::bold);
            lower = std::max(lower, group_over(table_, column) != nullptr || table_.groups.empty()
                                        ? lines
                                        : lines - upper);
        }
        if (!table_.groups.empty())
            worksheet_set_row(sheet_, row_, body_line * upper + 3, nullptr);
        worksheet_set_row(sheet_, bottom, body_line * lower + 3, nullptr);
        for (auto const& group : table_.groups)
            merged(row_, static_cast<lxw_col_t>(group.first), row_,
                   static_cast<lxw_col_t>(group.first + group.count - 1), group.label, format);
        for (auto column = 0; column < static_cast<int>(table_.columns.size()); ++column) {
            auto const grouped = group_over(table_, column) != nullptr;
            auto const at = static_cast<lxw_col_t>(column);
            merged(grouped ? bottom : row_, at, bottom, at,
                   table_.columns[static_cast<std::size_t>(column)].label, format);
        }
        worksheet_repeat_rows(sheet_, row_, bottom);
        worksheet_freeze_panes(sheet_, bottom + 1, static_cast<lxw_col_t>(table_.frozen_columns));
        row_ = bottom + 1;
    }

    void body_row(TableRow const& row)
    {
        auto const span = std::clamp(row.span, 1, static_cast<int>(last_) + 1);
        // A line left to itself still grows with what is typed into it.
        if (auto const lines = lines_in(row, span); lines > 1)
            worksheet_set_row(sheet_, row_, body_line * lines + 1, nullptr);
        for (auto column = 0; column <= static_cast<int>(last_) && !table_.columns.empty(); ++column) {
            auto const index = static_cast<std::size_t>(column);
            auto const cell = index < row.cells.size() ? row.cells[index] : TableCell();
            auto const kind = table_.columns[index].kind;
            if (span > 1 && column == 0)
                merged(row_, 0, row_, static_cast<lxw_col_t>(span - 1), words_of(table_, cell, kind),
                       formats_.of(Look::cell, ColumnKind::text, row.style));
            if (span == 1 || column >= span)
                put(static_cast<lxw_col_t>(column), cell, kind, row.style);
        }
        ++row_;
    }

    // A program that does not measure anew shows the height that the file says.
    int lines_in(TableRow const& row, int span) const
    {
        auto lines = 1;
        for (auto column = 0; column <= static_cast<int>(last_); ++column) {
            auto const index = static_cast<std::size_t>(column);
            if (index >= row.cells.size() || index >= table_.columns.size())
                break;
            lines = std::max(lines, lines_of(words_of(table_, row.cells[index], table_.columns[index].kind),
                                             ems_across(column, column == 0 ? span : 1),
                                             row.style == RowStyle::plain ? Weight::plain : Weight::bold));
        }
        return lines;
    }

    void offer_choices()
    {
        std::string title = "Chọn trong danh sách";
        std::string message = "Xin chọn một mục trong danh sách của ô này.";
        for (std::size_t at = 0; at < table_.columns.size() && !table_.rows.empty(); ++at) {
            // The library's interface became const with 1.2 of Debian 13.
            auto choices = table_.columns[at].choices;
            std::vector<std::remove_pointer_t<decltype(lxw_data_validation::value_list)>> list;
            for (auto& choice : choices)
                list.push_back(choice.data());
            if (list.empty())
                continue;
            list.push_back(nullptr);
            auto validation = lxw_data_validation();
            validation.validate = LXW_VALIDATION_TYPE_LIST;
            validation.value_list = list.data();
            validation.error_title = title.data();
            validation.error_message = message.data();
            auto const column = static_cast<lxw_col_t>(at);
            auto const error = worksheet_data_validation_range(sheet_, static_cast<lxw_row_t>(first_body_),
                                                               column, row_ - 1, column, &validation);
            ensure(error == LXW_NO_ERROR, "a column's choices are more than Excel takes");
        }
    }

    void put(lxw_col_t column, TableCell const& cell, ColumnKind kind, RowStyle style)
    {
        auto* const format = formats_.of(Look::cell, kind, style);
        if (auto const* text = std::get_if<std::string>(&cell)) {
            worksheet_write_string(sheet_, row_, column, text->c_str(), format);
        } else if (auto const* number = std::get_if<double>(&cell)) {
            worksheet_write_number(sheet_, row_, column, *number, format);
        } else if (auto const* date = std::get_if<Date>(&cell)) {
            auto const [year, month, day] = civil(*date);
            lxw_datetime at{year, month, day, 0, 0, 0};
            worksheet_write_datetime(sheet_, row_, column, &at, format);
        } else if (auto const* sum = std::get_if<Sum>(&cell)) {
            // Programs show the stored result until they compute: it must be ours, not 0.
            worksheet_write_formula_num(sheet_, row_, column, formula(*sum).c_str(), format,
                                        value_of(table_, *sum));
        } else {
            worksheet_write_blank(sheet_, row_, column, format);
        }
    }

    std::string formula(Sum const& sum) const
    {
        std::string out = "=SUM(";
        for (auto const& range : sum.ranges) {
            if (!out.ends_with('('))
                out += ',';
            out += xlsx::reference(range.top + first_body_, range.left) + ":" +
                   xlsx::reference(range.bottom + first_body_, range.right);
        }
        return out + ")";
    }

    Table const& table_;
    lxw_worksheet* sheet_;
    Formats& formats_;
    lxw_col_t last_;
    lxw_row_t row_ = 0;
    int first_body_ = 0;
};

} // namespace

std::string to_xlsx(std::vector<Table> const& tables)
{
    // libxlsxwriter writes to a path alone; this one is a file in memory.
    MemoryFile const file;
    auto* const book = workbook_new(file.path().c_str());
    if (book == nullptr)
        throw std::runtime_error("xlsx: no memory for a workbook");
    Formats formats(book);
    std::set<std::string> taken;
    for (auto const& table : tables)
        Writer(table, workbook_add_worksheet(book, sheet_name(table.sheet, taken).c_str()), formats).write();
    auto const error = workbook_close(book);
    if (error != LXW_NO_ERROR)
        throw std::runtime_error(std::string("xlsx: ") + lxw_strerror(error));
    return file.content();
}

} // namespace kheo::sheets
