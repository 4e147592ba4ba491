// SPDX-License-Identifier: AGPL-3.0-or-later
// The words of registers, as data: what a column's heading means, and what
// people write for a kind, an entry or a field of work. Marks and case do not
// count, so that "LINH VUC" is "Lĩnh vực".
#pragma once

#include "capabilities/registers/fields.hpp"
#include "platform/problem/problem.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::registers
{

// What one column holds.
struct Target {
    enum class Kind {
        unknown, // shown for mapping
        ignored, // numbering, notes, telephone numbers
        field,
        tick // marked with an x where `value` of the field holds: "field:kinh_te"
    };
    Kind kind = Kind::unknown;
    Field field = Field::title;
    std::string value = {};
    friend bool operator==(Target const&, Target const&) = default;
};

// "title", "field:kinh_te", "-" for ignored, "" for unknown.
std::string name_of(Target const& target);
Target target_named(std::string_view name); // unknown for any other name

// The words of a text without marks, case and signs, one space between them;
// "Tên mô hình/điển hình" is "ten mo hinh dien hinh".
std::string key_of(std::string_view text);
// Whether the words of `part` stand side by side in `text`; both are keys.
bool has_words(std::string_view text, std::string_view part);

class Words
{
  public:
    // `headings`: CSV with field and word (a field's name, or "-"). `words`: CSV
    // with what (kind, entry, field, total, ditto, yes, no, signature), value and word.
    static Outcome<Words> parse(std::string_view headings, std::string_view words);

    struct Guess {
        Target target;
        int score = 0;                   // 100: the heading is a known one; 0: not known
        std::vector<Target> others = {}; // what the same heading means in other files
    };
    // What a heading means; `group` is the heading above it, "" where there is none.
    Guess heading(std::string_view group, std::string_view leaf) const;

    // The value that a text means: whole, else the longest word in it that stands
    // first. "" where none is known. `what`: "kind", "entry", "field".
    std::string meaning(std::string_view what, std::string_view text) const;
    // Every value whose words stand in the text, in their order.
    std::vector<std::string> meanings(std::string_view what, std::string_view text) const;
    // Whether the whole text is a word of this sort: "total", "ditto", "yes", "no",
    // "signature".
    bool is(std::string_view what, std::string_view text) const;

  private:
    using Table = std::map<std::string, std::string, std::less<>>; // key → value
    Table headings_;
    std::map<std::string, std::vector<std::string>, std::less<>> others_; // of a heading listed twice
    std::map<std::string, Table, std::less<>> words_;
};

// Those that the program carries.
Words const& words();

// The years that stand in a text as four digits, in order.
std::vector<int> years_in(std::string_view text);
// "2026.0" and "Năm 2026" are 2026; 0 where no single year stands there.
int year_of(std::string_view text);

} // namespace kheo::registers
