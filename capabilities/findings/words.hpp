// SPDX-License-Identifier: AGPL-3.0-or-later
// The words the rules know, all of them rows of data/.
#pragma once

#include "platform/text/abbreviations.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::findings
{

struct DocumentWord {
    std::string word;
    bool partial = false; // "Nghị quyết 54" is a document; "Báo cáo 54" is not
    bool named = false;   // "Nghị quyết Đại hội …"
};

struct Words {
    std::map<std::string, std::vector<std::string>, std::less<>> groups;
    std::map<std::string, std::set<std::string>, std::less<>> keys; // the same, as key_of gives them
    std::vector<DocumentWord> documents;
    std::map<std::string, std::string, std::less<>> types;   // by code: "CT" → "Chỉ thị"
    std::map<std::string, std::string, std::less<>> issuers; // by code: "TTg" → "Thủ tướng Chính phủ"
    std::vector<std::string> laws;
    std::vector<std::string> provinces; // names of today and before: "Bình Thuận"
    std::set<std::string> family_names; // keys
    Abbreviations abbreviations;

    std::vector<std::string> const& group(std::string_view name) const;
    bool has(std::string_view group, std::string_view phrase) const;
};

// Spaces tidied, small letters, tones on one side: what two spellings share.
std::string key_of(std::string_view phrase);

// The kinds of document as alternatives of a pattern, all of them or some.
std::string types(bool DocumentWord::* which);
// A group in small letters.
std::vector<std::string> lowered(std::string_view group);
// As the register writes it.
std::string label_of(std::string_view type);

// Read from data/ once; broken rows are a Contradiction.
Words const& words();

} // namespace kheo::findings
