// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/registers/layout.hpp"

#include "platform/crypto/digest.hpp"
#include "platform/sheets/mark.hpp"
#include "platform/text/csv.hpp"
#include "platform/text/letters.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <set>

namespace kheo::registers
{

namespace
{

constexpr int most_heading_rows = 60;        // from the top of a sheet
constexpr int most_columns = 200;            // a register has at most a few dozen
constexpr int most_merged_rows = 400;        // a merged cell longer than this is decoration
constexpr std::size_t longest_heading = 150; // characters; longer cells are text
constexpr std::size_t longest_sample = 60;
// Letters of other scripts, and joiners, that have no shape alone.
constexpr char32_t fillers[] = {0x034F, 0x115F, 0x1160, 0x200D, 0x2800, 0x3164, 0xFE0F, 0xFFA0};
constexpr int most_weighed_rows = 200; // whose values tell what a column holds

using Names =
    std::vector<std::pair<std::string, std::string>>; // of each column: the heading above, the own one

std::string named(std::string const& group, std::string const& leaf)
{
    return group.empty() || group == leaf ? leaf : leaf.empty() ? group : group + ": " + leaf;
}

Names one_row(Grid const& grid, int row)
{
    auto names = Names(std::size_t(grid.columns()));
    for (int column = 0; column < grid.columns(); ++column)
        if (grid.left(row, column) == column)
            names[std::size_t(column)].second = grid.text(row, column);
    return names;
}

// Two rows read as one: a heading above runs on over what stands under it.
Names two_rows(Grid const& grid, int row)
{
    auto names = Names(std::size_t(grid.columns()));
    std::string group;
    for (int column = 0; column < grid.columns(); ++column) {
        auto const above = grid.text(row, column);
        auto leaf = grid.text(row + 1, column);
        auto const one_cell = grid.top(row + 1, column) <= row;
        if (!above.empty() || one_cell || leaf.empty())
            group = above;
        if (one_cell)
            leaf = above;
        names[std::size_t(column)] = {one_cell || leaf.empty() || group == leaf ? "" : group,
                                      leaf.empty() ? above : leaf};
    }
    return names;
}

// Whether the heading above runs over a neighbour too: only then are the ones
// under it choices to tick.
bool shares_group(Names const& names, std::size_t column)
{
    auto const same = [&](std::size_t other) {
        return other < names.size() && names[other].first == names[column].first;
    };
    return !names[column].first.empty() && (same(column + 1) || (column > 0 && same(column - 1)));
}

Words::Guess guessed(Names const& names, std::size_t column, Words const& words)
{
    auto const& [group, leaf] = names[column];
    auto guess = words.heading(group, leaf);
    return guess.target.kind == Target::Kind::tick && !shares_group(names, column) ? words.heading({}, leaf)
                                                                                   : guess;
}

// How well what stands below a heading fits the words of a field: a cell that
// is such a word counts more than one that only has it in it.
int fit(Grid const& grid, int from, int column, Field field, Words const& words)
{
    int sum = 0;
    auto const what = name(field);
    for (int row = from; row < std::min(grid.rows(), from + most_weighed_rows); ++row)
        if (auto const text = grid.text(row, column); !words.meaning(what, text).empty())
            sum += words.is(what, text) ? 2 : 1;
    return sum;
}

// "Hình thức" is the kind in one commune's file and the entry in another's: the
// values tell.
void settle_by_values(Words::Guess& guess, Grid const& grid, int from, int column, Words const& words)
{
    auto best = guess.others.empty() ? 0 : fit(grid, from, column, guess.target.field, words);
    for (auto const& other : guess.others)
        if (auto const found = fit(grid, from, column, other.field, words); found > best) {
            best = found;
            guess.target = other;
        }
}

std::vector<Heading> headings_of(Names const& names, Grid const& grid, int data_row, Words const& words)
{
    struct Best {
        int score = 0;
        std::size_t at = 0;
    };
    std::map<Field, Best> best;
    std::vector<Heading> headings;
    std::vector<int> scores;
    for (std::size_t column = 0; column < names.size(); ++column) {
        auto const& [group, leaf] = names[column];
        if (group.empty() && leaf.empty())
            continue;
        auto const text = named(group, leaf);
        if (characters(text) > longest_heading) {
            headings.push_back({int(column), std::string(first_characters(text, longest_heading)), {}});
            scores.push_back(0);
            continue;
        }
        auto guess = guessed(names, column, words);
        settle_by_values(guess, grid, data_row, int(column), words);
        headings.push_back({int(column), text, guess.target});
        scores.push_back(guess.score);
        if (guess.target.kind != Target::Kind::field || rule(guess.target.field).many_lines)
            continue;
        auto& first = best[guess.target.field];
        if (guess.score > first.score)
            first = {guess.score, headings.size() - 1};
    }
    // A field of one value comes from one column: the best, else the first.
    for (std::size_t at = 0; at < headings.size(); ++at) {
        auto& target = headings[at].target;
        if (target.kind == Target::Kind::field && !rule(target.field).many_lines &&
            best[target.field].at != at)
            target = {};
    }
    return headings;
}

// How much the row looks like headings: distinct fields, and a title most of all.
int weight(std::vector<Heading> const& headings)
{
    std::set<std::string> seen;
    int known = 0;
    auto titled = false;
    for (auto const& heading : headings) {
        if (heading.target.kind == Target::Kind::unknown || !seen.insert(name_of(heading.target)).second)
            continue;
        known += heading.target.kind == Target::Kind::ignored ? 1 : 2;
        titled |= heading.target.kind == Target::Kind::field && heading.target.field == Field::title;
    }
    auto const strange = int(headings.size()) - int(seen.size());
    return known + (titled ? 3 : 0) - strange / 2;
}

// Whether the second row is part of the headings: half of its own cells are known.
bool continues(Grid const& grid, int row, Words const& words)
{
    int filled = 0;
    int known = 0;
    auto const names = two_rows(grid, row);
    for (int column = 0; column < grid.columns(); ++column) {
        if (grid.text(row + 1, column).empty() || grid.top(row + 1, column) <= row ||
            grid.left(row + 1, column) != column)
            continue;
        ++filled;
        known += guessed(names, std::size_t(column), words).score > 0;
    }
    return filled > 1 && known > 1 && known * 2 >= filled;
}

// "(1) (2) (3)", "A B 1 2": the numbers of columns under the headings.
bool numbers_columns(Grid const& grid, int row)
{
    int filled = 0;
    for (int column = 0; column < grid.columns(); ++column) {
        auto const key = key_of(grid.text(row, column));
        if (key.empty())
            continue;
        ++filled;
        auto const digits = key.find_first_not_of("0123456789") == std::string::npos;
        if (key.size() > 2 || !(digits || key.size() == 1))
            return false;
    }
    return filled > 2;
}

std::string signature_of(std::vector<Heading> const& headings)
{
    auto hash = Sha256();
    for (auto const& heading : headings)
        hash.add(bytes_of(std::to_string(heading.column) + " " + key_of(heading.text) + "\n"));
    auto const digest = hash.end();
    return hex(Bytes(digest.begin(), digest.begin() + 16));
}

// A cell of no-break spaces, zero-width characters or fillers looks empty and is.
bool shows_nothing(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        auto const [point, length] = letters::decoded(text, at);
        auto const filler = std::ranges::find(fillers, point) != std::end(fillers);
        if (!filler && !letters::is_space(point) && !letters::is_invisible(point))
            return false;
        at += length;
    }
    return true;
}

// What was said of these very headings; nothing of others.
std::vector<std::string> const* said_of(Layout const& layout, Targets const& kept)
{
    auto const found = kept.find(layout.signature);
    return found != kept.end() && found->second.size() == layout.headings.size() ? &found->second : nullptr;
}

void put_mappings(Layout& layout, Mappings const& mappings)
{
    auto const* const own = said_of(layout, mappings.own);
    auto const* const shared = said_of(layout, mappings.shared);
    for (std::size_t at = 0; at < layout.headings.size(); ++at) {
        auto& target = layout.headings[at].target;
        auto const unknown = target.kind == Target::Kind::unknown;
        if (own)
            target = target_named((*own)[at]);
        if (shared && unknown && target.kind == Target::Kind::unknown)
            target = target_named((*shared)[at]);
    }
}

void give_samples(Layout& layout, Grid const& grid)
{
    for (auto& heading : layout.headings)
        for (int row = layout.data_row;
             heading.target.kind == Target::Kind::unknown && heading.sample.empty() && row < grid.rows();
             ++row)
            heading.sample = first_characters(tidied(grid.text(row, heading.column)), longest_sample);
}

} // namespace

