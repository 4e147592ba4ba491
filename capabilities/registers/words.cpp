// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/registers/words.hpp"

#include "data/data.hpp"
#include "platform/text/csv.hpp"
#include "platform/text/text.hpp"

#include <algorithm>

namespace kheo::registers
{

namespace
{

constexpr int whole = 100;
constexpr int least_share = 30; // of a heading's words that a known one must cover

// Abbreviations inside headings; those of offices are expanded elsewhere.
constexpr std::pair<std::string_view, std::string_view> shortened[] = {
    {"mh", "mo hinh"},
    {"dh", "dien hinh"},
    {"dvk", "dan van kheo"},
    {"dk", "dang ky"},
    {"d ky", "dang ky"},
    {"lv", "linh vuc"},
    {"tg", "thoi gian"},
    {"nd", "noi dung"},
    {"kq", "ket qua"},
    {"dv", "don vi"},
    {"d vi", "don vi"},
    {"t hien", "thuc hien"},
    {"th", "thuc hien"},
    {"g chu", "ghi chu"},
    {"k phi", "kinh phi"},
    {"so tt", "stt"},
    {"htct", "he thong chinh tri"},
};

std::size_t count_words(std::string_view key)
{
    return key.empty() ? 0 : std::size_t(std::ranges::count(key, ' ')) + 1;
}

// The key with its abbreviations written out.
std::string written_out(std::string key)
{
    for (auto const& [brief, full] : shortened) {
        for (std::size_t at = 0; (at = key.find(brief, at)) != std::string::npos;) {
            auto const end = at + brief.size();
            auto const bare = (at == 0 || key[at - 1] == ' ') && (end == key.size() || key[end] == ' ');
            if (bare)
                key.replace(at, brief.size(), full);
            at += bare ? full.size() : brief.size();
        }
    }
    return key;
}

// Words that stand in many headings and tell nothing.
std::string bared(std::string key)
{
    for (std::string_view const said : {"dan van kheo"}) {
        if (auto const at = key.find(said); at != std::string::npos && key.size() > said.size())
            key.erase(at, said.size());
    }
    return tidied(key);
}

std::string without_brackets(std::string_view text)
{
    std::string out;
    int depth = 0;
    for (auto const letter : text) {
        depth += letter == '(';
        if (depth == 0)
            out += letter;
        depth -= letter == ')' && depth > 0;
    }
    return out;
}

std::string heading_key(std::string_view text)
{
    return bared(written_out(key_of(text)));
}

} // namespace

std::string name_of(Target const& target)
{
    switch (target.kind) {
    case Target::Kind::ignored:
        return "-";
    case Target::Kind::field:
        return std::string(name(target.field));
    case Target::Kind::tick:
        return std::string(name(target.field)) + ":" + target.value;
    default:
        return {};
    }
}

Target target_named(std::string_view text)
{
    if (text == "-")
        return {.kind = Target::Kind::ignored};
    auto const colon = std::min(text.find(':'), text.size());
    auto const field = field_named(text.substr(0, colon));
    if (!field)
        return {};
    if (colon == text.size())
        return {.kind = Target::Kind::field, .field = *field};
    return {.kind = Target::Kind::tick, .field = *field, .value = std::string(text.substr(colon + 1))};
}

std::string key_of(std::string_view text)
{
    auto const plain = folded(text);
    std::string key;
    for (auto const& token : tokens(plain)) {
        if (!key.empty())
            key += ' ';
        key += token.text;
    }
    return key;
}

bool has_words(std::string_view text, std::string_view part)
{
    for (std::size_t at = 0; !part.empty() && (at = text.find(part, at)) != std::string_view::npos; ++at) {
        auto const end = at + part.size();
        if ((at == 0 || text[at - 1] == ' ') && (end == text.size() || text[end] == ' '))
            return true;
    }
    return false;
}

Outcome<Words> Words::parse(std::string_view headings, std::string_view words)
{
    auto made = Words();
    auto const heads = TRY(csv::Records::parse(headings, {"field", "word"}));
    for (std::size_t row = 0; row < heads.size(); ++row) {
        auto const key = key_of(heads.at(row, "word"));
        auto const [first, fresh] = made.headings_.emplace(key, heads.at(row, "field"));
        if (!fresh && first->second != heads.at(row, "field"))
            made.others_[key].emplace_back(heads.at(row, "field"));
        made.headings_.emplace(heading_key(heads.at(row, "word")), heads.at(row, "field"));
    }
    for (auto const& each : fields()) {
        made.headings_.emplace(key_of(each.name), each.name);
        made.headings_.emplace(key_of(each.label), each.name);
    }
    auto const list = TRY(csv::Records::parse(words, {"what", "value", "word"}));
    for (std::size_t row = 0; row < list.size(); ++row)
        made.words_[std::string(list.at(row, "what"))].emplace(key_of(list.at(row, "word")),
                                                               list.at(row, "value"));
    return made;
}

Words::Guess Words::heading(std::string_view group, std::string_view leaf) const
{
    auto const known = [&](std::string const& key) -> std::string_view {
        auto const found = headings_.find(key);
        return key.empty() || found == headings_.end() ? std::string_view() : std::string_view(found->second);
    };
    auto const others_of = [&](std::string const& key) {
        std::vector<Target> list;
        if (auto const found = others_.find(key); found != others_.end())
            for (auto const& name : found->second)
                list.push_back(target_named(name));
        return list;
    };
    auto const above = group.empty() ? Guess() : heading({}, group);
    // Under "Lĩnh vực" or "Đăng ký" each column is one choice, marked with an x.
    for (auto const ticked : {Field::field, Field::entry, Field::kind}) {
        auto const value = meaning(name(ticked), leaf);
        auto const means = Target{.kind = Target::Kind::field, .field = ticked};
        auto const asked =
            above.target == means || std::ranges::find(above.others, means) != above.others.end();
        auto const under = asked || (ticked != Field::field && key_of(group) == "dang ky");
        if (under && !value.empty())
            return {{Target::Kind::tick, ticked, value}, whole};
    }
    for (auto const& key :
         {key_of(leaf), heading_key(leaf), key_of(without_brackets(leaf)),
          heading_key(without_brackets(leaf)), heading_key(std::string(group) + " " + std::string(leaf))})
        if (auto const name = known(key); !name.empty())
            return {target_named(name), whole, others_of(key)};
    auto best = Guess();
    std::size_t longest = 0;
    auto const key = heading_key(leaf);
    for (auto const& [word, name] : headings_) {
        auto const size = count_words(word);
        if (size < std::max<std::size_t>(longest + 1, 2) || !has_words(key, word))
            continue;
        longest = size;
        best = {target_named(name), int(100 * size / std::max<std::size_t>(count_words(key), 1))};
    }
    if (best.score >= least_share)
        return best;
    return leaf.empty() ? above : Guess();
}

std::string Words::meaning(std::string_view what, std::string_view text) const
{
    auto const table = words_.find(what);
    auto const key = key_of(text);
    if (table == words_.end() || key.empty())
        return {};
    if (auto const exact = table->second.find(key); exact != table->second.end())
        return exact->second;
    auto const all = meanings(what, text);
    return all.empty() ? std::string() : all.front();
}

std::vector<std::string> Words::meanings(std::string_view what, std::string_view text) const
{
    struct Found {
        std::size_t begin, size;
        std::string const* value;
    };
    std::vector<Found> found;
    auto const key = " " + key_of(text) + " ";
    auto const table = words_.find(what);
    if (table == words_.end())
        return {};
    for (auto const& [word, value] : table->second) {
        // Short ones ("m", "kt") count only as the whole text.
        auto const at = word.size() < 4 ? std::string::npos : key.find(" " + word + " ");
        if (at != std::string::npos)
            found.push_back({at, word.size(), &value});
    }
    std::ranges::sort(found, {},
                      [](Found const& each) { return std::pair(each.begin, -std::int64_t(each.size)); });
    std::vector<std::string> values;
    std::size_t end = 0;
    for (auto const& each : found) {
        if (each.begin < end)
            continue; // within a longer word
        end = each.begin + each.size;
        if (std::ranges::find(values, *each.value) == values.end())
            values.push_back(*each.value);
    }
    return values;
}

bool Words::is(std::string_view what, std::string_view text) const
{
    auto const table = words_.find(what);
    return table != words_.end() && table->second.contains(key_of(text));
}

Words const& words()
{
    static auto const made = [] {
        auto parsed =
            Words::parse(data::file("rules/heading-words.csv"), data::file("rules/register-words.csv"));
        ensure(parsed.has_value(), "data/rules/heading-words.csv or register-words.csv is broken");
        return std::move(*parsed);
    }();
    return made;
}

namespace
{
constexpr int first_year = 2009; // the movement began on 26 February 2009
constexpr int last_year = 2100;
} // namespace

std::vector<int> years_in(std::string_view text)
{
    std::vector<int> years;
    for (auto const& token : tokens(text)) {
        if (token.text.size() != 4 || token.text.find_first_not_of("0123456789") != std::string_view::npos)
            continue;
        auto const year = std::stoi(std::string(token.text));
        if (year >= first_year && year <= last_year)
            years.push_back(year);
    }
    return years;
}

int year_of(std::string_view text)
{
    auto const years = years_in(text);
    auto const one =
        !years.empty() && std::ranges::all_of(years, [&](int year) { return year == years.front(); });
    return one ? years.front() : 0;
}

} // namespace kheo::registers
