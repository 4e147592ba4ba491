// SPDX-License-Identifier: AGPL-3.0-or-later
// Decisions as everybody reads them: the list, and one with its models, each
// with its receipt and certificate.
#pragma once

#include "capabilities/recognitions/recognition.hpp"
#include "platform/forms/forms.hpp"
#include "platform/routes/row.hpp"
#include "web/components.hpp"

#include <span>

namespace kheo::recognitions
{

struct DecisionItem {
    std::string id;
    std::string url;
    std::string number;
    std::string issued_on; // ISO 8601
    std::string body;
    std::string signer;
    std::string level;          // "Cấp tỉnh"
    std::int64_t models = 0;    // that it still recognises
    std::int64_t withdrawn = 0; // that it recognised once
    bool demo = false;
    std::string day; // 15/12/2025; left out of JSON
};
BOOST_DESCRIBE_STRUCT(DecisionItem, (),
                      (id, url, number, issued_on, body, signer, level, models, withdrawn, demo))

struct DecisionsQuery {
    DecisionId before;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(DecisionsQuery, (), (before))
struct DecisionList {
    std::vector<DecisionItem> items; // newest first
    std::string next;
};
BOOST_DESCRIBE_STRUCT(DecisionList, (), (items, next))
Outcome<DecisionList> list_decisions(acts::Reading& reading, DecisionsQuery const& query);
routes::Page show_decisions(acts::Reading& reading, DecisionList const& list);
routes::Page show_office_decisions(acts::Reading& reading, DecisionList const& list);

// One model of a decision; only those that the reader may see.
struct RecognisedItem {
    std::string id;
    std::string url;
    std::string model;       // "" where it is not public any more; its titles and unit too
    std::string title;       // as it was decided
    std::string title_today; // "" where it is the same
    std::string unit;
    int year = 0;
    bool withdrawn = false;
    std::string withdrawn_on; // ISO 8601; "" while it stands
    std::string reason;
    std::string receipt;     // address; "" where it is internal
    std::string certificate; // address; "" once withdrawn
    bool demo = false;
    std::string withdrawn_day; // 15/12/2025; left out of JSON
};
BOOST_DESCRIBE_STRUCT(RecognisedItem, (),
                      (id, url, model, title, title_today, unit, year, withdrawn, withdrawn_on, reason,
                       receipt, certificate, demo))

struct DecisionQuery {
    DecisionId decision;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(DecisionQuery, (), (decision))
struct DecisionView {
    DecisionItem decision;
    std::vector<RecognisedItem> items;
    std::int64_t internal = 0; // models that are not public
    bool may_withdraw = false; // left out of JSON
    bool scan = false;
};
BOOST_DESCRIBE_STRUCT(DecisionView, (), (decision, items, internal))
Outcome<DecisionView> view_decision(acts::Reading& reading, DecisionQuery const& query);
routes::Page show_decision(acts::Reading& reading, DecisionView const& view);

// The scan as it was sent, for the body that decides.
Outcome<http::Response> scan_file(routes::Reading& reading, DecisionQuery const& query);

struct CertificateQuery {
    RecognitionId recognition;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(CertificateQuery, (), (recognition))
Outcome<http::Response> certificate_file(routes::Reading& reading, CertificateQuery const& query);

// What a certificate leads to: first of all whether the recognition still holds.
struct RecognitionView {
    DecisionItem decision;
    RecognisedItem item;
};
BOOST_DESCRIBE_STRUCT(RecognitionView, (), (decision, item))
Outcome<RecognitionView> view_recognition(acts::Reading& reading, CertificateQuery const& query);
routes::Page show_recognition(acts::Reading& reading, RecognitionView const& view);

} // namespace kheo::recognitions
