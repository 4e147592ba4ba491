// SPDX-License-Identifier: AGPL-3.0-or-later
// The doors to decisions and what they recognise.
#pragma once

#include "capabilities/recognitions/recognition.hpp"

#include <map>
#include <vector>

namespace kheo::recognitions
{

std::optional<Decision> decision_by_id(db::Connection& db, DecisionId id);
// The one that has the number already; nothing where it is free.
std::optional<Decision> decision_of_number(db::Connection& db, BodyId body, int year,
                                           std::string_view number);
// Newest first, those older than `before`.
std::vector<Decision> decisions_before(db::Connection& db, DecisionId before, std::int64_t most);
// How many of each decision's recognitions were withdrawn, for those from one to
// another; a decision whose recognitions all stand is not named.
std::map<std::int64_t, std::int64_t> withdrawn_between(db::Connection& db, DecisionId from, DecisionId to);
// Also where its model is not public: it says whether it may be read by all.
std::optional<Recognition> recognition_by_id(db::Connection& db, RecognitionId id);
// Refuses not_found where its model is not public and the reader may not see it.
Outcome<Recognition> load(acts::Reading const& reading, RecognitionId id);
std::vector<Recognition> recognitions_of(db::Connection& db, DecisionId decision);
// What still recognises a model.
std::vector<Recognition> standing_of(db::Connection& db, ModelId model);
// Its newest act, of the recognition or the withdrawal; 0 where that is internal.
std::int64_t receipt_of(db::Connection& db, Recognition const& recognition);

acts::Recorded<Decision> store_new(acts::Work& work, Decision const& decision);
acts::Recorded<Recognition> store_new(acts::Work& work, Recognition const& recognition);
acts::Recorded<Recognition> store(acts::Work& work, std::string_view act, Recognition const& recognition);
// What still recognises a model that becomes public is public with it.
void open_standing(acts::Work& work, models::Model const& model);
// The model's title and field as they stood at the decision, also where the model
// was public only later and in other words; as they are today where that cannot be
// told, or the title names a private person.
struct Named {
    std::string title;
    std::string field;
};
Named named_at(db::Connection& db, Recognition const& recognition, models::Model const& today);

} // namespace kheo::recognitions
