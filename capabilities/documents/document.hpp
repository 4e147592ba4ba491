// SPDX-License-Identifier: AGPL-3.0-or-later
// Document (văn bản): a paper that a body issued or received, or a press text
// about one, as a person confirmed it; with the words it says and whom it may reach.
#pragma once

#include "capabilities/bodies/bodies.hpp"
#include "capabilities/citations/citations.hpp"
#include "platform/problem/problem.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::documents
{

using areas::AreaId;
using bodies::BodyId;
using DocumentId = Id<struct DocumentTag>;

// press: a page about a document, "theo báo, chưa có văn bản gốc".
enum class Source { paper, press };
BOOST_DESCRIBE_ENUM(Source, paper, press)
std::string_view label(Source source);

// Phạm vi phổ biến, narrowest first: those it was sent to and the body that keeps
// it; every officer of the installation; everybody.
enum class Reach { recipients, system, open };
BOOST_DESCRIBE_ENUM(Reach, recipients, system, open)
std::string_view label(Reach reach);

enum class Stage { recorded, withdrawn };
BOOST_DESCRIBE_ENUM(Stage, recorded, withdrawn)

// The record; its members in this order are the canonical content of its acts.
struct Document {
    DocumentId id;
    std::int64_t version = 1;
    BodyId body; // that keeps it; none where the operator brought it in
    AreaId area;
    Source source = Source::paper;
    std::string type;   // "Chỉ thị"
    std::string number; // "35-CT/TU", in part "54", or ""
    std::string issuer;
    std::string issued_at; // the place in its heading
    std::optional<Date> issued_on;
    int year = 0; // of the day, or what is known of it; 0: unknown
    std::string signer_office;
    std::string subject;
    std::string recipients; // as the paper lists them, one a line
    std::string validity;   // the sentence of the paper
    std::optional<Date> valid_from;
    std::optional<Date> valid_to; // the first day it no longer holds
    std::string field;
    std::string citations; // citations::text_of
    std::string sent_to;   // bodies of this installation, their ids with a blank between
    Reach reach = Reach::recipients;
    std::string allowed_by; // the office that allowed what is wider than the narrowest
    std::optional<Date> allowed_on;
    Stage stage = Stage::recorded;
    std::string reason;  // of the last correction or withdrawal
    bool opened = false; // was public once: its acts stay open
    std::string file_hash;
    std::string file_name;
    std::string file_ending;
    std::int64_t file_size = 0;
    int pages = 0;
    int scanned = 0; // pages read from a picture
    std::string text_hash;
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(Document, (),
                      (id, version, body, area, source, type, number, issuer, issued_at, issued_on, year,
                       signer_office, subject, recipients, validity, valid_from, valid_to, field, citations,
                       sent_to, reach, allowed_by, allowed_on, stage, reason, opened, file_hash, file_name,
                       file_ending, file_size, pages, scanned, text_hash, demo))

inline std::string_view object_kind(Document const&)
{
    return "document";
}
inline acts::Place place(Document const& document)
{
    return {document.area.value, document.body.value};
}
inline acts::Visibility visibility(Document const& document)
{
    return document.opened ? acts::Visibility::open : acts::Visibility::internal;
}
inline std::string topics(Document const& document)
{
    return "documents document/" + shown(document.id);
}

inline bool is_open(Document const& document)
{
    return document.reach == Reach::open && document.stage == Stage::recorded;
}

// "Chỉ thị 35-CT/TU"; of a press text its title.
std::string name_of(Document const& document);
citations::Node node_of(Document const& document);
std::vector<BodyId> sent_to(Document const& document);
std::string sent_to_text(std::vector<BodyId> const& bodies);

// in_force needs its day: nothing is taken for granted of a paper without one.
enum class Force { unknown, in_force, not_yet, ended };
BOOST_DESCRIBE_ENUM(Force, unknown, in_force, not_yet, ended)
Force force_of(Document const& document, Date today);

// Who may see the record: everybody where it is open, officers of the body that
// keeps it and of those it was sent to, and all officers where it reaches the system.
bool sees(acts::Reading const& reading, Document const& document);

// Whether the body that keeps it may say to everybody what its issuer says: it is
// that issuer, or its area holds the issuer's; or nobody here is the issuer.
bool speaks_for_issuer(Document const& document, Date today);
// Whether one document puts an end to another by naming it: one of the same
// issuer, or kept by the same body or by one above it. Others only say so.
bool may_end(Document const& ending, Document const& ended, Date today);

// Pure transitions.
Outcome<Document> reaching(Document document, Reach reach, std::string allowed_by,
                           std::optional<Date> allowed_on, Date today);
Outcome<Document> withdrawn(Document document, std::string reason);

namespace may
{
inline constexpr acts::Permission see_documents{"documents.see"};
inline constexpr acts::Permission record_documents{"documents.record"};
inline constexpr acts::Permission publish_documents{"documents.publish"};
} // namespace may

} // namespace kheo::documents
