// SPDX-License-Identifier: AGPL-3.0-or-later
// How advice is shown to the author and to who receives or appraises: what is
// clear, general phrases in their text, and what is alike side by side. Never
// on public pages.
#pragma once

#include "capabilities/advice/ask.hpp"
#include "platform/html/html.hpp"

#include <string>
#include <vector>

namespace kheo::advice
{

// A stretch of text; marked where the other text has not the same words.
struct Stretch {
    std::string text;
    bool differs = false;
    friend bool operator==(Stretch const&, Stretch const&) = default;
};
// The words of one text against those of another, in order.
std::vector<Stretch> differences(std::string_view text, std::string_view other);

// One field as both say it.
struct Side {
    std::string label;
    std::vector<Stretch> ours;
    std::vector<Stretch> theirs;
};

struct AlikePanel {
    Similar similar;
    std::string relation;    // "Sửa ít chữ"
    std::string both;        // "phân loại rác, đổi quà": what both do, in other words
    std::vector<Side> sides; // fields that both have
};

struct MissingPanel {
    std::string label;
    std::string how;
};

struct VaguePanel {
    std::string field; // its label
    std::string before;
    std::string phrase;
    std::string after;
    std::string better;
};

// Where the panel stands.
enum class Reader { author, receiver };

struct Panel {
    std::string id = "goi-y";
    Reader reader = Reader::author;
    std::string preview; // the address that shows it anew; "" where nobody writes
    bool asked = false;  // whether anything was asked already
    std::string clear;   // "5/8"
    std::vector<MissingPanel> missing;
    std::vector<VaguePanel> vague;
    std::vector<AlikePanel> own;
    std::vector<AlikePanel> others;
    std::string compared;   // "1.868"
    bool replicates = true; // whether the form can take the origin over
};

html::Html shown_panel(Panel const& panel);

// What the panel says of a draft. `label_of` names a field in people's words.
Panel panel_of(Draft const& draft, Found const& found, std::string_view (*label_of)(std::string_view));

} // namespace kheo::advice
