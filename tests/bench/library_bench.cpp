// SPDX-License-Identifier: AGPL-3.0-or-later
// library_bench [DOCUMENTS] [sqlite|postgres]: documents of two or three pages
// recorded one by one, then the public library and the office's asked for words,
// filters and what is not there. Prints JSON, times in milliseconds.
#include "capabilities/library/list.hpp"
#include "platform/testing/office.hpp"
#include "tests/bench/invented.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fmt/format.h>

using namespace kheo;
using namespace kheo::bench;
using library::ListQuery;
using std::chrono::steady_clock;

namespace
{

double milliseconds_since(steady_clock::time_point began)
{
    return std::chrono::duration<double, std::milli>(steady_clock::now() - began).count();
}

struct Made {
    documents::Document document;
    std::string text;
};

// One of twenty reaches only those it was sent to: it is not in the index.
Made made(std::int64_t number, Content const& all, Random& random)
{
    static constexpr char const* types[] = {"Chỉ thị", "Kế hoạch", "Hướng dẫn", "Công văn", "Thông báo"};
    auto one = Made();
    for (auto count = 25 + random() % 25; count > 0; --count)
        one.text += filled(any(all.sentences, random), all, random) + ".\n";
    auto const year = 2010 + int(random() % 17);
    one.document = {.type = types[random() % 5],
                    .number = std::to_string(number) + "-CT/TU",
                    .issuer = "Đảng ủy " + any(all.places, random),
                    .issued_on = date_of({year, 1 + int(random() % 12), 1 + int(random() % 28)}),
                    .year = year,
                    .subject = filled(any(all.titles, random), all, random),
                    .field = any(all.fields, random),
                    .reach = random() % 20 == 0 ? documents::Reach::recipients : documents::Reach::open,
                    .text_hash = documents::hash_of(one.text)};
    one.document.opened = one.document.reach == documents::Reach::open;
    return one;
}

struct Asked {
    std::vector<double> times;
    std::size_t items = 0;
};

template <class List>
Asked ask(testing::Office& office, List list, std::vector<ListQuery> const& queries)
{
    auto asked = Asked();
    for (auto const& query : queries) {
        auto const began = steady_clock::now();
        auto const page = office.read([&](acts::Reading& reading) { return *list(reading, query); });
        asked.times.push_back(milliseconds_since(began));
        asked.items += page.items.size();
    }
    std::ranges::sort(asked.times);
    return asked;
}

std::string told(std::string_view name, Asked const& asked)
{
    return fmt::format(R"("{}":{{"p50_ms":{:.2f},"p99_ms":{:.2f},"mean_items":{:.1f}}})", name,
                       at(asked.times, 0.5), at(asked.times, 0.99),
                       double(asked.items) / double(asked.times.size()));
}

} // namespace

int main(int argc, char** argv)
{
    auto const count = argc > 1 ? std::atoll(argv[1]) : 100'000;
    auto const engine =
        argc > 2 && std::string_view(argv[2]) == "postgres" ? db::Engine::postgres : db::Engine::sqlite;
    auto const all = content();
    auto random = Random(20'261'122);
    auto office = testing::Office(engine);
    std::vector<std::string> texts;
    std::size_t letters = 0;
    auto spent = 0.0;
    for (std::int64_t number = 1; number <= count;) {
        std::vector<Made> batch;
        for (; number <= count && batch.size() < 200; ++number) {
            batch.push_back(made(number, all, random));
            letters += batch.back().text.size();
            if (number % 100 == 0 && batch.back().document.opened)
                texts.push_back(batch.back().text);
        }
        auto const began = steady_clock::now();
        office.act(
            [&](acts::Work& work, int) -> Outcome<int> {
                for (auto one : batch) {
                    one.document.id = {work.draws.id()};
                    documents::store_new(work, one.document, {one.text, {{}}});
                }
                return 0;
            },
            0);
        spent += milliseconds_since(began);
    }
    std::vector<ListQuery> words, filtered, rare;
    for (auto const& typed : queries(texts, true, 300, random)) {
        words.push_back({.q = typed});
        filtered.push_back({.q = typed, .type = "Kế hoạch", .year = 2019});
    }
    for (auto at = 0; at < 30; ++at)
        rare.push_back({.issuer = "không có cơ quan này " + std::to_string(at)});
    ask(office, library::list_open, words); // warms the pages of the file
    auto const open = ask(office, library::list_open, words);
    auto const narrowed = ask(office, library::list_open, filtered);
    auto const nowhere = ask(office, library::list_open, rare);
    words.resize(30); // each reads the texts that are in no index
    auto const inside = ask(office, library::list_inside, words);
    fmt::print(R"({{"documents":{},"letters":{},"put_s":{:.1f},{},{},{},{}}})", count, letters, spent / 1000,
               told("open", open), told("filtered", narrowed), told("nowhere", nowhere),
               told("inside", inside));
    fmt::print("\n");
    return 0;
}
