// SPDX-License-Identifier: AGPL-3.0-or-later
// Every verb on a model, by the stage it is at and by who asks: through the rows of
// the program, the roles it carries, the pure transitions. One table.
#include "capabilities/accounts/accounts.hpp"
#include "capabilities/bodies/bodies_test.hpp"
#include "capabilities/models/decide.hpp"
#include "capabilities/models/models.hpp"
#include "platform/testing/office.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::models;

namespace
{

// o: officer of the unit that registered; c: of the commune's đầu mối; n: of a
// neighbouring commune; p: of the province; f: of another province; l: leader; a:
// appraiser of the province; q: administrator; v: nobody.
constexpr std::string_view everybody = "ocnpflaqv";

// At each stage before it is public, and, from `open` on, public: received; waiting
// for another year; withdrawn.
enum class At {
    draft,
    registered,
    returned,
    received,
    appraising,
    not_yet,
    recognised,
    withdrawn,
    open,
    open_again,
    gone
};
BOOST_DESCRIBE_ENUM(At, draft, registered, returned, received, appraising, not_yet, recognised, withdrawn,
                    open, open_again, gone)
constexpr std::size_t columns = 11;

struct Verb {
    char const* row;      // of the API
    char const* may_here; // who holds its permission at this model
    char const* may;      // who holds it somewhere
    // draft, registered, returned, received, appraising, not_yet, recognised, withdrawn, open, open_again,
    // gone
    char const* next[columns];
};
// clang-format off
constexpr Verb verbs[] = {
    {"submit",   "oc",  "ocnpf", {"registered", "",           "registered", "",           "",           "",           "",           "", "",           "",           ""}},
    {"receive",  "p",   "pf",    {"",           "received",   "",           "",           "",           "",           "",           "", "",           "received",   ""}},
    {"return",   "p",   "pf",    {"",           "returned",   "",           "",           "",           "",           "",           "", "",           "returned",   ""}},
    {"publish",  "p",   "pf",    {"",           "",           "",           "received",   "appraising", "not_yet",    "recognised", "", "",           "",           ""}},
    {"withdraw", "ocp", "ocnpf", {"withdrawn",  "withdrawn",  "withdrawn",  "withdrawn",  "withdrawn",  "withdrawn",  "withdrawn",  "", "withdrawn",  "withdrawn",  ""}},
    {"keep",     "ocp", "ocnpf", {"",           "registered", "registered", "registered", "registered", "registered", "registered", "", "registered", "registered", ""}},
    {"edit",     "oc",  "ocnpf", {"draft",      "registered", "returned",   "received",   "appraising", "not_yet",    "recognised", "", "received",   "registered", ""}},
};
// clang-format on

std::string_view who_sees(At at)
{
    return at == At::draft ? "oc" : at < At::open ? "ocpla" : everybody;
}

constexpr AreaId province{1}, commune{10}, neighbour{20}, abroad{2};
constexpr BodyId department{100}, committee{200}, school{201}, other{300}, far{400};

using testing::area;
using testing::body;

acts::Actor actor_of(char who)
{
    struct Office {
        char who;
        char const* role;
        BodyId body;
    };
    constexpr Office offices[] = {{'o', "can_bo_xa", school},     {'c', "can_bo_xa", committee},
                                  {'n', "can_bo_xa", other},      {'p', "can_bo_tinh", department},
                                  {'f', "can_bo_tinh", far},      {'l', "lanh_dao", department},
                                  {'a', "tham_dinh", department}, {'q', "quan_tri", {}}};
    for (auto const& office : offices)
        if (office.who == who)
            return testing::officer(office.role, office.body, who);
    return {};
}

struct Country : testing::Office {
    explicit Country(db::Engine engine) : Office(engine)
    {
        using areas::AreaKind;
        testing::put_places(
            {area(province, "01", AreaKind::province), area(commune, "00010", AreaKind::commune, province),
             area(neighbour, "00020", AreaKind::commune, province), area(abroad, "02", AreaKind::province)},
            {body(department, province), body(committee, commune, {}, true), body(school, commune),
             body(other, neighbour, {}, true), body(far, abroad)});
        allowed = accounts::allowed;
    }

    Model model(At at)
    {
        auto record = Model{.year = 2026,
                            .body = school,
                            .area = commune,
                            .field = "kinh_te",
                            .title = "Đường hoa",
                            .published = at >= At::open};
        record.stage = at == At::open         ? Stage::received
                       : at == At::open_again ? Stage::registered
                       : at == At::gone       ? Stage::withdrawn
                                              : Stage(int(at));
        actor = {.kind = acts::ActorKind::system, .name = "Hệ thống"};
        return act(
                   [](acts::Work& work, Model given) {
                       given.id = {work.draws.id()};
                       return models::store_new(work, "models.registered", given);
                   },
                   record)
            .value();
    }

