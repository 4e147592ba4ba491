// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/advice/ideas.hpp"

#include "capabilities/advice/words.hpp"
#include "data/data.hpp"
#include "platform/text/csv.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace kheo::advice
{

namespace
{

constexpr std::size_t longest_phrase = 8; // words
constexpr Idea word_space = 1u << 22;
constexpr std::size_t most_words = 64; // words and pairs kept of a text, the heaviest

std::uint64_t mixed(std::uint64_t hash)
{
    hash ^= hash >> 33;
    hash *= 0xff51afd7ed558ccdULL;
    hash ^= hash >> 33;
    hash *= 0xc4ceb9fe1a85ec53ULL;
    return hash ^ (hash >> 33);
}

std::uint64_t hash_of(std::string_view word)
{
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (char const c : word)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return mixed(hash);
}

std::uint64_t joined(std::uint64_t before, std::uint64_t word)
{
    return mixed(before * 31 + word + 1);
}

float weight_of(IdeaKind kind)
{
    switch (kind) {
    case IdeaKind::thing:
        return 1.0F;
    case IdeaKind::act:
        return 0.85F;
    case IdeaKind::mean:
        return 0.85F;
    case IdeaKind::field:
        return 0.45F;
    case IdeaKind::force:
        return 0.2F;
    case IdeaKind::group:
        return 0.3F;
    case IdeaKind::common:
        return 0.08F;
    }
    return 0;
}

// For whom tells two models of one thing apart; what everybody does tells nothing.
float weight_of_synonym(IdeaKind kind)
{
    switch (kind) {
    case IdeaKind::act:
        return 0.72F;
    case IdeaKind::group:
        return 0.63F;
    case IdeaKind::common:
        return 0;
    default:
        return 0.9F;
    }
}

// Measured on the development texts of tests/bench/advice and on the demo.
constexpr float weight_of_topic = 0.6F;
constexpr float weight_of_word = 0.7F;
constexpr float weight_of_word_named = 0.35F; // by a synonym that counts already
constexpr float weight_of_pair = 0.15F;
constexpr float weight_of_rarity = 0.8F; // how far a frequent topic counts less
constexpr float least_rarity = 0.05F;
constexpr float said_enough = 0.7F; // said thrice is not thrice as much
constexpr float said_little = 0.1F; // a text of few words is sure of nothing

// How much of what a field says is the model's own way of working.
float place_of(std::string_view field)
{
    struct Place {
        std::string_view field;
        float weight;
    };
    static constexpr std::array<Place, 11> places{{{"title", 2.0F},
                                                   {"situation", 1.0F},
                                                   {"aims", 1.0F},
                                                   {"way_of_working", 1.5F},
                                                   {"forces", 0.3F},
                                                   {"resources", 0.3F},
                                                   {"timetable", 0.1F},
                                                   {"beneficiaries", 0.3F},
                                                   {"outputs", 0.7F},
                                                   {"keep_up", 0.4F},
                                                   {"measure", 1.0F}}};
    auto const* const found = std::ranges::find(places, field, &Place::field);
    return found == places.end() ? 0.0F : found->weight;
}

bool is_valid(csv::Records const& rows, std::size_t row, std::string const& day)
{
    auto const from = rows.at(row, "valid_from");
    auto const to = rows.at(row, "valid_to");
    return (from.empty() || from <= day) && (to.empty() || day <= to);
}

// 1 for what stands in one of all texts, 0 for what stands in all of them.
float rarity_of(std::string_view texts, double all)
{
    auto const many = std::max(1.0, std::atof(std::string(texts).c_str()));
    return float(std::clamp(std::log(all / many) / std::log(all), 0.0, 1.0));
}

bool is_speech(Word const& word)
{
    return word.sort == Sort::word || word.sort == Sort::name;
}

} // namespace

struct Ideas::Counted {
    bool marked = true;
    std::map<Idea, float> seen;
    std::unordered_map<Idea, float> rare;
    std::vector<std::uint32_t> shingles;
    std::vector<std::uint32_t> bare;
    std::size_t words = 0;
};

// Three syllables side by side, with their figures and without.
struct Ideas::Run {
    std::array<std::uint64_t, 3> words{};
    std::array<std::uint64_t, 3> bare{};
    std::size_t length = 0;

    void add(Counted& into, std::uint64_t word, std::uint64_t as_any)
    {
        words = {words[1], words[2], word};
        bare = {bare[1], bare[2], as_any};
        if (++length < 3)
            return;
        into.shingles.push_back(std::uint32_t(joined(joined(words[0], words[1]), words[2])));
        into.bare.push_back(std::uint32_t(joined(joined(bare[0], bare[1]), bare[2])));
    }
};

// What the tables say of a word of the text.
struct Ideas::Told {
    bool known = false;       // part of a phrase of either
    bool synonym = false;     // of the synonyms
    bool said_by_all = false; // "phát huy vai trò"
};

// The longest phrase of the table that begins at this word, and where it ends. A hash
// of 0 is no word.
Ideas::Match Ideas::match(Phrases const& phrases, std::vector<std::uint64_t> const& hashes, std::size_t at)
{
    auto found = Match{nullptr, at + 1};
    std::uint64_t hash = 0;
    for (auto next = at; next < hashes.size() && next < at + longest_phrase && hashes[next] != 0; ++next) {
        hash = joined(hash, hashes[next]);
        auto const node = phrases.find(hash);
        if (node == phrases.end())
            break;
        if (!node->second.ideas.empty())
            found = {&node->second, next + 1};
        if (!node->second.goes_on)
            break;
    }
    return found;
}

void Ideas::take(Counted& into, std::vector<std::uint64_t> const& hashes, Table const& table, float place,
                 std::vector<Told>& told) const
{
    for (std::size_t at = 0; at < hashes.size();) {
        auto const [node, end] = match(into.marked ? table.exact : table.folded, hashes, at);
        if (node) {
            for (auto const idea : node->ideas)
                into.seen[idea] += place;
            auto const common =
                std::ranges::all_of(node->ideas, [&](Idea idea) { return kinds_[idea] == IdeaKind::common; });
            for (auto covered = at; covered < end; ++covered) {
                told[covered].known = true;
                told[covered].synonym |= &table == &synonyms_;
                told[covered].said_by_all |= common;
            }
        }
        at = end;
    }
}

void Ideas::count(Counted& into, std::string const& text, float place) const
{
    auto const words = words_of(text);
    std::vector<Told> told(words.size());
    std::vector<std::uint64_t> hashes;
    hashes.reserve(words.size());
    for (auto const& word : words)
        hashes.push_back(is_speech(word) ? hash_of(into.marked ? word.exact : word.folded) : 0);
    take(into, hashes, topics_, place, told);
    take(into, hashes, synonyms_, place, told);
    auto run = Run();
    std::uint64_t before = 0; // the pair's first word, 0: none
    for (std::size_t at = 0; at < words.size(); ++at) {
        auto const& word = words[at];
        auto const figure = word.sort == Sort::number || word.sort == Sort::percent ||
                            word.sort == Sort::date || word.sort == Sort::year;
        auto const hash = hash_of(word.folded);
        if (figure || word.sort == Sort::word)
            run.add(into, hash, figure ? 1 : hash);
        if (word.sort != Sort::word) { // figures, names, and the ends of clauses
            before = 0;
            continue;
        }
        ++into.words;
        auto const exact = hash_of(word.exact);
        auto const rare = told[at].said_by_all ? 0 : rarity(exact);
        if (rare <= 0) {
            before = 0;
            continue;
        }
        auto const single = first_word + Idea(exact % word_space);
        if (into.marked)
            into.seen[single] += place * (told[at].synonym ? weight_of_word_named : 1);
        if (before && !told[at].known)
            into.seen[first_pair + Idea(joined(before, hash) % word_space)] += place;
        before = hash;
        into.rare[single] = rare;
    }
}

float Ideas::weight(Idea idea) const
{
    if (idea >= first_synonym_)
        return weight_of_synonym(kinds_[idea]) * std::max(least_rarity, idea_rarity_[idea]);
    return weight_of_topic * weight_of(kinds_[idea]) * (1 - weight_of_rarity * (1 - idea_rarity_[idea]));
}

Profile Ideas::profile(Draft const& draft) const
{
    auto counted = Counted{.marked = false};
    json::each_member(draft, [&](std::string_view name, std::string const& text) {
        counted.marked |= place_of(name) > 0 && has_marks(text);
    });
    json::each_member(draft, [&](std::string_view name, std::string const& text) {
        if (place_of(name) > 0 && !text.empty())
            count(counted, text, place_of(name));
    });
    auto made = Profile{.words = counted.words};
    for (auto const& [idea, seen] : counted.seen) {
        auto const much = seen / (seen + said_enough);
        auto const heavy = idea < first_word   ? weight(idea)
                           : idea < first_pair ? weight_of_word * counted.rare[idea]
                                               : weight_of_pair;
        if (heavy > 0)
            made.ideas.push_back({idea, much * heavy});
    }
    auto const words =
        std::ranges::partition(made.ideas, [](Weighed const& one) { return one.idea < first_word; });
    if (words.size() > most_words) {
        std::ranges::sort(words, [](Weighed const& one, Weighed const& other) {
            return one.weight != other.weight ? one.weight > other.weight : one.idea < other.idea;
        });
        made.ideas.resize(made.ideas.size() - (words.size() - most_words));
    }
    auto sum = said_little;
    for (auto const& one : made.ideas)
        sum += one.weight * one.weight;
    for (auto& one : made.ideas)
        one.weight /= std::sqrt(std::max(sum, 1e-9F));
    std::ranges::sort(made.ideas, {}, &Weighed::idea);
    for (auto* const list : {&counted.shingles, &counted.bare}) {
        std::ranges::sort(*list);
        list->erase(std::ranges::unique(*list).begin(), list->end());
    }
    made.shingles = std::move(counted.shingles);
    made.bare = std::move(counted.bare);
    return made;
}

float Ideas::rarity(std::uint64_t word) const
{
    auto const found = rarity_.find(word);
    return found == rarity_.end() ? 1.0F : found->second;
}

IdeaKind Ideas::kind(Idea idea) const
{
    return idea < kinds_.size() ? kinds_[idea] : IdeaKind::common;
}

std::string Ideas::name(Idea idea) const
{
    return idea < names_.size() ? names_[idea] : std::string();
}

std::string Ideas::label(Idea idea) const
{
    return idea < labels_.size() ? labels_[idea] : std::string();
}

void Ideas::add(Table& table, std::string_view phrase, Idea idea)
{
    auto const one = [&](Phrases& phrases, std::vector<std::string> const& said) {
        std::uint64_t hash = 0;
        for (std::size_t at = 0; at < said.size(); ++at) {
            hash = joined(hash, hash_of(said[at]));
            auto& node = phrases[hash];
            if (at + 1 < said.size())
                node.goes_on = true;
            else if (std::ranges::find(node.ideas, idea) == node.ideas.end())
                node.ideas.push_back(idea);
        }
    };
    std::vector<std::string> exact;
    std::vector<std::string> bare;
    for (auto const& word : words_of(phrase))
        if (is_speech(word) || word.sort == Sort::number) {
            exact.push_back(word.exact);
            bare.push_back(word.folded);
        }
    one(table.exact, exact);
    // Without marks a short word may be any of several: den is đèn, đến, đen.
    if (bare.size() > 1 || (bare.size() == 1 && bare[0].size() > 4))
        one(table.folded, bare);
}

void Ideas::read(csv::Records const& rows, Table& table, double of_texts, std::string const& day)
{
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (!is_valid(rows, row, day))
            continue;
        auto kind = IdeaKind::thing;
        boost::describe::enum_from_string(std::string(rows.at(row, "kind")).c_str(), kind);
        auto const idea = Idea(kinds_.size());
        kinds_.push_back(kind);
        names_.emplace_back(rows.at(row, "idea"));
        idea_rarity_.push_back(rarity_of(rows.at(row, "texts"), of_texts));
        auto list = rows.at(row, "words");
        labels_.emplace_back(list.substr(0, list.find('|')));
        while (!list.empty()) {
            auto const cut = std::min(list.find('|'), list.size());
            add(table, list.substr(0, cut), idea);
            list.remove_prefix(std::min(cut + 1, list.size()));
        }
    }
    ensure(kinds_.size() < first_word, "more ideas than their range holds");
}

