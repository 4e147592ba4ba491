// SPDX-License-Identifier: AGPL-3.0-or-later
// What one letter of reminders says: what is late, due soon, came back, was newly
// asked or waits for a word. Titles and links; what is for the inside alone is
// named only in letters to the mail server of the house. Pure but for `entries_of`.
#pragma once

#include "capabilities/matrix/matrix.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::reminders
{

// In the order in which a letter tells them.
enum class Matter { returned, late, soon, fresh, to_accept, stuck, models_returned, waiting };
inline constexpr std::size_t matters = 8;

struct Entry {
    Matter matter = Matter::late;
    std::string title;
    std::string about; // whose, from which document, by when
    std::string path;  // "/can-bo/nhiem-vu/…"
    std::string mark;  // the same as long as there is nothing new about it
    bool open = false; // everybody may read its title
    std::int64_t count = 1;
};

// So many of one kind as one line without names: "3 câu hỏi chờ trả lời". It is news
// when there are more than were told, and while some stay again each Monday, or each
// fourth.
enum class Again { each_week, each_fourth_week };
struct Pile {
    std::string_view name;  // "questions"
    std::string_view words; // behind the number
    std::int64_t count = 0;
    std::string path; // of the list
    Again again = Again::each_week;
};
Entry entry_of(Pile const& pile, Date today);
// What else waits on this actor's desk, given once before letters are written.
void on_waiting(std::function<std::vector<Pile>(acts::Reading const&)> piles);

// Of what this actor must do. Bounded.
std::vector<Entry> entries_of(acts::Reading const& reading);

// How one part stands is told anew: when it is due soon and again on the last
// working day before, when it is late and again each week, whenever it comes back.
struct Told {
    std::optional<Matter> matter; // nothing where there is nothing to tell
    std::string mark;
};
Told told_of(matrix::Duty const& duty, Date today, int soon_days, workdays::Calendar const& calendar);

struct Reader {
    std::string name;
    std::string told;    // the marks that the letters before told
    bool inside = false; // the address is of the house: titles of inside matters may go there
};
struct House {
    std::string site;
    std::string origin; // links begin with it
    std::string stop;   // where the reader ends these letters
    bool demo = false;
};
struct Words {
    std::string subject;
    std::string text;
};
// Nothing where each entry was told before.
std::optional<Words> digest_of(std::vector<Entry> const& entries, Reader const& reader, House const& house,
                               Date today);
// The marks of these entries. `before`: of those alone that it names too.
std::string marks_of(std::vector<Entry> const& entries,
                     std::optional<std::string_view> before = std::nullopt);

// Pure: the letter whose link confirms an address.
Words confirmation_of(std::string_view name, std::string_view link, House const& house);

// Whether an address is of one of these domains ("tinh.gov.vn xa.vn"), or below it.
bool is_inside(std::string_view address, std::string_view domains);

} // namespace kheo::reminders
