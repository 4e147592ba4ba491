// SPDX-License-Identifier: AGPL-3.0-or-later
// What a list of models is narrowed by, and how many there are beside each
// choice. Pure: no database.
#pragma once

#include "capabilities/models/model.hpp"
#include "capabilities/periods/periods.hpp"
#include "platform/forms/forms.hpp"

#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace kheo::models
{

inline constexpr int items_of_a_page = 50;
inline constexpr int most_items = 200;
inline constexpr int most_csv_rows = 20'000;

struct ListQuery {
    std::vector<std::string> field;
    std::vector<AreaId> province; // as areas are today
    std::vector<AreaId> commune;
    std::vector<int> year;
    std::vector<Kind> kind;
    std::vector<Entry> entry;
    std::vector<Stage> stage; // everybody asks for the recognised alone
    std::vector<periods::Condition> condition;
    bool own = false; // only of the actor's own bodies; of the back office
    ModelId after;
    ModelId before;
    int limit = items_of_a_page;
    std::string dang; // "csv"
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(ListQuery, (),
                      (field, province, commune, year, kind, entry, stage, condition, own, after, before,
                       limit, dang))

// What filters ask about; area and province as they are today.
struct Facts {
    bool published = false;
    Stage stage = Stage::draft;
    int year = 0;
    Kind kind = Kind::mo_hinh;
    Entry entry = Entry::moi;
    AreaId area;
    AreaId province;
    BodyId body;
    std::string field;
    periods::Condition condition = periods::Condition::alive;
};

enum class Facet { none, field, province, commune, year, kind, entry, stage, condition };
// Pure. Whether the query wants such a model, one facet left aside: the counts
// beside a facet's choices are of what the others leave.
bool wanted(ListQuery const& query, Facts const& facts, Facet aside = Facet::none);
// Pure. What everybody may ask: of the stages only whether one is recognised.
ListQuery open_query(ListQuery query);
// Whether anything narrows the list.
bool is_filtered(ListQuery const& query);

// How many there are beside each choice.
struct Counted {
    std::int64_t total = 0;
    std::map<std::string, std::int64_t> field, province, commune, year, kind, entry, stage,
        condition; // by value
};
// Pure: the sum over cells of equal facts.
Counted counted(ListQuery const& query, std::span<std::pair<Facts, std::int64_t> const> cells);

struct FacetValue {
    std::string value;
    std::string label;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(FacetValue, (), (value, label, count))
struct FacetList {
    std::string name;
    std::string label;
    std::vector<FacetValue> values;
};
BOOST_DESCRIBE_STRUCT(FacetList, (), (name, label, values))

// In the order of their labels, years from the newest; what is nowhere is left
// out. Of a whole country the communes come once a province is chosen.
enum class Audience { everybody, office };
std::vector<FacetList> facets_of(Counted const& counts, ListQuery const& query, Audience side, Date today);

} // namespace kheo::models
