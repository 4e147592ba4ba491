// SPDX-License-Identifier: AGPL-3.0-or-later
// A document's record as its text proposes it. Nothing is filled by guess.
#pragma once

#include "capabilities/findings/findings.hpp"
#include "platform/papers/paper.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::documents
{

// A value and the words it came from; the place counts code points of the text.
struct Field {
    std::string value;
    std::string words;
    std::size_t start = 0;
    std::size_t end = 0;
    bool empty() const { return value.empty(); }
};

enum class CitationKind { mentions, based_on, implements, amends, replaces, repeals };

struct Citation {
    Field number; // "35-CT/TU", partial "54", or a name: "Luật Thực hiện dân chủ ở cơ sở"
    std::string type;
    std::string issuer;
    std::string date; // ISO, "" where the text does not say it
    bool partial = false;
    bool named = false; // cited by name, without a number
    CitationKind kind = CitationKind::mentions;
};

struct ProposedTask {
    Field what;
    std::string who;  // "" where the sentence names nobody
    std::string due;  // ISO day, "--MM-DD" without a year, a period or length ("2025-Q3", "P45D"), or ""
    std::string sign; // "1.", "a)", "-"
};

struct Proposal {
    bool of_press = false; // read from a page about the document
    Field title;           // of that page
    Field published;
    Field type;
    Field number;
    Field superior; // of the heading
    Field issuer;
    Field place;
    Field date;
    Field subject;
    Field authority; // "T/M BAN THƯỜNG VỤ"
    Field signer_office;
    Field signer;
    Field validity; // the sentence that says from when it is in force
    std::vector<Field> recipients;
    std::vector<Citation> citations;
    std::vector<ProposedTask> tasks;
    std::vector<findings::Found> counts;
};

Proposal propose(std::string_view text);
// The same, where the message the paper came in says it more certainly.
Proposal with_said(Proposal proposal, papers::Said const& said);

// Every document that a text names: a line that a person typed.
std::vector<Citation> cited_in(std::string_view text);

} // namespace kheo::documents
