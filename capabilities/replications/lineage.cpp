// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/replications/lineage.hpp"

#include "capabilities/replications/lineage.html.hpp"
#include "capabilities/replications/replication.sql.hpp"
#include "capabilities/replications/replications.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace kheo::replications
{

namespace
{

constexpr std::size_t told_on_a_page = 12; // nodes on the model's own page
constexpr int most_steps = 6;              // of generations in one drawing

struct Member {
    ModelId id;
    BodyId body;
    AreaId area;
    int year = 0;
    std::optional<Date> registered_on;
    ModelId origin;
    models::Stage stage = models::Stage::draft;
    bool published = false;
    bool demo = false;
    std::optional<Date> day;
    std::string changed;
    std::int64_t together = 0; // all that follow the same origin
};
BOOST_DESCRIBE_STRUCT(Member, (),
                      (id, body, area, year, registered_on, origin, stage, published, demo, day, changed,
                       together))

Node node_of(acts::Reading const& reading, Member const& member, ModelId here)
{
    auto const record = Model{.id = member.id,
                              .year = member.year,
                              .body = member.body,
                              .area = member.area,
                              .stage = member.stage,
                              .published = member.published,
                              .registered_on = member.registered_on};
    auto const view = models::named_view(record, reading.today());
    auto const read = models::load_public(reading.db, member.id);
    ensure(read.has_value(), "a lineage of models that are not public");
    return {.id = shown(member.id),
            .title = read->title,
            .place = view.commune.empty() ? view.unit : view.unit + ", " + view.commune,
            .day = member.day ? member.day : member.registered_on,
            .changed = member.changed,
            .condition = std::string(periods::label(heartbeats::standing_of(reading, record).condition)),
            .here = member.id == here,
            .demo = member.demo};
}

// Grows a tree from its root, at most so many nodes and steps.
class Grower
{
  public:
    Grower(acts::Reading const& reading, ModelId here, std::size_t most)
        : reading_(reading), here_(here), left_(most)
    {
    }

    void grow(Node& node, int step)
    {
        auto const members =
            reading_.db.all<Member>(sql::followers, {{"origin", ModelId{parse_id(node.id).value_or(0)}}});
        node.followers = members.empty() ? 0 : members.front().together;
        whole = whole && node.followers == std::int64_t(members.size());
        for (auto const& member : members) {
            if (left_ == 0 || step == most_steps) {
                whole = false;
                return;
            }
            --left_;
            node.nodes.push_back(node_of(reading_, member, here_));
            grow(node.nodes.back(), step + 1);
        }
    }

    bool whole = true;

  private:
    acts::Reading const& reading_;
    ModelId here_;
    std::size_t left_;
};

void collect(Node const& node, std::vector<Node const*>& all)
{
    all.push_back(&node);
    for (auto const& one : node.nodes)
        collect(one, all);
}

std::vector<web::Event> timeline_of(Node const& root)
{
    std::vector<Node const*> all;
    collect(root, all);
    std::erase_if(all, [](Node const* node) { return !node->day; });
    std::ranges::sort(all, {}, [](Node const* node) { return std::pair(*node->day, node->id); });
    std::vector<web::Event> events;
    for (auto const* const node : all)
        events.push_back({.date = shown(*node->day),
                          .title = node->title,
                          .text = node->changed.empty() ? std::string() : "Làm khác: " + node->changed,
                          .by = node->place,
                          .link = {"Mở mô hình", "/mo-hinh/" + node->id},
                          .current = node->here});
    return events;
}

LineageView lineage(acts::Reading const& reading, Model const& model, std::size_t most)
{
    auto view = LineageView{.model = model.id, .title = model.title};
    auto root = reading.db.one<Member>(sql::one_of_lineage, {{"model", model.id}});
    ensure(root.has_value(), "a model that was read is not there");
    auto parent = std::optional<Member>();
    auto path = std::vector<Node>{node_of(reading, *root, model.id)};
    // Upwards only through what is public.
    for (auto at = root->origin; at; at = parent->origin) {
        parent = reading.db.one<Member>(sql::one_of_lineage, {{"model", at}});
        if (!parent || !parent->published || parent->stage == models::Stage::withdrawn)
            break;
        if (path.size() == std::size_t(most_steps)) {
            view.from_start = false;
            break;
        }
        path.push_back(node_of(reading, *parent, model.id));
    }
    view.root = std::move(path.back());
    auto grower = Grower(reading, model.id, most);
    grower.grow(view.root, 0);
    view.whole = grower.whole && view.from_start;
    view.followers = reading.db.one<std::int64_t>(sql::count_below, {{"model", model.id}}).value_or(0);
    view.timeline = timeline_of(view.root);
    return view;
}

} // namespace

Outcome<LineageView> view_lineage(acts::Reading& reading, models::ModelQuery const& query)
{
    auto const model = TRY(models::load(reading, query.model));
    if (!model.published || model.stage == models::Stage::withdrawn)
        return refuse(kheo::problems::not_found);
    reading.reads("models");
    reading.reads("replications");
    reading.reads("model/" + shown(model.id));
    reading.reads("areas");
    reading.reads("bodies");
    return lineage(reading, model, most_nodes);
}

routes::Page show_lineage(acts::Reading&, LineageView const& view)
{
    return {.title = "Nhân rộng: " + view.title,
            .description = fmt::format("{} nơi đã làm theo mô hình này.", view.followers),
            .crumbs = {{"Trang chủ", "/"},
                       {"Mô hình", "/mo-hinh"},
                       {view.title, "/mo-hinh/" + shown(view.model)},
                       {"Nhân rộng", ""}},
            .body = lineage_page(view),
            .section = "/mo-hinh"};
}

std::vector<Spreading> spreading(acts::Reading const& reading)
{
    auto const since = periods::calendar().of(reading.today()).first;
    auto all =
        reading.db.all<Spreading>(sql::spreading, {{"since", since}, {"least", periods::rule("spreading")}});
    for (auto& one : all)
        if (auto const read = models::load_public(reading.db, one.model))
            one.title = read->title;
    return all;
}

models::Told tell(acts::Reading& reading, Model const& model, models::Audience side)
{
    reading.reads("replications");
    auto told = models::Told();
    if (model.published && model.stage != models::Stage::withdrawn) {
        auto const view = lineage(reading, model, told_on_a_page);
        if (!view.root.nodes.empty())
            told.main = tell_lineage(view);
    }
    if (side == models::Audience::office && reading.may(may::record_replications, models::place(model)) &&
        heartbeats::is_in_life(model))
        told.side = tell_record(shown(model.id));
    return told;
}

} // namespace kheo::replications
