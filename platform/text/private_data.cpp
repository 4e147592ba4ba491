// SPDX-License-Identifier: AGPL-3.0-or-later
// The findings put together: numbers by pattern, persons by title and name, and
// what must not be said of a person (health, religion, ethnicity) near one.
#include "platform/text/private_data.hpp"

#include "platform/text/private_numbers.hpp"
#include "platform/text/private_persons.hpp"

#include <algorithm>
#include <tuple>

namespace kheo
{
namespace
{

// Health and the like count only this near to a person, in the same sentence:
// "dân tộc Thái" of a hamlet is no private matter.
constexpr std::size_t near = 160; // bytes

void add_attached(std::vector<Finding>& found, private_text::Words const& text,
                  private_text::Phrases const& phrases, std::vector<private_text::Person> const& persons,
                  PrivateKind kind)
{
    for (std::size_t at = 0; at < text.words.size(); ++at) {
        auto const length = phrases.longest_at(text, at);
        if (length == 0)
            continue;
        auto const begin = text.words[at].begin;
        auto const end = text.words[at + length - 1].end();
        auto const attached = std::any_of(persons.begin(), persons.end(), [&](auto const& person) {
            auto const gap = person.begin > end   ? person.begin - end
                             : begin > person.end ? begin - person.end
                                                  : 0;
            return person.sentence == text.sentence[at] && gap <= near;
        });
        if (attached)
            found.push_back({begin, end, kind, std::string(private_text::sentence_of(kind))});
        at += length - 1;
    }
}

// Of two findings that overlap the longer stays.
std::vector<Finding> apart(std::vector<Finding> found)
{
    std::sort(found.begin(), found.end(), [](Finding const& a, Finding const& b) {
        return std::tuple(a.begin, b.end, a.kind) < std::tuple(b.begin, a.end, b.kind); // longer first
    });
    std::vector<Finding> out;
    for (auto& finding : found) {
        if (out.empty() || finding.begin >= out.back().end)
            out.push_back(std::move(finding));
        else if (finding.end - finding.begin > out.back().end - out.back().begin)
            out.back() = std::move(finding);
    }
    return out;
}

} // namespace

struct PrivateDataCheck::Lists : private_text::Lists {
};

PrivateDataCheck::PrivateDataCheck(std::unique_ptr<Lists const> lists) : lists_(std::move(lists)) {}
PrivateDataCheck::PrivateDataCheck(PrivateDataCheck&&) noexcept = default;
PrivateDataCheck& PrivateDataCheck::operator=(PrivateDataCheck&&) noexcept = default;
PrivateDataCheck::~PrivateDataCheck() = default;

std::string_view name_of(PrivateKind kind)
{
    switch (kind) {
    case PrivateKind::phone:
        return "phone";
    case PrivateKind::id_number:
        return "id_number";
    case PrivateKind::email:
        return "email";
    case PrivateKind::bank_account:
        return "bank_account";
    case PrivateKind::person:
        return "person";
    case PrivateKind::health:
        return "health";
    case PrivateKind::religion:
        return "religion";
    case PrivateKind::ethnicity:
        return "ethnicity";
    }
    return "";
}

Outcome<PrivateDataCheck> PrivateDataCheck::parse(std::string_view family_names, std::string_view words)
{
    auto lists = TRY(private_text::Lists::parse(family_names, words));
    return PrivateDataCheck(std::make_unique<Lists const>(Lists{std::move(lists)}));
}

std::vector<Finding> PrivateDataCheck::find(std::string_view text) const
{
    auto const words = private_text::words_of(text);
    auto found = private_text::numbers(text, words, *lists_);
    auto const persons = private_text::persons(words, *lists_);
    for (auto const& person : persons)
        found.push_back({person.begin, person.end, PrivateKind::person,
                         std::string(private_text::sentence_of(PrivateKind::person))});
    add_attached(found, words, lists_->health, persons, PrivateKind::health);
    add_attached(found, words, lists_->religion, persons, PrivateKind::religion);
    add_attached(found, words, lists_->ethnicity, persons, PrivateKind::ethnicity);
    return apart(std::move(found));
}

} // namespace kheo
