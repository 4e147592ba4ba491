// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/bench/invented.hpp"

#include "data/data.hpp"
#include "platform/text/csv.hpp"
#include "platform/text/text.hpp"
#include "tests/bench/filled.hpp"

#include <algorithm>

namespace kheo::bench
{

namespace
{

// The variants of one cell: "a || b".
void add_variants(std::vector<std::string>& to, std::string_view cell)
{
    while (!cell.empty()) {
        auto const cut = std::min(cell.find("||"), cell.size());
        if (auto piece = tidied(cell.substr(0, cut)); !piece.empty())
            to.push_back(std::move(piece));
        cell.remove_prefix(std::min(cut + 2, cell.size()));
    }
}

} // namespace

Content content()
{
    auto all = Content();
    for (unsigned at = 0; at < data::fact_count; ++at) {
        auto const name = std::string_view(data::facts[at].name);
        if (!name.starts_with("demo/situations-"))
            continue;
        auto const rows = *csv::Records::parse(data::file(name), {"title", "field"});
        for (std::size_t row = 0; row < rows.size(); ++row) {
            add_variants(all.titles, rows.at(row, "title"));
            add_variants(all.titles, rows.at(row, "title2"));
            all.fields.emplace_back(rows.at(row, "field"));
            for (auto const* const column : {"situation", "aims", "way_of_working", "forces", "resources",
                                             "timetable", "beneficiaries", "outputs", "keep_up", "lesson"})
                add_variants(all.sentences, rows.at(row, column));
        }
    }
    auto const communes = *csv::Records::parse(data::file("demo/communes.csv"), {"name", "villages"});
    for (std::size_t row = 0; row < communes.size(); ++row) {
        auto villages = std::string(communes.at(row, "villages"));
        for (std::size_t cut = 0; (cut = villages.find('|', cut)) != std::string::npos; cut += 2)
            villages.replace(cut, 1, "||");
        add_variants(all.places, villages);
        all.places.emplace_back(communes.at(row, "full_name"));
    }
    return all;
}

std::string filled(std::string_view pattern, Content const& all, Random& random)
{
    return filled(pattern, [&](Gap gap) {
        return gap == Gap::figure ? std::to_string(random() % 500)
               : gap == Gap::year ? std::to_string(2020 + random() % 8)
                                  : any(all.places, random);
    });
}

std::vector<std::string> queries(std::vector<std::string> const& texts, bool marks, int count, Random& random)
{
    std::vector<std::string> list;
    while (int(list.size()) < count) {
        auto const& text = any(texts, random);
        auto const words = tokens(text);
        auto const size = 2 + random() % 3;
        if (words.size() < size)
            continue;
        auto const from = random() % (words.size() - size + 1);
        auto const query = text.substr(words[from].begin, words[from + size - 1].end() - words[from].begin);
        list.push_back(marks ? query : folded(query));
    }
    return list;
}

double at(std::vector<double> const& sorted, double part)
{
    return sorted[std::size_t(part * double(sorted.size() - 1))];
}

} // namespace kheo::bench
