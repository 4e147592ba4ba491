// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/registers/earlier.hpp"

#include "platform/text/text.hpp"
#include "platform/text/upper.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace kheo::registers
{

namespace
{

constexpr std::size_t most_candidates = 3;

// Words that stand in half of all titles.
constexpr std::string_view empty_words[] = {"mo hinh", "dien hinh tap the", "dien hinh", "dan van kheo",
                                            "dvk"};

bool has_digit(std::string_view word)
{
    return word.find_first_of("0123456789") != std::string_view::npos;
}

constexpr std::pair<std::string_view, std::string_view> quotes[] = {
    {"“", "”"}, {"\"", "\""}, {"‘", "’"}, {"'", "'"}, {"«", "»"}};
constexpr std::string_view signs[] = {":", "–", "—", "-"};

// Behind “Mô hình”, “Mô hình Dân vận khéo”, where a sign or a quotation mark
// parts them from the name; else the whole.
std::string_view without_leading_words(std::string_view title)
{
    auto const words = tokens(title);
    std::string key;
    for (std::size_t at = 0; at < words.size() && at < 5; ++at) {
        key += (at ? " " : "") + folded(words[at].text);
        if (key != "mo hinh" && key != "mo hinh dan van kheo")
            continue;
        auto rest = title.substr(words[at].end());
        rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
        auto const quoted =
            std::ranges::any_of(quotes, [&](auto const& pair) { return rest.starts_with(pair.first); });
        for (auto const sign : signs)
            if (rest.starts_with(sign)) {
                rest.remove_prefix(sign.size());
                rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
                return rest.empty() ? title : rest;
            }
        if (quoted)
            return rest;
    }
    return title;
}

// A title as it is compared: its key and the words of that, sorted.
struct Key {
    std::string key;
    std::vector<std::string> words;
};

Key key_of_title(std::string_view title)
{
    auto made = Key{.key = title_key(title)};
    for (auto const& token : tokens(made.key))
        made.words.emplace_back(token.text);
    std::ranges::sort(made.words);
    return made;
}

int likeness_of_keys(Key const& a, Key const& b)
{
    if (a.key == b.key)
        return 100;
    std::size_t common = 0;
    std::ptrdiff_t common_numbers = 0;
    for (auto left = a.words.begin(), right = b.words.begin();
         left != a.words.end() && right != b.words.end();)
        if (auto const order = left->compare(*right); order == 0) {
            ++common;
            common_numbers += has_digit(*left);
            ++left, ++right;
        } else {
            ++(order < 0 ? left : right);
        }
    auto const numbers = [](Key const& key) { return std::ranges::count_if(key.words, has_digit); };
    if (numbers(a) != common_numbers || numbers(b) != common_numbers)
        return 0;
    return a.words.empty() || b.words.empty() ? 0 : int(200 * common / (a.words.size() + b.words.size()));
}

// Each title that a model had, ready to be compared.
using KeysOfModels = std::map<std::int64_t, std::vector<Key>>;

KeysOfModels keys_of(EarlierModels const& earlier)
{
    KeysOfModels keys;
    for (auto const& [body, list] : earlier)
        for (auto const& each : list) {
            auto& own = keys[each.model.id.value];
            own.push_back(key_of_title(each.model.title));
            for (auto const& entry : each.entries)
                if (entry.title != each.model.title)
                    own.push_back(key_of_title(entry.title));
        }
    return keys;
}

// The best likeness of a title to a model under any title it had.
int likeness_to(Key const& key, std::vector<Key> const& titles)
{
    auto best = 0;
    for (auto const& title : titles)
        best = std::max(best, likeness_of_keys(key, title));
    return best;
}

bool has_year(Earlier const& earlier, int year)
{
    return std::ranges::find(earlier.entries, year, &Earlier::Year::year) != earlier.entries.end();
}

// The row continues this model, or is it already.
void settle(Row& row, Earlier const& earlier)
{
    row.model = earlier.model.id;
    if (has_year(earlier, row.year)) {
        row.state = State::same;
        if (row.year == earlier.model.year && differs(row.values, earlier.model)) {
            row.state = State::unclear;
            row.notes.push_back("Đã có trong sổ năm này, nhưng nội dung trong tệp khác bản đang lưu.");
        }
        return;
    }
    if (earlier.model.year > row.year) {
        row.state = State::unclear;
        row.notes.push_back(fmt::format(
            "Mô hình này đã có bản đăng ký năm {}: sổ năm {} đến sau, xin bỏ qua hoặc ghi là mô hình khác.",
            earlier.model.year, row.year));
        return;
    }
    row.state = State::kept;
    if (row.said_entry && row.entry == models::Entry::moi)
        row.notes.push_back(fmt::format(
            "Tệp ghi “mới”, nhưng đơn vị đã có mô hình này năm {}: ghi là duy trì.", earlier.model.year));
    row.entry = models::Entry::duy_tri;
}

void ask(Row& row)
{
    row.state = State::unclear;
    row.notes.push_back("Gần giống mô hình đã có của chính đơn vị: là duy trì hay là mô hình khác?");
}

} // namespace

std::string bare_title(std::string_view title)
{
    auto whole = tidied(title);
    auto name = without_leading_words(whole);
    for (auto const& [open, close] : quotes)
        if (name.size() > open.size() + close.size() && name.starts_with(open) && name.ends_with(close)) {
            auto const inner = name.substr(open.size(), name.size() - open.size() - close.size());
            if (inner.find(open) == inner.npos && inner.find(close) == inner.npos)
                name = inner;
        }
    auto const words = tokens(name);
    if (words.empty() || words.front().begin > 0)
        return whole; // begins with a sign: nobody knows what was meant
    auto const head = first_characters(name, 1);
    return upper(head).append(name.substr(head.size()));
}

std::string title_key(std::string_view title)
{
    auto key = " " + key_of(title) + " ";
    for (auto const words : empty_words)
        while (key.size() > words.size() + 2) {
            auto const at = key.find(" " + std::string(words) + " ");
            if (at == std::string::npos)
                break;
            key.erase(at, words.size() + 1);
        }
    auto const bare = tidied(key);
    return bare.empty() ? key_of(title) : bare;
}

int likeness(std::string_view a, std::string_view b)
{
    return likeness_of_keys(key_of_title(a), key_of_title(b));
}

models::Text text_of(Values const& values)
{
    auto text = models::Text();
    json::each_member(
        text, [&](std::string_view name, std::string& member) { member = values[*field_named(name)]; });
    return text;
}

bool differs(Values const& values, models::Model const& model)
{
    auto different = false;
    json::each_member(model, [&](std::string_view name, auto const& member) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(member)>, std::string>) {
            auto const field = field_named(name);
            auto const now = field == Field::title ? bare_title(member) : member;
            different |= field && *field != Field::unit && !values[*field].empty() && values[*field] != now;
        }
    });
    return different;
}

