// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/demo/sheet.hpp"

#include "data/data.hpp"
#include "platform/text/csv.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace kheo::demo
{

namespace
{

// Styles by what they have beside headings.
bool is_one_of(int style, std::initializer_list<int> list)
{
    return std::ranges::find(list, style) != list.end();
}

struct HeadColumn {
    std::string field; // "title", "field:kinh_te", "_stt"
    std::string group;
    std::string heading;
};

struct Layouts {
    std::map<int, std::vector<HeadColumn>> columns;
    std::map<int, std::vector<std::string>> titles;
    std::map<std::tuple<int, std::string, std::string>, std::string> words; // style, field, value
};

csv::Records records_of(char const* name, std::initializer_list<std::string_view> columns)
{
    auto records = csv::Records::parse(data::file(name), columns);
    ensure(records.has_value(), "a file of data/demo is broken");
    return std::move(*records);
}

Layouts const& layouts()
{
    static auto const read = [] {
        auto made = Layouts();
        auto const heads =
            records_of("demo/messy-headings.csv", {"style", "position", "field", "group", "heading"});
        auto const style_at = [](csv::Records const& records, std::size_t row) {
            return std::stoi(std::string(records.at(row, "style")));
        };
        for (std::size_t row = 0; row < heads.size(); ++row)
            made.columns[style_at(heads, row)].push_back({std::string(heads.at(row, "field")),
                                                          std::string(heads.at(row, "group")),
                                                          std::string(heads.at(row, "heading"))});
        auto const titles = records_of("demo/messy-titles.csv", {"style", "line", "text"});
        for (std::size_t row = 0; row < titles.size(); ++row)
            made.titles[style_at(titles, row)].emplace_back(titles.at(row, "text"));
        auto const words = records_of("demo/messy-words.csv", {"style", "field", "value", "word"});
        for (std::size_t row = 0; row < words.size(); ++row)
            made.words[{style_at(words, row), std::string(words.at(row, "field")),
                        std::string(words.at(row, "value"))}] = std::string(words.at(row, "word"));
        return made;
    }();
    return read;
}

class Sheet
{
  public:
    Sheet(int style, std::vector<RegisterRow> rows, Commune const& commune, Words const& words,
          std::size_t at)
        : style_(style), rows_(std::move(rows)), commune_(commune), words_(words), at_(at),
          columns_(layouts().columns.at(style))
    {
        // A column that nobody filled was taken out.
        if (at % 5 == 2)
            std::erase_if(columns_,
                          [](HeadColumn const& c) { return c.field == "_stt" || c.field == "keep_up"; });
        if (at % 7 == 3)
            std::erase_if(columns_, [](HeadColumn const& c) { return c.field == "entry"; });
    }

    Grid laid_out() &&
    {
        if (is_one_of(style_, {2, 9}))
            sort_by([](RegisterRow const& row) { return row.said.text.field; });
        else if (is_one_of(style_, {1, 7, 13}))
            sort_by([](RegisterRow const& row) { return row.unit->code; });
        titles();
        headings();
        body();
        foot();
        for (auto const& column : columns_)
            grid_.widths.push_back(column.field == "_stt"                        ? 5
                                   : column.field.find(':') != std::string::npos ? 7
                                                                                 : 24);
        if (style_ == 13)
            for (auto& row : grid_.rows)
                for (auto& cell : row)
                    if (auto* const text = std::get_if<std::string>(&cell))
                        *text = in_capitals(*text);
        return std::move(grid_);
    }

  private:
    int width() const { return int(columns_.size()); }
    int here() const { return int(grid_.rows.size()); }

    void sort_by(auto key)
    {
        std::vector<std::pair<std::string, std::size_t>> order;
        for (std::size_t at = 0; at < rows_.size(); ++at)
            order.emplace_back(key(rows_[at]), at);
        std::ranges::sort(order);
        std::vector<RegisterRow> sorted;
        for (auto const& [text, at] : order)
            sorted.push_back(std::move(rows_[at]));
        rows_ = std::move(sorted);
    }

    void line(std::string text, Grid::Look look, bool merged)
    {
        grid_.looks.resize(grid_.rows.size());
        grid_.looks.push_back(look);
        if (merged)
            grid_.merged.push_back({here(), 0, here(), width() - 1});
        auto& row = grid_.rows.emplace_back(merged ? std::size_t(width()) : 1, GridCell(std::string()));
        row.front() = std::move(text);
    }

    void titles()
    {
        auto const found = layouts().titles.find(style_);
        if (found == layouts().titles.end())
            return;
        for (auto const& text : found->second)
            line(filled(text, words_), Grid::Look::bold, !is_one_of(style_, {4, 8, 11}));
        if (style_ != 8)
            grid_.rows.emplace_back();
    }

    void headings()
    {
        auto const grouped =
            std::ranges::any_of(columns_, [](HeadColumn const& column) { return !column.group.empty(); });
        std::vector<GridCell> above;
        std::vector<GridCell> below;
        auto const top = here();
        for (int at = 0; at < width(); ++at) {
            auto const& column = columns_[std::size_t(at)];
            auto const first = at == 0 || columns_[std::size_t(at) - 1].group != column.group;
            above.emplace_back(column.group.empty() ? column.heading : first ? column.group : "");
            below.emplace_back(column.group.empty() ? "" : column.heading);
            if (!grouped)
                continue;
            if (column.group.empty()) {
                grid_.merged.push_back({top, at, top + 1, at});
            } else if (first) {
                auto last = at;
                while (last + 1 < width() && columns_[std::size_t(last) + 1].group == column.group)
                    ++last;
                if (last > at)
                    grid_.merged.push_back({top, at, top, last});
            }
        }
        grid_.looks.resize(grid_.rows.size());
        grid_.looks.insert(grid_.looks.end(), {Grid::Look::bold, Grid::Look::bold});
        grid_.rows.push_back(std::move(above));
        if (grouped)
            grid_.rows.push_back(std::move(below));
        if (is_one_of(style_, {1, 3, 12}))
            numbers();
        grid_.looks.resize(grid_.rows.size());
    }

    void numbers()
    {
        auto& row = grid_.rows.emplace_back();
        for (int at = 0; at < width(); ++at)
            row.emplace_back(fmt::format("({})", at + 1));
    }

    void body()
    {
        std::string section;
        auto number = 0;
        auto sections = 0;
        for (std::size_t at = 0; at < rows_.size(); ++at) {
            auto const& row = rows_[at];
            if (style_ == 2 && row.said.text.field != section && row.said.text.field != "other") {
                section = row.said.text.field;
                line(fmt::format("{}. LĨNH VỰC {}", roman(++sections), word("field", section)),
                     Grid::Look::bold, true);
                grid_.looks.resize(grid_.rows.size());
            }
            if (is_one_of(style_, {7, 11}) && at > 0 && at % 6 == 0)
                grid_.rows.emplace_back();
            auto& cells = grid_.rows.emplace_back();
            ++number;
            for (auto const& column : columns_)
                cells.push_back(value(column.field, row, number, !section.empty()));
        }
        if (is_one_of(style_, {1, 7, 13}))
            merge_units();
    }

    static std::string_view roman(int number)
    {
        static constexpr std::array<std::string_view, 9> list{"0", "I",  "II",  "III", "IV",
                                                              "V", "VI", "VII", "VIII"};
        return list.at(std::size_t(number));
    }

    // The unit is written once for the rows it has.
    void merge_units()
    {
        auto const column = std::ranges::find(columns_, "unit", &HeadColumn::field) - columns_.begin();
        if (column == width())
            return;
        auto const size = [&](int row) { return grid_.rows[std::size_t(row)].size(); };
        auto const text = [&](int row) { return grid_.rows[std::size_t(row)][std::size_t(column)]; };
        auto const first = here() - int(rows_.size()) - int(rows_.size()) / 6;
        for (auto top = std::max(first, 0); top < here();) {
            auto bottom = top;
            while (size(top) > std::size_t(column) && bottom + 1 < here() &&
                   size(bottom + 1) > std::size_t(column) && text(bottom + 1) == text(top))
                ++bottom;
            if (bottom > top && !std::get<std::string>(text(top)).empty())
                grid_.merged.push_back({top, int(column), bottom, int(column)});
            top = bottom + 1;
        }
    }

    void foot()
    {
        if (is_one_of(style_, {1, 2, 6, 13}))
            line(fmt::format("Tổng cộng: {} mô hình", rows_.size()), Grid::Look::bold, true);
        if (is_one_of(style_, {1, 3, 9, 12})) {
            grid_.rows.emplace_back();
            auto& row = grid_.rows.emplace_back(std::size_t(width()), GridCell(std::string()));
            row[1] = std::string("NGƯỜI LẬP BIỂU");
            row[std::size_t(width()) - 2] = std::string("T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ");
        }
    }

    std::string word(std::string const& field, std::string const& value) const
    {
        auto const found = layouts().words.find({style_, field, value});
        return found == layouts().words.end() ? "Khác" : found->second;
    }

    // Begin and end, which many put into one cell.
    std::string two_dates(RegisterRow const& row) const
    {
        auto const begin = shown(row.said.registered_on);
        auto const end = fmt::format("{}/11/{}", 10 + at_ % 20, row.said.year);
        if (style_ == 14)
            return fmt::format("Bắt đầu: {}\nKết thúc: {}", begin, end);
        return style_ == 10 ? fmt::format("{} đến {}", begin, end) : fmt::format("{} - {}", begin, end);
    }

    GridCell value(std::string const& field, RegisterRow const& row, int number, bool in_section) const
    {
        auto const& said = row.said;
        auto const entry = std::string(boost::describe::enum_to_string(said.entry, ""));
        if (field == "_stt")
            return double(number);
        if (field == "year")
            return double(said.year);
        if (field == "unit")
            return is_one_of(style_, {4, 8, 14}) ? row.unit->short_name : row.unit->name;
        if (field == "unit_code")
            return row.unit->code;
        if (field == "commune")
            return commune_.full_name;
        if (field == "province")
            return home().name;
        if (field == "kind")
            return word("kind", row.kind);
        if (field == "entry")
            return word("entry", entry);
        if (field == "field")
            return in_section && said.text.field != "other" ? std::string() : word("field", said.text.field);
        if (field == "timetable" && is_one_of(style_, {2, 10, 14}))
            return two_dates(row);
        if (field == "_phone")
            return row.unit->kind->signer.starts_with("{") ? std::string("Trưởng thôn")
                                                           : row.unit->kind->signer;
        if (field.starts_with("field:"))
            return tick(field.substr(6), said.text.field);
        if (field.starts_with("entry:"))
            return tick(field.substr(6), entry);
        return text(field, said.text);
    }

    static std::string tick(std::string_view column, std::string_view value)
    {
        static constexpr std::array<std::string_view, 4> own{
            "kinh_te", "van_hoa_xa_hoi", "quoc_phong_an_ninh", "xay_dung_he_thong_chinh_tri"};
        if (column == value)
            return "x";
        auto const elsewhere = value.find("_") != value.npos && std::ranges::find(own, value) == own.end();
        return column == "other" && elsewhere ? models::field_label(value) : "";
    }

    static std::string text(std::string_view field, models::Text const& text)
    {
        std::string found;
        json::each_member(text, [&](std::string_view name, std::string const& value) {
            if (name == field)
                found = value;
        });
        return found;
    }

    int style_;
    std::vector<RegisterRow> rows_;
    Commune const& commune_;
    Words const& words_;
    std::size_t at_;
    std::vector<HeadColumn> columns_;
    Grid grid_;
};

} // namespace

Grid register_sheet(int style, std::vector<RegisterRow> const& rows, Commune const& commune,
                    Words const& words, std::size_t at)
{
    return Sheet(style, rows, commune, words, at).laid_out();
}

} // namespace kheo::demo
