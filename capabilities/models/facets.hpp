// SPDX-License-Identifier: AGPL-3.0-or-later
// What a list of models is narrowed by, how many there are beside each choice,
// and all models as lists know them, in memory. Pure: no database.
#pragma once

#include "capabilities/models/model.hpp"
#include "capabilities/periods/periods.hpp"
#include "platform/forms/forms.hpp"

#include <boost/unordered/unordered_flat_map.hpp>

#include <deque>
#include <functional>
#include <map>
#include <shared_mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::models
{

inline constexpr int items_of_a_page = 50;
inline constexpr int most_items = 200;
inline constexpr int most_csv_rows = 20'000;

// Movements are another capability's; here they are what lists are narrowed by.
using MovementId = Id<struct MovementTag>;

struct ListQuery {
    std::vector<std::string> field;
    std::vector<AreaId> province; // as areas are today
    std::vector<AreaId> commune;
    std::vector<BodyId> body;
    std::vector<int> year;
    std::vector<Kind> kind;
    std::vector<Entry> entry;
    std::vector<Stage> stage; // everybody asks for the recognised alone
    std::vector<periods::Condition> condition;
    std::vector<MovementId> movement;
    bool own = false; // only of the actor's own bodies; of the back office
    ModelId after;
    ModelId before;
    int limit = items_of_a_page;
    std::string dang; // "csv"
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(ListQuery, (),
                      (field, province, commune, body, year, kind, entry, stage, condition, movement, own,
                       after, before, limit, dang))

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
    std::string_view field;
    periods::Condition condition = periods::Condition::alive;
    std::span<MovementId const> movements = {};
};

enum class Facet { none, field, province, commune, body, year, kind, entry, stage, condition, movement };
// Pure. The one facet for which the query does not want such a model: `none`
// where it does, nothing where more than one keep it out.
std::optional<Facet> kept_out_by(ListQuery const& query, Facts const& facts);
bool wanted(ListQuery const& query, Facts const& facts);
// Pure. What everybody may ask: of the stages only whether one is recognised.
ListQuery open_query(ListQuery query);
// Whether anything narrows the list.
bool is_filtered(ListQuery const& query);

// How many there are beside each choice.
struct Counted {
    std::int64_t total = 0;
    std::map<std::string, std::int64_t> field, province, commune, body, year, kind, entry, stage, condition,
        movement; // by value; of bodies those alone that were asked for
};

// Counts models one by one: beside a facet's choices those that the others leave.
class Tally
{
  public:
    explicit Tally(ListQuery const& query) : query_(query) {}
    void add(Facts const& facts);
    Counted counted() const;

  private:
    template <class T>
    using Counts = boost::unordered_flat_map<T, std::int64_t>;

    ListQuery const& query_;
    std::int64_t total_ = 0;
    Counts<std::string_view> field_;
    Counts<std::int64_t> province_, commune_, body_;
    Counts<int> year_;
    Counts<Kind> kind_;
    Counts<Entry> entry_;
    Counts<Stage> stage_;
    Counts<periods::Condition> condition_;
    Counts<std::int64_t> movement_;
};

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
// out. Of a whole country the communes come once a province is chosen. The names
// of movements come from those who keep them.
enum class Audience { everybody, office };
using NameOfMovement = std::function<std::string(MovementId)>;
std::vector<FacetList> facets_of(Counted const& counts, ListQuery const& query, Audience side, Date today,
                                 NameOfMovement const& name_of_movement = {});

// A model as lists know it.
struct Standing {
    ModelId id;
    bool published = false;
    Stage stage = Stage::draft;
    int year = 0;
    Kind kind = Kind::mo_hinh;
    Entry entry = Entry::moi;
    AreaId area; // of its day
    BodyId body;
    std::string field;
    std::string sort_key;
    periods::Course course = periods::Course::goes_on;
    Date last_sign;                         // of life
    std::vector<MovementId> movements = {}; // apart from the row
};
BOOST_DESCRIBE_STRUCT(Standing, (),
                      (id, published, stage, year, kind, entry, area, body, field, sort_key, course,
                       last_sign))

// All models in name order. A database takes seconds to count 200,000 of them
// for each filter, this some milliseconds. Many may read at once.
class Catalogue
{
  public:
    explicit Catalogue(std::vector<Standing> models);
    // In its place, instead of what was known of it.
    void put(Standing model);
    std::optional<Standing> find(ModelId model) const;
    // How many public ones belong to each movement.
    std::map<MovementId, std::int64_t> public_in_movements() const;

    // In name order, from behind `from` (from one end where it is none) on, or
    // backwards from before it, until `visit` gives false.
    template <class F>
    void visit(ModelId from, bool backwards, F&& visit) const
    {
        std::shared_lock const lock(mutex_);
        auto const [first, last] = around(from, backwards);
        if (backwards)
            for (auto at = first; at != 0 && visit(*order_[at - 1]); --at)
                ;
        else
            for (auto at = last; at != order_.size() && visit(*order_[at]); ++at)
                ;
    }

  private:
    // The places that the model stands between: its own and the next.
    std::pair<std::size_t, std::size_t> around(ModelId model, bool backwards) const;
    std::size_t place_of(Standing const& model) const;
    void count(Standing const& model, int by);

    mutable std::shared_mutex mutex_; // owns what follows
    std::deque<Standing> kept_;       // stays where it is
    std::vector<Standing*> order_;
    boost::unordered_flat_map<std::int64_t, Standing*> by_id_;
    std::map<MovementId, std::int64_t> in_movements_;
};

} // namespace kheo::models