Grid::Grid(sheets::Sheet const& sheet) : sheet_(sheet)
{
    for (auto const& row : sheet.rows)
        columns_ = std::min(std::max(columns_, int(row.size())), most_columns);
    by_row_.resize(sheet.rows.size());
    for (auto const& range : sheet.merged)
        for (int row = range.top; row <= std::min({range.bottom, rows() - 1, range.top + most_merged_rows});
             ++row)
            by_row_[std::size_t(row)].push_back(&range);
}

sheets::Range const* Grid::merged_at(int row, int column) const
{
    if (row >= 0 && row < rows())
        for (auto const* const range : by_row_[std::size_t(row)])
            if (column >= range->left && column <= range->right)
                return range;
    return nullptr;
}

int Grid::top(int row, int column) const
{
    auto const* const range = merged_at(row, column);
    return range ? range->top : row;
}

int Grid::left(int row, int column) const
{
    auto const* const range = merged_at(row, column);
    return range ? range->left : column;
}

sheets::Cell const& Grid::cell(int row, int column) const
{
    return sheet_.at(top(row, column), left(row, column));
}

std::string Grid::text(int row, int column) const
{
    auto const& at = cell(row, column);
    if (at.kind == sheets::Kind::empty)
        return {};
    auto text = tidied_lines(nfc(csv::unguarded(sheets::shown(at))));
    return shows_nothing(text) ? std::string() : text;
}

