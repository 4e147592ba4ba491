// SPDX-License-Identifier: AGPL-3.0-or-later
// heartbeats_bench [MODELS] [sqlite|postgres]: every body of the country confirms all
// its models in one period, each its whole table at once, from many clients and then
// with a correction from one; and what the office and the public read of it. Prints JSON.
#include "capabilities/bodies/bodies_test.hpp"
#include "capabilities/heartbeats/heartbeats.hpp"
#include "platform/db/scratch.hpp"
#include "platform/testing/office.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <fmt/format.h>
#include <string_view>
#include <thread>

using namespace kheo;

namespace
{

using Steady = std::chrono::steady_clock;
constexpr std::int64_t models_of_body = 30;
constexpr std::int64_t provinces = 34;
constexpr int clients = 16;
constexpr std::int64_t first_body = 1'000;
auto const last_period = *date_of({2026, 1, 1});

double milliseconds(Steady::time_point since)
{
    return std::chrono::duration<double, std::milli>(Steady::now() - since).count();
}

void put_land(std::int64_t bodies)
{
    using areas::AreaKind;
    std::vector<areas::Area> land;
    std::vector<bodies::Body> held;
    for (std::int64_t at = 1; at <= provinces; ++at)
        land.push_back(testing::area({at}, "P", AreaKind::province));
    for (std::int64_t at = 0; at < bodies; ++at) {
        auto const id = first_body + at;
        land.push_back(testing::area({id}, "C", AreaKind::commune, {1 + at % provinces}));
        held.push_back(testing::body({id}, {id}));
    }
    testing::put_places(std::move(land), std::move(held));
}

struct Country : testing::Office {
    Country(db::Engine engine, std::int64_t count) : Office(engine), bodies(count) { put_land(count); }

    void fill()
    {
        for (std::int64_t at = 0; at < bodies; ++at)
            models.push_back(act(
                                 [](acts::Work& work, std::int64_t body) {
                                     std::vector<models::ModelId> ids;
                                     for (std::int64_t one = 0; one < models_of_body; ++one) {
                                         ids.push_back({work.draws.id()});
                                         models::store_new(
                                             work, "models.published",
                                             {.id = ids.back(),
                                              .year = 2025,
                                              .body = {body},
                                              .area = {body},
                                              .field = "kinh_te",
                                              .title = fmt::format("Tổ góp vốn xoay vòng số {}", one),
                                              .measure = "Số hộ",
                                              .target = "200",
                                              .stage = models::Stage::received,
                                              .published = true,
                                              .registered_on = date_of({2025, 8, 1})});
                                         heartbeats::store(work, {.id = {work.draws.id()},
                                                                  .version = 1,
                                                                  .model = ids.back(),
                                                                  .period = last_period,
                                                                  .day = last_period,
                                                                  .body = {body},
                                                                  .area = {body},
                                                                  .result = "100",
                                                                  .opened = true});
                                     }
                                     return Outcome<std::vector<models::ModelId>>(std::move(ids));
                                 },
                                 first_body + at)
                                 .value());
    }

    // What PostgreSQL does by itself within a minute of such a change.
    void gather()
    {
        static db::Statement const statistics{"bench_statistics", "ANALYZE", ""};
        scratch.store->write_now([](db::Connection& db) { db.run(statistics); });
    }

    // One body's word, as the server takes it: a verb in a transaction of its own,
    // which shares its commit with those that wait beside it.
    void confirm(std::int64_t at, std::string_view result, std::int64_t seen)
    {
        auto table = heartbeats::Table{.body = {first_body + at}, .lines = {}};
        for (auto const model : models[std::size_t(at)])
            table.lines.push_back({.model = model,
                                   .said = heartbeats::Said::works,
                                   .result = std::string(result),
                                   .seen = seen});
        auto draws = acts::Draws(ids);
        auto const request = std::string("0123456789abcdef");
        auto const done = scratch.store->write_now([&](db::Connection& db) {
            draws.rewind();
            auto work = acts::Work{
                {.db = db, .actor = actor, .now = clock.now(), .allowed = allowed}, draws, request, 0};
            work.group = draws.id();
            return heartbeats::confirm(work, table);
        });
        ensure(done.has_value() && done->value().works == models_of_body, "a body was not heard");
    }

    std::int64_t bodies;
    std::vector<std::vector<models::ModelId>> models;
};

struct Times {
    double seconds = 0; // of all
    std::vector<double> each;
    double at(double part) const { return each[std::size_t(part * double(each.size() - 1))]; }
};

template <class Do>
Times timed(std::int64_t count, int threads, Do const& once)
{
    std::atomic<std::int64_t> next = 0;
    std::vector<std::vector<double>> each{std::size_t(threads)};
    auto const begun = Steady::now();
    {
        std::vector<std::jthread> all;
        for (int thread = 0; thread < threads; ++thread)
            all.emplace_back([&, thread] {
                for (auto at = next++; at < count; at = next++) {
                    auto const since = Steady::now();
                    once(at);
                    each[std::size_t(thread)].push_back(milliseconds(since));
                }
            });
    }
    auto times = Times{milliseconds(begun) / 1'000, {}};
    for (auto const& of_thread : each)
        times.each.insert(times.each.end(), of_thread.begin(), of_thread.end());
    std::ranges::sort(times.each);
    return times;
}

void print(std::string_view name, Times const& times)
{
    fmt::print(",\"{}\":{{\"seconds\":{:.1f},\"p50_ms\":{:.1f},\"p99_ms\":{:.1f}}}", name, times.seconds,
               times.at(0.5), times.at(0.99));
}

} // namespace

int main(int argc, char** argv)
{
    auto const bodies = (argc > 1 ? std::atoll(argv[1]) : 100'000) / models_of_body;
    auto const postgres = argc > 2 && std::string_view(argv[2]) == "postgres";
    auto country = Country(postgres ? db::Engine::postgres : db::Engine::sqlite, bodies);
    country.fill();
    country.gather();
    constexpr std::int64_t few = 100;
    constexpr std::int64_t stride = 7'919; // a prime: bodies speak in no order
    auto const any = [&](std::int64_t at) { return at * stride % bodies; };
    auto const table = [&](std::int64_t at) {
        country.read([&](acts::Reading& reading) {
            auto const kept = heartbeats::kept_models(reading, {first_body + at});
            ensure(std::int64_t(kept.size()) == models_of_body, "a table lacks models");
            return 0;
        });
    };
    std::int64_t alive = 0;
    auto const rates = [&](std::int64_t) {
        alive = country.read(
            [](acts::Reading& reading) { return heartbeats::view_kept(reading, {}).value().total.alive; });
    };
    fmt::print("{{\"bench\":\"heartbeats\",\"engine\":\"{}\",\"models\":{},\"bodies\":{},\"clients\":{}",
               postgres ? "postgres" : "sqlite", bodies * models_of_body, bodies, clients);
    print("table_before", timed(few, 1, table));
    print("confirmed", timed(bodies, clients, [&](std::int64_t at) { country.confirm(any(at), "120", 0); }));
    country.gather();
    print("table_after", timed(few, 1, table));
    print("rates", timed(10, 1, rates));
    ensure(alive == bodies * models_of_body, "not all are alive that were confirmed");
    print("corrected", timed(few, 1, [&](std::int64_t at) { country.confirm(at, "130", 1); }));
    fmt::print("}}\n");
    return 0;
}
