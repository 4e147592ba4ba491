// SPDX-License-Identifier: AGPL-3.0-or-later
// The doors to a model's row: loaded for change only with a permission and the
// version the form showed; stored only together with its act.
#pragma once

#include "capabilities/models/model.hpp"

#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace kheo::models
{

// The record as this actor reads it, for every page: within their rights as it
// stands, else as people outside read it; a draft only for those who may edit it.
// Refuses not_found otherwise, as if it were not there.
Outcome<Model> load(acts::Reading const& reading, ModelId id);
// The row itself, for a verb that changes the model or asks where it stands: what
// it says may not have been received. A verb says which of the two it means.
Outcome<Model> load_row(acts::Work const& work, ModelId id);
Outcome<Model> load(acts::Work const& work, ModelId id) = delete;
// As people outside read one that is public or was; nothing where it never was.
// For what is the same for everybody: lists, sums, papers.
std::optional<Model> load_public(db::Connection& db, ModelId id);
// What a year's received entry said when an act came, whoever could read it then, else
// what people outside read of it first afterwards; nothing where that was erased.
std::optional<Model> read_at(db::Connection& db, ModelId id, int year, std::int64_t act);
// Many at once, for pages that tell of many: two questions, however many they are.
class Several
{
  public:
    Several(acts::Reading const& reading, std::vector<ModelId> ids);
    // As `load` and as `load_public` give it; null where these give nothing.
    Model const* seen(ModelId id) const;
    Model const* in_public(ModelId id) const;

  private:
    std::map<ModelId, Model> seen_;
    std::map<ModelId, Model> public_;
};
// The rule: while another year's entry waits to be received, the words and figures
// received last, under the year that was registered; of a withdrawn one no more
// than its title.
Model as_public(db::Connection& db, Model model);
// The same rule on a record at hand.
bool may_see(acts::Reading const& reading, Model const& model);

// Refuses not_found where the actor may not even see it, else not_allowed, or
// changed_meanwhile where the row has another version than the form showed:
// with who changed it, and at each field what it says now.
Outcome<Model> load_for_change(acts::Work const& work, acts::Permission permission, ModelId id,
                               std::int64_t version);

// Stores a model that `load_for_change` gave and a transition advanced, its
// year's entry, the counters of public models, and the act.
acts::Recorded<Model> store(acts::Work& work, std::string_view act, Model const& model, acts::Note note = {});
// The same for one that was not there before.
acts::Recorded<Model> store_new(acts::Work& work, std::string_view act, Model const& model,
                                acts::Note note = {});

// The record says again what an earlier version said, under a new version, and
// the entry of a year that only came later is ended: an import undone. What
// was public stays so, and its stage is what rounds have made of that year's
// entry since, where `appraised` knows one.
using Appraised = std::optional<Stage> (*)(db::Connection&, ModelId, int year);
acts::Recorded<Model> bring_back(acts::Work& work, Model const& now, std::int64_t version,
                                 std::string const& reason, Appraised appraised);

// What `kheo check` knows of the years: each year's row against the act that it
// names, and that no model lacks the row of its year.
void compare_entries(db::Connection& db, std::function<void(std::string)> const& tell);

// One field as two versions say it, in people's words.
struct FieldChange {
    std::string field;
    std::string label;
    std::string before;
    std::string after;
};
BOOST_DESCRIBE_STRUCT(FieldChange, (), (field, label, before, after))

// One act of a model's history.
struct Past {
    acts::Act act;
    std::string who;    // "Cán bộ cấp tỉnh, Ban Tuyên giáo và Dân vận Tỉnh ủy"; "" where it was erased
    std::string office; // the body alone, as the public reads it
    std::string reason;
    std::vector<FieldChange> changes; // against the version before; none for the first
    std::optional<Model> record;      // after it; nothing where it was erased
};
// Oldest first.
std::vector<Past> past_of(db::Connection& db, ModelId id);
// Who stored something after `version`, once each, newest last: "A; B".
std::string who_since(std::vector<Past> const& past, std::int64_t version);
std::vector<FieldChange> changes_between(Model const& before, Model const& after);

} // namespace kheo::models