Outcome<Ideas> Ideas::parse(Tables const& tables, Date day)
{
    auto const topics = TRY(csv::Records::parse(tables.topics, {"idea", "kind", "words"}));
    auto const synonyms = TRY(csv::Records::parse(tables.synonyms, {"idea", "kind", "words"}));
    auto const stops = TRY(csv::Records::parse(tables.stop, {"word"}));
    auto const counted = TRY(csv::Records::parse(tables.counts, {"word", "texts"}));
    auto const shown_day = iso(day);
    auto made = Ideas();
    auto const of_texts = std::max(2.0, std::atof(std::string(counted.at(0, "texts")).c_str()));
    made.read(topics, made.topics_, of_texts, shown_day);
    made.first_synonym_ = Idea(made.kinds_.size());
    made.read(synonyms, made.synonyms_, of_texts, shown_day);
    for (std::size_t row = 1; row < counted.size(); ++row)
        made.rarity_[hash_of(exact_key(counted.at(row, "word")))] =
            rarity_of(counted.at(row, "texts"), of_texts);
    for (std::size_t row = 0; row < stops.size(); ++row)
        if (is_valid(stops, row, shown_day))
            made.rarity_[hash_of(exact_key(stops.at(row, "word")))] = 0;
    return made;
}

Ideas const& ideas()
{
    static auto const made = [] {
        auto parsed = Ideas::parse({.topics = data::file("rules/idea-words.csv"),
                                    .synonyms = data::file("rules/idea-synonyms.csv"),
                                    .stop = data::file("rules/idea-stop-words.csv"),
                                    .counts = data::file("rules/word-counts.csv")},
                                   local_date(SystemClock().now()));
        ensure(parsed.has_value(), "the table of ideas that the program carries cannot be read");
        return std::move(*parsed);
    }();
    return made;
}

} // namespace kheo::advice