void compare(Register& out, EarlierModels const& earlier)
{
    std::map<std::pair<std::int64_t, int>, std::map<std::string, Row const*>> seen;
    auto const titles = keys_of(earlier);
    std::vector<Key> keys;
    std::set<std::int64_t> claimed; // by a row of the very same name: no candidate of others
    auto const of_body = [&](Row const& row) -> std::vector<Earlier> const& {
        static std::vector<Earlier> const none;
        auto const found = earlier.find(row.body.value);
        return found == earlier.end() ? none : found->second;
    };
    for (auto const& row : out.rows) {
        keys.push_back(key_of_title(row.values[Field::title]));
        for (auto const& each : of_body(row))
            if (likeness_to(keys.back(), titles.at(each.model.id.value)) == 100)
                claimed.insert(each.model.id.value);
    }
    for (std::size_t at = 0; at < out.rows.size(); ++at) {
        auto& row = out.rows[at];
        if (row.state != State::good)
            continue;
        auto const [twin, fresh] = seen[{row.body.value, row.year}].emplace(keys[at].key, &row);
        if (!fresh) {
            row.state = State::unclear;
            row.notes.push_back(
                fmt::format("Trùng tên với dòng {} của chính tệp này.", twin->second->row + 1));
            continue;
        }
        std::vector<std::pair<int, Earlier const*>> alike;
        for (auto const& each : of_body(row)) {
            auto const how = likeness_to(keys[at], titles.at(each.model.id.value));
            if (how == 100 || (how >= maybe_alike && !claimed.contains(each.model.id.value)))
                alike.emplace_back(how, &each);
        }
        std::ranges::sort(alike, std::greater(), [](auto const& each) {
            return std::pair(each.first, each.second->model.id.value);
        });
        for (auto const& [how, each] : alike)
            if (row.candidates.size() < most_candidates)
                row.candidates.push_back({each->model.id, each->model.title, each->model.year, how});
        if (alike.empty())
            continue;
        auto const one = alike.size() == 1 || alike[1].first < alike[0].first;
        if (alike[0].first >= surely_alike && one)
            settle(row, *alike[0].second);
        else
            ask(row);
    }
}

} // namespace kheo::registers
