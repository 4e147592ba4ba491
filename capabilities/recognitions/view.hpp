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
    std::string level; // "Cấp tỉnh"
    std::int64_t models = 0;
    bool demo = false;
    std::string day; // 15/12/2025; left out of JSON
};
BOOST_DESCRIBE_STRUCT(DecisionItem, (), (id, url, number, issued_on, body, signer, level, models, demo))

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
    std::string model;
    std::string title;
    std::string unit;
    int year = 0;
    bool withdrawn = false;
    std::string reason;
    std::string receipt;     // address; "" where it is internal
    std::string certificate; // address; "" once withdrawn
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(RecognisedItem, (),
                      (id, model, title, unit, year, withdrawn, reason, receipt, certificate, demo))

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

} // namespace kheo::recognitions
