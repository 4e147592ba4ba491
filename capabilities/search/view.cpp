// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/search/view.hpp"

#include "capabilities/search/facets.sql.hpp"
#include "capabilities/search/page.hpp"
#include "capabilities/search/search.hpp"
#include "capabilities/search/view.html.hpp"
#include "data/data.hpp"
#include "platform/http/urlencoded.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <array>

namespace kheo::search
{

namespace
{

constexpr std::size_t snippet_characters = 220;
constexpr std::size_t title_characters = 400;
constexpr std::size_t most_wider = 3;

// Set once at the start, before the first request.
std::function<bool(std::int64_t)> invented;

Abbreviations const& abbreviations()
{
    static auto const table = [] {
        auto parsed = Abbreviations::parse(data::file("rules/abbreviations.csv"));
        ensure(parsed.has_value(), "data/rules/abbreviations.csv is broken");
        return std::move(*parsed);
    }();
    return table;
}

Filters filters_of(SearchQuery const& query)
{
    return {query.kind, query.field, query.province, query.year};
}

std::string joined(std::vector<Segment> const& segments)
{
    std::string out;
    for (auto const& segment : segments)
        out += segment.text;
    return out;
}

Found found(Hit const& hit, std::vector<Term> const& terms, std::vector<Value> const& values)
{
    auto made = Found{.id = std::to_string(hit.id),
                      .kind = hit.kind,
                      .title = hit.title,
                      .url = hit.url,
                      .snippet = {},
                      .unit = hit.unit,
                      .demo = invented && invented(hit.province)};
    made.kind_name = label_of(values, "kind", hit.kind);
    made.title_segments = snippet(hit.title, terms, title_characters);
    made.snippet_segments = snippet(hit.text, terms, snippet_characters);
    made.snippet = joined(made.snippet_segments);
    return made;
}

// What leaving out one word would find, the most first.
std::vector<Wider> wider(db::Connection& db, SearchQuery const& query, std::vector<Term> const& terms)
{
    std::vector<Wider> list;
    if (terms.size() < 2 || terms.size() > 6)
        return list;
    for (std::size_t left_out = 0; left_out < terms.size(); ++left_out) {
        auto fewer = terms;
        fewer.erase(fewer.begin() + std::ptrdiff_t(left_out));
        auto const total = count(db, fewer, filters_of(query));
        if (total == 0)
            continue;
        std::string words;
        for (auto const& term : fewer)
            words += (words.empty() ? "" : " ") + term.alternatives.front();
        auto next = query;
        next.q = words;
        next.after = {};
        list.push_back({std::move(words), address(next), total});
    }
    std::ranges::sort(list, std::greater(), &Wider::total);
    list.resize(std::min(list.size(), most_wider));
    return list;
}

} // namespace

void put_invented(std::function<bool(std::int64_t province)> test)
{
    invented = std::move(test);
}

std::span<forms::Rule const> SearchQuery::rules()
{
    using forms::Input;
    static constexpr std::array<forms::Rule, 7> list{{
        {"q", "Từ cần tìm", Input::line, std::int64_t(most_characters), forms::Need::optional,
         "Có dấu hay không dấu, thứ tự nào cũng được; trong ngoặc kép là cả cụm."},
        {"limit", "Số kết quả", Input::number, most_items},
        {"after", "Sau kết quả", Input::id, INT64_MAX, forms::Need::optional,
         "Mã của kết quả cuối cùng đã thấy."},
        {"kind", "Loại", Input::line, 40},
        {"field", "Lĩnh vực", Input::line, 60},
        {"province", "Tỉnh, thành phố", Input::line, 20},
        {"year", "Năm", Input::line, 4},
    }};
    return list;
}

std::string address(SearchQuery const& query)
{
    auto fields = http::Fields();
    fields.add("q", query.q);
    auto const add = [&](char const* name, std::vector<std::string> const& values) {
        for (auto const& value : values)
            fields.add(name, value);
    };
    add("kind", query.kind);
    add("field", query.field);
    add("province", query.province);
    add("year", query.year);
    if (query.after)
        fields.add("after", shown(query.after));
    if (query.limit != items_of_a_page)
        fields.add("limit", std::to_string(query.limit));
    return "/tim?" + http::urlencoded(fields);
}

std::vector<std::int64_t> ids_of(db::Connection& db, std::string_view typed, Among const& among, int most,
                                 std::int64_t after)
{
    auto filters = Filters{.kind = {among.kind}, .field = {}, .province = {}, .year = {}};
    if (!among.field.empty())
        filters.field = {among.field};
    if (among.year)
        filters.year = {std::to_string(among.year)};
    return find_ids(db, sought(first_characters(typed, most_characters), abbreviations()).terms, filters,
                    most, after);
}

Outcome<SearchView> search(acts::Reading& reading, SearchQuery const& query)
{
    // What the index is over: an act on one of these may change any result.
    reading.reads("models");
    reading.reads("areas");
    reading.reads("documents");
    auto view = SearchView{.query = query};
    auto const asked = sought(query.q, abbreviations());
    view.asked = !query.q.empty();
    view.cut = asked.cut;
    if (asked.terms.empty())
        return view;
    auto const filters = filters_of(query);
    auto const hits =
        find(reading.db, asked.terms, filters, std::clamp(query.limit, 1, most_items), query.after.value);
    auto const values = reading.db.all<Value>(sql::all_values);
    view.total = hits.total;
    view.more = hits.more;
    for (auto const& hit : hits.items)
        view.items.push_back(found(hit, asked.terms, values));
    view.facets = facets_of(values, filters, cells(reading.db, asked.terms));
    if (hits.total == 0)
        view.wider = wider(reading.db, query, asked.terms);
    return view;
}

routes::Page show_search(acts::Reading&, SearchView const& view)
{
    auto const title = view.asked ? "Tìm: " + view.query.q : std::string("Tìm kiếm");
    auto page = routes::Page{.title = title,
                             .description =
                                 "Tìm mô hình, văn bản, địa bàn: có dấu hay không dấu, viết tắt hay tên cũ.",
                             .crumbs = {{"Trang chủ", "/"}, {"Tìm kiếm", ""}},
                             .body = search_page(view, search_parts(view)),
                             .section = "/tim"};
    return page;
}

} // namespace kheo::search
