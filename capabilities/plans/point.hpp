// SPDX-License-Identifier: AGPL-3.0-or-later
// Point (ghi cái đáp ứng): a body points at what fulfils its part; it, or whoever
// asked, takes that back with a reason. Both are told on the part's page.
#pragma once

#include "capabilities/plans/fulfil.hpp"
#include "capabilities/plans/plans.hpp"
#include "web/form_page.hpp"

namespace kheo::plans
{

struct PointForm : PartQuery {
    ModelId model;
    DocumentId fulfilled_by; // a document; `document` is the plan's own
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(PointForm, (PartQuery), (model, fulfilled_by))

struct RemoveForm : PartQuery {
    FulfilmentId fulfilment;
    std::string removed_for;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(RemoveForm, (PartQuery), (fulfilment, removed_for))

Outcome<acts::Recorded<Fulfilment>> point(acts::Work& work, PointForm const& form);
Outcome<acts::Recorded<Fulfilment>> unpoint(acts::Work& work, RemoveForm const& form);

// What fulfils a part, for programs.
struct FulfilledView {
    std::vector<Fulfilling> items;
    std::int64_t models = 0;       // that stand
    std::int64_t models_asked = 0; // by the product's words; 0: it asks for none
};
BOOST_DESCRIBE_STRUCT(FulfilledView, (), (items, models, models_asked))
Outcome<FulfilledView> view_fulfilled(acts::Reading& reading, PartQuery const& query);

// The same on the part's page, with the forms of who may.
struct FulfilledPart {
    std::vector<Fulfilling> items;
    std::string count;             // "2 trong 3 mô hình mà sản phẩm nêu"
    std::vector<web::Field> point; // none where the reader may not
    bool point_open = false;
    std::vector<web::Field> remove; // none where nothing can be taken back
    bool remove_open = false;
};
FulfilledPart fulfilled_part(acts::Reading const& reading, Part const& part, bool stands,
                             forms::Values const& sent, Problem const* problem);

} // namespace kheo::plans
