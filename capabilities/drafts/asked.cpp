// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/drafts/asked.hpp"

#include "platform/text/text.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace kheo::drafts
{

namespace
{

std::string without_stop(std::string const& text)
{
    auto words = tidied(text);
    while (words.ends_with('.') || words.ends_with(';') || words.ends_with(' '))
        words.pop_back();
    return words;
}

std::string term_words(Asked const& one)
{
    auto const rule = tasks::due_of(one.task);
    if (rule.kind == tasks::DueKind::none)
        return "…";
    auto words = tasks::words_of(rule);
    if (one.occurrence.due && rule.kind != tasks::DueKind::on_day)
        words += fmt::format(
            "; {}hết ngày {}",
            one.occurrence.period.empty() ? "" : tasks::period_words(one.occurrence.period) + ": ",
            shown(*one.occurrence.due));
    return words;
}

std::string sections(std::vector<Asked> const& all)
{
    std::string text;
    for (std::size_t at = 0; at < all.size(); ++at) {
        auto const& task = all[at].task;
        text += fmt::format("{}{}. {}.", at > 0 ? "\n" : "", at + 1, without_stop(task.text));
        if (!task.product.empty())
            text += "\n- Sản phẩm: " + without_stop(task.product) + ".";
        text += "\n- Thời hạn: " + term_words(all[at]) + ".\n- Cách làm, ai làm: …";
    }
    return text;
}

// Whether its name says which it is.
bool has_number(documents::Document const& document)
{
    return documents::name_of(document) != document.subject;
}

} // namespace

Outcome<std::vector<Asked>> asked_of(acts::Reading const& reading, tasks::TaskId id, BodyId body)
{
    auto eyes = tasks::Eyes(reading);
    auto const seen = tasks::load_all(eyes, {id});
    if (seen.empty())
        return refuse(kheo::problems::not_found);
    std::vector<Asked> all;
    for (auto& one : tasks::tasks_of(reading.db, seen.at(id).document)) {
        auto const occurrences = tasks::occurrences_of(one, reading.today());
        if (occurrences.empty() || !eyes.stands(one))
            continue;
        if (all.size() >= most_tasks && one.id != id)
            continue;
        // Each circle once: who sees the body's work sees what the body is to lead.
        if (eyes.circle(one, tasks::Part::lead, occurrences.back()).find(body) &&
            (eyes.owns(body) || eyes.sees(one)))
            all.push_back({std::move(one), occurrences.back()});
    }
    if (std::ranges::none_of(all, [&](Asked const& one) { return one.task.id == id; }))
        return refuse(kheo::problems::not_found);
    return all;
}

Known known_of(acts::Reading const& reading, std::vector<Asked> const& all, sheets::Heading heading)
{
    ensure(!all.empty(), "a plan for nothing");
    auto eyes = tasks::Eyes(reading);
    auto const& task = all.front().task;
    auto const assigner = bodies::name_of(task.body, reading.today());
    auto known = Known{{"assigner", assigner}, {"tasks", sections(all)}};
    auto const original = eyes.original_of(task);
    auto const& document = original ? *original : eyes.document_of(task);
    // Whom the document does not reach cites no more of it than they are told.
    auto cited = std::string();
    if (documents::sees(reading, document))
        cited = cited_as(document, heading);
    else if (document.source != documents::Source::press && has_number(document))
        cited = eyes.bare_name(task) + (document.issuer.empty() ? "" : " của " + document.issuer);
    if (cited.empty())
        known["uncited"] = "nhiệm vụ " + assigner + " giao";
    known["cited"] = std::move(cited);
    return known;
}

} // namespace kheo::drafts
