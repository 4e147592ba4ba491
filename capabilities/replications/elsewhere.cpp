// SPDX-License-Identifier: AGPL-3.0-or-later
// What worked elsewhere: models that their bodies still confirm, by field, kind
// of place and the words of a difficulty.
#include "capabilities/replications/lineage.html.hpp"
#include "capabilities/replications/replication.sql.hpp"
#include "capabilities/replications/replications.hpp"
#include "platform/text/text.hpp"
#include "web/form_page.hpp"

#include <algorithm>
#include <array>

namespace kheo::replications
{

namespace
{

constexpr std::size_t most_items = 50;
constexpr std::size_t most_of_a_situation = 220; // characters

constexpr std::array<forms::Choice, 4> kinds{{
    {"", "Mọi loại"},
    {"commune", "Xã"},
    {"ward", "Phường"},
    {"special_zone", "Đặc khu"},
}};

struct Candidate {
    ModelId id;
    std::string title;
    BodyId body;
    AreaId area;
    std::string field;
    std::string situation;
    std::string outputs;
    bool demo = false;
    Date confirmed_on;
    std::int64_t followers = 0;
};
BOOST_DESCRIBE_STRUCT(Candidate, (),
                      (id, title, body, area, field, situation, outputs, demo, confirmed_on, followers))

std::string kind_of(areas::Atlas const& atlas, AreaId area, Date today)
{
    auto const* const now = atlas.on(atlas.area_today(area, today), today);
    return now ? boost::describe::enum_to_string(now->kind, "") : "";
}

} // namespace

std::vector<std::string> words_of(std::string_view query)
{
    std::vector<std::string> words;
    for (auto const& token : tokens(query))
        words.push_back(folded(token.text));
    return words;
}

std::int64_t words_in(std::string_view text, std::vector<std::string> const& folded_words)
{
    auto const held = words_of(text);
    return std::ranges::count_if(
        folded_words, [&](std::string const& word) { return std::ranges::find(held, word) != held.end(); });
}

std::span<forms::Rule const> ElsewhereQuery::rules()
{
    static constexpr std::array<forms::Rule, 3> list{{
        {"field", "Lĩnh vực", forms::Input::choice, 60},
        {"kind", "Loại địa bàn", forms::Input::choice, 20, forms::Need::optional, "", kinds},
        {"q", "Việc khó cần giải quyết", forms::Input::line, 200, forms::Need::optional,
         "Ví dụ: rác thải đồng ruộng, hiến đất mở đường."},
    }};
    return list;
}

Outcome<ElsewhereList> list_elsewhere(acts::Reading& reading, ElsewhereQuery const& query)
{
    auto const today = reading.today();
    auto const atlas = areas::atlas();
    auto const words = words_of(query.q);
    auto list = ElsewhereList{.query = query};
    for (auto const& one : reading.db.all<Candidate>(
             sql::kept_elsewhere,
             {{"field", query.field}, {"kept_since", periods::calendar().kept_since(today)}})) {
        auto const hits = words_in(one.title + " " + one.situation + " " + one.outputs, words);
        if ((!words.empty() && hits == 0) ||
            (!query.kind.empty() && kind_of(*atlas, one.area, today) != query.kind))
            continue;
        auto const view = models::named_view({.body = one.body, .area = one.area}, today);
        list.items.push_back({.id = shown(one.id),
                              .title = one.title,
                              .place = view.commune.empty() ? view.unit : view.unit + ", " + view.commune,
                              .field = models::field_label(one.field),
                              .situation = std::string(first_characters(one.situation, most_of_a_situation)),
                              .confirmed_on = one.confirmed_on,
                              .followers = one.followers,
                              .words = hits,
                              .demo = one.demo});
    }
    list.total = std::int64_t(list.items.size());
    std::vector<std::pair<std::int64_t, std::size_t>> order; // by words, then as they came: by title
    for (std::size_t at = 0; at < list.items.size(); ++at)
        order.emplace_back(-list.items[at].words, at);
    std::ranges::sort(order);
    order.resize(std::min(order.size(), most_items));
    std::vector<Elsewhere> nearest;
    for (auto const& [words_missing, at] : order)
        nearest.push_back(std::move(list.items[at]));
    list.items = std::move(nearest);
    return list;
}

routes::Page show_elsewhere(acts::Reading& reading, ElsewhereList const& list)
{
    auto const values = web::values_of(list.query);
    auto offered = models::fields_offered();
    offered["field"].insert(offered["field"].begin(), {"", "Mọi lĩnh vực", "", list.query.field.empty()});
    auto fields = web::FormFields(ElsewhereQuery::rules(), values, nullptr, std::move(offered))
                      .fields({"field", "kind", "q"});
    for (auto& field : fields) {
        if (!field.choices.empty())
            field.kind = web::Field::Kind::select;
        field.optional = false;
        // The form's own "not chosen" says less than ours.
        if (field.choices.size() > 1 && field.choices[0].value.empty() && field.choices[1].value.empty())
            field.choices.erase(field.choices.begin());
        for (auto& choice : field.choices)
            choice.chosen = choice.value == (field.name == "field" ? list.query.field : list.query.kind);
    }
    web::tell_wrong(fields, reading.wrong, reading.typed);
    return {.title = "Nơi khác đã làm được gì",
            .crumbs = {{"Việc của tôi", "/can-bo"}, {"Nơi khác đã làm được gì", ""}},
            .body = elsewhere_page(list, fields),
            .section = "/can-bo/noi-khac"};
}

} // namespace kheo::replications
