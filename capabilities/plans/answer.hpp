// SPDX-License-Identifier: AGPL-3.0-or-later
// Answer (trả lời): a body tells its plan, how far it is, and that it is done, by
// the day on the signed paper; whoever asked accepts that or sends it back.
#pragma once

#include "capabilities/plans/plans.hpp"
#include "web/form_page.hpp"

namespace kheo::plans
{

// What every form of a part has: which part, and its version as it was shown.
struct PartForm : PartQuery {
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(PartForm, (PartQuery), (version))

struct PromiseForm : PartForm {
    std::string promise;
    DocumentId document;
    std::optional<Date> planned_on;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(PromiseForm, (PartForm), (promise, document, planned_on))

struct ReportForm : PartForm {
    std::string progress;
    std::string proofs; // addresses of documents and models, one a line
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(ReportForm, (PartForm), (progress, proofs))

struct CompleteForm : PartForm {
    std::optional<Date> done_on;
    std::string result;
    std::string signer_office;
    std::string evidence; // as `proofs`
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(CompleteForm, (PartForm), (done_on, result, signer_office, evidence))

struct DecideForm : PartForm {
    std::string reason;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(DecideForm, (PartForm), (reason))

// What bodies write is refused where it bears a marking of secrecy.
Outcome<void> no_secret(std::string const& text);

// The ids that addresses name: "/van-ban/12", "https://…/can-bo/mo-hinh/45".
// Nothing for a line that names neither.
std::optional<Proof> proof_of(std::string_view line);

Outcome<acts::Recorded<Plan>> promise(acts::Work& work, PromiseForm const& form);
Outcome<acts::Recorded<Plan>> report(acts::Work& work, ReportForm const& form);
Outcome<acts::Recorded<Plan>> complete(acts::Work& work, CompleteForm const& form);
Outcome<acts::Recorded<Plan>> accept(acts::Work& work, DecideForm const& form);
Outcome<acts::Recorded<Plan>> give_back(acts::Work& work, DecideForm const& form);

// The page of one body's part, for the body and for whoever asked; also after a refusal.
Outcome<routes::Page> show_part(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);

} // namespace kheo::plans
