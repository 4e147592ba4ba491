// SPDX-License-Identifier: AGPL-3.0-or-later
// What other capabilities may use of models.
#pragma once

#include "capabilities/advice/advice.hpp"
#include "capabilities/models/evidence.hpp"
#include "capabilities/models/facets.hpp"
#include "capabilities/models/load.hpp"
#include "capabilities/models/model.hpp"
#include "capabilities/models/register.hpp"
#include "capabilities/models/view.hpp"
#include "capabilities/search/search.hpp"
#include "platform/acts/projection.hpp"
#include "platform/routes/row.hpp"

#include <functional>
#include <span>
#include <string_view>

namespace kheo::models
{

std::span<routes::Row const> rows();
// Public models that the query wants, in name order, at most `most`.
std::vector<Model> public_models(acts::Reading const& reading, ListQuery const& query, std::size_t most);

// A model that waits at a step, and since when.
struct Waiting {
    Model model;
    Instant since;
};
struct WaitingList {
    std::vector<Waiting> items; // those that wait longest first
    std::int64_t total = 0;
};
// Where the actor holds the permission on it; at most `most` items. What is
// public already is left out unless `with_public`.
enum class Open { left_out, with_public };
WaitingList waiting(acts::Reading const& reading, Stage stage, acts::Permission permission, Open open,
                    std::size_t most);

// What becomes public with a model, in the same transaction. Given once at the start.
using Opener = void (*)(acts::Work& work, Model const& model);
void put_openers(std::vector<Opener> openers);

// What a body has done for a year.
struct YearOfBody {
    std::int64_t entered = 0; // models registered for that year
    std::int64_t to_keep = 0; // received in earlier years, still going on, not yet kept
    int first_year = 0;       // of these; 0 where there are none
};
BOOST_DESCRIBE_STRUCT(YearOfBody, (), (entered, to_keep, first_year))
YearOfBody year_of(db::Connection& db, BodyId body, int year);
// The list of the office that shows just what a body has to keep for a year.
std::string list_of_unkept(BodyId body, int first_year, int year);

// How a model is found; not visible before it is public or after it was withdrawn.
search::Entry search_entry(Model const& model, Date today);
// All models, for making the search index anew. `clock` outlives it.
search::Source search_source(Clock& clock);

// Holds all models as lists know them from now on; without it each list reads
// them anew.
void load_catalogue(db::Store& store);
void forget_catalogue();
// Takes in the models that a commit changed: "model/ID" among its topics.
void follow(db::Store& store, std::vector<std::string> const& topics);

// What advice compares a draft with, and what it may tell to whom.
advice::Source advice_source();

// Calls `with` for the hash of each file that a record of ours owns, as hex.
void each_file(db::Connection& db, std::function<void(std::string_view)> const& with);
// Which rows `kheo check` compares with their acts.
std::vector<acts::Projection> projections();

} // namespace kheo::models
