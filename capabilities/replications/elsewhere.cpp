// SPDX-License-Identifier: AGPL-3.0-or-later
// What worked elsewhere: models that their bodies still confirm, by field, kind
// of place and the words of a difficulty.
#include "capabilities/replications/lineage.html.hpp"
#include "capabilities/replications/replication.sql.hpp"
#include "capabilities/replications/replications.hpp"
#include "capabilities/search/search.hpp"
#include "platform/text/text.hpp"
#include "web/form_page.hpp"

#include <algorithm>
#include <array>
#include <ranges>
#include <set>
#include <tuple>

namespace kheo::replications
{

namespace
{

constexpr std::size_t most_items = 50;
constexpr std::int64_t rows_at_once = 500;
constexpr int most_readings = 100; // of so many rows, where no word narrows them
constexpr int most_hits = 500;     // of one word
constexpr std::size_t most_words = 12;
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
    std::string sort_key;
    Date confirmed_on;
    std::int64_t followers = 0;
};
BOOST_DESCRIBE_STRUCT(Candidate, (),
                      (id, title, body, area, field, situation, outputs, demo, sort_key, confirmed_on,
                       followers))

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

namespace
{

// What a reading of the list has found so far.
struct Finding {
    acts::Reading const& reading;
    ElsewhereQuery const& query;
    Date kept_since;
    bool whole = true;
    std::vector<std::pair<std::int64_t, Candidate>> found; // with the words it holds

    void add(Candidate one, std::vector<std::string> const& words)
    {
        auto const hits = words_in(one.title + " " + one.situation + " " + one.outputs, words);
        if ((words.empty() || hits > 0) &&
            (query.kind.empty() || kind_of(*areas::atlas(), one.area, reading.today()) == query.kind))
            found.emplace_back(hits, std::move(one));
    }

    // By title, as far as one page shows.
    void read_in_order()
    {
        std::string key;
        ModelId after;
        auto times = 0;
        for (auto rows = rows_at_once; rows == rows_at_once && found.size() <= most_items; ++times) {
            if (times == most_readings) {
                whole = false;
                return;
            }
            auto some = reading.db.all<Candidate>(sql::kept_elsewhere, {{"field", query.field},
                                                                        {"kept_since", kept_since},
                                                                        {"key", key},
                                                                        {"after", after},
                                                                        {"most", rows_at_once}});
            rows = std::int64_t(some.size());
            if (!some.empty()) {
                key = some.back().sort_key;
                after = some.back().id;
            }
            for (auto& one : some)
                add(std::move(one), {});
        }
        whole = found.size() <= most_items;
    }

    // Those with all the words, then with any of them, as search knows them.
    void read_by_words(std::vector<std::string> const& words)
    {
        std::set<std::int64_t> ids;
        auto const take = [&](std::string_view typed) {
            auto const hits = search::ids_of(reading.db, typed, {"model"}, most_hits);
            whole = whole && hits.size() < std::size_t(most_hits);
            ids.insert(hits.begin(), hits.end());
        };
        take(query.q);
        for (auto const& word : words | std::views::take(most_words))
            take(word);
        for (auto const id : ids)
            if (auto one = reading.db.one<Candidate>(
                    sql::one_kept_elsewhere,
                    {{"model", id}, {"field", query.field}, {"kept_since", kept_since}}))
                add(std::move(*one), words);
    }
};

Elsewhere item_of(Candidate const& one, std::int64_t words, Date today)
{
    auto const view = models::named_view({.body = one.body, .area = one.area}, today);
    return {.id = shown(one.id),
            .title = one.title,
            .place = view.commune.empty() ? view.unit : view.unit + ", " + view.commune,
            .field = models::field_label(one.field),
            .situation = std::string(first_characters(one.situation, most_of_a_situation)),
            .confirmed_on = one.confirmed_on,
            .followers = one.followers,
            .words = words,
            .demo = one.demo};
}

} // namespace

Outcome<ElsewhereList> list_elsewhere(acts::Reading& reading, ElsewhereQuery const& query)
{
    auto const words = words_of(query.q);
    auto finding = Finding{.reading = reading,
                           .query = query,
                           .kept_since = periods::calendar().kept_since(reading.today()),
                           .found = {}};
    if (words.empty())
        finding.read_in_order();
    else
        finding.read_by_words(words);
    auto& found = finding.found;
    std::ranges::sort(found, {}, [](auto const& one) {
        return std::tuple(-one.first, std::string_view(one.second.sort_key), one.second.id);
    });
    auto list = ElsewhereList{.whole = finding.whole, .query = query};
    list.total = std::int64_t(words.empty() ? std::min(found.size(), most_items) : found.size());
    for (auto const& [hits, one] : found | std::views::take(most_items))
        list.items.push_back(item_of(one, hits, reading.today()));
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
