// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/registers/rows.hpp"

#include "capabilities/registers/earlier.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace kheo::registers
{

namespace
{

constexpr std::size_t most_left_out = 20;
constexpr std::size_t longest_heading_bytes = 900; // 150 letters with two marks each
constexpr int most_joined = 50;                    // rows that one model may run over
// A row under the signatures that says so much registers something after all.
constexpr std::size_t least_after_signature = 4;

using Cells = std::vector<std::pair<int, std::string>>; // column and text

// "3", "IV", "B.", "(1)": the number of a row, not words. A tick is none either.
bool is_number(std::string_view text)
{
    auto const key = key_of(text);
    return key.size() < 2 || (key.size() < 5 && key.find_first_not_of("0123456789 ivx") == std::string::npos);
}

bool is_tick(Words const& words, std::string_view text)
{
    return words.is("yes", text) || tidied(text) == "✓" || tidied(text) == "+" || tidied(text) == "✔";
}

// "II. LĨNH VỰC KINH TẾ" without its number.
std::string without_number(std::string_view text)
{
    auto const end = text.find_first_of(".)/-:");
    if (end == std::string_view::npos || end > 5)
        return std::string(text);
    auto const head = key_of(text.substr(0, end));
    return is_number(head) || head.size() == 1 ? tidied(text.substr(end + 1)) : std::string(text);
}

class Reader
{
  public:
    Reader(sheets::Sheet const& sheet, Layout const& layout, Words const& words)
        : grid_(sheet), layout_(layout), words_(words), title_(column_of(layout, Field::title))
    {
        section_[Field::field] = words.meaning("field", sheet.name);
        for (auto const& heading : layout.headings)
            heading_keys_.emplace(heading.column, key_of(heading.text));
    }

    Lines read()
    {
        for (int row = layout_.data_row; row < grid_.rows(); ++row) {
            auto const cells = filled(row);
            if (cells.empty() || repeats_headings(cells) || is_total(cells))
                continue;
            signed_ |= is_signature(cells);
            if (signed_ && cells.size() < least_after_signature)
                leave_out(row, cells);
            else if (continues(row))
                join(row);
            else if (opens_section(row, cells))
                continue;
            else if (registers(row, cells))
                add(row);
            else
                leave_out(row, cells);
        }
        for (auto& line : out_.lines)
            line.values[Field::title] = bare_title(line.values[Field::title]);
        return std::move(out_);
    }

  private:
    // The cells with text, merged ones once.
    Cells filled(int row) const
    {
        Cells cells;
        for (int column = 0; column < grid_.columns(); ++column)
            if (begins(row, column) && column != layout_.mark_column)
                if (auto text = grid_.text(row, column); !text.empty())
                    cells.emplace_back(column, std::move(text));
        return cells;
    }

    bool begins(int row, int column) const
    {
        return grid_.left(row, column) == column && grid_.top(row, column) == row;
    }
    bool says(int row, int column) const { return begins(row, column) && !grid_.text(row, column).empty(); }

    bool repeats_headings(Cells const& cells) const
    {
        std::size_t same = 0;
        for (auto const& [column, text] : cells) {
            auto const heading = heading_keys_.find(column);
            if (heading == heading_keys_.end() || text.size() > longest_heading_bytes)
                continue;
            auto const key = key_of(text);
            auto const& full = heading->second;
            same += !key.empty() && (key == full || full.ends_with(" " + key) || full.starts_with(key + " "));
        }
        return same > 1 && same * 2 > cells.size();
    }

    bool is_total(Cells const& cells) const
    {
        for (auto const& [column, text] : cells) {
            if (is_number(text))
                continue;
            auto const key = key_of(text);
            auto const word = tidied(key.substr(0, key.find_first_of("0123456789")));
            auto const many =
                std::ranges::count_if(cells, [](auto const& cell) { return !is_number(cell.second); });
            return words_.is("total", word) ||
                   (many <= 2 && (key.starts_with("tong cong") || key.starts_with("tong so")));
        }
        return false;
    }

    // "NGƯỜI LẬP BIỂU … T/M BAN THƯỜNG VỤ": below it stand names, no models.
    bool is_signature(Cells const& cells) const
    {
        return cells.size() < least_after_signature &&
               std::ranges::any_of(
                   cells,
                   [&](auto const& cell) {
                       auto const& text = cell.second;
                       return words_.is("signature", text) ||
                              words_.is("signature", text.substr(0, text.find_first_of("(\n")));
                   });
    }

    // A row with one text that stands for the rows below it.
    bool opens_section(int row, Cells const& cells)
    {
        auto const texts =
            std::ranges::count_if(cells, [](auto const& cell) { return !is_number(cell.second); });
        if (texts != 1 || layout_.headings.size() < 3)
            return false;
        auto const& [column, whole] =
            *std::ranges::find_if(cells, [](auto const& cell) { return !is_number(cell.second); });
        auto const in_title = title_ >= 0 && grid_.left(row, title_) == column;
        auto const alone = !in_title || grid_.left(row, title_) != title_ || column != title_;
        auto const text = without_number(whole);
        // A title may hold such a word: there the text must be nothing else.
        auto const said = [&](std::string_view what) {
            auto const key = key_of(text);
            auto const bare = key.starts_with("linh vuc ") ? key.substr(9) : key;
            auto const exact = words_.is(what, bare) || words_.is(what, key);
            return alone || exact || key != bare ? words_.meaning(what, exact ? bare : text) : std::string();
        };
        auto const field = said("field");
        auto const entry = said("entry");
        auto const kind = said("kind");
        if (field.empty() && entry.empty() && kind.empty()) {
            if (!alone)
                return false;
            section_text_ = text;
            leave_out(row, cells);
            return true;
        }
        // A new heading of the same or a higher kind ends what was said before.
        if (!field.empty())
            section_[Field::field] = field;
        if (!entry.empty())
            section_[Field::entry] = entry;
        if (!kind.empty())
            section_[Field::kind] = kind;
        section_text_.clear();
        return true;
    }

    // The cell above goes on: only columns of long text say something here.
    bool continues(int row) const
    {
        if (out_.lines.empty() || row != last_row_ + 1 || row - out_.lines.back().row > most_joined)
            return false;
        auto any = false;
        for (auto const& heading : layout_.headings) {
            if (!says(row, heading.column))
                continue;
            auto const& target = heading.target;
            if (target.kind == Target::Kind::field && rule(target.field).many_lines)
                any = true;
            else if (target.kind != Target::Kind::unknown)
                return false;
        }
        return any;
    }

    bool registers(int row, Cells const& cells) const
    {
        if (title_ >= 0 && grid_.top(row, title_) == row && !grid_.text(row, title_).empty() &&
            !is_number(grid_.text(row, title_)))
            return true;
        // Without a title it must say enough to be more than a note or a signature.
        auto known = 0;
        auto long_text = 0;
        // A number before it, or a field of work that exists, is said of a model alone.
        auto counted = is_number(cells.front().second);
        for (auto const& heading : layout_.headings) {
            if (heading.target.kind != Target::Kind::field || !says(row, heading.column))
                continue;
            ++known;
            long_text += rule(heading.target.field).many_lines;
            counted |=
                heading.target.field == Field::field && words_.is("field", grid_.text(row, heading.column));
        }
        return long_text > 0 && ((known > 2 && cells.size() > 2) || (known == 2 && counted));
    }

    std::string carried(Line& line, Field field, std::string text)
    {
        if (words_.is("ditto", text) || tidied(text) == "\"" || tidied(text) == "”" || tidied(text) == "''") {
            line.from_above.push_back(field);
            return out_.lines.empty() ? std::string() : out_.lines.back().values[field];
        }
        return text;
    }

    void put(Line& line, Heading const& heading, std::string text)
    {
        auto const field = heading.target.field;
        auto& value = line.values[field];
        if (!rule(field).many_lines) {
            value = carried(line, field, tidied(text));
            return;
        }
        // Several columns of one field keep their headings.
        auto const shared = std::ranges::count_if(layout_.headings, [&](Heading const& other) {
                                return other.target == heading.target;
                            }) > 1;
        if (shared && !heading.text.empty())
            text = tidied(heading.text) + ": " + text;
        value += (value.empty() ? "" : "\n") + carried(line, field, std::move(text));
    }

    void put_ticks(Line& line, int row)
    {
        std::map<Field, std::vector<std::string>> ticked;
        std::map<Field, bool> asked;
        for (auto const& heading : layout_.headings) {
            if (heading.target.kind != Target::Kind::tick)
                continue;
            asked[heading.target.field] = true;
            auto const text = tidied(grid_.text(row, heading.column));
            if (!text.empty() && text != "0" && (is_tick(words_, text) || !words_.is("no", text)))
                ticked[heading.target.field].push_back(heading.target.value);
        }
        for (auto const& [field, any] : asked) {
            auto const& values = ticked[field];
            if (values.size() == 1)
                line.values[field] = values.front();
            else if (values.size() > 1)
                line.faults.emplace_back(field, "Đánh dấu nhiều ô; chỉ đánh dấu một ô.");
        }
    }

    void add(int row)
    {
        auto line = Line{.row = row, .section = section_text_};
        for (auto const& heading : layout_.headings)
            if (heading.target.kind == Target::Kind::field)
                if (auto text = grid_.text(row, heading.column); !text.empty())
                    put(line, heading, std::move(text));
        put_ticks(line, row);
        for (auto const& [field, value] : section_)
            if (line.values[field].empty() && !value.empty()) {
                line.values[field] = value;
                line.from_above.push_back(field);
            }
        out_.lines.push_back(std::move(line));
        last_row_ = row;
    }

    void join(int row)
    {
        for (auto const& heading : layout_.headings)
            if (heading.target.kind == Target::Kind::field && rule(heading.target.field).many_lines &&
                says(row, heading.column)) {
                auto& value = out_.lines.back().values[heading.target.field];
                value += (value.empty() ? "" : "\n") + grid_.text(row, heading.column);
            }
        last_row_ = row;
    }

    void leave_out(int row, Cells const& cells)
    {
        ++out_.left_out_rows;
        if (out_.left_out.size() == most_left_out)
            return;
        std::string text;
        for (auto const& cell : cells)
            text += (text.empty() ? "" : " ") + tidied(cell.second);
        out_.left_out.push_back(fmt::format("Dòng {}: {}", row + 1, first_characters(text, 120)));
    }

    Grid grid_;
    Layout const& layout_;
    Words const& words_;
    int title_;
    std::map<int, std::string> heading_keys_; // by column
    int last_row_ = -1;                       // of the line read last
    bool signed_ = false;
    std::map<Field, std::string> section_;
    std::string section_text_;
    Lines out_;
};

} // namespace

Lines lines_of(sheets::Sheet const& sheet, Layout const& layout, Words const& words)
{
    return Reader(sheet, layout, words).read();
}

} // namespace kheo::registers
