// SPDX-License-Identifier: AGPL-3.0-or-later
// What the rules share while they read one text.
#pragma once

#include "capabilities/findings/article.hpp"
#include "capabilities/findings/findings.hpp"
#include "capabilities/findings/words.hpp"
#include "platform/text/source.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::findings
{

struct Finding {
    std::string kind;
    Span span;
    boost::json::value value;
    boost::json::object attrs;
    std::optional<Zone> zone; // where the place alone does not say it
};

struct Page {
    explicit Page(std::string_view text) : source(text), article(laid_out(source)) {}

    Source source;
    Article article;
    std::vector<Finding> findings;
    std::string published; // ISO day, "" where the page does not say it
    std::string province;  // "Ninh Thuận", "" where the text does not name one

    Zone zone(Finding const& finding) const
    {
        return finding.zone ? *finding.zone : article.zone_at(finding.span.begin);
    }
    template <class Value>
    Finding& add(std::string kind, Span span, Value const& value)
    {
        findings.push_back({std::move(kind), span, {}, {}, {}});
        if constexpr (std::is_convertible_v<Value const&, std::string_view>)
            findings.back().value = boost::json::string(std::string_view(value));
        else
            findings.back().value = value;
        return findings.back();
    }
    std::string text(Span span) const { return std::string(source[span]); }
    // Whether a finding of this kind meets the span.
    bool taken(std::string_view kind, Span span) const
    {
        for (auto const& each : findings)
            if (each.kind == kind && each.span.meets(span))
                return true;
        return false;
    }
};

// A body as texts name it, as one fragment of a pattern without groups:
// "Ban Thường vụ Tỉnh ủy", "Ủy ban nhân dân tỉnh Minh Họa", "Bộ Chính trị (khóa X)".
std::string const& body_words();
// As it is written in full: "BCH TW Đảng khoá XI" → "Ban Chấp hành Trung ương Đảng khóa XI".
std::string spelled_out(std::string_view phrase);
// Bodies of a province are told apart by its name; where the text never says
// it, that is said instead.
std::string issuer_value(Page const& page, std::string const& full, bool shown);
// A province that no register knows, where the text says "tỉnh …" of one alone: in
// capitals, as a heading and a footer do, or twice; "" elsewhere.
std::string only_province(Page const& page);
void add_issuer(Page& page, Span span, std::string const& number);
// The year a text is of: of its publication, or of its own date; "" where neither is said.
std::string own_year(Page const& page);
// As a name is written: "ỦY BAN NHÂN DÂN TỈNH MINH HỌA" → "Ủy ban nhân dân tỉnh Minh Họa".
std::string named_in_capitals(std::string_view capitals);
// A document's type and number, its finding's place in Page::findings.
bool is_document_word(std::string_view phrase);
// Roman or Arabic, 0 where it is neither.
int number_of(std::string_view digits);

// The rules, in the order in which each builds on those before it.
void find_parts(Page& page);     // title, captions, links, counters, furniture
void find_citations(Page& page); // doc_ref, doc_ref_named, issuing_body, doc_subject
void find_dates(Page& page);     // date, period
// "từ ngày … đến ngày …", "từ tháng …", "đến hết tháng …": of what was found before.
void find_open_periods(Page& page);
void find_links(Page& page);   // which date, body and subject belong to which document
void find_heading(Page& page); // of a document itself: its number, day, place and body
void find_people(Page& page);  // person_title
void find_bodies(Page& page);  // body, place
void find_counts(Page& page);  // count, duration, ordinal_term
void find_marks(Page& page);   // abbrev, motto, end_mark, char_trap, quote_mismatch
void find_tasks(Page& page);   // task, task_clause
void find_limits(Page& page);  // until when each task is to be done

} // namespace kheo::findings
