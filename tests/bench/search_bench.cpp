// SPDX-License-Identifier: AGPL-3.0-or-later
// search_bench [DOCUMENTS] [sqlite|postgres]: the plan of capabilities/search
// over synthetic documents made from the demo's situations. Prints one line a
// kind of query: median and p99 of the first 20 with the exact total.
#include "capabilities/search/find.hpp"
#include "capabilities/search/search.hpp"
#include "data/data.hpp"
#include "platform/db/scratch.hpp"
#include "platform/text/snippet.hpp"
#include "platform/text/text.hpp"
#include "tests/bench/invented.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include <ctime>
#include <fmt/format.h>
#include <random>

using namespace kheo;
using namespace kheo::bench;

namespace
{

using std::chrono::steady_clock;

// Of this thread: what the query costs, whatever else the machine does.
double cpu_milliseconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

double milliseconds_since(steady_clock::time_point began)
{
    return std::chrono::duration<double, std::milli>(steady_clock::now() - began).count();
}

search::Entry entry(std::int64_t id, Content const& all, Random& random)
{
    auto made = search::Entry{.id = id, .kind = "model", .kind_name = "Mô hình"};
    made.title = filled(any(all.titles, random), all, random);
    made.unit = any(all.places, random);
    made.url = "/mo-hinh/" + std::to_string(id);
    for (auto count = 5 + random() % 5; count > 0; --count)
        made.text += filled(any(all.sentences, random), all, random) + " ";
    made.field = any(all.fields, random);
    made.field_name = made.field;
    made.province = std::int64_t(1 + random() % 34);
    made.province_name = "Tỉnh " + std::to_string(made.province);
    made.year = int(2020 + random() % 8);
    return made;
}

void report(std::string_view what, std::vector<double> times, std::vector<double> cpu, std::int64_t hits)
{
    std::ranges::sort(times);
    std::ranges::sort(cpu);
    fmt::print("{:<32} median {:6.2f} ms  p99 {:6.2f} ms  CPU median {:6.2f}  p99 {:6.2f}  mean hits {}\n",
               what, at(times, 0.5), at(times, 0.99), at(cpu, 0.5), at(cpu, 0.99),
               hits / std::int64_t(times.size()));
}

void ask(db::Store& store, std::string_view what, std::vector<std::string> const& asked,
         search::Filters const& filters, bool snippets)
{
    auto const abbreviations = *Abbreviations::parse(data::file("rules/abbreviations.csv"));
    std::vector<double> times;
    std::vector<double> cpu;
    std::int64_t hits = 0;
    std::size_t shown = 0;
    for (auto const& query : asked) {
        auto const began = steady_clock::now();
        auto const cpu_began = cpu_milliseconds();
        auto const terms = search::sought(query, abbreviations).terms;
        auto const found =
            store.read([&](db::Connection& db) { return search::find(db, terms, filters, 20, 0); });
        for (auto const& hit : found.items)
            shown += snippets ? snippet(hit.text, terms).size() : 1;
        times.push_back(milliseconds_since(began));
        cpu.push_back(cpu_milliseconds() - cpu_began);
        hits += found.total;
    }
    report(what, std::move(times), std::move(cpu), hits);
    if (shown == 0)
        fmt::print("nothing was found\n");
}

} // namespace

int main(int argc, char** argv)
{
    auto const documents = argc > 1 ? std::atoll(argv[1]) : 200'000;
    auto const engine =
        argc > 2 && std::string_view(argv[2]) == "postgres" ? db::Engine::postgres : db::Engine::sqlite;
    auto const all = content();
    auto random = Random(20'261'121);
    auto scratch = db::Scratch(engine, migrations::all());
    std::vector<std::string> texts;
    std::size_t syllables = 0;
    auto const began = steady_clock::now();
    for (std::int64_t id = 1; id <= documents;) {
        std::vector<search::Entry> batch;
        for (; id <= documents && batch.size() < 500; ++id) {
            batch.push_back(entry(id, all, random));
            syllables += tokens(batch.back().text).size();
            if (id % 100 == 0)
                texts.push_back(batch.back().text);
        }
        scratch.store->write_now([&](db::Connection& db) {
            for (auto const& each : batch)
                search::put(db, each);
        });
    }
    fmt::print("{} documents, {} syllables, put in {:.1f} s\n", documents, syllables,
               milliseconds_since(began) / 1000);
    auto const marked = queries(texts, true, 500, random);
    auto const plain = queries(texts, false, 500, random);
    for (int round = 0; round < 2; ++round) {
        ask(*scratch.store, "with marks", marked, {}, false);
        ask(*scratch.store, "without marks", plain, {}, false);
        ask(*scratch.store, "with marks, with snippets", marked, {}, true);
        ask(*scratch.store, "with marks, one field and year", marked,
            {.field = {all.fields[0]}, .year = {"2024"}}, false);
    }
    return 0;
}
