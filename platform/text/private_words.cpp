// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/text/private_words.hpp"

#include "platform/text/csv.hpp"
#include "platform/text/letters.hpp"

#include <algorithm>
#include <span>

namespace kheo::private_text
{
namespace
{

Case case_of(std::string_view word)
{
    auto const first = letters::decoded(word, 0);
    if (letters::is_digit(first.point))
        return Case::digits;
    if (!letters::is_upper(first.point))
        return Case::small;
    auto all = first.length < word.size();
    for (auto at = first.length; at < word.size() && all;) {
        auto const [point, length] = letters::decoded(word, at);
        all = letters::is_upper(point) || letters::is_mark(point);
        at += length;
    }
    return all ? Case::all_capitals : Case::capital;
}

// A full stop ends a sentence only before a space or the end: TP.HCM has none.
bool ends_sentence(std::string_view gap)
{
    for (std::size_t i = 0; i < gap.size(); ++i) {
        if (gap[i] == '\n' || gap[i] == ';')
            return true;
        auto const stop = gap[i] == '.' || gap[i] == '!' || gap[i] == '?';
        if (stop && (i + 1 == gap.size() || gap[i + 1] == ' ' || gap[i + 1] == '\n'))
            return true;
    }
    return false;
}

bool opens_part(std::string_view gap)
{
    if (gap.find_first_of(":\"(*") != std::string_view::npos)
        return true;
    return gap.find("“") != std::string_view::npos || gap.find("•") != std::string_view::npos ||
           gap.find(" - ") != std::string_view::npos || gap.find(" – ") != std::string_view::npos;
}

} // namespace

bool Words::runs_on(std::size_t word) const
{
    auto const end = words[word].end();
    auto const gap = text.substr(end, words[word + 1].begin - end);
    return gap.find_first_not_of(' ') == std::string_view::npos;
}

Words words_of(std::string_view text)
{
    Words out{text, tokens(text), {}, {}, {}, {}};
    std::size_t sentence = 0;
    std::size_t before = 0;
    for (auto const& word : out.words) {
        auto const gap = text.substr(before, word.begin - before);
        auto const first = out.keys.empty() || ends_sentence(gap);
        sentence += first;
        out.keys.push_back(exact_key(word.text));
        out.cases.push_back(case_of(word.text));
        out.sentence.push_back(sentence);
        out.opens.push_back(first || opens_part(gap));
        before = word.end();
    }
    return out;
}

void Phrases::add(std::string_view phrase)
{
    std::vector<std::string> words;
    for (auto const& token : tokens(phrase))
        words.push_back(exact_key(token.text));
    if (words.empty())
        return;
    longest_ = std::max(longest_, words.size());
    auto first = std::move(words.front());
    words.erase(words.begin());
    by_first_word_[std::move(first)].push_back(std::move(words));
}

std::size_t Phrases::longest_at(Words const& text, std::size_t word) const
{
    auto const begun = by_first_word_.find(text.keys[word]);
    if (begun == by_first_word_.end())
        return 0; // as with nearly every word
    auto const left = std::span(text.keys).subspan(word + 1);
    std::size_t best = 0;
    for (auto const& rest : begun->second)
        if (rest.size() >= best && rest.size() <= left.size() &&
            text.sentence[word + rest.size()] == text.sentence[word] &&
            std::ranges::equal(rest, left.first(rest.size())))
            best = rest.size() + 1;
    return best;
}

std::size_t Phrases::longest_ending_at(Words const& text, std::size_t word) const
{
    for (auto count = std::min(longest_, word + 1); count > 0; --count)
        if (longest_at(text, word + 1 - count) == count)
            return count;
    return 0;
}

Outcome<Lists> Lists::parse(std::string_view family_names, std::string_view words)
{
    auto const names = TRY(csv::Records::parse(family_names, {"name"}));
    auto const phrases = TRY(csv::Records::parse(words, {"kind", "phrase"}));
    Lists lists;
    for (std::size_t row = 0; row < names.size(); ++row)
        lists.family_names.insert(exact_key(tidied(names.at(row, "name"))));
    std::map<std::string_view, Phrases*> const by_kind = {
        {"title", &lists.titles},        {"group", &lists.groups},
        {"office", &lists.offices},      {"people", &lists.people},
        {"body", &lists.bodies},         {"public_name", &lists.public_names},
        {"place", &lists.places},        {"account", &lists.accounts},
        {"id_paper", &lists.id_papers},  {"public_phone", &lists.public_phones},
        {"health", &lists.health},       {"religion", &lists.religion},
        {"ethnicity", &lists.ethnicity},
    };
    for (std::size_t row = 0; row < phrases.size(); ++row) {
        auto const kind = phrases.at(row, "kind");
        if (kind == "public_domain")
            lists.public_domains.insert(lower(phrases.at(row, "phrase")));
        else if (auto const list = by_kind.find(kind); list != by_kind.end())
            list->second->add(phrases.at(row, "phrase"));
    }
    return lists;
}

std::string_view sentence_of(PrivateKind kind)
{
    switch (kind) {
    case PrivateKind::phone:
        return "Đây có vẻ là số điện thoại di động của một người. Xin bỏ đi, hoặc dùng số của cơ quan.";
    case PrivateKind::id_number:
        return "Đây có vẻ là số giấy tờ tùy thân. Xin bỏ đi.";
    case PrivateKind::email:
        return "Đây có vẻ là thư điện tử của một người. Xin bỏ đi, hoặc dùng địa chỉ của cơ quan.";
    case PrivateKind::bank_account:
        return "Đây có vẻ là số tài khoản ngân hàng. Xin bỏ đi.";
    case PrivateKind::person:
        return "Đây có vẻ là tên một người dân. Xin viết “một hộ dân”, “56 hộ” hoặc nêu tổ chức thay cho "
               "tên.";
    case PrivateKind::health:
        return "Câu này nói về sức khỏe của một người cụ thể. Xin viết chung, không để nhận ra là ai.";
    case PrivateKind::religion:
        return "Câu này nói về tôn giáo của một người cụ thể. Xin viết chung, không để nhận ra là ai.";
    case PrivateKind::ethnicity:
        return "Câu này nói về dân tộc của một người cụ thể. Xin viết chung, không để nhận ra là ai.";
    }
    return "";
}

} // namespace kheo::private_text
