// SPDX-License-Identifier: AGPL-3.0-or-later
// Advice against many models: invented ones, mixed from the demo's situations.
#include "tests/bench/advice_quality.hpp"

#include "capabilities/advice/clarity.hpp"
#include "capabilities/advice/likeness.hpp"
#include "capabilities/advice/nearest.hpp"
#include "data/data.hpp"
#include "platform/text/csv.hpp"
#include "platform/text/text.hpp"
#include "tests/bench/filled.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <fmt/format.h>
#include <fstream>
#include <random>

namespace kheo::bench
{

namespace
{

using Random = std::mt19937_64;
using std::chrono::steady_clock;

double milliseconds_since(steady_clock::time_point began)
{
    return std::chrono::duration<double, std::milli>(steady_clock::now() - began).count();
}

// The sentences of one situation of the demo, by field of the form.
struct Situation {
    std::string field;
    std::vector<std::string> titles;
    std::vector<std::pair<std::string, std::vector<std::string>>> parts;
};

void add_sentences(std::vector<std::string>& to, std::string_view cell)
{
    while (!cell.empty()) {
        auto const cut = std::min({cell.find("||"), cell.find(". "), cell.find("; "), cell.size()});
        if (auto piece = tidied(cell.substr(0, cut)); piece.size() > 8)
            to.push_back(std::move(piece));
        cell.remove_prefix(std::min(cut + 2, cell.size()));
    }
}

std::vector<Situation> situations()
{
    std::vector<Situation> all;
    for (unsigned at = 0; at < data::fact_count; ++at) {
        auto const name = std::string_view(data::facts[at].name);
        if (!name.starts_with("demo/situations-"))
            continue;
        auto const rows = *csv::Records::parse(data::file(name), {"title", "field"});
        for (std::size_t row = 0; row < rows.size(); ++row) {
            auto one = Situation{std::string(rows.at(row, "field")), {}, {}};
            add_sentences(one.titles, rows.at(row, "title"));
            add_sentences(one.titles, rows.at(row, "title2"));
            for (auto const* const part :
                 {"situation", "aims", "way_of_working", "forces", "beneficiaries", "outputs", "keep_up"}) {
                std::vector<std::string> sentences;
                add_sentences(sentences, rows.at(row, part));
                one.parts.emplace_back(part, std::move(sentences));
            }
            if (!one.titles.empty())
                all.push_back(std::move(one));
        }
    }
    return all;
}

std::string filled(std::string_view pattern, Random& random)
{
    static constexpr std::array<char const*, 12> names{"Đồng Rầm",  "Cồn Tre",  "Nà Khoang", "Bến Nứa",
                                                       "Tân Phước", "Lũng Cao", "An Thủy",   "Vĩnh Lại",
                                                       "Pha Lán",   "Sơn Kỳ",   "Hòn Tre",   "Mỹ Tân"};
    return bench::filled(pattern, [&](Gap gap) -> std::string {
        return gap == Gap::figure ? std::to_string(random() % 900)
               : gap == Gap::year ? std::to_string(2020 + random() % 8)
                                  : names.at(random() % names.size());
    });
}

// Mostly one situation, with sentences of two others mixed in.
advice::Draft draft(std::vector<Situation> const& all, Random& random)
{
    auto const& own = all[random() % all.size()];
    std::array<Situation const*, 2> const others{&all[random() % all.size()], &all[random() % all.size()]};
    auto made = advice::Draft{.field = own.field};
    made.title = filled(own.titles[random() % own.titles.size()], random);
    json::each_member(made, [&](std::string_view name, std::string& member) {
        for (std::size_t part = 0; part < own.parts.size(); ++part) {
            if (own.parts[part].first != name)
                continue;
            for (auto const& sentence : own.parts[part].second)
                if (random() % 3 != 0)
                    member += filled(sentence, random) + ". ";
            for (auto const* const other : others)
                for (auto const& sentence : other->parts[part].second)
                    if (random() % 4 == 0)
                        member += filled(sentence, random) + ". ";
        }
    });
    return made;
}

// Of this thread: what a question costs, whatever else the machine does.
double cpu_milliseconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

double quantile(std::vector<double> list, double share)
{
    std::ranges::sort(list);
    return list[std::min(list.size() - 1, std::size_t(share * double(list.size())))];
}

double score(advice::Near const& near)
{
    return double(near.cosine) + 0.1 * near.same_runs;
}

long resident_kilobytes()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmRSS:"))
            return std::stol(line.substr(6));
    return 0;
}

} // namespace

void speed(std::size_t models)
{
    auto random = Random(46);
    auto const all = situations();
    auto const& table = advice::ideas();
    advice::Nearest nearest;
    auto const before = resident_kilobytes();
    auto profiles = 0.0;
    auto lists = 0.0;
    for (std::size_t id = 1; id <= models; ++id) {
        auto const text = draft(all, random);
        auto began = steady_clock::now();
        auto const profile = table.profile(text);
        profiles += milliseconds_since(began);
        began = steady_clock::now();
        nearest.put(std::int64_t(id), profile);
        lists += milliseconds_since(began);
    }
    auto const began = steady_clock::now();
    nearest.settle();
    lists += milliseconds_since(began);
    auto const after = resident_kilobytes();
    std::vector<double> asked;
    std::vector<double> asked_cpu;
    std::vector<double> found;
    auto right = 0;
    auto wanted = 0;
    auto const rules = advice::clarity_rules(Date{20'600});
    std::vector<double> judged;
    auto const exact_ones = 200U;
    for (auto question = 0U; question < 1'000; ++question) {
        auto const text = draft(all, random);
        auto start = steady_clock::now();
        auto const cpu = cpu_milliseconds();
        auto const profile = table.profile(text);
        auto const near = nearest.near(profile, 5);
        asked.push_back(milliseconds_since(start));
        asked_cpu.push_back(cpu_milliseconds() - cpu);
        start = steady_clock::now();
        auto const said = rules->judge(text);
        judged.push_back(milliseconds_since(start));
        if (question >= exact_ones)
            continue;
        auto const exact = nearest.exact(profile, 5);
        auto const least = exact.empty() ? 0 : score(exact.back());
        wanted += int(exact.size());
        right +=
            int(std::ranges::count_if(near, [&](auto const& one) { return score(one) >= least - 1e-6; }));
    }
    fmt::print("{{\"models\": {}, \"text_ms\": {:.0f}, \"lists_ms\": {:.0f}, \"lists_mb\": {:.0f}, "
               "\"resident_mb\": {:.0f}, \"p50_ms\": {:.2f}, \"p99_ms\": {:.2f}, \"cpu_p50_ms\": {:.2f}, "
               "\"cpu_p99_ms\": {:.2f}, \"clarity_p50_ms\": {:.2f}, "
               "\"clarity_p99_ms\": {:.2f}, \"recall_at_5\": {:.4f}}}\n",
               models, profiles, lists, double(nearest.bytes()) / (1 << 20), double(after - before) / 1024,
               quantile(asked, 0.5), quantile(asked, 0.99), quantile(asked_cpu, 0.5),
               quantile(asked_cpu, 0.99), quantile(judged, 0.5), quantile(judged, 0.99),
               wanted ? double(right) / wanted : 0);
}

} // namespace kheo::bench