std::optional<Layout> layout_of(sheets::Sheet const& sheet, Words const& words, Mappings const& mappings)
{
    auto const grid = Grid(sheet);
    auto best = 0;
    auto layout = Layout();
    auto const consider = [&](int row, int rows) {
        auto headings =
            headings_of(rows == 2 ? two_rows(grid, row) : one_row(grid, row), grid, row + rows, words);
        auto const found = headings.size() < 2 ? 0 : weight(headings);
        if (found <= best)
            return;
        best = found;
        layout.first_row = row;
        layout.heading_row = row + rows - 1;
        layout.headings = std::move(headings);
    };
    auto const last = std::min(grid.rows(), most_heading_rows);
    for (int row = 0; row < last; ++row)
        consider(row, 1);
    // Two rows must say more together than any one alone.
    for (int row = 0; row + 1 < last; ++row)
        if (continues(grid, row, words))
            consider(row, 2);
    // A title and one more field, or three fields: less is no register.
    if (best < 6)
        return std::nullopt;
    layout.data_row = layout.heading_row + 1;
    if (layout.data_row < grid.rows() && numbers_columns(grid, layout.data_row))
        ++layout.data_row;
    for (int row = 0; row < layout.first_row; ++row) {
        std::string line;
        for (int column = 0; column < grid.columns(); ++column)
            if (auto const text = grid.left(row, column) == column && grid.top(row, column) == row
                                      ? tidied(grid.text(row, column))
                                      : std::string();
                !text.empty())
                line += (line.empty() ? "" : " ") + text;
        if (!line.empty())
            layout.titles.push_back(std::move(line));
    }
    // A file that came back is the file that was sent: our column is no heading.
    auto const ours = std::ranges::find_if(
        layout.headings, [](Heading const& heading) { return heading.text.ends_with(sheets::mark_heading); });
    if (ours != layout.headings.end()) {
        layout.mark_column = ours->column;
        layout.headings.erase(ours);
    }
    layout.signature = signature_of(layout.headings);
    put_mappings(layout, mappings);
    give_samples(layout, grid);
    return layout;
}

int column_of(Layout const& layout, Field field)
{
    for (auto const& heading : layout.headings)
        if (heading.target.kind == Target::Kind::field && heading.target.field == field)
            return heading.column;
    return -1;
}

int column_to_mend(Layout const& layout, Field field)
{
    auto const alone = column_of(layout, field);
    auto const ticked = std::ranges::find_if(layout.headings, [&](Heading const& heading) {
        return heading.target.kind == Target::Kind::tick && heading.target.field == field;
    });
    return alone >= 0 || ticked == layout.headings.end() ? alone : ticked->column;
}

} // namespace kheo::registers
