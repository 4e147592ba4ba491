// SPDX-License-Identifier: AGPL-3.0-or-later
// Ask (hỏi trước khi gửi): what is unclear in a draft and what it is like.
// Stores nothing; names only public models, and a body's own to who may register
// for it.
#pragma once

#include "capabilities/advice/clarity.hpp"
#include "capabilities/advice/draft.hpp"
#include "capabilities/advice/held.hpp"
#include "capabilities/advice/likeness.hpp"
#include "platform/forms/forms.hpp"
#include "platform/routes/row.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace kheo::advice
{

using ModelId = Id<struct ModelTag>;
using BodyId = Id<struct BodyTag>;

// The fields of a row of import as people write them; all may be left out.
struct AskForm : Draft {
    BodyId body;   // whose own earlier models come first
    ModelId model; // the record that is being written on: it is not like itself
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(AskForm, (Draft), (body, model))

struct Similar {
    ModelId id;
    double score = 0;
    Relation relation = Relation::replication;
    bool own = false; // of the same body: to be kept up rather than registered anew
    std::string title;
    std::string unit;
    int year = 0;
    std::string url;
};
BOOST_DESCRIBE_STRUCT(Similar, (), (id, score, relation, own, title, unit, year, url))

struct Advice {
    Specificity specificity;
    std::vector<Similar> similar; // a body's own first, then what is most alike
    std::int64_t compared = 0;    // with so many public models
};
BOOST_DESCRIBE_STRUCT(Advice, (), (specificity, similar, compared))

Outcome<Advice> ask(routes::Reading& reading, AskForm const& form);

// The same, with the texts it found: for a page that shows them side by side.
struct Found {
    Advice advice;
    std::vector<Known> models; // beside advice.similar
};
Found found(acts::Reading const& reading, Draft const& draft, BodyId body, ModelId except);

std::span<routes::Row const> rows();

} // namespace kheo::advice
