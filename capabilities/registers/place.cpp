// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/registers/place.hpp"

#include "capabilities/registers/words.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <set>

namespace kheo::registers
{

namespace
{

// Words before a commune's name in unit names that do not tell units apart.
constexpr std::string_view kinds[] = {"xa", "phuong", "dac khu", "thi tran"};

void leave_out(std::string& key, std::string const& part)
{
    auto padded = " " + key + " ";
    if (auto const at = padded.find(" " + part + " "); !part.empty() && at != std::string::npos)
        padded.erase(at, part.size() + 1);
    key = tidied(padded);
}

// Words that a unit's name may have or lack and be the same unit.
constexpr std::string_view decorations[] = {"ban", "chap", "hanh",   "thuong", "truc", "cua", "viet",
                                            "nam", "xa",   "phuong", "tap",    "the",  "tinh"};

// Every word of `few` is among those of `many`, decorations aside.
bool within(std::string const& few, std::string const& many, bool decorated)
{
    auto const words = tokens(many);
    return std::ranges::all_of(tokens(few), [&](Token const& token) {
        auto const decoration = std::ranges::find(decorations, token.text) != std::end(decorations);
        return (decorated && decoration) || std::ranges::find(words, token.text, &Token::text) != words.end();
    });
}

// All letters are capitals: "MTTQ", "HĐND", "X".
bool in_capitals(std::string_view word)
{
    auto const small = lower(word);
    for (std::size_t at = 0; at < word.size();) {
        auto const size = first_characters(word.substr(at), 1).size();
        auto const digit = word[at] >= '0' && word[at] <= '9';
        if (!digit && word.substr(at, size) == std::string_view(small).substr(at, size))
            return false;
        at += size;
    }
    return true;
}

// Of two letters only what is written in capitals without a tone: "Cà" is a
// name and "CẢ" a word, "CA" is neither. Longer ones are no Vietnamese syllables.
bool abbreviates(std::string_view word)
{
    if (word.size() < 2)
        return false;
    auto bare = std::string(word);
    for (std::string_view const d : {"Đ", "đ"})
        for (std::size_t at = 0; (at = bare.find(d, at)) != std::string::npos;)
            bare.replace(at, d.size(), "D");
    return !has_marks(bare) && (in_capitals(word) || characters(word) > 2);
}

using Telling = std::vector<std::string_view>;

// The words of a key that tell units apart.
Telling telling(std::string_view key)
{
    Telling list;
    for (auto const& token : tokens(key))
        if (std::ranges::find(decorations, token.text) == std::end(decorations))
            list.push_back(token.text);
    return list;
}

// How many of a unit's words a text says side by side: its first three or more
// ("doan thanh nien"), or its last two or more ("phu nu"). 0 where fewer.
std::size_t said_of(Telling const& own, Telling const& text)
{
    auto const says = [&](auto begin, auto end) {
        return !std::ranges::search(text, std::ranges::subrange(begin, end)).empty();
    };
    for (auto words = own.size(); words >= 2; --words) {
        auto const many = std::ptrdiff_t(words);
        if (says(own.end() - many, own.end()) || (words > 2 && says(own.begin(), own.begin() + many)))
            return words;
    }
    return 0;
}

std::vector<std::pair<std::string_view, bodies::Line>> const& line_words()
{
    using bodies::Line;
    static std::vector<std::pair<std::string_view, Line>> const words{
        {"chi bo", Line::dang},
        {"dang uy", Line::dang},
        {"dang bo", Line::dang},
        {"xay dung dang", Line::dang},
        {"cong an", Line::luc_luong_vu_trang},
        {"quan su", Line::luc_luong_vu_trang},
        {"bien phong", Line::luc_luong_vu_trang},
        {"mat tran", Line::mat_tran_doan_the},
        {"mttq", Line::mat_tran_doan_the},
        {"hoi", Line::mat_tran_doan_the},
        {"doan", Line::mat_tran_doan_the},
        {"phu nu", Line::mat_tran_doan_the},
        {"cong doan", Line::mat_tran_doan_the},
        {"ubnd", Line::chinh_quyen},
        {"uy ban nhan dan", Line::chinh_quyen},
        {"phong", Line::chinh_quyen},
        {"truong", Line::chinh_quyen},
        {"tram y te", Line::chinh_quyen},
        {"trung tam", Line::chinh_quyen},
    };
    return words;
}

} // namespace

Places::Places(areas::Atlas const& atlas, bodies::Directory const& directory,
               Abbreviations const& abbreviations, Date day)
    : atlas_(atlas), directory_(directory), abbreviations_(abbreviations), day_(day)
{
    std::set<std::int64_t> peopled;
    for (auto const& body : directory.periods())
        if (body.holds_on(day))
            peopled.insert(body.area.value);
    auto const any = std::ranges::any_of(atlas.periods(), [&](areas::Area const& area) {
        return areas::is_communal(area.kind) && peopled.contains(area.area.value);
    });
    for (auto const& area : atlas.periods())
        if (areas::is_communal(area.kind) && area.holds_on(day) &&
            (!any || peopled.contains(area.area.value)))
            communes_.push_back(
                {area.area, key_of(area.name), key_of(areas::label(area.kind)), key_of(area.code)});
}

AreaId Places::province_of(AreaId area) const
{
    auto const* const province = atlas_.province_of(area, day_);
    return province ? province->area : AreaId();
}

std::optional<Places::Named> Places::commune_in(std::string_view text) const
{
    auto const key = key_of(text);
    auto best = Named();
    std::size_t longest = 0;
    auto equal = false;
    for (auto const& commune : communes_) {
        auto sureness = 0;
        if (has_words(key, commune.kind + " " + commune.name))
            sureness = 2;
        else if (has_words(key, commune.name))
            sureness = 1;
        if (commune.code.size() >= 5 && has_words(key, commune.code))
            sureness = 3;
        if (sureness == 0)
            continue;
        auto const rank = std::pair(sureness == 3, commune.name.size());
        auto const held = std::pair(best.sureness == 3, longest);
        if (rank < held || (rank == held && sureness < best.sureness))
            continue;
        equal = rank == held && sureness == best.sureness;
        best = {commune.area, sureness};
        longest = commune.name.size();
    }
    // One short word, "Trung" or "An", is no proof by itself.
    if (best.sureness == 0 || equal || (best.sureness == 1 && longest < 5))
        return std::nullopt;
    return best;
}

std::vector<AreaId> Places::communes(std::string_view name, std::string_view province, AreaId home) const
{
    auto parent = home;
    if (!province.empty()) {
        auto const found = atlas_.by_name(tidied(province), day_, {});
        auto const at = std::ranges::find_if(
            found, [](areas::Area const* area) { return areas::is_provincial(area->kind); });
        if (at == found.end())
            return {};
        parent = (*at)->area;
    }
    auto list = atlas_.by_name(tidied(name), day_, parent);
    std::vector<AreaId> ids;
    for (auto const* const area : list)
        if (areas::is_communal(area->kind))
            ids.push_back(area->area);
    if (ids.empty() && parent)
        if (auto const* const code = atlas_.by_code(tidied(name), day_))
            ids.push_back(code->area);
    return ids;
}

std::string Places::unit_key(std::string_view text, AreaId area) const
{
    std::string full;
    for (auto const& token : tokens(text)) {
        auto const written =
            abbreviates(token.text) ? abbreviations_.full(token.text) : std::vector<std::string>();
        full += (written.size() == 1 ? written.front() : std::string(token.text)) + " ";
    }
    auto key = key_of(full);
    if (auto const* const at = atlas_.on(area, day_)) {
        leave_out(key, key_of(at->full_name));
        auto const bare = key;
        leave_out(key, key_of(at->name));
        if (key.empty())
            key = bare;
    }
    for (auto const kind : kinds)
        if (key.size() > kind.size() && key.ends_with(" " + std::string(kind)))
            key.resize(key.size() - kind.size() - 1);
    return key;
}

std::optional<Places::Unit> Places::unit(std::string_view text, AreaId area) const
{
    auto const key = unit_key(text, area);
    if (key.empty())
        return std::nullopt;
    auto found = std::optional<Unit>();
    auto several = false;
    for (auto const* const body : directory_.of_area(area, day_)) {
        auto const own = unit_key(body->name, area);
        if (own == key)
            return Unit{body->body, true};
        if (std::min(own.size(), key.size()) < 6 ||
            !(within(key, own, false) || (within(own, key, false) && within(key, own, true))))
            continue;
        several |= found.has_value();
        found = Unit{body->body, false};
    }
    return several ? std::nullopt : found;
}

bodies::Body const* Places::speaker(AreaId area) const
{
    if (auto const* const contact = directory_.contact_of(area, day_))
        return contact;
    auto const all = directory_.of_area(area, day_);
    auto const party = std::ranges::find_if(
        all, [&](bodies::Body const* body) { return unit_key(body->name, area) == "dang uy"; });
    return party != all.end() ? *party : all.empty() ? nullptr : all.front();
}

std::optional<Places::Unit> Places::named(std::string_view text, AreaId area) const
{
    auto key = unit_key(text, area);
    leave_out(key, "dan van kheo"); // the work, not the office
    auto const said = telling(key);
    auto whole = std::optional<Unit>();
    auto part = std::optional<Unit>();
    std::size_t longest = 0, most = 0;
    auto several = false;
    for (auto const* const body : directory_.of_area(area, day_)) {
        auto const own = unit_key(body->name, area);
        if (own.size() > longest && has_words(key, own)) {
            whole = Unit{body->body, true};
            longest = own.size();
        }
        auto const words = said_of(telling(own), said);
        if (words == 0 || words < most)
            continue;
        several = words == most;
        most = words;
        part = Unit{body->body, false};
    }
    return whole ? whole : several ? std::nullopt : part;
}

bodies::Body const* Places::nearest(std::string_view text, AreaId area) const
{
    auto const key = unit_key(text, area);
    auto const said = telling(key);
    bodies::Body const* best = nullptr;
    std::ptrdiff_t most = 0;
    for (auto const* const body : directory_.of_area(area, day_)) {
        auto const own = unit_key(body->name, area);
        auto const words = telling(own);
        auto const shared = std::ranges::count_if(
            words, [&](std::string_view word) { return std::ranges::find(said, word) != said.end(); });
        if (shared > most) {
            most = shared;
            best = body;
        }
    }
    return best;
}

namespace
{

struct Clue {
    std::string_view text;
    std::string place;
};

// Which body of the area it is: as the clue that told the area says, another
// line, or the file's name; else the one that speaks for the area.
void name_body(Sender& sender, std::vector<Clue> const& clues, Places const& places)
{
    for (std::size_t at = 0; at < clues.size(); ++at)
        if (auto const unit = places.named(clues[at].text, sender.area)) {
            sender.body = unit->body;
            sender.sure &= unit->exact;
            if (at > 0)
                sender.reason +=
                    fmt::format("; {} “{}”", clues[at].place, first_characters(clues[at].text, 80));
            return;
        }
    auto const* const body = places.speaker(sender.area);
    sender.body = body ? body->body : BodyId();
    if (places.directory().of_area(sender.area, places.day()).size() > 1) {
        sender.sure = false;
        sender.reason += ", không ghi cơ quan nào: lấy nơi đầu mối";
    }
}

} // namespace

Sender sender_of(std::vector<Titled> const& lines, std::string_view file_name, Places const& places)
{
    auto sender = Sender();
    auto best = 0;
    auto told = Clue();
    auto const consider = [&](std::string_view text, int weight, std::string const& place) {
        auto const found = places.commune_in(text);
        if (!found || found->sureness + weight <= best)
            return;
        best = found->sureness + weight;
        told = {text, place};
        sender = {.area = found->area,
                  .reason = fmt::format("{} “{}”", place, first_characters(text, 80)),
                  .sure = found->sureness > 1 || weight > 1};
    };
    for (auto const& line : lines)
        consider(line.text, 2, line.place);
    consider(file_name, 1, "Tên tệp");
    if (!sender.area)
        return sender;
    auto clues = std::vector{told};
    for (auto const& line : lines)
        clues.push_back({line.text, line.place});
    auto const named = places.commune_in(file_name);
    auto const elsewhere = named && named->area != sender.area;
    if (!elsewhere)
        clues.push_back({file_name, "tên tệp"});
    name_body(sender, clues, places);
    if (elsewhere) {
        sender.reason += ", nhưng tên tệp ghi nơi khác";
        sender.sure = false;
    }
    return sender;
}

bodies::Line line_of(std::string_view unit)
{
    auto const key = key_of(unit);
    for (auto const& [word, line] : line_words())
        if (has_words(key, word))
            return line;
    return bodies::Line::khac;
}

std::string unit_code(std::string_view area_code, std::string_view unit, bodies::Directory const& directory,
                      Date day)
{
    auto code = std::string(area_code) + "-";
    auto const key = key_of(unit);
    for (auto const& token : tokens(key)) {
        auto const digits = token.text.find_first_not_of("0123456789") == std::string_view::npos;
        auto const first = token.text.front();
        code += digits ? std::string(token.text.substr(0, 4))
                       : std::string(1, first >= 'a' && first <= 'z' ? char(first - 'a' + 'A') : first);
        if (code.size() > 24)
            break;
    }
    auto free = code;
    for (int number = 2; directory.by_code(free, day); ++number)
        free = code + "-" + std::to_string(number);
    return free;
}

} // namespace kheo::registers