    // The stage after the verb, or the refusal; nothing is kept of it.
    std::string after(routes::Row const& row, Model const& model, char who)
    {
        actor = actor_of(who);
        // As the dispatcher asks before anything is looked at.
        if (!allowed(actor, row.permission, {}, local_date(clock.now())))
            return "not_allowed";
        auto const head = http::Head();
        auto const verb = row.act({*scratch.store, head, actor, allowed, clock.now()},
                                  {{{"model", shown(model.id)},
                                    {"version", std::to_string(model.version)},
                                    {"reason", "ghi nhầm đơn vị"},
                                    {"year", "2027"},
                                    {"field", "kinh_te"},
                                    {"title", "Đường hoa ven sông"}},
                                   {}});
        REQUIRE(verb);
        std::string said;
        auto const undone = act(
            [&](acts::Work& work, int) -> Outcome<Model> {
                auto const done = (*verb)(work);
                if (!done)
                    said = done.error().id;
                else
                    said = boost::describe::enum_to_string(stage_of(work, model.id), "");
                return refuse(kheo::problems::not_allowed);
            },
            0);
        CHECK(!undone);
        return said;
    }

  private:
    static Stage stage_of(acts::Work const& work, ModelId id)
    {
        auto const system = acts::Actor{.kind = acts::ActorKind::system};
        return load({.db = work.db, .actor = system, .now = work.now, .allowed = work.allowed}, id)
            .value()
            .stage;
    }
};

std::string expected(Verb const& verb, At at, char who)
{
    auto const among = [&](std::string_view all) { return all.find(who) != all.npos; };
    if (!among(verb.may))
        return "not_allowed";
    if (!among(who_sees(at)))
        return "not_found";
    if (!among(verb.may_here))
        return "not_allowed";
    auto const* const next = verb.next[std::size_t(at)];
    return *next ? next : "models.stage_forbids";
}

} // namespace

TEST_ON_BOTH(
    "each verb on a model at each stage by each role: done, refused by the stage, not allowed, or not there")
{
    auto country = Country(engine);
    std::vector<Model> models;
    for (std::size_t at = 0; at < columns; ++at)
        models.push_back(country.model(At(int(at))));
    for (auto const& verb : verbs) {
        auto const path = "/api/v1/models/{model}/" + std::string(verb.row);
        auto const row = std::ranges::find(rows(), path, &routes::Row::api);
        REQUIRE(row != rows().end());
        for (std::size_t at = 0; at < columns; ++at)
            for (auto const who : everybody) {
                CAPTURE(verb.row);
                CAPTURE(boost::describe::enum_to_string(At(int(at)), ""));
                CAPTURE(who);
                CHECK(country.after(*row, models[at], who) == expected(verb, At(int(at)), who));
            }
    }
    areas::put_atlas(std::make_shared<areas::Atlas const>());
}

TEST_CASE("the table names every verb that one model's rows have")
{
    constexpr std::string_view of_one = "/api/v1/models/{model}/";
    for (auto const& row : rows()) {
        auto const one = row.kind == routes::Kind::act && row.api.starts_with(of_one);
        auto const name = one ? row.api.substr(of_one.size()) : std::string_view();
        if (!one || name.starts_with("evidence"))
            continue; // files: evidence_test
        CAPTURE(name);
        CHECK(std::ranges::find(verbs, name, [](Verb const& verb) { return std::string_view(verb.row); }) !=
              std::end(verbs));
    }
}

TEST_ON_BOTH("a refusal of one of many tells no title to who may not see the model")
{
    auto country = Country(engine);
    auto const draft = country.model(At::draft);
    auto const sent = country.model(At::registered);
    auto const said = [&](char who, Model const& model) {
        country.actor = actor_of(who);
        auto const refused =
            country.act(decide_many,
                        ManyForm{ManyStep::publish, {shown(model.id) + "-" + std::to_string(model.version)}});
        REQUIRE(!refused);
        return refused.error().fields.front().sentence;
    };
    CHECK(said('f', sent).find("Đường hoa") == std::string::npos);
    CHECK(said('p', draft).find("Đường hoa") == std::string::npos);
    CHECK(said('p', sent).find("Đường hoa") != std::string::npos);
    areas::put_atlas(std::make_shared<areas::Atlas const>());
}
