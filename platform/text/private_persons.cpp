// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/text/private_persons.hpp"

#include <algorithm>

namespace kheo::private_text
{
namespace
{

constexpr std::size_t longest_name = 5; // words, as in Công Tằng Tôn Nữ Mai
constexpr std::size_t place_reach =
    4; // "Trường THPT chuyên Nguyễn Thị …": words from the place word to the name
constexpr std::size_t office_reach = 8; // "Bí thư Chi bộ thôn 3, xã Minh Tân, ông …"

class PersonFinder
{
  public:
    PersonFinder(Words const& text, Lists const& lists) : text_(text), lists_(lists) {}

    std::vector<Person> find()
    {
        std::vector<Person> found;
        for (std::size_t at = 0; at < text_.words.size();) {
            auto const end = name_with_title(at);
            if (end > at && !names_a_place(at) && !holds_office(at, end))
                found.push_back({text_.words[at].begin, text_.words[end - 1].end(), text_.sentence[at]});
            at = std::max(end, at + 1);
        }
        return found;
    }

  private:
    // The word after the name, private or not, that begins at this word; `at`
    // itself if none does.
    std::size_t name_with_title(std::size_t at) const
    {
        if (lists_.public_names.longest_at(text_, at) > 0)
            return at;
        auto end = at;
        if (auto const title = title_at(at, lists_.titles))
            end = name_after(at, at + title, 1);
        if (auto const group = title_at(at, lists_.groups); end == at && group)
            end = name_after(at, at + group, 2);
        if (auto const people = title_at(at, lists_.people); end == at && people)
            end = name_after(at, at + people, 3); // "người dân Hà Nội" has two
        return end == at && is_common_shape(at) ? name_end(at) : end;
    }

    // A title in small letters, or with a capital where every word has one. Amid a
    // sentence "Bà" or "Cô" with a capital is a piece of a name: Bà Nà, Cô Tô.
    std::size_t title_at(std::size_t at, Phrases const& titles) const
    {
        auto const length = titles.longest_at(text_, at);
        if (length == 0 || at + length >= text_.words.size() || !text_.runs_on(at + length - 1))
            return 0;
        return text_.cases[at] == Case::small || text_.opens[at] ? length : 0;
    }

    std::size_t name_after(std::size_t at, std::size_t name, std::size_t least) const
    {
        if (lists_.public_names.longest_at(text_, name) > 0)
            return at;
        auto const end = name_end(name);
        auto const whole = is_family_name(name) && end - name >= 2;
        if (end == name || (!whole && least > 1))
            return at;
        if (!whole && (end - name > 1 || text_.cases[name] != Case::capital ||
                       lists_.places.longest_at(text_, name) > 0))
            return at;
        return end;
    }

    // The word after the run of capitalised words that begins at this word.
    std::size_t name_end(std::size_t at) const
    {
        auto end = at;
        while (end < text_.words.size() && end - at < longest_name && is_capital(end) &&
               text_.sentence[end] == text_.sentence[at] && (end == at || text_.runs_on(end - 1)))
            ++end;
        return end;
    }

    bool is_capital(std::size_t word) const
    {
        return text_.cases[word] == Case::capital || text_.cases[word] == Case::all_capitals;
    }

    bool is_family_name(std::size_t word) const
    {
        return is_capital(word) && lists_.family_names.contains(text_.keys[word]);
    }

    // Nguyễn Văn Hùng, Trần Thị Lan: told from a place's name without any title.
    bool is_common_shape(std::size_t at) const
    {
        return is_family_name(at) && name_end(at) - at >= 3 &&
               (text_.keys[at + 1] == "văn" || text_.keys[at + 1] == "thị");
    }

    // đường Nguyễn Văn Cừ, Trường Tiểu học Võ Thị Sáu: between the place word and
    // the name stand only capitalised words or more place words.
    bool names_a_place(std::size_t at) const
    {
        for (auto word = at; word-- > 0 && at - word <= place_reach;) {
            if (text_.sentence[word] != text_.sentence[at] || !text_.runs_on(word))
                return false;
            if (lists_.places.longest_ending_at(text_, word) > 0)
                return true;
            // "ngõ 12 Nguyễn Văn Cừ" is a street; "thôn 3 hộ ông …" has its title.
            auto const number = text_.cases[word] == Case::digits && is_family_name(at);
            if (!is_capital(word) && !number)
                return false;
        }
        return false;
    }

    // "ông …, Chủ tịch UBND xã" or "Bí thư Chi bộ thôn 3, ông …": a person in
    // office acts in public.
    bool holds_office(std::size_t at, std::size_t end) const
    {
        if (end < text_.words.size() && text_.sentence[end] == text_.sentence[at] && office_follows(end))
            return true;
        for (auto word = at; word-- > 0 && at - word <= office_reach;) {
            if (text_.sentence[word] != text_.sentence[at])
                return false;
            if (lists_.offices.longest_ending_at(text_, word) > 0)
                return true;
            if (auto const body = lists_.bodies.longest_ending_at(text_, word); body > 0)
                word -= body - 1;
            else if (text_.cases[word] == Case::small && lists_.places.longest_ending_at(text_, word) == 0)
                return false;
        }
        return false;
    }

    bool office_follows(std::size_t word) const
    {
        auto const link =
            text_.keys[word] == "là" || text_.keys[word] == "nguyên" || text_.keys[word] == "hiện";
        if (lists_.offices.longest_at(text_, word) > 0)
            return true;
        return link && word + 1 < text_.words.size() && lists_.offices.longest_at(text_, word + 1) > 0;
    }

    Words const& text_;
    Lists const& lists_;
};

} // namespace

std::vector<Person> persons(Words const& text, Lists const& lists)
{
    return PersonFinder(text, lists).find();
}

} // namespace kheo::private_text
